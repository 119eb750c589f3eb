/* SPDX-License-Identifier: MIT */
/* Mark: see mark.h. */
#include "mark.h"

#include "memory.h"

nrr__mark *nrr__mark_new(nrr__mark *ledger, const nrr_allocator *memory)
{
    nrr__mark *mark = nrr__memory_array(memory, 1, sizeof *mark);

    if (mark == NULL)
        return NULL;
    nrr__count_begin(&mark->references);
    mark->ledger = ledger == NULL ? NULL : nrr__mark_hold(ledger);
    mark->memory = *memory;
    return mark;
}

nrr__mark *nrr__mark_hold(nrr__mark *mark)
{
    nrr__count_retain(&mark->references);
    return mark;
}

void nrr__mark_release(nrr__mark *mark)
{
    while (mark != NULL && nrr__count_release(&mark->references)) {
        nrr__mark *ledger = mark->ledger;
        nrr_allocator memory = mark->memory;
        nrr__memory_release(&memory, mark, 1, sizeof *mark);
        mark = ledger;
    }
}
