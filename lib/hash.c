/* SPDX-License-Identifier: MIT */
/* Hash: SipHash-1-3 (Aumasson and Bernstein), one round per word and three at the end. */
#include "hash.h"

#include <string.h>

typedef struct hash_state {
    uint64_t a, b, c, d;
} hash_state;

static inline uint64_t hash_rotate(uint64_t word, unsigned bits)
{
    return (word << bits) | (word >> (64 - bits));
}

static inline void hash_round(hash_state *state)
{
    state->a += state->b;
    state->b = hash_rotate(state->b, 13) ^ state->a;
    state->a = hash_rotate(state->a, 32);
    state->c += state->d;
    state->d = hash_rotate(state->d, 16) ^ state->c;
    state->a += state->d;
    state->d = hash_rotate(state->d, 21) ^ state->a;
    state->c += state->b;
    state->b = hash_rotate(state->b, 17) ^ state->c;
    state->c = hash_rotate(state->c, 32);
}

static inline hash_state hash_begin(const nrr__hash_key *key)
{
    hash_state state;

    state.a = key->words[0] ^ UINT64_C(0x736f6d6570736575);
    state.b = key->words[1] ^ UINT64_C(0x646f72616e646f6d);
    state.c = key->words[0] ^ UINT64_C(0x6c7967656e657261);
    state.d = key->words[1] ^ UINT64_C(0x7465646279746573);
    return state;
}

static inline void hash_word(hash_state *state, uint64_t word)
{
    state->d ^= word;
    hash_round(state);
    state->a ^= word;
}

/* `last` holds the bytes beyond the last whole word, and the length in its highest byte. */
static inline uint64_t hash_end(hash_state *state, uint64_t last)
{
    hash_word(state, last);
    state->c ^= 0xff;
    hash_round(state);
    hash_round(state);
    hash_round(state);
    return state->a ^ state->b ^ state->c ^ state->d;
}

uint64_t nrr__hash_bytes(const nrr__hash_key *key, const void *bytes, size_t length)
{
    const unsigned char *byte = bytes;
    hash_state state = hash_begin(key);
    uint64_t last = (uint64_t)length << 56;
    size_t whole = length & ~(size_t)7, i;

    for (i = 0; i < whole; i += 8) {
        uint64_t word;
        memcpy(&word, byte + i, sizeof word); /* in the machine's own byte order: it is not stored */
        hash_word(&state, word);
    }
    for (; i < length; i++)
        last |= (uint64_t)byte[i] << (8 * (i - whole));
    return hash_end(&state, last);
}

uint64_t nrr__hash_integer(const nrr__hash_key *key, uint64_t integer)
{
    hash_state state = hash_begin(key);

    hash_word(&state, integer);
    /* A length that no run of bytes has in its highest byte would be as good: all that matters is
     * that integers and bytes are told apart by the comparison behind the hash. */
    return hash_end(&state, UINT64_C(8) << 56);
}
