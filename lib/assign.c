/* SPDX-License-Identifier: MIT */
/* Assign: a batch of assignments into the store, all or nothing.
 *
 * First every row is read, checked, and counted in its log; then every log that gets rows makes room;
 * then, when nothing can fail any more, they are written. */
#include "nrr/group.h"

#include "assignment_batch.h"

#include <string.h>

/* The first pass: checks rows and counts them as pending. */
static nrr_status assign_check(const nrr__assignment_batch *batch, nrr_refusal *refusal)
{
    nrr_field field = 0;
    size_t row;

    for (row = 0; row < batch->count; row++) {
        nrr_assignment assignment;
        nrr_status status = nrr__assignment_batch_read(batch, row, &assignment, &field);
        if (status != NRR_OK) {
            refusal->row = (int64_t)row;
            refusal->field = field;
            return status;
        }
        status = nrr__assignment_store_touch(&batch->ledger->assignments, &assignment);
        if (status != NRR_OK)
            return status;
    }
    return NRR_OK;
}

static nrr_status assign_batch(const nrr__assignment_batch *batch, nrr_refusal *refusal)
{
    nrr_ledger *ledger = batch->ledger;
    nrr_assignment assignment;
    nrr_field field;
    nrr_status status = nrr__assignment_store_grow(
        &ledger->assignments, &ledger->memory, nrr__ledger_key_count(ledger, NRR_KEY_DIMENSION));
    size_t row;

    if (status != NRR_OK)
        return status;
    status = assign_check(batch, refusal);
    if (status == NRR_OK)
        status = nrr__assignment_store_reserve(&ledger->assignments, &ledger->memory);
    for (row = 0; row < batch->count && status == NRR_OK; row++) {
        (void)nrr__assignment_batch_read(batch, row, &assignment, &field); /* it was read before */
        nrr__assignment_store_put(&ledger->assignments, &assignment);
    }
    nrr__assignment_store_forget(&ledger->assignments);
    return status;
}

/* Tells the caller why: what was found in a row, else the status alone. */
static nrr_status assign_answer(nrr_status status, nrr_refusal found, nrr_refusal *refusal)
{
    if (status != NRR_OK && refusal != NULL) {
        *refusal = found;
        refusal->status = status;
    }
    return status;
}

static nrr__assignment_batch assign_batch_new(nrr_ledger *ledger, size_t count)
{
    nrr__assignment_batch batch;

    memset(&batch, 0, sizeof batch);
    batch.ledger = ledger;
    batch.count = count;
    return batch;
}

nrr_status nrr_ledger_assign(nrr_ledger *ledger, const nrr_assignment *assignments,
                             size_t row_size, size_t count, nrr_refusal *refusal)
{
    nrr_refusal found = {-1, 0, NRR_OK};
    nrr__assignment_batch batch;
    nrr_status status;

    if (ledger == NULL)
        return assign_answer(NRR_E_NULL, found, refusal);
    batch = assign_batch_new(ledger, count);
    status = nrr__assignment_batch_of_rows(&batch, assignments, row_size);
    if (status == NRR_OK)
        status = assign_batch(&batch, &found);
    return assign_answer(status, found, refusal);
}

nrr_status nrr_ledger_assign_columns(nrr_ledger *ledger, const nrr_column *columns,
                                     size_t column_count, size_t rows, nrr_refusal *refusal)
{
    nrr_refusal found = {-1, 0, NRR_OK};
    nrr__assignment_batch batch;
    nrr_status status;

    if (ledger == NULL || (columns == NULL && column_count != 0))
        return assign_answer(NRR_E_NULL, found, refusal);
    batch = assign_batch_new(ledger, rows);
    status = nrr__assignment_batch_of_columns(&batch, columns, column_count, &found);
    if (status == NRR_OK)
        status = assign_batch(&batch, &found);
    nrr__assignment_batch_end(&batch);
    return assign_answer(status, found, refusal);
}
