/* SPDX-License-Identifier: MIT */
/* Ledger: its life, its options and its counters. */
#include "nrr/ledger.h"

#include "ledger_state.h"
#include "memory.h"

static nrr_status ledger_keys_begin(nrr_ledger *ledger)
{
    size_t family;

    for (family = 0; family < NRR__KEY_FAMILIES; family++) {
        nrr__key_index_begin(&ledger->keys[family].index, nrr__key_hash_of(0));
        ledger->keys[family].store = nrr__key_store_new(&ledger->memory);
        if (ledger->keys[family].store == NULL)
            return NRR_E_MEMORY;
    }
    return NRR_OK;
}

nrr_status nrr_ledger_new(const nrr_allocator *allocator, nrr_ledger **ledger)
{
    nrr_allocator memory;
    nrr_ledger *made;
    nrr_status status;

    if (ledger == NULL)
        return NRR_E_NULL;
    status = nrr__memory_copy(allocator, &memory);
    if (status != NRR_OK)
        return status;
    made = nrr__memory_zeroed(&memory, 1, sizeof *made);
    if (made == NULL)
        return NRR_E_MEMORY;
    made->memory = memory;
    made->mark = nrr__mark_new(NULL, &memory);
    made->time_unit = NRR_TIME_SECONDS;
    status = made->mark == NULL ? NRR_E_MEMORY : ledger_keys_begin(made);
    if (status != NRR_OK) {
        nrr_ledger_free(made);
        return status;
    }
    *ledger = made;
    return NRR_OK;
}

void nrr_ledger_free(nrr_ledger *ledger)
{
    nrr_allocator memory;
    uint32_t number;
    size_t family;

    if (ledger == NULL)
        return;
    memory = ledger->memory;
    for (number = 0; number < ledger->block_count; number++)
        nrr__block_end(&ledger->blocks[number], &memory);
    nrr__memory_release(&memory, ledger->blocks, ledger->block_capacity, sizeof *ledger->blocks);
    nrr__id_registry_release(ledger->ids);
    nrr__parents_release(ledger->parents);
    nrr__assignment_store_end(&ledger->assignments, &memory);
    for (family = 0; family < NRR__KEY_FAMILIES; family++) {
        nrr__key_index_end(&ledger->keys[family].index, &memory);
        nrr__key_store_release(ledger->keys[family].store);
    }
    nrr__mark_release(ledger->mark);
    nrr__memory_release(&memory, ledger, 1, sizeof *ledger);
}

static nrr_status ledger_set_time_unit(nrr_ledger *ledger, int64_t value)
{
    if (value < NRR_TIME_DAYS || value > NRR_TIME_NANOSECONDS)
        return NRR_E_OPTION_VALUE;
    if (ledger->fact_count != 0)
        return NRR_E_OPTION_LATE;
    ledger->time_unit = (nrr_time_unit)value;
    return NRR_OK;
}

static nrr_status ledger_set_strict(nrr_ledger *ledger, int64_t value)
{
    if (value != 0 && value != 1)
        return NRR_E_OPTION_VALUE;
    ledger->is_strict = (int)value;
    return NRR_OK;
}

static nrr_status ledger_set_coverage(nrr_ledger *ledger, nrr__coverage coverage)
{
    if (coverage.has_start && coverage.has_end && coverage.start >= coverage.end)
        return NRR_E_OPTION_VALUE;
    ledger->coverage = coverage;
    return NRR_OK;
}

static nrr_status ledger_set_hash_seed(nrr_ledger *ledger, int64_t value)
{
    size_t family;

    for (family = 0; family < NRR__KEY_FAMILIES; family++)
        if (ledger->keys[family].store->count != 0)
            return NRR_E_OPTION_LATE;
    for (family = 0; family < NRR__KEY_FAMILIES; family++) {
        /* A first key that found no memory may have left a table behind. */
        nrr__key_index_end(&ledger->keys[family].index, &ledger->memory);
        nrr__key_index_begin(&ledger->keys[family].index,
                             nrr__key_hash_of((uint64_t)value));
    }
    ledger->hash_seed = value;
    return NRR_OK;
}

nrr_status nrr_ledger_set(nrr_ledger *ledger, nrr_ledger_option option, int64_t value)
{
    nrr__coverage coverage;

    if (ledger == NULL)
        return NRR_E_NULL;
    coverage = ledger->coverage;
    switch (option) {
    case NRR_LEDGER_TIME_UNIT:
        return ledger_set_time_unit(ledger, value);
    case NRR_LEDGER_COVERAGE_START:
        coverage.has_start = 1;
        coverage.start = value;
        return ledger_set_coverage(ledger, coverage);
    case NRR_LEDGER_COVERAGE_END:
        coverage.has_end = 1;
        coverage.end = value;
        return ledger_set_coverage(ledger, coverage);
    case NRR_LEDGER_HASH_SEED:
        return ledger_set_hash_seed(ledger, value);
    case NRR_LEDGER_STRICT:
        return ledger_set_strict(ledger, value);
    default:
        return NRR_E_OPTION;
    }
}

nrr_status nrr_ledger_unset(nrr_ledger *ledger, nrr_ledger_option option)
{
    if (ledger == NULL)
        return NRR_E_NULL;
    switch (option) {
    case NRR_LEDGER_TIME_UNIT:
        return ledger_set_time_unit(ledger, NRR_TIME_SECONDS);
    case NRR_LEDGER_COVERAGE_START:
        ledger->coverage.has_start = 0;
        return NRR_OK;
    case NRR_LEDGER_COVERAGE_END:
        ledger->coverage.has_end = 0;
        return NRR_OK;
    case NRR_LEDGER_HASH_SEED:
        return ledger_set_hash_seed(ledger, 0);
    case NRR_LEDGER_STRICT:
        return ledger_set_strict(ledger, 0);
    default:
        return NRR_E_OPTION;
    }
}

/* Writes a value that may not be there. */
static nrr_status ledger_give(int is_there, int64_t there, int64_t *value)
{
    if (!is_there)
        return NRR_E_UNSET;
    *value = there;
    return NRR_OK;
}

nrr_status nrr_ledger_get(const nrr_ledger *ledger, nrr_ledger_option option, int64_t *value)
{
    if (ledger == NULL || value == NULL)
        return NRR_E_NULL;
    switch (option) {
    case NRR_LEDGER_TIME_UNIT:
        return ledger_give(1, ledger->time_unit, value);
    case NRR_LEDGER_COVERAGE_START:
        return ledger_give(ledger->coverage.has_start != 0, ledger->coverage.start, value);
    case NRR_LEDGER_COVERAGE_END:
        return ledger_give(ledger->coverage.has_end != 0, ledger->coverage.end, value);
    case NRR_LEDGER_HASH_SEED:
        return ledger_give(1, ledger->hash_seed, value);
    case NRR_LEDGER_STRICT:
        return ledger_give(1, ledger->is_strict, value);
    default:
        return NRR_E_OPTION;
    }
}

/* What facts, keys and assignments take; memory can't hold more than int64_t counts. */
static int64_t ledger_bytes(const nrr_ledger *ledger)
{
    size_t bytes = sizeof *ledger + ledger->block_capacity * sizeof *ledger->blocks +
                   (ledger->ids == NULL ? 0 : nrr__id_registry_size(ledger->ids)) +
                   nrr__assignment_store_size(&ledger->assignments),
           family;
    uint32_t number;

    for (number = 0; number < ledger->block_count; number++)
        bytes += nrr__block_size(&ledger->blocks[number]);
    for (family = 0; family < NRR__KEY_FAMILIES; family++)
        bytes += nrr__key_store_size(ledger->keys[family].store) +
                 nrr__key_index_size(&ledger->keys[family].index);
    return (int64_t)bytes;
}

nrr_status nrr_ledger_counter(const nrr_ledger *ledger, nrr_counter counter, int64_t *value)
{
    if (ledger == NULL || value == NULL)
        return NRR_E_NULL;
    switch (counter) {
    case NRR_COUNTER_FACTS:
        return ledger_give(1, (int64_t)ledger->fact_count, value);
    case NRR_COUNTER_CUSTOMERS:
        return ledger_give(1, nrr__ledger_key_count(ledger, NRR_KEY_CUSTOMER), value);
    case NRR_COUNTER_LINES:
        return ledger_give(1, nrr__ledger_key_count(ledger, NRR_KEY_LINE), value);
    case NRR_COUNTER_BYTES:
        return ledger_give(1, ledger_bytes(ledger), value);
    case NRR_COUNTER_DUPLICATES:
        return ledger_give(1, ledger->ids == NULL ? 0 : ledger->ids->repeats.count, value);
    case NRR_COUNTER_VOIDS:
        return ledger_give(1, ledger->ids == NULL ? 0 : ledger->ids->void_count, value);
    case NRR_COUNTER_FIRST_TIME:
        return ledger_give(ledger->fact_count != 0, ledger->first_time, value);
    case NRR_COUNTER_LAST_TIME:
        return ledger_give(ledger->fact_count != 0, ledger->last_time, value);
    default:
        return NRR_E_OPTION;
    }
}
