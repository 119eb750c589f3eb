/* SPDX-License-Identifier: MIT */
/* Facts in the chunks of a block come back as they went in, and ask for a column of upper halves where they need it. */
#include "lib/fact_chunk.h"

#include "lib/memory.h"
#include "support/run.h"

#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof *(array))

/* Times of a cell: as many bits as the customer's number leaves. */
#define CELL_TIME   (INT64_C(1) << (63 - NRR__BLOCK_BITS))
#define CELL_AMOUNT (INT64_C(1) << 31)

typedef struct sample {
    int64_t value;
    int is_large;
} sample;

static const sample times[] = {
    {0, 0},
    {1, 0},
    {-1, 0},
    {CELL_TIME - 1, 0},
    {-CELL_TIME, 0},
    {CELL_TIME, 1},
    {-CELL_TIME - 1, 1},
    {INT64_MAX, 1},
    {INT64_MIN, 1},
};

static const sample amounts[] = {
    {0, 0},
    {1, 0},
    {-1, 0},
    {CELL_AMOUNT - 1, 0},
    {-CELL_AMOUNT, 0},
    {CELL_AMOUNT, 1},
    {-CELL_AMOUNT - 1, 1},
    {INT64_MAX, 1},
    {INT64_MIN, 1},
};

static const uint32_t customers[] = {1, 2, NRR__BLOCK_CUSTOMERS, NRR__BLOCK_CUSTOMERS + 1,
                                     UINT32_MAX};

/* Appends a fact twice to a chunk with such columns, and looks at the second one. */
static void check_chunk(const nrr_fact *fact, uint32_t columns)
{
    uint32_t first_customer = nrr__block_of(fact->customer) * NRR__BLOCK_CUSTOMERS + 1;
    nrr_allocator memory;
    nrr__fact_chunk *chunk;
    nrr__fact_core core;

    ck_assert_int_eq(nrr__memory_copy(NULL, &memory), NRR_OK);
    chunk = nrr__fact_chunk_new(&memory, 2, columns, first_customer);
    ck_assert_ptr_nonnull(chunk);
    (void)nrr__fact_chunk_append(chunk, fact);
    (void)nrr__fact_chunk_append(chunk, fact);
    core = nrr__fact_chunk_core(chunk, 1);
    ck_assert_int_eq(core.time, fact->time);
    ck_assert_int_eq(core.amount, fact->amount);
    ck_assert_uint_eq(core.customer, fact->customer);
    ck_assert_uint_eq(core.reason, (uint32_t)fact->reason);
    ck_assert_uint_eq(core.kind, (uint32_t)fact->kind);
    ck_assert_uint_eq(core.flags, fact->flags);
    nrr__fact_chunk_release(chunk, &memory);
}

START_TEST(facts_come_back_as_they_went_in)
{
    const sample *time = &times[(size_t)_i / COUNT(amounts)],
                 *amount = &amounts[(size_t)_i % COUNT(amounts)];
    int is_large = time->is_large || amount->is_large;
    nrr_fact fact;

    memset(&fact, 0, sizeof fact);
    fact.time = time->value;
    fact.amount = amount->value;
    fact.known = NRR__KNOWN_ALWAYS;
    fact.reason = NRR_REASON_HOST_LAST;
    fact.kind = NRR_KIND_RENEWAL;
    fact.flags = NRR_FACT_ALL;
    for (size_t i = 0; i < COUNT(customers); i++) {
        fact.customer = customers[i];
        ck_assert_uint_eq(nrr__fact_columns(&fact), is_large ? (uint32_t)NRR__CHUNK_HALVES : 0);
        check_chunk(&fact, NRR__CHUNK_HALVES);
        if (!is_large)
            check_chunk(&fact, 0);
    }
}
END_TEST

START_TEST(a_cell_is_as_small_as_it_says)
{
    ck_assert_uint_eq(sizeof(nrr__fact_cell), 16);
    ck_assert_uint_eq(sizeof(nrr__fact_halves), 8);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("fact cell");
    TCase *cases = tcase_create("fact cell");

    tcase_add_loop_test(cases, facts_come_back_as_they_went_in, 0,
                        (int)(COUNT(times) * COUNT(amounts)));
    tcase_add_test(cases, a_cell_is_as_small_as_it_says);
    suite_add_tcase(suite, cases);
    return nrr_test_main(suite);
}
