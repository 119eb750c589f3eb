/* SPDX-License-Identifier: MIT */
/* Differ: see differ.h. */
#include "differ.h"

#include "invariant.h"
#include "memory.h"
#include "plain_replay.h"
#include "sort.h"
#include "timeline_build.h"

#include <string.h>

#ifndef NRR__PATCH_SHARE /* fuzzing makes this small, as it does blocks */
#define NRR__PATCH_SHARE 4 /* beyond one customer in so many the timeline of a block is as good */
#endif

enum {
    DIFFER_ROWS = 64, /* new rows of a block that are looked through for each customer */
    DIFFER_MOST = NRR__BLOCK_CUSTOMERS / NRR__PATCH_SHARE,
    DIFFER_WORD = 32, /* customers of a word of marks */
    DIFFER_WORDS = (NRR__BLOCK_CUSTOMERS + DIFFER_WORD - 1) / DIFFER_WORD
};

nrr_status nrr__differ_begin(nrr__differ *differ, const nrr_allocator *memory)
{
    nrr__timeline_builder_begin(&differ->before, memory);
    nrr__timeline_builder_begin(&differ->after, memory);
    nrr__timeline_builder_begin(&differ->patch, memory);
    differ->list = nrr__memory_array(memory, 1, sizeof *differ->list);
    return differ->list == NULL ? NRR_E_MEMORY : NRR_OK;
}

void nrr__differ_end(nrr__differ *differ)
{
    nrr__memory_release(&differ->patch.memory, differ->list, 1, sizeof *differ->list);
    nrr__timeline_builder_end(&differ->before);
    nrr__timeline_builder_end(&differ->after);
    nrr__timeline_builder_end(&differ->patch);
}

/* Finds the numbers of the customers of whom rows came behind the first `rows` of a version. */
static void differ_number(nrr__differ *differ, const nrr__block_version *version, size_t rows)
{
    const nrr__fact_chunk *chunk = version->newest;
    size_t used = version->newest_used;
    uint32_t marks[DIFFER_WORDS] = {0}, word;

    for (; chunk != NULL && chunk->place + used > rows;
         used = chunk->previous_used, chunk = chunk->previous)
        for (; used > 0 && chunk->place + used > rows; used--) {
            uint32_t number = nrr__cell_number(&chunk->cells[used - 1]);
            marks[number / DIFFER_WORD] |= UINT32_C(1) << number % DIFFER_WORD;
        }
    memset(differ->is_asked, 0, sizeof differ->is_asked);
    differ->count = 0;
    for (word = 0; word < DIFFER_WORDS; word++)
        for (; marks[word] != 0; marks[word] &= marks[word] - 1)
            differ->numbers[differ->count++] =
                word * DIFFER_WORD + nrr__highest_bit(marks[word] & (0U - marks[word]));
}

static int differ_compare_customers(const void *a, const void *b, const void *context)
{
    const nrr__record *left = a, *right = b;

    (void)context;
    return (left->customer > right->customer) - (left->customer < right->customer);
}

/* Collects the records of the customers who are asked from all rows of a version, by customer; how many there are. */
static nrr_status differ_gather(nrr__timeline_builder *builder, const nrr__differ *differ,
                                const nrr__block_version *version, uint32_t *count)
{
    const nrr__fact_chunk *chunk = version->newest;
    size_t used = version->newest_used, row;
    nrr__sortable records = {builder->records, NULL, 0, sizeof *builder->records, NULL};
    nrr_status status;

    for (; chunk != NULL; used = chunk->previous_used, chunk = chunk->previous)
        for (row = 0; row < used; row++)
            if (differ->is_asked[nrr__cell_number(&chunk->cells[row])] &&
                nrr__timeline_counts(builder, chunk, row))
                builder->records[records.count++] = nrr__timeline_record(chunk, row);
    *count = (uint32_t)records.count;
    if (nrr__sort_is_done(&records, differ_compare_customers))
        return NRR_OK;
    status = nrr__timeline_reserve_sort(builder, records.count);
    records.scratch = builder->record_scratch;
    if (status == NRR_OK)
        nrr__sort(&records, differ_compare_customers);
    return status;
}

/* The new facts of a block, in the order of arrival. */
typedef struct differ_rows {
    nrr__fact_core facts[DIFFER_ROWS];
    uint32_t count;
} differ_rows;

/* Whether the rows behind the first `rows` are few, and facts without lines and sequences; which ones. */
static int differ_rows_of(const nrr__block_version *version, size_t rows, differ_rows *fresh)
{
    const nrr__fact_chunk *chunk = version->newest;
    size_t used = version->newest_used, count = version->row_count - rows;

    if (count > DIFFER_ROWS || version->has_notes || version->known != INT64_MAX ||
        (chunk->columns & (NRR__CHUNK_LINES | NRR__CHUNK_SEQUENCES)) != 0)
        return 0;
    fresh->count = (uint32_t)count;
    for (; count > 0; used = chunk->previous_used, chunk = chunk->previous)
        for (; used > 0 && count > 0; used--)
            fresh->facts[--count] = nrr__fact_chunk_core(chunk, used - 1);
    return 1;
}

/* Continues the last unit of a timeline with the new facts of a customer: there is one. */
static int differ_continue(nrr__timeline *timeline, const differ_rows *fresh, uint32_t customer)
{
    nrr__fact_core facts[DIFFER_ROWS];
    uint32_t count = 0, i;

    nrr__assert(timeline->lines.unit_count == 0); /* chunks have the columns of those before them */
    for (i = 0; i < fresh->count; i++)
        if (fresh->facts[i].customer == customer)
            facts[count++] = fresh->facts[i];
    nrr__assert(count != 0);
    return nrr__plain_order(facts, count) && nrr__plain_replay(timeline, facts, count);
}

/* Takes a customer over from what was known of `before`, and continues it with new facts, of which there may be none at all
 * (NULL); whether that is possible: no fact is before what the customer has, and nothing else is said of it. */
static int differ_take(nrr__timeline *timeline, const nrr__block_version *before, uint32_t number,
                       const differ_rows *fresh)
{
    nrr__patch_unit unit = nrr__patch_find(before, number);

    nrr__patch_copy_unit(&unit, timeline);
    return fresh == NULL || (timeline->marks[timeline->customers.unit_count - 1] == 0 &&
                             differ_continue(timeline, fresh, before->first_customer + number));
}

/* Builds the customers at hand of a version: those who are asked from all its rows, the others from what was known of
 * `before`, which can be continued. */
static nrr_status differ_build(nrr__timeline_builder *builder, const nrr__differ *differ,
                               const nrr__block_version *version, const nrr__block_version *before,
                               const differ_rows *fresh)
{
    nrr_status status = nrr__timeline_start(builder, version);
    uint32_t i, at = 0, count = 0;

    if (status == NRR_OK)
        status = differ_gather(builder, differ, version, &count);
    for (i = 0; i < differ->count && status == NRR_OK; i++) {
        uint32_t number = differ->numbers[i], first = at;
        if (!differ->is_asked[number]) {
            (void)differ_take(&builder->scratch, before, number, fresh);
            continue;
        }
        while (at < count && builder->records[at].customer == version->first_customer + number)
            at++;
        status = nrr__timeline_put(builder, builder->records + first, at - first);
    }
    if (status == NRR_OK)
        nrr__timeline_finish(&builder->scratch);
    return status;
}

/* What the customers at hand were in `before`. Of those who break rules the facts are asked, since they have to be counted. */
static nrr_status differ_before(nrr__differ *differ, const nrr__block_version *before)
{
    nrr_status status = nrr__timeline_clear(&differ->before, before);
    nrr__timeline *scratch = &differ->before.scratch;
    uint32_t i, asked = 0;

    if (status != NRR_OK)
        return status;
    for (i = 0; i < differ->count; i++) {
        uint32_t number = differ->numbers[i];
        (void)differ_take(scratch, before, number, NULL);
        differ->is_asked[number] = scratch->marks[i] & NRR__UNIT_WRONG;
        asked |= differ->is_asked[number];
    }
    if (asked)
        return differ_build(&differ->before, differ, before, before, NULL);
    nrr__timeline_finish(scratch);
    return NRR_OK;
}

/* What they are in `after`. Of those who can't be continued the facts are asked too. */
static nrr_status differ_after(nrr__differ *differ, const nrr__block_version *before,
                               const nrr__block_version *after)
{
    nrr_status status = nrr__timeline_clear(&differ->after, after);
    nrr__timeline *scratch = &differ->after.scratch;
    uint32_t i, asked = 0;
    differ_rows fresh;
    int are_few = differ_rows_of(after, before->row_count, &fresh);

    if (status != NRR_OK)
        return status;
    for (i = 0; i < differ->count; i++) {
        uint32_t number = differ->numbers[i];
        if (!are_few || differ->is_asked[number] || !differ_take(scratch, before, number, &fresh))
            differ->is_asked[number] = 1;
        asked |= differ->is_asked[number];
    }
    if (asked)
        return differ_build(&differ->after, differ, after, before, &fresh);
    nrr__timeline_finish(scratch);
    return NRR_OK;
}

/* Makes sure that a version has a timeline, or a patch on which another one may be laid. */
static nrr_status differ_know(nrr__differ *differ, nrr__block_version *version)
{
    const nrr__timeline *timeline = nrr__published_get(&version->timeline);
    uint32_t held = nrr__patch_held(version);

    if (timeline != NULL || (held != 0 && held <= DIFFER_MOST))
        return NRR_OK;
    return nrr__timeline_of(version, &differ->before, &timeline);
}

/* Keeps what was found as a patch of `after`. What many patches hold ends with the timeline of `before`: else
 * what nobody asks for any more would be held for ever, each version by its successor. */
static void differ_publish(nrr__differ *differ, nrr__block_version *before,
                           nrr__block_version *after)
{
    nrr__patch_list *list = differ->list;
    nrr__block_version *base;
    uint32_t i;

    for (i = 0; i < differ->count; i++) {
        list->numbers[i] = differ->numbers[i];
        list->units[i].timeline = &differ->after.scratch;
        list->units[i].number = i;
    }
    list->count = differ->count;
    if (nrr__patch_held(before) > DIFFER_MOST) {
        base = nrr__block_version_bare(before, nrr__published_get(&before->timeline),
                                       &differ->patch.memory);
    } else {
        base = nrr__patch_gather(list, before);
        nrr__count_retain(&base->references);
    }
    nrr__patch_publish(list, base, after, &differ->patch);
}

/* The whole block, as far as it is there. */
static nrr_status differ_whole(nrr__differ *differ, nrr__block_version *before,
                               nrr__block_version *after, nrr__difference *difference)
{
    nrr_status status = NRR_OK;

    if (after != NULL)
        status = nrr__timeline_of(after, &differ->after, &difference->after);
    if (status == NRR_OK && before != NULL)
        status = nrr__timeline_of(before, &differ->before, &difference->before);
    if (status != NRR_OK)
        return status;
    if (after != NULL)
        difference->findings_after = nrr__timeline_findings(difference->after);
    if (before != NULL)
        difference->findings_before = nrr__timeline_findings(difference->before);
    return NRR_OK;
}

nrr_status nrr__differ_find(nrr__differ *differ, nrr__block_version *before,
                            nrr__block_version *after, nrr__difference *difference)
{
    nrr_status status;

    memset(difference, 0, sizeof *difference);
    /* Patches lie on versions of fewer rows, so that none lies on itself. */
    if (before == NULL || after == NULL || before->known != after->known ||
        before->row_count >= after->row_count)
        return differ_whole(differ, before, after, difference);
    status = differ_know(differ, before);
    if (status != NRR_OK)
        return status;
    differ_number(differ, after, before->row_count);
    if (differ->count > DIFFER_MOST)
        return differ_whole(differ, before, after, difference);
    status = differ_before(differ, before);
    if (status == NRR_OK)
        status = differ_after(differ, before, after);
    if (status != NRR_OK)
        return status;
    differ_publish(differ, before, after);
    difference->before = &differ->before.scratch;
    difference->after = &differ->after.scratch;
    difference->numbers = differ->numbers;
    difference->findings_before = nrr__timeline_findings(difference->before);
    difference->findings_after = nrr__timeline_findings(difference->after);
    return NRR_OK;
}
