/* SPDX-License-Identifier: MIT */
/* Cells: see cells.h. */
#include "cells.h"

#include "nrr/report.h"

#include "invariant.h"
#include "memory.h"

#include <string.h>

enum {
    CELLS_BYTES = 64 /* of a cell, at the most: a place of its own run has two pieces of three lanes */
};

int nrr__cells_can_hold(const nrr__cells *shape)
{
    size_t row = shape->cell_count * CELLS_BYTES;

    return shape->groups < NRR_ROWS_MAX / shape->places &&
           shape->groups < SIZE_MAX / row / shape->places;
}

nrr_status nrr__cells_make(nrr__cells *cells, const nrr_allocator *memory)
{
    nrr__assert(nrr__cells_can_hold(cells));
    cells->values = nrr__memory_zeroed(memory, cells->places,
                                       nrr__cells_stride(cells) * sizeof *cells->values);
    return cells->values == NULL ? NRR_E_MEMORY : NRR_OK;
}

void nrr__cells_end(nrr__cells *cells, const nrr_allocator *memory)
{
    nrr__memory_release(memory, cells->values, cells->places,
                        nrr__cells_stride(cells) * sizeof *cells->values);
    cells->values = NULL;
}

void nrr__cells_finish(nrr__cells *cells, const nrr__plan *plan)
{
    size_t stride = nrr__cells_stride(cells), cell;
    uint32_t run, place;

    for (run = 0; run < plan->run_count; run++)
        for (place = 1; place < plan->runs[run].count; place++) {
            nrr__wide *now = cells->values + (plan->runs[run].first + (size_t)place) * stride;
            const nrr__wide *before = now - stride;
            for (cell = 0; cell < stride; cell++)
                now[cell] = nrr__wide_add(now[cell], before[cell]);
        }
}

void nrr__cells_add(nrr__cells *cells, const nrr__cells *other)
{
    size_t count = cells->places * nrr__cells_stride(cells), i;

    nrr__assert(count == other->places * nrr__cells_stride(other));
    for (i = 0; i < count; i++)
        cells->values[i] = nrr__wide_add(cells->values[i], other->values[i]);
}

void nrr__cells_subtract(nrr__cells *cells, const nrr__cells *other)
{
    size_t count = cells->places * nrr__cells_stride(cells), i;

    nrr__assert(count == other->places * nrr__cells_stride(other));
    for (i = 0; i < count; i++)
        cells->values[i] = nrr__wide_subtract(cells->values[i], other->values[i]);
}
