/* SPDX-License-Identifier: MIT */
#include "listing.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

static const nrr_field listing_finding_fields[] = {
    NRR_FIELD_RULE,     NRR_FIELD_EXCESS, NRR_FIELD_TIME,   NRR_FIELD_CUSTOMER,
    NRR_FIELD_LINE,     NRR_FIELD_KIND,   NRR_FIELD_AMOUNT, NRR_FIELD_REASON,
    NRR_FIELD_SEQUENCE, NRR_FIELD_ID,     NRR_FIELD_KNOWN,  NRR_FIELD_DIMENSION,
    NRR_FIELD_VALUE,
};
static const nrr_field listing_restatement_fields[] = {
    NRR_FIELD_CHANGE, NRR_FIELD_KNOWN,  NRR_FIELD_TIME,   NRR_FIELD_CUSTOMER, NRR_FIELD_LINE,
    NRR_FIELD_KIND,   NRR_FIELD_AMOUNT, NRR_FIELD_REASON, NRR_FIELD_SEQUENCE, NRR_FIELD_ID,
};

enum {
    LISTING_FINDING_FIELDS = sizeof listing_finding_fields / sizeof listing_finding_fields[0],
    LISTING_RESTATEMENT_FIELDS =
        sizeof listing_restatement_fields / sizeof listing_restatement_fields[0]
};

static const nrr_page listing_all = {0, UINT64_MAX};

/* --- the table --------------------------------------------------------------------------------- */

static void listing_begin(listing *facts, const options *chosen, const nrr_snapshot *snapshot)
{
    memset(facts, 0, sizeof *facts);
    facts->chosen = chosen;
    facts->snapshot = snapshot;
}

void listing_begin_findings(listing *facts, const options *chosen, const nrr_snapshot *snapshot)
{
    listing_begin(facts, chosen, snapshot);
    facts->columns = LISTING_FINDING_FIELDS;
    memcpy(facts->fields, listing_finding_fields, sizeof listing_finding_fields);
}

void listing_begin_restatement(listing *facts, const options *chosen, const nrr_snapshot *snapshot)
{
    listing_begin(facts, chosen, snapshot);
    facts->columns = LISTING_RESTATEMENT_FIELDS;
    memcpy(facts->fields, listing_restatement_fields, sizeof listing_restatement_fields);
}

/* Borrow the columns of the table, and that of the flags, which is read with the amount. */
static nrr_status listing_borrow(listing *facts)
{
    const int64_t **values = facts->values;
    nrr_status status = nrr_table_column(facts->table, NRR_FIELD_FLAGS, &values[NRR_FIELD_FLAGS]);
    size_t i;

    for (i = 0; i < facts->columns && status == NRR_OK; i++)
        status = nrr_table_column(facts->table, facts->fields[i], &values[facts->fields[i]]);
    if (status == NRR_OK)
        status = nrr_table_count(facts->table, &facts->rows);
    return status;
}

nrr_status listing_find(listing *facts)
{
    nrr_status status = nrr_snapshot_findings(facts->snapshot, &listing_all, &facts->table);

    return status == NRR_OK ? listing_borrow(facts) : status;
}

nrr_status listing_restate(listing *facts, const nrr_restatement *asked)
{
    nrr_status status =
        nrr_snapshot_restatement(facts->snapshot, asked, &listing_all, &facts->table);

    return status == NRR_OK ? listing_borrow(facts) : status;
}

void listing_free(listing *facts)
{
    nrr_table_free(facts->table);
}

/* --- its values as text ------------------------------------------------------------------------ */

static void listing_read_key(const listing *facts, nrr_key_family family, int64_t id,
                             listing_value *value)
{
    nrr_key key = {0};

    if (id != 0)
        (void)nrr_snapshot_key_of(facts->snapshot, family, (uint32_t)id, &key); /* the table's */
    value->text = (const char *)key.bytes;
    value->length = (size_t)key.length;
}

/* A host's own reason has no name. */
static void listing_read_code(nrr_vocabulary vocabulary, int64_t code, listing_value *value)
{
    if (nrr_vocabulary_name(vocabulary, (int32_t)code, &value->text) != NRR_OK) {
        snprintf(value->buffer, sizeof value->buffer, "%" PRId64, code);
        value->text = value->buffer;
    }
    value->length = strlen(value->text);
}

static void listing_read_number(const listing *facts, size_t row, nrr_field field,
                                listing_value *value)
{
    int64_t number = facts->values[field][row];

    if (field == NRR_FIELD_AMOUNT && facts->values[NRR_FIELD_FLAGS][row] & NRR_FACT_ALL)
        strcpy(value->buffer, "all");
    else if (field == NRR_FIELD_SEQUENCE)
        snprintf(value->buffer, sizeof value->buffer, "%" PRIu64, (uint64_t)number);
    else if (field == NRR_FIELD_TIME)
        instant_write(value->buffer, number);
    else if (field == NRR_FIELD_KNOWN && number == INT64_MIN)
        *value->buffer = '\0'; /* it was not given */
    else if (field == NRR_FIELD_KNOWN)
        instant_write(value->buffer, number);
    else
        snprintf(value->buffer, sizeof value->buffer, "%" PRId64, number);
    value->text = value->buffer;
    value->length = strlen(value->buffer);
}

int listing_is_assignment(const listing *facts, size_t row)
{
    return facts->values[NRR_FIELD_DIMENSION] != NULL &&
           facts->values[NRR_FIELD_DIMENSION][row] != 0;
}

/* Its kind is the kind of the column that it stood in; it has no more of a fact than that. Answers 0
 * for what it does have. */
static int listing_read_assignment(const listing *facts, size_t row, nrr_field field,
                                   listing_value *value)
{
    int is_of_line = (facts->values[NRR_FIELD_FLAGS][row] & NRR_ASSIGNMENT_LINE) != 0;

    value->text = value->buffer;
    value->length = 0;
    if (field == NRR_FIELD_KIND) {
        value->text = is_of_line ? "linedim" : "dim";
        value->length = strlen(value->text);
    }
    return field == NRR_FIELD_KIND || field == NRR_FIELD_EXCESS || field == NRR_FIELD_AMOUNT ||
           field == NRR_FIELD_REASON;
}

void listing_read(const listing *facts, size_t row, size_t column, listing_value *value)
{
    nrr_field field = facts->fields[column];
    int64_t number = facts->values[field][row];

    if (listing_is_assignment(facts, row) && listing_read_assignment(facts, row, field, value))
        return;
    switch (field) {
    case NRR_FIELD_CUSTOMER:
        listing_read_key(facts, NRR_KEY_CUSTOMER, number, value);
        break;
    case NRR_FIELD_LINE:
        listing_read_key(facts, NRR_KEY_LINE, number, value);
        break;
    case NRR_FIELD_ID:
        listing_read_key(facts, NRR_KEY_FACT, number, value);
        break;
    case NRR_FIELD_DIMENSION:
        listing_read_key(facts, NRR_KEY_DIMENSION, number, value);
        break;
    case NRR_FIELD_VALUE:
        listing_read_key(facts, NRR_KEY_VALUE, number, value);
        break;
    case NRR_FIELD_RULE:
        listing_read_code(NRR_VOCABULARY_RULE, number, value);
        break;
    case NRR_FIELD_KIND:
        listing_read_code(NRR_VOCABULARY_KIND, number, value);
        break;
    case NRR_FIELD_REASON:
        listing_read_code(NRR_VOCABULARY_REASON, number, value);
        break;
    case NRR_FIELD_CHANGE:
        value->text = number > 0 ? "added" : "taken_back";
        value->length = strlen(value->text);
        break;
    default:
        listing_read_number(facts, row, field, value);
        break;
    }
}

const char *listing_title(const listing *facts, size_t column)
{
    const char *name = "?";

    (void)nrr_vocabulary_name(NRR_VOCABULARY_FIELD, facts->fields[column], &name);
    return name;
}

int listing_is_number(const listing *facts, size_t column)
{
    nrr_field field = facts->fields[column];

    return field == NRR_FIELD_EXCESS || field == NRR_FIELD_AMOUNT || field == NRR_FIELD_SEQUENCE;
}
