/* SPDX-License-Identifier: MIT */
/* Slab: see slab.h. */
#include "slab.h"

#include "column_reader.h"

#include <string.h>

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

/* One field of columns; NULL if it can't be read so. */
static const int64_t *slab_read_column(nrr__slab *slab, const nrr__batch *batch, int number)
{
    const nrr_column *column = batch->columns[slab_fields[number]];
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

int nrr__slab_read(nrr__slab *slab, const nrr__batch *batch)
{
    int number;

    slab->count = batch->count - slab->first;
    if (slab->count > NRR__SLAB_ROWS)
        slab->count = NRR__SLAB_ROWS;
    if (batch->rows != NULL)
        return slab_read_rows(slab, batch);
    for (number = 0; number < NRR__SLAB_FIELDS; number++) {
        slab->fields[number] = slab_read_column(slab, batch, number);
        if (slab->fields[number] == NULL)
            return 0;
    }
    return 1;
}

/* Each rule is a number that is negative where the rule is broken; or-ed, they show it in one sign. */
int nrr__slab_check(const nrr__slab *slab, const nrr_ledger *ledger)
{
    static const uint8_t least[] = {
        [NRR_KIND_OPENING] = 1,      [NRR_KIND_NEW] = 1,       [NRR_KIND_EXPANSION] = 1,
        [NRR_KIND_CONTRACTION] = 1,  [NRR_KIND_CHURN] = 1,     [NRR_KIND_REACTIVATION] = 1,
        [NRR_KIND_LEVEL] = 0,        [NRR_KIND_CHANGE_UP] = 1, [NRR_KIND_CHANGE_DOWN] = 1,
        [NRR_KIND_RENEWAL] = 0,      [15] = 0,
    };
    const int64_t *kinds = slab->fields[NRR__SLAB_KIND], *flags = slab->fields[NRR__SLAB_FLAGS];
    const int64_t *customers = slab->fields[NRR__SLAB_CUSTOMER];
    const int64_t *amounts = slab->fields[NRR__SLAB_AMOUNT];
    const int64_t *reasons = slab->fields[NRR__SLAB_REASON];
    const int64_t known = nrr__ledger_key_count(ledger, NRR_KEY_CUSTOMER);
    uint64_t broken = 0;
    size_t i;

    for (i = 0; i < slab->count; i++) {
        uint64_t kind = (uint64_t)kinds[i], flag = (uint64_t)flags[i], reason = (uint64_t)reasons[i];
        uint64_t customer = (uint64_t)customers[i], amount = (uint64_t)amounts[i];
        broken |= (customer - 1) | ((uint64_t)known - customer) | customer;
        broken |= (kind - NRR_KIND_OPENING) | (NRR_KIND_RENEWAL - kind) | kind;
        broken |= flag | (NRR_FACT_ALL - flag);
        broken |= (0 - flag) & (0 - (kind ^ NRR_KIND_CHURN)); /* the flag goes with churn alone */
        broken |= (amount | (amount - least[kind & 15])) & (flag - 1); /* and without an amount */
        broken |= reason | (NRR_REASON_HOST_LAST - reason);
        broken |= (NRR_REASON_MIGRATION - reason) & (reason - NRR_REASON_HOST);
    }
    return broken >> 63 == 0;
}
