# SPDX-License-Identifier: MIT
"""Net revenue retention and its relatives, exact: the Python interface of libnrr.

    with nrr.Ledger(digits=2) as ledger:
        ledger.append(customer="acme", time=date(2024, 1, 1), kind="new", amount=Decimal("2500"))
        report = ledger.report(step="month", start=date(2024, 2, 1), end=date(2024, 3, 1))
    report[0].rate("nrr").percent()     # Decimal("100.0")

Ledger holds the facts, Snapshot what it held at one moment, Report the figures of some periods. Facts
come as columns (arrays of numpy, frames, any buffer), and figures go as columns, without a copy.
Errors are nrr.Error, and ValueError, TypeError, LookupError beside it.
"""

from . import _codes, raw
from ._calendar import Calendar, Civil
from ._codes import *  # noqa: F401,F403
from ._columns import ALL, Ids, Strings
from ._errors import (
    ClosedError,
    ConflictError,
    Error,
    ExactnessError,
    FindingsError,
    NotAskedError,
    OptionError,
    RefusedError,
    UnknownKeyError,
    UnsupportedError,
)
from ._keys import Key
from ._ledger import Ledger, assignment_dtype, fact_dtype
from ._library import library_path, version
from ._names import constants, names
from ._price import Normalised, normalise
from ._query import Query
from ._ratio import Rates, Ratio, round_parts
from ._report import Group, Report, Row
from ._snapshot import Snapshot, merge, refresh
from ._table import Table
from ._time import Instant

__version__ = version()

__all__ = [
    "ALL",
    "Calendar",
    "Civil",
    "ClosedError",
    "ConflictError",
    "Error",
    "ExactnessError",
    "FindingsError",
    "Group",
    "Ids",
    "Instant",
    "Key",
    "Ledger",
    "Normalised",
    "NotAskedError",
    "OptionError",
    "Query",
    "Rates",
    "Ratio",
    "RefusedError",
    "Report",
    "Row",
    "Snapshot",
    "Strings",
    "Table",
    "UnknownKeyError",
    "UnsupportedError",
    "assignment_dtype",
    "constants",
    "fact_dtype",
    "library_path",
    "merge",
    "names",
    "normalise",
    "raw",
    "refresh",
    "round_parts",
    "version",
]
__all__ += _codes.__all__  # written so that checkers of types understand it, too
