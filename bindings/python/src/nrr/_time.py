# SPDX-License-Identifier: MIT
"""Instants: ticks of the ledger's clock from dates, aware datetimes and numbers, and back."""

from datetime import date, datetime, timedelta, timezone
from typing import Any, Union

from ._codes import TimeUnit

__all__ = ["Instant", "span", "ticks", "time_of"]

#: What an argument that is an instant takes: a date stands for midnight UTC, a number for ticks.
Instant = Union[int, date, datetime]

EPOCH = datetime(1970, 1, 1, tzinfo=timezone.utc)
INT64_MAX = 2**63 - 1
INT64_MIN = -(2**63)

#: How long a tick is.
_NANOSECONDS = {
    TimeUnit.DAYS: 86400 * 10**9,
    TimeUnit.SECONDS: 10**9,
    TimeUnit.MILLISECONDS: 10**6,
    TimeUnit.MICROSECONDS: 10**3,
    TimeUnit.NANOSECONDS: 1,
}
#: What numpy calls the unit.
NUMPY_UNIT = {
    TimeUnit.DAYS: "D",
    TimeUnit.SECONDS: "s",
    TimeUnit.MILLISECONDS: "ms",
    TimeUnit.MICROSECONDS: "us",
    TimeUnit.NANOSECONDS: "ns",
}


def ticks(value: Instant, unit: TimeUnit, what: str) -> int:
    """The tick of an instant. What is finer than a tick is cut off, as the library does it."""
    if isinstance(value, datetime):
        if value.tzinfo is None or value.utcoffset() is None:
            raise ValueError(f"{what}: a datetime without a time zone says no instant: give it a tzinfo")
        number = _microseconds(value - EPOCH) * 1000 // _NANOSECONDS[unit]
    elif isinstance(value, date):
        days = value.toordinal() - EPOCH.toordinal()
        number = days * _NANOSECONDS[TimeUnit.DAYS] // _NANOSECONDS[unit]
    elif type(value).__name__ == "datetime64":  # of numpy
        number = _of_numpy(value, unit, what)
    elif isinstance(value, bool) or not hasattr(value, "__index__"):
        raise TypeError(f"{what}: wants a date, an aware datetime or an int, not {type(value).__name__}")
    else:
        number = value.__index__()
    if not INT64_MIN <= number <= INT64_MAX:
        raise OverflowError(f"{what}: {value} does not fit 64 bits of {unit.name.lower()}")
    return number


def _of_numpy(value: Any, unit: TimeUnit, what: str) -> int:
    if value != value:
        raise ValueError(f"{what}: NaT is no instant")
    import numpy

    found = value.astype(f"datetime64[{NUMPY_UNIT[unit]}]")
    # numpy wraps round where an instant does not fit a finer unit; a coarser one cuts off.
    finer = numpy.promote_types(value.dtype, found.dtype) == found.dtype
    if finer and found.astype(value.dtype) != value:
        raise OverflowError(f"{what}: {value} does not fit 64 bits of {unit.name.lower()}")
    return int(found.astype("int64"))


def span(value: Union[int, timedelta], unit: TimeUnit, what: str) -> int:
    """The ticks of a length of time."""
    if isinstance(value, timedelta):
        return _microseconds(value) * 1000 // _NANOSECONDS[unit]
    if isinstance(value, bool) or not hasattr(value, "__index__"):
        raise TypeError(f"{what}: wants a timedelta or an int, not {type(value).__name__}")
    number = value.__index__()
    if not INT64_MIN <= number <= INT64_MAX:
        raise OverflowError(f"{what}: {number} does not fit 64 bits")
    return number


def time_of(number: int, unit: TimeUnit) -> datetime:
    """The datetime, in UTC, of a tick. What is finer than a microsecond is cut off.

    Years outside of 1 to 9999 are an OverflowError: nrr.Calendar.civil() has them all."""
    try:
        return EPOCH + timedelta(microseconds=number * _NANOSECONDS[unit] // 1000)
    except OverflowError:
        raise OverflowError(f"tick {number} is outside of what datetime can say") from None


def as_unit(value: Union[TimeUnit, str, int], what: str = "time_unit") -> TimeUnit:
    from ._names import code

    try:
        return TimeUnit(code(TimeUnit, value, what))
    except ValueError:
        raise ValueError(f"{what}: {value!r} is no unit of time") from None


def _microseconds(delta: timedelta) -> int:
    return (delta.days * 86400 + delta.seconds) * 10**6 + delta.microseconds
