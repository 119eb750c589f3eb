/* SPDX-License-Identifier: MIT */
/* Window: the movements of one unit that lie in a period, as the periods of a run go on, and what
 * they sum to. */
#ifndef NRR_LIB_WINDOW_H
#define NRR_LIB_WINDOW_H

#include "sweep.h"
#include "unit.h"

typedef struct nrr__window {
    const nrr__sweep *sweep;
    const nrr__run *run;
    const int64_t *starts, *ends; /* of the run's periods */
    nrr__unit_movements unit;
    uint32_t entered, left; /* movements [left, entered) are in the period */
    nrr__wide sums[NRR__CLASSES]; /* amounts by class; those that start from zero as NEW */
    uint32_t lowest_first, lowest_end;
    int is_unit;
} nrr__window;

/* A window before the first period of a run. `is_unit` says whether measures of the unit are asked
 * for, and not only of the line that it is. */
nrr__window nrr__window_begin(const nrr__sweep *sweep, const nrr__run *run,
                              const nrr__unit_movements *unit, int is_unit);

/* Moves on to the period at a place of the run. Gross amounts of movements that enter and leave go
 * to the sums of the sweep at once: they do not depend on what else is in the window. */
void nrr__window_move(nrr__window *window, uint32_t place);

/* The next place where a movement enters or leaves; the run's count if there is none. */
uint32_t nrr__window_next(const nrr__window *window, uint32_t place);

/* The levels at the ends of the period. */
int64_t nrr__window_opening(const nrr__window *window);
int64_t nrr__window_closing(const nrr__window *window);

/* The lowest level of the period, its opening included. */
int64_t nrr__window_lowest(const nrr__window *window);

nrr__state nrr__window_state(const nrr__window *window);

#endif
