# SPDX-License-Identifier: MIT
"""The query: which periods, of which unit, which measures."""

import threading
from datetime import timedelta
from typing import Any, Iterable, Optional, Tuple, Union

from ._calendar import Calendar
from ._codes import Measure, QueryOption, Rate, Reason, Status, Step, TimeUnit, Unit
from ._columns import integer, is_integer, is_scalar, key_bytes, times
from ._errors import check
from ._handle import Handle
from ._keys import Key, int64_key
from ._library import ffi, lib
from ._names import code, member
from ._time import Instant, as_unit, span, ticks

__all__ = ["Query", "instants"]


class Query(Handle):
    """What to report. It may be changed and used again; a report keeps what it needs of it.

    periods: pairs of (start, end), each of which is a row of the report.
    unit: whose retention is measured: "customer", "line" or "parent".
    expiry: a timedelta, or ticks: a return later than this after the unit last reached zero is new.
    measures, rates: names, or members of nrr.Measure and nrr.Rate: what the report has. All measures,
        if neither is given.
    reasons: a host's own reason codes that get columns of their own.
    by: keys of one or two dimensions: then each period has a row for each group, and one for the total.
    part: (k, n) for the k-th part of n, from 0: the reports of all parts merge to the whole.
    time_unit: that of the ledger; dates and datetimes are turned into ticks of it.
    """

    def __init__(
        self,
        periods: Iterable[Tuple[Instant, Instant]] = (),
        *,
        unit: Union[Unit, str] = Unit.CUSTOMER,
        expiry: Union[None, int, timedelta] = None,
        measures: Iterable[Union[Measure, str]] = (),
        rates: Iterable[Union[Rate, str]] = (),
        reasons: Iterable[int] = (),
        by: Iterable[Key] = (),
        part: Optional[Tuple[int, int]] = None,
        time_unit: Union[TimeUnit, str] = TimeUnit.SECONDS,
    ) -> None:
        self._unit_of_time = as_unit(time_unit)
        self._lock = threading.RLock()
        made = ffi.new("nrr_query **")
        check(lib.nrr_query_new(ffi.NULL, made))
        self._adopt(made, lib.nrr_query_free)
        self.unit = unit  # type: ignore[assignment]
        self.expiry = expiry  # type: ignore[assignment]
        for period in _several(periods, "periods"):
            try:
                start, end = period
            except (TypeError, ValueError):
                raise TypeError("periods: wants pairs of (start, end)") from None
            self.add_period(start, end)
        for measure in _several(measures, "measures"):
            self.add_measure(measure)
        for rate in _several(rates, "rates"):
            self.add_rate(rate)
        for reason in _several(reasons, "reasons"):
            self.add_reason(reason)
        for dimension in _several(by, "by"):
            self.add_dimension(dimension)
        if part is not None:
            self.part = part

    @property
    def time_unit(self) -> TimeUnit:
        """The length of a tick."""
        return self._unit_of_time

    def _get(self, option: QueryOption) -> Optional[int]:
        value = ffi.new("int64_t *")
        with self._lock:
            status = lib.nrr_query_get(self._open(), option, value)
        if status == Status.E_UNSET:
            return None
        check(status, option.name.lower())
        return value[0]

    def _set(self, option: QueryOption, value: int) -> None:
        with self._lock:
            check(lib.nrr_query_set(self._open(), option, value), option.name.lower())

    @property
    def unit(self) -> Unit:
        """Whose retention is measured. Takes a name, too."""
        return member(Unit, self._get(QueryOption.UNIT) or 0)

    @unit.setter
    def unit(self, value: Union[Unit, str]) -> None:
        self._set(QueryOption.UNIT, code(Unit, value, "unit"))

    @property
    def expiry(self) -> Optional[int]:
        """The expiry of reactivation in ticks, None if there is none. Takes a timedelta, too."""
        return self._get(QueryOption.EXPIRY)

    @expiry.setter
    def expiry(self, value: Union[None, int, timedelta]) -> None:
        if value is not None:
            self._set(QueryOption.EXPIRY, span(value, self._unit_of_time, "expiry"))
            return
        with self._lock:
            check(lib.nrr_query_unset(self._open(), QueryOption.EXPIRY), "expiry")

    @property
    def part(self) -> Tuple[int, int]:
        """(k, n): the k-th part of n, from 0. (0, 1) is the whole."""
        return self._get(QueryOption["PART"]) or 0, self._get(QueryOption["PARTS"]) or 1

    @part.setter
    def part(self, value: Tuple[int, int]) -> None:
        try:
            place, count = value
        except (TypeError, ValueError):
            raise TypeError("part: wants (k, n)") from None
        numbers = span(place, self._unit_of_time, "part"), span(count, self._unit_of_time, "part")
        if not 0 <= numbers[0] < numbers[1]:
            raise ValueError(f"part: there is no part {place} of {count}")
        with self._lock:
            self._set(QueryOption["PARTS"], numbers[1])
            self._set(QueryOption["PART"], numbers[0])

    def add_dimension(self, dimension: Key) -> "Query":
        """Ask for every measure per value of a dimension, by its key; two dimensions make pairs."""
        with self._lock:
            if is_integer(dimension):
                status = lib.nrr_query_add_dimension_integer(self._open(), int64_key(dimension, "dimension"))
            else:
                data = key_bytes(dimension, "dimension")
                status = lib.nrr_query_add_dimension(self._open(), data, len(data))
        check(status, "dimension")
        return self

    def add_period(self, start: Instant, end: Instant) -> "Query":
        """Add the period [start, end) as the next row."""
        first = ticks(start, self._unit_of_time, "start")
        last = ticks(end, self._unit_of_time, "end")
        with self._lock:
            check(lib.nrr_query_add_period(self._open(), first, last), "period")
        return self

    def add_periods(self, starts: Any, ends: Any) -> "Query":
        """Add many periods, given as two columns, all or none."""
        first, count, keep_first = instants("starts", starts, self._unit_of_time)
        last, count_last, keep_last = instants("ends", ends, self._unit_of_time)
        if count != count_last:
            raise ValueError(f"ends: has {count_last} rows, and starts has {count}")
        with self._lock:
            check(lib.nrr_query_add_periods(self._open(), first, last, count), "periods")
        del keep_first, keep_last
        return self

    def add_edges(self, edges: Any, window: int = 1) -> "Query":
        """Add the periods between edges: windows of so many steps that end with each edge which has
        enough steps before it. 37 monthly edges and window 12 make 25 trailing twelve-month rows."""
        first, count, keep = instants("edges", edges, self._unit_of_time)
        steps = integer(window, "window")
        if steps < 0:
            raise ValueError("window: at least 1")
        with self._lock:
            check(lib.nrr_query_add_edges(self._open(), first, count, min(steps, 2**63)), "edges, window")
        del keep
        return self

    def add_steps(
        self, step: Union[Step, str], start: Instant, end: Instant, window: int = 1, **calendar: Any
    ) -> "Query":
        """Add the steps of the calendar that cover [start, end): "month" for a monthly series. With a
        window of 12, each of these months is the end of a row of twelve. `calendar` takes the options
        of nrr.Calendar."""
        of = Calendar(step, time_unit=self._unit_of_time, **calendar)
        back = integer(window, "window") - 1
        if back < 0:
            raise ValueError("window: at least 1")
        count = of.steps(start, end)
        return self.add_edges(of.edges(of.edge(start, -back), count + back + 1), window)

    def add_measure(self, measure: Union[Measure, str]) -> "Query":
        """Ask for a measure. The first one replaces "all measures"."""
        with self._lock:
            check(lib.nrr_query_add_measure(self._open(), code(Measure, measure, "measure")), "measure")
        return self

    def add_rate(self, rate: Union[Rate, str]) -> "Query":
        """Ask for all measures that a rate is made of."""
        with self._lock:
            check(lib.nrr_query_add_rate(self._open(), code(Rate, rate, "rate")), "rate")
        return self

    def add_reason(self, reason: Union[Reason, int]) -> "Query":
        """Give a host's own reason a column of its own."""
        with self._lock:
            check(lib.nrr_query_add_reason(self._open(), code(Reason, reason, "reason")), "reason")
        return self


def _several(values: Any, what: str) -> Iterable[Any]:
    if isinstance(values, (str, bytes)) or not hasattr(values, "__iter__"):
        raise TypeError(f"{what}: wants several, in a list")
    return values


def instants(what: str, values: Any, unit: TimeUnit) -> Tuple[Any, int, Any]:
    """A column of instants as int64 side by side: where, how many, and what keeps them."""
    if is_scalar(values):
        raise TypeError(f"{what}: wants a column of instants, not {type(values).__name__}")
    column = times(what, values, unit)
    if column.validity != ffi.NULL:
        raise ValueError(f"{what}: an instant is not there")
    if column.type != lib.NRR_COLUMN_INT64 or column.stride not in (0, 8) or column.constant:
        column = times(what, list(values), unit)
    if not column.rows:
        return ffi.new("int64_t[1]"), 0, column
    return ffi.cast("int64_t *", column.data), column.rows, column
