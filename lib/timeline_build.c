/* SPDX-License-Identifier: MIT */
/* Timeline build: gather a block's facts by customer, sort each customer's where they came out of
 * order, replay its lines, and net the lines of customers that have several. Most customers of most
 * blocks are plain, and take a shorter way, also if a fact came late (plain_block.h). */
#include "timeline_build.h"

#include "atomic.h"
#include "invariant.h"
#include "memory.h"
#include "plain_block.h"
#include "sort.h"

#include <string.h>

enum {
    BUILD_AHEAD = 64 /* facts from one that is counted to what is asked for: it is the first time that they are read */
};

void nrr__timeline_builder_begin(nrr__timeline_builder *builder, const nrr_allocator *memory)
{
    memset(builder, 0, sizeof *builder);
    builder->memory = *memory;
}

static void builder_release_customer(nrr__timeline_builder *builder)
{
    nrr__memory_release(&builder->memory, builder->record_scratch, builder->record_scratch_capacity,
                        sizeof *builder->record_scratch);
    nrr__memory_release(&builder->memory, builder->effects, builder->effect_capacity,
                        2 * sizeof *builder->effects);
}

static void builder_release_block(nrr__timeline_builder *builder)
{
    nrr__timeline *scratch = &builder->scratch;

    nrr__memory_release(&builder->memory, builder->records, builder->record_capacity,
                        sizeof *builder->records);
    nrr__memory_release(&builder->memory, builder->facts, builder->record_capacity,
                        sizeof *builder->facts);
    nrr__memory_release(&builder->memory, scratch->renewals, builder->record_capacity,
                        sizeof *scratch->renewals);
    nrr__memory_release(&builder->memory, scratch->line_ids, builder->record_capacity,
                        sizeof *scratch->line_ids);
    builder->records = NULL;
    builder->facts = NULL;
    scratch->renewals = NULL;
    scratch->line_ids = NULL;
    builder->record_capacity = 0;
}

void nrr__timeline_builder_end(nrr__timeline_builder *builder)
{
    builder_release_customer(builder);
    builder_release_block(builder);
    nrr__memory_release(&builder->memory, builder->scratch.first_line, NRR__BLOCK_CUSTOMERS + 1,
                        sizeof *builder->scratch.first_line);
    nrr__memory_release(&builder->memory, builder->scratch.only_lines, NRR__BLOCK_CUSTOMERS,
                        sizeof *builder->scratch.only_lines);
    nrr__memory_release(&builder->memory, builder->scratch.marks, NRR__BLOCK_CUSTOMERS,
                        sizeof *builder->scratch.marks);
    nrr__track_end(&builder->scratch.customers, &builder->memory);
    nrr__track_end(&builder->scratch.lines, &builder->memory);
    nrr__visible_end(&builder->visible, &builder->memory);
}

/* Asks for the memory of builder_reserve_block(), some of which may be there then. */
static nrr_status builder_allocate_block(nrr__timeline_builder *builder, uint32_t facts)
{
    nrr__timeline *scratch = &builder->scratch;
    const nrr_allocator *memory = &builder->memory;
    nrr_status status;

    builder->records = nrr__memory_array(memory, facts, sizeof *builder->records);
    builder->facts = nrr__memory_array(memory, facts, sizeof *builder->facts);
    scratch->renewals = nrr__memory_array(memory, facts, sizeof *scratch->renewals);
    scratch->line_ids = nrr__memory_array(memory, facts, sizeof *scratch->line_ids);
    if (scratch->first_line == NULL)
        scratch->first_line =
            nrr__memory_array(memory, NRR__BLOCK_CUSTOMERS + 1, sizeof *scratch->first_line);
    if (scratch->only_lines == NULL)
        scratch->only_lines =
            nrr__memory_array(memory, NRR__BLOCK_CUSTOMERS, sizeof *scratch->only_lines);
    if (scratch->marks == NULL)
        scratch->marks = nrr__memory_array(memory, NRR__BLOCK_CUSTOMERS, sizeof *scratch->marks);
    if (builder->records == NULL || builder->facts == NULL || scratch->renewals == NULL ||
        scratch->line_ids == NULL || scratch->first_line == NULL || scratch->only_lines == NULL ||
        scratch->marks == NULL)
        return NRR_E_MEMORY;
    status = nrr__track_reserve(&scratch->customers, memory, NRR__BLOCK_CUSTOMERS, facts);
    if (status != NRR_OK)
        return status;
    return nrr__track_reserve(&scratch->lines, memory, facts, facts);
}

/* Room for all facts of a block, of which there is one. A fact makes one movement of its customer, one of its line
 * and one renewal at the most, and one line. What could not be had as a whole is asked for again: the builder may be
 * used further by those who can do without. */
static nrr_status builder_reserve_block(nrr__timeline_builder *builder, uint32_t facts)
{
    nrr_status status;

    nrr__assert(facts != 0);
    if (facts <= builder->record_capacity)
        return NRR_OK;
    builder_release_block(builder);
    builder->record_capacity = facts;
    status = builder_allocate_block(builder, facts);
    if (status != NRR_OK)
        builder_release_block(builder);
    return status;
}

nrr_status nrr__timeline_reserve_sort(nrr__timeline_builder *builder, size_t facts)
{
    nrr__record *scratch;

    if (facts <= builder->record_scratch_capacity)
        return NRR_OK;
    scratch = nrr__memory_resize(&builder->memory, builder->record_scratch,
                                 builder->record_scratch_capacity, facts, sizeof *scratch);
    if (scratch == NULL)
        return NRR_E_MEMORY;
    builder->record_scratch = scratch;
    builder->record_scratch_capacity = facts;
    return NRR_OK;
}

/* Room for the effects of a customer's facts, and to sort them in. */
static nrr_status builder_reserve_effects(nrr__timeline_builder *builder, size_t facts)
{
    nrr__effect *effects;

    if (facts <= builder->effect_capacity)
        return NRR_OK;
    effects = nrr__memory_resize(&builder->memory, builder->effects, builder->effect_capacity,
                                 facts, 2 * sizeof *effects);
    if (effects == NULL)
        return NRR_E_MEMORY;
    builder->effects = effects;
    builder->effect_capacity = facts;
    return NRR_OK;
}

nrr__record nrr__timeline_plain_record(const nrr__fact_core *fact)
{
    nrr__record record;

    record.time = fact->time;
    record.amount = fact->amount;
    record.sequence = 0;
    record.customer = fact->customer;
    record.line = 0;
    record.reason = fact->reason;
    record.rank = nrr__replay_rank(fact->kind, fact->flags);
    record.place = 0;
    return record;
}

nrr__record nrr__timeline_record(const nrr__fact_chunk *chunk, size_t place)
{
    const nrr__fact_core core = nrr__fact_chunk_core(chunk, place);
    nrr__record record = nrr__timeline_plain_record(&core);

    record.sequence = chunk->sequences == NULL ? 0 : chunk->sequences[place];
    record.line = chunk->lines == NULL ? 0 : chunk->lines[place];
    record.place = (uint32_t)(chunk->place + place);
    return record;
}

int nrr__timeline_counts(const nrr__timeline_builder *builder, const nrr__fact_chunk *chunk,
                         size_t row)
{
    return builder->hidden == NULL || (builder->hidden[chunk->place + row] & NRR__ROW_HIDDEN) == 0;
}

void nrr__timeline_count(nrr__timeline_builder *builder, const nrr__block_version *version)
{
    const nrr__fact_chunk *chunk = version->newest;
    size_t used = version->newest_used, i;
    uint32_t end = 0;

    memset(builder->starts, 0, sizeof builder->starts);
    for (; chunk != NULL; used = chunk->previous_used, chunk = chunk->previous)
        for (i = 0; i < used; i++) {
            nrr__prefetch(&chunk->cells[i + BUILD_AHEAD]);
            if (nrr__timeline_counts(builder, chunk, i))
                builder->starts[nrr__cell_number(&chunk->cells[i])]++;
        }
    for (i = 0; i < NRR__BLOCK_CUSTOMERS; i++) {
        end += builder->starts[i];
        builder->starts[i] = end;
    }
    builder->starts[NRR__BLOCK_CUSTOMERS] = end;
    nrr__assert(end <= version->row_count);
}

/* From the newest fact to the oldest, each before the last one of its customer: so the records of a
 * customer lie in the order of arrival, which mostly is that of time. */
static void gather(nrr__timeline_builder *builder, const nrr__block_version *version)
{
    const nrr__fact_chunk *chunk = version->newest;
    size_t used = version->newest_used;

    nrr__timeline_count(builder, version);
    for (; chunk != NULL; used = chunk->previous_used, chunk = chunk->previous)
        while (used-- > 0) {
            uint32_t number = nrr__cell_number(&chunk->cells[used]);
            if (nrr__timeline_counts(builder, chunk, used))
                builder->records[--builder->starts[number]] = nrr__timeline_record(chunk, used);
        }
}

/* A line in the middle of its replay. */
typedef struct build_line_state {
    nrr__wide level;
    nrr__instant instant;
    nrr__rule_past past;
} build_line_state;

/* Ends an instant of the last line of a track; answers whether its level fits. */
static int build_line_instant(nrr__timeline_builder *builder, nrr__track *track, int64_t time,
                              const nrr__instant *instant)
{
    nrr__timeline *scratch = &builder->scratch;
    nrr__renewal *renewal = &scratch->renewals[scratch->renewal_count];

    if (!nrr__track_add(track, time, instant))
        return 0;
    if (!instant->has_renewal || nrr__wide_is_zero(instant->before))
        return 1;
    renewal->time = time;
    /* A level before that does not fit was an overflow at its own instant. */
    renewal->customer = scratch->customers.unit_count - 1;
    renewal->line = track == &scratch->lines ? track->unit_count - 1 : NRR__RENEWAL_NO_LINE;
    if (nrr__wide_to_int64(instant->before, &renewal->before) &&
        nrr__wide_to_int64(instant->after, &renewal->after))
        scratch->renewal_count++;
    return 1;
}

/* Takes note of the rules that a fact broke. */
static void build_findings(nrr__timeline_builder *builder, const nrr__record *record,
                           const nrr__rule_breach *breach)
{
    nrr__finding_sink *sink = builder->finding_sink;
    uint32_t rule;

    nrr__timeline_mark(&builder->scratch, NRR__UNIT_WRONG);
    for (rule = 0; rule < NRR__RULES; rule++) {
        if (!breach->broken[rule])
            continue;
        builder->scratch.findings[rule]++;
        if (sink != NULL) {
            nrr__timeline_finding *finding = &sink->findings[sink->count++];
            finding->place = record->place;
            finding->rule = rule + 1;
            finding->excess = breach->excess[rule];
        }
    }
}

/* Replays one fact. */
static void build_fact(nrr__timeline_builder *builder, build_line_state *line,
                       const nrr__record *record)
{
    nrr__rule_breach breach;
    nrr__effect effect;

    if (nrr__rule_check(&line->past, record, line->level, &breach))
        build_findings(builder, record, &breach);
    nrr__replay_apply(record, &line->level, &effect);
    nrr__rule_note(&line->past, line->level);
    nrr__instant_add(&line->instant, &effect);
    if (builder->collect_effects)
        builder->effects[builder->effect_count++] = effect;
}

/* Replays the records of one line, which are in order, into the last unit of a track; answers whether
 * its levels fit. */
static int build_line(nrr__timeline_builder *builder, nrr__track *track,
                       const nrr__record *record, const nrr__record *end)
{
    build_line_state line;
    int fits = 1;

    line.level = nrr__wide_of(0);
    line.past = nrr__rule_begin(builder->customer_first);
    while (record < end) {
        int64_t time = record->time;
        line.instant = nrr__instant_begin(line.level);
        for (; record < end && record->time == time; record++)
            build_fact(builder, &line, record);
        fits &= build_line_instant(builder, track, time, &line.instant);
    }
    if (!fits)
        builder->scratch.line_overflow = 1;
    return fits;
}

static int build_compare_effects(const void *a, const void *b, const void *context)
{
    const nrr__effect *left = a, *right = b;

    (void)context;
    return (left->time > right->time) - (left->time < right->time);
}

/* Nets the effects of all lines of a customer. Effects of one instant may be added in any order:
 * sums do not depend on it, nor does the largest with the lowest reason. */
static void build_net_lines(nrr__timeline_builder *builder)
{
    nrr__sortable effects = {builder->effects, builder->effects + builder->effect_count,
                             builder->effect_count,
                             sizeof *builder->effects, NULL};
    const nrr__effect *effect = builder->effects, *end = effect + builder->effect_count;
    nrr__wide level = nrr__wide_of(0);

    nrr__sort(&effects, build_compare_effects);
    while (effect < end) {
        nrr__instant instant = nrr__instant_begin(level);
        int64_t time = effect->time;
        for (; effect < end && effect->time == time; effect++)
            nrr__instant_add(&instant, effect);
        level = instant.after;
        if (!nrr__track_add(&builder->scratch.customers, time, &instant))
            builder->scratch.customer_overflow = 1;
    }
}

static void build_many_lines(nrr__timeline_builder *builder, const nrr__record *record,
                             const nrr__record *end)
{
    nrr__timeline *scratch = &builder->scratch;

    while (record < end) {
        const nrr__record *line = record;
        while (record < end && record->line == line->line)
            record++;
        scratch->line_ids[scratch->lines.unit_count] = line->line;
        nrr__track_begin_unit(&scratch->lines);
        (void)build_line(builder, &scratch->lines, line, record);
    }
    build_net_lines(builder);
}

static void build_only_line(nrr__timeline_builder *builder, const nrr__record *record,
                            const nrr__record *end)
{
    nrr__timeline *scratch = &builder->scratch;

    nrr__timeline_note_only_line(scratch, record->line);
    if (!build_line(builder, &scratch->customers, record, end))
        scratch->customer_overflow = 1;
}

/* The earliest time among the records of a customer, of which there is one. */
static int64_t build_first_time(const nrr__record *record, size_t count)
{
    int64_t first = record->time;
    size_t i;

    for (i = 1; i < count; i++)
        if (record[i].time < first)
            first = record[i].time;
    return first;
}

/* The group that the effects of a customer are wanted for; 0 if they are not. */
static uint32_t build_group(const nrr__timeline_builder *builder, uint32_t customer)
{
    const nrr__effect_sink *sink = builder->effect_sink;

    return sink == NULL || customer > sink->customer_count ? 0 : sink->group_of[customer - 1];
}

/* Hands the effects of the customer at hand over to its group. */
static nrr_status build_group_effects(nrr__timeline_builder *builder, uint32_t group)
{
    nrr__effect_sink *sink = builder->effect_sink;
    size_t capacity, i;

    if (builder->effect_count > sink->capacity - sink->count) {
        nrr__group_effect *effects;
        capacity = nrr__memory_grown(sink->capacity, sink->count + builder->effect_count);
        effects = nrr__memory_resize(&builder->memory, sink->effects, sink->capacity, capacity,
                                     sizeof *effects);
        if (effects == NULL)
            return NRR_E_MEMORY;
        sink->effects = effects;
        sink->capacity = capacity;
    }
    for (i = 0; i < builder->effect_count; i++) {
        sink->effects[sink->count].effect = builder->effects[i];
        sink->effects[sink->count++].group = group;
    }
    return NRR_OK;
}

/* Replays the sorted records of a customer. */
static nrr_status build_records(nrr__timeline_builder *builder, const nrr__record *record,
                                size_t count)
{
    uint32_t group = build_group(builder, record->customer);
    int has_lines = record[0].line != record[count - 1].line;
    nrr_status status = NRR_OK;

    builder->customer_first = build_first_time(record, count);
    builder->collect_effects = has_lines || group != 0;
    builder->effect_count = 0;
    if (builder->collect_effects)
        status = builder_reserve_effects(builder, count);
    if (status != NRR_OK)
        return status;
    if (has_lines)
        build_many_lines(builder, record, record + count);
    else
        build_only_line(builder, record, record + count);
    return group == 0 ? NRR_OK : build_group_effects(builder, group);
}

/* Sorts and replays the records of a customer. */
static nrr_status build_sorted(nrr__timeline_builder *builder, nrr__record *record, size_t count)
{
    nrr__sortable facts = {record, NULL, count, sizeof *record, builder->ties};

    if (!nrr__sort_is_done(&facts, nrr__replay_compare)) {
        nrr_status status = nrr__timeline_reserve_sort(builder, count);
        if (status != NRR_OK)
            return status;
        facts.scratch = builder->record_scratch;
        nrr__sort(&facts, nrr__replay_compare);
    }
    return build_records(builder, record, count);
}

nrr_status nrr__timeline_put(nrr__timeline_builder *builder, nrr__record *records, uint32_t count)
{
    nrr__timeline *scratch = &builder->scratch;
    int64_t last = INT64_MIN;
    nrr_status status;
    uint32_t i;

    nrr__timeline_begin_unit(scratch);
    if (count == 0)
        return NRR_OK;
    for (i = 0; i < count; i++)
        last = records[i].time > last ? records[i].time : last;
    status = build_sorted(builder, records, count);
    nrr__timeline_note_quiet(scratch, last);
    return status;
}

/* One more than the highest place of a customer with facts. */
static uint32_t build_customer_count(const nrr__timeline_builder *builder)
{
    uint32_t count = NRR__BLOCK_CUSTOMERS;

    while (count > 0 && builder->starts[count - 1] == builder->starts[NRR__BLOCK_CUSTOMERS])
        count--;
    return count;
}

/* Finds the rows that do not count, in a block that may have such. */
static nrr_status build_visible(nrr__timeline_builder *builder, const nrr__block_version *version)
{
    nrr_status status;

    builder->hidden = NULL;
    if (!nrr__visible_is_needed(version))
        return NRR_OK;
    status = nrr__visible_find(&builder->visible, version, &builder->memory);
    builder->hidden = builder->visible.rows;
    return status;
}

nrr_status nrr__timeline_clear(nrr__timeline_builder *builder, const nrr__block_version *version)
{
    nrr__timeline *scratch = &builder->scratch;
    nrr_status status = builder_reserve_block(builder, (uint32_t)version->row_count);

    if (status != NRR_OK)
        return status;
    nrr__track_clear(&scratch->customers);
    nrr__track_clear(&scratch->lines);
    scratch->renewal_count = 0;
    scratch->customer_overflow = 0;
    scratch->line_overflow = 0;
    scratch->has_marks = 0;
    scratch->has_only_lines = 0;
    memset(scratch->findings, 0, sizeof scratch->findings);
    return NRR_OK;
}

nrr_status nrr__timeline_start(nrr__timeline_builder *builder, const nrr__block_version *version)
{
    nrr_status status = nrr__timeline_clear(builder, version);

    return status == NRR_OK ? build_visible(builder, version) : status;
}

void nrr__timeline_finish(nrr__timeline *timeline)
{
    timeline->first_line[timeline->customers.unit_count] = timeline->lines.unit_count;
    nrr__track_finish(&timeline->customers);
    nrr__track_finish(&timeline->lines);
}

static nrr_status build_customer(nrr__timeline_builder *builder, uint32_t customer, int is_plain)
{
    uint32_t first = builder->starts[customer], count = builder->starts[customer + 1] - first;

    return is_plain ? nrr__plain_block_put(builder, first, count)
                    : nrr__timeline_put(builder, builder->records + first, count);
}

nrr_status nrr__timeline_build(nrr__timeline_builder *builder, const nrr__block_version *version)
{
    nrr_status status = nrr__timeline_start(builder, version);
    uint32_t customer, count;
    int is_plain;

    if (status != NRR_OK)
        return status;
    is_plain = nrr__plain_block_suits(builder, version);
    if (is_plain)
        nrr__plain_block_gather(builder, version);
    else
        gather(builder, version);
    count = build_customer_count(builder);
    for (customer = 0; customer < count && status == NRR_OK; customer++)
        status = build_customer(builder, customer, is_plain);
    nrr__timeline_finish(&builder->scratch);
    return status;
}
