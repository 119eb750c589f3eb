/* SPDX-License-Identifier: MIT */
#include "model/apart.h"

#include <string.h>

enum { LINK_KEY = 5000 }; /* what arrival_keys.c adds to numbers beyond the table */

uint32_t apart_number(const nrr_snapshot *snapshot, nrr_key_family family, int64_t id)
{
    uint32_t number = arrival_number(snapshot, family, id);
    nrr_key key;

    if (number != UINT32_MAX || nrr_snapshot_key_of(snapshot, family, (uint32_t)id, &key) != NRR_OK) {
        return number;
    }
    return key.type == NRR_KEY_INTEGER && key.integer > LINK_KEY + ARRIVAL_KEYS
               ? (uint32_t)(key.integer - LINK_KEY)
               : UINT32_MAX;
}

uint32_t apart_id(const nrr_snapshot *snapshot, nrr_key_family family, uint32_t number)
{
    uint32_t id = 0;
    arrival_key key;

    if (number == 0) {
        return 0;
    }
    if (number > ARRIVAL_KEYS) {
        (void)nrr_snapshot_find_integer(snapshot, family, LINK_KEY + (int64_t)number, &id);
        return id;
    }
    key = arrival_key_of(number);
    if (key.bytes == NULL) {
        (void)nrr_snapshot_find_integer(snapshot, family, key.integer, &id);
    } else {
        (void)nrr_snapshot_find(snapshot, family, key.bytes, key.length, &id);
    }
    return id;
}

/* The table is in the order of its keys; those beyond it come behind its fourth, which is 7. */
static uint32_t rank_of(uint32_t number)
{
    enum { STEP = 1000, BEFORE_LINKS = 4 };

    return number <= ARRIVAL_KEYS ? number * STEP : BEFORE_LINKS * STEP + number;
}

int apart_key_order(uint32_t a, uint32_t b)
{
    return (rank_of(a) > rank_of(b)) - (rank_of(a) < rank_of(b));
}

nrr_query *apart_make_query(const model_query *asked, compare_difference *difference)
{
    nrr_query *query = NULL;

    expect(difference, "answer to a query", nrr_query_new(NULL, &query), NRR_OK);
    if (query == NULL) {
        return NULL;
    }
    expect(difference, "answer to a unit", nrr_query_set(query, NRR_QUERY_UNIT, asked->unit),
           NRR_OK);
    if (asked->expiry.on) {
        expect(difference, "answer to an expiry",
               nrr_query_set(query, NRR_QUERY_EXPIRY, asked->expiry.ticks), NRR_OK);
    }
    expect(difference, "answer to periods",
           nrr_query_add_periods(query, asked->starts, asked->ends, asked->period_count), NRR_OK);
    return query;
}

nrr_status apart_add_dimensions(nrr_query *query, const uint32_t *dimensions, size_t count)
{
    nrr_status status = NRR_OK;

    for (size_t i = 0; i < count && status == NRR_OK; i++) {
        arrival_key key = arrival_key_of(dimensions[i]);
        status = key.bytes == NULL ? nrr_query_add_dimension_integer(query, key.integer)
                                   : nrr_query_add_dimension(query, key.bytes, key.length);
    }
    return status;
}
