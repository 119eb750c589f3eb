/* SPDX-License-Identifier: MIT */
/* Dense gross: the movements of units in batches, by class in all periods, those with O = 0 apart, and by reason in
 * those with O > 0; see dense.h. What moves between two edges is added up once, whatever periods it lies in: its
 * flows, by class and then by reason. What moves in periods that begin at zero is added to their lanes as differences,
 * and taken from their reasons. */
#include "dense_batch.h"

#include "memory.h"

/* Flows of a group from one edge to the next. */
static size_t dense_flow_width(const nrr__job *job)
{
    return NRR__CLASSES + 2 * job->target->reasons.slots;
}

/* Flows of a group. */
static size_t dense_flow_count(const nrr__job *job)
{
    return job->index_count * dense_flow_width(job);
}

/* The size can be held: a job that takes part has less than six edges for each period, and its cells, which nrr__cells_can_hold()
 * asks about with 64 bytes each, are more than the flows of a group. */
nrr_status nrr__dense_flows_make(nrr__job *job, const nrr_allocator *memory)
{
    job->flows = nrr__memory_zeroed(memory, job->target->cells.groups,
                                    dense_flow_count(job) * sizeof *job->flows);
    return job->flows == NULL ? NRR_E_MEMORY : NRR_OK;
}

void nrr__dense_flows_end(nrr__job *job, const nrr_allocator *memory)
{
    if (job->flows != NULL)
        nrr__memory_release(memory, job->flows, job->target->cells.groups,
                            dense_flow_count(job) * sizeof *job->flows);
}

/* Adds an amount to the cells of a reason. */
static inline void dense_put_reason(const nrr__reason_sums *reasons, nrr__lane64 *cells,
                                    uint16_t reason, int is_loss, int64_t amount)
{
    size_t slots[2];
    size_t count = nrr__reason_slots_of(reasons, reason, is_loss, slots);

    cells[slots[0]] += amount;
    if (count == 2)
        cells[slots[1]] += amount;
}

/* Adds the movements of the places that begin at zero, and of which one from zero is the first. A later movement is in fewer
 * of them. */
static void dense_put_outside(const nrr__job *job, const nrr__kernel_unit *unit, uint32_t rise,
                              nrr__lane64 *lanes)
{
    const nrr__reason_sums *reasons = &job->target->reasons;
    const size_t stride = nrr__cells_stride(&job->target->cells);
    const uint16_t *codes = unit->movements.reasons;
    nrr__range all = {0, job->run->count}, places = nrr__dense_rise_places(job, unit, rise, all);
    nrr__lane64 *end = lanes + places.end * stride;
    int64_t before = 0;
    uint32_t i;

    for (i = rise; i < unit->movements.count; i++) {
        int64_t after = unit->movements.levels[i], amount = nrr__kernel_distance(before, after);
        uint32_t enter = job->enter[unit->indices[i]], kind = unit->classes[i];
        nrr__lane64 *from;
        places.first = places.first < enter ? enter : places.first;
        if (places.first >= places.end)
            return;
        from = lanes + places.first * stride;
        from[NRR__CELL_OUTSIDE + kind] += amount;
        end[NRR__CELL_OUTSIDE + kind] -= amount;
        if (reasons->slots != 0) {
            uint16_t reason = codes == NULL ? 0 : codes[i];
            dense_put_reason(reasons, from + NRR__CELL_FIXED, reason, after < before, -amount);
            dense_put_reason(reasons, end + NRR__CELL_FIXED, reason, after < before, amount);
        }
        before = after;
    }
}

void nrr__dense_put_gross(const nrr__job *job, const nrr__kernel_unit *unit, uint32_t group)
{
    const nrr__reason_sums *reasons = &job->target->reasons;
    const size_t width = dense_flow_width(job);
    const uint16_t *codes = unit->movements.reasons;
    nrr__lane64 *flows = job->flows + group * dense_flow_count(job);
    nrr__lane64 *lanes = nrr__dense_lanes(job, group);
    int64_t before = 0;
    uint32_t i;

    for (i = 0; i < unit->movements.count; i++) {
        int64_t after = unit->movements.levels[i], amount = nrr__kernel_distance(before, after);
        nrr__lane64 *flow = flows + unit->indices[i] * width;
        flow[unit->classes[i]] += amount;
        if (reasons->slots != 0)
            dense_put_reason(reasons, flow + NRR__CLASSES, codes == NULL ? 0 : codes[i],
                             after < before, amount);
        if (before == 0)
            dense_put_outside(job, unit, i, lanes);
        before = after;
    }
}

/* Makes flows from each edge to the next those from before all up to there. */
static void dense_add_up(const nrr__job *job, nrr__lane64 *flows)
{
    size_t count = dense_flow_count(job), width = dense_flow_width(job), i;

    for (i = width; i < count; i++)
        flows[i] += flows[i - width];
}

/* Adds the flows of a group to its sums. */
static void dense_add_flows(const nrr__job *job, const nrr__lane64 *flows, nrr__lane64 *sums)
{
    const size_t stride = nrr__cells_stride(&job->target->cells), width = dense_flow_width(job);
    uint32_t place;
    size_t i;

    for (place = 0; place < job->run->count; place++, sums += stride) {
        const nrr__lane64 *from = flows + job->opens[place] * width;
        const nrr__lane64 *to = flows + job->closes[place] * width;
        for (i = 0; i < NRR__CLASSES; i++)
            sums[NRR__CELL_GROSS + i] += to[i] - from[i];
        for (; i < width; i++)
            sums[NRR__CELL_FIXED + i - NRR__CLASSES] += to[i] - from[i];
    }
}

void nrr__dense_flows_finish(const nrr__job *job)
{
    uint32_t group;

    for (group = 0; group < job->target->cells.groups; group++) {
        nrr__lane64 *flows = job->flows + group * dense_flow_count(job);
        dense_add_up(job, flows);
        dense_add_flows(job, flows, nrr__dense_sums(job, group));
    }
}
