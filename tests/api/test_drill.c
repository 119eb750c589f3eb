/* SPDX-License-Identifier: MIT */
/* Drill-down: units behind figures, movements, facts. What the random ledgers of tests/model do not
 * show: the examples of the definitions by hand, and misuse. */
#include "tables.h"

#include <string.h>

/* In [10, 20): A expands by 20 and loses 5; B churns; C comes; D stays; E comes and goes. */
static const nrr_fact facts[] = {
    FACT(A, P, 0, NEW, 100),          FACT(A, Q, 12, NEW, 20, WHY(CROSS_SELL)),
    FACT(A, P, 15, CONTRACTION, 5),   FACT(B, MAIN, 1, NEW, 40),
    FACT(B, MAIN, 11, CHURN, ALL, WHY(NON_RENEWAL)),
    FACT(C, MAIN, 13, NEW, 40),       FACT(D, MAIN, 2, OPENING, 40),
    FACT(E, MAIN, 14, NEW, 7),        FACT(E, MAIN, 16, CHURN, ALL),
};

static void begin(void)
{
    PUT(facts);
    ask(0, 10);
    ask(10, 20);
    take_snapshot();
}

static nrr_status units_of(const nrr_cell *cell, const nrr_page *page)
{
    forget_table();
    return nrr_snapshot_units(the.snapshot, the.query, cell, page, &table);
}

static void list_measure(nrr_measure code)
{
    nrr_cell cell = {.row = 1, .measure = code};

    ck_assert_int_eq(units_of(&cell, &all_rows), NRR_OK);
}

static void list_rate(nrr_rate code, uint32_t flags)
{
    nrr_cell cell = {.row = 1, .rate = code, .flags = flags};

    ck_assert_int_eq(units_of(&cell, &all_rows), NRR_OK);
}

START_TEST(units_stand_by_size_and_then_by_key)
{
    begin();
    list_measure(NRR_MEASURE_OPENING);
    COLUMN(CUSTOMER, A, B, D);
    COLUMN(LINE, 0, 0, 0);
    COLUMN(AMOUNT, 100, 40, 40);
    COLUMN(OPENING, 100, 40, 40);
    COLUMN(CLOSING, 115, 0, 40);
}
END_TEST

START_TEST(a_count_is_taken_apart_like_an_amount)
{
    begin();
    list_measure(NRR_MEASURE_UNITS_CLOSING);
    COLUMN(CUSTOMER, A, C, D);
    COLUMN(AMOUNT, 1, 1, 1);
    list_measure(NRR_MEASURE_UNITS_TRANSIENT);
    COLUMN(CUSTOMER, E);
    list_measure(NRR_MEASURE_RENEWAL_DUE);
    COLUMN(CUSTOMER, B);
    COLUMN(AMOUNT, 40);
}
END_TEST

START_TEST(who_came_back_and_stayed_is_behind_what_came_back_net)
{
    static const nrr_fact returns[] = {
        FACT(F, MAIN, 1, NEW, 9),   FACT(F, MAIN, 2, CHURN, ALL), FACT(F, MAIN, 12, REACTIVATION, 5),
        FACT(F, MAIN, 13, LEVEL, 8), FACT(7, MAIN, 1, NEW, 9),     FACT(7, MAIN, 2, CHURN, ALL),
        FACT(7, MAIN, 12, REACTIVATION, 5), FACT(7, MAIN, 13, CHURN, ALL)};

    PUT(returns);
    begin();
    list_measure(NRR_MEASURE_NET_REACTIVATION);
    COLUMN(CUSTOMER, F);
    COLUMN(AMOUNT, 8);
    list_measure(NRR_MEASURE_UNITS_REACTIVATED);
    COLUMN(CUSTOMER, F);
    COLUMN(AMOUNT, 1);
    list_measure(NRR_MEASURE_NET_NEW);
    COLUMN(CUSTOMER, C);
    option(NRR_QUERY_EXPIRY, 9);
    list_measure(NRR_MEASURE_NET_REACTIVATION);
    ck_assert_uint_eq(table_total(), 0);
    list_measure(NRR_MEASURE_NET_NEW);
    COLUMN(CUSTOMER, C, F);
    COLUMN(AMOUNT, 40, 8);
}
END_TEST

START_TEST(lines_of_a_customer_count_for_it)
{
    begin();
    list_measure(NRR_MEASURE_RETAINED_LINES);
    COLUMN(CUSTOMER, A, D);
    COLUMN(AMOUNT, 95, 40);
    option(NRR_QUERY_UNIT, NRR_UNIT_LINE);
    list_measure(NRR_MEASURE_CLOSING);
    COLUMN(CUSTOMER, A, C, D, A);
    COLUMN(LINE, P, 0, 0, Q);
    COLUMN(AMOUNT, 95, 40, 40, 20);
}
END_TEST

START_TEST(a_rate_has_a_numerator_and_a_denominator)
{
    begin();
    list_rate(NRR_RATE_NRR, 0);
    COLUMN(CUSTOMER, A, D);
    COLUMN(AMOUNT, 115, 40);
    list_rate(NRR_RATE_NRR, NRR_CELL_DENOMINATOR);
    COLUMN(AMOUNT, 100, 40, 40);
    /* The textbook formula: E takes 7 away, which it never had at the start. */
    list_rate(NRR_RATE_NRR_MOVEMENTS, 0);
    COLUMN(CUSTOMER, A, D, E);
    COLUMN(AMOUNT, 115, 40, -7);
}
END_TEST

START_TEST(a_cap_on_totals_takes_the_units_of_what_it_came_to)
{
    static const nrr_fact more[] = {FACT(F, MAIN, 1, NEW, 10), FACT(F, MAIN, 17, EXPANSION, 900)};

    begin();
    list_rate(NRR_RATE_GRR_AGGREGATE, 0);
    COLUMN(AMOUNT, 115, 40); /* 155 of 180 */
    PUT(more);
    nrr_snapshot_free(the.snapshot);
    take_snapshot();
    list_rate(NRR_RATE_GRR_AGGREGATE, 0);
    COLUMN(CUSTOMER, A, B, D, F); /* 190 of 190 */
    COLUMN(AMOUNT, 100, 40, 40, 10);
}
END_TEST

START_TEST(who_contributes_nothing_can_be_asked_for)
{
    nrr_cell cell = {.row = 1, .measure = NRR_MEASURE_CHURN, .flags = NRR_CELL_ALL};

    begin();
    ck_assert_int_eq(units_of(&cell, &all_rows), NRR_OK);
    COLUMN(CUSTOMER, B, E, A, C, D);
    COLUMN(AMOUNT, 40, 7, 0, 0, 0);
}
END_TEST

START_TEST(a_reason_is_one_of_all_or_the_sum_of_the_hosts_own)
{
    static const nrr_fact own[] = {FACT(D, MAIN, 15, EXPANSION, 3, HOST(1)),
                                   FACT(A, P, 16, EXPANSION, 1, HOST(2))};
    nrr_cell cell = {.row = 1, .measure = NRR_MEASURE_REASON_GAIN};

    PUT(own);
    begin();
    cell.reason = NRR_REASON_CROSS_SELL;
    ck_assert_int_eq(units_of(&cell, &all_rows), NRR_OK);
    COLUMN(AMOUNT, 20);
    cell.reason = NRR_REASON_HOST + 1;
    ck_assert_int_eq(units_of(&cell, &all_rows), NRR_OK);
    COLUMN(AMOUNT, 3);
    cell.reason = NRR_REASON_HOST_SUM;
    ck_assert_int_eq(units_of(&cell, &all_rows), NRR_OK);
    COLUMN(CUSTOMER, D, A);
}
END_TEST

START_TEST(a_page_is_a_part_of_the_list)
{
    nrr_cell cell = {.row = 1, .measure = NRR_MEASURE_OPENING};
    nrr_page second = {1, 1}, none = {0, 0}, beyond = {UINT64_MAX, UINT64_MAX};

    begin();
    ck_assert_int_eq(units_of(&cell, &second), NRR_OK);
    COLUMN(CUSTOMER, B);
    ck_assert_uint_eq(table_total(), 3);
    ck_assert_int_eq(units_of(&cell, &none), NRR_OK);
    ck_assert_uint_eq(table_total(), 3);
    ck_assert_int_eq(units_of(&cell, &beyond), NRR_OK);
    ck_assert_uint_eq(table_total(), 3);
}
END_TEST

enum { CROWD = 300, LONGEST = 25 };

/* Small levels, levels of all of 32 bits, and some that are beyond. */
static const int64_t crowd_units[] = {1, UINT32_MAX / (CROWD + LONGEST), INT64_C(1) << 40};
static int64_t crowd_unit;

/* A crowd whose i-th customer is at i + t units at times 0, 1, ..., t, and so for up to LONGEST times; each fourth is
 * gone then. */
static void put_crowd(void)
{
    for (int64_t i = 1; i <= CROWD; i++) {
        nrr_fact moves[LONGEST + 1];
        uint32_t count = 1 + (uint32_t)i * 7 % LONGEST, customer, t;
        ck_assert_int_eq(nrr_ledger_key_integer(the.ledger, NRR_KEY_CUSTOMER, 1000 + i, &customer),
                         NRR_OK);
        memset(moves, 0, sizeof moves);
        for (t = 0; t <= count; t++) {
            moves[t].customer = customer;
            moves[t].time = t;
            moves[t].kind = NRR_KIND_LEVEL;
            moves[t].amount = t == count && i % 4 == 0 ? 0 : (i + t) * crowd_unit;
        }
        put(moves, count + 1);
    }
}

/* The level of a customer of the crowd just before a time. */
static int64_t crowd_level(int64_t i, int64_t time)
{
    int64_t last = 1 + i * 7 % LONGEST;

    return (time > last ? (i % 4 == 0 ? 0 : i + last) : i + time - 1) * crowd_unit;
}

/* Whoever has nothing in the period is left out, however many these are and wherever they stand. */
START_TEST(of_a_crowd_nobody_is_lost)
{
    enum { START = LONGEST / 2, END = START + 3 };
    nrr_cell cell = {.row = 0, .measure = NRR_MEASURE_OPENING, .flags = NRR_CELL_ALL};
    const int64_t *customers, *openings, *closings;
    int64_t there = 0, levels = 0;

    crowd_unit = crowd_units[_i];
    put_crowd();
    ask(START, END);
    take_snapshot();
    ck_assert_int_eq(units_of(&cell, &all_rows), NRR_OK);
    ck_assert_int_eq(nrr_table_column(table, NRR_FIELD_CUSTOMER, &customers), NRR_OK);
    ck_assert_int_eq(nrr_table_column(table, NRR_FIELD_OPENING, &openings), NRR_OK);
    ck_assert_int_eq(nrr_table_column(table, NRR_FIELD_CLOSING, &closings), NRR_OK);
    for (int64_t i = 1; i <= CROWD; i++) {
        there += crowd_level(i, START) != 0;
        levels += crowd_level(i, START) + crowd_level(i, END);
    }
    ck_assert_int_lt(there, CROWD);
    ck_assert_uint_eq(table_total(), (uint64_t)there);
    for (int64_t row = 0; row < there; row++) {
        int64_t i = customers[row] - CUSTOMERS;
        ck_assert_int_eq(openings[row], crowd_level(i, START));
        ck_assert_int_eq(closings[row], crowd_level(i, END));
        levels -= openings[row] + closings[row];
    }
    ck_assert_int_eq(levels, 0);
}
END_TEST

static const struct {
    nrr_cell cell;
    nrr_status status;
} wrong_cells[] = {
    {{.row = 2, .measure = NRR_MEASURE_OPENING}, NRR_E_ROW},
    {{.row = UINT64_MAX, .measure = NRR_MEASURE_OPENING}, NRR_E_ROW},
    {{.measure = 0}, NRR_E_MEASURE},
    {{.measure = -1}, NRR_E_MEASURE},
    {{.measure = NRR_MEASURE_REASON_LOSS + 1}, NRR_E_MEASURE},
    {{.measure = NRR_MEASURE_OPENING, .rate = NRR_RATE_NRR}, NRR_E_MEASURE},
    {{.rate = NRR_RATE_ARPA + 1}, NRR_E_RATE},
    {{.rate = -1}, NRR_E_RATE},
    {{.rate = NRR_RATE_NRR, .reason = NRR_REASON_PRICE}, NRR_E_REASON},
    {{.measure = NRR_MEASURE_OPENING, .reason = NRR_REASON_PRICE}, NRR_E_REASON},
    {{.measure = NRR_MEASURE_REASON_GAIN, .reason = 500}, NRR_E_REASON},
    {{.measure = NRR_MEASURE_REASON_GAIN, .reason = NRR_REASON_HOST_SUM + 1}, NRR_E_REASON},
    {{.measure = NRR_MEASURE_REASON_LOSS, .reason = -1}, NRR_E_REASON},
    {{.measure = NRR_MEASURE_OPENING, .flags = 4}, NRR_E_FLAGS},
    {{.measure = NRR_MEASURE_OPENING, .flags = NRR_CELL_DENOMINATOR}, NRR_E_FLAGS},
};

START_TEST(a_wrong_cell_is_refused)
{
    begin();
    ck_assert_int_eq(units_of(&wrong_cells[_i].cell, &all_rows), wrong_cells[_i].status);
    ck_assert_ptr_null(table);
}
END_TEST

START_TEST(what_must_be_given_is_asked_for)
{
    nrr_cell cell = {.row = 0, .measure = NRR_MEASURE_OPENING};
    nrr_subject subject = {.customer = A, .flags = NRR_SUBJECT_HISTORY};

    take_snapshot();
    ck_assert_int_eq(units_of(&cell, &all_rows), NRR_E_PERIODS);
    ck_assert_int_eq(units_of(NULL, &all_rows), NRR_E_NULL);
    ck_assert_int_eq(units_of(&cell, NULL), NRR_E_NULL);
    ck_assert_int_eq(nrr_snapshot_units(NULL, the.query, &cell, &all_rows, &table), NRR_E_NULL);
    ck_assert_int_eq(nrr_snapshot_units(the.snapshot, NULL, &cell, &all_rows, &table), NRR_E_NULL);
    ck_assert_int_eq(nrr_snapshot_units(the.snapshot, the.query, &cell, &all_rows, NULL),
                     NRR_E_NULL);
#define EACH_NULL(call)                                                                            \
    do {                                                                                           \
        ck_assert_int_eq(call(NULL, the.query, &subject, &all_rows, &table), NRR_E_NULL);          \
        ck_assert_int_eq(call(the.snapshot, NULL, &subject, &all_rows, &table), NRR_E_NULL);       \
        ck_assert_int_eq(call(the.snapshot, the.query, NULL, &all_rows, &table), NRR_E_NULL);      \
        ck_assert_int_eq(call(the.snapshot, the.query, &subject, NULL, &table), NRR_E_NULL);       \
        ck_assert_int_eq(call(the.snapshot, the.query, &subject, &all_rows, NULL), NRR_E_NULL);    \
    } while (0)
    EACH_NULL(nrr_snapshot_movements);
    EACH_NULL(nrr_snapshot_facts);
    ck_assert_ptr_null(table);
}
END_TEST

static nrr_status movements_of(const nrr_subject *subject)
{
    forget_table();
    return nrr_snapshot_movements(the.snapshot, the.query, subject, &all_rows, &table);
}

static nrr_status facts_of(const nrr_subject *subject)
{
    forget_table();
    return nrr_snapshot_facts(the.snapshot, the.query, subject, &all_rows, &table);
}

START_TEST(a_unit_has_movements_in_a_period_and_in_its_whole_history)
{
    nrr_subject subject = {.customer = A, .start = 10, .end = 15};

    begin();
    ck_assert_int_eq(movements_of(&subject), NRR_OK);
    COLUMN(TIME, 12);
    COLUMN(BEFORE, 100);
    COLUMN(AFTER, 120);
    COLUMN(CLASS, NRR_CLASS_EXPANSION);
    COLUMN(REASON, NRR_REASON_CROSS_SELL);
    subject.flags = NRR_SUBJECT_HISTORY;
    ck_assert_int_eq(movements_of(&subject), NRR_OK);
    COLUMN(TIME, 0, 12, 15);
    COLUMN(CLASS, NRR_CLASS_NEW, NRR_CLASS_EXPANSION, NRR_CLASS_CONTRACTION);
}
END_TEST

START_TEST(the_facts_behind_are_those_of_all_lines_or_of_one)
{
    nrr_subject subject = {.customer = A, .start = 10, .end = 16};

    begin();
    ck_assert_int_eq(facts_of(&subject), NRR_OK);
    COLUMN(TIME, 12, 15);
    COLUMN(LINE, Q, P);
    COLUMN(KIND, NRR_KIND_NEW, NRR_KIND_CONTRACTION);
    option(NRR_QUERY_UNIT, NRR_UNIT_LINE);
    subject.line = P;
    ck_assert_int_eq(facts_of(&subject), NRR_OK);
    COLUMN(TIME, 15);
    ck_assert_int_eq(movements_of(&subject), NRR_OK);
    COLUMN(BEFORE, 100);
    subject.line = R; /* a key, and no line of this customer */
    ck_assert_int_eq(movements_of(&subject), NRR_OK);
    ck_assert_uint_eq(table_total(), 0);
}
END_TEST

START_TEST(a_parent_has_what_its_customers_have)
{
    static const uint32_t children[] = {B}, parents[] = {A};
    nrr_subject subject = {.customer = A, .flags = NRR_SUBJECT_HISTORY};

    ck_assert_int_eq(nrr_ledger_set_parents(the.ledger, children, parents, 1, NULL), NRR_OK);
    begin();
    option(NRR_QUERY_UNIT, NRR_UNIT_PARENT);
    ck_assert_int_eq(movements_of(&subject), NRR_OK);
    COLUMN(AFTER, 100, 140, 100, 120, 115);
    ck_assert_int_eq(facts_of(&subject), NRR_OK);
    COLUMN(CUSTOMER, A, B, B, A, A);
    list_measure(NRR_MEASURE_RETAINED_LINES);
    COLUMN(CUSTOMER, A, D);
    COLUMN(AMOUNT, 95, 40);
    subject.customer = B; /* is no unit of its own */
    ck_assert_int_eq(movements_of(&subject), NRR_OK);
    ck_assert_uint_eq(table_total(), 0);
    ck_assert_int_eq(facts_of(&subject), NRR_OK);
    ck_assert_uint_eq(table_total(), 0);
}
END_TEST

static const struct {
    nrr_subject subject;
    nrr_status status;
} wrong_subjects[] = {
    {{.customer = 0, .end = 1}, NRR_E_CUSTOMER},
    {{.customer = CUSTOMERS + 1, .end = 1}, NRR_E_CUSTOMER},
    {{.customer = A, .line = P, .end = 1}, NRR_E_LINE},
    {{.customer = A}, NRR_E_PERIOD},
    {{.customer = A, .start = 1}, NRR_E_PERIOD},
    {{.customer = A, .flags = 2}, NRR_E_FLAGS},
    {{.customer = A, .end = 1, .reserved = 1}, NRR_E_RESERVED},
};

START_TEST(a_wrong_subject_is_refused)
{
    begin();
    ck_assert_int_eq(movements_of(&wrong_subjects[_i].subject), wrong_subjects[_i].status);
    ck_assert_int_eq(facts_of(&wrong_subjects[_i].subject), wrong_subjects[_i].status);
    ck_assert_ptr_null(table);
}
END_TEST

START_TEST(a_line_that_nobody_has_is_refused_by_line)
{
    nrr_subject subject = {.customer = A, .line = LINES + 1, .flags = NRR_SUBJECT_HISTORY};

    begin();
    option(NRR_QUERY_UNIT, NRR_UNIT_LINE);
    ck_assert_int_eq(movements_of(&subject), NRR_E_LINE);
    ck_assert_int_eq(facts_of(&subject), NRR_E_LINE);
}
END_TEST

START_TEST(a_strict_ledger_with_a_contradiction_shows_facts_alone)
{
    static const nrr_fact wrong[] = {FACT(F, MAIN, 5, EXPANSION, 1)};
    nrr_cell cell = {.row = 0, .measure = NRR_MEASURE_OPENING};
    nrr_subject subject = {.customer = A, .flags = NRR_SUBJECT_HISTORY};

    PUT(wrong);
    ck_assert_int_eq(nrr_ledger_set(the.ledger, NRR_LEDGER_STRICT, 1), NRR_OK);
    begin();
    ck_assert_int_eq(units_of(&cell, &all_rows), NRR_E_FINDINGS);
    ck_assert_int_eq(movements_of(&subject), NRR_E_FINDINGS);
    ck_assert_int_eq(facts_of(&subject), NRR_OK);
    ck_assert_uint_eq(table_total(), 3);
}
END_TEST

START_TEST(a_strict_ledger_without_contradictions_shows_all)
{
    nrr_cell cell = {.row = 0, .measure = NRR_MEASURE_CLOSING};

    ck_assert_int_eq(nrr_ledger_set(the.ledger, NRR_LEDGER_STRICT, 1), NRR_OK);
    begin();
    ck_assert_int_eq(units_of(&cell, &all_rows), NRR_OK);
    COLUMN(CUSTOMER, A, B, D);
}
END_TEST

START_TEST(a_part_that_does_not_fit_is_an_overflow)
{
    static const nrr_fact see_saw[] = {
        FACT(A, MAIN, 1, NEW, 1), FACT(A, MAIN, 2, LEVEL, INT64_MAX), FACT(A, MAIN, 3, LEVEL, 1),
        FACT(A, MAIN, 4, LEVEL, INT64_MAX), FACT(A, MAIN, 5, LEVEL, 1)};
    nrr_cell cell = {.row = 0, .measure = NRR_MEASURE_EXPANSION};

    PUT(see_saw);
    ask(0, 10);
    take_snapshot();
    ck_assert_int_eq(units_of(&cell, &all_rows), NRR_E_OVERFLOW);
    cell.measure = NRR_MEASURE_NET_NEW;
    ck_assert_int_eq(units_of(&cell, &all_rows), NRR_OK);
}
END_TEST

START_TEST(a_figure_that_does_not_fit_has_no_units)
{
    static const nrr_fact huge[] = {FACT(A, MAIN, 5, NEW, INT64_MAX), FACT(B, MAIN, 5, NEW, 1)};
    nrr_cell cell = {.row = 0, .measure = NRR_MEASURE_CLOSING};

    PUT(huge);
    ask(0, 10);
    take_snapshot();
    ck_assert_int_eq(units_of(&cell, &all_rows), NRR_E_OVERFLOW);
    cell.measure = NRR_MEASURE_UNITS_CLOSING;
    ck_assert_int_eq(units_of(&cell, &all_rows), NRR_OK);
}
END_TEST

START_TEST(a_part_of_the_units_is_not_taken_apart)
{
    nrr_cell cell = {.row = 0, .measure = NRR_MEASURE_OPENING};

    begin();
    option(NRR_QUERY_PARTS, 2);
    ck_assert_int_eq(units_of(&cell, &all_rows), NRR_E_PART);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("drill-down");
    TCase *units = table_cases("units"), *history = table_cases("history");

    tcase_add_test(units, units_stand_by_size_and_then_by_key);
    tcase_add_test(units, a_count_is_taken_apart_like_an_amount);
    tcase_add_test(units, who_came_back_and_stayed_is_behind_what_came_back_net);
    tcase_add_test(units, lines_of_a_customer_count_for_it);
    tcase_add_test(units, a_rate_has_a_numerator_and_a_denominator);
    tcase_add_test(units, a_cap_on_totals_takes_the_units_of_what_it_came_to);
    tcase_add_test(units, who_contributes_nothing_can_be_asked_for);
    tcase_add_test(units, a_reason_is_one_of_all_or_the_sum_of_the_hosts_own);
    tcase_add_loop_test(units, of_a_crowd_nobody_is_lost, 0, (int)COUNT(crowd_units));
    tcase_add_test(units, a_page_is_a_part_of_the_list);
    tcase_add_loop_test(units, a_wrong_cell_is_refused, 0, COUNT(wrong_cells));
    tcase_add_test(units, what_must_be_given_is_asked_for);
    tcase_add_test(units, a_strict_ledger_with_a_contradiction_shows_facts_alone);
    tcase_add_test(units, a_strict_ledger_without_contradictions_shows_all);
    tcase_add_test(units, a_part_that_does_not_fit_is_an_overflow);
    tcase_add_test(units, a_figure_that_does_not_fit_has_no_units);
    tcase_add_test(units, a_part_of_the_units_is_not_taken_apart);
    tcase_add_test(history, a_unit_has_movements_in_a_period_and_in_its_whole_history);
    tcase_add_test(history, the_facts_behind_are_those_of_all_lines_or_of_one);
    tcase_add_test(history, a_parent_has_what_its_customers_have);
    tcase_add_loop_test(history, a_wrong_subject_is_refused, 0, COUNT(wrong_subjects));
    tcase_add_test(history, a_line_that_nobody_has_is_refused_by_line);
    suite_add_tcase(suite, units);
    suite_add_tcase(suite, history);
    return nrr_test_main(suite);
}
