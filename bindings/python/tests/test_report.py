# SPDX-License-Identifier: MIT
"""Queries, reports, snapshots and the lists of them."""

from array import array
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

import nrr
import pytest
from conftest import listed, utc

YEAR = (date(2024, 1, 2), date(2025, 1, 1))


def test_a_monthly_series(months):
    assert len(months) == 5
    assert [f"{row.start:%Y-%m}" for row in months] == ["2024-02", "2024-03", "2024-04", "2024-05", "2024-06"]
    assert months[0].end == utc(2024, 3) == months.period(0)[1]
    assert listed(months.column("opening")) == [350000, 350000, 400000, 400000, 300000]
    assert listed(months.column(nrr.Measure.CLOSING)) == [350000, 400000, 400000, 300000, 380000]
    assert listed(months.periods.starts)[1:] == listed(months.periods.ends)[:-1]
    assert [str(row.rate("nrr").percent()) for row in months] == ["100.0", "114.3", "100.0", "75.0", "100.0"]
    assert [str(row.rate("grr").percent()) for row in months] == ["100.0", "100.0", "100.0", "75.0", "100.0"]


def test_rows_are_a_sequence(months):
    assert months[-1].start == utc(2024, 6)
    assert repr(months[0]) == "<nrr.Row, 2024-02-01 to 2024-03-01>"
    assert repr(months) == "<nrr.Report, 5 rows>"
    assert [row.start.month for row in months[1:-1]] == [3, 4, 5] and months[5:] == []
    for place in (5, -6, 2**70):
        with pytest.raises(IndexError):
            months[place]
    with pytest.raises(IndexError):
        months.period(5)
    with pytest.raises(IndexError):
        months.value(-1, "opening")
    with pytest.raises(IndexError):
        months.rate(7, "nrr")
    for place in ("x", None, 1.0, True):
        for call in (months.__getitem__, months.period, months.contributions, months.groups_of, months.rates("nrr").__getitem__):
            with pytest.raises(TypeError, match="row: wants an int"):
                call(place)


def test_amounts_are_decimals_if_the_ledger_has_digits(months):
    assert months[0]["opening"] == Decimal("3500.00") and str(months[0]["opening"]) == "3500.00"
    assert months[0]["units_opening"] == 2 and isinstance(months[0]["units_opening"], int)
    plain = nrr.Ledger()
    plain.append(customer="a", time=0, kind="new", amount=5)
    assert plain.report(periods=[(0, 1)])[0]["new"] == 5


def test_flags_follow_the_coverage(story):
    story.coverage = (date(2024, 3, 1), date(2024, 5, 1))
    report = story.report(step="month", start=date(2024, 2, 1), end=date(2024, 6, 1))
    flags = [nrr.RowFlag.INCOMPLETE | nrr.RowFlag.EMPTY * 0, 0, 0, nrr.RowFlag.PARTIAL]
    assert listed(report.flags) == flags == [row.flags for row in report]
    empty = nrr.Ledger().report(periods=[(0, 1)])
    assert empty[0].flags is nrr.RowFlag.EMPTY


def test_rates_are_exact(months):
    ratio = months.rate(1, "nrr")
    assert ratio == (400000, 350000, nrr.RatioStatus.OK)
    assert ratio.fraction == Fraction(8, 7)
    rates = months.rates("nrr")
    assert list(rates) == [months.rate(row, "nrr") for row in range(5)]
    assert rates[1:3] == [rates[1], rates[2]] and rates[-1] == rates[4] and len(rates) == 5
    assert rates.fractions()[3] == Fraction(3, 4)
    assert rates.rounded(2)[3] == Decimal("0.75")
    assert listed(rates.numerators) == [350000, 400000, 400000, 300000, 300000]
    assert listed(rates.denominators) == [350000, 350000, 400000, 400000, 300000]
    assert listed(rates.statuses) == [0] * 5
    assert list(rates.floats())[3] == 0.75
    with pytest.raises(IndexError):
        rates[5]


def test_averages(months):
    assert months.average("nrr", digits=6) == Decimal("0.857143")
    assert months.average("nrr", "mean", 4) == Decimal("0.9786")
    assert months.average("nrr", nrr.Average.WEIGHTED, 4, "up") == Decimal("0.9723")
    empty = nrr.Ledger().report(periods=[(0, 1)])
    assert empty.average("nrr") is None
    with pytest.raises(ValueError, match="average"):
        months.average("nrr", "median")
    with pytest.raises(ValueError, match="average of nrr.*DIGITS"):
        months.average("nrr", digits=19)


def test_what_was_not_asked_for_is_not_there(story):
    report = story.report(periods=[YEAR], measures=["opening"], rates=["logo_churn"])
    assert report.measures == ["opening", "units_opening", "units_churned"]
    with pytest.raises(nrr.NotAskedError, match="closing"):
        report.column("closing")
    with pytest.raises(LookupError, match="grr"):
        report.rate(0, "grr")
    with pytest.raises(LookupError, match="grr"):
        report.rates("grr")
    with pytest.raises(LookupError, match="reason_gain, reason seats"):
        report.reason("reason_gain", "seats")
    with pytest.raises(LookupError, match="closing"):
        report[0]["closing"]
    assert list(report.to_dict()) == ["start", "end", "opening", "units_opening", "units_churned"]


def test_a_bad_measure_or_rate_is_named(months):
    for bad in ("openings", 99, "OPENING"):
        with pytest.raises(ValueError, match="measure|99"):
            months.column(bad)
    with pytest.raises(ValueError, match="rate"):
        months.rates("NRR")
    with pytest.raises(TypeError, match="measure"):
        months.column(nrr.Rate.NRR)
    with pytest.raises(ValueError, match="reason_gain"):
        months.column("reason_gain")
    with pytest.raises(ValueError, match="opening"):
        months.reason("opening", "seats")


def test_reasons(story):
    story.append(customer="acme", time=date(2024, 7, 1), kind="expansion", amount=11, reason=2001)
    report = story.report(periods=[YEAR], reasons=[2000, 2001])
    assert listed(report.reason("reason_gain", "seats")) == [50000]
    assert listed(report.reason("reason_gain", "host_sum")) == [11]
    assert listed(report.reason("reason_gain", 2001)) == [11]
    assert listed(report.reason("reason_loss", 2000)) == [0]
    with pytest.raises(LookupError):
        report.reason("reason_gain", 2002)
    with pytest.raises(ValueError, match="reason"):
        story.report(periods=[YEAR], reasons=[5])


def test_the_identities_hold(months):
    assert months.check() == 5 * 4 + 4
    assert months.findings == 0


def test_the_whole_report(months):
    columns = months.to_dict(["opening"], ["nrr"])
    assert list(columns) == ["start", "end", "opening", "nrr"]
    assert list(columns["nrr"])[3] == 0.75


# --- queries -------------------------------------------------------------------------------------


def test_a_query_says_what_it_asks():
    query = nrr.Query([YEAR], unit="line", expiry=timedelta(days=30), time_unit="milliseconds")
    assert (query.unit, query.expiry, query.time_unit) == (nrr.Unit.LINE, 30 * 86400 * 1000, nrr.TimeUnit.MILLISECONDS)
    query.unit, query.expiry = "parent", None
    assert (query.unit, query.expiry) == (nrr.Unit.PARENT, None)
    query.expiry = 7
    assert query.expiry == 7


def test_expiry_makes_a_late_return_new(story):
    late = story.report(periods=[YEAR], expiry=timedelta(days=5))
    assert (late[0]["new"], late[0]["reactivation"]) == (800, 0)
    assert story.report(periods=[YEAR], expiry=timedelta(days=60))[0]["reactivation"] == 800


def test_windows_of_several_steps(story):
    report = story.report(step="month", start=date(2024, 5, 1), end=date(2024, 7, 1), window=3)
    assert [f"{row.start:%Y-%m} {row.end:%Y-%m}" for row in report] == ["2024-03 2024-06", "2024-04 2024-07"]
    fiscal = nrr.Query().add_steps("year", date(2024, 5, 1), date(2024, 6, 1), first_month=4)
    assert story.report(fiscal)[0].start == utc(2024, 4)


def test_edges_and_periods_in_columns(story):
    edges = [date(2024, 1, 1), date(2024, 2, 1), date(2024, 3, 1), utc(2024, 4)]
    query = nrr.Query().add_edges(edges, window=2).add_periods(edges[:2], edges[1:3])
    query.add_edges(array("q", [0, 10]))
    assert len(story.report(query)) == 2 + 2 + 1
    query.add_measure("opening").add_measure("opening").add_rate(nrr.Rate.GRR)
    assert story.report(query).measures == ["opening", "retained"]


@pytest.mark.parametrize(
    "options, error, name",
    [
        ({"unit": "user"}, ValueError, "unit"),
        ({"unit": 9}, ValueError, "unit"),
        ({"expiry": -1}, ValueError, "expiry"),
        ({"expiry": 1.0}, TypeError, "expiry"),
        ({"expiry": 2**63}, OverflowError, "expiry"),
        ({"measures": "opening"}, TypeError, "measures"),
        ({"measures": ["open"]}, ValueError, "measure"),
        ({"rates": ["n"]}, ValueError, "rate"),
        ({"rates": 5}, TypeError, "rates"),
        ({"reasons": ["seats"]}, ValueError, "reason"),
        ({"time_unit": "hours"}, ValueError, "time_unit"),
        ({"periods": [(5, 5)]}, ValueError, "period"),
        ({"periods": [(5, None)]}, TypeError, "end"),
        ({"periods": [(5,)]}, TypeError, "periods"),
        ({"periods": [5]}, TypeError, "periods"),
        ({"periods": 5}, TypeError, "periods"),
    ],
)
def test_a_bad_query_is_refused_by_name(options, error, name):
    with pytest.raises(error, match=name):
        nrr.Query(**options)


def test_bad_columns_of_a_query_are_named():
    query = nrr.Query()
    for call, error, name in (
        (lambda: query.add_edges([3, 2]), ValueError, "edges"),
        (lambda: query.add_edges([1, 2], 5), ValueError, "window"),
        (lambda: query.add_edges([1, 2], 0), ValueError, "window"),
        (lambda: query.add_edges([1, 2], -1), ValueError, "window"),
        (lambda: query.add_edges([1, 2], "3"), TypeError, "window"),
        (lambda: query.add_edges([1, None]), ValueError, "edges"),
        (lambda: query.add_edges([None, 5]), ValueError, "edges"),
        (lambda: query.add_edges(5), TypeError, "edges"),
        (lambda: query.add_edges(array("d", [1.0])), TypeError, "edges"),
        (lambda: query.add_periods([1], [2, 3]), ValueError, "ends: has 2 rows, and starts has 1"),
        (lambda: query.add_periods([1], [1]), ValueError, "periods"),
        (lambda: query.add_steps("month", 0, 10, window=0), ValueError, "window"),
        (lambda: query.add_steps("moon", 0, 10), ValueError, "step"),
        (lambda: query.add_steps("month", 10, 0), ValueError, "start, end"),
    ):
        with pytest.raises(error, match=name):
            call()
    with pytest.raises(nrr.OptionError):
        nrr.Ledger().report(query)


def test_arguments_of_a_report_go_together(story):
    with pytest.raises(TypeError, match="query"):
        story.report(nrr.Query([YEAR]), unit="line")
    with pytest.raises(TypeError, match="query"):
        story.report("month")
    with pytest.raises(TypeError, match="step"):
        story.report(step="month")
    with pytest.raises(TypeError, match="step"):
        story.report(start=date(2024, 1, 1))
    with pytest.raises(ValueError, match="time_unit"):
        story.report(nrr.Query([YEAR], time_unit="days"))


# --- snapshots -----------------------------------------------------------------------------------


def test_a_snapshot_is_what_was_there(story):
    with story.snapshot() as before:
        story.append(customer="late", time=date(2024, 2, 1), kind="new", amount=1)
        assert before.report(periods=[YEAR])[0]["units_closing"] == 2
        assert (before.time_unit, before.digits) == (nrr.TimeUnit.SECONDS, 2)
        assert before.find("customer", "globex") == 2 and before.key_of("customer", 2) == "globex"
        with pytest.raises(LookupError):
            before.find("customer", "late")
        with pytest.raises(LookupError):
            before.find("customer", 7)
        with pytest.raises(LookupError):
            before.key_of("customer", 3)
    assert story.report(periods=[YEAR])[0]["units_closing"] == 3


def test_an_integer_key_is_found_in_a_snapshot():
    ledger = nrr.Ledger()
    ledger.keys("line", [7, 8])
    assert ledger.snapshot().find("line", 8) == 2 == ledger.find("line", 8)


def test_what_was_known_earlier(story):
    june = story.snapshot().as_known(date(2024, 6, 30))
    assert june.report(periods=[YEAR])[0]["churn"] == 0
    assert story.report(periods=[YEAR])[0]["churn"] == 1000


def test_a_restatement_is_explained(story):
    table = story.snapshot().restatement(
        date(2024, 5, 1), date(2024, 6, 1), known_from=date(2024, 6, 1), known_to=date(2024, 8, 1)
    )
    assert table.total == len(table) == 1
    (row,) = table
    assert (row["customer"], row["id"], row["change"]) == ("globex", "c1", 1)
    assert row["kind"] is nrr.Kind.CHURN and row["reason"] is nrr.Reason.VOLUNTARY
    assert (row["time"], row["known"]) == (utc(2024, 5, 20), utc(2024, 7, 1))
    with pytest.raises(ValueError, match="restatement"):
        story.snapshot().restatement(1, 2, known_from=5, known_to=5)
    with pytest.raises(TypeError, match="known_to"):
        story.snapshot().restatement(1, 2, known_from=5, known_to="6")


def test_findings_are_counted_and_listed(story):
    story.append(customer="acme", time=date(2024, 8, 1), kind="new", amount=5, id=99, line="x")
    story.append(customer="acme", time=date(2024, 9, 1), kind="contraction", amount=50, line="x", sequence=2**64 - 1)
    story.append(customer="acme", time=date(2024, 8, 1), kind="new", amount=5, id=99, line="x")
    snapshot = story.snapshot()
    assert snapshot.finding_count("negative_level") == 1
    assert snapshot.finding_count(nrr.Rule.DUPLICATE) == 1
    assert snapshot.finding_count() == story.report(periods=[YEAR]).findings
    table = snapshot.findings()
    assert "rule" in table.fields and len(table) == table.total
    rows = {row["rule"]: row for row in table}
    negative = rows[nrr.Rule.NEGATIVE_LEVEL]
    assert (negative["excess"], negative["line"], negative["id"], negative["known"]) == (45, "x", None, None)
    assert negative["sequence"] == 2**64 - 1
    assert rows[nrr.Rule.DUPLICATE]["id"] == 99
    page = snapshot.findings(1, 1)
    assert (len(page), page.total) == (1, table.total)
    assert list(page) == list(table)[1:2]
    assert len(snapshot.findings(100)) == 0 and list(snapshot.findings(100)) == []
    for bad in ({"first": -1}, {"count": -1}, {"count": 2**64}):
        with pytest.raises(ValueError, match="first|count"):
            snapshot.findings(**bad)
    with pytest.raises(ValueError, match="rule"):
        snapshot.finding_count("wrong")


def test_a_strict_ledger_does_not_report_over_findings(story):
    story.append(customer="acme", time=date(2024, 9, 1), kind="contraction", amount=10**9)
    story.strict = True
    with pytest.raises(nrr.FindingsError):
        story.report(periods=[YEAR])


def test_stale_customers(story):
    table = story.snapshot().stale(date(2024, 12, 1), timedelta(days=200))
    assert [row["customer"] for row in table] == ["acme"]
    assert listed(table.column("level")) == [300000]
    assert table.keys("customer") == ["acme"]
    assert table.fields == ["time", "customer", "level"]
    assert repr(table) == "<nrr.Table, 1 of 1 rows>" and table
    with pytest.raises(LookupError, match="time, customer, level"):
        table.column("amount")
    with pytest.raises(ValueError, match="field"):
        table.keys("level")
    with pytest.raises(ValueError, match="longer_than"):
        story.snapshot().stale(5, -1)


def test_overflow_is_no_wrong_number(ledger):
    ledger.append(customer=["a", "b"], time=0, kind="new", amount=2**62)
    ledger.append(customer="c", time=0, kind="new", amount=2**63 - 1)
    with pytest.raises(OverflowError):
        ledger.report(periods=[(0, 1)])
