/* SPDX-License-Identifier: MIT */
/* Hash: SipHash-1-3, a keyed hash. Who does not know the key can't build keys that collide, and who
 * knows it finds that the table takes another one (key_index.h). No figure depends on it. */
#ifndef NRR_LIB_HASH_H
#define NRR_LIB_HASH_H

#include <stddef.h>
#include <stdint.h>

typedef struct nrr__hash_key {
    uint64_t words[2];
} nrr__hash_key;

uint64_t nrr__hash_bytes(const nrr__hash_key *key, const void *bytes, size_t length);
uint64_t nrr__hash_integer(const nrr__hash_key *key, uint64_t integer);

#endif
