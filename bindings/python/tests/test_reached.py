# SPDX-License-Identifier: MIT
"""Every function that the library exports is called by one of these tests, or unreached.txt says why
it is not. Last of all, since it looks at what the others did."""

import os

import pytest
from conftest import DECLARED, REACHED

FOLDER = os.path.dirname(os.path.abspath(__file__))


def excused():
    """The functions of unreached.txt, with the reasons."""
    with open(os.path.join(FOLDER, "unreached.txt"), encoding="utf-8") as lines:
        pairs = [line.split(None, 1) for line in lines if line.strip() and not line.startswith("#")]
    return {pair[0]: " ".join(pair[1:]).strip() for pair in pairs}


def test_every_exported_function_is_reached(request):
    files = {item.path.name for item in request.session.items}
    there = {name for name in os.listdir(FOLDER) if name.startswith("test_") and name.endswith(".py")}
    if not there <= files or request.config.option.keyword or os.environ.get("NRR_TEST_PLAIN"):
        pytest.skip("not all of the tests were run")
    assert len(DECLARED) > 60
    forgotten = [name for name in DECLARED if name not in REACHED and name not in excused()]
    assert not forgotten, "call it in a test, or say in unreached.txt why not: " + ", ".join(forgotten)


def test_what_is_excused_has_a_reason_and_needs_it():
    for name, reason in excused().items():
        assert reason, f"{name}: no reason"
        assert name in DECLARED, f"{name}: no such function"
        assert name not in REACHED, f"{name}: is reached"
