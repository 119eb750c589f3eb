/* SPDX-License-Identifier: MIT */
/*
 * Where snapshots are taken, what is asked, and how the walkers go: mostly from one snapshot to the
 * next, but past one now and then, and back.
 */
#include "model/chain.h"

#include <string.h>

static void choose_style(chain_style *style, uint64_t seed, uint64_t index, random_source *source)
{
    static const unsigned ends[] = {0, 30, 60, 100};

    style->seed = seed;
    style->index = index;
    style->voices = 1 + (unsigned)random_below(source, CHAIN_VOICES_MAX);
    style->is_modest = random_chance(source, 80);
    style->is_tidy = random_chance(source, 60);
    style->is_plain = random_chance(source, 40);
    style->has_ids = !style->is_plain || random_chance(source, 40);
    style->is_ordered = random_chance(source, style->is_plain ? 80 : 20);
    style->is_spread = style->is_ordered && random_chance(source, 70);
    style->assigns_first = random_chance(source, 60);
    style->has_crowds = random_chance(source, 20);
    style->batch_ends = ends[random_below(source, 4)];
}

static void choose_mark(chain_mark *mark, int is_strict, const model_coverage *coverage,
                        random_source *source)
{
    memset(mark, 0, sizeof *mark);
    mark->is_taken = 1;
    mark->is_strict = is_strict && random_chance(source, 70);
    if (random_chance(source, 70)) {
        mark->coverage = *coverage;
    }
}

/* Snapshots behind some of the calls, and behind the last one; how many there are. */
static size_t choose_marks(chain_scenario *out, const model_coverage *coverage,
                           random_source *source)
{
    static const unsigned parts[] = {15, 40, 70, 100};
    unsigned often = parts[random_below(source, 4)];
    int is_strict = random_chance(source, 10);
    size_t count = 0;

    for (size_t i = 0; i < out->count; i++) {
        int is_last = i + 1 == out->count;
        if (is_last || (chain_call_end(out, i) == i + 1 && count + 1 < CHAIN_SNAPSHOTS_MAX &&
                        random_chance(source, often))) {
            choose_mark(&out->events[i].mark, is_strict, coverage, source);
            count++;
        }
    }
    return count;
}

/* Of units whose reports are made anew anyway there are few, for they leave timelines behind. */
static nrr_unit choose_unit(int has_parents, random_source *source)
{
    return arrival_unit((size_t)random_below(source, has_parents ? 3 : 2));
}

static void choose_walkers(chain_scenario *out, const scenario_query *queries, size_t count,
                           random_source *source)
{
    int has_parents = random_chance(source, 15);
    int has_groups = random_chance(source, 60);

    out->walker_count = 1 + (size_t)random_below(source, CHAIN_WALKERS_MAX);
    for (size_t w = 0; w < out->walker_count; w++) {
        chain_walker *walker = &out->walkers[w];
        walker->count = random_chance(source, 60) ? 1 : CHAIN_QUERIES_MAX;
        for (size_t q = 0; q < walker->count; q++) {
            walker->queries[q].query = queries[random_below(source, count)];
            walker->queries[q].query.model.unit = choose_unit(has_parents, source);
            walker->queries[q].dimension_count =
                has_groups ? (size_t)random_below(source, NRR_DIMENSIONS_MAX + 1) : 0;
        }
    }
}

/* Where a walker goes from a snapshot; as many as there are: nowhere. */
static size_t choose_next(size_t at, size_t count, random_source *source)
{
    uint64_t way = random_below(source, 100);

    if (way < 74) {
        return at + 1;
    }
    if (way < 86) {
        return at + 2 < count ? at + 2 : at + 1;
    }
    return way < 90 ? at : (size_t)random_below(source, count);
}

static void choose_steps(chain_scenario *out, size_t snapshots, const arrival_scenario *told,
                         random_source *source)
{
    size_t at[CHAIN_WALKERS_MAX];
    size_t clocks[CHAIN_WALKERS_MAX] = {0};
    size_t left = out->walker_count;
    int has_clocks = random_chance(source, 30);

    for (size_t w = 0; w < left; w++) {
        at[w] = random_chance(source, 70) ? 0 : (size_t)random_below(source, snapshots);
    }
    for (size_t w = 0; left > 0 && out->step_count < CHAIN_STEPS_MAX;
         w = (size_t)random_below(source, out->walker_count)) {
        if (at[w] >= snapshots) {
            continue; /* it is at its end */
        }
        if (has_clocks && random_chance(source, 20)) {
            clocks[w] = (size_t)random_below(source, told->clock_count);
        }
        out->steps[out->step_count++] = (chain_step){w, at[w], told->clocks[clocks[w]]};
        at[w] = choose_next(at[w], snapshots, source);
        left -= at[w] >= snapshots;
    }
}

void chain_make(chain_scenario *out, uint64_t seed, uint64_t index)
{
    static chain_told told;
    random_source source = random_start(seed ^ UINT64_C(0xc4a1), index);
    chain_style style;
    size_t snapshots;

    memset(out, 0, sizeof *out);
    choose_style(&style, seed, index, &source);
    chain_tell(out, &style, &source, &told);
    memcpy(out->dimensions, told.first.dimensions, sizeof out->dimensions);
    snapshots = choose_marks(out, &told.first.coverage, &source);
    choose_walkers(out, told.queries, style.voices, &source);
    if (snapshots > 0) {
        choose_steps(out, snapshots, &told.first.told, &source);
    }
    out->tells_all_first = random_chance(&source, 50);
    out->releases = random_chance(&source, 70);
    out->feeding = random_bits(&source);
}

size_t chain_call_end(const chain_scenario *given, size_t start)
{
    size_t end = start + 1;

    while (end < given->count && !given->events[end - 1].ends_call &&
           given->events[end].kind == given->events[start].kind && end - start < CHAIN_CALL_MAX) {
        end++;
    }
    return end;
}
