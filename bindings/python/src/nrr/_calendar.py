# SPDX-License-Identifier: MIT
"""Civil dates and the edges of days, weeks, months, quarters and years."""

from array import array
from typing import Any, NamedTuple, Union

from ._codes import Step, TimeUnit
from ._columns import integer, numpy
from ._errors import check
from ._library import ffi, lib
from ._names import code
from ._ratio import _int32, _int64
from ._time import Instant, as_unit, ticks

__all__ = ["Calendar", "Civil"]


class Civil(NamedTuple):
    """A date and a time of day, of any year; 0 is 1 BC."""

    year: int
    month: int
    day: int
    hour: int = 0
    minute: int = 0
    second: int = 0
    nanosecond: int = 0


class Calendar:
    """The proleptic Gregorian calendar at a fixed offset from UTC.

    step: "day", "week", "month", "quarter" or "year".
    time_unit: of the ticks, as in nrr.Ledger.
    first_month: of quarters and years, 1 to 12 (4: a fiscal year from April).
    first_weekday: of weeks, 1 Monday to 7 Sunday.
    utc_offset: seconds east of UTC.
    """

    def __init__(
        self,
        step: Union[Step, str] = Step.MONTH,
        *,
        time_unit: Union[TimeUnit, str] = TimeUnit.SECONDS,
        first_month: int = 1,
        first_weekday: int = 1,
        utc_offset: int = 0,
    ) -> None:
        self.time_unit = as_unit(time_unit)
        self._calendar = ffi.new("nrr_calendar *")
        self._calendar.time_unit = self.time_unit
        self._calendar.step = code(Step, step, "step")
        self._calendar.first_month = _int32(first_month, "first_month")
        self._calendar.first_weekday = _int32(first_weekday, "first_weekday")
        self._calendar.utc_offset = _int32(utc_offset, "utc_offset")
        check(lib.nrr_calendar_edge(self._calendar, 0, 0, ffi.new("int64_t *")), "calendar")

    def ticks(self, civil: Any) -> int:
        """The tick at which a Civil (or any tuple like one) begins. What is finer is cut off."""
        members = list(Civil(*civil))
        made = ffi.new("nrr_civil *", [_int64(members[0], "year")] + [_int32(m, "civil") for m in members[1:]])
        found = ffi.new("int64_t *")
        check(lib.nrr_calendar_ticks(self._calendar, made, found), "civil")
        return found[0]

    def civil(self, time: Instant) -> Civil:
        """The date and time of day of an instant."""
        found = ffi.new("nrr_civil *")
        check(lib.nrr_calendar_civil(self._calendar, ticks(time, self.time_unit, "time"), found), "time")
        return Civil(found.year, found.month, found.day, found.hour, found.minute, found.second, found.nanosecond)

    def edge(self, time: Instant, steps: int = 0) -> int:
        """The tick at which the step that holds an instant begins, moved by so many steps."""
        found = ffi.new("int64_t *")
        start = ticks(time, self.time_unit, "time")
        check(lib.nrr_calendar_edge(self._calendar, start, _int64(steps, "steps"), found), "time")
        return found[0]

    def steps(self, start: Instant, end: Instant) -> int:
        """How many steps it takes to cover [start, end)."""
        found = ffi.new("int64_t *")
        first, last = ticks(start, self.time_unit, "start"), ticks(end, self.time_unit, "end")
        check(lib.nrr_calendar_steps(self._calendar, first, last, found), "start, end")
        return found[0]

    def edges(self, start: Instant, count: int) -> Any:
        """So many edges that follow each other, from that of the step which holds `start`: an array of
        int64 ticks. n steps have n + 1 edges."""
        number = integer(count, "count")
        if number < 0:
            raise ValueError("count: at least 0")
        edges = numpy.zeros(number, dtype="int64") if numpy is not None else array("q", bytes(8 * number))
        target = ffi.from_buffer("int64_t[]", edges, require_writable=True)
        check(lib.nrr_calendar_edges(self._calendar, ticks(start, self.time_unit, "start"), target, number), "start")
        return edges

    def covering(self, start: Instant, end: Instant) -> Any:
        """The edges of the steps that cover [start, end)."""
        return self.edges(start, self.steps(start, end) + 1)
