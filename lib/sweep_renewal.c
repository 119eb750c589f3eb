/* SPDX-License-Identifier: MIT */
/* Sweep renewal: what came up for renewal, on its way to the cells (METRICS.md section 4); see sweep_pass.h. */
#include "sweep_pass.h"

#include "invariant.h"

enum {
    RENEWAL_CELLS = NRR__CELL_RENEWALS_KEPT - NRR__CELL_RENEWAL_DUE + 1 /* in this order (cells.h) */
};

/* Adds values to the cells of renewals for some places, in which nothing changes its group. */
static void renewal_put_stretch(const nrr__sweep_pass *pass, nrr__range places, const int64_t *values)
{
    size_t group = nrr__schedule_at(&pass->schedule, places.first) * pass->kernel.cell_count;
    size_t from = places.first * pass->kernel.stride + group + NRR__CELL_RENEWAL_DUE;
    size_t to = places.end * pass->kernel.stride + group + NRR__CELL_RENEWAL_DUE;
    nrr__lane64 *lanes = pass->kernel.lanes64;
    nrr__wide *wide = pass->kernel.lanes128;
    int is_wide = pass->job->target->is_wide, is_last = places.end == pass->job->run->count;
    size_t i;

    for (i = 0; i < RENEWAL_CELLS; i++)
        if (!is_wide) {
            lanes[from + i] += values[i];
            lanes[to + i] -= values[i];
        } else {
            wide[from + i] = nrr__wide_add(wide[from + i], nrr__wide_of(values[i]));
            if (!is_last)
                wide[to + i] = nrr__wide_subtract(wide[to + i], nrr__wide_of(values[i]));
        }
}

/* The same for places of several groups. */
static void renewal_put(const nrr__sweep_pass *pass, nrr__range places, const int64_t *values)
{
    const nrr__schedule *schedule = &pass->schedule;
    nrr__range stretch = {places.first, places.end};
    uint32_t i;

    for (i = 0; i < schedule->count && schedule->switches[i].place < places.end; i++) {
        if (schedule->switches[i].place <= stretch.first)
            continue;
        stretch.end = schedule->switches[i].place;
        renewal_put_stretch(pass, stretch, values);
        stretch.first = stretch.end;
    }
    stretch.end = places.end;
    renewal_put_stretch(pass, stretch, values);
}

/* The groups of the unit that a renewal is of. */
static nrr__schedule renewal_schedule(const nrr__sweep_pass *pass, const nrr__renewal *renewal)
{
    nrr__kernel of_lines = pass->kernel;
    nrr__kernel_unit line;

    if (pass->job->target->query->unit != NRR_UNIT_LINE || renewal->line == NRR__RENEWAL_NO_LINE)
        return nrr__sweep_schedule(pass, renewal->customer);
    nrr__swept_track_show(&pass->sweep->lines, &of_lines);
    of_lines.views = pass->line_views;
    of_lines.next = NULL;
    line = nrr__kernel_unit_of(&of_lines, renewal->line);
    return nrr__schedule_of(&of_lines, &line);
}

void nrr__sweep_renewal(nrr__sweep_pass *pass, const nrr__renewal *renewal)
{
    uint32_t index = nrr__edges_index(&pass->sweep->sets[pass->job->set], renewal->time);
    int64_t before = renewal->before, after = renewal->after, values[RENEWAL_CELLS];
    nrr__range places;

    nrr__assert(before > 0 && after >= 0);
    places.first = pass->job->enter[index];
    places.end = pass->job->leave[index];
    if (places.first >= places.end)
        return;
    if (nrr__target_has_groups(pass->job->target))
        pass->schedule = renewal_schedule(pass, renewal);
    values[0] = before;
    values[1] = before < after ? before : after;
    values[2] = after > before ? after - before : 0;
    values[3] = 1;
    values[4] = after > 0;
    renewal_put(pass, places, values);
}
