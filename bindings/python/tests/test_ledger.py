# SPDX-License-Identifier: MIT
from datetime import date

import nrr
import pytest
from conftest import utc


def test_a_ledger_has_the_options_that_it_is_made_with():
    ledger = nrr.Ledger(
        time_unit="days", digits=0, strict=True, coverage=(date(2020, 1, 1), utc(2024)), hash_seed=-7
    )
    assert ledger.time_unit is nrr.TimeUnit.DAYS
    assert ledger.digits == 0
    assert ledger.strict is True
    assert ledger.coverage == (utc(2020), utc(2024))
    plain = nrr.Ledger()
    assert (plain.time_unit, plain.digits, plain.strict) == (nrr.TimeUnit.SECONDS, None, False)
    assert plain.coverage == (None, None)


def test_options_can_be_changed_and_taken_back(ledger):
    ledger.strict = True
    ledger.coverage = (None, date(2024, 1, 1))
    assert ledger.strict and ledger.coverage == (None, utc(2024))
    ledger.coverage = (date(2030, 1, 1), date(2031, 1, 1))
    assert ledger.coverage == (utc(2030), utc(2031))
    ledger.coverage = (None, None)
    assert ledger.coverage == (None, None)


def test_a_refused_coverage_leaves_the_old_one(ledger):
    ledger.coverage = (date(2020, 1, 1), date(2024, 1, 1))
    with pytest.raises(ValueError, match="coverage"):
        ledger.coverage = (date(2024, 1, 1), date(2020, 1, 1))
    with pytest.raises(TypeError, match="coverage"):
        ledger.coverage = date(2024, 1, 1)
    assert ledger.coverage == (utc(2020), utc(2024))


@pytest.mark.parametrize(
    "options, error, name",
    [
        ({"time_unit": "weeks"}, ValueError, "time_unit"),
        ({"time_unit": 9}, ValueError, "time_unit"),
        ({"time_unit": 1.5}, TypeError, "time_unit"),
        ({"time_unit": nrr.Kind.NEW}, TypeError, "time_unit"),
        ({"digits": 19}, ValueError, "digits"),
        ({"digits": "2"}, TypeError, "digits"),
        ({"hash_seed": 2**64}, OverflowError, "hash_seed"),
        ({"hash_seed": "x"}, TypeError, "hash_seed"),
        ({"coverage": (utc(2024), date(2024, 1, 1))}, ValueError, "coverage"),
        ({"coverage": (utc(2024).replace(tzinfo=None), None)}, ValueError, "coverage"),
    ],
)
def test_a_bad_option_is_named(options, error, name):
    with pytest.raises(error, match=name):
        nrr.Ledger(**options)


def test_counters(story):
    assert len(story) == 5
    assert story.counters()["customers"] == 2
    assert story.counter("facts") == 5 == story.counter(nrr.Counter.FACTS)
    assert story.counter("bytes") > 0
    assert (story.first_time, story.last_time) == (utc(2024), utc(2024, 6, 15))
    with pytest.raises(ValueError, match="counter"):
        story.counter("flacts")


def test_an_empty_ledger_has_no_first_time_and_is_true(ledger):
    assert ledger.first_time is None and ledger.last_time is None
    assert len(ledger) == 0 and ledger
    assert repr(ledger) == "<nrr.Ledger, 0 facts>"


def test_parents_roll_customers_up(story):
    story.set_parents(["acme", "globex"], ["group", "group"])
    assert story.parent("acme") == "group"
    report = story.report(periods=[(date(2024, 5, 1), date(2024, 6, 1))], unit="parent")
    assert report[0]["units_opening"] == 1
    story.set_parents("acme", None)
    assert story.parent("acme") is None
    story.set_parents(["acme", "globex"], "top")
    assert story.parent("globex") == "top"


def test_a_cycle_of_parents_says_which_row(story):
    with pytest.raises(nrr.RefusedError, match="row 1, .*ancestor") as refused:
        story.set_parents(["a", "b"], ["b", "a"])
    assert (refused.value.row, refused.value.status) == (1, nrr.Status.E_CYCLE)
    assert story.parent("a") is None


def test_parents_and_customers_are_as_many(story):
    with pytest.raises(ValueError, match="parent: has 1 rows, and customer has 2"):
        story.set_parents(["a", "b"], ["c"])


def test_the_parent_of_a_stranger_is_an_unknown_key(story):
    with pytest.raises(LookupError, match="nobody"):
        story.parent("nobody")
