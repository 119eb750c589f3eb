# SPDX-License-Identifier: MIT
"""The table: every list that is not a report."""

from typing import Any, Dict, Iterator, List, Union

from . import _codes
from ._codes import Field, KeyFamily, Rate, Status
from ._columns import integer
from ._errors import NotAskedError, check
from ._handle import Handle, view
from ._keys import Key, key_of_id
from ._library import ffi, lib
from ._names import code, member
from ._ratio import Ratio, of_struct
from ._time import INT64_MIN, TimeUnit, time_of

__all__ = ["Table"]

#: The fields that hold ids, and the families of their keys; the headers say which of them there are.
_KEYS = {
    Field[field]: KeyFamily[family]
    for field, family in (
        ("CUSTOMER", "CUSTOMER"),
        ("PARENT", "CUSTOMER"),
        ("LINE", "LINE"),
        ("ID", "FACT"),
        ("DIMENSION", "DIMENSION"),
        ("VALUE", "VALUE"),
        ("SECOND_VALUE", "VALUE"),
    )
    if field in Field.__members__ and family in KeyFamily.__members__
}
#: The fields that hold codes, and the classes of these, likewise.
_CODES = {
    Field[field]: vars(_codes)[family]
    for field, family in (
        ("KIND", "Kind"),
        ("REASON", "Reason"),
        ("RULE", "Rule"),
        ("CLASS", "Class"),
        ("CAUSE", "Cause"),
        ("FIGURE", "Figure"),
        ("STATUS", "RatioStatus"),
        ("GROUP_KIND", "GroupKind"),
    )
    if field in Field.__members__ and family in _codes.__all__
}


class Table(Handle):
    """A page of a list: rows, and columns of int64 by field. Immutable, for any thread.

    A row is a dict by the names of the fields, with keys in the place of ids, datetimes and enums."""

    def __init__(self, made: Any, snapshot: Any, unit: TimeUnit) -> None:
        self._adopt(made, lib.nrr_table_free)
        self._snapshot = snapshot  # the handle that knows the keys
        self._unit = unit

    def __len__(self) -> int:
        count = ffi.new("size_t *")
        check(lib.nrr_table_count(self._open(), count))
        return count[0]

    def __bool__(self) -> bool:
        return True

    @property
    def total(self) -> int:
        """The number of rows of the whole list that this is a page of."""
        total = ffi.new("uint64_t *")
        check(lib.nrr_table_total(self._open(), total))
        return total[0]

    @property
    def fields(self) -> List[str]:
        """The names of the columns."""
        handle, values = self._open(), ffi.new("int64_t **")
        return [f.name.lower() for f in Field if lib.nrr_table_column(handle, f, values) == Status.OK]

    def column(self, field: Union[Field, str]) -> Any:
        """The column of a field as it is: int64, ids for keys, ticks for times. Read-only and without
        a copy; it keeps the memory that it lies in."""
        number = code(Field, field, "field")
        handle, values = self._open(), ffi.new("int64_t **")
        status = lib.nrr_table_column(handle, number, values)
        if status == Status.E_FIELD:
            raise NotAskedError(f"field: the table has {', '.join(self.fields)}", status)
        check(status, "field")
        return view(handle, values[0], len(self), "q")

    def keys(self, field: Union[Field, str]) -> List[Any]:
        """The column of a field that holds ids (a customer, a line, ...) as keys, None where it is absent."""
        number = code(Field, field, "field")
        if number not in _KEYS:
            raise ValueError(f"field: {field!r} holds no keys")
        known: Dict[int, Any] = {0: None}
        found = []
        for id_ in self.column(field).tolist():
            if id_ not in known:
                known[id_] = self._key(_KEYS[Field(number)], id_)
            found.append(known[id_])
        return found

    def rate(self, row: int, rate: Union[Rate, str]) -> Ratio:
        """A rate of a cell of Snapshot.cohorts() over its cohort's base: "nrr", "grr" or "logo_retention"."""
        ratio = ffi.new("nrr_ratio *")
        place = integer(row, "row")
        if not 0 <= place < 2**63:
            raise IndexError(f"row {row}")
        check(lib.nrr_cohort_rate(self._open(), place, code(Rate, rate, "rate"), ratio), "rate")
        return of_struct(ratio)

    def _key(self, family: KeyFamily, id_: int) -> Key:
        return key_of_id(self._snapshot, family, id_, lib.nrr_snapshot_key_of)

    def _values(self, field: Field) -> List[Any]:
        if field in _KEYS:
            return self.keys(field)
        values = self.column(field).tolist()
        if field == Field.TIME:
            return [time_of(value, self._unit) for value in values]
        if field == Field.KNOWN:
            return [None if value == INT64_MIN else time_of(value, self._unit) for value in values]
        if field == Field.SEQUENCE:
            return [value % 2**64 for value in values]
        if field in _CODES:
            return [member(_CODES[field], value) for value in values]
        return values

    def to_dict(self) -> Dict[str, List[Any]]:
        """The columns as lists of what rows hold, by name: what a frame is made of."""
        return {name: self._values(Field[name.upper()]) for name in self.fields}

    def to_pandas(self) -> Any:
        """The same as a frame of pandas."""
        import pandas

        return pandas.DataFrame(self.to_dict())

    def __iter__(self) -> Iterator[Dict[str, Any]]:
        columns = self.to_dict()
        for row in zip(*columns.values()):
            yield dict(zip(columns, row))

    def __repr__(self) -> str:
        return "<nrr.Table, closed>" if self.closed else f"<nrr.Table, {len(self)} of {self.total} rows>"
