# SPDX-License-Identifier: MIT
"""How long a million facts take, in the library and in the package, each the best of five, as processor
time. Not a test; run by hand, with the package built in build/check:

    NRR_LIBRARY=build/check/lib/.libs/libnrr.so PYTHONPATH=build/check/bindings/python/package \\
        python3 bindings/python/tests/bench.py [CUSTOMERS]
"""

import sys
import time

import nrr
import numpy
from nrr import raw

ROWS = 1_000_000
CUSTOMERS = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000

rng = numpy.random.default_rng(1)
customer = rng.integers(1, CUSTOMERS, ROWS)
instant = numpy.sort(rng.integers(1_600_000_000, 1_700_000_000, ROWS))
columns = {"time": instant, "kind": numpy.full(ROWS, nrr.Kind.CHANGE_UP, "int8"), "amount": rng.integers(1, 10_000, ROWS)}
ids = nrr.Ledger().keys("customer", customer)
names = numpy.array([f"customer-{number}" for number in customer])
fixed = names.astype("S")
lengths = numpy.char.str_len(fixed)
offsets = numpy.concatenate([[0], numpy.cumsum(lengths)]).astype("int32")
strings = nrr.Strings(offsets, numpy.frombuffer(b"".join(fixed.tolist()), "uint8"))
rows = numpy.zeros(ROWS, nrr.fact_dtype())
rows["customer"] = ids
for name, values in columns.items():
    rows[name] = values


def measure(what, work, function="nrr_ledger_append_columns"):
    """Prints the time that the function took, and that of all the rest."""
    original, inside, best = getattr(raw.lib, function), [0.0], []

    def timed(*arguments):
        begun = time.thread_time()
        status = original(*arguments)
        inside[0] += time.thread_time() - begun
        return status

    setattr(raw.lib, function, timed)
    for _ in range(5):
        with nrr.Ledger() as ledger:
            ledger.keys("customer", customer), ledger.keys("customer", strings)
            inside[0] = 0.0
            begun = time.thread_time()
            work(ledger)
            best.append((inside[0], time.thread_time() - begun - inside[0]))
    setattr(raw.lib, function, original)
    library, package = map(min, zip(*best))
    print(f"{what:38} library {library * 1000:7.1f} ms   package {package * 1000:6.1f} ms")


print(f"libnrr {nrr.version()}, {ROWS} facts of {CUSTOMERS} customers")
measure("rows", lambda ledger: ledger.append_rows(rows), "nrr_ledger_append")
measure("columns, ids", lambda ledger: ledger.append(customer=nrr.Ids(ids), **columns))
measure("columns, integer keys", lambda ledger: ledger.append(customer=customer, **columns))
seconds = {**columns, "time": instant.view("datetime64[s]")}
measure("columns, ids, datetime64[s]", lambda ledger: ledger.append(customer=nrr.Ids(ids), **seconds))
nanoseconds = {**columns, "time": seconds["time"].astype("datetime64[ns]")}
measure("columns, ids, datetime64[ns]", lambda ledger: ledger.append(customer=nrr.Ids(ids), **nanoseconds))
measure("columns, keys as Arrow lays them out", lambda ledger: ledger.append(customer=strings, **columns))
measure("columns, keys as bytes of one width", lambda ledger: ledger.append(customer=fixed, **columns))
measure("columns, keys as text of numpy", lambda ledger: ledger.append(customer=names, **columns))
texts = names.tolist()
measure("columns, keys in a list of str", lambda ledger: ledger.append(customer=texts, **columns))
try:
    import pandas
except ImportError:
    pass
else:
    category = pandas.Series(texts, dtype="category")
    measure("columns, keys as categories", lambda ledger: ledger.append(customer=category, **columns))


report = nrr.Ledger()
report.append(customer=customer, **columns)
report = report.report(step="month", start=1_600_000_000, end=1_600_000_000 + 60 * 30 * 86400)
begun = time.thread_time()
taken = [report.column(measure) for measure in report.measures]
print(f"{len(taken)} columns of {len(report)} months, a call each      {(time.thread_time() - begun) * 1000:.2f} ms")
