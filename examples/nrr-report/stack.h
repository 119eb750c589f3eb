/* SPDX-License-Identifier: MIT */
/* The stack: rows of tables of the library, one table below the other, each under the name of a group. */
#ifndef NRR_REPORT_STACK_H
#define NRR_REPORT_STACK_H

#include <stddef.h>
#include <stdint.h>

#include <nrr/nrr.h>

enum { STACK_COLUMNS_MAX = 8 };

typedef struct stack {
    const nrr_field *fields; /* static: of the columns that are kept */
    size_t columns;
    size_t rows;
    size_t capacity;
    int64_t *values[STACK_COLUMNS_MAX]; /* by row */
    const char **groups;                /* by row, borrowed; NULL: the total */
} stack;

/* Which rows of a table, and whose they are. */
typedef struct stack_part {
    const nrr_table *table;
    size_t first;
    size_t count;
    const char *group;
} stack_part;

/* Add rows below those that are there. One that has its fields, and is else all zero, has no rows. */
nrr_status stack_add(stack *all, const stack_part *part);

void stack_free(stack *all);

#endif
