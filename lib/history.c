/* SPDX-License-Identifier: MIT */
/* History: the movements of one unit, and the facts behind them. */
#include "nrr/drill.h"

#include "fact_list.h"
#include "parents.h"
#include "table_state.h"
#include "unit.h"
#include "visible.h"

#include <string.h>

/* NRR_OK, or what is wrong with a subject. */
static nrr_status history_check(const nrr_snapshot *snapshot, const nrr_query *query,
                                const nrr_subject *subject)
{
    if (subject->reserved != 0)
        return NRR_E_RESERVED;
    if ((subject->flags & ~(uint32_t)NRR_SUBJECT_HISTORY) != 0)
        return NRR_E_FLAGS;
    if ((subject->flags & NRR_SUBJECT_HISTORY) == 0 && subject->start >= subject->end)
        return NRR_E_PERIOD;
    if (subject->customer == 0 ||
        subject->customer > snapshot->keys[NRR_KEY_CUSTOMER - 1].count)
        return NRR_E_CUSTOMER;
    if (subject->line != 0 && (query->unit != NRR_UNIT_LINE ||
                               subject->line > snapshot->keys[NRR_KEY_LINE - 1].count))
        return NRR_E_LINE;
    return NRR_OK;
}

/* --- movements ----------------------------------------------------------------------------------- */

/* The movements of a line of the customer with that number in the block; none if it has no such
 * line. */
static nrr__unit_movements history_line(const nrr__timeline *timeline, uint32_t number,
                                        uint32_t line)
{
    nrr__unit_movements none = {NULL, NULL, NULL, NULL, NULL, 0};
    uint32_t only = timeline->only_lines == NULL ? 0 : timeline->only_lines[number];
    uint32_t place, end;

    if (timeline->first_line != NULL &&
        timeline->first_line[number] != timeline->first_line[number + 1]) {
        end = timeline->first_line[number + 1];
        for (place = timeline->first_line[number]; place < end; place++)
            if (timeline->line_ids[place] == line)
                return nrr__track_unit(&timeline->lines, place);
        return none;
    }
    return only == line ? nrr__track_unit(&timeline->customers, number) : none;
}

/* Looks for the subject in the block at hand, or in the groups; leaves what was found before. */
static void history_look(const nrr__unit_walk *walk, const nrr_subject *subject,
                         nrr__unit_movements *found)
{
    uint32_t group = nrr__parent_timeline_group(walk->parents, subject->customer);
    uint32_t number = subject->customer - walk->first_customer;

    if (walk->timeline == NULL) {
        if (group != 0 && walk->parents->tops[group - 1] == subject->customer)
            *found = nrr__track_unit(&walk->parents->groups, group - 1);
        return;
    }
    if (group != 0 || subject->customer < walk->first_customer ||
        number >= walk->timeline->customers.unit_count)
        return;
    *found = walk->kind == NRR_UNIT_LINE
                 ? history_line(walk->timeline, number, subject->line)
                 : nrr__track_unit(&walk->timeline->customers, number);
}

/* Looks at all blocks, so that the answer is that of a report, whoever is asked for. */
static nrr_status history_find(nrr__unit_walk *walk, const nrr_subject *subject,
                               nrr__unit_movements *found)
{
    nrr_status status = nrr__unit_walk_block(walk);

    memset(found, 0, sizeof *found);
    while (status == NRR_OK && walk->has_block) {
        history_look(walk, subject, found);
        status = nrr__unit_walk_block(walk);
    }
    return status;
}

/* What is listed of a unit's movements: [first, end). */
static nrr__page_rows history_rows(const nrr__unit_movements *unit, const nrr_subject *subject)
{
    nrr__page_rows rows = {0, unit->count};

    if ((subject->flags & NRR_SUBJECT_HISTORY) == 0) {
        rows.first = nrr__count_before(unit, 0, subject->start);
        rows.end = nrr__count_before(unit, 0, subject->end);
    }
    return rows;
}

/* Fills the rows of a table with a unit's movements from one on. */
static void history_fill(nrr_table *table, const nrr__unit_movements *unit, size_t first,
                         const nrr_query *query)
{
    size_t row;

    for (row = 0; row < table->row_count; row++) {
        uint32_t movement = (uint32_t)(first + row);
        nrr__table_values(table, 0)[row] = unit->times[movement];
        nrr__table_values(table, 1)[row] = nrr__level_before(unit, movement);
        nrr__table_values(table, 2)[row] = nrr__level_after(unit, movement);
        /* The public classes are numbered from 1, in the same order. */
        nrr__table_values(table, 3)[row] = (int64_t)nrr__unit_class(unit, query, movement) + 1;
        nrr__table_values(table, 4)[row] = unit->reasons == NULL ? 0 : unit->reasons[movement];
    }
}

nrr_status nrr_snapshot_movements(const nrr_snapshot *snapshot, const nrr_query *query,
                                  const nrr_subject *subject, const nrr_page *page,
                                  nrr_table **table)
{
    static const nrr_field fields[] = {NRR_FIELD_TIME, NRR_FIELD_BEFORE, NRR_FIELD_AFTER,
                                       NRR_FIELD_CLASS, NRR_FIELD_REASON};
    nrr__unit_movements unit;
    nrr__unit_walk walk;
    nrr__page_rows listed, rows;
    nrr_table *made;
    nrr_status status;

    if (snapshot == NULL || query == NULL || subject == NULL || page == NULL || table == NULL)
        return NRR_E_NULL;
    status = history_check(snapshot, query, subject);
    if (status != NRR_OK)
        return status;
    status = nrr__unit_walk_begin(&walk, snapshot, query->unit, NULL, 0);
    if (status == NRR_OK)
        status = history_find(&walk, subject, &unit);
    nrr__unit_walk_end(&walk);
    if (status != NRR_OK)
        return status;
    listed = history_rows(&unit, subject);
    rows = nrr__page_rows_of(page, listed.end - listed.first);
    made = nrr__table_new(&snapshot->memory, fields, sizeof fields / sizeof *fields,
                          rows.end - rows.first);
    if (made == NULL)
        return NRR_E_MEMORY;
    made->total = listed.end - listed.first;
    history_fill(made, &unit, listed.first + rows.first, query);
    *table = made;
    return NRR_OK;
}

/* --- facts --------------------------------------------------------------------------------------- */

/* What facts are looked for. */
typedef struct history_facts {
    const nrr_snapshot *snapshot;
    const nrr_query *query;
    const nrr_subject *subject;
    nrr__fact_list list;
    nrr__visible visible; /* of the version at hand */
} history_facts;

static int history_has_customer(const history_facts *facts, uint32_t customer)
{
    if (facts->query->unit == NRR_UNIT_PARENT)
        customer = nrr__parent_top(facts->snapshot->parents, customer);
    return customer == facts->subject->customer;
}

/* Whether a block may have facts of the subject. */
static int history_has_block(const history_facts *facts, uint32_t first_customer)
{
    uint32_t i;

    for (i = 0; i < NRR__BLOCK_CUSTOMERS; i++)
        if (history_has_customer(facts, first_customer + i))
            return 1;
    return 0;
}

static int history_has_fact(const history_facts *facts, const nrr__fact_chunk *chunk, size_t row)
{
    const nrr__fact_core core = nrr__fact_chunk_core(chunk, row);
    const nrr_subject *subject = facts->subject;

    if ((facts->visible.rows[chunk->place + row] & NRR__ROW_HIDDEN) != 0 ||
        !history_has_customer(facts, core.customer))
        return 0;
    if ((subject->flags & NRR_SUBJECT_HISTORY) == 0 &&
        (core.time < subject->start || core.time >= subject->end))
        return 0;
    return facts->query->unit != NRR_UNIT_LINE ||
           (chunk->lines == NULL ? 0 : chunk->lines[row]) == subject->line;
}

static nrr_status history_list_block(history_facts *facts, const nrr__block_version *version)
{
    const nrr__fact_chunk *chunk = version->newest;
    size_t used = version->newest_used, row;
    nrr_status status =
        nrr__visible_find(&facts->visible, version, &facts->snapshot->memory);

    for (; chunk != NULL && status == NRR_OK; used = chunk->previous_used, chunk = chunk->previous)
        for (row = 0; row < used && status == NRR_OK; row++) {
            nrr__listed_fact fact;
            if (!history_has_fact(facts, chunk, row))
                continue;
            memset(&fact, 0, sizeof fact);
            fact.chunk = chunk;
            fact.row = row;
            fact.known = facts->visible.knowns[chunk->place + row];
            status = nrr__fact_list_add(&facts->list, &fact);
        }
    return status;
}

static nrr_status history_list(history_facts *facts)
{
    const nrr_snapshot *snapshot = facts->snapshot;
    nrr_status status = NRR_OK;
    uint32_t i;

    for (i = 0; i < snapshot->version_count && status == NRR_OK; i++)
        if (history_has_block(facts, snapshot->versions[i]->first_customer))
            status = history_list_block(facts, snapshot->versions[i]);
    return status;
}

nrr_status nrr_snapshot_facts(const nrr_snapshot *snapshot, const nrr_query *query,
                              const nrr_subject *subject, const nrr_page *page, nrr_table **table)
{
    static const nrr_field fields[NRR__FACT_LIST_FACT_COLUMNS] = {
        NRR_FIELD_TIME, NRR_FIELD_AMOUNT, NRR_FIELD_KNOWN, NRR_FIELD_SEQUENCE, NRR_FIELD_CUSTOMER,
        NRR_FIELD_LINE, NRR_FIELD_ID,     NRR_FIELD_KIND,  NRR_FIELD_REASON,   NRR_FIELD_FLAGS};
    history_facts facts;
    nrr_status status;

    if (snapshot == NULL || query == NULL || subject == NULL || page == NULL || table == NULL)
        return NRR_E_NULL;
    status = history_check(snapshot, query, subject);
    if (status != NRR_OK)
        return status;
    memset(&facts, 0, sizeof facts);
    facts.snapshot = snapshot;
    facts.query = query;
    facts.subject = subject;
    nrr__fact_list_begin(&facts.list, snapshot);
    status = history_list(&facts);
    if (status == NRR_OK)
        status = nrr__fact_list_table(&facts.list, fields, NRR__FACT_LIST_FACT_COLUMNS, page, table);
    nrr__visible_end(&facts.visible, &snapshot->memory);
    nrr__fact_list_end(&facts.list);
    return status;
}
