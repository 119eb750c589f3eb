/* SPDX-License-Identifier: MIT */
/*
 * Values are assigned around the instants of facts, often several at one of them; and to customers
 * without facts, or to lines that nobody has.
 */
#include "model/grouped.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

/* The temper of the assignments of a ledger. */
typedef struct grouped_style {
    unsigned lines;     /* percent that are of lines */
    unsigned taken;     /* percent that take a value back */
    unsigned sequences; /* percent that have a sequence */
    unsigned strangers; /* percent of customers that no fact names */
    uint32_t value_count;
    uint32_t dimension_count;
    uint32_t values[ARRIVAL_KEYS];
    uint32_t dimensions[GROUPED_DIMENSIONS_MAX];
} grouped_style;

static void choose_names(uint32_t *names, size_t count, random_source *source)
{
    size_t order[ARRIVAL_KEYS];

    random_order(source, order, ARRIVAL_KEYS);
    for (size_t i = 0; i < count; i++) {
        names[i] = (uint32_t)order[i] + 1;
    }
}

static void choose_style(grouped_style *style, random_source *source)
{
    static const unsigned parts[] = {0, 20, 50, 100};

    style->lines = parts[random_below(source, 4)];
    style->taken = random_chance(source, 50) ? 0 : 20;
    style->sequences = random_chance(source, 60) ? 0 : 60;
    style->strangers = random_chance(source, 50) ? 5 : 30;
    style->value_count = 1 + (uint32_t)random_below(source, random_chance(source, 80) ? 4 : 18);
    style->dimension_count = 1 + (uint32_t)random_below(source, GROUPED_DIMENSIONS_MAX);
    choose_names(style->values, style->value_count, source);
    choose_names(style->dimensions, style->dimension_count, source);
}

static int64_t choose_time(const arrival_scenario *told, random_source *source)
{
    static const int64_t ends[] = {INT64_MIN, INT64_MIN + 1, INT64_MAX - 1, INT64_MAX};
    scenario_clock clock = {0, 6};

    if (random_chance(source, 3)) {
        return ends[random_below(source, 4)];
    }
    if (told->count > 0) {
        clock.first = told->facts[random_below(source, told->count)].time;
        if (random_chance(source, 60)) {
            return clock.first;
        }
    }
    return scenario_instant(source, &clock);
}

/* The customer and the line of some fact, or of none. */
static void choose_subject(model_assignment *out, const arrival_scenario *told,
                           const grouped_style *style, random_source *source)
{
    const model_fact *fact = told->count == 0 ? NULL : &told->facts[random_below(source, told->count)];

    out->customer = 1 + (uint32_t)random_below(source, ARRIVAL_KEYS);
    out->is_line = random_chance(source, style->lines);
    if (fact != NULL && fact->customer != 0 && !random_chance(source, style->strangers)) {
        out->customer = fact->customer;
    } else if (told->parent_count > 0 && random_chance(source, 50)) {
        uint32_t parent = told->parents[random_below(source, told->parent_count)].parent;
        out->customer = parent != 0 && parent <= ARRIVAL_KEYS ? parent : out->customer;
    }
    if (out->is_line) {
        out->line = fact != NULL && !random_chance(source, 20)
                        ? fact->line
                        : (uint32_t)random_below(source, ARRIVAL_KEYS + 1);
    }
}

static void choose_assignment(model_assignment *out, const arrival_scenario *told,
                              const grouped_style *style, random_source *source)
{
    memset(out, 0, sizeof *out);
    out->time = choose_time(told, source);
    out->dimension = style->dimensions[random_below(source, style->dimension_count)];
    out->value = random_chance(source, style->taken)
                     ? 0
                     : style->values[random_below(source, style->value_count)];
    if (random_chance(source, style->sequences)) {
        out->sequence = random_chance(source, 5) ? UINT64_MAX : random_below(source, 3);
    }
    choose_subject(out, told, style, source);
}

/* The same once more, but for its value now and then. */
static void repeat(model_assignment *out, const grouped_scenario *given, size_t before,
                   const grouped_style *style, random_source *source)
{
    *out = given->assignments[random_below(source, before)];
    if (random_chance(source, 60)) {
        out->value = style->values[random_below(source, style->value_count)];
    }
}

/* The dimensions that the query is by; one of them may be nobody's. */
static void choose_dimensions(grouped_scenario *out, const grouped_style *style,
                              random_source *source)
{
    out->dimension_count = 1 + (size_t)random_below(source, NRR_DIMENSIONS_MAX);
    out->dimensions[0] = style->dimensions[random_below(source, style->dimension_count)];
    if (random_chance(source, 5)) {
        out->dimensions[0] = 1 + (uint32_t)random_below(source, ARRIVAL_KEYS);
    }
    do {
        out->dimensions[1] = random_chance(source, 80)
                                 ? style->dimensions[random_below(source, style->dimension_count)]
                                 : 1 + (uint32_t)random_below(source, ARRIVAL_KEYS);
    } while (out->dimensions[1] == out->dimensions[0]);
}

static void choose_coverage(model_coverage *out, const arrival_scenario *told, random_source *source)
{
    out->has_start = random_chance(source, 20);
    out->start = choose_time(told, source);
    out->has_end = random_chance(source, 20);
    out->end = choose_time(told, source);
    out->has_end = out->has_end && !(out->has_start && out->end <= out->start);
}

void grouped_make(grouped_scenario *out, uint64_t seed, uint64_t index)
{
    random_source source = random_start(seed ^ UINT64_C(0x5eed5), index);
    grouped_style style;

    memset(out, 0, sizeof *out);
    arrival_make(&out->told, seed, index);
    choose_style(&style, &source);
    out->count = (size_t)random_below(&source, random_chance(&source, 80) ? 14 : MODEL_ASSIGNMENTS_MAX);
    for (size_t i = 0; i < out->count; i++) {
        if (i > 0 && random_chance(&source, 20)) {
            repeat(&out->assignments[i], out, i, &style, &source);
        } else {
            choose_assignment(&out->assignments[i], &out->told, &style, &source);
        }
        out->ends_call[i] = random_chance(&source, 50);
    }
    out->early = (size_t)random_below(&source, out->count + 1);
    choose_dimensions(out, &style, &source);
    choose_coverage(&out->coverage, &out->told, &source);
}

size_t grouped_call_end(const grouped_scenario *given, size_t start)
{
    size_t end = start;

    while (end + 1 < given->count && !given->ends_call[end]) {
        end++;
    }
    return end < given->count ? end + 1 : end;
}

model_grouping grouped_grouping(const grouped_scenario *given, size_t count)
{
    model_grouping grouping = {count, given->assignments, given->dimension_count,
                               {given->dimensions[0], given->dimensions[1]}};

    return grouping;
}

void grouped_print(const grouped_scenario *given)
{
    arrival_print(&given->told);
    for (size_t i = 0; i < given->count; i++) {
        const model_assignment *one = &given->assignments[i];
        (void)fprintf(stderr,
                      "assignment %zu: dimension %" PRIu32 ", customer %" PRIu32 "%s%" PRIu32
                      ", time %" PRId64 ", sequence %" PRIu64 ", value %" PRIu32 "%s%s\n",
                      i, one->dimension, one->customer, one->is_line ? ", line " : ", no line ",
                      one->line, one->time, one->sequence, one->value,
                      given->ends_call[i] ? "   <- end of a call" : "",
                      i + 1 == given->early ? "   <- early snapshot" : "");
    }
    if (given->coverage.has_start) {
        (void)fprintf(stderr, "coverage from %" PRId64 "\n", given->coverage.start);
    }
    if (given->coverage.has_end) {
        (void)fprintf(stderr, "coverage to %" PRId64 "\n", given->coverage.end);
    }
    for (size_t i = 0; i < given->dimension_count; i++) {
        (void)fprintf(stderr, "by dimension %" PRIu32 "\n", given->dimensions[i]);
    }
}
