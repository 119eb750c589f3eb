/* SPDX-License-Identifier: MIT */
#include "header.h"

#include <string.h>

static const struct {
    const char *name;
    nrr_field field;
    int required;
} header_known[HEADER_COLUMNS_MAX] = {
    {"customer", NRR_FIELD_CUSTOMER, 1}, {"time", NRR_FIELD_TIME, 1},
    {"kind", NRR_FIELD_KIND, 1},         {"amount", NRR_FIELD_AMOUNT, 1},
    {"line", NRR_FIELD_LINE, 0},         {"reason", NRR_FIELD_REASON, 0},
    {"sequence", NRR_FIELD_SEQUENCE, 0}, {"id", NRR_FIELD_ID, 0},
    {"known", NRR_FIELD_KNOWN, 0},       {"parent", NRR_FIELD_PARENT, 0},
};

static int header_equals(const char *name, size_t length, const char *known)
{
    return length == strlen(known) && memcmp(name, known, length) == 0;
}

static int header_begins(const char *name, size_t length, const char *known)
{
    return length >= strlen(known) && memcmp(name, known, strlen(known)) == 0;
}

static int header_is_planned(const char *name, size_t length)
{
    return header_begins(name, length, "dim:") || header_begins(name, length, "linedim:");
}

const char *header_add(header *columns, const char *name, size_t length)
{
    size_t i;

    for (i = 0; i < HEADER_COLUMNS_MAX; i++) {
        if (!header_equals(name, length, header_known[i].name))
            continue;
        if (header_place(columns, header_known[i].field) < columns->count)
            return "is the name of an earlier column, too";
        columns->fields[columns->count++] = header_known[i].field;
        return NULL;
    }
    if (header_is_planned(name, length))
        return "is a column that is not offered by this version";
    return "is not a column of facts (customer, time, kind, amount, line, reason, sequence, id, "
           "known, parent)";
}

const char *header_missing(const header *columns)
{
    size_t i;

    for (i = 0; i < HEADER_COLUMNS_MAX; i++) {
        if (header_known[i].required &&
            header_place(columns, header_known[i].field) == columns->count)
            return header_known[i].name;
    }
    return NULL;
}

const char *header_name(nrr_field field)
{
    size_t i;

    for (i = 0; i < HEADER_COLUMNS_MAX; i++) {
        if (header_known[i].field == field)
            return header_known[i].name;
    }
    return "?";
}

size_t header_place(const header *columns, nrr_field field)
{
    size_t i;

    for (i = 0; i < columns->count; i++) {
        if (columns->fields[i] == field)
            break;
    }
    return i;
}
