# SPDX-License-Identifier: MIT
"""Frames: pandas and polars where they are installed, and what Arrow's arrays look like anywhere."""

import sys
import types
from array import array
from datetime import date, datetime

import nrr
import pytest

STORY = {
    "customer": ["acme", "globex", "acme", "globex"],
    "time": ["2024-01-01", "2024-01-01", "2024-03-10", "2024-05-20"],
    "kind": ["new", "new", "expansion", "churn"],
    "amount": [250000, 100000, 50000, 100000],
}
KEYS = {"customer": [1, 2], "time": 5, "kind": "new", "amount": 7}


def closing(ledger):
    return int(ledger.report(periods=[(0, 2**62)]).column("closing")[0])


@pytest.fixture
def pandas():
    return pytest.importorskip("pandas")


@pytest.fixture
def frame(pandas):
    frame = pandas.DataFrame(STORY)
    frame["time"] = pandas.to_datetime(frame["time"])
    return frame


def test_a_frame_of_pandas_is_a_batch(ledger, frame):
    assert ledger.append(frame) == 4
    assert closing(ledger) == 300000
    assert ledger.counter("first_time") == 1704067200


def test_a_frame_of_pandas_with_another_index_is_a_batch(ledger, frame):
    assert ledger.append(frame.sample(frac=1, random_state=1)) == 4
    assert ledger.append(frame.iloc[::2]) == 2
    assert ledger.append(frame.iloc[:0]) == 0


def test_columns_of_pandas_with_a_time_zone(ledger, frame, pandas):
    frame["time"] = frame["time"].dt.tz_localize("Europe/Berlin")
    ledger.append(frame)
    assert ledger.counter("first_time") == 1704067200 - 3600
    ledger.append(frame, known=pandas.DatetimeIndex(frame["time"]))
    ledger.append(**{**KEYS, "time": pandas.Timestamp("2020-01-01", tz="UTC")})
    assert ledger.counter("first_time") == 1577836800


def test_categories_of_pandas_are_looked_up_once(ledger, frame):
    for name in ("customer", "kind"):
        frame[name] = frame[name].astype("category")
    frame["reason"] = frame["kind"].map({"new": "upsell", "expansion": "seats"}).astype("category")
    frame["line"] = frame["customer"]
    ledger.append(frame)
    assert closing(ledger) == 300000
    assert ledger.counter("lines") == 2
    assert ledger.report(periods=[(1704067201, 2**40)]).reason("reason_gain", "seats")[0] == 50000


def test_a_category_that_is_no_kind_is_refused(ledger, frame):
    frame["kind"] = frame["kind"].replace("churn", "lost").astype("category")
    with pytest.raises(ValueError, match="kind: 'lost'"):
        ledger.append(frame)
    assert len(ledger) == 0


def test_integers_of_pandas_that_may_be_missing(ledger, pandas):
    missing = pandas.array([1, None], dtype="Int64")
    ledger.append(**{**KEYS, "line": pandas.Series(missing), "id": pandas.Series([None, 8], dtype="UInt16")})
    assert ledger.counter("lines") == 1
    ledger.append(**{**KEYS, "sequence": pandas.Series(missing), "known": pandas.Series(missing)})
    with pytest.raises(nrr.RefusedError, match="row 1, amount"):
        ledger.append(**{**KEYS, "amount": pandas.Series(missing)})
    ledger.append(**{**KEYS, "amount": pandas.Series([1, 2], dtype="Int32"), "reason": pandas.Series(missing)})


def test_strings_of_pandas_that_may_be_missing(ledger, pandas):
    for kind in (object, "string"):
        ledger.append(**{**KEYS, "line": pandas.Series(["a", None], dtype=kind)})
    ledger.append(**{**KEYS, "line": pandas.Series(["a", float("nan")])})
    assert ledger.counter("lines") == 1
    with pytest.raises(nrr.RefusedError, match="row 1, customer"):
        ledger.append(**{**KEYS, "customer": pandas.Series(["a", None])})


def test_floats_of_pandas_are_refused_by_name(ledger, pandas):
    for name in ("amount", "customer", "time", "kind"):
        with pytest.raises(TypeError, match=name):
            ledger.append(**{**KEYS, name: pandas.Series([1.0, None])})
    assert len(ledger) == 0


def test_columns_of_pandas_that_cannot_be_read_are_refused_by_name(ledger, pandas):
    odd = {
        "customer": pandas.MultiIndex.from_tuples([(1, 2)]),
        "amount": pandas.Series(pandas.arrays.SparseArray([1, 0])),
        "time": pandas.period_range("2024-01", periods=3, freq="M"),
        "kind": pandas.DataFrame({"kind": [2]}),
        "sequence": pandas.Series([True, None], dtype="boolean"),
        "all": pandas.Series([True, None], dtype="boolean"),
        "line": pandas.Series([5.5, None], dtype="category"),
    }
    for name, column in odd.items():
        with pytest.raises((TypeError, ValueError), match=name):
            ledger.append(**{**KEYS, "customer": 1, name: column})
    twice = pandas.DataFrame([["a", "b", 5, "new", 1]], columns=["customer", "customer", "time", "kind", "amount"])
    with pytest.raises(TypeError, match="several columns"):
        ledger.append(twice)
    assert len(ledger) == 0


def test_a_report_as_a_frame_of_pandas(months, pandas):
    frame = months.to_pandas(["opening", "closing"], rates=["nrr"])
    assert list(frame.columns) == ["start", "end", "opening", "closing", "nrr"]
    assert frame["start"][0] == pandas.Timestamp("2024-02-01", tz="UTC")
    assert frame["closing"].sum() == 350000 + 400000 + 400000 + 300000 + 380000
    assert frame["nrr"][3] == 0.75


def test_a_table_as_a_frame_of_pandas(story, pandas):
    stale = story.snapshot().stale(date(2024, 12, 1), 0).to_pandas()
    assert stale["customer"].tolist() == ["acme", "globex"]
    assert stale["level"].tolist() == [300000, 80000]


@pytest.fixture
def polars():
    return pytest.importorskip("polars")


def test_a_frame_of_polars_is_a_batch(ledger, polars):
    frame = polars.DataFrame({**STORY, "time": [date.fromisoformat(day) for day in STORY["time"]]})
    assert ledger.append(frame) == 4
    assert closing(ledger) == 300000
    assert ledger.append(frame.with_columns(polars.col("time").cast(polars.Datetime("ms")))) == 4
    assert ledger.append(frame.with_columns(polars.col("kind").cast(polars.Categorical))) == 4
    assert ledger.counter("customers") == 2


def test_columns_of_polars_that_may_be_missing(ledger, polars):
    missing = polars.Series([1, None])
    ledger.append(**{**KEYS, "line": missing, "sequence": missing, "known": missing, "id": polars.Series(["x", None])})
    assert ledger.counter("lines") == 1
    with pytest.raises(nrr.RefusedError, match="row 1, amount"):
        ledger.append(**{**KEYS, "amount": missing})
    with pytest.raises(TypeError, match="amount"):
        ledger.append(**{**KEYS, "amount": polars.Series([1.0, 2.0])})


def test_a_report_as_a_frame_of_polars(months, polars):
    frame = months.to_polars(["opening"], rates=["nrr"])
    assert frame["opening"].to_list() == [350000, 350000, 400000, 400000, 300000]


@pytest.fixture
def series():
    """Columns as those of polars are, for where it is not installed."""
    numpy = pytest.importorskip("numpy")

    class Kind:
        def __init__(self, values):
            self.letter = numpy.array([value for value in values if value is not None]).dtype.kind

        def is_integer(self):
            return self.letter == "i"

        def is_temporal(self):
            return self.letter == "M"

        def to_python(self):
            return datetime

    class Series:
        def __init__(self, values):
            self.values, self.dtype = list(values), Kind(values)

        def __len__(self):
            return len(self.values)

        def __iter__(self):
            return iter(self.values)

        def __invert__(self):
            return Series([not value for value in self.values])

        def any(self):
            return any(self.values)

        def is_null(self):
            return Series([value is None for value in self.values])

        def fill_null(self, filling):
            return Series([filling if value is None else value for value in self.values])

        def to_numpy(self):
            return numpy.array([numpy.datetime64("NaT") if value is None else value for value in self.values])

        def to_list(self):
            return self.values

    Series.__module__ = "polars.series.series"
    return Series


def test_columns_like_those_of_polars(ledger, series):
    numpy = pytest.importorskip("numpy")
    days = list(numpy.array(["2024-01-01", "2024-01-02"], "M8[ms]"))
    ledger.append(customer=series(["acme", "globex"]), time=series(days), kind=series(["new", "new"]), amount=series([5, 6]))
    assert (closing(ledger), ledger.counter("first_time")) == (11, 1704067200)
    assert [int(id_) for id_ in ledger.keys("customer", series(["acme", None, "globex"]))] == [1, 0, 2]
    ledger.append(**{**KEYS, "line": series([7, None]), "known": series([days[0], None])})
    assert ledger.counter("lines") == 1
    with pytest.raises(nrr.RefusedError, match="row 1, amount"):
        ledger.append(**{**KEYS, "amount": series([1, None])})
    with pytest.raises(nrr.RefusedError, match="row 1, time"):
        ledger.append(**{**KEYS, "time": series([days[0], None])})
    with pytest.raises(TypeError, match="amount, row 0"):
        ledger.append(**{**KEYS, "amount": series([1.5, 2.5])})
    assert len(ledger) == 4


# --- Arrow ---------------------------------------------------------------------------------------


@pytest.fixture
def arrow(monkeypatch):
    """Arrays as pyarrow's are, for where it is not installed."""
    module = types.ModuleType("pyarrow")
    monkeypatch.setitem(sys.modules, "pyarrow", module)

    class Array:
        offset = 0

        def __init__(self, kind, buffers, length, values):
            self.type, self._buffers, self._length, self._values = kind, buffers, length, values
            self.null_count = sum(value is None for value in values)

        def __len__(self):
            return self._length

        def buffers(self):
            return self._buffers

        def to_pylist(self):
            return self._values

    Array.__module__ = "pyarrow.lib"
    return Array


@pytest.mark.parametrize("kind, letter", [("string", "i"), ("large_string", "q")])
def test_strings_of_arrow_are_read_where_they_lie(ledger, arrow, kind, letter):
    offsets = array(letter, [0, 4, 4, 10, 99])
    buffers = [bytes([0b101]), memoryview(offsets).cast("B"), b"acmeglobex"]
    column = arrow(kind, buffers, 3, ["acme", None, "globex"])
    assert [int(id_) for id_ in ledger.keys("customer", column)] == [1, 0, 2]
    assert ledger.key_of("customer", 2) == "globex"


def test_other_arrays_of_arrow_are_lists(ledger, arrow):
    column = arrow("int64", None, 2, [5, None])
    assert [int(id_) for id_ in ledger.keys("customer", column)] == [1, 0]
    sliced = arrow("string", None, 2, ["a", "b"])
    sliced.offset = 3
    assert [int(id_) for id_ in ledger.keys("line", sliced)] == [1, 2]


def test_pyarrow_itself(ledger):
    pyarrow = pytest.importorskip("pyarrow")
    table = pyarrow.table({**STORY, "time": [date.fromisoformat(day) for day in STORY["time"]]})
    assert ledger.append(table) == 4
    assert closing(ledger) == 300000
