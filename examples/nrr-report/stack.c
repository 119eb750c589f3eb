/* SPDX-License-Identifier: MIT */
#include "stack.h"

#include <stdlib.h>
#include <string.h>

/* Gives all columns room for so many rows. What could not grow is still there as it was. */
static nrr_status stack_grow(stack *all, size_t capacity)
{
    void *names = realloc((void *)all->groups, capacity * sizeof *all->groups);
    int complete = names != NULL;
    size_t i;

    all->groups = names != NULL ? (const char **)names : all->groups;
    for (i = 0; i < all->columns; i++) {
        void *values = realloc(all->values[i], capacity * sizeof *all->values[i]);

        all->values[i] = values != NULL ? (int64_t *)values : all->values[i];
        complete = complete && values != NULL;
    }
    if (complete)
        all->capacity = capacity;
    return complete ? NRR_OK : NRR_E_MEMORY;
}

nrr_status stack_add(stack *all, const stack_part *part)
{
    size_t rows = all->rows + part->count;
    nrr_status status = NRR_OK;
    size_t i;

    if (rows > all->capacity)
        status = stack_grow(all, 2 * rows);
    for (i = 0; i < all->columns && status == NRR_OK; i++) {
        const int64_t *values = NULL;

        status = nrr_table_column(part->table, all->fields[i], &values);
        if (status == NRR_OK && part->count > 0)
            memcpy(all->values[i] + all->rows, values + part->first,
                   part->count * sizeof *values);
    }
    if (status != NRR_OK)
        return status;
    for (; all->rows < rows; all->rows++)
        all->groups[all->rows] = part->group;
    return NRR_OK;
}

void stack_free(stack *all)
{
    size_t i;

    for (i = 0; i < all->columns; i++)
        free(all->values[i]);
    free((void *)all->groups);
}
