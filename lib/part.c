/* SPDX-License-Identifier: MIT */
/* Part: see part.h. */
#include "part.h"

#include "invariant.h"
#include "memory.h"

static int part_has_lines(const nrr__part_question *question)
{
    size_t i;

    for (i = 0; i < question->cell_count; i++)
        if (question->cells[i].is_of_lines)
            return 1;
    return 0;
}

nrr_status nrr__part_walk_begin(nrr__part_walk *walk, const nrr__part_question *question)
{
    int has_lines = part_has_lines(question);
    nrr_status status;

    nrr__assert(question->cell_count <= NRR__PARTS);
    walk->question = question;
    walk->group_parts = NULL;
    status = nrr__unit_walk_begin(&walk->walk, question->row.snapshot, question->row.query->unit,
                                  question->row.period, has_lines);
    if (status == NRR_OK && has_lines) {
        walk->group_parts =
            nrr__memory_zeroed(&question->row.snapshot->memory, nrr__unit_walk_groups(&walk->walk),
                               question->cell_count * sizeof *walk->group_parts);
        if (walk->group_parts == NULL)
            return NRR_E_MEMORY;
    }
    return status == NRR_OK ? nrr__unit_walk_block(&walk->walk) : status;
}

void nrr__part_walk_end(nrr__part_walk *walk)
{
    nrr__memory_release(&walk->question->row.snapshot->memory, walk->group_parts,
                        nrr__unit_walk_groups(&walk->walk),
                        walk->question->cell_count * sizeof *walk->group_parts);
    nrr__unit_walk_end(&walk->walk);
}

/* Finds the parts of the unit at hand. */
static void part_take(nrr__part_walk *walk)
{
    const nrr__part_question *question = walk->question;
    const nrr__unit *unit = &walk->unit;
    size_t i;

    for (i = 0; i < question->cell_count; i++) {
        walk->parts[i] = nrr__cell_part(&question->cells[i], &walk->view);
        if (unit->group != 0 && walk->group_parts != NULL) {
            nrr__wide *sum = &walk->group_parts[(unit->group - 1) * question->cell_count + i];
            *sum = nrr__wide_add(*sum, walk->parts[i]);
            walk->parts[i] = *sum;
        }
    }
}

nrr_status nrr__part_walk_next(nrr__part_walk *walk, int *is_there)
{
    const nrr__row *row = &walk->question->row;

    while (walk->walk.has_block) {
        nrr_status status;
        while (nrr__unit_walk_next(&walk->walk, &walk->unit)) {
            nrr__unit_in(&walk->view, &walk->walk, &walk->unit, row->query);
            *is_there = !walk->unit.is_part && nrr__row_has(row, &walk->view);
            if (*is_there || walk->group_parts != NULL)
                part_take(walk);
            if (*is_there)
                return NRR_OK;
        }
        status = nrr__unit_walk_block(&walk->walk);
        if (status != NRR_OK)
            return status;
    }
    *is_there = 0;
    return NRR_OK;
}

nrr_status nrr__part_sums(const nrr__part_question *question, nrr__wide *sums)
{
    nrr__part_walk walk;
    nrr_status status = nrr__part_walk_begin(&walk, question);
    int is_there = status == NRR_OK;
    size_t i;

    for (i = 0; i < question->cell_count; i++)
        sums[i] = nrr__wide_of(0);
    while (is_there) {
        status = nrr__part_walk_next(&walk, &is_there);
        if (status != NRR_OK)
            break;
        for (i = 0; is_there && i < question->cell_count; i++)
            sums[i] = nrr__wide_add(sums[i], walk.parts[i]);
    }
    nrr__part_walk_end(&walk);
    return status;
}
