/* SPDX-License-Identifier: MIT */
/* Finding: contradictions that replay meets and those between assignments, and what the log of ids
 * says of repeats and conflicts, counted and listed. */
#include "nrr/finding.h"

#include "assignments.h"
#include "fact_list.h"
#include "memory.h"
#include "sort.h"
#include "timeline_build.h"
#include "visible.h"

#include <string.h>

/* Adds up the findings of a version. */
static nrr_status finding_count_version(nrr__block_version *version,
                                        nrr__timeline_builder *builder, uint64_t *counts)
{
    const nrr__timeline *timeline;
    nrr_status status = nrr__timeline_of(version, builder, &timeline);
    size_t rule;

    for (rule = 0; rule < NRR__RULES && status == NRR_OK; rule++)
        counts[rule] += timeline->findings[rule];
    return status;
}

/* Ids of a log, sorted. */
typedef struct finding_ids {
    uint32_t *ids; /* twice as many as count: the second half is scratch */
    size_t count;
} finding_ids;

static int finding_compare_ids(const void *a, const void *b, const void *context)
{
    uint32_t left = *(const uint32_t *)a, right = *(const uint32_t *)b;

    (void)context;
    return (left > right) - (left < right);
}

/* Runs of equal ids: where the one that begins at `from` ends. */
static size_t finding_run(const finding_ids *ids, size_t from)
{
    size_t end = from + 1;

    while (end < ids->count && ids->ids[end] == ids->ids[from])
        end++;
    return end;
}

static nrr_status finding_read_log(const nrr_snapshot *snapshot, const nrr__id_log *log,
                                   uint32_t count, finding_ids *ids)
{
    nrr__sortable sortable = {NULL, NULL, count, sizeof *ids->ids, NULL};
    uint32_t i;

    ids->count = count;
    ids->ids = nrr__memory_array(&snapshot->memory, count, 2 * sizeof *ids->ids);
    if (ids->ids == NULL)
        return NRR_E_MEMORY;
    for (i = 0; i < count; i++)
        ids->ids[i] = nrr__id_log_read(log, i);
    sortable.elements = ids->ids;
    sortable.scratch = ids->ids + count;
    nrr__sort(&sortable, finding_compare_ids);
    return NRR_OK;
}

static void finding_release_ids(const nrr_snapshot *snapshot, finding_ids *ids)
{
    nrr__memory_release(&snapshot->memory, ids->ids, ids->count, 2 * sizeof *ids->ids);
}

/* How many ids a log holds, each counted once. */
static nrr_status finding_count_log(const nrr_snapshot *snapshot, const nrr__id_log *log,
                                    uint32_t entries, uint64_t *count)
{
    finding_ids ids;
    nrr_status status = finding_read_log(snapshot, log, entries, &ids);
    size_t i;

    if (status != NRR_OK)
        return status;
    *count = 0;
    for (i = 0; i < ids.count; i = finding_run(&ids, i))
        ++*count;
    finding_release_ids(snapshot, &ids);
    return NRR_OK;
}

nrr_status nrr__finding_counts(const nrr_snapshot *snapshot, uint64_t *counts)
{
    nrr__timeline_builder builder;
    nrr_status status = NRR_OK;
    uint32_t i;

    memset(counts, 0, NRR__RULES * sizeof *counts);
    nrr__timeline_builder_begin(&builder, &snapshot->memory);
    for (i = 0; i < snapshot->version_count && status == NRR_OK; i++)
        status = finding_count_version(snapshot->versions[i], &builder, counts);
    nrr__timeline_builder_end(&builder);
    return status;
}

/* Counts contradictions, of one rule or of all (0): those that facts and those that assignments have. */
static nrr_status finding_count_contradictions(const nrr_snapshot *snapshot, nrr_rule rule,
                                               uint64_t *count)
{
    uint64_t counts[NRR__RULES], assignments = 0;
    nrr_status status = nrr__finding_counts(snapshot, counts);

    if (status == NRR_OK)
        status = nrr__assignment_contradiction_count(snapshot, &assignments);
    counts[NRR_RULE_AMBIGUOUS_ORDER - 1] += assignments;
    if (status == NRR_OK)
        *count = rule == 0 ? counts[0] + counts[1] + counts[2] : counts[rule - 1];
    return status;
}

static nrr_status finding_count(const nrr_snapshot *snapshot, nrr_rule rule, uint64_t *count)
{
    if (rule < NRR_RULE_DUPLICATE)
        return finding_count_contradictions(snapshot, rule, count);
    *count = 0;
    if (snapshot->ids == NULL)
        return NRR_OK;
    if (rule == NRR_RULE_DUPLICATE)
        return finding_count_log(snapshot, &snapshot->ids->repeats, snapshot->repeat_count, count);
    return finding_count_log(snapshot, &snapshot->ids->conflicts, snapshot->conflict_count, count);
}

nrr_status nrr_snapshot_finding_count(const nrr_snapshot *snapshot, nrr_rule rule, uint64_t *count)
{
    uint64_t counted;
    nrr_status status;

    if (snapshot == NULL || count == NULL)
        return NRR_E_NULL;
    if (rule < 0 || rule > NRR_RULE_CONFLICT)
        return NRR_E_RULE;
    status = finding_count(snapshot, rule, &counted);
    if (status == NRR_OK)
        *count = counted;
    return status;
}

static int finding_compare_places(const void *a, const void *b, const void *context)
{
    const nrr__timeline_finding *left = a, *right = b;

    (void)context;
    return (left->place < right->place) - (left->place > right->place);
}

/* What a list of contradictions is made in. */
typedef struct finding_listing {
    nrr__fact_list *list;
    nrr__timeline_builder builder;
    uint32_t *ids_by_address;  /* 0 = a row without one; NULL if there are no ids */
    const nrr__block_version *version; /* the one at hand, and what tells its equal facts apart: */
    nrr__visible visible;
    uint32_t *ids; /* by place */
    nrr__replay_ties ties;
} finding_listing;

/* An id leads to its fact; this is the way back, for all facts at once. */
static nrr_status finding_read_ids(finding_listing *listing)
{
    const nrr_snapshot *snapshot = listing->list->snapshot;
    uint32_t id;

    if (snapshot->ids == NULL)
        return NRR_OK;
    listing->ids_by_address = nrr__memory_array(&snapshot->memory, snapshot->address_count,
                                                sizeof *listing->ids_by_address);
    if (listing->ids_by_address == NULL)
        return NRR_E_MEMORY;
    memset(listing->ids_by_address, 0, snapshot->address_count * sizeof *listing->ids_by_address);
    for (id = 1; id <= snapshot->id_count; id++) {
        uint32_t address = nrr__snapshot_id_address(snapshot, id);
        if (address != 0)
            listing->ids_by_address[address - 1] = id;
    }
    return NRR_OK;
}

/* Finds what tells equal facts of a version apart. */
static nrr_status finding_begin_version(finding_listing *listing, const nrr__block_version *version)
{
    const nrr_allocator *memory = &listing->list->memory;
    const nrr__fact_chunk *chunk = version->newest;
    size_t used = version->newest_used, row;

    listing->version = version;
    listing->ids = nrr__memory_array(memory, version->row_count, sizeof *listing->ids);
    if (listing->ids == NULL)
        return NRR_E_MEMORY;
    for (; chunk != NULL; used = chunk->previous_used, chunk = chunk->previous)
        for (row = 0; row < used; row++)
            listing->ids[chunk->place + row] = (chunk->columns & NRR__CHUNK_IDS) == 0
                                                   ? 0
                                                   : listing->ids_by_address[chunk->address + row];
    listing->ties.ids = listing->ids;
    listing->ties.keys = listing->list->snapshot->keys[NRR_KEY_FACT - 1].store;
    return nrr__visible_find(&listing->visible, version, memory);
}

static void finding_end_version(finding_listing *listing)
{
    nrr__memory_release(&listing->list->memory, listing->ids, listing->version->row_count,
                        sizeof *listing->ids);
}

/* Lists the findings of a version, which are sorted by place from the last to the first, as its
 * chunks are. */
static nrr_status finding_list_sorted(finding_listing *listing, const nrr__finding_sink *sink)
{
    const nrr__fact_chunk *chunk = listing->version->newest;
    size_t i;

    for (i = 0; i < sink->count; i++) {
        const nrr__timeline_finding *finding = &sink->findings[i];
        nrr__listed_fact fact;
        nrr_status status;
        while (finding->place < chunk->place)
            chunk = chunk->previous;
        memset(&fact, 0, sizeof fact);
        fact.chunk = chunk;
        fact.row = finding->place - chunk->place;
        fact.known = listing->visible.knowns[finding->place];
        fact.why = (int64_t)finding->rule;
        if (!nrr__wide_to_int64(finding->excess, &fact.much))
            return NRR_E_OVERFLOW;
        status = nrr__fact_list_add(listing->list, &fact);
        if (status != NRR_OK)
            return status;
    }
    return NRR_OK;
}

/* Replays the version at hand once more, this time with a place for `count` findings to go to, and
 * with equal facts told apart. */
static nrr_status finding_list_version(finding_listing *listing, size_t count)
{
    const nrr_allocator *memory = &listing->list->memory;
    nrr__timeline_builder *builder = &listing->builder;
    nrr__finding_sink sink = {NULL, 0};
    nrr__sortable sortable = {NULL, NULL, count, sizeof *sink.findings, NULL};
    nrr_status status;

    sink.findings = nrr__memory_array(memory, count, 2 * sizeof *sink.findings);
    if (sink.findings == NULL)
        return NRR_E_MEMORY;
    listing->ties.knowns = listing->visible.knowns;
    builder->finding_sink = &sink;
    builder->ties = &listing->ties;
    status = nrr__timeline_build(builder, listing->version);
    builder->finding_sink = NULL;
    builder->ties = NULL;
    if (status == NRR_OK) {
        sortable.elements = sink.findings;
        sortable.scratch = sink.findings + count;
        nrr__sort(&sortable, finding_compare_places);
        status = finding_list_sorted(listing, &sink);
    }
    nrr__memory_release(memory, sink.findings, count, 2 * sizeof *sink.findings);
    return status;
}

static nrr_status finding_list_versions(finding_listing *listing)
{
    const nrr_snapshot *snapshot = listing->list->snapshot;
    nrr_status status = finding_read_ids(listing);
    uint32_t i;

    for (i = 0; i < snapshot->version_count && status == NRR_OK; i++) {
        uint64_t counts[NRR__RULES] = {0}, count;
        status = finding_count_version(snapshot->versions[i], &listing->builder, counts);
        count = counts[0] + counts[1] + counts[2];
        if (status != NRR_OK || count == 0)
            continue;
        status = finding_begin_version(listing, snapshot->versions[i]);
        if (status == NRR_OK)
            status = finding_list_version(listing, (size_t)count);
        finding_end_version(listing);
    }
    return status;
}

/* Lists the contradictions. */
static nrr_status finding_list_replayed(nrr__fact_list *list)
{
    finding_listing listing;
    nrr_status status;

    memset(&listing, 0, sizeof listing);
    listing.list = list;
    nrr__timeline_builder_begin(&listing.builder, &list->memory);
    status = finding_list_versions(&listing);
    nrr__timeline_builder_end(&listing.builder);
    nrr__visible_end(&listing.visible, &list->memory);
    nrr__memory_release(&list->memory, listing.ids_by_address, list->snapshot->address_count,
                        sizeof *listing.ids_by_address);
    return status;
}

/* Lists the ids of a log, with the facts that stand. */
static nrr_status finding_list_log(nrr__fact_list *list, nrr_rule rule, const nrr__id_log *log,
                                   uint32_t entries)
{
    const nrr_snapshot *snapshot = list->snapshot;
    finding_ids ids;
    nrr_status status = finding_read_log(snapshot, log, entries, &ids);
    size_t i, end;

    if (status != NRR_OK)
        return status;
    for (i = 0; i < ids.count && status == NRR_OK; i = end) {
        nrr__listed_fact fact;
        uint32_t address = nrr__snapshot_id_address(snapshot, ids.ids[i]);
        end = finding_run(&ids, i);
        memset(&fact, 0, sizeof fact);
        fact.known = NRR__KNOWN_ALWAYS;
        if (address != 0) {
            nrr__id_place place = nrr__id_place_of(snapshot->ids, address - 1);
            fact.chunk = place.chunk;
            fact.row = place.row;
        }
        fact.id = ids.ids[i];
        fact.why = rule;
        fact.much = (int64_t)(end - i);
        status = nrr__fact_list_add(list, &fact);
    }
    finding_release_ids(snapshot, &ids);
    return status;
}

/* The block of a listed fact, by its lowest customer; 0 for one that never came. */
static uint32_t finding_block(const nrr__listed_fact *fact)
{
    if (fact->chunk == NULL)
        return 0;
    return fact->chunk->first_customer;
}

static int finding_compare_blocks(const void *a, const void *b, const void *context)
{
    const nrr__listed_fact *left = a, *right = b;
    uint32_t left_block = finding_block(left), right_block = finding_block(right);

    (void)context;
    return (left_block > right_block) - (left_block < right_block);
}

/* Fills in when facts were known: of facts sorted by block, as versions are. */
static nrr_status finding_read_knowns(const nrr_snapshot *snapshot, nrr__listed_fact *facts,
                                      size_t count)
{
    nrr__visible visible;
    nrr_status status = NRR_OK;
    uint32_t block = 0, version = 0;
    size_t i;

    memset(&visible, 0, sizeof visible);
    for (i = 0; i < count && status == NRR_OK; i++) {
        if (finding_block(&facts[i]) == 0)
            continue;
        if (finding_block(&facts[i]) != block) {
            block = finding_block(&facts[i]);
            while (snapshot->versions[version]->first_customer != block)
                version++;
            status = nrr__visible_find(&visible, snapshot->versions[version], &snapshot->memory);
        }
        if (status == NRR_OK)
            facts[i].known = visible.knowns[facts[i].chunk->place + facts[i].row];
    }
    nrr__visible_end(&visible, &snapshot->memory);
    return status;
}

/* Lists what came again and what was refused. */
static nrr_status finding_list_logs(nrr__fact_list *list)
{
    const nrr_snapshot *snapshot = list->snapshot;
    nrr__sortable logged = {NULL, NULL, 0, sizeof *list->facts, NULL};
    size_t before = list->count;
    nrr_status status = finding_list_log(list, NRR_RULE_DUPLICATE, &snapshot->ids->repeats,
                                         snapshot->repeat_count);

    if (status == NRR_OK)
        status = finding_list_log(list, NRR_RULE_CONFLICT, &snapshot->ids->conflicts,
                                  snapshot->conflict_count);
    if (status != NRR_OK || list->count == before)
        return status;
    logged.count = list->count - before;
    logged.elements = list->facts + before;
    logged.scratch = nrr__memory_array(&list->memory, logged.count, logged.size);
    if (logged.scratch == NULL)
        return NRR_E_MEMORY;
    nrr__sort(&logged, finding_compare_blocks);
    nrr__memory_release(&list->memory, logged.scratch, logged.count, logged.size);
    return finding_read_knowns(snapshot, list->facts + before, logged.count);
}

/* Lists assignments that contradict each other; the list borrows them. */
static nrr_status finding_list_assignments(nrr__fact_list *list, nrr__assignment_list *assignments)
{
    nrr_status status = nrr__assignment_contradictions(list->snapshot, assignments);
    nrr__listed_fact fact;
    size_t i;

    memset(&fact, 0, sizeof fact);
    fact.known = NRR__KNOWN_ALWAYS;
    fact.why = NRR_RULE_AMBIGUOUS_ORDER;
    for (i = 0; i < assignments->count && status == NRR_OK; i++) {
        fact.assignment = &assignments->assignments[i];
        status = nrr__fact_list_add(list, &fact);
    }
    return status;
}

static nrr_status finding_list(nrr__fact_list *list, nrr__assignment_list *assignments)
{
    nrr_status status = finding_list_replayed(list);

    if (status == NRR_OK && list->snapshot->ids != NULL)
        status = finding_list_logs(list);
    return status != NRR_OK ? status : finding_list_assignments(list, assignments);
}

nrr_status nrr_snapshot_findings(const nrr_snapshot *snapshot, const nrr_page *page,
                                 nrr_table **table)
{
    static const nrr_field fields[] = {
        NRR_FIELD_RULE,      NRR_FIELD_EXCESS,   NRR_FIELD_TIME,     NRR_FIELD_AMOUNT,
        NRR_FIELD_KNOWN,     NRR_FIELD_SEQUENCE, NRR_FIELD_CUSTOMER, NRR_FIELD_LINE,
        NRR_FIELD_ID,        NRR_FIELD_KIND,     NRR_FIELD_REASON,   NRR_FIELD_FLAGS,
        NRR_FIELD_DIMENSION, NRR_FIELD_VALUE};
    nrr__assignment_list assignments;
    nrr__fact_list list;
    nrr_status status;

    if (snapshot == NULL || page == NULL || table == NULL)
        return NRR_E_NULL;
    memset(&assignments, 0, sizeof assignments);
    assignments.memory = snapshot->memory;
    nrr__fact_list_begin(&list, snapshot);
    status = finding_list(&list, &assignments);
    if (status == NRR_OK)
        status = nrr__fact_list_table(&list, fields, sizeof fields / sizeof *fields, page, table);
    nrr__fact_list_end(&list);
    nrr__memory_release(&snapshot->memory, assignments.assignments, assignments.capacity,
                        sizeof *assignments.assignments);
    return status;
}
