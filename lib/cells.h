/* SPDX-License-Identifier: MIT */
/* Cells: what a sweep adds up for each period and group, from which every measure of METRICS.md
 * section 4 follows (measure.c).
 *
 * Beside the base (units with O > 0, and their O), a cell is about what a window of movements changes,
 * so a unit without a movement in a period adds to the base alone. While blocks are swept the cells hold
 * differences: what holds for the places [a, b) of a run is added at a and withdrawn at b. Prefix sums
 * at the end make them the sums themselves. */
#ifndef NRR_LIB_CELLS_H
#define NRR_LIB_CELLS_H

#include "movement.h"
#include "run.h"
#include "wide.h"

/* What a unit is in a period, by its levels O and Z at the ends and its first movement: the number of
 * its pair of cells, (units, sum of |Z - O|). None of a unit that is there and as it was, or not there
 * and never was. */
enum {
    NRR__STATE_NONE = 0,
    NRR__STATE_EXPANDED = 1,
    NRR__STATE_CONTRACTED = 2,
    NRR__STATE_CHURNED = 3,
    NRR__STATE_CARRIED_IN = 4, /* from here on: O = 0 < Z, by the class of the first movement */
    NRR__STATE_NEW = NRR__STATE_CARRIED_IN + NRR__CLASS_NEW,
    NRR__STATE_REACTIVATED = NRR__STATE_CARRIED_IN + NRR__CLASS_REACTIVATION,
    NRR__STATE_TRANSIENT = 7,
    NRR__STATES = 8
};

enum {
    NRR__CELL_BASE_UNITS = 0, /* units with O > 0 */
    NRR__CELL_BASE = 1,       /* sum of O */
    /* then two cells by state: 2 * state and 2 * state + 1 */
    NRR__CELL_NET = 2 * NRR__STATES, /* cells that the point-to-point measures need */
    NRR__CELL_GROSS = NRR__CELL_NET,                   /* by class of movement */
    NRR__CELL_OUTSIDE = NRR__CELL_GROSS + NRR__CLASSES, /* by class; of units with O = 0 */
    NRR__CELL_PATH_LOST = NRR__CELL_OUTSIDE + NRR__CLASSES, /* O less the lowest level, if O > 0 */
    NRR__CELL_CAPPED_LOST, /* the lower of O and the losses in the window */
    NRR__CELL_RETURNED,
    NRR__CELL_LINES, /* what units of several lines lost, less what their lines lost */
    NRR__CELL_RENEWAL_DUE, /* these five are added together, in this order (sweep_renewal.c) */
    NRR__CELL_RENEWAL_RETAINED,
    NRR__CELL_RENEWAL_UPLIFT,
    NRR__CELL_RENEWALS_DUE,
    NRR__CELL_RENEWALS_KEPT,
    NRR__CELL_FIXED /* behind these, of units with O > 0: gains by reason slot, then losses */
};

typedef struct nrr__cells {
    size_t places;     /* periods */
    size_t groups;     /* 1 if nobody asked for groups */
    size_t cell_count; /* cells of a period and group */
    nrr__wide *values; /* by place, then group, then cell */
} nrr__cells;

/* Whether cells of a shape, the lanes that are added to them, and the rows of their report can be held:
 * asked before it is tried. */
int nrr__cells_can_hold(const nrr__cells *shape);

nrr_status nrr__cells_make(nrr__cells *cells, const nrr_allocator *memory);
void nrr__cells_end(nrr__cells *cells, const nrr_allocator *memory);

/* Cells from one place to the next. */
static inline size_t nrr__cells_stride(const nrr__cells *cells)
{
    return cells->groups * cells->cell_count;
}

/* Turns differences into sums, run by run. */
void nrr__cells_finish(nrr__cells *cells, const nrr__plan *plan);

/* Adds finished cells of the same shape, or takes them away. */
void nrr__cells_add(nrr__cells *cells, const nrr__cells *other);
void nrr__cells_subtract(nrr__cells *cells, const nrr__cells *other);

#endif
