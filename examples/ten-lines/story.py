# SPDX-License-Identifier: MIT
"""The ten-line story in Python: see story.c. The billing table lies in SQLite, and its columns go to
the ledger as arrays of numpy."""

import sqlite3
from datetime import date

import nrr
import numpy

database = sqlite3.connect(":memory:")
database.executescript(
    """
    CREATE TABLE billing (customer TEXT, day TEXT, kind TEXT, reason TEXT, cents INTEGER); -- 0: all
    INSERT INTO billing VALUES
        ('acme', '2024-01-01', 'new', 'unspecified', 250000),
        ('globex', '2024-01-01', 'new', 'unspecified', 100000),
        ('acme', '2024-03-10', 'expansion', 'seats', 50000),
        ('globex', '2024-05-20', 'churn', 'voluntary', 0),
        ('globex', '2024-06-15', 'reactivation', 'win_back', 80000);
    """
)

# --- the ten lines ---------------------------------------------------------------------------------

rows = database.execute("SELECT customer, day, kind, reason, cents FROM billing").fetchall()
customer, day, kind, reason, cents = map(numpy.array, zip(*rows))
with nrr.Ledger(digits=2) as ledger:
    ledger.append(
        customer=customer, time=day.astype("datetime64[s]"), kind=kind, reason=reason, amount=cents, all=cents == 0
    )
    report = ledger.report(step="month", start=date(2024, 2, 1), end=date(2024, 7, 1))

# --- the report ------------------------------------------------------------------------------------

print(f"{'month':<7}{'opening':>12}{'closing':>12}{'nrr':>12}{'grr':>12}")
for row in report:
    nrr_, grr = (row.rate(rate).percent() for rate in ("nrr", "grr"))
    print(f"{row.start:%Y-%m}{row['opening']:>12}{row['closing']:>12}{nrr_:>12}{grr:>12}")
