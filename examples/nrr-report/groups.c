/* SPDX-License-Identifier: MIT */
#include "groups.h"

#include <stdlib.h>
#include <string.h>

static const char groups_unassigned[] = "unassigned";
static const char groups_between[] = " / ";

static int groups_append(groups_name *name, const void *bytes, size_t length)
{
    char *text = (char *)realloc(name->text, name->length + length + 1);

    if (text == NULL)
        return 0;
    if (length > 0)
        memcpy(text + name->length, bytes, length);
    name->text = text;
    name->length += length;
    name->text[name->length] = '\0';
    return 1;
}

int groups_add_value(groups_name *name, const void *bytes, size_t length)
{
    if (name->text != NULL && !groups_append(name, groups_between, sizeof groups_between - 1))
        return 0;
    return bytes != NULL ? groups_append(name, bytes, length)
                         : groups_append(name, groups_unassigned, sizeof groups_unassigned - 1);
}

/* The name of the group of a row; values of a file are text. */
static nrr_status groups_read_name(groups_name *name, const nrr_report *report, size_t row)
{
    size_t i;

    for (i = 0; i < NRR_DIMENSIONS_MAX; i++) {
        nrr_group_kind kind = NRR_GROUP_TOTAL;
        nrr_key value;
        nrr_status status = nrr_report_group(report, row, i, &kind, &value);

        if (status == NRR_E_DIMENSION || kind == NRR_GROUP_TOTAL)
            return NRR_OK; /* there are no more */
        if (status != NRR_OK)
            return status;
        if (!groups_add_value(name, kind == NRR_GROUP_VALUE ? value.bytes : NULL,
                              (size_t)value.length))
            return NRR_E_MEMORY;
    }
    return NRR_OK;
}

/* Keeps the rows to show. */
static nrr_status groups_read_rows(groups *all, const nrr_report *report)
{
    const uint32_t *flags = NULL;
    size_t rows = 0;
    nrr_status status = nrr_report_count(report, &rows);
    size_t row;

    if (status == NRR_OK)
        status = nrr_report_all_flags(report, &flags);
    if (status != NRR_OK)
        return status;
    all->rows = (size_t *)malloc((rows > 0 ? rows : 1) * sizeof *all->rows);
    if (all->rows == NULL)
        return NRR_E_MEMORY;
    for (row = 0; row < rows; row++) {
        if (groups_is_total(all, row) || !(flags[row] & NRR_ROW_EMPTY))
            all->rows[all->row_count++] = row;
    }
    return NRR_OK;
}

nrr_status groups_read(groups *all, const nrr_report *report)
{
    nrr_status status = nrr_report_groups(report, &all->count);
    size_t i;

    if (status == NRR_OK) {
        all->names = (groups_name *)calloc(all->count, sizeof *all->names);
        status = all->names == NULL ? NRR_E_MEMORY : NRR_OK;
    }
    for (i = 0; i < all->count && status == NRR_OK; i++)
        status = groups_read_name(&all->names[i], report, i);
    return status == NRR_OK ? groups_read_rows(all, report) : status;
}

const groups_name *groups_name_of(const groups *all, size_t row)
{
    return &all->names[row % all->count];
}

int groups_is_total(const groups *all, size_t row)
{
    return row % all->count == all->count - 1;
}

void groups_free(groups *all)
{
    size_t i;

    for (i = 0; all->names != NULL && i < all->count; i++)
        free(all->names[i].text);
    free(all->names);
    free(all->rows);
    memset(all, 0, sizeof *all);
}
