# SPDX-License-Identifier: MIT
"""Exceptions. Each is an Error, and beside it what Python itself would raise in such a case."""

from typing import Dict, Optional, Type

from ._codes import STATUS_TEXT, Field, Status

__all__ = [
    "ClosedError",
    "ConflictError",
    "Error",
    "ExactnessError",
    "FindingsError",
    "NotAskedError",
    "OptionError",
    "RefusedError",
    "UnknownKeyError",
    "UnsupportedError",
]


class Error(Exception):
    """A call that the library did not carry out.

    `status` is its nrr.Status, None if the library was not asked; a failed call changes nothing.
    """

    status: Optional[Status]

    def __init__(self, message: str, status: Optional[int] = None) -> None:
        super().__init__(message)
        self.status = _status(status)


class RefusedError(Error, ValueError):
    """Facts, or assignments, of which one is to blame: the whole batch was refused.

    `row` is its place, None if a column as such is to blame. `field` is the name of the field, None
    if none is to blame.
    """

    row: Optional[int]
    field: Optional[str]

    def __init__(
        self, message: str, status: Optional[int], row: Optional[int], field: Optional[str]
    ) -> None:
        super().__init__(message, status)
        self.row = row
        self.field = field


class ConflictError(RefusedError):
    """The id of a fact is taken by one with other content."""


class ClosedError(Error, ValueError):
    """The ledger, snapshot, query, report or table was closed."""


class UnsupportedError(Error, NotImplementedError):
    """The library that is running is older than the function."""


class OptionError(Error, ValueError):
    """An argument outside of what it may be."""


class UnknownKeyError(Error, LookupError):
    """No such key."""


class NotAskedError(Error, LookupError):
    """A measure, a rate or a reason that the query did not ask for."""


class FindingsError(Error):
    """A strict ledger with contradictions does not report. Snapshot.findings() lists them."""


class ExactnessError(Error, OverflowError):
    """An exact result does not fit its type: no wrong number is given."""


class _RowError(Error, IndexError):
    """No such row."""


class _MemoryError(Error, MemoryError):
    """The allocator had no memory."""


_CLASSES: Dict[int, Type[Error]] = {
    Status.E_MEMORY: _MemoryError,
    Status.E_OVERFLOW: ExactnessError,
    Status.E_UNSET: UnknownKeyError,
    Status.E_KEY_UNKNOWN: UnknownKeyError,
    Status.E_ROW: _RowError,
    Status.E_NOT_ASKED: NotAskedError,
    Status.E_FINDINGS: FindingsError,
    Status.E_IDENTITY: Error,
}


def _status(code: Optional[int]) -> Optional[Status]:
    try:
        return None if code is None else Status(code)
    except ValueError:  # of a library that is newer than the package
        return None


def _text(code: int) -> str:
    status = _status(code)
    if status is None:
        return f"status {code}"
    return f"{STATUS_TEXT[status]} ({status.name})"


def check(code: int, what: Optional[str] = None) -> None:
    """Raises the exception of a status that is not OK. `what` names the argument in question."""
    if code == 0:
        return
    message = _text(code) if what is None else f"{what}: {_text(code)}"
    raise _CLASSES.get(code, OptionError)(message, code)


def check_batch(code: int, row: int, field: int) -> None:
    """The same for a batch, of which the library says who is to blame."""
    if code == 0:
        return
    if code == Status.E_MEMORY:
        raise _MemoryError(_text(code), code)
    name = field_name(field)
    place = [f"row {row}"] if row >= 0 else []
    place += [name] if name is not None else []
    message = ", ".join(place) + (": " if place else "") + _text(code)
    kind = ConflictError if code == Status.E_CONFLICT else RefusedError
    raise kind(message, code, row if row >= 0 else None, name)


def field_name(field: int) -> Optional[str]:
    """What a field is called in Python: its argument's name."""
    try:
        return Field(field).name.lower()
    except ValueError:
        return None
