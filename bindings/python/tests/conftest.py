# SPDX-License-Identifier: MIT
"""What the tests share. Run by `make check` (python.sh); by hand, with the package built in build/check:

    cd build/check && PYTHONPATH=bindings/python/package LD_LIBRARY_PATH=lib/.libs \\
        python3 -m pytest ../../bindings/python/tests

With NRR_TEST_PLAIN the package runs as if numpy and pandas were not installed. NRR_TEST_TAP names a
file that gets the cases as TAP.
"""

import os
import re
import sys
from datetime import date, datetime, timezone

import pytest

if os.environ.get("NRR_TEST_PLAIN"):
    for module in ("numpy", "pandas", "polars", "pyarrow"):
        sys.modules[module] = None  # type: ignore[assignment]

import nrr  # noqa: E402
from nrr import raw  # noqa: E402

# --- which functions of the library the tests call ---------------------------------------------

DECLARED = sorted(name for name in dir(raw.lib) if re.match(r"nrr_[a-z_]+$", name))
REACHED = set()


def watch(name):
    """Puts itself in the place of a function, and notes that it was called."""
    function = getattr(raw.lib, name)

    def call(*arguments):
        REACHED.add(name)
        return function(*arguments)

    setattr(raw.lib, name, call)


for declared in DECLARED:
    watch(declared)


def pytest_collection_modifyitems(items):
    """test_reached.py is last, since it looks at what the others called."""
    items.sort(key=lambda item: item.path.name == "test_reached.py")


# --- TAP -----------------------------------------------------------------------------------------

TAP = []


def pytest_runtest_logreport(report):
    if report.when == "call" or report.outcome != "passed":
        name = report.nodeid.partition("::")[2].replace("test_", "", 1).replace("_", " ").replace("#", "")
        number = len(TAP) + 1
        if report.outcome == "skipped":
            reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else "skipped"
            TAP.append(f"ok {number} - {name} # SKIP {reason}")
        elif report.outcome == "passed":
            TAP.append(f"ok {number} - {name}")
        else:
            said = "\n".join("# " + line for line in str(report.longrepr).splitlines())
            TAP.append(f"not ok {number} - {name}\n{said}")


def pytest_collectreport(report):
    if report.outcome == "failed":
        said = "\n".join("# " + line for line in str(report.longrepr).splitlines())
        TAP.append(f"not ok {len(TAP) + 1} - {report.nodeid} is collected\n{said}")
    elif report.outcome == "skipped":
        TAP.append(f"ok {len(TAP) + 1} - {report.nodeid} # SKIP {report.longrepr[2]}")


def pytest_sessionfinish():
    if os.environ.get("NRR_TEST_TAP"):
        with open(os.environ["NRR_TEST_TAP"], "w", encoding="utf-8") as tap:
            tap.write("\n".join(TAP + [f"1..{len(TAP)}", ""]))


# --- fixtures ------------------------------------------------------------------------------------


def utc(year, month=1, day=1, hour=0, minute=0, second=0, microsecond=0):
    return datetime(year, month, day, hour, minute, second, microsecond, tzinfo=timezone.utc)


@pytest.fixture
def ledger():
    with nrr.Ledger(digits=2) as made:
        yield made


@pytest.fixture
def story(ledger):
    """acme grows, globex leaves and comes back."""
    ledger.append(
        customer=["acme", "globex", "acme", "globex", "globex"],
        time=[date(2024, 1, 1), date(2024, 1, 1), date(2024, 3, 10), date(2024, 5, 20), date(2024, 6, 15)],
        kind=["new", "new", "expansion", "churn", "reactivation"],
        amount=[250000, 100000, 50000, nrr.ALL, 80000],
        reason=[None, None, "seats", "voluntary", "win_back"],
        id=["n1", "n2", "e1", "c1", "r1"],
        known=[None, None, date(2024, 3, 11), date(2024, 7, 1), None],
    )
    return ledger


@pytest.fixture
def months(story):
    """Its report, February to June."""
    return story.report(step="month", start=date(2024, 2, 1), end=date(2024, 7, 1))


def listed(values):
    """The numbers of a column, whether numpy is there or not."""
    return [int(value) for value in values]
