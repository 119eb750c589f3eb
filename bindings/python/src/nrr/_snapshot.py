# SPDX-License-Identifier: MIT
"""The snapshot: what a ledger held at one moment, for any number of threads."""

from contextlib import ExitStack
from datetime import timedelta
from typing import Any, Iterable, List, Optional, Tuple, Union

from ._codes import Rule, Step, TimeUnit
from ._columns import integer
from ._errors import check
from ._handle import Handle
from ._keys import Family, Key, find_key, key_of_id
from ._library import ffi, lib
from ._names import code
from ._query import Query
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
    handles = [report._open() for report in given]
    made = ffi.new("nrr_report *[]", len(handles))
    asked = ffi.new("nrr_report *[]", handles)
    check(lib.nrr_report_refresh(asked, len(handles), before._open(), after._open(), made), "reports")
    return _adopted(made, given[0].time_unit, given[0].digits)


def _page(first: int, count: Optional[int]) -> Any:
    page = ffi.new("nrr_page *")
    for name, value in (("first", first), ("count", 2**64 - 1 if count is None else count)):
        number = integer(value, name)
        if not 0 <= number < 2**64:
            raise ValueError(f"{name}: at least 0")
        setattr(page, name, number)
    return page
