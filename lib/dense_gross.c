/* SPDX-License-Identifier: MIT */
/* Dense gross: the movements of units in batches, by class in all periods, those with O = 0 apart, and by reason in
 * those with O > 0; see dense.h. What moves between two edges is added up once, whatever periods and jobs it lies in: the
 * flows of a batch, by class and then by reason. What moves in periods that begin at zero is added to the lanes of each job
 * as differences, and taken from its reasons. */
#include "dense_batch.h"

#include "memory.h"

/* What a movement adds, wherever it is added. */
typedef struct dense_step {
    int64_t amount;
    uint32_t index;
    uint32_t slot; /* of its reason; a host's code may have one more */
    uint16_t reason;
    uint8_t kind; /* nrr__class */
    uint8_t is_loss;
} dense_step;

/* Flows of a batch. */
static size_t dense_flow_count(const nrr__dense *dense)
{
    return nrr__dense_rows(dense) * nrr__dense_flow_width(dense->reasons);
}

/* Makes steps of the movements of a unit. */
static void dense_make_steps(const nrr__reason_sums *reasons, const nrr__kernel_unit *unit,
                             dense_step *steps)
{
    const int64_t *levels = unit->movements.levels;
    const uint16_t *codes = unit->movements.reasons;
    const uint32_t count = unit->movements.count;
    int64_t before = 0;
    uint32_t i;

    for (i = 0; i < count; i++) {
        int64_t after = levels[i];
        uint16_t reason = codes == NULL ? 0 : codes[i];
        uint32_t is_loss = after < before,
                 slot = reason < NRR_REASON_HOST ? reason : NRR__REASON_SLOT_HOST;
        steps[i].amount = nrr__kernel_distance(before, after);
        steps[i].index = unit->indices[i];
        steps[i].slot = slot + ((uint32_t)reasons->slots & (0U - is_loss)); /* no jump */
        steps[i].reason = reason;
        steps[i].kind = unit->classes[i];
        steps[i].is_loss = (uint8_t)is_loss;
        before = after;
    }
}

/* Adds an amount to the second cell of a host's code, if it has one. */
static void dense_put_host(const nrr__reason_sums *reasons, nrr__lane64 *cells,
                           const dense_step *step, int64_t amount)
{
    size_t slots[2];

    if (nrr__reason_slots_of(reasons, step->reason, step->is_loss, slots) == 2)
        cells[slots[1]] += amount;
}

/* Adds an amount to the cells of the reason of a step. */
static inline void dense_put_reason(const nrr__reason_sums *reasons, nrr__lane64 *cells,
                                    const dense_step *step, int64_t amount)
{
    cells[step->slot] += amount;
    if (step->reason >= NRR_REASON_HOST)
        dense_put_host(reasons, cells, step, amount);
}

static void dense_put_flows(const nrr__dense *dense, uint32_t batch, const dense_step *steps,
                            uint32_t count)
{
    const nrr__reason_sums *reasons = dense->reasons;
    const size_t width = nrr__dense_flow_width(dense->reasons);
    nrr__lane64 *flows = dense->flows + batch * dense_flow_count(dense);
    uint32_t i;

    for (i = 0; i < count; i++) {
        const dense_step *step = &steps[i];
        nrr__lane64 *flow = flows + step->index * width;
        flow[step->kind] += step->amount;
        if (reasons->slots != 0)
            dense_put_reason(reasons, flow + NRR__CLASSES, step, step->amount);
    }
}

/* Adds the movements of the places that begin at zero, and of which one from zero is the first. A later movement is in fewer
 * of them. */
static void dense_put_outside(const nrr__job *job, nrr__range places, const dense_step *steps,
                              uint32_t count, nrr__lane64 *lanes)
{
    const size_t stride = nrr__cells_stride(&job->target->cells);
    const nrr__reason_sums *reasons = &job->target->reasons;
    const uint32_t *enter = job->enter;
    nrr__lane64 *end = lanes + places.end * stride;
    uint32_t i;

    for (i = 0; i < count; i++) {
        const dense_step *step = &steps[i];
        nrr__lane64 *from;
        if (places.first < enter[step->index])
            places.first = enter[step->index];
        if (places.first >= places.end)
            return;
        from = lanes + places.first * stride;
        from[NRR__CELL_OUTSIDE + step->kind] += step->amount;
        end[NRR__CELL_OUTSIDE + step->kind] -= step->amount;
        if (reasons->slots == 0)
            continue;
        dense_put_reason(reasons, from + NRR__CELL_FIXED, step, -step->amount);
        dense_put_reason(reasons, end + NRR__CELL_FIXED, step, step->amount);
    }
}

/* The same for a job, of a unit's movements from zero. */
static void dense_put_outsides(const nrr__job *job, const nrr__kernel_unit *unit,
                               const dense_step *steps, nrr__lane64 *lanes)
{
    const int64_t *levels = unit->movements.levels;
    const nrr__range all = {0, job->run->count};
    const uint32_t count = unit->movements.count;
    uint32_t i;

    for (i = 0; i < count; i++)
        if (i == 0 || levels[i - 1] == 0)
            dense_put_outside(job, nrr__dense_rise_places(job, unit, i, all), steps + i, count - i,
                              lanes);
}

nrr_status nrr__dense_flows_make(nrr__dense *dense)
{
    dense->flows = nrr__memory_zeroed(&dense->memory, dense->batch_count,
                                      dense_flow_count(dense) * sizeof *dense->flows);
    return dense->flows == NULL ? NRR_E_MEMORY : NRR_OK;
}

void nrr__dense_flows_end(nrr__dense *dense)
{
    if (dense->flows != NULL)
        nrr__memory_release(&dense->memory, dense->flows, dense->batch_count,
                            dense_flow_count(dense) * sizeof *dense->flows);
}

void nrr__dense_put_gross(const nrr__dense *dense, uint32_t batch, const nrr__kernel_unit *unit)
{
    dense_step steps[NRR__DENSE_MOVEMENTS];
    const nrr__job *job;

    dense_make_steps(dense->reasons, unit, steps);
    dense_put_flows(dense, batch, steps, unit->movements.count);
    for (job = dense->jobs; job != NULL; job = job->beside)
        if (job->target->is_full)
            dense_put_outsides(job, unit, steps,
                               nrr__dense_lanes(job, nrr__dense_group(job, batch)));
}

/* Makes flows from each edge to the next those from before all up to there. */
void nrr__dense_flows_finish(const nrr__dense *dense)
{
    const size_t count = dense_flow_count(dense), width = nrr__dense_flow_width(dense->reasons);
    nrr__lane64 *flows = dense->flows;
    uint32_t batch;
    size_t i;

    for (batch = 0; batch < dense->batch_count; batch++, flows += count)
        for (i = width; i < count; i++)
            flows[i] += flows[i - width];
}

/* Adds the flows of a batch to the sums of a job. */
static void dense_add_flows(const nrr__job *job, const nrr__lane64 *flows, size_t width,
                            nrr__lane64 *sums)
{
    const size_t stride = nrr__cells_stride(&job->target->cells);
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

void nrr__dense_flows_add(const nrr__dense *dense, const nrr__job *job)
{
    uint32_t batch;

    for (batch = 0; batch < dense->batch_count; batch++)
        dense_add_flows(job, dense->flows + batch * dense_flow_count(dense),
                        nrr__dense_flow_width(dense->reasons),
                        nrr__dense_sums(job, nrr__dense_group(job, batch)));
}
