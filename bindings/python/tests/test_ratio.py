# SPDX-License-Identifier: MIT
"""Ratios, calendars, prices: what takes no ledger."""

import math
from datetime import date
from decimal import Decimal
from fractions import Fraction

import nrr
import pytest
from conftest import listed, utc

OK, UNDEFINED, UNBOUNDED = nrr.RatioStatus.OK, nrr.RatioStatus.UNDEFINED, nrr.RatioStatus.UNBOUNDED


def test_rounding_is_named():
    half = nrr.Ratio(1, 8)
    assert half.round(2) == Decimal("0.12")
    assert half.round(2, "half_up") == Decimal("0.13")
    assert nrr.Ratio(-1, 8).round(2, nrr.Rounding.FLOOR) == Decimal("-0.13")
    assert nrr.Ratio(41, 40).percent() == Decimal("102.5")
    assert str(nrr.Ratio(1, 1).percent(2)) == "100.00"
    assert nrr.Ratio(2, 3).round(0) == 1


def test_undefined_is_undefined():
    nothing = nrr.Ratio(0, 0, UNDEFINED)
    assert nothing.round() is None and nothing.percent() is None and nothing.fraction is None
    assert nothing.annualise(12) is None and math.isnan(float(nothing))
    less = nrr.Ratio(-5, 0, UNBOUNDED)
    assert less.round() == less.percent() == Decimal("-Infinity") and less.fraction is None
    assert float(less) == -math.inf and float(nrr.Ratio(5, 0, UNBOUNDED)) == math.inf
    assert nrr.Ratio(5, 0, UNBOUNDED).round() == Decimal("Infinity")
    assert float(nrr.Ratio(1, 4)) == 0.25


def test_annualising_is_exact():
    assert nrr.Ratio(101, 100).annualise(12, 6) == Decimal("1.126825")
    with pytest.raises(ValueError, match="annualise"):
        nrr.Ratio(1, 1).annualise(0)


@pytest.mark.parametrize(
    "ratio, options, error",
    [
        (nrr.Ratio(1, 0), {}, ValueError),
        (nrr.Ratio(1, -1), {}, ValueError),
        (nrr.Ratio(2**63, 1), {}, OverflowError),
        (nrr.Ratio(2**62, 1), {"digits": 3}, OverflowError),
        (nrr.Ratio(1, 1.0), {}, TypeError),
        (nrr.Ratio(1, 1, "fine"), {}, ValueError),
        (nrr.Ratio(1, 1), {"digits": 19}, ValueError),
        (nrr.Ratio(1, 1), {"digits": 2**40}, OverflowError),
        (nrr.Ratio(1, 1), {"digits": "2"}, TypeError),
        (nrr.Ratio(1, 1), {"rounding": "bankers"}, ValueError),
    ],
)
def test_a_bad_ratio_or_precision_is_refused(ratio, options, error):
    with pytest.raises(error):
        ratio.round(**options)


def test_calendars():
    month = nrr.Calendar("month")
    assert month.edge(date(2024, 2, 20)) == 1706745600
    assert month.edge(date(2024, 2, 20), 1) == month.ticks((2024, 3, 1))
    assert month.steps(date(2024, 1, 15), date(2024, 3, 2)) == 3
    assert listed(month.edges(date(2024, 1, 15), 2)) == [1704067200, 1706745600]
    assert listed(month.edges(date(2024, 1, 15), 0)) == []
    assert len(month.covering(date(2024, 1, 15), date(2024, 3, 2))) == 4
    assert month.civil(utc(2024, 2, 29, 1, 2, 3)) == nrr.Civil(2024, 2, 29, 1, 2, 3, 0)
    fiscal = nrr.Calendar("year", time_unit="days", first_month=4)
    assert fiscal.civil(fiscal.edge(date(2024, 2, 1)))[:3] == (2023, 4, 1)
    assert nrr.Calendar("week", first_weekday=7).edge(date(2024, 1, 3)) == 1703980800
    assert nrr.Calendar("day", utc_offset=3600).edge(utc(2024, 1, 1, 23, 30)) == 1704150000
    assert nrr.Calendar(nrr.Step.DAY, time_unit="days").civil(-(10**9)).year < -2000000


@pytest.mark.parametrize(
    "call, error",
    [
        (lambda: nrr.Calendar("fortnight"), ValueError),
        (lambda: nrr.Calendar("month", first_month=13), ValueError),
        (lambda: nrr.Calendar("month", utc_offset=10**6), ValueError),
        (lambda: nrr.Calendar("month", utc_offset=2**40), OverflowError),
        (lambda: nrr.Calendar("month").ticks((2024, 2, 30)), ValueError),
        (lambda: nrr.Calendar("month").ticks((2024, 2)), TypeError),
        (lambda: nrr.Calendar("month").edges(0, -1), ValueError),
        (lambda: nrr.Calendar("month").edges(0, 1.0), TypeError),
        (lambda: nrr.Calendar("month").edge(0, 2**62), ValueError),
        (lambda: nrr.Calendar("month").steps(5, 5), ValueError),
        (lambda: nrr.Calendar("month").civil("today"), TypeError),
    ],
)
def test_a_bad_date_is_refused(call, error):
    with pytest.raises(error):
        call()


def test_prices():
    yearly = nrr.normalise(100000, interval="year")
    assert yearly == (8333, Fraction(1, 3))
    assert nrr.normalise(Decimal("1000.00"), interval="year", digits=2).amount == Decimal("83.33")
    assert nrr.normalise(1000, interval="week", per="year").amount == 52000
    assert nrr.normalise(1250, interval="month", quantity=15).amount == 18750
    assert nrr.normalise(240000, interval="year", interval_count=2).amount == 10000
    assert nrr.normalise(1, interval="day", per="year", mean_days=True, rounding="up").amount == 366
    assert nrr.normalise(700, interval="week", per="year", mean_weeks=True).amount == 36525
    for bad, error, name in (
        ({"amount": -1, "interval": "year"}, ValueError, "price"),
        ({"amount": 1, "interval": "moon"}, ValueError, "interval"),
        ({"amount": 1, "interval": "year", "interval_count": 0}, ValueError, "price"),
        ({"amount": Decimal("0.001"), "interval": "year", "digits": 2}, ValueError, "amount"),
        ({"amount": Decimal("1"), "interval": "year"}, TypeError, "amount"),
        ({"amount": 1.0, "interval": "year"}, TypeError, "amount"),
        ({"amount": 2**62, "interval": "day"}, OverflowError, "price"),
    ):
        with pytest.raises(error, match=name):
            nrr.normalise(**bad)


def test_parts_that_are_no_integers_are_refused_by_name():
    for parts in (None, 5, "ab", [1.5], [None]):
        with pytest.raises(TypeError, match="parts"):
            nrr.round_parts(parts, 1)
