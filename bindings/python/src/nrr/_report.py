# SPDX-License-Identifier: MIT
"""The report: one row per period, one column per measure, and the rates over them."""

from datetime import datetime
from decimal import Decimal
from typing import Any, Dict, Iterable, Iterator, List, NamedTuple, Optional, Tuple, Union, overload

from . import _codes
from ._codes import Average, Measure, Rate, Reason, RowFlag, Rounding, Status, TimeUnit
from ._columns import integer, scaled
from ._errors import check
from ._handle import Handle, view
from ._keys import Key, key_value
from ._library import ffi, lib
from ._names import code, member
from ._ratio import Rates, Ratio, _decimal, of_struct, precision
from ._table import Table
from ._time import NUMPY_UNIT, time_of

__all__ = ["Group", "Report", "Row"]

_BY_REASON = (Measure.REASON_GAIN, Measure.REASON_LOSS)


class Row:
    """One row of a report: row["opening"] is a measure, row.rate("nrr") a rate."""

    def __init__(self, report: "Report", place: int) -> None:
        self._report = report
        self._place = place

    @property
    def start(self) -> datetime:
        """The first instant of the period, in UTC."""
        return self._report.period(self._place)[0]

    @property
    def end(self) -> datetime:
        """The instant behind the period, in UTC."""
        return self._report.period(self._place)[1]

    @property
    def flags(self) -> RowFlag:
        """PARTIAL, INCOMPLETE, EMPTY."""
        flags = ffi.new("uint32_t *")
        check(lib.nrr_report_flags(self._report._open(), self._place, flags))
        return RowFlag(flags[0])

    def __getitem__(self, measure: Union[Measure, str]) -> Union[int, Decimal]:
        """A measure: a count, or an amount: a Decimal if the ledger has digits, else minor units."""
        return self._report.value(self._place, measure)

    def rate(self, rate: Union[Rate, str]) -> Ratio:
        """A rate: exact, with a status."""
        return self._report.rate(self._place, rate)

    @property
    def groups(self) -> Tuple["Group", ...]:
        """The group of the row, by each of the dimensions of the query; empty if it is by none."""
        return self._report.groups_of(self._place)

    def __repr__(self) -> str:
        return f"<nrr.Row, {self.start:%Y-%m-%d} to {self.end:%Y-%m-%d}>"


class Group(NamedTuple):
    """What a row is of, by one dimension: `kind` is a member of nrr.GroupKind (VALUE, UNASSIGNED, TOTAL),
    `key` that of the value if there is one."""

    kind: Any
    key: Optional[Key]


class Periods(NamedTuple):
    """The first ticks of all rows, and the ticks behind them: int64, read-only, without a copy."""

    starts: Any
    ends: Any


class Report(Handle):
    """Immutable, for any thread; it outlives ledger, snapshot and query. A sequence of rows.

    Columns are int64 in minor units, or counts: one call, and no copy. They keep the memory that they
    lie in, also when the report is closed."""

    def __init__(self, made: Any, unit: TimeUnit, digits: Optional[int]) -> None:
        self._adopt(made, lib.nrr_report_free)
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

    def __len__(self) -> int:
        count = ffi.new("size_t *")
        check(lib.nrr_report_count(self._open(), count))
        return count[0]

    @overload
    def __getitem__(self, place: int) -> Row: ...
    @overload
    def __getitem__(self, place: slice) -> List[Row]: ...
    def __getitem__(self, place: Union[int, slice]) -> Union[Row, List[Row]]:
        count = len(self)
        if isinstance(place, slice):
            return [Row(self, row) for row in range(*place.indices(count))]
        row = integer(place, "row")
        row += count if row < 0 else 0
        if not 0 <= row < count:
            raise IndexError(f"row {place} of {count}")
        return Row(self, row)

    def __iter__(self) -> Iterator[Row]:
        return (Row(self, place) for place in range(len(self)))

    # --- rows ---

    def period(self, row: int) -> Tuple[datetime, datetime]:
        """The period of a row, [start, end), in UTC."""
        start, end = ffi.new("int64_t *"), ffi.new("int64_t *")
        check(lib.nrr_report_period(self._open(), _row(row), start, end), "row")
        return time_of(start[0], self._unit), time_of(end[0], self._unit)

    def value(self, row: int, measure: Union[Measure, str]) -> Union[int, Decimal]:
        """One measure of one row, as Row gives it."""
        number = code(Measure, measure, "measure")
        value = ffi.new("int64_t *")
        check(lib.nrr_report_measure(self._open(), _row(row), number, value), _name(Measure, measure))
        if self._digits is None or is_count(number):
            return value[0]
        return scaled(value[0], -self._digits)

    def rate(self, row: int, rate: Union[Rate, str]) -> Ratio:
        """One rate of one row."""
        ratio = ffi.new("nrr_ratio *")
        number = code(Rate, rate, "rate")
        check(lib.nrr_report_rate(self._open(), _row(row), number, ratio), _name(Rate, rate))
        return of_struct(ratio)

    @property
    def group_count(self) -> int:
        """The number of rows that each period has: 1, or one for each group and the total, which is last.
        Row = period * group_count + group."""
        count = ffi.new("size_t *")
        check(lib.nrr_report_groups(self._open(), count))
        return count[0]

    def groups_of(self, row: int) -> Tuple[Group, ...]:
        """The group of a row, by each of the dimensions of the query; empty if it is by none."""
        handle, kind, key = self._open(), ffi.new("int32_t *"), ffi.new("nrr_key *")
        found: List[Group] = []
        while True:
            status = lib.nrr_report_group(handle, _row(row), len(found), kind, key)
            if status == Status["E_DIMENSION"]:
                return tuple(found)
            check(status, "row")
            name = member(_codes.__dict__["GroupKind"], kind[0])
            found.append(Group(name, key_value(key) if key.type else None))

    # --- columns ---

    @property
    def periods(self) -> Periods:
        """The periods of all rows, in ticks."""
        handle, starts, ends = self._open(), ffi.new("int64_t **"), ffi.new("int64_t **")
        check(lib.nrr_report_periods(handle, starts, ends))
        count = len(self)
        return Periods(view(handle, starts[0], count, "q"), view(handle, ends[0], count, "q"))

    @property
    def flags(self) -> Any:
        """The flags of all rows, uint32 of nrr.RowFlag, read-only, without a copy."""
        handle, flags = self._open(), ffi.new("uint32_t **")
        check(lib.nrr_report_all_flags(handle, flags))
        return view(handle, flags[0], len(self), "I")

    def column(self, measure: Union[Measure, str]) -> Any:
        """The column of a measure: int64, read-only, without a copy."""
        handle, values = self._open(), ffi.new("int64_t **")
        number = code(Measure, measure, "measure")
        check(lib.nrr_report_column(handle, number, values), _name(Measure, measure))
        return view(handle, values[0], len(self), "q")

    def reason(self, measure: Union[Measure, str], reason: Union[Reason, str, int]) -> Any:
        """The column of "reason_gain" or "reason_loss" for a reason: its name, a host's code that the
        query named, or "host_sum" for all of these."""
        handle, values = self._open(), ffi.new("int64_t **")
        number = code(Measure, measure, "measure")
        which = lib.NRR_REASON_HOST_SUM if reason == "host_sum" else code(Reason, reason, "reason")
        check(lib.nrr_report_reason(handle, number, which, values), f"{_name(Measure, measure)}, reason {reason}")
        return view(handle, values[0], len(self), "q")

    def rates(self, rate: Union[Rate, str]) -> Rates:
        """A rate of every row, in one call."""
        handle, count = self._open(), len(self)
        ratios = ffi.new("nrr_ratio[]", count)
        number = code(Rate, rate, "rate")
        check(lib.nrr_report_rates(handle, number, ratios, count), _name(Rate, rate))
        return Rates(ratios, count)

    def average(
        self,
        rate: Union[Rate, str],
        average: Union[Average, str] = Average.CHAIN,
        digits: int = 3,
        rounding: Union[Rounding, str] = Rounding.HALF_EVEN,
    ) -> Optional[Decimal]:
        """The average of a rate over all rows, exact and rounded once: "chain", "mean" or "weighted".
        None if it is undefined."""
        decimal = ffi.new("nrr_decimal *")
        numbers = code(Rate, rate, "rate"), code(Average, average, "average")
        status = lib.nrr_report_average(self._open(), *numbers, precision(digits, rounding), decimal)
        check(status, f"average of {_name(Rate, rate)}")
        return _decimal(decimal)

    def contributions(self, row: int) -> Table:
        """What each reason contributed to NRR in a row: gains less losses, over the opening. The amounts sum
        to NRR less 1; nrr.round_parts() rounds them so that they still do."""
        made = ffi.new("nrr_table **")
        check(lib.nrr_report_contributions(self._open(), _row(row), made), "row")
        return Table(made, None, self._unit)

    # --- the whole ---

    @property
    def findings(self) -> int:
        """The number of contradictions among the facts that the report saw."""
        count = ffi.new("uint64_t *")
        check(lib.nrr_report_findings(self._open(), count))
        return count[0]

    def check(self) -> int:
        """Check the identities between the measures, and say how many equations hold."""
        checked = ffi.new("size_t *")
        check(lib.nrr_report_check(self._open(), checked))
        return checked[0]

    @property
    def measures(self) -> List[str]:
        """The names of the measures that the report has, without those by reason."""
        handle, values = self._open(), ffi.new("int64_t **")
        asked = [measure for measure in Measure if measure not in _BY_REASON]
        return [m.name.lower() for m in asked if lib.nrr_report_column(handle, m, values) == Status.OK]

    def to_dict(
        self, measures: Optional[Iterable[Union[Measure, str]]] = None, rates: Iterable[Union[Rate, str]] = ()
    ) -> Dict[str, Any]:
        """Columns by name: start and end (datetime64, or datetimes without numpy), measures (all that
        the report has), then rates as floats."""
        periods = self.periods
        columns: Dict[str, Any] = {}
        for name, values in zip(("start", "end"), periods):
            if hasattr(values, "astype"):
                columns[name] = values.view(f"datetime64[{NUMPY_UNIT[self._unit]}]")
            else:
                columns[name] = [time_of(value, self._unit) for value in values]
        for measure in self.measures if measures is None else measures:
            columns[_name(Measure, measure)] = self.column(measure)
        for rate in rates:
            columns[_name(Rate, rate)] = self.rates(rate).floats()
        return columns

    def to_pandas(
        self, measures: Optional[Iterable[Union[Measure, str]]] = None, rates: Iterable[Union[Rate, str]] = ()
    ) -> Any:
        """The same as a frame of pandas."""
        import pandas

        columns = self.to_dict(measures, rates)
        for name in ("start", "end"):
            columns[name] = pandas.to_datetime(columns[name], utc=True)
        return pandas.DataFrame(columns)

    def to_polars(
        self, measures: Optional[Iterable[Union[Measure, str]]] = None, rates: Iterable[Union[Rate, str]] = ()
    ) -> Any:
        """The same as a frame of polars."""
        import polars

        return polars.DataFrame(self.to_dict(measures, rates))

    def __repr__(self) -> str:
        return "<nrr.Report, closed>" if self.closed else f"<nrr.Report, {len(self)} rows>"


def is_count(measure: int) -> bool:
    """Whether a measure counts units or renewals: amounts are the others."""
    name = Measure(measure).name
    return name.startswith("UNITS_") or name.startswith("RENEWALS_")


def _row(row: int) -> int:
    number = integer(row, "row")
    if not 0 <= number < 2**63:
        raise IndexError(f"row {row}")
    return number


def _name(family: Any, value: Any) -> str:
    try:
        return family(code(family, value, family.__name__.lower())).name.lower()
    except ValueError:
        return str(value)
