/* SPDX-License-Identifier: MIT */
#include "header.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "quote.h"

enum { HEADER_FIRST = 16 };

static const struct {
    const char *name;
    nrr_field field;
    int required;
} header_known[] = {
    {"customer", NRR_FIELD_CUSTOMER, 1}, {"time", NRR_FIELD_TIME, 1},
    {"kind", NRR_FIELD_KIND, 1},         {"amount", NRR_FIELD_AMOUNT, 1},
    {"line", NRR_FIELD_LINE, 0},         {"reason", NRR_FIELD_REASON, 0},
    {"sequence", NRR_FIELD_SEQUENCE, 0}, {"id", NRR_FIELD_ID, 0},
    {"known", NRR_FIELD_KNOWN, 0},       {"parent", NRR_FIELD_PARENT, 0},
};

enum { HEADER_KNOWN = sizeof header_known / sizeof header_known[0] };

static const char header_dimension[] = "dim:";
static const char header_line_dimension[] = "linedim:";

void header_free(header *columns)
{
    free(columns->columns);
    free(columns->seen);
}

static int header_equals(const char *name, size_t length, const char *known)
{
    return length == strlen(known) && memcmp(name, known, length) == 0;
}

static int header_begins(const char *name, size_t length, const char *known)
{
    return length >= strlen(known) && memcmp(name, known, strlen(known)) == 0;
}

/* Room for one more column; of different dimensions there are not more than columns. */
static nrr_status header_make_room(header *columns)
{
    size_t capacity = columns->capacity == 0 ? HEADER_FIRST : 2 * columns->capacity;
    header_column *grown;
    uint8_t *seen;

    if (columns->count < columns->capacity)
        return NRR_OK;
    grown = (header_column *)calloc(capacity, sizeof *grown);
    seen = (uint8_t *)calloc(capacity, sizeof *seen);
    if (grown == NULL || seen == NULL) {
        free(grown);
        free(seen);
        return NRR_E_MEMORY;
    }
    if (columns->count > 0) {
        memcpy(grown, columns->columns, columns->count * sizeof *grown);
        memcpy(seen, columns->seen, columns->count * sizeof *seen);
    }
    header_free(columns);
    columns->columns = grown;
    columns->seen = seen;
    columns->capacity = capacity;
    return NRR_OK;
}

static const char header_twice[] = "is the name of an earlier column, too";

/* Add the column of a dimension by that one's name. */
static const char *header_add_dimension(header *columns, const char *name, size_t length,
                                        uint32_t flags, nrr_ledger *ledger, nrr_status *status)
{
    header_column *column = &columns->columns[columns->count];
    uint8_t mark = flags & NRR_ASSIGNMENT_LINE ? 2 : 1;

    if (length == 0)
        return "names no dimension";
    if (memchr(name, '\0', length) != NULL)
        return "is not text: there is a NUL byte in it";
    *status = nrr_ledger_key(ledger, NRR_KEY_DIMENSION, name, length, &column->dimension);
    if (*status != NRR_OK)
        return NULL;
    if (columns->seen[column->dimension - 1] & mark)
        return header_twice;
    columns->seen[column->dimension - 1] |= mark;
    column->field = NRR_FIELD_VALUE;
    column->flags = flags;
    columns->count++;
    return NULL;
}

const char *header_add(header *columns, const char *name, size_t length, nrr_ledger *ledger,
                       nrr_status *status)
{
    size_t i;

    *status = header_make_room(columns);
    if (*status != NRR_OK)
        return NULL;
    for (i = 0; i < HEADER_KNOWN; i++) {
        if (!header_equals(name, length, header_known[i].name))
            continue;
        if (header_place(columns, header_known[i].field) < columns->count)
            return header_twice;
        columns->columns[columns->count++].field = header_known[i].field;
        return NULL;
    }
    if (header_begins(name, length, header_dimension))
        return header_add_dimension(columns, name + strlen(header_dimension),
                                    length - strlen(header_dimension), 0, ledger, status);
    if (header_begins(name, length, header_line_dimension))
        return header_add_dimension(columns, name + strlen(header_line_dimension),
                                    length - strlen(header_line_dimension), NRR_ASSIGNMENT_LINE,
                                    ledger, status);
    return "is not a column of facts (customer, time, kind, amount, line, reason, sequence, id, "
           "known, parent, dim:NAME, linedim:NAME)";
}

const char *header_missing(const header *columns)
{
    size_t i;

    for (i = 0; i < HEADER_KNOWN; i++) {
        if (header_known[i].required &&
            header_place(columns, header_known[i].field) == columns->count)
            return header_known[i].name;
    }
    return NULL;
}

static void header_print_dimension(const header_column *column, const nrr_ledger *ledger)
{
    nrr_key key = {0};

    (void)nrr_ledger_key_of(ledger, NRR_KEY_DIMENSION, column->dimension, &key); /* it is there */
    fputs(column->flags & NRR_ASSIGNMENT_LINE ? header_line_dimension : header_dimension, stderr);
    quote_print((const char *)key.bytes, (size_t)key.length);
}

void header_print_name(const header *columns, size_t place, const nrr_ledger *ledger)
{
    const header_column *column = &columns->columns[place];
    size_t i;

    for (i = 0; i < HEADER_KNOWN; i++) {
        if (header_known[i].field == column->field)
            fputs(header_known[i].name, stderr);
    }
    if (column->field == NRR_FIELD_VALUE)
        header_print_dimension(column, ledger);
}

size_t header_place(const header *columns, nrr_field field)
{
    size_t i;

    for (i = 0; i < columns->count; i++) {
        if (columns->columns[i].field == field)
            break;
    }
    return i;
}
