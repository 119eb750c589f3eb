/* SPDX-License-Identifier: MIT */
/* Kernel: the innermost loops of a sweep, over units of a track and the periods of one run.
 *
 * The series kernel serves periods that adjoin, whose movements lie in one period each: it visits the
 * periods that have movements, and adds what they hold to the points of the run. The window kernel
 * serves any run: as the periods go on, movements enter behind the last one and leave before the
 * first, and only where one does something changes; it adds differences, in 64-bit or 128-bit lanes. Of units
 * that move often a third one takes many at a time (dense.h); what it has taken the others leave out. */
#ifndef NRR_LIB_KERNEL_H
#define NRR_LIB_KERNEL_H

#include "cells.h"
#include "group_view.h"
#include "lane.h"
#include "reason_sums.h"
#include "track.h"

/* A change of the group of a unit: from a place of the run on. */
typedef struct nrr__switch {
    uint32_t place, group;
} nrr__switch;

/* The groups of one unit at the places of a run: `group` first, then as the switches say. */
typedef struct nrr__schedule {
    uint32_t group;
    uint32_t count;
    nrr__switch *switches; /* ascending */
} nrr__schedule;

typedef struct nrr__kernel {
    const nrr__run *run;
    const int64_t *starts, *ends; /* of the run's periods */
    const uint32_t *enter;   /* by index (edges.h): the first place that a movement is in... */
    const uint32_t *leave;   /* ...and the first that it is behind of */
    const uint32_t *within;  /* of a series: the place that it is in, from 1; 0 = before all */
    nrr__lane64 *points;     /* of a series: cells of the place before the first; these are no differences */
    nrr__lane64 *lanes64;    /* cells of the run's first place: differences */
    nrr__lane128 *lanes128;  /* likewise, without that */
    size_t cell_count, stride; /* cells of a group, and of a place */
    int is_full;             /* more is asked for than the point-to-point measures */
    nrr__reason_sums *reasons; /* of the window at hand; without slots if nobody asked */
    uint32_t *lowest;        /* memory for the sliding minimum: as many as a unit has movements */
    nrr__switch *switches;   /* memory for a schedule */
    uint32_t unassigned;     /* the group of units of no group */
    /* Of the track at hand: */
    const nrr__track *track;
    const uint32_t *indices;       /* by movement, and one more that does not count */
    const uint8_t *classes;        /* by movement: nrr__class, expiry included */
    const nrr__group_views *views; /* NULL: all units are in group 0 */
    const uint32_t *next; /* by unit, and one more: the first from it on that is in no batch (dense.h); NULL: itself */
} nrr__kernel;

/* A unit on its way through a kernel. */
typedef struct nrr__kernel_unit {
    nrr__unit_movements movements;
    const uint32_t *indices; /* by movement */
    const uint8_t *classes;
    uint32_t number;         /* in the track */
} nrr__kernel_unit;

static inline nrr__kernel_unit nrr__kernel_unit_of(const nrr__kernel *kernel, uint32_t number)
{
    nrr__kernel_unit unit;

    unit.movements = nrr__track_unit(kernel->track, number);
    unit.indices = kernel->indices + kernel->track->first[number];
    unit.classes = kernel->classes + kernel->track->first[number];
    unit.number = number;
    return unit;
}

/* The first unit to sweep, from one on. */
static inline uint32_t nrr__kernel_next(const nrr__kernel *kernel, uint32_t number)
{
    return kernel->next == NULL ? number : kernel->next[number];
}

/* Whether a unit that moves is in one group from its first movement on; which one. */
static inline int nrr__kernel_group(const nrr__kernel *kernel, const nrr__kernel_unit *unit,
                                    uint32_t *group)
{
    nrr__group_view view;
    uint32_t place;

    *group = 0;
    if (kernel->views == NULL)
        return 1;
    view = nrr__group_views_of(kernel->views, unit->number);
    place = nrr__group_view_place(&view, unit->movements.times[0]);
    *group = place == 0 ? kernel->unassigned : view.groups[place - 1];
    return place == view.count;
}

/* The state of a unit with levels O and Z at the ends of a period that has a movement, of which the first is
 * of that class if O is zero. A table and no jump: what comes next is hard to predict, and a jump that was
 * not costs more than all of this. */
static inline uint32_t nrr__kernel_state(int64_t opening, int64_t closing, uint32_t first)
{
    enum {
        INSIDE = 1, ZERO = 2, MORE = 4, LESS = 8
    };
    /* In order, since C++, which the amalgamation is too, has no designators of elements. */
    static const uint8_t states[16] = {
        0, NRR__STATE_NONE, /* 1: INSIDE */
        NRR__STATE_TRANSIENT, 0, /* 2: ZERO */
        NRR__STATE_CARRIED_IN, /* 4: MORE, or one of the next two, by class */
        NRR__STATE_EXPANDED, 0, 0, /* 5: INSIDE | MORE */
        0, NRR__STATE_CONTRACTED, 0, /* 9: INSIDE | LESS */
        NRR__STATE_CHURNED, 0, 0, 0, 0, /* 11: INSIDE | ZERO | LESS */
    };
    uint32_t at = (uint32_t)(opening > 0) * INSIDE + (uint32_t)(closing == 0) * ZERO +
                  (uint32_t)(closing > opening) * MORE + (uint32_t)(closing < opening) * LESS;

    return states[at] + (first & (0U - (uint32_t)(at == MORE)));
}

/* `a` or `b` by a condition that is 0 or 1, without a jump. */
static inline int64_t nrr__kernel_choose(uint32_t is_a, int64_t a, int64_t b)
{
    return (int64_t)((uint64_t)b ^ (((uint64_t)a ^ (uint64_t)b) & (0U - (uint64_t)is_a)));
}

static inline int64_t nrr__kernel_distance(int64_t a, int64_t b)
{
    return a < b ? b - a : a - b;
}

/* Sweeps units of the track, [first, end), over a series; those that change their group are left out, and counted. */
uint32_t nrr__series_sweep(const nrr__kernel *kernel, nrr__range units);

/* Whether indices must be there for it. */
int nrr__series_needs_indices(const nrr__kernel *kernel);

/* Sweeps units over any run. */
void nrr__window_sweep64(const nrr__kernel *kernel, nrr__range units);
void nrr__window_sweep128(const nrr__kernel *kernel, nrr__range units);

/* Sweeps those units alone that change their group. */
void nrr__window_sweep_switching64(const nrr__kernel *kernel, nrr__range units);

/* Adds to NRR__CELL_LINES what a unit lost between the ends of a period, or takes it away where the
 * unit is a line of one. */
void nrr__lost_sweep64(const nrr__kernel *kernel, uint32_t unit, const nrr__schedule *schedule,
                       int is_line);
void nrr__lost_sweep128(const nrr__kernel *kernel, uint32_t unit, const nrr__schedule *schedule,
                        int is_line);

/* The groups of a unit in the run. */
nrr__schedule nrr__schedule_of(const nrr__kernel *kernel, const nrr__kernel_unit *unit);

/* The group that a schedule says for a place. */
uint32_t nrr__schedule_at(const nrr__schedule *schedule, uint32_t place);

#endif
