/* SPDX-License-Identifier: MIT */
/*
 * The table of keys, in the order of METRICS.md: integers ascending, then bytes, compared as
 * unsigned, of two that agree as far as both go the shorter first.
 */
#include "model/arrival_feed.h"

#include <string.h>

#define TENFOLD(s) s s s s s s s s s s
#define LONG_KEY   TENFOLD("xxxxxxxxxxxxxxxxxxxxxxxxxxxxxx")

#define INTEGER(value)                                                                             \
    {                                                                                              \
        (value), NULL, 0                                                                           \
    }
#define BYTES(text)                                                                                \
    {                                                                                              \
        0, (text), sizeof(text) - 1                                                                \
    }

enum { FIRST_BEYOND = 5000 }; /* numbers that are not in the table are integers above this one */

static const arrival_key keys[ARRIVAL_KEYS] = {
    INTEGER(INT64_MIN), INTEGER(-7),   INTEGER(0),      INTEGER(7),      INTEGER(INT64_MAX),
    BYTES(""),          BYTES("\0"),   BYTES("7"),      BYTES("7\0"),    BYTES("70"),
    BYTES("a"),         BYTES("a\0b"), BYTES("ab"),     BYTES(LONG_KEY), BYTES(LONG_KEY "x"),
    BYTES("\200"),      BYTES("\377"), BYTES("\377\1"),
};

arrival_key arrival_key_of(uint32_t number)
{
    arrival_key beyond = {FIRST_BEYOND + (int64_t)number, NULL, 0};

    return number <= ARRIVAL_KEYS ? keys[number - 1] : beyond;
}

uint32_t arrival_intern(arrival_host *host, nrr_key_family family, uint32_t number)
{
    uint32_t id = 0;
    arrival_key key;

    if (number == 0) {
        return 0;
    }
    key = arrival_key_of(number);
    if (key.bytes == NULL) {
        (void)nrr_ledger_key_integer(host->ledger, family, key.integer, &id);
    } else {
        (void)nrr_ledger_key(host->ledger, family, key.bytes, key.length, &id);
    }
    return id; /* 0 if it failed, which an append refuses or takes for another fact */
}

uint32_t arrival_number(const nrr_snapshot *snapshot, nrr_key_family family, int64_t id)
{
    nrr_key key;

    if (id == 0) {
        return 0;
    }
    if (id < 0 || id > UINT32_MAX ||
        nrr_snapshot_key_of(snapshot, family, (uint32_t)id, &key) != NRR_OK) {
        return UINT32_MAX;
    }
    for (uint32_t i = 0; i < ARRIVAL_KEYS; i++) {
        if (key.type == NRR_KEY_INTEGER
                ? keys[i].bytes == NULL && keys[i].integer == key.integer
                : keys[i].bytes != NULL && keys[i].length == key.length &&
                      (key.length == 0 || memcmp(keys[i].bytes, key.bytes, key.length) == 0)) {
            return i + 1;
        }
    }
    return UINT32_MAX;
}
