/* SPDX-License-Identifier: MIT */
/* Edges: see edges.h. */
#include "edges.h"

#include "invariant.h"
#include "memory.h"
#include "sort.h"

#include <string.h>

/* Half of what lies on one side of zero. */
#define EDGES_FAR (INT64_C(1) << 62)

enum {
    EDGES_STEPS = 8,           /* steps to an edge: most hold none; */
    EDGES_STEPS_APART = 8,     /* up to so many times more, if then none holds two */
    EDGES_STEPS_MOST = 1 << 20 /* beyond which bisection does more of the work */
};

static int edges_compare(const void *a, const void *b, const void *context)
{
    const int64_t *left = a, *right = b;

    (void)context;
    return (*left > *right) - (*left < *right);
}

/* Sorts the ticks, with room for as many behind them, and drops what is there twice. */
static void edges_sort(nrr__edges *edges)
{
    nrr__sortable ticks = {edges->ticks, edges->ticks + edges->count, edges->count,
                           sizeof *edges->ticks, NULL};
    uint32_t i, kept = 1;

    nrr__sort(&ticks, edges_compare);
    for (i = 1; i < edges->count; i++)
        if (edges->ticks[i] != edges->ticks[kept - 1])
            edges->ticks[kept++] = edges->ticks[i];
    edges->count = kept;
}

/* The step that a tick is in. */
static uint64_t edges_step(const nrr__edges *edges, uint32_t tick)
{
    return ((uint64_t)edges->ticks[tick] - (uint64_t)edges->ticks[0]) >> edges->shift;
}

/* Whether what is before the first tick is, counted from it without a sign, behind the last: its distance is at least
 * 2^64 - (2^62 + 2^63) if the first tick is at most 2^62. */
static int edges_are_near(const nrr__edges *edges)
{
    int64_t first = edges->ticks[0], last = edges->ticks[edges->count - 1];

    return first <= EDGES_FAR && (uint64_t)last - (uint64_t)first < EDGES_FAR;
}

/* Whether no step holds two ticks. */
static int edges_are_apart(const nrr__edges *edges)
{
    uint32_t tick;

    for (tick = 1; tick < edges->count; tick++)
        if (edges_step(edges, tick) == edges_step(edges, tick - 1))
            return 0;
    return 1;
}

/* Finds how long steps are: so short that none holds two ticks, if these are not too many. */
static void edges_find_shift(nrr__edges *edges)
{
    uint64_t span = (uint64_t)edges->ticks[edges->count - 1] - (uint64_t)edges->ticks[0];
    uint64_t wanted = (uint64_t)edges->count * EDGES_STEPS, most = wanted * EDGES_STEPS_APART;
    int are_apart;

    if (most > EDGES_STEPS_MOST)
        most = EDGES_STEPS_MOST;
    if (wanted > most)
        wanted = most;
    for (edges->shift = 0; span >> edges->shift >= wanted; edges->shift++)
        ;
    are_apart = edges_are_apart(edges);
    while (!are_apart && span >> (edges->shift - 1) < most) {
        edges->shift--; /* which is not zero: of steps of one tick none holds two */
        are_apart = edges_are_apart(edges);
    }
    edges->is_even = are_apart && edges_are_near(edges);
}

/* Cuts the time from the first tick to the last into steps. steps[i] counts the ticks before step i
 * begins: in step i the answer is that number, or up to what the next one says. */
static nrr_status edges_make_steps(nrr__edges *edges, const nrr_allocator *memory)
{
    uint32_t tick = 0, step;

    edges_find_shift(edges);
    edges->step_count = (uint32_t)edges_step(edges, edges->count - 1) + 1;
    edges->steps = nrr__memory_array(memory, (size_t)edges->step_count + 1, sizeof *edges->steps);
    if (edges->steps == NULL)
        return NRR_E_MEMORY;
    for (step = 0; step <= edges->step_count; step++) {
        while (tick < edges->count && edges_step(edges, tick) < step)
            tick++;
        edges->steps[step] = tick;
    }
    return NRR_OK;
}

nrr_status nrr__edges_make(nrr__edges *edges, const nrr_allocator *memory, const int64_t *starts,
                           const int64_t *ends, uint32_t count)
{
    memset(edges, 0, sizeof *edges);
    edges->capacity = count;
    edges->ticks = nrr__memory_zeroed(memory, count, 4 * sizeof *edges->ticks);
    if (edges->ticks == NULL)
        return NRR_E_MEMORY;
    memcpy(edges->ticks, starts, count * sizeof *starts);
    memcpy(edges->ticks + count, ends, count * sizeof *ends);
    edges->count = 2 * count;
    edges_sort(edges);
    nrr__assert(edges->count >= 2);
    return edges_make_steps(edges, memory);
}

void nrr__edges_end(nrr__edges *edges, const nrr_allocator *memory)
{
    nrr__memory_release(memory, edges->ticks, edges->capacity, 4 * sizeof *edges->ticks);
    nrr__memory_release(memory, edges->steps, (size_t)edges->step_count + 1, sizeof *edges->steps);
    memset(edges, 0, sizeof *edges);
}

int nrr__edges_hold(const nrr__edges *edges, const int64_t *ticks, uint32_t count)
{
    uint32_t i;

    for (i = 0; i < count; i++) {
        uint32_t index = nrr__edges_index(edges, ticks[i]);
        if (index == 0 || edges->ticks[index - 1] != ticks[i])
            return 0;
    }
    return 1;
}

uint32_t nrr__edges_place(const nrr__edges *edges, int64_t tick)
{
    uint32_t index = nrr__edges_index(edges, tick);

    nrr__assert(index > 0 && edges->ticks[index - 1] == tick);
    return index - 1;
}
