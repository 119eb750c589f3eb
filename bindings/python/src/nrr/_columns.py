# SPDX-License-Identifier: MIT
"""Columns: what a caller has, as the nrr_column that the library reads where it lies.

Buffers of integers (numpy, array, memoryview, with any stride) and Arrow's strings are read without
a copy. What Python holds as objects (lists of str, Decimal, datetime) is converted once. One value
that is no sequence stands for all rows.
"""

from array import array
from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Context, Decimal
from fractions import Fraction
from itertools import accumulate
from typing import Any, Callable, List, NamedTuple, Optional, Sequence, Tuple

from ._codes import ColumnType, FactFlag
from ._library import ffi, lib
from ._time import NUMPY_UNIT, TimeUnit, ticks

try:
    import numpy
except ImportError:  # everything works without it but what returns its arrays
    numpy = None  # type: ignore[assignment]

__all__ = ["ALL", "All", "Ids", "Strings"]


class All:
    """The amount of a churn that takes whatever is there: nrr.ALL."""

    def __repr__(self) -> str:
        return "nrr.ALL"


ALL = All()


class Ids(NamedTuple):
    """Ids that the ledger gave (Ledger.keys), to be used in the place of keys.

    `values` is a buffer of uint32, 0 being an absent key."""

    values: Any


class Strings(NamedTuple):
    """Keys laid out as Arrow does: `data` holds the bytes, `offsets` (int32 or int64, one more than
    there are keys) where each begins, and `validity` (a bitmap, least significant bit first; None if
    all are there) which of them are there. Read without a copy."""

    offsets: Any
    data: Any
    validity: Any = None


class Column:
    """One nrr_column, with what it points to. `rows` is None if one value stands for all, however many
    these are; `constant` if it stands for so many rows."""

    def __init__(self, what: str, kind: int, data: Any, rows: Optional[int]) -> None:
        self.what = what
        self.type = kind
        self.rows = rows
        self.constant = False
        self.data = data
        self.offsets: Any = ffi.NULL
        self.validity: Any = ffi.NULL
        self.stride = 0
        self.keep: List[Any] = []

    def fill(self, target: Any, field: int) -> None:
        target.data = self.data
        target.offsets = self.offsets
        target.validity = self.validity
        target.stride = self.stride
        target.field = field
        target.type = self.type
        target.flags = lib.NRR_COLUMN_CONSTANT if self.rows is None or self.constant else 0
        target.reserved = 0


# --- buffers -------------------------------------------------------------------------------------

_SIGNED = {1: ColumnType.INT8, 2: ColumnType.INT16, 4: ColumnType.INT32, 8: ColumnType.INT64}
_UNSIGNED = {1: ColumnType.UINT8, 2: ColumnType.UINT16, 4: ColumnType.UINT32, 8: ColumnType.UINT64}


def _buffer(value: Any) -> Optional[memoryview]:
    """The buffer of a value, None if it has none that can be read here."""
    if isinstance(value, (str, bytes, bytearray)):
        return None
    try:
        return memoryview(value)
    except (TypeError, ValueError, BufferError):
        return None


def _integers(what: str, view: memoryview) -> Column:
    """A column of the integers of a buffer."""
    if view.ndim != 1:
        raise ValueError(f"{what}: wants one dimension, not {view.ndim}")
    code = view.format
    swapped = len(code) == 2 and code[0] in "<>!=@"
    if swapped and code[0] in "@=" or swapped and (code[0] == "<") == (_is_little()):
        code = code[1:]
    if code not in tuple("bBhHiIlLqQnN"):
        raise TypeError(f"{what}: wants integers, not a buffer of format {view.format!r}")
    kinds = _SIGNED if code in "bhilqn" else _UNSIGNED
    shape, strides = view.shape, view.strides
    rows = shape[0] if shape is not None else 0
    if not view.contiguous and strides is not None:
        address = _address_of_strided(view)
        if address is None:
            view = memoryview(view.tobytes()).cast("B").cast(code)
        else:
            column = Column(what, kinds[view.itemsize], ffi.cast("void *", address), rows)
            column.stride = strides[0]
            column.constant = column.stride == 0  # a broadcast value; 0 would mean side by side
            column.keep = [view]
            return column
    start = ffi.from_buffer(view)
    column = Column(what, kinds[view.itemsize], ffi.cast("void *", start), rows)
    column.keep = [start, view]
    return column


def _is_little() -> bool:
    return array("H", [1]).tobytes()[0] == 1


def _address_of_strided(view: memoryview) -> Optional[int]:
    """Where the first item of a buffer with a stride lies. numpy tells, others are copied."""
    if numpy is None or not isinstance(view.obj, numpy.ndarray):
        return None
    interface = numpy.ndarray.__array_interface__.__get__(view.obj)  # not what a subclass may say
    if interface["shape"] != view.shape or interface.get("strides") != view.strides:
        return None
    return interface["data"][0]


def _bitmap(there: Any) -> Any:
    """The bitmap of a sequence of truth values, as a buffer."""
    if numpy is not None:
        packed = numpy.packbits(numpy.asarray(there, dtype=bool), bitorder="little")
        return ffi.from_buffer(numpy.ascontiguousarray(packed))
    bits = bytearray((len(there) + 7) // 8)
    for place, value in enumerate(there):
        if value:
            bits[place // 8] |= 1 << place % 8
    return ffi.from_buffer(bits)


def _with_validity(column: Column, there: Any) -> Column:
    """Says which rows are there, unless all are."""
    if not all(there) if not hasattr(there, "all") else not there.all():
        bitmap = _bitmap(there)
        column.validity = ffi.cast("void *", bitmap)
        column.keep.append(bitmap)
    return column


# --- what the libraries of data frames have ------------------------------------------------------


def _origin(value: Any) -> str:
    return type(value).__module__.partition(".")[0]


def plain(what: str, value: Any) -> Tuple[Any, Any]:
    """A column of a frame as an array of numpy or a list, and which rows are there (None: all)."""
    origin = _origin(value)
    if numpy is not None and isinstance(value, numpy.ndarray):
        if isinstance(value, numpy.ma.MaskedArray):
            return _plain_masked(value)
        if value.dtype == object and value.ndim == 1:
            return value.tolist(), None
        return value.astype(value.dtype.newbyteorder("="), copy=False), None
    if origin == "pandas" and hasattr(value, "dtype"):
        return _plain_pandas(value)
    if origin == "polars" and hasattr(value, "dtype"):
        return _plain_polars(value)
    if origin == "pyarrow" and hasattr(value, "type"):
        return _plain_arrow(value)
    return value, None


def _plain_masked(value: Any) -> Tuple[Any, Any]:
    """What is masked is not there."""
    if not numpy.ma.is_masked(value):
        return plain("", value.data)
    if value.dtype.kind in "iu":
        native = value.dtype.newbyteorder("=")
        return numpy.ascontiguousarray(value.filled(0), dtype=native), ~numpy.ma.getmaskarray(value)
    if value.dtype.kind == "M":
        return plain("", value.filled(numpy.datetime64("NaT")))
    return value.tolist(), None


def _plain_pandas(value: Any) -> Tuple[Any, Any]:
    missing = value.isna()
    there = None if not missing.any() else numpy.asarray(~missing)
    kind = getattr(value.dtype, "kind", "O")
    if getattr(value.dtype, "tz", None) is not None:
        value = (value.dt if hasattr(value, "dt") else value).tz_convert(None)
        return value.to_numpy(), None  # NaT says itself that it is not there
    if kind in "iu" and there is not None:
        return value.to_numpy(dtype=value.dtype.numpy_dtype, na_value=0), there
    if kind in "iu":
        return value.to_numpy(dtype=getattr(value.dtype, "numpy_dtype", value.dtype)), None
    if kind == "M":
        return value.to_numpy(), None
    values = value.tolist()
    if there is not None:
        values = [item if is_there else None for item, is_there in zip(values, there)]
    return values, None


def _plain_polars(value: Any) -> Tuple[Any, Any]:
    if value.dtype.is_integer() or value.dtype.is_temporal() and value.dtype.to_python().__name__ == "datetime":
        missing = value.is_null()
        if not missing.any():
            return value.to_numpy(), None
        if value.dtype.is_integer():
            return value.fill_null(0).to_numpy(), (~missing).to_numpy()
        return value.to_numpy(), None
    return value.to_list(), None


def _plain_arrow(value: Any) -> Tuple[Any, Any]:
    """Strings of Arrow are read where they lie; other arrays as lists, or as numpy's if all is there."""
    if hasattr(value, "combine_chunks"):
        value = value.combine_chunks()
    name = str(value.type)
    if name in ("string", "binary", "large_string", "large_binary") and value.offset == 0:
        validity, offsets, data = value.buffers()
        if offsets is None:  # as it may be if there are no rows
            return value.to_pylist(), None
        wide = "q" if name.startswith("large") else "i"
        view = memoryview(offsets).cast("B").cast(wide)[: len(value) + 1]
        return Strings(view, b"" if data is None else data, validity), None
    if value.null_count == 0 and name in ("int8", "int16", "int32", "int64", "uint8", "uint16", "uint32", "uint64"):
        return value.to_numpy(zero_copy_only=False), None
    return value.to_pylist(), None


def is_scalar(value: Any) -> bool:
    """Whether a value stands for all rows: it is no sequence and no buffer."""
    if value is None or isinstance(value, (str, bytes, int, date, Decimal, All)):
        return True
    if isinstance(value, (Strings, Ids)) or getattr(value, "ndim", None) == 0:
        return not isinstance(value, (Strings, Ids))
    return not hasattr(value, "__len__") and not isinstance(value, Iterable)


def _sequence(what: str, value: Any) -> Any:
    """The items of a column, in a list that nobody else can change meanwhile."""
    if isinstance(value, (set, frozenset, Mapping)):
        raise TypeError(f"{what}: wants a sequence, not a {type(value).__name__}, which has no order")
    if isinstance(value, Iterable) or hasattr(value, "__getitem__"):
        return list(value)
    raise TypeError(f"{what}: wants a value, a sequence or a buffer, not {type(value).__name__}")


# --- numbers -------------------------------------------------------------------------------------


def numbers(what: str, value: Any, convert: Callable[[Any, str], int], unsigned: bool = False) -> Column:
    """A column of integers. `convert` makes one of a Python object; buffers are taken as they are."""
    letter, kind = ("Q", ColumnType.UINT64) if unsigned else ("q", ColumnType.INT64)
    if is_scalar(value):
        one = array(letter, [_fits(convert(value, what), unsigned, what)])
        column = _integers(what, memoryview(one))
        column.rows = None
        return column
    value, there = plain(what, value)
    view = _buffer(value)
    if view is not None:
        column = _integers(what, view)
        return column if there is None else _with_validity(column, there)
    if numpy is not None and isinstance(value, numpy.ndarray):
        raise TypeError(f"{what}: wants integers, not {value.dtype}")
    items = _sequence(what, value)
    there = [item is not None for item in items]
    packed = array(letter, bytes(8 * len(items)))
    for row, item in enumerate(items):
        if item is not None:
            place = f"{what}, row {row}"
            packed[row] = _fits(convert(item, place), unsigned, place)
    column = Column(what, kind, ffi.NULL, len(items))
    if len(items) > 0:
        start = ffi.from_buffer(packed)
        column.data = ffi.cast("void *", start)
        column.keep = [start, packed]
    return _with_validity(column, there)


def _fits(number: int, unsigned: bool, what: str) -> int:
    low, high = (0, 2**64 - 1) if unsigned else (-(2**63), 2**63 - 1)
    if not low <= number <= high:
        raise OverflowError(f"{what}: {number} does not fit 64 bits")
    return number


def integer(value: Any, what: str) -> int:
    if not is_integer(value):
        raise TypeError(f"{what}: wants an int, not {type(value).__name__}")
    return value.__index__()


def is_integer(value: Any) -> bool:
    """Whether a value is an integer, be it of numpy. A truth value is none."""
    return hasattr(value, "__index__") and not _is_truth(value)


def _is_truth(value: Any) -> bool:
    return isinstance(value, bool) or type(value).__name__ == "bool_"  # numpy's


def times(what: str, value: Any, unit: TimeUnit) -> Column:
    """A column of instants. Arrays of datetime64 are in UTC; NaT is an instant that is not there."""
    if type(value).__name__ == "datetime64":
        column = times(what, numpy.array([value]), unit)
        column.rows = None
        return column
    value, there = (value, None) if is_scalar(value) else plain(what, value)
    if numpy is not None and isinstance(value, numpy.ndarray) and value.dtype.kind == "M":
        if value.ndim != 1:
            raise ValueError(f"{what}: wants one dimension, not {value.ndim}")
        wanted = numpy.dtype(f"datetime64[{NUMPY_UNIT[unit]}]")
        if value.dtype != wanted:
            converted = value.astype(wanted)
            _same_instants(what, value, converted)
            value = converted
        column = _integers(what, memoryview(value.view("int64")))
        return _with_validity(column, ~numpy.isnat(value))
    column = numbers(what, value, lambda item, place: ticks(item, unit, place))
    return column if there is None else _with_validity(column, there)


def _same_instants(what: str, before: Any, after: Any) -> None:
    """numpy wraps round where an instant does not fit a finer unit."""
    if numpy.promote_types(before.dtype, after.dtype) != after.dtype:
        return  # the unit is coarser
    if (after.astype(before.dtype) != before)[~numpy.isnat(before)].any():
        raise OverflowError(f"{what}: an instant does not fit 64 bits")


# --- amounts -------------------------------------------------------------------------------------


def minor_units(value: Any, digits: Optional[int], what: str) -> int:
    """Minor units of an amount: an int is minor units, a Decimal or a Fraction is major ones."""
    if isinstance(value, (Decimal, Fraction)):
        if digits is None:
            kind = type(value).__name__
            raise TypeError(f"{what}: a {kind} needs Ledger(digits=...), the number of minor digits")
        return _minor_of_major(value, digits, what)
    if isinstance(value, float):
        raise TypeError(f"{what}: a float is not exact: give a Decimal, or minor units as an int")
    return integer(value, what)


def _minor_of_major(value: Any, digits: int, what: str) -> int:
    too_fine = f"{what}: {value} has more than {digits} digits behind the point"
    if isinstance(value, Decimal):
        if not value.is_finite():
            raise ValueError(f"{what}: {value} is no amount")
        if not value:
            return 0
        # What is far from an amount is not written out: 1E+999999999 has a billion digits.
        if value.adjusted() > 40:
            raise OverflowError(f"{what}: {value} does not fit 64 bits")
        if value.adjusted() < -digits:
            raise ValueError(too_fine)
    numerator, denominator = value.as_integer_ratio()
    number, rest = divmod(numerator * 10**digits, denominator)
    if rest != 0:
        raise ValueError(too_fine)
    return number


#: For what is exact whatever the caller's own context of decimals says of precision and traps.
EXACT = Context(prec=100, traps=[])


def scaled(number: Any, digits: int) -> Decimal:
    """A number with its point moved to the right by so many digits, or to the left."""
    return Decimal(number).scaleb(digits, EXACT)


def amounts(what: str, value: Any, digits: Optional[int]) -> Tuple[Column, Any]:
    """A column of amounts, and which rows are nrr.ALL: None (no row), True (all) or a list."""
    if isinstance(value, All):
        return numbers(what, 0, integer), True
    if not is_scalar(value):
        value, there = plain(what, value)
        if _buffer(value) is None and (numpy is None or not isinstance(value, numpy.ndarray)):
            return _amount_list(what, _sequence(what, value), digits)
        column = numbers(what, value, integer)
        return (column if there is None else _with_validity(column, there)), None
    return numbers(what, value, lambda item, place: minor_units(item, digits, place)), None


def _amount_list(what: str, items: Any, digits: Optional[int]) -> Tuple[Column, Any]:
    wild = [isinstance(item, All) for item in items]
    if any(wild):
        items = [0 if every else item for item, every in zip(items, wild)]
    column = numbers(what, items, lambda item, place: minor_units(item, digits, place))
    return column, wild if any(wild) else None


def flags(what: str, wild: Any) -> Column:
    """The flags of rows of which some, or all, take whatever is there."""
    if _is_truth(wild):
        return numbers(what, int(FactFlag.ALL) if wild else 0, integer)
    if is_scalar(wild):
        raise TypeError(f"{what}: wants True, or a sequence of truth values, not {type(wild).__name__}")
    wild, there = plain(what, wild)
    if numpy is not None and isinstance(wild, numpy.ndarray) and wild.dtype.kind == "b":
        return _integers(what, memoryview(wild.view("uint8")))  # type: ignore[arg-type]
    items = _sequence(what, wild)
    for row, item in enumerate(items):
        if not (_is_truth(item) or is_integer(item)) or there is not None and not there[row]:
            raise TypeError(f"{what}, row {row}: wants True or False, not {type(item).__name__}")
    return _integers(what, memoryview(bytes(map(bool, items))))


# --- codes ---------------------------------------------------------------------------------------


def codes(what: str, value: Any, one: Callable[[Any, str], int]) -> Column:
    """A column of codes: numbers, members of an enum, or names. A name is looked up once."""
    if not is_scalar(value):
        categories = getattr(getattr(value, "cat", value), "categories", None)
        if categories is not None:
            return _coded_categories(what, value, categories, one)
        value, there = plain(what, value)
        if numpy is not None and isinstance(value, numpy.ndarray) and value.dtype.kind in "US":
            value = value.tolist()
        if there is not None:
            return _with_validity(numbers(what, value, one), there)
    known: dict = {}

    def convert(item: Any, place: str) -> int:
        if type(item) not in (str, int):
            return one(item.decode() if isinstance(item, bytes) else item, place)
        if item not in known:
            known[item] = one(item, place)
        return known[item]

    return numbers(what, value, convert)


def _coded_categories(what: str, value: Any, categories: Any, one: Callable[[Any, str], int]) -> Column:
    """A categorical of pandas: its few categories are looked up, not its rows."""
    places = numpy.asarray(getattr(value, "cat", value).codes)
    numbers_ = numpy.array([one(item, what) for item in categories] + [0], dtype="int32")
    return _with_validity(_integers(what, memoryview(numbers_[places])), places >= 0)


# --- keys ----------------------------------------------------------------------------------------


def key_bytes(value: Any, what: str) -> bytes:
    if isinstance(value, str):
        try:
            return value.encode("utf-8")
        except UnicodeEncodeError as error:
            raise ValueError(f"{what}: {error}") from None
    if isinstance(value, (bytes, bytearray, memoryview)):
        return bytes(value)
    raise TypeError(f"{what}: a key is a str, bytes or an int, not {type(value).__name__}")


def keys(what: str, value: Any, intern: Callable[[Column, int], Any]) -> Column:
    """A column of keys. `intern` gives ids to a column of them: for keys of several types, and for
    the categories of a categorical."""
    if is_scalar(value):
        return _one_key(what, value)
    if isinstance(value, Ids):
        return _ids(what, value.values)
    if isinstance(value, Strings):
        return _strings(what, value)
    categories = getattr(getattr(value, "cat", value), "categories", None)
    if categories is not None:
        return _key_categories(what, value, categories, intern)
    value, there = plain(what, value)
    if isinstance(value, Strings):
        return _strings(what, value)
    if numpy is not None and isinstance(value, numpy.ndarray):
        if value.dtype.kind == "S":
            return _fixed_strings(what, value)
        if value.dtype.kind == "U":
            value = value.tolist()
        elif value.dtype.kind not in "iu":
            raise TypeError(f"{what}: keys are strings or integers, not {value.dtype}")
    if _buffer(value) is not None or numpy is not None and isinstance(value, numpy.ndarray):
        column = numbers(what, value, integer)
        return column if there is None else _with_validity(column, there)
    return _key_list(what, _sequence(what, value), intern)


def _one_key(what: str, value: Any) -> Column:
    if value is None:
        column = numbers(what, 0, integer)
        return _with_validity(column, [False])
    if is_integer(value):
        return numbers(what, value, integer)
    data = key_bytes(value, what)
    column = _strings(what, Strings(array("i", [0, len(data)]), data))
    column.rows = None
    return column


def _ids(what: str, values: Any) -> Column:
    view = _buffer(values)
    if view is None:
        view = memoryview(array("I", values))
    column = _integers(what, view)
    if column.type != ColumnType.UINT32:
        raise TypeError(f"{what}: ids are uint32")
    column.type = ColumnType.ID
    return column


def _strings(what: str, value: Strings) -> Column:
    offsets = _buffer(value.offsets)
    if offsets is None or not offsets.contiguous:
        raise TypeError(f"{what}: offsets are a buffer of int32 or int64 side by side")
    column = _integers(what, offsets)
    if column.type not in (ColumnType.INT32, ColumnType.INT64):
        raise TypeError(f"{what}: offsets are int32 or int64")
    rows = max(column.rows - 1, 0) if column.rows is not None else 0
    column.offsets = column.data
    column.type = ColumnType.STRING if column.type == ColumnType.INT32 else ColumnType.LARGE_STRING
    data = _bytes(f"{what}, data", value.data)
    if column.rows:
        _check_offsets(what, offsets, len(data))
    column.data = ffi.cast("void *", data)
    column.rows = rows
    column.keep.append(data)
    if value.validity is not None:
        bitmap = _bytes(f"{what}, validity", value.validity)
        if len(bitmap) * 8 < rows:
            raise ValueError(f"{what}: a validity of {len(bitmap) * 8} bits for {rows} rows")
        column.validity = ffi.cast("void *", bitmap)
        column.keep.append(bitmap)
    return column


def _bytes(what: str, value: Any) -> Any:
    try:
        return ffi.from_buffer(value)
    except (TypeError, ValueError, BufferError):
        raise TypeError(f"{what}: wants a buffer of bytes, not {type(value).__name__}") from None


def _check_offsets(what: str, offsets: memoryview, length: int) -> None:
    """The library sees that offsets ascend; only here it is known where the bytes end."""
    if offsets[0] < 0 or offsets[offsets.shape[0] - 1] > length:  # type: ignore[index]
        raise ValueError(f"{what}: offsets lead out of the {length} bytes of data")


def _fixed_strings(what: str, value: Any) -> Column:
    """An array of numpy's bytes of one width, as Arrow lays them out."""
    if value.ndim != 1:
        raise ValueError(f"{what}: wants one dimension, not {value.ndim}")
    width = value.dtype.itemsize
    lengths = numpy.char.str_len(value)
    offsets = numpy.zeros(len(value) + 1, dtype="int64")
    numpy.cumsum(lengths, out=offsets[1:])
    cells = numpy.ascontiguousarray(value).view("uint8").reshape(len(value), width)
    data = cells[numpy.arange(width) < lengths[:, None]]
    return _strings(what, Strings(offsets, data))


def _key_categories(what: str, value: Any, categories: Any, intern: Callable[[Column, int], Any]) -> Column:
    places = numpy.asarray(getattr(value, "cat", value).codes)
    few = keys(what, categories.tolist(), intern)
    ids = numpy.zeros(len(categories) + 1, dtype="uint32")  # the last is that of place -1, absent
    ids[:-1] = intern(few, len(categories))
    return _ids(what, ids[places])


def _key_list(what: str, items: Any, intern: Callable[[Column, int], Any]) -> Column:
    try:
        joined = "".join(items)
    except TypeError:
        return _mixed_keys(what, items, intern)
    try:
        data = joined.encode("utf-8")
    except UnicodeEncodeError as error:
        raise ValueError(f"{what}: {error}") from None
    if len(data) == len(joined):  # ASCII
        return _strings(what, Strings(array("q", accumulate(map(len, items), initial=0)), data))
    return _packed(what, [item.encode("utf-8") for item in items], None)


def _packed(what: str, items: List[bytes], there: Any) -> Column:
    offsets = array("q", accumulate(map(len, items), initial=0))
    column = _strings(what, Strings(offsets, b"".join(items)))
    return column if there is None else _with_validity(column, there)


def _mixed_keys(what: str, items: Any, intern: Callable[[Column, int], Any]) -> Column:
    """Objects that are not all str: all integers, all strings, or some of each; some None."""
    missing = [_is_missing(item) for item in items]
    there = [not gone for gone in missing]
    present = [item for item, gone in zip(items, missing) if not gone]
    if all(map(is_integer, present)):
        filled = [None if gone else item for item, gone in zip(items, missing)]
        return numbers(what, filled, integer)
    if not any(map(is_integer, present)):
        encoded = [
            b"" if gone else key_bytes(item, f"{what}, row {row}")
            for row, (item, gone) in enumerate(zip(items, missing))
        ]
        return _packed(what, encoded, there)
    ids = array("I", bytes(4 * len(items)))
    for row, item in enumerate(items):
        if there[row]:
            ids[row] = intern(_one_key(f"{what}, row {row}", item), 1)[0]
    return _ids(what, ids)


def _is_missing(item: Any) -> bool:
    """None, or what pandas puts in its place."""
    return item is None or isinstance(item, float) and item != item or type(item).__name__ in ("NAType", "NaTType")


# --- a batch -------------------------------------------------------------------------------------


def batch(columns: Sequence[Tuple[int, Column]]) -> Tuple[Any, int, List[Any]]:
    """The array of nrr_column, the number of rows, and what must live as long as the call."""
    rows = None
    first = ""
    for _, column in columns:
        if column.rows is None:
            continue
        if rows is not None and column.rows != rows:
            raise ValueError(f"{column.what}: has {column.rows} rows, and {first} has {rows}")
        if rows is None:
            rows, first = column.rows, column.what
    made = ffi.new("nrr_column[]", max(len(columns), 1))
    for place, (field, column) in enumerate(columns):
        column.fill(made[place], field)
    return made, 1 if rows is None else rows, [column.keep for _, column in columns]
