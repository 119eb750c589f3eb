#!/bin/sh
# SPDX-License-Identifier: MIT
# mypy agrees with the type hints of the package, and by them with a program that calls it rightly, and
# not with one that does not.
: "${NRR_SOURCE:=$(cd "$(dirname "$0")/../../.." && pwd)}"
. "$NRR_SOURCE/tests/checks/tap.sh"

has_python_package || skip_all "there is no Python with cffi, or no shared library was built"
mypy --version >/dev/null 2>&1 || skip_all "there is no mypy"

# The oldest Python that the package is for, if this mypy knows it still.
oldest='--python-version 3.8'
# shellcheck disable=SC2086 # two words
(cd "$scratch" && mypy $oldest -c pass >/dev/null 2>&1) || oldest=
# agrees ARGUMENT...: with the package where it was built, as one that is installed.
agrees()
{
    # shellcheck disable=SC2086
    (cd "$scratch" && MYPYPATH=$NRR_BUILD/bindings/python/package mypy $oldest \
        --ignore-missing-imports --cache-dir "$scratch/cache" "$@")
}
runs "mypy agrees with the package" agrees -p nrr

cat >"$scratch/host.py" <<'END'
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from typing import List, Optional, Union

import nrr

with nrr.Ledger(digits=2, time_unit="seconds") as ledger:
    facts: int = ledger.append(customer="acme", time=date(2024, 1, 1), kind=nrr.Kind.NEW, amount=Decimal(2500))
    report: nrr.Report = ledger.report(step="month", start=date(2024, 2, 1), end=date(2024, 3, 1))
    with ledger.snapshot() as snapshot:
        stale: nrr.Table = snapshot.stale(date(2024, 12, 1), 0)
row: nrr.Row = report[0]
rows: List[nrr.Row] = report[1:]
start: datetime = row.start
opening: Union[int, Decimal] = row["opening"]
rate: nrr.Ratio = row.rate("nrr")
exact: Optional[Fraction] = rate.fraction
percent: Optional[Decimal] = rate.percent()
all_rates: nrr.Rates = report.rates(nrr.Rate.GRR)
try:
    ledger.snapshot()
except nrr.RefusedError as error:
    place: Optional[int] = error.row
    status: Optional[nrr.Status] = error.status
END
runs "and with a strict host" agrees --strict --follow-imports silent host.py

# Each line is wrong, and is told.
cat >"$scratch/wrong.py" <<'END'
import nrr

ledger = nrr.Ledger(digits="2")
ledger.append(client="acme")
ledger.set_parents("a")
report: nrr.Report = nrr.Query([(0, 1)])
nrr.Ratio(1, 2).percent(digits="1")
nrr.Calendar("month").edges(0, "3")
name: str = nrr.Ratio(1, 2).fraction
END
all_told()
{
    agrees wrong.py >"$scratch/told"
    seq 3 9 >"$scratch/wanted"
    sed -n 's/^wrong.py:\([0-9]*\): error.*/\1/p' "$scratch/told" | sort -nu | diff "$scratch/wanted" -
}
runs "but not with one that is wrong" all_told

finish
