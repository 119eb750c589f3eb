/* SPDX-License-Identifier: MIT */
/* Visible: see visible.h. */
#include "visible.h"

#include "invariant.h"
#include "memory.h"

#include <string.h>

int nrr__visible_is_needed(const nrr__block_version *version)
{
    return version->has_notes ||
           (version->known != INT64_MAX && (version->newest->columns & NRR__CHUNK_KNOWNS) != 0);
}

void nrr__visible_end(nrr__visible *visible, const nrr_allocator *memory)
{
    size_t capacity = visible->capacity;

    nrr__memory_release(memory, visible->knowns, capacity, sizeof *visible->knowns);
    nrr__memory_release(memory, visible->void_knowns, capacity, sizeof *visible->void_knowns);
    nrr__memory_release(memory, visible->rows, capacity, sizeof *visible->rows);
    memset(visible, 0, sizeof *visible);
}

static nrr_status visible_reserve(nrr__visible *visible, const nrr_allocator *memory, size_t rows)
{
    if (rows <= visible->capacity)
        return NRR_OK;
    nrr__visible_end(visible, memory);
    visible->capacity = rows;
    visible->knowns = nrr__memory_array(memory, rows, sizeof *visible->knowns);
    visible->void_knowns = nrr__memory_array(memory, rows, sizeof *visible->void_knowns);
    visible->rows = nrr__memory_array(memory, rows, sizeof *visible->rows);
    if (visible->knowns != NULL && visible->void_knowns != NULL && visible->rows != NULL)
        return NRR_OK;
    nrr__visible_end(visible, memory);
    return NRR_E_MEMORY;
}

static void visible_earliest(int64_t *known, int64_t other)
{
    if (other < *known)
        *known = other;
}

/* Takes in one row: a fact, or a note on one. */
static void visible_read(nrr__visible *visible, const nrr__fact_chunk *chunk, size_t row)
{
    const nrr__fact_cell *cell = &chunk->cells[row];
    int64_t known = chunk->knowns == NULL ? NRR__KNOWN_ALWAYS : chunk->knowns[row];
    size_t place = chunk->place + row;

    if (!nrr__kind_is_note(cell->kind)) {
        visible_earliest(&visible->knowns[place], known);
        return;
    }
    visible->rows[place] |= NRR__ROW_HIDDEN;
    if (cell->kind == NRR__KIND_REPEAT) {
        visible_earliest(&visible->knowns[cell->amount], known);
    } else {
        visible_earliest(&visible->void_knowns[cell->amount], known);
        visible->rows[cell->amount] |= NRR__ROW_VOIDED;
    }
}

nrr_status nrr__visible_find(nrr__visible *visible, const nrr__block_version *version,
                             const nrr_allocator *memory)
{
    const nrr__fact_chunk *chunk = version->newest;
    size_t used = version->newest_used, i;
    nrr_status status = visible_reserve(visible, memory, version->row_count);

    if (status != NRR_OK)
        return status;
    for (i = 0; i < version->row_count; i++) {
        visible->knowns[i] = INT64_MAX;
        visible->void_knowns[i] = INT64_MAX;
        visible->rows[i] = 0;
    }
    for (; chunk != NULL; used = chunk->previous_used, chunk = chunk->previous)
        for (i = 0; i < used; i++)
            visible_read(visible, chunk, i);
    for (i = 0; i < version->row_count; i++) {
        int is_void = (visible->rows[i] & NRR__ROW_VOIDED) != 0 &&
                      visible->void_knowns[i] <= version->known;
        if (is_void || visible->knowns[i] > version->known)
            visible->rows[i] |= NRR__ROW_HIDDEN;
    }
    return NRR_OK;
}
