# SPDX-License-Identifier: MIT
"""Handles that are closed, dropped, and used from several threads: no call crashes the process."""

import copy
import gc
import os
import pickle
import subprocess
import sys
import threading
import weakref
from array import array
from datetime import date

import nrr
import pytest
from conftest import listed


def opened(story):
    """One of each kind, and every call that it has."""
    snapshot = story.snapshot()
    report = story.report(step="month", start=date(2024, 2, 1), end=date(2024, 4, 1))
    table = snapshot.stale(date(2024, 12, 1), 0)
    query = nrr.Query([(1, 2)])
    return [
        (
            story,
            [
                lambda x: x.append(customer="a", time=1, kind="new", amount=1),
                lambda x: x.append(customer=["a"], time=1, kind="new", amount=1, line=["a", 1]),
                lambda x: x.append_rows(b""),
                lambda x: x.void("x"),
                lambda x: x.key("customer", "a"),
                lambda x: x.key("customer", 1),
                lambda x: x.keys("customer", ["a"]),
                lambda x: x.find("customer", "a"),
                lambda x: x.find("customer", 1),
                lambda x: x.key_of("customer", 1),
                lambda x: x.set_parents("a", "b"),
                lambda x: x.parent("a"),
                lambda x: x.counter("facts"),
                lambda x: x.counters(),
                lambda x: len(x),
                lambda x: x.first_time,
                lambda x: x.strict,
                lambda x: setattr(x, "strict", True),
                lambda x: x.coverage,
                lambda x: setattr(x, "coverage", (None, None)),
                lambda x: x.snapshot(),
                lambda x: x.report(periods=[(1, 2)]),
            ],
        ),
        (
            snapshot,
            [
                lambda x: x.as_known(5),
                lambda x: x.report(query),
                lambda x: x.finding_count(),
                lambda x: x.findings(),
                lambda x: x.restatement(1, 2, known_from=1, known_to=2),
                lambda x: x.stale(5, 5),
                lambda x: x.find("customer", "a"),
                lambda x: x.find("customer", 1),
                lambda x: x.key_of("customer", 1),
            ],
        ),
        (
            query,
            [
                lambda x: x.add_period(1, 2),
                lambda x: x.add_periods([1], [2]),
                lambda x: x.add_edges([1, 2]),
                lambda x: x.add_steps("day", 1, 2),
                lambda x: x.add_measure("opening"),
                lambda x: x.add_rate("nrr"),
                lambda x: x.add_reason(2000),
                lambda x: x.unit,
                lambda x: x.expiry,
                lambda x: setattr(x, "unit", "line"),
                lambda x: setattr(x, "expiry", None),
                lambda x: nrr.Ledger().report(x),
            ],
        ),
        (
            report,
            [
                len,
                list,
                lambda x: x[0],
                lambda x: x.period(0),
                lambda x: x.periods,
                lambda x: x.flags,
                lambda x: x.column("opening"),
                lambda x: x.reason("reason_gain", "seats"),
                lambda x: x.value(0, "opening"),
                lambda x: x.rate(0, "nrr"),
                lambda x: x.rates("nrr"),
                lambda x: x.average("nrr"),
                lambda x: x.findings,
                lambda x: x.check(),
                lambda x: x.measures,
                lambda x: x.to_dict(),
            ],
        ),
        (
            table,
            [
                len,
                list,
                lambda x: x.total,
                lambda x: x.fields,
                lambda x: x.column("level"),
                lambda x: x.keys("customer"),
                lambda x: x.to_dict(),
            ],
        ),
    ]


def test_a_closed_handle_raises_in_every_call(story):
    for handle, calls in opened(story):
        for call in calls:
            if not handle.closed:
                handle.close()
            with pytest.raises(nrr.ClosedError, match="closed") as closed:
                call(handle)
            assert isinstance(closed.value, ValueError)


def test_closing_twice_is_no_error_and_context_managers_close(story):
    for handle, _ in opened(story):
        with handle as entered:
            assert entered is handle and not handle.closed
        assert handle.closed and "closed" in repr(handle).lower() or isinstance(handle, (nrr.Query, nrr.Snapshot))
        handle.close()
        with pytest.raises(nrr.ClosedError):
            handle.__enter__()


def test_what_was_made_outlives_what_it_was_made_from(story):
    snapshot = story.snapshot()
    story.close()
    report = snapshot.report(step="month", start=date(2024, 2, 1), end=date(2024, 4, 1))
    table = snapshot.stale(date(2024, 12, 1), 0)
    snapshot.close()
    del snapshot
    gc.collect()
    assert [row["customer"] for row in table] == ["acme", "globex"]
    row = report[1]
    opening, rates = report.column("opening"), report.rates("nrr")
    periods, flags = report.periods, report.flags
    level = table.column("level")
    report.close()
    table.close()
    del report, table
    gc.collect()
    ballast = [nrr.Ledger().append(customer=list(range(1000)), time=1, kind="new", amount=1) for _ in range(20)]
    assert ballast and listed(opening) == [350000, 350000] and listed(rates.numerators) == [350000, 400000]
    assert listed(periods.starts)[1] == listed(periods.ends)[0] and listed(flags) == [0, 0]
    assert listed(level) == [300000, 80000]
    with pytest.raises(nrr.ClosedError):
        row["opening"]


def test_a_column_frees_its_report_when_it_goes(months):
    column = months.column("opening")
    handle = weakref.ref(months._handle)
    months.close()
    gc.collect()
    assert handle() is not None
    del column
    gc.collect()
    assert handle() is None


def test_a_handle_is_not_copied_and_not_pickled(story):
    for handle, _ in opened(story):
        for work in (copy.copy, copy.deepcopy, pickle.dumps):
            with pytest.raises(TypeError, match=f"a {type(handle).__name__} cannot be copied or pickled"):
                work(handle)
    ratio = story.report(periods=[(1, 2)]).rate(0, "nrr")
    assert pickle.loads(pickle.dumps(ratio)) == ratio


def test_garbage_may_be_collected_in_any_order():
    """Handles that hold each other in circles, of which the collector takes any first."""
    for order in range(6):
        ledger = nrr.Ledger()
        ledger.append(customer=list(range(100)), time=1, kind="new", amount=1)
        snapshot = ledger.snapshot()
        report, table = snapshot.report(periods=[(0, 5)]), snapshot.stale(9, 0)
        circle = [ledger, snapshot, report, table, report.column("closing"), table.column("level")]
        circle = circle[order:] + circle[:order]
        for each in circle:
            if isinstance(each, (nrr.Ledger, nrr.Snapshot, nrr.Report, nrr.Table)):
                each.others = circle
        del ledger, snapshot, report, table, circle, each
        gc.collect()


def python(program):
    """What a program prints in a process of its own, which must end well."""
    environment = {**os.environ, "PYTHONFAULTHANDLER": "1", "PYTHONPATH": os.pathsep.join(sys.path)}
    ended = subprocess.run(
        [sys.executable, "-c", program], env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )
    assert ended.returncode == 0, ended.stdout
    return ended.stdout


MADE = """
import os, sys, threading
import nrr
ledger = nrr.Ledger()
ledger.append(customer=["a", "b"], time=1, kind="new", amount=7)
snapshot = ledger.snapshot()
report, table = snapshot.report(periods=[(0, 5)]), snapshot.stale(9, 0)
column = report.column("closing")
"""


def test_a_process_may_end_with_handles_open():
    assert python(MADE + "ledger.self = ledger; sys.kept = [ledger, table, column]; print(int(column[0]))") == "14\n"


@pytest.mark.skipif(not hasattr(os, "fork"), reason="there is no fork here")
def test_a_forked_process_has_handles_of_its_own():
    said = python(
        MADE
        + """
child = os.fork()
if child == 0:
    ledger.append(customer="c", time=2, kind="new", amount=1)
    assert ledger.report(periods=[(0, 5)])[0]["closing"] == 15 and column[0] == 14
    report.close(), snapshot.close(), ledger.close()
    del column, report
    sys.exit(0)
assert os.waitpid(child, 0)[1] == 0
assert len(ledger) == 2 and [row["customer"] for row in table] == ["a", "b"]
print(int(column[0]))
"""
    )
    assert said == "14\n"


def test_memory_does_not_grow_with_what_was_closed():
    resource = pytest.importorskip("resource")

    def work():
        for _ in range(50):
            with nrr.Ledger() as ledger:
                ledger.append(customer=list(range(500)), time=1, kind="new", amount=1)
                with ledger.snapshot() as snapshot, snapshot.report(periods=[(0, 5)] * 100) as report:
                    assert len(report.column("opening")) == 100

    work()
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    for _ in range(10):
        work()
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 20_000  # KiB; 500 ledgers hold more


def test_none_of_the_handles_can_be_made_of_nothing():
    for kind in (nrr.Snapshot, nrr.Report, nrr.Table):
        with pytest.raises(TypeError):
            kind()
        with pytest.raises(nrr.ClosedError):
            kind.__new__(kind)._open()


# --- threads -------------------------------------------------------------------------------------


def run(*works):
    """Each in a thread of its own, all at once; raises what one of them raised."""
    raised = []
    barrier = threading.Barrier(len(works))

    def guarded(work):
        try:
            barrier.wait()
            work()
        except BaseException as error:  # noqa: B902 - handed on below
            raised.append(error)

    threads = [threading.Thread(target=guarded, args=(work,)) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if raised:
        raise raised[0]


def test_threads_that_share_a_ledger_wait_for_each_other(ledger):
    def writer(number):
        def work():
            for batch in range(40):
                ledger.append(
                    customer=[f"c{number}-{batch}-{row}" for row in range(50)], time=batch, kind="new", amount=1
                )
                ledger.key("line", f"{number}-{batch}")

        return work

    def reader():
        for _ in range(40):
            report = ledger.report(periods=[(0, 1000)])
            assert report.check() and report[0]["closing"] * 100 % 50 == 0

    run(writer(1), writer(2), writer(3), reader)
    assert len(ledger) == 3 * 40 * 50
    assert ledger.counter("customers") == 3 * 40 * 50 and ledger.report(periods=[(0, 99)])[0]["units_closing"] == 6000


def test_long_calls_of_threads_do_not_meet(ledger):
    def writer(number):
        customers = array("q", range(number * 20_000, (number + 1) * 20_000))
        return lambda: [
            ledger.append(customer=customers, time=time, kind="change_up", amount=1) for time in range(10)
        ]

    run(*map(writer, range(4)))
    report = ledger.report(periods=[(time, time + 1) for time in range(10)])
    assert listed(report.column("closing")) == [80_000 * (time + 1) for time in range(10)]


def test_a_ledger_that_is_closed_under_way_raises_and_does_not_crash():
    for _ in range(30):
        ledger = nrr.Ledger()
        stop = threading.Event()

        def work():
            try:
                while not stop.is_set():
                    ledger.append(customer=list(range(200)), time=1, kind="new", amount=1)
                    ledger.snapshot().report(periods=[(0, 5)]).column("opening")
            except nrr.ClosedError:
                return

        def closer():
            ledger.close()
            stop.set()

        run(work, work, closer)
        assert ledger.closed


def test_a_snapshot_and_a_report_are_for_any_number_of_threads(story):
    snapshot = story.snapshot()
    reports = []

    def work():
        for _ in range(20):
            with snapshot.report(step="month", start=date(2024, 2, 1), end=date(2024, 7, 1)) as report:
                reports.append(listed(report.column("closing")))

    run(work, work, work, work)
    assert len(reports) == 80 and all(report == reports[0] for report in reports)


def test_a_query_may_be_changed_while_it_is_used(story):
    query = nrr.Query([(0, 1)])
    snapshot = story.snapshot()

    def change():
        for place in range(200):
            query.add_period(place, place + 1)

    def use():
        for _ in range(50):
            assert len(snapshot.report(query)) >= 1

    run(change, use, use)
    assert len(snapshot.report(query)) == 201
