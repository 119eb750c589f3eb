# SPDX-License-Identifier: MIT
"""The ledger: the facts, and who they are about."""

import threading
from array import array
from collections.abc import Mapping
from datetime import datetime
from typing import Any, Dict, List, Optional, Sequence, Tuple, Union

from . import _columns
from ._codes import Counter, Field, KeyFamily, Kind, LedgerOption, Status, TimeUnit
from ._columns import Column, numpy
from ._errors import Error, OptionError, check, check_batch
from ._handle import Handle
from ._keys import Family, Key, find_key, int64_key, key_of_id
from ._library import ffi, lib
from ._names import code
from ._names import family as family_code
from ._names import kind as kind_code
from ._names import reason as reason_code
from ._snapshot import Snapshot
from ._time import Instant, as_unit, ticks, time_of

__all__ = ["Ledger", "assignment_dtype", "fact_dtype"]

_FIELDS = ("customer", "time", "kind", "amount", "line", "reason", "sequence", "id", "known", "flags", "all")


class Ledger(Handle):
    """Facts about recurring revenue.

    A ledger may be used from any thread: its calls wait for each other. For work side by side take a
    snapshot, which any number of threads may read while the ledger goes on.

    time_unit: the length of a tick, "seconds" by default. Dates and datetimes are turned into ticks,
        and integers are ticks as they are.
    digits: how many digits an amount has behind the point (2 for euro and cent). Then a Decimal or
        a Fraction is taken as major units, and values of reports are Decimal. An int is minor units in any case.
    strict: whether reports are refused while there are contradictions.
    coverage: (start, end) of the time of which all facts are there; either may be None.
    hash_seed: best a random number, for keys that come from strangers.
    """

    def __init__(
        self,
        *,
        time_unit: Union[TimeUnit, str] = TimeUnit.SECONDS,
        digits: Optional[int] = None,
        strict: bool = False,
        coverage: Tuple[Optional[Instant], Optional[Instant]] = (None, None),
        hash_seed: Optional[int] = None,
    ) -> None:
        unit = as_unit(time_unit)
        if digits is not None and not 0 <= _columns.integer(digits, "digits") <= 18:
            raise ValueError("digits: 0 to 18")
        made = ffi.new("nrr_ledger **")
        check(lib.nrr_ledger_new(ffi.NULL, made))
        self._adopt(made, lib.nrr_ledger_free)
        self._lock = threading.RLock()
        self._unit = unit
        self._digits = digits
        self._set(LedgerOption.TIME_UNIT, int(unit))
        if hash_seed is not None:
            self._set(LedgerOption.HASH_SEED, hash_seed)
        self.strict = strict
        self.coverage = coverage  # type: ignore[assignment]

    # --- options ---

    def _set(self, option: LedgerOption, value: int) -> None:
        what = option.name.lower()
        number = _columns.integer(value, what)
        if not -(2**63) <= number < 2**63:
            raise OverflowError(f"{what}: {number} does not fit 64 bits")
        with self._lock:
            check(lib.nrr_ledger_set(self._open(), option, number), what)

    def _unset(self, option: LedgerOption) -> None:
        with self._lock:
            check(lib.nrr_ledger_unset(self._open(), option), option.name.lower())

    def _get(self, option: LedgerOption) -> Optional[int]:
        value = ffi.new("int64_t *")
        with self._lock:
            status = lib.nrr_ledger_get(self._open(), option, value)
        if status == Status.E_UNSET:
            return None
        check(status, option.name.lower())
        return value[0]

    @property
    def time_unit(self) -> TimeUnit:
        """The length of a tick."""
        return self._unit

    @property
    def digits(self) -> Optional[int]:
        """How many digits an amount has behind the point, None if that was not said."""
        return self._digits

    @property
    def strict(self) -> bool:
        """Whether snapshots from here on do not report while they have contradictions."""
        return bool(self._get(LedgerOption.STRICT))

    @strict.setter
    def strict(self, value: bool) -> None:
        self._set(LedgerOption.STRICT, int(bool(value)))

    @property
    def coverage(self) -> Tuple[Optional[datetime], Optional[datetime]]:
        """(start, end) of the time of which all facts are there. A row that begins before the start
        is flagged INCOMPLETE, one that ends after the end PARTIAL."""
        start, end = self._get(LedgerOption.COVERAGE_START), self._get(LedgerOption.COVERAGE_END)
        return self._time(start), self._time(end)

    @coverage.setter
    def coverage(self, value: Tuple[Optional[Instant], Optional[Instant]]) -> None:
        try:
            start, end = value
        except (TypeError, ValueError):
            raise TypeError("coverage: wants (start, end)") from None
        first = None if start is None else ticks(start, self._unit, "coverage, start")
        last = None if end is None else ticks(end, self._unit, "coverage, end")
        if first is not None and last is not None and first >= last:
            raise OptionError("coverage: the end is not after the start", Status.E_OPTION_VALUE)
        with self._lock:
            self._unset(LedgerOption.COVERAGE_START)
            self._unset(LedgerOption.COVERAGE_END)
            if first is not None:
                self._set(LedgerOption.COVERAGE_START, first)
            if last is not None:
                self._set(LedgerOption.COVERAGE_END, last)

    def _time(self, number: Optional[int]) -> Optional[datetime]:
        return None if number is None else time_of(number, self._unit)

    # --- counters ---

    def counter(self, counter: Union[Counter, str]) -> Optional[int]:
        """A counter by name: "facts", "customers", "lines", "bytes", "first_time" and "last_time" (in
        ticks), "duplicates", "voids". None for a time where there is no fact."""
        value = ffi.new("int64_t *")
        number = code(Counter, counter, "counter")
        with self._lock:
            status = lib.nrr_ledger_counter(self._open(), number, value)
        if status == Status.E_UNSET:
            return None
        check(status, "counter")
        return value[0]

    def counters(self) -> Dict[str, Optional[int]]:
        """All counters by name."""
        with self._lock:
            return {counter.name.lower(): self.counter(counter) for counter in Counter}

    def __len__(self) -> int:
        """The number of facts that were accepted."""
        return self.counter(Counter.FACTS) or 0

    def __bool__(self) -> bool:
        return True

    @property
    def first_time(self) -> Optional[datetime]:
        """The earliest time of a fact, None if there is none."""
        return self._time(self.counter(Counter.FIRST_TIME))

    @property
    def last_time(self) -> Optional[datetime]:
        """The latest time of a fact, None if there is none."""
        return self._time(self.counter(Counter.LAST_TIME))

    # --- facts ---

    def append(
        self,
        frame: Any = None,
        *,
        customer: Any = None,
        time: Any = None,
        kind: Any = None,
        amount: Any = None,
        line: Any = None,
        reason: Any = None,
        sequence: Any = None,
        id: Any = None,
        known: Any = None,
        flags: Any = None,
        all: Any = None,
    ) -> int:
        """Append facts, all or none, and say how many. Each argument is one value for all of them, or
        a column: an array of numpy, a column of pandas, polars or Arrow, any buffer of integers, or a
        sequence. If all are single values, it is one fact.

            ledger.append(customer="acme", time=date(2024, 1, 1), kind="new", amount=Decimal("2500"))
            ledger.append(customer=ids, time=times, kind=kinds, amount=cents, id=keys)

        frame: a frame of pandas, polars or Arrow, or a mapping, with columns of these names; what is
            given by name comes beside them.
        customer, line, id: keys: text, bytes, integers, nrr.Ids, nrr.Strings. A line or an id that
            is None is absent.
        time, known: dates, aware datetimes, datetime64 (in UTC), or ticks. A `known` that is None is
            absent: known before every instant.
        kind, reason: members of nrr.Kind and nrr.Reason, their names, or numbers.
        amount: minor units as integers, or major ones as Decimal or Fraction; nrr.ALL for a churn of all.
        all: True, or truth values, for a churn of all in place of nrr.ALL.
        flags: numbers of nrr.FactFlag, for those who have them.

        Raises TypeError, ValueError or OverflowError with the name of the argument for what is no
        such thing, and RefusedError (a ValueError) with row and field for what the library refuses.
        Buffers are read as they lie, so another thread must not change them meanwhile.
        """
        given = {
            "customer": customer,
            "time": time,
            "kind": kind,
            "amount": amount,
            "line": line,
            "reason": reason,
            "sequence": sequence,
            "id": id,
            "known": known,
            "flags": flags,
            "all": all,
        }
        columns = _frame_columns(frame)
        for name, value in given.items():
            if value is not None and name in columns:
                raise TypeError(f"{name}: is in the frame, and given beside it")
            if value is not None:
                columns[name] = value
        with self._lock:
            return self._append(columns)

    def _append(self, columns: Dict[str, Any]) -> int:
        handle = self._open()
        made = [(_FIELD[name], self._column(name, value)) for name, value in columns.items() if name in _FIELD]
        wild = columns.get("all")
        for place, (field, column) in enumerate(made):
            if isinstance(column, tuple):  # amounts, and which of them are ALL
                made[place] = (field, column[0])
                if column[1] is not None and wild is not None:
                    raise TypeError("all: nrr.ALL is among the amounts as well")
                wild = column[1] if wild is None else wild
        if wild is not None and wild is not False:
            if "flags" in columns:
                raise TypeError("flags: are given, and nrr.ALL or all as well")
            made.append((Field.FLAGS, self._column("all", wild)))
            if "amount" not in columns:
                made.append((Field.AMOUNT, _columns.numbers("amount", 0, _columns.integer)))
        return _write(lib.nrr_ledger_append_columns, handle, made)

    def _column(self, name: str, value: Any) -> Any:
        """The column of an argument. What others raise when they are asked for it gets its name."""
        if numpy is not None and isinstance(value, numpy.ndarray) and value.ndim == 0:
            value = value[()]
        try:
            return self._convert(name, value)
        except (TypeError, ValueError, OverflowError, NotImplementedError) as error:
            if isinstance(error, Error) or name in str(error):
                raise
            kinds = [kind for kind in (OverflowError, ValueError) if isinstance(error, kind)] + [TypeError]
            raise kinds[0](f"{name}: {error}") from error

    def _convert(self, name: str, value: Any) -> Any:
        if name in _FAMILIES:
            family = KeyFamily[_FAMILIES[name]]
            return _columns.keys(name, value, lambda column, count: self._intern(family, column, count))
        if name in ("time", "known"):
            return _columns.times(name, value, self._unit)
        if name == "amount":
            return _columns.amounts(name, value, self._digits)
        if name == "all":
            return _columns.flags(name, value)
        if name == "kind":
            return _columns.codes(name, value, kind_code)
        if name == "reason":
            return _columns.codes(name, value, reason_code)
        return _columns.numbers(name, value, _columns.integer, unsigned=name == "sequence")

    def void(self, id: Any, known: Any = None) -> int:
        """Take facts back by their ids, one or a column of them, whether they have come already or
        not; from `known` on. Say how many. A void comes after the fact or before it."""
        columns = {"customer": None, "time": 0, "kind": Kind.VOID, "amount": 0, "id": id}
        if known is not None:
            columns["known"] = known
        with self._lock:
            return self._append(columns)

    def assign(
        self,
        *,
        dimension: Any,
        value: Any,
        time: Any,
        customer: Any,
        line: Any = None,
        sequence: Any = None,
        flags: Any = None,
    ) -> int:
        """Assign values of a dimension to customers, or to lines, from an instant on, all or none, and say
        how many. Each argument is one value for all of them, or a column, as in append().

            ledger.assign(dimension="segment", customer=["acme", "globex"], time=date(2024, 1, 1),
                          value=["large", "small"])

        A `value` that is None takes the one in force back. A `line` that is not None is that of a line's
        own value; flags of nrr.AssignmentFlag.LINE mean the default line where there is none.
        """
        given = {
            "dimension": dimension,
            "value": value,
            "time": time,
            "customer": customer,
            "line": line,
            "sequence": sequence,
            "flags": flags,
        }
        with self._lock:
            handle = self._open()
            made = [
                (Field[name.upper()], self._column(name, item))
                for name, item in given.items()
                if item is not None or name == "value"
            ]
            return _write(lib.nrr_ledger_assign_columns, handle, made)

    def assign_rows(self, rows: Any, row_size: Optional[int] = None) -> int:
        """Assign values given as rows of the C struct nrr_assignment, all or none, and say how many: bytes,
        or an array of numpy with the dtype nrr.assignment_dtype()."""
        return self._rows(rows, row_size, "nrr_assignment", "nrr_ledger_assign")

    def append_rows(self, rows: Any, row_size: Optional[int] = None) -> int:
        """Append facts as rows of the C struct nrr_fact, all or none, and say how many: bytes, or an
        array of numpy with the dtype nrr.fact_dtype(). They hold ids (Ledger.key, Ledger.keys)."""
        return self._rows(rows, row_size, "nrr_fact", "nrr_ledger_append")

    def _rows(self, rows: Any, row_size: Optional[int], struct: str, function: str) -> int:
        view = _columns._buffer(rows) if not isinstance(rows, (bytes, bytearray)) else memoryview(rows)
        if view is None and hasattr(rows, "tobytes") and hasattr(rows, "dtype"):
            view = memoryview(rows.tobytes())
        if view is None:
            raise TypeError(f"rows: wants bytes, or an array of rows, not {type(rows).__name__}")
        if row_size is None:
            row_size = view.itemsize if view.itemsize > 1 else ffi.sizeof(struct)
        if not 1 <= _columns.integer(row_size, "row_size") < 2**31:
            raise ValueError("row_size: at least that of a row, and less than 2**31")
        _check_dtype(rows, struct)
        data = view if view.contiguous else memoryview(view.tobytes())
        if data.nbytes % row_size != 0:
            raise ValueError(f"rows: {data.nbytes} bytes are no rows of {row_size}")
        start = ffi.from_buffer(data)
        count = data.nbytes // row_size
        refusal = _refusal()
        with self._lock:
            given = ffi.cast(f"{struct} *", start)
            status = getattr(lib, function)(self._open(), given, row_size, count, refusal)
        check_batch(status, refusal.row, refusal.field)
        return count

    # --- keys ---

    def key(self, family: Family, key: Key) -> int:
        """The id of a key, a new one if the key is new. `family` is "customer", "line" or "fact"."""
        number = family_code(family)
        found = ffi.new("uint32_t *")
        with self._lock:
            handle = self._open()
            if _columns.is_integer(key):
                check(lib.nrr_ledger_key_integer(handle, number, int64_key(key), found), "key")
            else:
                data = _columns.key_bytes(key, "key")
                check(lib.nrr_ledger_key(handle, number, data, len(data), found), "key")
        return found[0]

    def keys(self, family: Family, keys: Any) -> Any:
        """The ids of a column of keys, new ones for those that are new: an array of uint32 (of numpy
        where it is installed). None has the id 0. To be used again as nrr.Ids(ids)."""
        number = family_code(family)
        if _columns.is_scalar(keys):
            raise TypeError("keys: wants a column; Ledger.key() is for one")
        with self._lock:
            self._open()
            column = _columns.keys("keys", keys, lambda part, count: self._intern(number, part, count))
            if column.type == lib.NRR_COLUMN_ID:
                return _copied_ids(column)
            return self._intern(number, column, column.rows or 0)

    def _intern(self, family: int, column: Column, count: int) -> Any:
        ids = numpy.zeros(count, dtype="uint32") if numpy is not None else array("I", bytes(4 * count))
        made, _, keep = _columns.batch([(Field.KEY, column)])
        with self._lock:
            target = ffi.from_buffer("uint32_t[]", ids) if count else ffi.NULL
            status = lib.nrr_ledger_keys(self._open(), family, made, count, target)
        del keep
        check(status, column.what)
        return ids

    def find(self, family: Family, key: Key) -> int:
        """The id of a key that is there. Raises UnknownKeyError (a LookupError) if it is not."""
        with self._lock:
            return find_key(self._open(), family, key, lib.nrr_ledger_find, lib.nrr_ledger_find_integer)

    def key_of(self, family: Family, id: int) -> Key:
        """The key of an id: an int, or a str; bytes if they are no UTF-8."""
        with self._lock:
            return key_of_id(self._open(), family, id, lib.nrr_ledger_key_of)

    # --- parents ---

    def set_parents(self, customers: Any, parents: Any) -> None:
        """Assign parents to customers, all or none: two columns of customer keys, or one key each.
        None takes a parent away."""
        if _columns.is_scalar(customers):
            customers = [customers]
        with self._lock:
            handle = self._open()
            children = self._customer_ids("customer", customers)
            if _columns.is_scalar(parents):
                parents = [parents] * len(children)
            tops = self._customer_ids("parent", parents)
            if len(children) != len(tops):
                raise ValueError(f"parent: has {len(tops)} rows, and customer has {len(children)}")
            refusal = _refusal()
            status = lib.nrr_ledger_set_parents(
                handle,
                ffi.from_buffer("uint32_t[]", children),
                ffi.from_buffer("uint32_t[]", tops),
                len(children),
                refusal,
            )
        check_batch(status, refusal.row, refusal.field)

    def _customer_ids(self, what: str, keys: Any) -> Any:
        family = KeyFamily.CUSTOMER
        column = _columns.keys(what, keys, lambda part, count: self._intern(family, part, count))
        if column.type == lib.NRR_COLUMN_ID:
            return _copied_ids(column)
        return self._intern(family, column, column.rows or 0)

    def parent(self, customer: Key) -> Optional[Key]:
        """The parent of a customer, None if it has none."""
        found = ffi.new("uint32_t *")
        with self._lock:
            check(lib.nrr_ledger_parent(self._open(), self.find("customer", customer), found), "customer")
            return None if found[0] == 0 else self.key_of("customer", found[0])

    # --- what comes of it ---

    def snapshot(self) -> Snapshot:
        """What the ledger holds now, immutable, for any thread. No fact is copied."""
        made = ffi.new("nrr_snapshot **")
        with self._lock:
            check(lib.nrr_ledger_snapshot(self._open(), made))
            return Snapshot(made, self._unit, self._digits)

    def report(self, *arguments: Any, **options: Any) -> Any:
        """The report of a snapshot taken now: see Snapshot.report()."""
        with self.snapshot() as snapshot:
            return snapshot.report(*arguments, **options)

    def __repr__(self) -> str:
        return "<nrr.Ledger, closed>" if self.closed else f"<nrr.Ledger, {len(self)} facts>"


_FAMILIES = {"customer": "CUSTOMER", "line": "LINE", "id": "FACT", "dimension": "DIMENSION", "value": "VALUE"}
_FIELD = {name: Field[name.upper()] for name in _FIELDS if name != "all"}


def _frame_columns(frame: Any) -> Dict[str, Any]:
    if frame is None:
        return {}
    names = getattr(frame, "column_names", None)
    if names is None:
        names = frame.keys() if isinstance(frame, Mapping) else getattr(frame, "columns", None)
    if names is None:
        raise TypeError(f"frame: wants a frame, or a mapping of columns, not {type(frame).__name__}")
    if len(set(names)) != len(list(names)):
        raise TypeError("frame: has several columns of one name")
    unknown = [str(name) for name in names if name not in _FIELDS]
    if unknown:
        raise TypeError(f"frame: {', '.join(unknown)}: no such field; there are {', '.join(_FIELDS)}")
    return {name: frame[name] for name in names}


def _write(function: Any, handle: Any, made: Sequence[Tuple[int, Column]]) -> int:
    """Hands columns to a function that takes a batch of them, and says how many rows they have."""
    columns, rows, keep = _columns.batch(made)
    refusal = _refusal()
    status = function(handle, columns, len(made), rows, refusal)
    del keep
    check_batch(status, refusal.row, refusal.field)
    return rows


def _refusal() -> Any:
    """Where the library says who is to blame: nobody, as long as it does not."""
    refusal = ffi.new("nrr_refusal *")
    refusal.row = -1
    return refusal


def _copied_ids(column: Column) -> Any:
    """The ids that a column of type ID holds, as Ledger.keys() gives them."""
    values = column.keep[-1]
    return numpy.array(values, dtype="uint32") if numpy is not None else array("I", values.tolist())


def fact_dtype() -> Any:
    """The dtype of numpy for rows of nrr_fact, made of the layout that the headers declare."""
    return _dtype("nrr_fact")


def assignment_dtype() -> Any:
    """The same for rows of nrr_assignment."""
    return _dtype("nrr_assignment")


def _check_dtype(rows: Any, struct: str) -> None:
    """Rows with members of their own names have to be rows of this struct: whatever they are, their bytes
    would be read as such."""
    dtype = getattr(rows, "dtype", None)
    if numpy is None or dtype is None or getattr(dtype, "names", None) is None:
        return
    wanted = _dtype(struct)
    for name in wanted.names:
        if name not in dtype.names:
            raise TypeError(f"rows: have no {name}")
        if dtype.fields[name][:2] != wanted.fields[name][:2]:
            raise TypeError(f"rows: {name} is not where the C struct {struct} has it, or not as it has it")


def _dtype(struct: str) -> Any:
    if numpy is None:
        raise ImportError("a dtype needs numpy")
    names: List[str] = []
    formats: List[str] = []
    offsets: List[int] = []
    for name, field in ffi.typeof(struct).fields:
        names.append(name)
        offsets.append(field.offset)
        sign = "i" if int(ffi.cast(field.type, -1)) < 0 else "u"
        formats.append(f"{sign}{ffi.sizeof(field.type)}")
    return numpy.dtype(
        {"names": names, "formats": formats, "offsets": offsets, "itemsize": ffi.sizeof(struct)}
    )
