/* SPDX-License-Identifier: MIT */
/* Slab: see slab.h. */
#include "slab.h"

#include "column_reader.h"

#include <string.h>

enum {
    SLAB_STEP = 64 /* rows that are checked at once: compilers take several where they see how many */
};

static const nrr_field slab_fields[NRR__SLAB_FIELDS] = {
    NRR_FIELD_TIME, NRR_FIELD_AMOUNT, NRR_FIELD_CUSTOMER,
    NRR_FIELD_KIND, NRR_FIELD_REASON, NRR_FIELD_FLAGS,
    NRR_FIELD_LINE, NRR_FIELD_SEQUENCE, NRR_FIELD_KNOWN,
    NRR_FIELD_ID,
};

int nrr__slab_suits(const nrr__batch *batch)
{
    return batch->rows == NULL || batch->row_size == sizeof(nrr_fact);
}

int nrr__slab_is_rich(const nrr__batch *batch)
{
    int number;

    for (number = NRR__SLAB_PLAIN; number < NRR__SLAB_FIELDS; number++)
        if (batch->columns[slab_fields[number]] != NULL)
            return 1;
    return 0;
}

int nrr__slab_is_plain(const nrr__slab *slab)
{
    int number;

    for (number = NRR__SLAB_PLAIN; number < NRR__SLAB_FIELDS; number++)
        if (slab->fields[number] != NULL)
            return 0;
    return 1;
}

/* Takes what plain facts lack from rows. */
static void slab_read_rest(nrr__slab *slab, const unsigned char *row)
{
    size_t i;

    for (i = 0; i < slab->count; i++, row += sizeof(nrr_fact)) {
        nrr_fact fact;
        memcpy(&fact, row, sizeof fact);
        slab->buffers[NRR__SLAB_LINE][i] = fact.line;
        slab->buffers[NRR__SLAB_SEQUENCE][i] = (int64_t)fact.sequence;
        slab->buffers[NRR__SLAB_KNOWN][i] = fact.flags & NRR_FACT_KNOWN ? fact.known : NRR__KNOWN_ALWAYS;
        slab->buffers[NRR__SLAB_ID][i] = fact.id;
        slab->buffers[NRR__SLAB_FLAGS][i] = fact.flags & ~(uint32_t)NRR_FACT_KNOWN;
    }
}

/* Takes rows apart; whether they could be. */
static int slab_read_rows(nrr__slab *slab, const nrr__batch *batch)
{
    const unsigned char *rows = batch->rows + slab->first * sizeof(nrr_fact), *row = rows;
    uint64_t rest = 0, reserved = 0;
    size_t i;

    for (i = 0; i < slab->count; i++, row += sizeof(nrr_fact)) {
        nrr_fact fact;
        memcpy(&fact, row, sizeof fact);
        slab->buffers[NRR__SLAB_TIME][i] = fact.time;
        slab->buffers[NRR__SLAB_AMOUNT][i] = fact.amount;
        slab->buffers[NRR__SLAB_CUSTOMER][i] = fact.customer;
        slab->buffers[NRR__SLAB_KIND][i] = fact.kind;
        slab->buffers[NRR__SLAB_REASON][i] = fact.reason;
        slab->buffers[NRR__SLAB_FLAGS][i] = fact.flags;
        rest |= fact.sequence | fact.line | fact.id | (fact.flags & NRR_FACT_KNOWN);
        reserved |= fact.reserved1 | fact.reserved2;
    }
    if (rest != 0)
        slab_read_rest(slab, rows);
    for (i = 0; i < NRR__SLAB_FIELDS; i++)
        slab->fields[i] = i < NRR__SLAB_PLAIN || rest != 0 ? slab->buffers[i] : NULL;
    return reserved == 0;
}

static void slab_fill(int64_t *buffer, int64_t value, size_t count)
{
    size_t i;

    for (i = 0; i < count; i++)
        buffer[i] = value;
}

/* The ids that a column of keys was made into; NULL if the field has none. */
static const uint32_t *slab_ids(const nrr__batch *batch, int number)
{
    switch (number) {
    case NRR__SLAB_CUSTOMER:
        return batch->customers;
    case NRR__SLAB_LINE:
        return batch->lines;
    case NRR__SLAB_ID:
        return batch->ids;
    default:
        return NULL;
    }
}

/* The column that a field is read from; NULL if it is absent, or was made of keys already. */
static const nrr_column *slab_column(const nrr__batch *batch, int number)
{
    return slab_ids(batch, number) != NULL ? NULL : batch->columns[slab_fields[number]];
}

/* Reads one field of columns; whether it could be read so. */
static int slab_read_column(nrr__slab *slab, const nrr__batch *batch, int number)
{
    const nrr_column *column = slab_column(batch, number);
    const uint32_t *ids = slab_ids(batch, number);
    int64_t *buffer = slab->buffers[number];
    size_t i;

    slab->fields[number] = buffer;
    if (ids != NULL) {
        for (i = 0; i < slab->count; i++)
            buffer[i] = ids[slab->first + i];
    } else if (column != NULL) {
        slab->fields[number] = nrr__column_slab(column, slab->first, slab->count, buffer);
        return slab->fields[number] != NULL;
    } else if (number < NRR__SLAB_PLAIN) {
        slab_fill(buffer, 0, slab->count); /* reason, flags: absent is zero */
    } else {
        slab->fields[number] = NULL;
    }
    return 1;
}

/* Counts the rows that the slab gets. */
static void slab_begin(nrr__slab *slab, const nrr__batch *batch)
{
    slab->count = batch->count - slab->first;
    if (slab->count > NRR__SLAB_ROWS)
        slab->count = NRR__SLAB_ROWS;
}

int nrr__slab_read(nrr__slab *slab, const nrr__batch *batch)
{
    int number;

    slab_begin(slab, batch);
    if (batch->rows != NULL)
        return slab_read_rows(slab, batch);
    for (number = 0; number < NRR__SLAB_FIELDS; number++)
        if (!slab_read_column(slab, batch, number))
            return 0;
    return 1;
}

int nrr__slab_read_customers(nrr__slab *slab, const nrr__batch *batch)
{
    int64_t *customers = slab->buffers[NRR__SLAB_CUSTOMER];
    const unsigned char *row = batch->rows;
    size_t i;

    slab_begin(slab, batch);
    if (row == NULL)
        return slab_read_column(slab, batch, NRR__SLAB_CUSTOMER);
    for (i = 0, row += slab->first * batch->row_size; i < slab->count; i++, row += batch->row_size) {
        uint32_t customer;
        memcpy(&customer, row + offsetof(nrr_fact, customer), sizeof customer);
        customers[i] = customer;
    }
    slab->fields[NRR__SLAB_CUSTOMER] = customers;
    return 1;
}

void nrr__slab_expect_next(const nrr__slab *slab, const nrr__batch *batch)
{
    size_t first = slab->first + slab->count, count = batch->count - first;
    int number;

    if (count > NRR__SLAB_ROWS)
        count = NRR__SLAB_ROWS;
    for (number = 0; number < NRR__SLAB_PLAIN && batch->rows == NULL && count != 0; number++) {
        const nrr_column *column = slab_column(batch, number);
        if (column != NULL)
            nrr__column_expect(column, first, count);
    }
}

/* 1 if a number is not zero, else 0. */
static inline uint64_t slab_differs(uint64_t number)
{
    return (number | (0 - number)) >> 63;
}

/* Whether rows [first, first + count) break a rule: the sign of the answer. Each rule is a number that is negative
 * where it is broken, made without a table or a jump, so that compilers can take several rows at once. */
static inline uint64_t slab_check_rows(const nrr__slab *slab, uint64_t known, size_t first, size_t count)
{
    const int64_t *kinds = slab->fields[NRR__SLAB_KIND] + first;
    const int64_t *flags = slab->fields[NRR__SLAB_FLAGS] + first;
    const int64_t *customers = slab->fields[NRR__SLAB_CUSTOMER] + first;
    const int64_t *amounts = slab->fields[NRR__SLAB_AMOUNT] + first;
    const int64_t *reasons = slab->fields[NRR__SLAB_REASON] + first;
    uint64_t broken = 0;
    size_t i;

    for (i = 0; i < count; i++) {
        uint64_t kind = (uint64_t)kinds[i], flag = (uint64_t)flags[i], reason = (uint64_t)reasons[i];
        uint64_t customer = (uint64_t)customers[i], amount = (uint64_t)amounts[i];
        uint64_t least = slab_differs(kind ^ NRR_KIND_LEVEL) & slab_differs(kind ^ NRR_KIND_RENEWAL);
        broken |= (customer - 1) | (known - customer) | customer;
        broken |= (kind - NRR_KIND_OPENING) | (NRR_KIND_RENEWAL - kind) | kind;
        broken |= flag | (NRR_FACT_ALL - flag);
        broken |= (0 - flag) & (0 - (kind ^ NRR_KIND_CHURN)); /* the flag goes with churn alone */
        broken |= (amount | (amount - least)) & (flag - 1); /* and without an amount */
        broken |= reason | (NRR_REASON_HOST_LAST - reason);
        broken |= (NRR_REASON_MIGRATION - reason) & (reason - NRR_REASON_HOST);
    }
    return broken;
}

/* The same of a field of ids, of which so many are known; 0 is none. */
static uint64_t slab_check_ids(const nrr__slab *slab, int number, uint64_t known)
{
    const int64_t *ids = slab->fields[number];
    uint64_t broken = 0;
    size_t i;

    for (i = 0; ids != NULL && i < slab->count; i++)
        broken |= (known - (uint64_t)ids[i]) | (uint64_t)ids[i];
    return broken;
}

/* The same of what plain facts lack; a number that was negative, or would be, is looked at alone. */
static uint64_t slab_check_rest(const nrr__slab *slab, const nrr_ledger *ledger)
{
    const int64_t *sequences = slab->fields[NRR__SLAB_SEQUENCE];
    uint64_t broken = slab_check_ids(slab, NRR__SLAB_LINE, nrr__ledger_key_count(ledger, NRR_KEY_LINE)) |
                      slab_check_ids(slab, NRR__SLAB_ID, nrr__ledger_key_count(ledger, NRR_KEY_FACT));
    size_t i;

    for (i = 0; sequences != NULL && i < slab->count; i++)
        broken |= (uint64_t)sequences[i];
    return broken;
}

int nrr__slab_check(const nrr__slab *slab, const nrr_ledger *ledger)
{
    const uint64_t known = nrr__ledger_key_count(ledger, NRR_KEY_CUSTOMER);
    uint64_t broken = slab_check_rest(slab, ledger);
    size_t i = 0;

    for (; slab->count - i >= SLAB_STEP; i += SLAB_STEP)
        broken |= slab_check_rows(slab, known, i, SLAB_STEP);
    broken |= slab_check_rows(slab, known, i, slab->count - i);
    return broken >> 63 == 0;
}

/* A field that may not be there. */
static inline int64_t slab_rest(const nrr__slab *slab, int number, size_t row, int64_t otherwise)
{
    return slab->fields[number] == NULL ? otherwise : slab->fields[number][row];
}

void nrr__slab_fact(const nrr__slab *slab, size_t row, nrr_fact *fact)
{
    const int64_t *const *fields = slab->fields;
    int64_t flags = fields[NRR__SLAB_FLAGS][row];

    fact->time = fields[NRR__SLAB_TIME][row];
    fact->amount = fields[NRR__SLAB_AMOUNT][row] & (flags - 1); /* as in append_plain.c */
    fact->known = slab_rest(slab, NRR__SLAB_KNOWN, row, NRR__KNOWN_ALWAYS);
    fact->sequence = (uint64_t)slab_rest(slab, NRR__SLAB_SEQUENCE, row, 0);
    fact->customer = (uint32_t)fields[NRR__SLAB_CUSTOMER][row];
    fact->line = (uint32_t)slab_rest(slab, NRR__SLAB_LINE, row, 0);
    fact->id = (uint32_t)slab_rest(slab, NRR__SLAB_ID, row, 0);
    fact->kind = (nrr_kind)fields[NRR__SLAB_KIND][row];
    fact->reason = (nrr_reason)fields[NRR__SLAB_REASON][row];
    fact->flags = (uint32_t)flags;
    fact->reserved1 = 0;
    fact->reserved2 = 0;
}
