# SPDX-License-Identifier: MIT
"""A price for an interval as an amount per month or per year (METRICS.md section 8)."""

from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple, Optional, Union

from ._codes import PriceFlag, Rounding, Step
from ._columns import integer, minor_units, scaled
from ._errors import check
from ._library import ffi, lib
from ._names import code
from ._ratio import _int32, _int64

__all__ = ["Normalised", "normalise"]


class Normalised(NamedTuple):
    """An amount per month or year, and what rounding took away: exact minus rounded, in minor units."""

    amount: Union[int, Decimal]
    residual: Fraction


def normalise(
    amount: Union[int, Decimal, Fraction],
    *,
    interval: Union[Step, str],
    interval_count: int = 1,
    quantity: int = 1,
    per: Union[Step, str] = Step.MONTH,
    rounding: Union[Rounding, str] = Rounding.HALF_EVEN,
    mean_weeks: bool = False,
    mean_days: bool = False,
    digits: Optional[int] = None,
) -> Normalised:
    """Normalise a price: `amount` a piece, for `quantity` pieces, every `interval_count` intervals.

    The amount is an int of minor units, or a Decimal or Fraction of major ones where `digits` says how
    many there are behind the point; then the result is a Decimal. `per` is "month" (MRR) or "year" (ARR).
    mean_weeks: a year has 365.25 / 7 weeks, not 52. mean_days: it has 365.25 days, not 365.

        nrr.normalise(Decimal("1000.00"), interval="year", digits=2).amount == Decimal("83.33")
    """
    price = ffi.new("nrr_price *")
    price.amount = _int64(minor_units(amount, digits, "amount"), "amount")
    price.quantity = _int64(integer(quantity, "quantity"), "quantity")
    price.interval = code(Step, interval, "interval")
    price.interval_count = _int32(interval_count, "interval_count")
    price.per = code(Step, per, "per")
    price.rounding = code(Rounding, rounding, "rounding")
    price.flags = (PriceFlag.WEEKS_MEAN if mean_weeks else 0) | (PriceFlag.DAYS_MEAN if mean_days else 0)
    rounded, residual = ffi.new("int64_t *"), ffi.new("nrr_ratio *")
    check(lib.nrr_price_normalise(price, rounded, residual), "price")
    major = isinstance(amount, (Decimal, Fraction)) and digits is not None
    result = scaled(rounded[0], -digits) if major else rounded[0]  # type: ignore[operator]
    return Normalised(result, Fraction(residual.numerator, residual.denominator))
