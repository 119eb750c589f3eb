# SPDX-License-Identifier: MIT
"""Facts from what Python itself has. test_numpy.py and test_pandas.py are about theirs."""

from array import array
from datetime import date, datetime, timedelta, timezone
from decimal import Decimal, Inexact, localcontext
from fractions import Fraction

import nrr
import pytest
from conftest import listed, utc

NEW = {"customer": "acme", "time": date(2024, 1, 1), "kind": "new", "amount": 100}


def closing(ledger, unit="customer"):
    return ledger.report(periods=[(-(2**62), 2**62)], unit=unit)[0]["closing"]


def test_single_values_make_one_fact(ledger):
    assert ledger.append(**NEW) == 1
    assert len(ledger) == 1


def test_single_values_stand_for_all_rows(ledger):
    assert ledger.append(**{**NEW, "customer": ["a", "b", "c"]}) == 3
    assert closing(ledger) == 3


def test_columns_of_no_rows_are_a_batch_too(ledger):
    assert ledger.append(customer=[], time=[], kind=[], amount=[]) == 0
    assert ledger.append(**{**NEW, "customer": []}) == 0


def test_an_int_is_minor_units_and_a_decimal_is_major_ones(ledger):
    ledger.append(**{**NEW, "amount": 250})
    ledger.append(**{**NEW, "kind": "expansion", "amount": Decimal("0.5")})
    ledger.append(**{**NEW, "customer": ["x", "y"], "amount": [Decimal("1E+1"), 1]})
    assert closing(ledger) == Decimal("13.01")
    ledger.append(**{**NEW, "customer": ["x", "y", "z"], "amount": [Fraction(1, 4), Fraction(3), 7]})
    assert closing(ledger) == Decimal("16.33")


def test_the_contexts_of_decimals_change_no_figure(ledger):
    with localcontext() as context:
        context.prec, context.traps[Inexact] = 2, True
        ledger.append(**{**NEW, "customer": ["a", "b"], "amount": [Decimal("123456.78"), 10**18]})
        report = ledger.report(periods=[(2**31, 2**40)])
        assert str(report[0]["closing"]) == "10000000000123456.78"
        assert str(report.average("nrr", digits=6)) == "1.000000"
        assert str(nrr.Ratio(12345, 10000).percent(3)) == "123.450"
        assert str(nrr.normalise(Decimal("123456.78"), interval="month", digits=2).amount) == "123456.78"


@pytest.mark.parametrize(
    "amount, error",
    [
        (Decimal("1.001"), ValueError),
        (Decimal("NaN"), ValueError),
        (Decimal("Infinity"), ValueError),
        (Decimal("1E+999999999"), OverflowError),
        (Decimal("1E-999999999"), ValueError),
        (Fraction(1, 3), ValueError),
        (1.5, TypeError),
        ("100", TypeError),
        (True, TypeError),
        (2**63, OverflowError),
        (-1, ValueError),
        (0, ValueError),
        ([100, 1.5], TypeError),
        ([100, Decimal("1.001")], ValueError),
        ([100, None], ValueError),
        ([100, 2**63], OverflowError),
        (array("d", [1.0]), TypeError),
        (object(), TypeError),
    ],
)
def test_a_bad_amount_is_named_and_adds_nothing(ledger, amount, error):
    with pytest.raises(error, match="amount") as raised:
        ledger.append(**{**NEW, "amount": amount})
    if isinstance(amount, list):
        assert "row 1" in str(raised.value)
    assert len(ledger) == 0


def test_a_decimal_needs_digits():
    for amount in (Decimal(1), Fraction(1)):
        with pytest.raises(TypeError, match="amount.*digits"):
            nrr.Ledger().append(**{**NEW, "amount": amount})


def test_all_takes_whatever_is_there(ledger):
    ledger.append(**{**NEW, "customer": ["a", "b", "c"]})
    ledger.append(customer="a", time=date(2024, 2, 1), kind="churn", amount=nrr.ALL)
    assert closing(ledger) == 2
    ledger.append(customer=["b", "c"], time=date(2024, 2, 1), kind="churn", amount=[nrr.ALL, 40])
    assert closing(ledger) == Decimal("0.60")
    ledger.append(customer=["c", "d"], time=date(2024, 3, 1), kind=["churn", "new"], amount=7, all=[True, False])
    assert closing(ledger) == Decimal("0.07")
    ledger.append(customer="d", time=date(2024, 4, 1), kind="churn", all=True)
    assert closing(ledger) == 0
    assert repr(nrr.ALL) == "nrr.ALL"


def test_all_is_said_once(ledger):
    with pytest.raises(TypeError, match="all"):
        ledger.append(**{**NEW, "kind": "churn", "amount": nrr.ALL, "all": True})
    with pytest.raises(TypeError, match="flags"):
        ledger.append(**{**NEW, "kind": "churn", "amount": nrr.ALL, "flags": 1})
    with pytest.raises(TypeError, match="all"):
        ledger.append(**{**NEW, "kind": "churn", "all": 3.0})


def test_all_goes_with_churn_only(ledger):
    with pytest.raises(nrr.RefusedError, match="flags") as refused:
        ledger.append(**{**NEW, "amount": nrr.ALL})
    assert (refused.value.row, refused.value.field) == (0, "flags")


def test_flags_are_the_numbers_of_the_header(ledger):
    ledger.append(**NEW)
    ledger.append(**{**NEW, "time": date(2024, 2, 1), "kind": "churn", "flags": nrr.FactFlag.ALL})
    assert closing(ledger) == 0


def test_kinds_and_reasons_are_members_names_or_numbers(ledger):
    kinds = [nrr.Kind.NEW, "expansion", 3, nrr.Kind.CHURN]
    reasons = [None, nrr.Reason.SEATS, "upsell", 2000]
    ledger.append(customer="a", time=[1, 2, 3, 4], kind=kinds, amount=[10, 1, 1, 12], reason=reasons)
    query = nrr.Query([(2, 5)], reasons=[2000])
    report = ledger.report(query)
    assert listed(report.reason("reason_gain", "seats")) == [1]
    assert listed(report.reason("reason_gain", nrr.Reason.UPSELL)) == [1]
    assert listed(report.reason("reason_loss", 2000)) == [12]


@pytest.mark.parametrize("name", ["kind", "reason"])
@pytest.mark.parametrize(
    "value, error",
    [("growth", ValueError), ("NEW ", ValueError), (1.0, TypeError), (True, TypeError), (nrr.Unit.LINE, TypeError)],
)
def test_a_bad_code_is_named(ledger, name, value, error):
    with pytest.raises(error, match=name):
        ledger.append(**{**NEW, name: value})
    with pytest.raises(error, match=f"{name}, row 1"):
        ledger.append(**{**NEW, name: ["new" if name == "kind" else "price", value]})
    assert len(ledger) == 0


def test_a_code_that_the_library_refuses_says_the_row(ledger):
    with pytest.raises(nrr.RefusedError, match="row 1, kind") as refused:
        ledger.append(**{**NEW, "kind": [1, 99]})
    assert (refused.value.row, refused.value.field, refused.value.status) == (1, "kind", nrr.Status.E_KIND)
    with pytest.raises(ValueError, match="row 0, reason"):
        ledger.append(**{**NEW, "reason": 500})
    with pytest.raises(ValueError, match="kind"):
        ledger.append(**{**NEW, "kind": 2**40})


# --- times ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "unit, tick", [("days", 1), ("seconds", 86400), ("milliseconds", 86400 * 10**3), ("microseconds", 86400 * 10**6)]
)
def test_dates_and_datetimes_are_ticks_of_the_ledger(unit, tick):
    ledger = nrr.Ledger(time_unit=unit)
    times = [date(1970, 1, 2), utc(1970, 1, 2), datetime(1970, 1, 2, 2, tzinfo=timezone(timedelta(hours=2))), tick]
    ledger.append(**{**NEW, "customer": [1, 2, 3, 4], "time": times})
    assert ledger.counter("first_time") == ledger.counter("last_time") == tick
    assert ledger.first_time == utc(1970, 1, 2)


def test_what_is_finer_than_a_tick_is_cut_off():
    ledger = nrr.Ledger(time_unit="days")
    ledger.append(**{**NEW, "time": utc(1969, 12, 31, 23, 59)})
    assert ledger.counter("first_time") == -1
    nanoseconds = nrr.Ledger(time_unit="nanoseconds")
    nanoseconds.append(**{**NEW, "time": utc(1970, microsecond=1)})
    assert nanoseconds.counter("first_time") == 1000
    assert nanoseconds.first_time == utc(1970, microsecond=1)


@pytest.mark.parametrize("name", ["time", "known"])
@pytest.mark.parametrize(
    "value, error",
    [
        (datetime(2024, 1, 1), ValueError),
        ("2024-01-01", TypeError),
        (1.5, TypeError),
        (True, TypeError),
        (2**63, OverflowError),
    ],
)
def test_a_bad_instant_is_named(ledger, name, value, error):
    with pytest.raises(error, match=name):
        ledger.append(**{**NEW, name: value})
    with pytest.raises(error, match=f"{name}, row 1"):
        ledger.append(**{**NEW, name: [5, value]})
    assert len(ledger) == 0


def test_an_instant_that_no_datetime_can_say_is_an_overflow():
    ledger = nrr.Ledger(time_unit="days")
    ledger.append(**{**NEW, "time": 10**9})
    with pytest.raises(OverflowError, match="tick 1000000000"):
        ledger.first_time
    with pytest.raises(OverflowError, match="time"):
        nrr.Ledger(time_unit="nanoseconds").append(**{**NEW, "time": date(9999, 1, 1)})


def test_known_may_be_absent(ledger):
    ledger.append(**{**NEW, "customer": ["a", "b"], "known": [None, date(2024, 6, 1)]})
    early = ledger.snapshot().as_known(date(2024, 5, 1))
    assert early.report(periods=[(0, 2**40)])[0]["closing"] == 1


# --- keys ----------------------------------------------------------------------------------------


def test_keys_are_text_bytes_or_integers(ledger):
    ledger.append(**{**NEW, "customer": ["größe", b"\xff", 7, -(2**63), "7", ""]})
    assert ledger.counter("customers") == 6
    for key in ("größe", b"\xff", 7, -(2**63), "7", ""):
        assert ledger.key_of("customer", ledger.find("customer", key)) == key


def test_bytes_that_are_utf8_are_the_same_key_as_the_text(ledger):
    ledger.append(**{**NEW, "customer": ["ä", "ä".encode(), bytearray("ä".encode())]})
    assert ledger.counter("customers") == 1


def test_lines_and_ids_may_be_absent(ledger):
    ledger.append(**{**NEW, "customer": ["a", "a", "a"], "line": ["x", None, 3], "id": ["1", None, None]})
    assert ledger.counter("lines") == 2
    assert closing(ledger) == 3
    assert ledger.report(periods=[(0, 2**40)], unit="line")[0]["units_closing"] == 3
    ledger.append(**{**NEW, "line": None, "id": None, "customer": "b"})
    assert len(ledger) == 4


@pytest.mark.parametrize("name", ["customer", "line", "id"])
@pytest.mark.parametrize(
    "value, error",
    [
        (1.5, TypeError),
        (True, TypeError),
        (2**63, OverflowError),
        ("\ud800", ValueError),
        ("x" * 65536, ValueError),
        ({"a": 1}.values, TypeError),
    ],
)
def test_a_bad_key_is_named(ledger, name, value, error):
    with pytest.raises(error, match=name):
        ledger.append(**{**NEW, name: value})
    with pytest.raises(error, match=name):
        ledger.append(**{**NEW, name: ["fine", value]})
    assert len(ledger) == 0


def test_a_customer_must_be_given(ledger):
    with pytest.raises(nrr.RefusedError, match="row 1, customer") as refused:
        ledger.append(**{**NEW, "customer": ["a", None]})
    assert (refused.value.row, refused.value.field) == (1, "customer")
    for name in ("customer", "time", "kind", "amount"):
        fields = {**NEW, name: None}
        with pytest.raises(nrr.RefusedError, match=name) as refused:
            ledger.append(**fields)
        assert (refused.value.row, refused.value.status) == (None, nrr.Status.E_COLUMN_MISSING)


def test_arrow_strings_are_read_where_they_lie(ledger):
    for letter in "iq":
        names = nrr.Strings(array(letter, [0, 4, 4, 10]), b"acmeglobex", bytes([0b101]))
        assert listed(ledger.keys("customer", names)) == [1, 0, 2]
    assert ledger.key_of("customer", 2) == "globex"


@pytest.mark.parametrize(
    "strings, error",
    [
        (nrr.Strings(array("i", [0, 9]), b"short"), ValueError),
        (nrr.Strings(array("i", [-1, 2]), b"short"), ValueError),
        (nrr.Strings(array("i", [4, 2, 5]), b"short"), ValueError),
        (nrr.Strings(array("h", [0, 2]), b"short"), TypeError),
        (nrr.Strings([0, 2], b"short"), TypeError),
        (nrr.Strings(array("i", range(10)), b"123456789", b"\xff"), ValueError),
        (nrr.Strings(array("i", [0, 2]), "text"), TypeError),
        (nrr.Strings(array("i", [0, 2]), b"text", 5), TypeError),
    ],
)
def test_strings_that_lead_out_of_their_bytes_are_refused(ledger, strings, error):
    with pytest.raises(error, match="customer|bytes") as raised:
        ledger.append(**{**NEW, "customer": strings})
    assert isinstance(raised.value, nrr.RefusedError) == (list(strings.offsets) == [4, 2, 5])
    assert len(ledger) == 0


def test_offsets_without_a_string_are_no_rows(ledger):
    assert listed(ledger.keys("customer", nrr.Strings(array("i", [0]), b""))) == []
    assert listed(ledger.keys("customer", nrr.Strings(array("i"), b""))) == []


def test_ids_take_the_place_of_keys(ledger):
    ids = ledger.keys("customer", ["a", "b", "a", None])
    assert listed(ids) == [1, 2, 1, 0]
    ledger.append(**{**NEW, "customer": nrr.Ids(ids[:3])})
    assert ledger.counter("customers") == 2
    assert listed(ledger.keys("customer", nrr.Ids(array("I", [2, 1])))) == [2, 1]
    with pytest.raises(nrr.RefusedError, match="customer"):
        ledger.append(**{**NEW, "customer": nrr.Ids(array("I", [3]))})
    with pytest.raises(TypeError, match="customer"):
        ledger.append(**{**NEW, "customer": nrr.Ids(array("q", [1]))})


def test_one_key_at_a_time(ledger):
    assert ledger.key("customer", "a") == ledger.key("customer", b"a") == 1
    assert ledger.key("customer", 5) == 2
    assert ledger.key(nrr.KeyFamily.LINE, 5) == 1
    assert (ledger.find("customer", 5), ledger.key_of("customer", 2)) == (2, 5)
    with pytest.raises(LookupError, match="'b'"):
        ledger.find("customer", "b")
    with pytest.raises(nrr.UnknownKeyError):
        ledger.key_of("customer", 3)
    with pytest.raises(OverflowError, match="id"):
        ledger.key_of("customer", 2**32)
    with pytest.raises(ValueError, match="family"):
        ledger.key("customers", "a")
    with pytest.raises(TypeError, match="keys"):
        ledger.keys("customer", "a")
    with pytest.raises(OverflowError, match="key"):
        ledger.key("customer", 2**63)


# --- shapes --------------------------------------------------------------------------------------


def test_buffers_of_any_integers_are_columns(ledger):
    for letter in "bBhHiIlLqQ":
        column = array(letter, [1, 2, 3])
        ledger.append(customer=column, time=column, kind=memoryview(b"\x02\x02\x02"), amount=column, sequence=column)
    assert ledger.counter("facts") == 30 and ledger.counter("customers") == 3


def test_buffers_with_a_stride_are_columns(ledger):
    every_other = memoryview(array("q", [1, 9, 2, 9, 3, 9]))[::2]
    ledger.append(**{**NEW, "customer": every_other, "amount": every_other[::-1]})
    assert ledger.report(periods=[(0, 2**40)])[0]["closing"] == Decimal("0.06")
    assert ledger.find("customer", 3) == 3


def test_bytes_are_a_key_and_no_column(ledger):
    ledger.append(**{**NEW, "customer": b"abc"})
    assert ledger.key_of("customer", 1) == "abc"


class Liar(list):
    """A sequence that has as many items as it likes."""

    def __len__(self):
        return 1


def test_a_sequence_that_lies_about_its_length_is_what_it_yields(ledger):
    ledger.append(**{**NEW, "customer": Liar("abc"), "amount": Liar([1, 2, 3]), "line": Liar([None, "x", 7])})
    assert closing(ledger) == Decimal("0.06")
    ledger.append(customer=Liar("ab"), time=date(2024, 2, 1), kind="churn", all=Liar([True, True]))
    assert closing(ledger) == Decimal("0.05")  # the default line of one, and none of the other's


@pytest.mark.parametrize("name", ["customer", "time", "kind", "amount"])
def test_what_has_no_order_is_no_column(ledger, name):
    for value in ({1, 2}, frozenset([1, 2]), {1: 2, 3: 4}):
        with pytest.raises(TypeError, match=f"{name}: wants a sequence"):
            ledger.append(**{**NEW, name: value})


def test_ids_that_are_none_are_refused_by_name(ledger):
    for values in ([-1], [2**32], None, "ab", [1.5], array("q", [1]), array("d", [1.0])):
        with pytest.raises((TypeError, OverflowError), match="customer"):
            ledger.append(**{**NEW, "customer": nrr.Ids(values)})


def test_what_an_item_raises_while_it_is_read_is_raised(ledger):
    class Failing:
        def __index__(self):
            ledger.close()
            raise ZeroDivisionError("of its own")

    with pytest.raises(ZeroDivisionError, match="of its own"):
        ledger.append(**{**NEW, "amount": [1, Failing()]})


def test_a_released_buffer_is_refused_by_name(ledger):
    released = memoryview(bytes(8)).cast("q")
    released.release()
    with pytest.raises(ValueError, match="amount"):
        ledger.append(**{**NEW, "amount": released})


def test_columns_of_different_lengths_are_named(ledger):
    with pytest.raises(ValueError, match="time: has 2 rows, and customer has 3"):
        ledger.append(**{**NEW, "customer": [1, 2, 3], "time": [1, 2]})
    assert len(ledger) == 0


def test_a_column_of_two_dimensions_is_refused(ledger):
    square = memoryview(bytes(16)).cast("q", (2, 1))
    with pytest.raises(ValueError, match="amount: wants one dimension"):
        ledger.append(**{**NEW, "amount": square})


@pytest.mark.parametrize("name", ["customer", "line", "id", "time", "known", "kind", "reason", "amount", "sequence", "flags"])
def test_a_buffer_of_floats_is_refused_by_name(ledger, name):
    with pytest.raises(TypeError, match=name):
        ledger.append(**{**NEW, name: array("d", [1.0])})


def test_an_iterator_is_a_column(ledger):
    ledger.append(**{**NEW, "customer": (f"c{i}" for i in range(3)), "amount": range(1, 4)})
    assert ledger.counter("customers") == 3


def test_sequence_takes_all_of_64_bits(ledger):
    ledger.append(**{**NEW, "sequence": 2**64 - 1})
    ledger.append(**{**NEW, "sequence": [2**64 - 1, None], "customer": "b"})
    with pytest.raises(OverflowError, match="sequence"):
        ledger.append(**{**NEW, "sequence": -1})
    with pytest.raises(OverflowError, match="sequence, row 1"):
        ledger.append(**{**NEW, "sequence": [1, 2**64]})


def test_a_mapping_is_a_frame(ledger):
    frame = {"customer": ["a", "b"], "time": [1, 2], "amount": [5, 6]}
    assert ledger.append(frame, kind="new") == 2
    with pytest.raises(TypeError, match="customer: is in the frame"):
        ledger.append(frame, customer="x", kind="new")
    with pytest.raises(TypeError, match="price: no such field"):
        ledger.append({**frame, "price": [1, 2]}, kind="new")
    with pytest.raises(TypeError, match="frame"):
        ledger.append(5)
    with pytest.raises(TypeError, match="price"):
        ledger.append(price=5)


# --- ids of facts --------------------------------------------------------------------------------


def test_a_retry_changes_nothing_and_a_conflict_is_refused(story):
    again = {"customer": "globex", "time": date(2024, 1, 1), "kind": "new", "id": "n2"}
    story.append(**again, amount=100000)
    assert (len(story), story.counter("duplicates")) == (5, 1)
    with pytest.raises(nrr.ConflictError, match="row 0, id") as conflict:
        story.append(**again, amount=100001)
    assert (conflict.value.row, conflict.value.field, conflict.value.status) == (0, "id", nrr.Status.E_CONFLICT)


def test_a_void_takes_a_fact_back(story):
    assert story.void("e1") == 1
    assert story.counter("voids") == 1
    assert story.report(periods=[(0, 2**40)])[0]["closing"] == 3300
    assert story.void(["n2", "never"], known=date(2024, 12, 1)) == 2
    early = story.snapshot().as_known(date(2024, 11, 1))
    assert early.report(periods=[(0, 2**40)])[0]["closing"] == 3300
    assert story.report(periods=[(0, 2**40)])[0]["units_opening"] == 0
    with pytest.raises(nrr.RefusedError, match="row 1, id"):
        story.void(["n1", None])


# --- rows ----------------------------------------------------------------------------------------


def row(customer=1, time=5, amount=7, kind=nrr.Kind.NEW, tail=b""):
    from nrr import raw

    fact = raw.ffi.new("nrr_fact *")
    fact.customer, fact.time, fact.amount, fact.kind = customer, time, amount, kind
    return bytes(raw.ffi.buffer(fact)) + tail


def test_rows_are_the_struct_of_the_header(ledger):
    ledger.key("customer", "a")
    assert ledger.append_rows(row() + row(time=6, kind=nrr.Kind.EXPANSION)) == 2
    assert ledger.append_rows(b"") == 0
    assert ledger.append_rows(bytearray(row(time=7, kind=nrr.Kind.EXPANSION, tail=bytes(8))), 72) == 1
    assert closing(ledger) == Decimal("0.21")


@pytest.mark.parametrize(
    "rows, size, error",
    [
        (b"short", None, ValueError),
        (row(), 60, ValueError),
        (row(), 32, nrr.OptionError),
        (row(tail=b"12345678"), 72, nrr.RefusedError),
        (row(kind=0), None, nrr.RefusedError),
        (row(customer=9), None, nrr.RefusedError),
        (row(), 0, ValueError),
        (row(), -64, ValueError),
        ([1, 2], None, TypeError),
        ("text", None, TypeError),
    ],
)
def test_bad_rows_are_refused(ledger, rows, size, error):
    ledger.key("customer", "a")
    with pytest.raises((error, nrr.RefusedError)):
        ledger.append_rows(rows, size)
    assert len(ledger) == 0


def test_a_refused_row_is_named(ledger):
    ledger.key("customer", "a")
    with pytest.raises(nrr.RefusedError, match="row 1, customer") as refused:
        ledger.append_rows(row() + row(customer=2))
    assert (refused.value.row, refused.value.field) == (1, "customer")
