/* SPDX-License-Identifier: MIT */
#include "accidents.h"

#include <assert.h>
#include <string.h>

#include "booking.h"
#include "company.h"

enum { MERGER = 943 }; /* 2025-08-01 */

static const customer *find_customer(const char *name)
{
    int i = 0;

    while (strcmp(customers[i].name, name) != 0) {
        i++;
        assert(i < customer_count);
    }
    return &customers[i];
}

static row *find_row(const char *name, int day)
{
    const customer *who = find_customer(name);
    int i = 0;

    while (rows[i].who != who || rows[i].day != day) {
        i++;
        assert(i < row_count);
    }
    return &rows[i];
}

/* The fact was booked with another amount; that is taken back, and the right one booked anew. */
static void mistype(row *right, int64_t amount, int day)
{
    row *again = add_row(right->who, right->line, right->day, right->kind);

    again->amount = right->amount;
    again->reason = right->reason;
    again->plan = right->plan;
    again->known = day;
    right->amount = amount;
    take_back(right, day);
}

/* The fact was booked once more, under another id. */
static void book_twice(const row *once, int known, int day)
{
    row *again = add_row(once->who, once->line, once->day, once->kind);

    again->amount = once->amount;
    again->reason = once->reason;
    again->plan = once->plan;
    again->known = known;
    take_back(again, day);
}

/* The cancellation was booked for another customer first. */
static void confuse(row *right, const char *name, int day)
{
    row *wrong = add_row(find_customer(name), "core", right->day, "churn");

    wrong->amount = ALL;
    wrong->reason = right->reason;
    take_back(wrong, day);
    right->known = day;
}

/* All that became known on a day is in the export twice. */
static void export_twice(int day)
{
    int count = row_count;
    int i;

    for (i = 0; i < count; i++) {
        if (rows[i].known == day)
            rows[row_count++] = rows[i];
    }
}

/* The contract of one customer goes to another, at the same price. Neither has a fact later. */
static void merge(const char *from, const char *into, int day)
{
    const customer *gone = find_customer(from);
    row *made = add_row(gone, gone->core.name, day, "churn");

    made->amount = ALL;
    made->reason = "migration";
    made = add_row(find_customer(into), find_customer(into)->core.name, day, "expansion");
    made->amount = gone->core.level;
    made->reason = "migration";
}

void have_accidents(void)
{
    merge("Juniper River Labs", "Juniper Summit Labs", MERGER);
    export_twice(545);                                            /* 2024-06-29 */
    mistype(find_row("Copperline Shipyards", 984), 280000, 1010); /* 2025-09-11, 2025-10-07 */
    find_row("Maple Basin Energy", 990)->known = 1009;            /* 2025-09-17, 2025-10-06 */
    confuse(find_row("Lantern Arrow Partners", 992), "Juniper Arrow Partners",
            1005);                                                /* 2025-09-19, 2025-10-02 */
    book_twice(find_row("Ember Crest Bakeries", 992), 995, 1012); /* 2025-09-22, 2025-10-09 */
    find_row("Amber Lake Games", 998)->known = 1009;              /* 2025-09-25 */
}
