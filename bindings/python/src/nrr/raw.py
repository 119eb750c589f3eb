# SPDX-License-Identifier: MIT
"""The library as it is, for what the package has no word for: cffi's `ffi`, and `lib` with every
function and constant of the headers.

    made = raw.ffi.new("nrr_ledger **")
    raw.check(raw.lib.nrr_ledger_new(raw.ffi.NULL, made))

Nothing guards these calls: a wrong pointer ends the process, as in C. A handle of an object is had by
raw.handle(ledger), and lives as long as what that gives.
"""

from typing import Any

from ._errors import check
from ._handle import Handle
from ._library import ffi, lib

__all__ = ["check", "ffi", "handle", "lib"]


def handle(of: Handle) -> Any:
    """The handle of a ledger, snapshot, query, report or table."""
    return of._open()
