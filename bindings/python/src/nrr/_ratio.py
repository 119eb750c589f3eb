# SPDX-License-Identifier: MIT
"""Rates: exact ratios, and the one rounding at the end (METRICS.md section 5)."""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Any, List, NamedTuple, Optional, Union, overload

from ._codes import RatioStatus, Rounding
from ._columns import integer, numpy, scaled
from ._errors import check
from ._library import ffi, lib
from ._names import code

__all__ = ["Rates", "Ratio", "round_parts"]


class Ratio(NamedTuple):
    """A rate as it is defined, not reduced.

    `status` is OK, UNDEFINED (0/0) or UNBOUNDED (x/0): never a made-up 0 or 100%."""

    numerator: int
    denominator: int
    status: RatioStatus = RatioStatus.OK

    @property
    def fraction(self) -> Optional[Fraction]:
        """The rate as a Fraction, None if it is undefined or unbounded."""
        return Fraction(self.numerator, self.denominator) if self.status == RatioStatus.OK else None

    def round(self, digits: int = 3, rounding: Union[Rounding, str] = Rounding.HALF_EVEN) -> Optional[Decimal]:
        """The rate with so many digits behind the point, rounded once. None if it is undefined, an
        infinite Decimal if it is unbounded. 102.5% is Decimal("1.025")."""
        decimal = ffi.new("nrr_decimal *")
        check(lib.nrr_ratio_round(self._c(), precision(digits, rounding), decimal), "round")
        return _decimal(decimal)

    def percent(self, digits: int = 1, rounding: Union[Rounding, str] = Rounding.HALF_EVEN) -> Optional[Decimal]:
        """The same in percent: Decimal("102.5")."""
        rounded = self.round(integer(digits, "digits") + 2, rounding)
        return None if rounded is None else scaled(rounded, 2) if rounded.is_finite() else rounded

    def annualise(
        self, periods: int, digits: int = 3, rounding: Union[Rounding, str] = Rounding.HALF_EVEN
    ) -> Optional[Decimal]:
        """The rate to the power of so many periods a year, exact and rounded once: 12 for a monthly
        one. None if it is not OK."""
        decimal = ffi.new("nrr_decimal *")
        number = _int32(periods, "periods")
        check(lib.nrr_ratio_annualise(self._c(), number, precision(digits, rounding), decimal), "annualise")
        return _decimal(decimal)

    def __float__(self) -> float:
        """The nearest float: NaN if it is undefined, infinite if it is unbounded."""
        if self.status == RatioStatus.OK:
            return float(Fraction(self.numerator, self.denominator))
        return float("nan") if self.status == RatioStatus.UNDEFINED else float("inf") * self.numerator

    def _c(self) -> Any:
        members = [_int64(self.numerator, "numerator"), _int64(self.denominator, "denominator")]
        return ffi.new("nrr_ratio *", members + [code(RatioStatus, self.status, "status"), 0])


def _bounded(value: Any, bits: int, what: str) -> int:
    number = integer(value, what)
    if not -(2 ** (bits - 1)) <= number < 2 ** (bits - 1):
        raise OverflowError(f"{what}: {number} does not fit {bits} bits")
    return number


def _int32(value: Any, what: str) -> int:
    return _bounded(value, 32, what)


def _int64(value: Any, what: str) -> int:
    return _bounded(value, 64, what)


def precision(digits: int, rounding: Union[Rounding, str, int]) -> Any:
    return ffi.new("nrr_precision *", [_int32(digits, "digits"), code(Rounding, rounding, "rounding")])


def _decimal(decimal: Any) -> Optional[Decimal]:
    if decimal.status == RatioStatus.OK:
        return scaled(decimal.scaled, -decimal.digits)
    if decimal.status == RatioStatus.UNDEFINED:
        return None
    return Decimal("Infinity") if decimal.scaled > 0 else Decimal("-Infinity")


def of_struct(ratio: Any) -> Ratio:
    return Ratio(ratio.numerator, ratio.denominator, RatioStatus(ratio.status))


def round_parts(
    parts: Sequence, denominator: int, digits: int = 3, rounding: Union[Rounding, str] = Rounding.HALF_EVEN
) -> List[Optional[Decimal]]:
    """Round parts over one denominator so that they add up to the whole, rounded: what is missing goes to
    those that lost the most."""
    if not isinstance(parts, Iterable) or isinstance(parts, (str, bytes)):
        raise TypeError(f"parts: wants integers, not {type(parts).__name__}")
    numbers = [_int64(part, f"parts, row {row}") for row, part in enumerate(parts)]
    decimals = ffi.new("nrr_decimal[]", len(numbers))
    given, whole = ffi.new("int64_t[]", numbers), _int64(denominator, "denominator")
    check(lib.nrr_ratio_round_parts(given, len(numbers), whole, precision(digits, rounding), decimals), "parts")
    return [_decimal(decimals[place]) for place in range(len(numbers))]


class Rates(Sequence):
    """A rate of every row of a report: a sequence of Ratio, and columns of what they are made of."""

    def __init__(self, ratios: Any, count: int) -> None:
        self._ratios = ratios
        self._count = count

    def __len__(self) -> int:
        return self._count

    @overload
    def __getitem__(self, place: int) -> Ratio: ...
    @overload
    def __getitem__(self, place: slice) -> List[Ratio]: ...
    def __getitem__(self, place: Union[int, slice]) -> Union[Ratio, List[Ratio]]:
        if isinstance(place, slice):
            return [self[row] for row in range(*place.indices(self._count))]
        row = integer(place, "row")
        row += self._count if row < 0 else 0
        if not 0 <= row < self._count:
            raise IndexError("no such row")
        return of_struct(self._ratios[row])

    def _member(self, name: str) -> Any:
        size = ffi.sizeof("nrr_ratio")
        view = memoryview(ffi.buffer(self._ratios, self._count * size)).toreadonly()
        kind = {"numerator": "q", "denominator": "q", "status": "i"}[name]
        step = size // {"q": 8, "i": 4}[kind]
        first = ffi.offsetof("nrr_ratio", name) // {"q": 8, "i": 4}[kind]
        if numpy is None:
            return view.cast(kind)[first::step] if self._count else view.cast(kind)
        return numpy.frombuffer(view, dtype={"q": "int64", "i": "int32"}[kind])[first::step]

    @property
    def numerators(self) -> Any:
        """The numerators, int64."""
        return self._member("numerator")

    @property
    def denominators(self) -> Any:
        """The denominators, int64; 0 where the rate is not OK."""
        return self._member("denominator")

    @property
    def statuses(self) -> Any:
        """The statuses, int32 of RatioStatus."""
        return self._member("status")

    def fractions(self) -> List[Optional[Fraction]]:
        """Each rate as a Fraction, None where it is undefined or unbounded."""
        return [ratio.fraction for ratio in self]

    def rounded(self, digits: int = 3, rounding: Union[Rounding, str] = Rounding.HALF_EVEN) -> List[Optional[Decimal]]:
        """Each rate as Ratio.round() gives it."""
        return [ratio.round(digits, rounding) for ratio in self]

    def floats(self) -> Any:
        """Each rate as the nearest float, NaN where it is undefined, for plots: an array of numpy, or
        a list without it."""
        values = [float(ratio) for ratio in self]
        return values if numpy is None else numpy.array(values, dtype="float64")
