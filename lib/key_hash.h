/* SPDX-License-Identifier: MIT */
/* Key hash: where in an index a key is looked for.
 *
 * It begins as a quick hash: products of 128 bits, folded, of the key and of secrets that the host's
 * seed stands for. Keys may be built that collide under it, by whoever knows the seed, and perhaps by
 * others. An index that meets such keys takes the next hash, which is strong from then on: SipHash-1-3
 * under a key that nobody who built them knew (docs/decisions/0028). No figure depends on any of this. */
#ifndef NRR_LIB_KEY_HASH_H
#define NRR_LIB_KEY_HASH_H

#include "atomic.h"
#include "hash.h"

#include <string.h>

typedef struct nrr__key_hash {
    nrr__hash_key key;   /* of SipHash */
    uint64_t secrets[4]; /* of the quick hash; odd, so that none is zero */
    int is_strong;
} nrr__key_hash;

/* The quick hash that a seed stands for. */
nrr__key_hash nrr__key_hash_of(uint64_t seed);

/* The strong hash that follows; `place` is a number that whoever built the keys can't have known. */
void nrr__key_hash_next(nrr__key_hash *hash, uint64_t place);

static inline uint64_t nrr__key_hash_fold(uint64_t a, uint64_t b)
{
    nrr__wide product = nrr__full_product(a, b);

    return product.low ^ product.high;
}

static inline uint64_t nrr__key_hash_integer(const nrr__key_hash *hash, int64_t integer)
{
    const uint64_t *secrets = hash->secrets;

    if (hash->is_strong)
        return nrr__hash_integer(&hash->key, (uint64_t)integer);
    return nrr__key_hash_fold(nrr__key_hash_fold((uint64_t)integer ^ secrets[0], secrets[1]) ^ secrets[2],
                              secrets[3]);
}

/* Words in the machine's own byte order: hashes are not stored beyond the life of a handle. */
static inline uint64_t nrr__key_hash_word(const unsigned char *bytes)
{
    uint64_t word;

    memcpy(&word, bytes, sizeof word);
    return word;
}

static inline uint64_t nrr__key_hash_half(const unsigned char *bytes)
{
    uint32_t half;

    memcpy(&half, bytes, sizeof half);
    return half;
}

static inline uint64_t nrr__key_hash_bytes(const nrr__key_hash *hash, const void *bytes, size_t length)
{
    const unsigned char *byte = (const unsigned char *)bytes;
    const uint64_t *secrets = hash->secrets;
    uint64_t state = secrets[0], first = 0, last = 0;
    size_t rest = length;

    if (hash->is_strong)
        return nrr__hash_bytes(&hash->key, bytes, length);
    for (; rest > 16; rest -= 16, byte += 16)
        state = nrr__key_hash_fold(nrr__key_hash_word(byte) ^ secrets[1],
                                   nrr__key_hash_word(byte + 8) ^ state);
    /* Two words, which overlap where the key is long enough, cover what is left. */
    if (length >= 16) {
        first = nrr__key_hash_word(byte + rest - 16);
        last = nrr__key_hash_word(byte + rest - 8);
    } else if (rest >= 8) {
        first = nrr__key_hash_word(byte);
        last = nrr__key_hash_word(byte + rest - 8);
    } else if (rest >= 4) {
        first = nrr__key_hash_half(byte);
        last = nrr__key_hash_half(byte + rest - 4);
    } else if (rest > 0) {
        first = (uint64_t)byte[0] << 16 | (uint64_t)byte[rest / 2] << 8 | byte[rest - 1];
    }
    return nrr__key_hash_fold(nrr__key_hash_fold(first ^ secrets[2], last ^ state) ^ length, secrets[3]);
}

#endif
