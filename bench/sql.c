/* SPDX-License-Identifier: MIT */
/*
 * The query is put together from common table expressions:
 *
 *     monthly    customer, month, d, op       net change of a customer in a month
 *     events     customer, e, d, op           e = 2 * month + 1 for a change at the end of a window,
 *                                             2 * (month + 12) for the same change at its beginning
 *     walked     ... z, o, first, opening     running sums: the levels at both ends of a window
 *     ttm_*      classes of (o, z) after each event and before it; what enters a class less what
 *                leaves it, summed up over months, is the class in each window
 *     month_*    classes of the changes of each month; who is in none of them is unchanged
 *
 * It is written so that both DuckDB and SQLite take it: e >> 1 is half of e, rounded down.
 *
 * Classes: 1 new, 2 carried in, 3 reactivated, 4 expanded, 5 contracted, 6 churned, 7 unchanged.
 */
#include "sql.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef struct sql_text {
    char *text;
    size_t length;
} sql_text;

static void put(sql_text *to, const char *piece)
{
    size_t length = strlen(piece);

    if (to->length + length >= BENCH_SQL_MAX) {
        fprintf(stderr, "nrr-bench: a query is too long\n");
        exit(1);
    }
    memcpy(to->text + to->length, piece, length + 1);
    to->length += length;
}

/* `first` stands for each "$" of the pattern, and `second` for each "@". */
static void put_pattern(sql_text *to, const char *pattern, const char *first, const char *second)
{
    char piece[2] = {0, 0};

    for (; *pattern != '\0'; pattern++) {
        piece[0] = *pattern;
        put(to, *pattern == '$' ? first : *pattern == '@' ? second : piece);
    }
}

static void put_number(sql_text *to, int64_t number)
{
    char digits[32];

    snprintf(digits, sizeof digits, "%" PRId64, number);
    put(to, digits);
}

/* The measures, from sums by class: n1..n7 units, o4..o7 their O, z1..z7 their Z. */
static const char measures[] =
    " o4 + o5 + o6 + o7, z1 + z2 + z3 + z4 + z5 + z7, z2, z1, z3, z4 - o4, o5 - z5, o6,"
    " z4 + z5 + z7, o4 + z5 + o7, n4 + n5 + n6 + n7, n1 + n2 + n3 + n4 + n5 + n7,"
    " n1, n3, n2, n4, n5, n6, n7";

/* sum(x) of those rows of that class, as `name` and the class; 0 for none. */
static void put_sum(sql_text *to, const char *name, const char *what, int state)
{
    put(to, "CAST(coalesce(sum(CASE WHEN c = ");
    put_number(to, state);
    put(to, " THEN ");
    put(to, what);
    put(to, " ELSE 0 END), 0) AS BIGINT) AS ");
    put(to, name);
    put_number(to, state);
}

static void put_class_sums(sql_text *to, int last)
{
    for (int state = 1; state <= last; state++) {
        put(to, state == 1 ? " " : ", ");
        put_sum(to, "n", "n", state);
        put(to, ", ");
        put_sum(to, "o", "o", state);
        put(to, ", ");
        put_sum(to, "z", "z", state);
    }
}

static void put_monthly(const bench_sql *sql, sql_text *to)
{
    put(to, ", monthly AS MATERIALIZED (SELECT customer, month, CAST(sum(delta) AS BIGINT) AS d, "
            "max(opening) AS op FROM ");
    put(to, sql->facts);
    put(to, " GROUP BY customer, month)");
}

/* Without the trailing window, events are the changes at the end alone. */
static void put_walked(const bench_sql *sql, unsigned views, sql_text *to)
{
    put(to,
        ", events AS (SELECT customer, CAST(month * 2 + 1 AS SMALLINT) AS e, d, op FROM monthly");
    if (views >> BENCH_TTM & 1U) {
        put(to, " UNION ALL SELECT customer, CAST((month + 12) * 2 AS SMALLINT), d, NULL FROM "
                "monthly WHERE month < ");
        put_number(to, (int64_t)sql->months - 12);
    }
    put(to, "), walked AS MATERIALIZED (SELECT customer, e, d, op,"
            " CAST(sum(CASE WHEN e & 1 = 1 THEN d ELSE 0 END) OVER w AS BIGINT) AS z,");
    if (views >> BENCH_TTM & 1U) {
        put(to, " CAST(sum(CASE WHEN e & 1 = 0 THEN d ELSE 0 END) OVER w AS BIGINT) AS o,");
    }
    put(to, " first_value(e) OVER w AS first, first_value(op) OVER w AS opening FROM events"
            " WINDOW w AS (PARTITION BY customer ORDER BY e ROWS UNBOUNDED PRECEDING))");
}

/* The class of a customer with levels o and z, new if `is_new` holds. */
static void put_class(sql_text *to, const char *o, const char *z, const char *is_new)
{
    put_pattern(to, "CASE WHEN $ = 0 THEN CASE WHEN @ = 0 THEN 0 WHEN NOT (", o, z);
    put(to, is_new);
    put_pattern(to,
                ") THEN 3 WHEN opening = 1 THEN 2 ELSE 1 END WHEN @ = 0 THEN 6"
                " WHEN @ > $ THEN 4 WHEN @ < $ THEN 5 ELSE 7 END",
                o, z);
}

/* Before an event, only the first change of a customer leaving the window ends its being new. */
static void put_ttm(sql_text *to)
{
    put(to, ", ttm_states AS (SELECT e >> 1 AS month, ");
    put_class(to, "o", "z", "first + 23 > e");
    put(to, " AS c, ");
    put_class(to, "(CASE WHEN e & 1 = 0 THEN o - d ELSE o END)",
              "(CASE WHEN e & 1 = 1 THEN z - d ELSE z END)", "first + 23 >= e");
    put(to, " AS c0, o, z, CASE WHEN e & 1 = 0 THEN o - d ELSE o END AS o0,"
            " CASE WHEN e & 1 = 1 THEN z - d ELSE z END AS z0 FROM walked),"
            " ttm_sums AS (SELECT month, c, c0, count(*) AS n, CAST(sum(o) AS BIGINT) AS o,"
            " CAST(sum(z) AS BIGINT) AS z, CAST(sum(o0) AS BIGINT) AS o0,"
            " CAST(sum(z0) AS BIGINT) AS z0 FROM ttm_states GROUP BY month, c, c0),"
            " ttm_moves AS (SELECT month, c, n, o, z FROM ttm_sums UNION ALL"
            " SELECT month, c0, -n, -o0, -z0 FROM ttm_sums),"
            " ttm_months AS (SELECT months.month AS month,");
    put_class_sums(to, 7);
    put(to, " FROM months LEFT JOIN ttm_moves ON ttm_moves.month <= months.month"
            " WHERE months.month >= 11 GROUP BY months.month)");
}

/* The changes of a month, by class and by segment; without the view of segments in one group. */
static void put_month(unsigned views, sql_text *to)
{
    int by_segment = (views >> BENCH_SEGMENT & 1U) != 0;

    put(to, ", month_states AS (SELECT ");
    put(to, by_segment ? "segment, " : "0 AS segment, ");
    put(to, "e >> 1 AS month, ");
    put_class(to, "(z - d)", "z", "first = e");
    put(to, " AS c, z - d AS o, z FROM walked");
    put(to, by_segment ? " JOIN segments ON walked.customer = segments.customer" : "");
    put(to,
        " WHERE e & 1 = 1), month_sums AS MATERIALIZED (SELECT segment, month, c, count(*) AS n,"
        " CAST(sum(o) AS BIGINT) AS o, CAST(sum(z) AS BIGINT) AS z FROM month_states"
        " GROUP BY segment, month, c)");
}

/* Six classes of changes, and the running total of what was there before, of which the seventh is
 * the rest. `group` is "0" for one group of all, or "segment". */
static void put_month_rows(sql_text *to, const char *name, const char *group)
{
    /* An OVER of its own for each: DuckDB knows a window's name but once in a query. */
    static const char running[] =
        " OVER (PARTITION BY g ORDER BY month ROWS UNBOUNDED PRECEDING) AS BIGINT)";

    put_pattern(to,
                ", $_places AS (SELECT DISTINCT @ AS g, months.month AS month"
                " FROM months, month_sums), $_changes AS (SELECT p.g AS g, p.month AS month,",
                name, group);
    put_class_sums(to, 6);
    put_pattern(to,
                " FROM $_places AS p LEFT JOIN month_sums AS s"
                " ON s.month = p.month AND @ = p.g GROUP BY p.g, p.month),"
                " $_rows AS (SELECT *, CAST(sum(z1 + z2 + z3 + z4 + z5 - o4 - o5 - o6)",
                name, group);
    put(to, running);
    put(to, " - (z1 + z2 + z3 + z4 + z5) AS o7, CAST(sum(n1 + n2 + n3 - n6)");
    put(to, running);
    put_pattern(to,
                " - (n1 + n2 + n3 + n4 + n5) AS n7 FROM $_changes),"
                " $_all AS (SELECT *, o7 AS z7 FROM $_rows)",
                name, group);
}

static void put_one(const bench_sql *sql, sql_text *to)
{
    char is_new[64];

    put(to, ", ends AS (SELECT CAST(sum(CASE WHEN time < ");
    put_number(to, sql->start);
    put(to, " THEN delta ELSE 0 END) AS BIGINT) AS o, CAST(sum(delta) AS BIGINT) AS z,"
            " min(time) AS first, max(opening) AS opening FROM ");
    put(to, sql->facts);
    put(to, " WHERE time < ");
    put_number(to, sql->end);
    put(to, " GROUP BY customer), one_states AS (SELECT ");
    snprintf(is_new, sizeof is_new, "first >= %" PRId64, sql->start);
    put_class(to, "o", "z", is_new);
    put(to, " AS c, o, z FROM ends), one_sums AS (SELECT c, count(*) AS n,"
            " CAST(sum(o) AS BIGINT) AS o, CAST(sum(z) AS BIGINT) AS z FROM one_states GROUP BY c),"
            " one AS (SELECT");
    put_class_sums(to, 7);
    put(to, " FROM one_sums)");
}

/* One SELECT of the answer. */
static void put_answer(sql_text *to, int *is_next, bench_view view, const char *row,
                       const char *from)
{
    put(to, *is_next ? " UNION ALL SELECT CAST(" : " SELECT CAST(");
    put_number(to, view);
    put(to, " AS BIGINT), CAST(");
    put(to, row);
    put(to, " AS BIGINT),");
    put(to, measures);
    put(to, " FROM ");
    put(to, from);
    *is_next = 1;
}

static void put_months(const bench_sql *sql, sql_text *to)
{
    put(to, "WITH RECURSIVE months(month) AS (SELECT 0 UNION ALL SELECT month + 1 FROM months"
            " WHERE month + 1 < ");
    put_number(to, (int64_t)sql->months);
    put(to, ")");
}

void bench_sql_walked(const bench_sql *sql, char text[BENCH_SQL_MAX])
{
    sql_text to = {text, 0};

    put_months(sql, &to);
    put_monthly(sql, &to);
    put_walked(sql, 1U << BENCH_TTM, &to);
    put(&to, " SELECT * FROM walked");
}

void bench_sql_write(const bench_sql *sql, unsigned views, char text[BENCH_SQL_MAX])
{
    sql_text to = {text, 0};
    unsigned series = views & (7U << BENCH_MONTH);
    int is_next = 0;

    put_months(sql, &to);
    if (series != 0 && !sql->is_kept) {
        put_monthly(sql, &to);
        put_walked(sql, views, &to);
    }
    if (views >> BENCH_TTM & 1U) {
        put_ttm(&to);
    }
    if (views >> BENCH_MONTH & 1U || views >> BENCH_SEGMENT & 1U) {
        put_month(views, &to);
    }
    if (views >> BENCH_MONTH & 1U) {
        put_month_rows(&to, "month", "0");
    }
    if (views >> BENCH_SEGMENT & 1U) {
        put_month_rows(&to, "segment", "segment");
    }
    if (views >> BENCH_ONE & 1U) {
        put_one(sql, &to);
    }
    if (views >> BENCH_MONTH & 1U) {
        put_answer(&to, &is_next, BENCH_MONTH, "month", "month_all");
    }
    if (views >> BENCH_TTM & 1U) {
        put_answer(&to, &is_next, BENCH_TTM, "month - 11", "ttm_months");
    }
    if (views >> BENCH_SEGMENT & 1U) {
        put_answer(&to, &is_next, BENCH_SEGMENT, "month * 20 + g", "segment_all");
    }
    if (views >> BENCH_ONE & 1U) {
        put_answer(&to, &is_next, BENCH_ONE, "0", "one");
    }
}
