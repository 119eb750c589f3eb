/* SPDX-License-Identifier: MIT */
/* Append, with ids: a fact that comes again is one fact, one that comes with other content is
 * refused, and a void waits for its fact or joins it (METRICS.md section 2).
 *
 * What becomes of a fact is written beside it, in its own block, as a row that names its place: so
 * every version of the block holds what was true when it was taken. */
#include "append.h"

#include "id_registry.h"

#include <string.h>

/* Reads a row that was read before. */
static nrr_fact append_reread(const nrr__append *append, size_t row)
{
    nrr_field field;
    nrr_fact fact;

    (void)nrr__batch_read(append->batch, row, &fact, &field);
    return fact;
}

/* The fact of an address, but for its id. */
static nrr_fact append_fact_at(nrr__id_place place)
{
    const nrr__fact_chunk *chunk = place.chunk;
    const nrr__fact_core core = nrr__fact_chunk_core(chunk, place.row);
    nrr_fact fact;

    memset(&fact, 0, sizeof fact);
    fact.time = core.time;
    fact.amount = core.amount;
    fact.known = nrr__id_place_known(place);
    fact.sequence = chunk->sequences == NULL ? 0 : chunk->sequences[place.row];
    fact.customer = core.customer;
    fact.line = chunk->lines == NULL ? 0 : chunk->lines[place.row];
    fact.kind = core.kind;
    fact.reason = core.reason;
    fact.flags = core.flags;
    return fact;
}

/* The fact that came with an id, earlier or in the batch at hand, with the earliest `known` so far;
 * customer 0 if none came. */
static nrr_fact append_first_copy(const nrr__append *append, uint32_t id)
{
    const nrr__id_registry *registry = append->ledger->ids;
    nrr__id_word word = nrr__id_read(registry, id);
    const nrr__id_detail *detail;
    nrr_fact fact;

    memset(&fact, 0, sizeof fact);
    switch (word.state) {
    case NRR__ID_FACT:
        return append_fact_at(nrr__id_place_of(registry, word.value));
    case NRR__ID_PENDING:
        return append_reread(append, word.value);
    case NRR__ID_DETAIL:
        detail = nrr__id_detail_of(registry, word.value);
        if (detail->pending != 0)
            return append_reread(append, detail->pending - 1);
        if (detail->address != 0) {
            fact = append_fact_at(nrr__id_place_of(registry, detail->address - 1));
            fact.known = detail->known;
        }
        return fact;
    default:
        return fact;
    }
}

/* Every field but `known` counts. */
static int append_is_copy(const nrr_fact *a, const nrr_fact *b)
{
    return a->time == b->time && a->amount == b->amount && a->sequence == b->sequence &&
           a->customer == b->customer && a->line == b->line && a->kind == b->kind &&
           a->reason == b->reason && a->flags == b->flags;
}

/* Notes that the fact of an id is in a row of the batch at hand. */
static void append_set_pending(nrr__append *append, uint32_t id, size_t row)
{
    nrr__id_registry *registry = append->ledger->ids;
    nrr__id_word word = nrr__id_read(registry, id), pending = {NRR__ID_PENDING, (uint32_t)row};

    if (word.state == NRR__ID_DETAIL)
        nrr__id_detail_of(registry, word.value)->pending = (uint32_t)row + 1;
    else
        nrr__id_write(registry, id, pending);
}

static uint32_t append_known_column(int64_t known)
{
    return known != NRR__KNOWN_ALWAYS ? (uint32_t)NRR__CHUNK_KNOWNS : 0;
}

/* Whether a void says no more than one that is there. */
static int append_void_is_known(const nrr__append *append, const nrr_fact *fact)
{
    const nrr__id_registry *registry = append->ledger->ids;
    nrr__id_word word = nrr__id_read(registry, fact->id);
    const nrr__id_detail *detail;

    if (word.state != NRR__ID_DETAIL)
        return 0;
    detail = nrr__id_detail_of(registry, word.value);
    return detail->is_void && detail->void_known <= fact->known;
}

static nrr_status append_check_void(nrr__append *append, const nrr_fact *fact)
{
    nrr_fact target;

    if (append_void_is_known(append, fact))
        return NRR_OK;
    target = append_first_copy(append, fact->id);
    append->has_voids = 1;
    append->void_columns |= append_known_column(fact->known);
    append->details++;
    if (target.customer != 0)
        nrr__append_touch(append, target.customer, 1, append_known_column(fact->known));
    return NRR_OK;
}

/* Counts the rows that a fact needs whose id had none yet: its own, and that of a void which waits,
 * or may have come in the batch at hand. */
static void append_check_first(nrr__append *append, const nrr_fact *fact)
{
    const nrr__id_registry *registry = append->ledger->ids;
    nrr__id_word word = nrr__id_read(registry, fact->id);
    uint32_t columns = nrr__fact_columns(fact) | append->void_columns;
    int may_be_void = append->has_voids;

    if (word.state == NRR__ID_DETAIL) {
        const nrr__id_detail *detail = nrr__id_detail_of(registry, word.value);
        may_be_void |= detail->is_void != 0;
        columns |= detail->is_void ? append_known_column(detail->void_known) : 0;
    }
    nrr__append_touch(append, fact->customer, may_be_void ? 2 : 1, columns);
}

nrr_status nrr__append_check_id(nrr__append *append, size_t row, const nrr_fact *fact)
{
    nrr_fact first;

    if (row > NRR__ID_VALUE_MAX)
        return NRR_E_TOO_MANY;
    if (fact->kind == NRR_KIND_VOID)
        return append_check_void(append, fact);
    first = append_first_copy(append, fact->id);
    if (first.customer == 0) {
        append_check_first(append, fact);
        append_set_pending(append, fact->id, row);
        return NRR_OK;
    }
    if (!append_is_copy(&first, fact)) {
        nrr__id_log_conflict(append->ledger->ids, fact->id);
        return NRR_E_CONFLICT;
    }
    append->repeats++;
    if (fact->known < first.known) {
        append->details++;
        nrr__append_touch(append, fact->customer, 1, append_known_column(fact->known));
    }
    return NRR_OK;
}

void nrr__append_forget_ids(nrr__append *append, size_t rows)
{
    nrr__id_registry *registry = append->ledger->ids;
    const nrr__id_word free_word = {NRR__ID_FREE, 0};
    size_t row;

    if (registry == NULL)
        return;
    for (row = 0; row < rows; row++) {
        uint32_t id = append_reread(append, row).id;
        nrr__id_word word;
        if (id == 0)
            continue;
        word = nrr__id_read(registry, id);
        if (word.state == NRR__ID_PENDING)
            nrr__id_write(registry, id, free_word);
        else if (word.state == NRR__ID_DETAIL)
            nrr__id_detail_of(registry, word.value)->pending = 0;
    }
}

/* Writes what became of the fact of an address: NRR_KIND_VOID or NRR__KIND_REPEAT. */
static void append_put_note(nrr__append *append, uint32_t address, nrr_kind kind, int64_t known)
{
    nrr__id_place place = nrr__id_place_of(append->ledger->ids, address);
    const nrr__fact_core target = nrr__fact_chunk_core(place.chunk, place.row);
    nrr_fact note;

    memset(&note, 0, sizeof note);
    note.time = target.time; /* a chunk behind one with halves has them too */
    note.amount = (int32_t)(uint32_t)(place.chunk->place + place.row);
    note.known = known;
    note.customer = target.customer;
    note.kind = kind;
    nrr__append_put(append, &note);
}

static void append_put_void(nrr__append *append, const nrr_fact *fact)
{
    nrr__id_detail *detail = nrr__id_detail_make(append->ledger->ids, fact->id);

    if (detail->is_void && detail->void_known <= fact->known)
        return;
    if (!detail->is_void)
        append->ledger->ids->void_count++;
    detail->is_void = 1;
    detail->void_known = fact->known;
    if (detail->address != 0)
        append_put_note(append, detail->address - 1, NRR_KIND_VOID, fact->known);
}

/* Writes a fact whose id had none yet, and the void that waited for it. */
static void append_put_first(nrr__append *append, const nrr_fact *fact)
{
    nrr_ledger *ledger = append->ledger;
    nrr__id_word word = nrr__id_read(ledger->ids, fact->id);
    nrr__id_word now = {NRR__ID_FACT, nrr__append_put(append, fact)};
    nrr__id_detail *detail;

    if (word.state != NRR__ID_DETAIL) {
        nrr__id_write(ledger->ids, fact->id, now);
        return;
    }
    detail = nrr__id_detail_of(ledger->ids, word.value);
    detail->pending = 0;
    nrr__word_set(&detail->address, now.value + 1);
    detail->known = fact->known;
    if (detail->is_void)
        append_put_note(append, now.value, NRR_KIND_VOID, detail->void_known);
}

static void append_put_repeat(nrr__append *append, const nrr_fact *fact)
{
    nrr__id_detail *detail;

    nrr__id_log_repeat(append->ledger->ids, fact->id);
    if (fact->known >= append_first_copy(append, fact->id).known)
        return;
    detail = nrr__id_detail_make(append->ledger->ids, fact->id);
    detail->known = fact->known;
    append_put_note(append, detail->address - 1, NRR__KIND_REPEAT, fact->known);
}

void nrr__append_put_id(nrr__append *append, size_t row, const nrr_fact *fact)
{
    const nrr__id_registry *registry = append->ledger->ids;
    nrr__id_word word = nrr__id_read(registry, fact->id);
    int is_first = word.state == NRR__ID_PENDING && word.value == row;

    if (word.state == NRR__ID_DETAIL)
        is_first = nrr__id_detail_of(registry, word.value)->pending == row + 1;
    if (fact->kind == NRR_KIND_VOID)
        append_put_void(append, fact);
    else if (is_first)
        append_put_first(append, fact);
    else
        append_put_repeat(append, fact);
}
