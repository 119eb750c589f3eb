/* SPDX-License-Identifier: MIT */
/* Slab: see slab.h. */
#include "slab.h"

#include "column_reader.h"

#include <string.h>

enum {
    SLAB_STEP =
        64 /* rows that are checked at once: compilers take several where they see how many */
};

static const nrr_field slab_numbers[NRR__SLAB_NUMBERS] = {
    NRR_FIELD_TIME,
    NRR_FIELD_AMOUNT,
    NRR_FIELD_SEQUENCE,
    NRR_FIELD_KNOWN,
};

static const nrr_field slab_words[NRR__SLAB_WORDS] = {
    NRR_FIELD_CUSTOMER, NRR_FIELD_KIND, NRR_FIELD_REASON,
    NRR_FIELD_FLAGS,    NRR_FIELD_LINE, NRR_FIELD_ID,
};

int nrr__slab_suits(const nrr__batch *batch)
{
    return batch->rows == NULL || batch->row_size == sizeof(nrr_fact);
}

int nrr__slab_is_rich(const nrr__batch *batch)
{
    return batch->columns[NRR_FIELD_SEQUENCE] != NULL || batch->columns[NRR_FIELD_KNOWN] != NULL ||
           batch->columns[NRR_FIELD_LINE] != NULL || batch->columns[NRR_FIELD_ID] != NULL;
}

/* Takes what plain facts lack from rows. */
static void slab_read_rest(nrr__slab *slab, const unsigned char *row)
{
    size_t i;

    for (i = 0; i < slab->count; i++, row += sizeof(nrr_fact)) {
        nrr_fact fact;
        memcpy(&fact, row, sizeof fact);
        slab->word_buffers[NRR__SLAB_LINE][i] = fact.line;
        slab->number_buffers[NRR__SLAB_SEQUENCE][i] = (int64_t)fact.sequence;
        slab->number_buffers[NRR__SLAB_KNOWN][i] =
            fact.flags & NRR_FACT_KNOWN ? fact.known : NRR__KNOWN_ALWAYS;
        slab->word_buffers[NRR__SLAB_ID][i] = fact.id;
        slab->word_buffers[NRR__SLAB_FLAGS][i] = fact.flags & ~(uint32_t)NRR_FACT_KNOWN;
    }
}

/* Points the fields to the buffers, those that plain facts lack if there is something in them. */
static void slab_show_buffers(nrr__slab *slab)
{
    size_t i;

    for (i = 0; i < NRR__SLAB_NUMBERS; i++)
        slab->numbers[i] = i < NRR__SLAB_NUMBERS_PLAIN || slab->has_rest ? slab->number_buffers[i] : NULL;
    for (i = 0; i < NRR__SLAB_WORDS; i++)
        slab->words[i] = i < NRR__SLAB_WORDS_PLAIN || slab->has_rest ? slab->word_buffers[i] : NULL;
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
        slab->number_buffers[NRR__SLAB_TIME][i] = fact.time;
        slab->number_buffers[NRR__SLAB_AMOUNT][i] = fact.amount;
        slab->word_buffers[NRR__SLAB_CUSTOMER][i] = fact.customer;
        slab->word_buffers[NRR__SLAB_KIND][i] = (uint32_t)fact.kind;
        slab->word_buffers[NRR__SLAB_REASON][i] = (uint32_t)fact.reason;
        slab->word_buffers[NRR__SLAB_FLAGS][i] = fact.flags;
        rest |= fact.sequence | fact.line | fact.id | (fact.flags & NRR_FACT_KNOWN);
        reserved |= fact.reserved1 | fact.reserved2;
    }
    slab->has_rest = rest != 0;
    if (slab->has_rest)
        slab_read_rest(slab, rows);
    slab_show_buffers(slab);
    return reserved == 0;
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

/* Reads one field of columns; whether it could be read so. */
static int slab_read_number(nrr__slab *slab, const nrr__batch *batch, int number)
{
    const nrr_column *column = batch->columns[slab_numbers[number]];

    slab->numbers[number] = NULL;
    if (column == NULL)
        return 1;
    slab->numbers[number] =
        nrr__column_slab(column, slab->first, slab->count, slab->number_buffers[number]);
    return slab->numbers[number] != NULL;
}

/* The same of 32 bits. Plain facts may lack a reason and flags, which are zero then. */
static int slab_read_word(nrr__slab *slab, const nrr__batch *batch, int number)
{
    const nrr_column *column = batch->columns[slab_words[number]];
    const uint32_t *ids = slab_ids(batch, number);
    uint32_t *buffer = slab->word_buffers[number];

    slab->words[number] = NULL;
    if (ids != NULL) {
        slab->words[number] = ids + slab->first;
    } else if (column != NULL) {
        slab->words[number] = nrr__column_words(column, slab->first, slab->count, buffer);
        return slab->words[number] != NULL;
    } else if (number < NRR__SLAB_WORDS_PLAIN) {
        memset(buffer, 0, slab->count * sizeof *buffer);
        slab->words[number] = buffer;
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
    slab->has_rest = nrr__slab_is_rich(batch);
    for (number = 0; number < NRR__SLAB_NUMBERS; number++)
        if (!slab_read_number(slab, batch, number))
            return 0;
    for (number = 0; number < NRR__SLAB_WORDS; number++)
        if (!slab_read_word(slab, batch, number))
            return 0;
    return 1;
}

int nrr__slab_read_customers(nrr__slab *slab, const nrr__batch *batch)
{
    uint32_t *customers = slab->word_buffers[NRR__SLAB_CUSTOMER];
    const unsigned char *row = batch->rows;
    size_t i;

    slab_begin(slab, batch);
    if (row == NULL)
        return slab_read_word(slab, batch, NRR__SLAB_CUSTOMER);
    for (i = 0, row += slab->first * batch->row_size; i < slab->count; i++, row += batch->row_size)
        memcpy(&customers[i], row + offsetof(nrr_fact, customer), sizeof *customers);
    slab->words[NRR__SLAB_CUSTOMER] = customers;
    return 1;
}

/* All bits if a rule is broken, else none. */
static inline uint32_t slab_broken(int is_broken)
{
    return 0U - (uint32_t)is_broken;
}

/* Whether one of some customers is not known: not zero. */
static inline uint32_t slab_check_customers(const uint32_t *customers, uint32_t known, size_t count)
{
    uint32_t broken = 0;
    size_t i;

    for (i = 0; i < count; i++)
        broken |= slab_broken(customers[i] - 1 >= known);
    return broken;
}

int nrr__slab_has_customers(const nrr__slab *slab, uint32_t known)
{
    const uint32_t *customers = slab->words[NRR__SLAB_CUSTOMER];
    uint32_t broken = 0;
    size_t i = 0;

    for (; slab->count - i >= SLAB_STEP; i += SLAB_STEP)
        broken |= slab_check_customers(customers + i, known, SLAB_STEP);
    broken |= slab_check_customers(customers + i, known, slab->count - i);
    return broken == 0;
}

/* Whether rows [first, first + count) break a rule: not zero. Made without a table or a jump, so that
 * compilers can take several rows at once. */
static inline uint32_t slab_check_rows(const nrr__slab *slab, uint32_t known, size_t first,
                                       size_t count)
{
    const uint32_t *kinds = slab->words[NRR__SLAB_KIND] + first;
    const uint32_t *flags = slab->words[NRR__SLAB_FLAGS] + first;
    const uint32_t *customers = slab->words[NRR__SLAB_CUSTOMER] + first;
    const uint32_t *reasons = slab->words[NRR__SLAB_REASON] + first;
    const int64_t *amounts = slab->numbers[NRR__SLAB_AMOUNT] + first;
    uint32_t broken = 0;
    size_t i;

    for (i = 0; i < count; i++) {
        uint32_t kind = kinds[i], flag = flags[i], reason = reasons[i];
        uint64_t amount = (uint64_t)amounts[i];
        /* Each is negative where the amount is below zero, or below one. */
        uint32_t below_zero = (uint32_t)(amount >> 32), below_one = (uint32_t)((amount - 1) >> 32);
        uint32_t may_be_zero =
            slab_broken(kind == NRR_KIND_LEVEL) | slab_broken(kind == NRR_KIND_RENEWAL);
        broken |= slab_broken(customers[i] - 1 >= known);
        broken |= slab_broken(kind - NRR_KIND_OPENING > NRR_KIND_RENEWAL - NRR_KIND_OPENING);
        broken |= slab_broken(flag > NRR_FACT_ALL);
        broken |=
            (0U - flag) & slab_broken(kind != NRR_KIND_CHURN); /* the flag goes with churn alone */
        broken |= (below_zero | (below_one & ~may_be_zero)) & (flag - 1) &
                  0x80000000; /* and without an amount */
        broken |= slab_broken(reason > NRR_REASON_HOST_LAST);
        broken |= slab_broken(reason - NRR_REASON_MIGRATION - 1 <
                              NRR_REASON_HOST - NRR_REASON_MIGRATION - 1);
    }
    return broken;
}

/* The same of a field of ids, of which so many are known; 0 is none. */
static uint32_t slab_check_ids(const nrr__slab *slab, int number, uint32_t known)
{
    const uint32_t *ids = slab->words[number];
    uint32_t broken = 0;
    size_t i;

    for (i = 0; ids != NULL && i < slab->count; i++)
        broken |= slab_broken(ids[i] > known);
    return broken;
}

/* The same of sequences; one that would be negative is looked at alone. */
static uint32_t slab_check_sequences(const nrr__slab *slab)
{
    const int64_t *sequences = slab->numbers[NRR__SLAB_SEQUENCE];
    uint64_t all = 0;
    size_t i;

    for (i = 0; sequences != NULL && i < slab->count; i++)
        all |= (uint64_t)sequences[i];
    return (uint32_t)(all >> 63);
}

int nrr__slab_check(const nrr__slab *slab, const nrr_ledger *ledger)
{
    const uint32_t known = nrr__ledger_key_count(ledger, NRR_KEY_CUSTOMER);
    uint32_t broken =
        slab_check_sequences(slab) |
        slab_check_ids(slab, NRR__SLAB_LINE, nrr__ledger_key_count(ledger, NRR_KEY_LINE)) |
        slab_check_ids(slab, NRR__SLAB_ID, nrr__ledger_key_count(ledger, NRR_KEY_FACT));
    size_t i = 0;

    for (; slab->count - i >= SLAB_STEP; i += SLAB_STEP)
        broken |= slab_check_rows(slab, known, i, SLAB_STEP);
    broken |= slab_check_rows(slab, known, i, slab->count - i);
    return broken == 0;
}

/* A field that may not be there. */
static inline int64_t slab_number(const nrr__slab *slab, int number, size_t row, int64_t otherwise)
{
    return slab->numbers[number] == NULL ? otherwise : slab->numbers[number][row];
}

static inline uint32_t slab_word(const nrr__slab *slab, int number, size_t row)
{
    return slab->words[number] == NULL ? 0 : slab->words[number][row];
}

void nrr__slab_fact(const nrr__slab *slab, size_t row, nrr_fact *fact)
{
    uint32_t flags = slab->words[NRR__SLAB_FLAGS][row];

    fact->time = slab->numbers[NRR__SLAB_TIME][row];
    fact->amount = nrr__slab_amount(slab->numbers[NRR__SLAB_AMOUNT][row], flags);
    fact->known = slab_number(slab, NRR__SLAB_KNOWN, row, NRR__KNOWN_ALWAYS);
    fact->sequence = (uint64_t)slab_number(slab, NRR__SLAB_SEQUENCE, row, 0);
    fact->customer = slab->words[NRR__SLAB_CUSTOMER][row];
    fact->line = slab_word(slab, NRR__SLAB_LINE, row);
    fact->id = slab_word(slab, NRR__SLAB_ID, row);
    fact->kind = (nrr_kind)slab->words[NRR__SLAB_KIND][row];
    fact->reason = (nrr_reason)slab->words[NRR__SLAB_REASON][row];
    fact->flags = flags;
    fact->reserved1 = 0;
    fact->reserved2 = 0;
}
