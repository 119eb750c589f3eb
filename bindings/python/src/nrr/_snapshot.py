# SPDX-License-Identifier: MIT
"""The snapshot: what a ledger held at one moment, for any number of threads."""

from contextlib import ExitStack
from datetime import timedelta
from typing import Any, Iterable, List, Optional, Tuple, Union

from . import _codes
from ._codes import Measure, Rate, Reason, Rule, Step, TimeUnit
from ._columns import integer
from ._errors import check
from ._handle import Handle
from ._keys import Family, Key, find_key, key_of_id
from ._library import ffi, lib
from ._names import code
from ._query import Query, instants
from ._report import Report
from ._table import Table
from ._time import Instant, span, ticks

__all__ = ["Snapshot", "merge", "refresh"]


class Snapshot(Handle):
    """Immutable; it may outlive the ledger. Made by Ledger.snapshot()."""

    def __init__(self, made: Any, unit: TimeUnit, digits: Optional[int]) -> None:
        self._adopt(made, lib.nrr_snapshot_free)
        self._unit = unit
        self._digits = digits

    @property
    def time_unit(self) -> TimeUnit:
        """The length of a tick."""
        return self._unit

    @property
    def digits(self) -> Optional[int]:
        """How many digits an amount has behind the point, None if the ledger does not say."""
        return self._digits

    def as_known(self, known: Instant) -> "Snapshot":
        """The snapshot as it was known at an instant of the host's clock."""
        made = ffi.new("nrr_snapshot **")
        check(lib.nrr_snapshot_as_known(self._open(), ticks(known, self._unit, "known"), made), "known")
        return Snapshot(made, self._unit, self._digits)

    # --- reports ---

    def report(
        self,
        query: Optional[Query] = None,
        *,
        periods: Iterable[Tuple[Instant, Instant]] = (),
        step: Union[None, Step, str] = None,
        start: Optional[Instant] = None,
        end: Optional[Instant] = None,
        window: int = 1,
        **options: Any,
    ) -> Report:
        """Compute a report: of a query, or of one that is made of the other arguments.

            snapshot.report(step="month", start=date(2024, 1, 1), end=date(2025, 1, 1))
            snapshot.report(periods=[(date(2024, 1, 1), date(2025, 1, 1))], rates=["nrr", "grr"])

        With `step`, the steps of the calendar that cover [start, end) are rows, or windows of so many
        steps that end with each of them. Other arguments are those of nrr.Query.
        """
        if query is not None:
            if periods or step is not None or start is not None or end is not None or options or window != 1:
                raise TypeError("query: is given, and what a query is made of as well")
            return self._report(query)
        options.setdefault("time_unit", self._unit)
        with Query(periods, **options) as made:
            if step is not None:
                if start is None or end is None:
                    raise TypeError("step: needs start and end")
                made.add_steps(step, start, end, window)
            elif start is not None or end is not None or window != 1:
                raise TypeError("start, end and window go with step")
            return self._report(made)

    def _report(self, query: Query) -> Report:
        self._check_query(query)
        made = ffi.new("nrr_report **")
        with query._lock:
            check(lib.nrr_snapshot_report(self._open(), query._open(), made))
        return Report(made, self._unit, self._digits)

    def _check_query(self, query: Query) -> None:
        if not isinstance(query, Query):
            raise TypeError(f"query: wants nrr.Query, not {type(query).__name__}")
        if query.time_unit != self._unit:
            raise ValueError(f"query: its time_unit is {query.time_unit.name}, the ledger's {self._unit.name}")

    def reports(self, queries: Iterable[Query]) -> List[Report]:
        """Compute several reports in one pass, which costs less than one after the other."""
        asked = list(queries)
        for query in asked:
            self._check_query(query)
        made = ffi.new("nrr_report *[]", len(asked))
        with ExitStack() as locked:
            # In one order, so that two such calls never wait for each other.
            for query in sorted(asked, key=id):
                locked.enter_context(query._lock)
            handles = [query._open() for query in asked]
            given = ffi.new("nrr_query *[]", handles)
            check(lib.nrr_snapshot_reports(self._open(), given, len(handles), made))
        return _adopted(made, self._unit, self._digits)

    def group_count(self, query: Query) -> int:
        """The number of rows that each period of the query's report would have, without making it."""
        self._check_query(query)
        count = ffi.new("size_t *")
        with query._lock:
            check(lib.nrr_snapshot_groups(self._open(), query._open(), count))
        return count[0]

    # --- lists ---

    def finding_count(self, rule: Union[None, Rule, str] = None) -> int:
        """The number of findings of a rule; of all that are contradictions if none is named."""
        count = ffi.new("uint64_t *")
        number = 0 if rule is None else code(Rule, rule, "rule")
        check(lib.nrr_snapshot_finding_count(self._open(), number, count), "rule")
        return count[0]

    def findings(self, first: int = 0, count: Optional[int] = None) -> Table:
        """What is contradictory in the facts, and what came twice: rows from `first` on, all of them or
        `count` at the most."""
        made = ffi.new("nrr_table **")
        check(lib.nrr_snapshot_findings(self._open(), _page(first, count), made))
        return Table(made, self._open(), self._unit)

    def restatement(
        self,
        start: Instant,
        end: Instant,
        *,
        known_from: Instant,
        known_to: Instant,
        first: int = 0,
        count: Optional[int] = None,
    ) -> Table:
        """The facts behind the difference between two reports of [start, end), as known at known_from
        and at known_to."""
        asked = {"known_from": known_from, "known_to": known_to, "start": start, "end": end}
        what = ffi.new("nrr_restatement *", {name: ticks(value, self._unit, name) for name, value in asked.items()})
        made = ffi.new("nrr_table **")
        check(lib.nrr_snapshot_restatement(self._open(), what, _page(first, count), made), "restatement")
        return Table(made, self._open(), self._unit)

    def stale(
        self, at: Instant, longer_than: Union[int, timedelta], *, first: int = 0, count: Optional[int] = None
    ) -> Table:
        """The customers with a level at an instant of whom nothing was heard for longer than this."""
        what = ffi.new("nrr_staleness *")
        what.at = ticks(at, self._unit, "at")
        what.longer_than = span(longer_than, self._unit, "longer_than")
        made = ffi.new("nrr_table **")
        check(lib.nrr_snapshot_stale(self._open(), what, _page(first, count), made), "longer_than")
        return Table(made, self._open(), self._unit)

    # --- figures taken apart ---

    def _asked(self, function: Any, query: Optional[Query], *arguments: Any) -> Table:
        """The table that a function makes of this snapshot and a query; of a plain one if none is given."""
        made = ffi.new("nrr_table **")
        with ExitStack() as kept:
            if query is None:
                query = kept.enter_context(Query(time_unit=self._unit))
            self._check_query(query)
            kept.enter_context(query._lock)
            handle = self._open()
            check(function(handle, query._open(), *arguments, made))
        return Table(made, handle, self._unit)

    def units(
        self,
        query: Query,
        measure: Union[None, Measure, str] = None,
        *,
        rate: Union[None, Rate, str] = None,
        denominator: bool = False,
        reason: Union[Reason, str, int] = 0,
        all: bool = False,
        row: int = 0,
        first: int = 0,
        count: Optional[int] = None,
    ) -> Table:
        """The units that make up a figure of a row of the query's report (by dimensions that of a group), the
        largest first: a measure
        (those by reason need one; "host_sum" for all host codes), or the numerator or the denominator of a
        rate. `all`: also units that contribute nothing."""
        if (measure is None) == (rate is None):
            raise TypeError("measure: give a measure, or a rate")
        cell = ffi.new("nrr_cell *")
        cell.row = _uint64(row, "row")
        cell.measure = 0 if measure is None else code(Measure, measure, "measure")
        cell.rate = 0 if rate is None else code(Rate, rate, "rate")
        cell.reason = lib.NRR_REASON_HOST_SUM if reason == "host_sum" else code(Reason, reason, "reason")
        cell.flags = (lib.NRR_CELL_DENOMINATOR if denominator else 0) | (lib.NRR_CELL_ALL if all else 0)
        return self._asked(lib.nrr_snapshot_units, query, cell, _page(first, count))

    def _subject(self, customer: Key, line: Optional[Key], start: Optional[Instant], end: Optional[Instant]) -> Any:
        subject = ffi.new("nrr_subject *")
        subject.customer = self.find("customer", customer)
        subject.line = 0 if line is None else self.find("line", line)
        if (start is None) != (end is None):
            raise TypeError("start, end: give both, or neither for the whole history")
        if start is None or end is None:
            subject.flags = lib.NRR_SUBJECT_HISTORY
        else:
            subject.start, subject.end = ticks(start, self._unit, "start"), ticks(end, self._unit, "end")
        return subject

    def movements(
        self,
        customer: Key,
        line: Optional[Key] = None,
        *,
        start: Optional[Instant] = None,
        end: Optional[Instant] = None,
        query: Optional[Query] = None,
        first: int = 0,
        count: Optional[int] = None,
    ) -> Table:
        """The movements of a unit in [start, end), or its whole history. `query` says the unit, a customer
        if none is given, and the expiry."""
        subject = self._subject(customer, line, start, end)
        return self._asked(lib.nrr_snapshot_movements, query, subject, _page(first, count))

    def facts(
        self,
        customer: Key,
        line: Optional[Key] = None,
        *,
        start: Optional[Instant] = None,
        end: Optional[Instant] = None,
        query: Optional[Query] = None,
        first: int = 0,
        count: Optional[int] = None,
    ) -> Table:
        """The facts of a unit in [start, end), or all of them."""
        subject = self._subject(customer, line, start, end)
        return self._asked(lib.nrr_snapshot_facts, query, subject, _page(first, count))

    def cohorts(self, edges: Any, query: Optional[Query] = None) -> Table:
        """The triangle of acquisition cohorts between edges, a row for each cell; by dimensions one for each
        group, then that of all units. Table.rate() gives the rates of a cell over its cohort's base."""
        first, count, keep = instants("edges", edges, self._unit)
        table = self._asked(lib.nrr_snapshot_cohorts, query, first, count)
        del keep
        return table

    def reconcile(
        self, query: Query, rate: Union[Rate, str], minus: Union[Rate, str], *, row: int = 0
    ) -> Table:
        """Why a definition of NRR (or of GRR) differs from another one: a row for each cause; the amounts
        sum to the difference of the numerators."""
        asked = _reconciliation(rate, minus, None, row)
        return self._asked(lib.nrr_snapshot_reconcile, query, asked)

    def reconcile_units(
        self,
        query: Query,
        rate: Union[Rate, str],
        minus: Union[Rate, str],
        cause: Any = None,
        *,
        row: int = 0,
        first: int = 0,
        count: Optional[int] = None,
    ) -> Table:
        """The units behind a cause (nrr.Cause, or its name), or behind the whole difference."""
        asked = _reconciliation(rate, minus, cause, row)
        return self._asked(lib.nrr_snapshot_reconcile_units, query, asked, _page(first, count))

    def concentration(self, query: Query, top: int, *, row: int = 0) -> Table:
        """How much of a row hangs on its `top` largest units, and what it would be without them."""
        asked = ffi.new("nrr_concentration *")
        asked.row, asked.top = _uint64(row, "row"), _uint64(top, "top")
        return self._asked(lib.nrr_snapshot_concentration, query, asked)

    # --- keys ---

    def find(self, family: Family, key: Key) -> int:
        """The id that a key had. Raises UnknownKeyError (a LookupError) if it was not there."""
        return find_key(self._open(), family, key, lib.nrr_snapshot_find, lib.nrr_snapshot_find_integer)

    def key_of(self, family: Family, id: int) -> Key:
        """The key of an id: an int, or a str; bytes if they are no UTF-8."""
        return key_of_id(self._open(), family, id, lib.nrr_snapshot_key_of)


def _adopted(made: Any, unit: TimeUnit, digits: Optional[int]) -> List[Report]:
    """Reports of what a function wrote to an array."""
    return [Report(made[place : place + 1], unit, digits) for place in range(len(made))]


def _several_reports(reports: Iterable[Report]) -> List[Report]:
    given = list(reports)
    if not given or not all(isinstance(report, Report) for report in given):
        raise TypeError("reports: wants nrr.Report, at least one")
    if len({(report.time_unit, report.digits) for report in given}) > 1:
        raise ValueError("reports: their ledgers differ in time_unit or digits")
    return given


def merge(reports: Iterable[Report]) -> Report:
    """Add reports up: those of the parts of a snapshot, and those of ledgers that have no unit in common.
    The result is the report of all of them together."""
    given = _several_reports(reports)
    handles = [report._open() for report in given]
    made = ffi.new("nrr_report **")
    check(lib.nrr_report_merge(ffi.new("nrr_report *[]", handles), len(handles), made), "reports")
    return Report(made, given[0].time_unit, given[0].digits)


def refresh(reports: Iterable[Report], before: Snapshot, after: Snapshot) -> List[Report]:
    """Bring reports of the snapshot `before` up to another one of the same ledger: the same as to make them
    anew, at little cost if little has come in between."""
    given = _several_reports(reports)
    for what, snapshot in (("before", before), ("after", after)):
        if not isinstance(snapshot, Snapshot):
            raise TypeError(f"{what}: wants nrr.Snapshot, not {type(snapshot).__name__}")
    handles = [report._open() for report in given]
    made = ffi.new("nrr_report *[]", len(handles))
    asked = ffi.new("nrr_report *[]", handles)
    check(lib.nrr_report_refresh(asked, len(handles), before._open(), after._open(), made), "reports")
    return _adopted(made, given[0].time_unit, given[0].digits)


def _reconciliation(rate: Any, minus: Any, cause: Any, row: int) -> Any:
    asked = ffi.new("nrr_reconciliation *")
    asked.row = _uint64(row, "row")
    asked.rate, asked.minus = code(Rate, rate, "rate"), code(Rate, minus, "minus")
    asked.cause = 0 if cause is None else code(_codes.__dict__["Cause"], cause, "cause")
    return asked


def _uint64(value: Any, what: str) -> int:
    number = integer(value, what)
    if not 0 <= number < 2**64:
        raise ValueError(f"{what}: 0 to 2**64 - 1")
    return number


def _page(first: int, count: Optional[int]) -> Any:
    page = ffi.new("nrr_page *")
    page.first = _uint64(first, "first")
    page.count = 2**64 - 1 if count is None else _uint64(count, "count")
    return page
