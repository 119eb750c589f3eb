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
};

int nrr__slab_suits(const nrr__batch *batch)
{
    if (batch->rows != NULL)
        return batch->row_size == sizeof(nrr_fact);
    return batch->columns[NRR_FIELD_LINE] == NULL && batch->columns[NRR_FIELD_ID] == NULL &&
           batch->columns[NRR_FIELD_SEQUENCE] == NULL && batch->columns[NRR_FIELD_KNOWN] == NULL;
}

/* Takes rows apart; whether all of them are plain. */
static int slab_read_rows(nrr__slab *slab, const nrr__batch *batch)
{
    const unsigned char *row = batch->rows + slab->first * batch->row_size;
    uint64_t rest = 0;
    size_t i;

    for (i = 0; i < slab->count; i++, row += batch->row_size) {
        nrr_fact fact;
        memcpy(&fact, row, sizeof fact);
        slab->buffers[NRR__SLAB_TIME][i] = fact.time;
        slab->buffers[NRR__SLAB_AMOUNT][i] = fact.amount;
        slab->buffers[NRR__SLAB_CUSTOMER][i] = fact.customer;
        slab->buffers[NRR__SLAB_KIND][i] = fact.kind;
        slab->buffers[NRR__SLAB_REASON][i] = fact.reason;
        slab->buffers[NRR__SLAB_FLAGS][i] = fact.flags;
        rest |= fact.sequence | fact.line | fact.id | fact.reserved1 | fact.reserved2;
    }
    for (i = 0; i < NRR__SLAB_FIELDS; i++)
        slab->fields[i] = slab->buffers[i];
    return rest == 0;
}

static void slab_fill(int64_t *buffer, int64_t value, size_t count)
{
    size_t i;

    for (i = 0; i < count; i++)
        buffer[i] = value;
}

/* The column that a field is read from; NULL if it is absent, or was made of keys already. */
static const nrr_column *slab_column(const nrr__batch *batch, int number)
{
    int is_made = number == NRR__SLAB_CUSTOMER && batch->customers != NULL;

    return is_made ? NULL : batch->columns[slab_fields[number]];
}

/* One field of columns; NULL if it can't be read so. */
static const int64_t *slab_read_column(nrr__slab *slab, const nrr__batch *batch, int number)
{
    const nrr_column *column = slab_column(batch, number);
    int64_t *buffer = slab->buffers[number];
    size_t i;

    if (number == NRR__SLAB_CUSTOMER && batch->customers != NULL) {
        for (i = 0; i < slab->count; i++)
            buffer[i] = batch->customers[slab->first + i];
        return buffer;
    }
    if (column != NULL)
        return nrr__column_slab(column, slab->first, slab->count, buffer);
    slab_fill(buffer, 0, slab->count); /* reason, flags: absent is zero */
    return buffer;
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
    for (number = 0; number < NRR__SLAB_FIELDS; number++) {
        slab->fields[number] = slab_read_column(slab, batch, number);
        if (slab->fields[number] == NULL)
            return 0;
    }
    return 1;
}

int nrr__slab_read_customers(nrr__slab *slab, const nrr__batch *batch)
{
    int64_t *customers = slab->buffers[NRR__SLAB_CUSTOMER];
    const unsigned char *row = batch->rows;
    size_t i;

    slab_begin(slab, batch);
    if (row == NULL) {
        slab->fields[NRR__SLAB_CUSTOMER] = slab_read_column(slab, batch, NRR__SLAB_CUSTOMER);
        return slab->fields[NRR__SLAB_CUSTOMER] != NULL;
    }
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
    for (number = 0; number < NRR__SLAB_FIELDS && batch->rows == NULL && count != 0; number++) {
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

int nrr__slab_check(const nrr__slab *slab, const nrr_ledger *ledger)
{
    const uint64_t known = nrr__ledger_key_count(ledger, NRR_KEY_CUSTOMER);
    uint64_t broken = 0;
    size_t i = 0;

    for (; slab->count - i >= SLAB_STEP; i += SLAB_STEP)
        broken |= slab_check_rows(slab, known, i, SLAB_STEP);
    broken |= slab_check_rows(slab, known, i, slab->count - i);
    return broken >> 63 == 0;
}
