# SPDX-License-Identifier: MIT
"""Columns of numpy."""

import ctypes
from array import array
from datetime import date
from decimal import Decimal

import nrr
import pytest

numpy = pytest.importorskip("numpy")

NEW = {"customer": 1, "time": 5, "kind": "new", "amount": 100}


def closing(ledger):
    return int(ledger.report(periods=[(-(2**62), 2**62)]).column("closing")[0])


@pytest.mark.parametrize("kind", ["i1", "i2", "i4", "i8", "u1", "u2", "u4", "u8", ">i8", ">u2", "<i4"])
def test_integers_of_any_width_and_byte_order(ledger, kind):
    column = numpy.array([1, 2, 3], dtype=kind)
    for name in ("customer", "line", "id", "time", "known", "amount", "sequence"):
        ledger.append(**{**NEW, name: column, "customer": column})
    ledger.append(**{**NEW, "customer": column, "kind": (column * 0 + 8).astype(kind), "reason": column})
    assert ledger.counter("customers") == 3


@pytest.mark.parametrize("part", [slice(None, None, 2), slice(None, None, -1), slice(5, 1, -2), slice(3, 3)])
def test_strided_columns_are_read_where_they_lie(ledger, part):
    values = numpy.arange(1, 9)
    ledger.append(**{**NEW, "customer": values[part], "amount": values[part]})
    assert ledger.counter("customers") == len(values[part])
    assert closing(ledger) == values[part].sum()


def test_a_column_of_a_table_of_records_is_read_where_it_lies(ledger):
    table = numpy.zeros(3, dtype=[("a", "i2"), ("amount", "i8"), ("customer", "i4")])
    table["amount"], table["customer"] = [1, 2, 3], [7, 8, 9]
    ledger.append(**{**NEW, "customer": table["customer"], "amount": table["amount"]})
    assert closing(ledger) == 6
    assert ledger.find("customer", 9) == 3


def test_a_broadcast_value_stands_for_all_its_rows(ledger):
    """Its stride is 0, which to the library means side by side."""
    five = numpy.broadcast_to(numpy.int64(7), (5,))
    day = numpy.broadcast_to(numpy.datetime64("1970-01-02", "s"), (5,))
    ledger.append(customer=numpy.arange(5), time=day, kind=five * 0 + 2, amount=five, line=five)
    assert closing(ledger) == 35 and ledger.counter("lines") == 1
    assert ledger.counter("first_time") == ledger.counter("last_time") == 86400
    assert ledger.keys("customer", five).tolist() == [ledger.find("customer", 7)] * 5
    ids = numpy.broadcast_to(numpy.uint32(2), (5,))
    ledger.append(**{**NEW, "customer": nrr.Ids(ids), "kind": "expansion", "amount": 1})
    assert closing(ledger) == 40
    query = nrr.Query().add_periods(numpy.broadcast_to(numpy.int64(1), (3,)), numpy.array([2, 3, 4]))
    assert ledger.report(query).periods.starts.tolist() == [1, 1, 1]
    with pytest.raises(ValueError, match="has 5 rows"):
        ledger.append(**{**NEW, "customer": numpy.arange(3), "amount": five})


def test_what_is_masked_is_not_there(ledger):
    mask = [False, True, False]

    def masked(values):
        return numpy.ma.masked_array(values, mask=mask)

    days = numpy.array(["2024-01-01"] * 3, dtype="M8[s]")
    for name, values in {"customer": [1, 2, 3], "amount": numpy.array([1, 2, 3], ">i8"), "time": days}.items():
        with pytest.raises(nrr.RefusedError, match=f"row 1, {name}"):
            ledger.append(**{**NEW, name: masked(values)})
    with pytest.raises(nrr.RefusedError, match="row 1, customer"):
        ledger.append(**{**NEW, "customer": masked(["a", "b", "c"])})
    ledger.append(**{**NEW, "customer": [1, 2, 3], "line": masked(["a", "b", "c"]), "known": masked(days)})
    assert ledger.counter("lines") == 2
    ledger.append(**{**NEW, "customer": [4, 5, 6], "amount": numpy.ma.masked_array([1, 2, 3])})
    assert closing(ledger) == 306


def given(monkeypatch, function="nrr_ledger_append_columns"):
    """What the library is given from here on: address, stride, offsets and validity, by field."""
    from nrr import raw

    call = getattr(raw.lib, function)
    seen = {}

    def watch(ledger, columns, count, *rest):
        for column in columns[0:count]:
            seen[nrr.Field(column.field).name.lower()] = tuple(
                int(raw.ffi.cast("intptr_t", pointer)) for pointer in (column.data, column.offsets, column.validity)
            ) + (column.stride,)
        return call(ledger, columns, count, *rest)

    monkeypatch.setattr(raw.lib, function, watch)
    return seen


def address(buffer):
    return numpy.frombuffer(buffer, "u1").ctypes.data


def test_the_library_reads_columns_where_they_lie(ledger, monkeypatch):
    """Through the whole of append(): arrays of any integer, with a stride, of instants, of ids, any
    buffer, and strings as Arrow lays them out."""
    wide = numpy.arange(20)
    table = numpy.zeros(10, dtype=[("x", "i2"), ("kind", "i1"), ("reason", "i4")])
    table["kind"] = nrr.Kind.CHANGE_UP
    seconds = numpy.arange(20).astype("datetime64[s]")
    ids = numpy.array(ledger.keys("line", numpy.arange(10)))
    data, offsets, validity = b"0123456789", array("i", range(11)), bytes([255, 3])
    known = memoryview(array("q", range(20)))[:10]
    sequence = (ctypes.c_uint16 * 10)(*range(10))
    amount = bytearray(numpy.arange(1, 11, dtype="u4"))
    seen = given(monkeypatch)
    ledger.append(
        customer=wide[::2],
        time=seconds[::-2],
        kind=table["kind"],
        reason=table["reason"],
        amount=memoryview(amount).cast("I"),
        line=nrr.Ids(ids),
        sequence=sequence,
        known=known,
        id=nrr.Strings(offsets, data, validity),
    )
    assert seen == {
        "customer": (wide.ctypes.data, 0, 0, 16),
        "time": (seconds.ctypes.data + 19 * 8, 0, 0, -16),
        "kind": (table.ctypes.data + 2, 0, 0, 7),
        "reason": (table.ctypes.data + 3, 0, 0, 7),
        "amount": (address(amount), 0, 0, 0),
        "line": (ids.ctypes.data, 0, 0, 0),
        "sequence": (ctypes.addressof(sequence), 0, 0, 0),
        "known": (address(known), 0, 0, 0),
        "id": (address(data), address(offsets), address(validity), 0),
    }
    assert closing(ledger) == 55


def test_rows_are_read_where_they_lie(ledger, monkeypatch):
    from nrr import raw

    ledger.key("customer", "a")
    call, seen = raw.lib.nrr_ledger_append, []
    monkeypatch.setattr(
        raw.lib,
        "nrr_ledger_append",
        lambda ledger, rows, *rest: seen.append(int(raw.ffi.cast("intptr_t", rows))) or call(ledger, rows, *rest),
    )
    rows = numpy.zeros(3, nrr.fact_dtype())
    rows["customer"], rows["kind"], rows["amount"] = 1, nrr.Kind.CHANGE_UP, 5
    ledger.append_rows(rows)
    assert seen == [rows.ctypes.data]


def test_a_column_of_a_frame_is_read_where_it_lies(ledger, monkeypatch):
    pandas = pytest.importorskip("pandas")
    values = numpy.arange(1, 11)
    frame = pandas.DataFrame({"customer": values, "amount": values}, copy=False)
    seen = given(monkeypatch)
    ledger.append(frame, time=5, kind="new")
    for name in ("customer", "amount"):
        assert seen[name][0] == frame[name].to_numpy().__array_interface__["data"][0]


@pytest.mark.parametrize("kind", ["f8", "bool", "c16", "m8[s]"])
@pytest.mark.parametrize("name", ["customer", "line", "id", "time", "known", "kind", "reason", "amount", "sequence", "flags"])
def test_a_wrong_dtype_is_refused_by_name(ledger, name, kind):
    with pytest.raises(TypeError, match=name):
        ledger.append(**{**NEW, name: numpy.ones(2).astype(kind)})
    assert len(ledger) == 0


@pytest.mark.parametrize("name", ["customer", "line", "id", "time", "known", "kind", "reason", "amount", "sequence", "flags"])
def test_a_matrix_and_a_wrong_length_are_refused_by_name(ledger, name):
    with pytest.raises(ValueError, match=name):
        ledger.append(**{**NEW, name: numpy.ones((2, 2), dtype="i8")})
    other = "time" if name != "time" else "customer"
    with pytest.raises(ValueError, match=f"{name}: has 2 rows|and {name} has 2"):
        ledger.append(**{**NEW, other: numpy.ones(3, "i8"), name: numpy.ones(2, "i8")})
    assert len(ledger) == 0


def test_scalars_of_numpy_are_single_values(ledger):
    ledger.append(
        customer=numpy.str_("a"), time=numpy.datetime64("1970-01-02"), kind=numpy.int8(2), amount=numpy.int64(5)
    )
    assert ledger.counter("first_time") == 86400
    ledger.append(**{**NEW, "customer": numpy.array(7)})
    assert ledger.find("customer", 7) == 2


def test_arrays_of_no_dimension_are_single_values(ledger):
    ledger.append(
        customer=numpy.array("a"), time=numpy.array("1970-01-02", "M8[D]"), kind=numpy.array("new"), amount=numpy.array(5)
    )
    assert ledger.find("customer", "a") == 1 and ledger.counter("first_time") == 86400


def test_a_single_nat_is_an_instant_that_is_not_there(ledger):
    nat = numpy.datetime64("NaT")
    with pytest.raises(nrr.RefusedError, match="time"):
        ledger.append(**{**NEW, "time": nat})
    ledger.append(**{**NEW, "known": nat})
    with pytest.raises(ValueError, match="start: NaT"):
        nrr.Query([(nat, 5)])
    with pytest.raises(OverflowError, match="end"):
        nrr.Query([(0, numpy.datetime64(2**40, "Y"))])


@pytest.mark.parametrize("unit", ["D", "h", "m", "s", "ms", "us", "ns"])
@pytest.mark.parametrize("of_ledger", ["days", "seconds", "milliseconds", "microseconds", "nanoseconds"])
def test_datetime64_of_any_unit(unit, of_ledger):
    ledger = nrr.Ledger(time_unit=of_ledger)
    times = numpy.array(["1969-12-31", "1970-01-02"], dtype=f"datetime64[{unit}]")
    ledger.append(**{**NEW, "time": times, "known": times})
    per_day = {"days": 1, "seconds": 86400}.get(of_ledger)
    per_day = per_day or 86400 * 1000 ** ["seconds", "milliseconds", "microseconds", "nanoseconds"].index(of_ledger)
    assert (ledger.counter("first_time"), ledger.counter("last_time")) == (-per_day, per_day)


def test_datetime64_is_cut_off_towards_the_past():
    ledger = nrr.Ledger(time_unit="days")
    ledger.append(**{**NEW, "time": numpy.array(["1969-12-31T23:00", "1970-01-01T01:00"], dtype="M8[m]")})
    assert (ledger.counter("first_time"), ledger.counter("last_time")) == (-1, 0)


def test_datetime64_that_does_not_fit_is_an_overflow():
    ledger = nrr.Ledger(time_unit="nanoseconds")
    with pytest.raises(OverflowError, match="time"):
        ledger.append(**{**NEW, "time": numpy.array(["9999-01-01"], dtype="M8[D]")})


def test_nat_is_an_instant_that_is_not_there(ledger):
    times = numpy.array(["2024-01-01", "NaT"], dtype="M8[s]")
    with pytest.raises(nrr.RefusedError, match="row 1, time"):
        ledger.append(**{**NEW, "time": times})
    ledger.append(**{**NEW, "customer": [1, 2], "known": times})
    early = ledger.snapshot().as_known(date(2020, 1, 1))
    assert early.report(periods=[(0, 100)])[0]["units_closing"] == 1


def test_strings_of_numpy(ledger):
    text = numpy.array(["acme", "größe", "", "acme"])
    ledger.append(**{**NEW, "customer": text})
    ledger.append(**{**NEW, "customer": numpy.array([b"acme", b"x\x00y", b"longer"])})
    ledger.append(**{**NEW, "customer": numpy.array(["acme", 7, b"z", None][:3], dtype=object)})
    assert [ledger.key_of("customer", i) for i in range(1, 8)] == ["acme", "größe", "", "x\0y", "longer", 7, "z"]
    ledger.append(**{**NEW, "kind": numpy.array(["change_up", "level"]), "reason": numpy.array([b"seats", b"price"])})
    with pytest.raises(ValueError, match="kind, row 1"):
        ledger.append(**{**NEW, "kind": numpy.array(["new", "old"])})


def test_amounts_in_an_array_of_objects(ledger):
    amounts = numpy.array([Decimal("1.50"), 2, nrr.ALL], dtype=object)
    ledger.append(**{**NEW, "customer": [1, 2, 1], "time": [1, 1, 2], "kind": [2, 2, 5], "amount": amounts})
    assert closing(ledger) == 2


def test_all_as_an_array_of_truth_values(ledger):
    ledger.append(**{**NEW, "customer": [1, 2]})
    ledger.append(customer=[1, 2], time=9, kind="churn", amount=40, all=numpy.array([True, False]))
    assert closing(ledger) == 60
    ledger.append(customer=2, time=10, kind="churn", amount=10, all=numpy.bool_(False))
    assert closing(ledger) == 50
    ledger.append(customer=2, time=11, kind="churn", all=numpy.array(True))
    assert closing(ledger) == 0


@pytest.mark.parametrize("kind", ["f8", "S3", "U3", "m8[s]", "M8[s]", "c16", "V4"])
def test_what_is_no_truth_value_is_refused_by_name(ledger, kind):
    with pytest.raises(TypeError, match="all, row 0"):
        ledger.append(customer=1, time=9, kind="churn", all=numpy.zeros(3, kind))
    with pytest.raises(TypeError, match="all, row 1"):
        ledger.append(customer=1, time=9, kind="churn", all=[True, None])


def test_a_truth_value_of_numpy_is_no_amount(ledger):
    with pytest.raises(TypeError, match="amount"):
        ledger.append(**{**NEW, "amount": numpy.bool_(True)})


def test_rows_that_are_no_facts_are_refused_by_name(ledger):
    kind = nrr.fact_dtype()
    with pytest.raises(TypeError, match="rows: time"):
        ledger.append_rows(numpy.zeros(2, kind.newbyteorder(">")))
    with pytest.raises(TypeError, match="rows: have no"):
        ledger.append_rows(numpy.zeros(2, [("amount", "i8"), ("customer", "i8")]))
    with pytest.raises(TypeError, match="rows: "):
        ledger.assign_rows(numpy.zeros(2, kind))


def test_rows_of_numpy(ledger):
    kind = nrr.fact_dtype()
    assert kind.itemsize == 64 == nrr.constants()["sizeof(nrr_fact)"]
    for name in kind.names:
        assert kind.fields[name][1] == nrr.constants()[f"offsetof(nrr_fact, {name})"]
    assert kind["amount"] == "i8" and kind["sequence"] == "u8" and kind["kind"] == "i4"
    rows = numpy.zeros(6, dtype=kind)
    rows["customer"] = ledger.keys("customer", numpy.arange(6))
    rows["kind"], rows["amount"] = nrr.Kind.NEW, 5
    assert ledger.append_rows(rows) == 6
    assert ledger.append_rows(rows[::2]) == 3
    assert ledger.append_rows(rows[:0]) == 0
    assert len(ledger) == 9


def test_columns_of_a_report_are_views_that_keep_it(months):
    from nrr import raw

    opening = months.column("opening")
    assert isinstance(opening, numpy.ndarray) and opening.dtype == "int64"
    assert not opening.flags.owndata and not opening.flags.writeable
    values = raw.ffi.new("int64_t **")
    raw.check(raw.lib.nrr_report_column(raw.handle(months), nrr.Measure.OPENING, values))
    assert opening.ctypes.data == int(raw.ffi.cast("intptr_t", values[0]))
    with pytest.raises(ValueError):
        opening.flags.writeable = True
    before = opening.copy()
    months.close()
    assert (opening == before).all()
    with pytest.raises(ValueError):
        opening[0] = 1


def test_rates_of_a_report_are_columns(months):
    rates = months.rates("nrr")
    assert (rates.numerators / rates.denominators == rates.floats()).all()
    assert rates.statuses.dtype == "int32" and not rates.statuses.any()


def test_the_whole_report_as_arrays(months):
    columns = months.to_dict(rates=["nrr"])
    assert columns["start"].dtype == "datetime64[s]"
    assert str(columns["start"][0]) == "2024-02-01T00:00:00"
    assert columns["opening"].tolist() == [350000, 350000, 400000, 400000, 300000]
    assert len(columns) == 2 + 39 + 1


def test_edges_are_arrays(ledger):
    edges = nrr.Calendar("month").edges(date(2024, 1, 1), 4)
    assert edges.dtype == "int64"
    query = nrr.Query().add_edges(edges.astype("M8[s]"))
    query.add_edges(numpy.array(["2024-01", "2024-02"], dtype="M8[M]"))
    query.add_periods(edges[:-1], edges[1:])
    query.add_periods(edges[0:2:2], edges[::-1][0:1])
    query.add_periods(edges[0:1].astype("i4"), edges[1:2].astype("u4"))
    assert len(ledger.report(query)) == 9
    with pytest.raises(ValueError, match="edges"):
        nrr.Query().add_edges(numpy.array(["2024-01-01", "NaT"], dtype="M8[s]"))
