/* SPDX-License-Identifier: MIT */
/* Key hash: see key_hash.h. */
#include "key_hash.h"

nrr__key_hash nrr__key_hash_of(uint64_t seed)
{
    nrr__key_hash hash;
    uint64_t i;

    hash.key.words[0] = seed;
    hash.key.words[1] = ~seed;
    for (i = 0; i < sizeof hash.secrets / sizeof *hash.secrets; i++)
        hash.secrets[i] = nrr__hash_integer(&hash.key, i) | 1;
    hash.is_strong = 0;
    return hash;
}

void nrr__key_hash_next(nrr__key_hash *hash, uint64_t place)
{
    nrr__hash_key next;

    next.words[0] = nrr__hash_integer(&hash->key, place);
    next.words[1] = nrr__hash_integer(&hash->key, ~place);
    hash->key = next;
    hash->is_strong = 1;
}
