# SPDX-License-Identifier: MIT
"""How little the package itself takes of the time: processor time, and generous, since tests run beside
others. bench.py measures."""

import time

import nrr
import pytest
from nrr import raw

numpy = pytest.importorskip("numpy")

ROWS = 1_000_000


class Clock:
    """The time that calls of one function took, beside that of all the rest."""

    def __init__(self, name):
        self.name, self.inside, self.calls = name, 0.0, 0
        self.function = getattr(raw.lib, name)

    def __enter__(self):
        setattr(raw.lib, self.name, self)
        return self

    def __exit__(self, *exception):
        setattr(raw.lib, self.name, self.function)

    def __call__(self, *arguments):
        begun = time.thread_time()
        try:
            return self.function(*arguments)
        finally:
            self.inside += time.thread_time() - begun
            self.calls += 1


def outside(clock, work):
    """The shortest time of three that the work took outside of the function."""
    found = []
    for _ in range(3):
        clock.inside = 0.0
        begun = time.thread_time()
        work()
        found.append(time.thread_time() - begun - clock.inside)
    return min(found)


def test_a_million_facts_of_numpy_cost_the_package_next_to_nothing():
    columns = {
        "customer": numpy.arange(ROWS) % 1000,
        "time": numpy.arange(ROWS),
        "kind": numpy.full(ROWS, int(nrr.Kind.CHANGE_UP), dtype="int32"),
        "amount": numpy.full(ROWS, 5),
    }
    with Clock("nrr_ledger_append_columns") as clock:
        taken = outside(clock, lambda: nrr.Ledger().append(**columns))
    assert clock.calls == 3
    assert taken < 0.025, f"{taken * 1000:.1f} ms"


def test_a_report_of_sixty_months_is_one_call_per_column(story):
    report = story.report(step="month", start=0, end=60 * 30 * 86400)
    assert len(report) >= 59
    with Clock("nrr_report_column") as clock:
        report.column("opening")
        assert clock.calls == 1
    with Clock("nrr_report_rates") as clock:
        report.rates("nrr").floats()
        assert clock.calls == 1
    with Clock("nrr_report_measure") as cell, Clock("nrr_report_rate") as rate:
        report.to_dict(rates=["nrr"])
        assert (cell.calls, rate.calls) == (0, 0)
