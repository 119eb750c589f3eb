/* SPDX-License-Identifier: MIT */
#include "booking.h"

#include <assert.h>
#include <string.h>

row rows[ROWS_MAX];
int row_count;
static int id_count;

row *add_row(const customer *who, const char *of, int day, const char *kind)
{
    row *made = &rows[row_count++];

    assert(row_count < ROWS_MAX);
    memset(made, 0, sizeof *made);
    made->who = who;
    made->line = of;
    made->day = day;
    made->kind = kind;
    made->reason = "";
    made->id = ++id_count;
    made->known = day;
    made->plan = who == NULL ? 0 : who->plan;
    return made;
}

static void write_fact(const customer *who, line *of, int day, const char *kind, int64_t amount,
                       const char *reason)
{
    row *made = add_row(who, of->name, day, kind);

    assert(of->last_day < day);
    of->last_day = day;
    made->amount = amount;
    made->reason = reason;
}

void move_to(const customer *who, line *of, int day, int64_t level, const char *reason)
{
    if (level > of->level)
        write_fact(who, of, day,
                   of->level > 0     ? "expansion"
                   : of->highest > 0 ? "reactivation"
                                     : "new",
                   level - of->level, reason);
    else if (level < of->level)
        write_fact(who, of, day, level > 0 ? "contraction" : "churn", of->level - level, reason);
    of->level = level;
    if (level > of->highest)
        of->highest = level;
}

void renew(customer *who, int day, int64_t level, const char *reason)
{
    write_fact(who, &who->core, day, "renewal", level, reason);
    who->core.level = level;
}

void take_back(const row *wrong, int day)
{
    row *made = add_row(NULL, "", 0, "void");

    id_count--;
    made->id = wrong->id;
    made->known = day;
}
