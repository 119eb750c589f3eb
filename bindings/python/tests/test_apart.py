# SPDX-License-Identifier: MIT
"""Figures taken apart: units, movements, facts, cohorts, causes, contributions, concentration."""

from datetime import date
from decimal import Decimal

import nrr
import pytest
from conftest import DECLARED, listed, utc

pytestmark = pytest.mark.skipif("nrr_snapshot_units" not in DECLARED, reason="the headers do not take figures apart")

YEAR = [(date(2024, 1, 2), date(2025, 1, 1))]


@pytest.fixture
def query():
    return nrr.Query(YEAR)


@pytest.fixture
def snapshot(story):
    story.append(customer="acme", line="x", time=date(2024, 4, 1), kind="new", amount=700, reason=2000)
    return story.snapshot()


def test_the_units_of_a_figure_sum_to_it(snapshot, query):
    report = snapshot.report(query)
    for name in ("opening", "closing", "expansion", "churn", "units_opening", "retained"):
        assert sum(listed(snapshot.units(query, name).column("amount"))) == listed(report.column(name))[0], name
    rows = list(snapshot.units(query, "opening"))
    assert [(row["customer"], row["amount"], row["line"]) for row in rows] == [
        ("acme", 250000, None),
        ("globex", 100000, None),
    ]
    ratio = report.rate(0, "nrr")
    assert sum(listed(snapshot.units(query, rate="nrr").column("amount"))) == ratio.numerator
    assert sum(listed(snapshot.units(query, rate="nrr", denominator=True).column("amount"))) == ratio.denominator
    assert listed(snapshot.units(query, "reason_gain", reason="seats").column("amount")) == [50000]
    assert listed(snapshot.units(query, "reason_gain", reason="host_sum").column("amount")) == [700]
    assert len(snapshot.units(query, "churn", all=True)) == 2
    page = snapshot.units(query, "opening", first=1, count=1)
    assert (len(page), page.total, page.keys("customer")) == (1, 2, ["globex"])


def test_what_cannot_be_taken_apart_is_named(snapshot, query):
    for arguments, error in (
        ({}, TypeError),
        ({"measure": "opening", "rate": "nrr"}, TypeError),
        ({"measure": "openings"}, ValueError),
        ({"measure": "opening", "row": -1}, ValueError),
        ({"measure": "opening", "row": 7}, IndexError),
        ({"measure": "opening", "first": -1}, ValueError),
        ({"rate": "n"}, ValueError),
    ):
        with pytest.raises(error):
            snapshot.units(query, **arguments)
    with pytest.raises(TypeError, match="query"):
        snapshot.units(None or YEAR, "opening")
    with pytest.raises(ValueError, match="time_unit"):
        snapshot.units(nrr.Query(YEAR, time_unit="days"), "opening")


def test_movements_and_facts_of_a_unit(snapshot):
    rows = list(snapshot.movements("globex"))
    assert [(row["class"].name, row["before"], row["after"]) for row in rows] == [
        ("NEW", 0, 100000),
        ("CHURN", 100000, 0),
        ("REACTIVATION", 0, 80000),
    ]
    assert rows[1]["time"] == utc(2024, 5, 20) and rows[1]["reason"] is nrr.Reason.VOLUNTARY
    assert len(snapshot.movements("globex", start=date(2024, 5, 1), end=date(2024, 6, 1))) == 1
    assert [row["id"] for row in snapshot.facts("globex")] == ["n2", "c1", "r1"]
    assert len(snapshot.facts("globex", start=date(2024, 5, 1), end=date(2024, 6, 1))) == 1
    by_line = nrr.Query(unit="line")
    assert [row["after"] for row in snapshot.movements("acme", "x", query=by_line)] == [700]
    with pytest.raises(LookupError, match="nobody"):
        snapshot.movements("nobody")
    with pytest.raises(ValueError):
        snapshot.movements("acme", "x")
    with pytest.raises(TypeError, match="start, end"):
        snapshot.facts("acme", start=5)


def test_cohorts(snapshot):
    edges = [date(2024, 1, 1), date(2024, 2, 1), date(2024, 3, 1), date(2024, 4, 1)]
    table = snapshot.cohorts(edges)
    rows = [(row["cohort"], row["age"], row["units"], row["revenue"], row["retained"]) for row in table]
    assert rows[:3] == [(0, 0, 2, 350000, 350000), (0, 1, 2, 350000, 350000), (0, 2, 2, 400000, 350000)]
    assert table.rate(2, "nrr") == (400000, 350000, 0) and table.rate(2, "grr").fraction == 1
    with pytest.raises(IndexError):
        table.rate(99, "nrr")
    with pytest.raises(IndexError):
        table.rate(-1, "nrr")
    with pytest.raises(ValueError, match="rate"):
        table.rate(0, "arpa")
    with pytest.raises(ValueError):
        snapshot.cohorts([5])
    with pytest.raises(TypeError, match="edges"):
        snapshot.cohorts(5)


def test_definitions_are_reconciled(snapshot, query):
    report = snapshot.report(query)
    table = snapshot.reconcile(query, "nrr", "nrr_cohort_no_return")
    difference = report.rate(0, "nrr").numerator - report.rate(0, "nrr_cohort_no_return").numerator
    assert sum(listed(table.column("amount"))) == difference == 80000
    (row,) = [row for row in table if row["amount"]]
    assert row["cause"] is nrr.Cause.RETURN and row["units"] == 1
    units = snapshot.reconcile_units(query, "nrr", "nrr_cohort_no_return", "return")
    assert units.keys("customer") == ["globex"]
    assert sum(listed(snapshot.reconcile_units(query, "nrr", "nrr_cohort_no_return").column("amount"))) == difference
    with pytest.raises(ValueError):
        snapshot.reconcile(query, "nrr", "grr")
    with pytest.raises(ValueError, match="cause"):
        snapshot.reconcile_units(query, "nrr", "nrr_ex_price", "bad luck")


def test_contributions_add_up(snapshot, query):
    report = snapshot.report(query)
    table = report.contributions(0)
    amounts, opening = listed(table.column("amount")), listed(table.column("opening"))[0]
    ratio = report.rate(0, "nrr")
    assert sum(amounts) == ratio.numerator - ratio.denominator and opening == ratio.denominator
    parts = nrr.round_parts(amounts, opening, 2)
    assert sum(parts) == nrr.Ratio(sum(amounts), opening).round(2)
    assert nrr.round_parts([1, 1, 1], 3, 2) == [Decimal("0.34"), Decimal("0.33"), Decimal("0.33")]
    assert nrr.round_parts([], 3) == [] and nrr.round_parts([0], 0) == [None]
    with pytest.raises(IndexError):
        report.contributions(1)
    with pytest.raises(ValueError, match="parts"):
        nrr.round_parts([1], -1)
    with pytest.raises(TypeError, match="parts, row 1"):
        nrr.round_parts([1, 1.5], 3)
    with pytest.raises(LookupError):
        snapshot.report(nrr.Query(YEAR, measures=["opening"])).contributions(0)


def test_concentration(snapshot, query):
    rows = {row["figure"].name: row for row in snapshot.concentration(query, 1)}
    share = rows["OPENING_SHARE"]
    assert (share["numerator"], share["denominator"], share["status"]) == (250000, 350000, nrr.RatioStatus.OK)
    assert rows["MEDIAN"]["customer"] == "globex"
    with pytest.raises(ValueError, match="top"):
        snapshot.concentration(query, -1)
