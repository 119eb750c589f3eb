/* SPDX-License-Identifier: MIT */
/*
 * What most tests of the engine begin with: a ledger with a few customers and lines, facts in one
 * line each, one query, and the report of it.
 *
 *     static const nrr_fact facts[] = {FACT(A, MAIN, -5, NEW, 100), FACT(A, MAIN, 5, CHURN, ALL)};
 *     PUT(facts);
 *     ask(0, 30);
 *     compute();
 *     ROW(0, IS(OPENING, 100), IS(NET_CHURN, 100), ...);
 *     RATE(0, NRR, 0, 100);
 *
 * Every report is computed twice, from the facts as they were put and from a second ledger that got
 * them one by one in reverse, and both must be equal; and nrr_report_check() must find no fault.
 */
#ifndef NRR_TEST_API_FIXTURE_H
#define NRR_TEST_API_FIXTURE_H

#include <nrr/nrr.h>

#include "support/failing_allocator.h"
#include "support/run.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))

/* The ids of the customers and lines that are there: integer keys 1 to 8, interned in order. */
enum { A = 1, B, C, D, E, F, CUSTOMERS = 8 };
enum { MAIN = 0, P = 1, Q, R, S, LINES = 8 };

/* One fact. Behind the amount more members may follow: WHY(PRICE), SEQ(2), ALL. */
#define FACT(who, which, when, what, ...)                                                          \
    {                                                                                              \
        .customer = (who), .line = (which), .time = (when), .kind = NRR_KIND_##what,               \
        .amount = __VA_ARGS__                                                                      \
    }
#define WHY(why)    .reason = NRR_REASON_##why
#define HOST(code)  .reason = NRR_REASON_HOST + (code)
#define SEQ(number) .sequence = (number)
#define ALL         0, .flags = NRR_FACT_ALL

typedef struct fixture {
    failing_allocator memory;
    nrr_ledger *ledger;
    nrr_query *query;
    nrr_snapshot *snapshot; /* of the last compute() */
    nrr_report *report;     /* of the last compute() */
} fixture;

extern fixture the;

/* A group of cases; each finds the fixture fresh, and leaves no byte behind. */
TCase *fixture_cases(const char *name);
void fixture_begin(void);
void fixture_end(void);
/* For what happens in the middle of a case: all that is open is freed, and a fresh fixture begins. */
void fixture_again(void);

void put(const nrr_fact *facts, size_t count);
#define PUT(facts) put((facts), COUNT(facts))

/* One more period of the query. */
void ask(int64_t start, int64_t end);
/* A query in place of the one that there is: it asks for nothing yet. */
void ask_anew(void);
/* Sets an option of the query. */
void option(nrr_query_option key, int64_t value);
void compute(void);
/* The report of the query is refused with this status, from both ledgers. */
void refuses(nrr_status status);

/* A ledger with the fixture's customers and lines. */
nrr_ledger *ledger_new(void);
/* The report of the fixture's query on a ledger as it is now. */
nrr_status report_of(nrr_ledger *ledger, nrr_report **report);
/* Every cell and flag of two reports of the fixture's query is equal. */
void assert_same_reports(const nrr_report *report, const nrr_report *other);

int64_t measure(size_t row, nrr_measure code);
uint32_t flags(size_t row);
int64_t counter(const nrr_ledger *ledger, nrr_counter code);

/* A row has these measures, and all others that are not by reason are zero. */
typedef struct expectation {
    nrr_measure measure;
    int64_t value;
} expectation;

void assert_row(size_t row, const expectation *wanted, size_t count);
#define IS(code, value)                                                                            \
    {                                                                                              \
        NRR_MEASURE_##code, (value)                                                                \
    }
#define ROW(row, ...)                                                                              \
    do {                                                                                           \
        static const expectation wanted_[] = {__VA_ARGS__};                                        \
        assert_row((row), wanted_, COUNT(wanted_));                                                \
    } while (0)

/* A rate has this numerator and denominator, and the status that follows from them. */
void assert_rate(size_t row, nrr_rate code, int64_t numerator, int64_t denominator);
#define RATE(row, code, numerator, denominator)                                                    \
    assert_rate((row), NRR_RATE_##code, (numerator), (denominator))

/* The columns by reason have this in a row. */
void assert_gain(size_t row, nrr_reason reason, int64_t value);
void assert_loss(size_t row, nrr_reason reason, int64_t value);

#endif
