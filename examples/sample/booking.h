/* SPDX-License-Identifier: MIT */
/* Facts as they are booked: rows of the file to be. A fact of a line has the kind that fits the
 * state it meets, and a line has at most one a day. */
#ifndef NRR_SAMPLE_BOOKING_H
#define NRR_SAMPLE_BOOKING_H

#include "company.h"

typedef struct row {
    const customer *who; /* NULL of a void, which is nothing but id and known */
    const char *line;
    int day;
    const char *kind;
    int64_t amount; /* ALL: whatever is there */
    const char *reason;
    int id;
    int known; /* a day */
    int plan;  /* that the customer has from then on */
} row;

#define ALL INT64_C(-1)

enum { ROWS_MAX = 4096 };

extern row rows[ROWS_MAX];
extern int row_count;

/* A fact that is known on its day, under an id of its own. */
row *add_row(const customer *who, const char *of, int day, const char *kind);

/* Bring a line to a level, under the kind that this is. */
void move_to(const customer *who, line *of, int day, int64_t level, const char *reason);

void renew(customer *who, int day, int64_t level, const char *reason);

/* Book, on a day, a void of a fact, under its id. */
void take_back(const row *wrong, int day);

#endif
