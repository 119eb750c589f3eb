/* SPDX-License-Identifier: MIT */
/* Atomics: reference counts, and pointers that are published once; and the instructions of the machine that
 * C has no word for. The one header with compiler extensions; a port to a compiler without them begins and ends here. */
#ifndef NRR_LIB_ATOMIC_H
#define NRR_LIB_ATOMIC_H

#include "wide.h"

#include <stdint.h>

#if !defined __GNUC__
#error "libnrr needs the __atomic builtins of GCC and Clang: see lib/atomic.h"
#endif

/* The position of the highest bit of a number that is not zero. */
static inline uint32_t nrr__highest_bit(uint64_t number)
{
    return 63 ^ (uint32_t)__builtin_clzll(number);
}

#define NRR__CACHE_LINE 64 /* bytes that memory is asked for at once, on most machines */

/* Asks for memory that will be read soon. */
static inline void nrr__prefetch(const void *address)
{
    __builtin_prefetch(address);
}

/* Asks for memory that will be written soon. */
static inline void nrr__prefetch_to_write(const void *address)
{
    __builtin_prefetch(address, 1);
}

/* The product of two words, which most machines have an instruction for: nrr__wide_product() elsewhere. */
#if defined __SIZEOF_INT128__
__extension__ typedef unsigned __int128 nrr__machine_product;

static inline nrr__wide nrr__full_product(uint64_t a, uint64_t b)
{
    nrr__machine_product whole = (nrr__machine_product)a * b;
    nrr__wide product;

    product.low = (uint64_t)whole;
    product.high = (uint64_t)(whole >> 64);
    return product;
}
#else
static inline nrr__wide nrr__full_product(uint64_t a, uint64_t b)
{
    return nrr__wide_product(a, b);
}
#endif

/* Several integers at once: 16 bytes of them, which comparisons answer with 0 or -1 each. Processors without such
 * instructions have no use for them. */
#if __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__ &&                                                   \
    (defined __SSE2__ || defined __ARM_NEON)
#define NRR__HAS_VECTORS 1
#else
#define NRR__HAS_VECTORS 0
#endif

typedef int32_t nrr__vector32 __attribute__((vector_size(16)));
typedef int8_t nrr__vector8 __attribute__((vector_size(16)));

/* The same where they lie in an array. */
typedef int32_t nrr__vector32_stored __attribute__((vector_size(16), aligned(4), may_alias));
typedef int8_t nrr__vector8_stored __attribute__((vector_size(16), aligned(1), may_alias));

typedef struct nrr__count {
    uint32_t value;
} nrr__count;

/* A count begins at 1, held by whoever made the object, before any other thread knows of it. */
static inline void nrr__count_begin(nrr__count *count)
{
    count->value = 1;
}

static inline void nrr__count_retain(nrr__count *count)
{
    /* Relaxed: who can retain holds a reference already. */
    (void)__atomic_fetch_add(&count->value, 1, __ATOMIC_RELAXED);
}

/* Whether this was the last reference: then what other holders wrote is visible here. */
static inline int nrr__count_release(nrr__count *count)
{
    return __atomic_fetch_sub(&count->value, 1, __ATOMIC_ACQ_REL) == 1;
}

/* Whether the caller, who holds a reference, is the only one who does. */
static inline int nrr__count_is_one(const nrr__count *count)
{
    return __atomic_load_n(&count->value, __ATOMIC_ACQUIRE) == 1;
}

/* A word that one thread writes while others read: who reads it sees what was written before it. */
static inline uint32_t nrr__word_get(const uint32_t *word)
{
    return __atomic_load_n(word, __ATOMIC_ACQUIRE);
}

static inline void nrr__word_set(uint32_t *word, uint32_t value)
{
    __atomic_store_n(word, value, __ATOMIC_RELEASE);
}

/* A pointer that is NULL until one thread publishes what it has made. */
typedef struct nrr__published {
    void *pointer;
} nrr__published;

static inline void *nrr__published_get(const nrr__published *published)
{
    return __atomic_load_n(&published->pointer, __ATOMIC_ACQUIRE);
}

/* Publishes `made`, unless another thread was first. Answers what is published now: a caller that
 * gets another pointer back than it gave still owns what it made. */
static inline void *nrr__published_set(nrr__published *published, void *made)
{
    void *expected = 0;

    return __atomic_compare_exchange_n(&published->pointer, &expected, made, 0, __ATOMIC_ACQ_REL,
                                       __ATOMIC_ACQUIRE)
               ? made
               : expected;
}

#endif
