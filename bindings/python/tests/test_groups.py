# SPDX-License-Identifier: MIT
"""Groups, and reports of parts, of several queries, merged and refreshed."""

from array import array
from datetime import date

import nrr
import pytest
from conftest import DECLARED, listed

pytestmark = pytest.mark.skipif("nrr_ledger_assign" not in DECLARED, reason="the headers have no groups")

YEAR = [(date(2024, 1, 2), date(2025, 1, 1))]


@pytest.fixture
def grouped(story):
    """acme is large, and globex is small from April on."""
    story.assign(dimension="segment", customer="acme", time=date(2024, 1, 1), value="large")
    story.assign(dimension=["segment"], customer=["globex"], time=[date(2024, 4, 1)], value=["small"], sequence=[7])
    return story


def rows(report):
    return [(row.groups, int(row["closing"])) for row in report]


def test_a_row_for_each_group_and_the_total(grouped):
    report = grouped.report(step="month", start=date(2024, 3, 1), end=date(2024, 5, 1), by=["segment"])
    value, none, total = nrr.GroupKind.VALUE, nrr.GroupKind.UNASSIGNED, nrr.GroupKind.TOTAL
    assert (report.group_count, len(report)) == (4, 8)
    assert rows(report) == [
        (((value, "large"),), 3000),
        (((value, "small"),), 0),
        (((none, None),), 1000),
        (((total, None),), 4000),
        (((value, "large"),), 3000),
        (((value, "small"),), 1000),
        (((none, None),), 0),
        (((total, None),), 4000),
    ]
    assert report.groups_of(1) == report[1].groups
    with pytest.raises(IndexError):
        report.groups_of(8)
    plain = grouped.report(periods=YEAR)
    assert (plain.group_count, plain[0].groups) == (1, ())


@pytest.mark.skipif("nrr_snapshot_units" not in DECLARED, reason="the headers do not take figures apart")
def test_groups_are_taken_apart(grouped):
    snapshot = grouped.snapshot()
    query = nrr.Query(YEAR, by=["segment"])
    assert [snapshot.units(query, "opening", row=row).keys("customer") for row in range(4)] == [
        ["acme"],
        [],
        ["globex"],
        ["acme", "globex"],
    ]
    assert snapshot.reconcile_units(query, "nrr", "nrr_cohort_no_return", row=2).keys("customer") == ["globex"]
    assert len(snapshot.reconcile_units(query, "nrr", "nrr_cohort_no_return", row=0)) == 0
    assert next(iter(snapshot.concentration(query, 1, row=0)))["denominator"] == 250000
    with pytest.raises(IndexError):
        snapshot.units(query, "opening", row=4)


@pytest.mark.skipif("nrr_snapshot_cohorts" not in DECLARED, reason="the headers have no cohorts")
def test_cohorts_of_groups(grouped):
    edges = [date(2024, 1, 1), date(2024, 2, 1), date(2024, 3, 1)]
    table = list(grouped.snapshot().cohorts(edges, nrr.Query(by=["segment"])))
    assert [(row["group_kind"].name, row["value"], row["second_value"], row["revenue"]) for row in table[::3]] == [
        ("VALUE", "large", None, 250000),
        ("VALUE", "small", None, 0),
        ("UNASSIGNED", None, None, 100000),
        ("TOTAL", None, None, 350000),
    ]


@pytest.mark.skipif("nrr_snapshot_groups" not in DECLARED, reason="the headers do not count groups")
def test_groups_are_counted_without_a_report(grouped):
    snapshot = grouped.snapshot()
    assert snapshot.group_count(nrr.Query(by=["segment"])) == 4
    assert snapshot.group_count(nrr.Query()) == 1
    with pytest.raises(TypeError, match="query"):
        snapshot.group_count(None)
    snapshot.close()
    with pytest.raises(nrr.ClosedError):
        snapshot.group_count(nrr.Query())


def test_two_dimensions_are_pairs(grouped):
    grouped.assign(dimension=5, customer="acme", time=0, value=b"\xff")
    report = grouped.report(periods=YEAR, by=["segment", 5])
    assert report[0].groups == ((nrr.GroupKind.VALUE, "large"), (nrr.GroupKind.VALUE, b"\xff"))
    for bad, error in ((["segment", "segment"], ValueError), (["a", "b", "c"], ValueError), ("segment", TypeError)):
        with pytest.raises(error, match="dimension|by"):
            nrr.Query(by=bad)
    for bad, error in ((1.5, TypeError), (2**63, OverflowError), ("\ud800", ValueError)):
        with pytest.raises(error, match="dimension"):
            nrr.Query(by=[bad])


def test_a_value_is_taken_back(grouped):
    grouped.assign(dimension="segment", customer="acme", time=date(2024, 2, 1), value=None)
    report = grouped.report(step="month", start=date(2024, 1, 2), end=date(2024, 4, 1), by=["segment"])
    opening = {(f"{row.start:%m}", row.groups[0].key): int(row["opening"]) for row in report if row["opening"]}
    assert opening == {("02", None): 3500, ("03", None): 3500}


def test_lines_have_values_of_their_own(grouped):
    grouped.append(customer="acme", line="x", time=date(2024, 1, 5), kind="new", amount=500)
    grouped.assign(dimension="plan", customer="acme", line="x", time=0, value="gold")
    grouped.assign(dimension="plan", customer="acme", time=0, value=["basic"], flags=nrr.raw.lib.NRR_ASSIGNMENT_LINE)
    report = grouped.report(periods=[(date(2024, 3, 1), date(2024, 4, 1))], unit="line", by=["plan"])
    opening = [(row.groups[0].key, int(row["opening"])) for row in report]
    assert opening == [("basic", 2500), ("gold", 5), (None, 1000), (None, 3505)]


def test_assignments_that_contradict_each_other_are_findings(grouped):
    grouped.assign(dimension="segment", customer="acme", time=date(2024, 1, 1), value="small")
    (row,) = [row for row in grouped.snapshot().findings() if row["dimension"] is not None]
    assert (row["customer"], row["dimension"]) == ("acme", "segment") and row["value"] in ("large", "small")


def test_a_bad_assignment_is_refused_by_name(grouped):
    good = {"dimension": "d", "customer": "acme", "time": 5, "value": "v"}
    for bad, error in (
        ({"dimension": 1.5}, TypeError),
        ({"customer": ["a", None]}, ValueError),
        ({"time": "now"}, TypeError),
        ({"value": True}, TypeError),
        ({"value": array("d", [1.0])}, TypeError),
        ({"sequence": -1}, OverflowError),
        ({"flags": 64}, ValueError),
    ):
        with pytest.raises(error, match=next(iter(bad))):
            grouped.assign(**{**good, **bad})
    with pytest.raises(ValueError, match="time: has 2 rows, and value has 3|value: has 3"):
        grouped.assign(**{**good, "time": [1, 2], "value": ["a", "b", "c"]})
    with pytest.raises(TypeError):
        grouped.assign(dimension="d", customer="c", time=5)


def test_rows_of_assignments(grouped):
    made = nrr.raw.ffi.new("nrr_assignment *")
    made.dimension, made.customer = grouped.key("dimension", "size"), grouped.key("customer", "acme")
    made.value = grouped.key("value", "xl")
    assert grouped.assign_rows(bytes(nrr.raw.ffi.buffer(made))) == 1
    assert grouped.report(periods=YEAR, by=["size"])[0].groups[0].key == "xl"
    made.dimension = 99
    with pytest.raises(nrr.RefusedError, match="row 0, dimension") as refused:
        grouped.assign_rows(bytes(nrr.raw.ffi.buffer(made)))
    assert (refused.value.row, refused.value.field) == (0, "dimension")
    with pytest.raises(ValueError, match="rows"):
        grouped.assign_rows(b"short")


def test_rows_of_assignments_in_an_array(grouped):
    numpy = pytest.importorskip("numpy")
    kind = nrr.assignment_dtype()
    assert kind.itemsize == nrr.constants()["sizeof(nrr_assignment)"]
    table = numpy.zeros(2, kind)
    table["dimension"], table["customer"] = grouped.key("dimension", "size"), grouped.keys("customer", ["acme", "globex"])
    table["value"] = grouped.keys("value", ["s", "m"])
    assert grouped.assign_rows(table) == 2
    assert grouped.report(periods=YEAR, by=["size"]).group_count == 4


def test_parts_merge_to_the_whole(grouped):
    for number in range(50):
        grouped.append(customer=number, time=date(2024, 2, 1), kind="new", amount=number + 1)
    snapshot = grouped.snapshot()
    whole = snapshot.report(periods=YEAR, by=["segment"])
    parts = [snapshot.report(periods=YEAR, by=["segment"], part=(part, 3)) for part in range(3)]
    assert rows(nrr.merge(parts)) == rows(whole)
    query = nrr.Query(YEAR, part=(2, 3))
    assert query.part == (2, 3) and nrr.Query(YEAR).part == (0, 1)
    with pytest.raises(ValueError, match="reports"):
        nrr.merge(parts + parts[:1])
    with pytest.raises(ValueError, match="reports"):
        nrr.merge([whole, snapshot.report(periods=[(0, 1)])])
    for bad in ((3, 3), (-1, 3), (0, 0)):
        with pytest.raises(ValueError, match="part"):
            query.part = bad
    for bad in (5, ("0", 1)):
        with pytest.raises(TypeError, match="part"):
            query.part = bad
    assert query.part == (2, 3)
    for bad in ([], [1], [whole, None]):
        with pytest.raises(TypeError, match="reports"):
            nrr.merge(bad)
    with pytest.raises(ValueError, match="digits"):
        nrr.merge([whole, nrr.Ledger().report(periods=YEAR)])


def test_several_queries_in_one_pass(story):
    snapshot = story.snapshot()
    queries = [nrr.Query(YEAR), nrr.Query([(0, 1), (1, 2)]), nrr.Query(YEAR, unit="line")]
    reports = snapshot.reports(queries)
    assert [len(report) for report in reports] == [1, 2, 1]
    assert listed(reports[0].column("closing")) == listed(snapshot.report(queries[0]).column("closing"))
    assert snapshot.reports([]) == []
    with pytest.raises(TypeError, match="query"):
        snapshot.reports([None])
    with pytest.raises(ValueError, match="time_unit"):
        snapshot.reports([nrr.Query(YEAR, time_unit="days")])
    queries[1].close()
    with pytest.raises(nrr.ClosedError):
        snapshot.reports(queries)


def test_a_report_is_refreshed(story):
    before = story.snapshot()
    reports = [before.report(periods=YEAR), before.report(periods=YEAR, measures=["closing"])]
    story.append(customer="late", time=date(2024, 7, 1), kind="new", amount=500)
    after = story.snapshot()
    refreshed = nrr.refresh(reports, before, after)
    assert [int(report[0]["closing"]) for report in refreshed] == [3805, 3805]
    assert int(reports[0][0]["closing"]) == 3800
    with pytest.raises(ValueError, match="reports"):
        nrr.refresh(reports, before, nrr.Ledger(digits=2).snapshot())
    reports[0].close()
    with pytest.raises(nrr.ClosedError):
        nrr.refresh(reports, before, after)
