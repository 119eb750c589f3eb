# SPDX-License-Identifier: MIT
"""What is generated from the headers is what the library says of itself."""

import os
import re
from enum import IntEnum, IntFlag

import nrr
import pytest
from nrr import _codes, raw

FAMILIES = [getattr(_codes, name) for name in _codes.__all__]


def test_every_constant_of_the_headers_is_there_with_its_value():
    running = nrr.constants()
    declared = [name for name in dir(raw.lib) if name.startswith("NRR_")]
    plain = {name for name in running if name.startswith("NRR_")}
    assert plain == set(declared)
    assert all(getattr(raw.lib, name) == running[name] for name in declared)


def test_every_struct_is_laid_out_as_the_library_has_it():
    running = nrr.constants()
    layouts = [name for name in running if not name.startswith("NRR_")]
    assert len(layouts) > 40
    for name in layouts:
        whole = re.fullmatch(r"sizeof\((\w+)\)", name)
        part = re.fullmatch(r"offsetof\((\w+), (\w+)\)", name)
        found = raw.ffi.sizeof(whole.group(1)) if whole else raw.ffi.offsetof(*part.groups())
        assert found == running[name], name


@pytest.mark.parametrize("family", FAMILIES, ids=lambda family: family.__name__)
def test_the_members_of_a_family_are_constants(family):
    assert issubclass(family, (IntEnum, IntFlag)) and family.__doc__
    running = nrr.constants()
    for name, member in family.__members__.items():
        assert any(key.endswith("_" + name) and value == member for key, value in running.items()), name


def test_names_are_those_of_the_vocabularies():
    pairs = {
        "kind": nrr.Kind, "measure": nrr.Measure, "rate": nrr.Rate, "unit": nrr.Unit, "time_unit": nrr.TimeUnit,
        "step": nrr.Step, "rounding": nrr.Rounding, "average": nrr.Average, "ratio": nrr.RatioStatus,
        "rule": nrr.Rule, "row_flag": nrr.RowFlag, "key": nrr.KeyFamily, "status": nrr.Status,
    }
    for vocabulary, family in pairs.items():
        names = nrr.names(vocabulary)
        assert names == {name.lower(): int(member) for name, member in family.__members__.items()}, vocabulary
    assert nrr.names("reason").items() <= {n.lower(): int(m) for n, m in nrr.Reason.__members__.items()}.items()


def test_a_name_that_only_the_library_knows_is_asked_of_it(monkeypatch):
    from nrr import _names

    class Kind(IntEnum):
        NEW = 2

    assert _names.code(Kind, "expansion", "kind") == 3
    with pytest.raises(ValueError, match="kind"):
        _names.code(Kind, "growth", "kind")


def test_the_version_is_that_of_the_headers():
    from nrr import _names

    assert nrr.version() == nrr.__version__
    numbers = [getattr(raw.lib, f"NRR_VERSION_{part}") for part in ("MAJOR", "MINOR", "PATCH")]
    assert nrr.version() == ".".join(map(str, numbers))
    assert _names.constant("NRR_KIND_VOID") == 11
    with pytest.raises(ValueError, match="NRR_KIND_NONE"):
        _names.constant("NRR_KIND_NONE")


def test_a_function_that_the_library_lacks_says_so():
    with pytest.raises(nrr.UnsupportedError, match="nrr_from_the_future"):
        raw.lib.nrr_from_the_future
    with pytest.raises(AttributeError):
        raw.lib.printf


def test_statuses_have_words_and_exceptions():
    from nrr import _errors

    for status in nrr.Status:
        if status != nrr.Status.OK:
            with pytest.raises(nrr.Error, match=status.name) as raised:
                _errors.check(status, "argument")
            assert raised.value.status is status and "argument: " in str(raised.value)
            with pytest.raises(nrr.Error, match=status.name):
                _errors.check_batch(status, 3, 1)
    with pytest.raises(nrr.Error, match="status -999"):
        raw.check(-999)
    with pytest.raises(MemoryError):
        _errors.check(nrr.Status.E_MEMORY)
    with pytest.raises(MemoryError):
        _errors.check_batch(nrr.Status.E_MEMORY, -1, 0)
    with pytest.raises(nrr.RefusedError) as refused:
        _errors.check_batch(nrr.Status.E_COLUMN_FIELD, -1, 999)
    assert (refused.value.row, refused.value.field) == (None, None)


def test_what_the_package_exports_is_there_and_described():
    for name in nrr.__all__:
        thing = getattr(nrr, name)
        assert name in ("ALL", "Instant", "Key") or thing.__doc__
    for kind in (nrr.Ledger, nrr.Snapshot, nrr.Report, nrr.Query, nrr.Table, nrr.Ratio, nrr.Rates, nrr.Calendar, nrr.Row):
        for name, member in vars(kind).items():
            if not name.startswith("_") and (callable(member) or isinstance(member, property)):
                assert member.__doc__, f"{kind.__name__}.{name}"
    assert os.path.exists(os.path.join(os.path.dirname(nrr.__file__), "py.typed"))


def test_the_raw_library_is_in_reach(ledger):
    count = raw.ffi.new("int64_t *")
    raw.check(raw.lib.nrr_ledger_counter(raw.handle(ledger), nrr.Counter.FACTS, count))
    assert count[0] == 0
    days = nrr.Ledger(time_unit="days", hash_seed=5)
    for option, value in ((nrr.LedgerOption.TIME_UNIT, nrr.TimeUnit.DAYS), (nrr.LedgerOption.HASH_SEED, 5)):
        raw.check(raw.lib.nrr_ledger_get(raw.handle(days), option, count))
        assert count[0] == value
    assert "libnrr" in nrr.library_path()
