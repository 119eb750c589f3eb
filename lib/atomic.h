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

/* Several integers at once, of 128 bits or 256, which comparisons answer with 0 or -1 each; and the same where they lie
 * in an array. Processors without such instructions have no use for them. */
#if __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__ &&                                                   \
    (defined __SSE2__ || defined __ARM_NEON)
#define NRR__HAS_VECTORS 1
#else
#define NRR__HAS_VECTORS 0
#endif

typedef int32_t nrr__words128 __attribute__((vector_size(16)));
typedef int8_t nrr__bytes128 __attribute__((vector_size(16)));
typedef int32_t nrr__words_stored128 __attribute__((vector_size(16), aligned(4), may_alias));
typedef int8_t nrr__bytes_stored128 __attribute__((vector_size(16), aligned(1), may_alias));
typedef int64_t nrr__longs_stored128 __attribute__((vector_size(16), aligned(8), may_alias));
typedef int32_t nrr__words256 __attribute__((vector_size(32)));
typedef int8_t nrr__bytes256 __attribute__((vector_size(32)));
typedef int32_t nrr__words_stored256 __attribute__((vector_size(32), aligned(4), may_alias));
typedef int8_t nrr__bytes_stored256 __attribute__((vector_size(32), aligned(1), may_alias));

/* Words of two vectors: those with these numbers, of which the second one's begin at 4. */
#if defined __clang__
#define NRR__WORDS(a, b, w, x, y, z) __builtin_shufflevector(a, b, w, x, y, z)
#else
#define NRR__WORDS(a, b, w, x, y, z) __builtin_shuffle(a, b, __extension__(nrr__words128){w, x, y, z})
#endif

/* The sums of the words of each of four vectors. */
static inline nrr__words128 nrr__words_sums(nrr__words128 a, nrr__words128 b, nrr__words128 c, nrr__words128 d)
{
    nrr__words128 ab = NRR__WORDS(a, b, 0, 4, 1, 5) + NRR__WORDS(a, b, 2, 6, 3, 7);
    nrr__words128 cd = NRR__WORDS(c, d, 0, 4, 1, 5) + NRR__WORDS(c, d, 2, 6, 3, 7);

    return NRR__WORDS(ab, cd, 0, 1, 4, 5) + NRR__WORDS(ab, cd, 2, 3, 6, 7);
}

/* Adds the words of a vector, none of which is negative, to two pairs of sums. */
static inline void nrr__words_add(nrr__words128 words, int64_t *first, int64_t *second)
{
    const nrr__words128 zero = {0};

    *(nrr__longs_stored128 *)first += (nrr__longs_stored128)NRR__WORDS(words, zero, 0, 4, 1, 5);
    *(nrr__longs_stored128 *)second += (nrr__longs_stored128)NRR__WORDS(words, zero, 2, 6, 3, 7);
}

/* Vectors of 256 bits: the library is not compiled for them, but what stands between these two words, which may be called
 * if nrr__has_avx2() says that there are AVX2 and POPCNT. Not on Windows, where GCC does not align them on the stack. */
#if defined __x86_64__ && !defined _WIN32 && !defined __CYGWIN__ && !defined NRR_NO_AVX2
#define NRR__HAS_AVX2 1
#if defined __clang__
#define NRR__AVX2_BEGIN                                                                            \
    _Pragma("clang attribute push(__attribute__((target(\"avx2,popcnt\"))), apply_to = function)")
#define NRR__AVX2_END _Pragma("clang attribute pop")
#else
#define NRR__AVX2_BEGIN _Pragma("GCC push_options") _Pragma("GCC target(\"avx2,popcnt\")")
#define NRR__AVX2_END _Pragma("GCC pop_options")
#endif

/* How many bytes of a vector are negative. */
typedef char nrr__chars256 __attribute__((vector_size(32)));
#define NRR__NEGATIVE256(bytes) \
    __builtin_popcount((uint32_t)__builtin_ia32_pmovmskb256((nrr__chars256)(bytes)))

/* The lesser words of two vectors. Clang has had only the first name since its version 14, before that only the second. */
#if defined __clang__
#if __has_builtin(__builtin_elementwise_min)
#define NRR__LEAST256(a, b) __builtin_elementwise_min(a, b)
#endif
#endif
#ifndef NRR__LEAST256
#define NRR__LEAST256(a, b) __builtin_ia32_pminsd256(a, b)
#endif

/* What the processor says of itself: the registers a, b, c, d. */
static inline void nrr__cpu_leaf(uint32_t leaf, uint32_t registers[4])
{
    __asm__("cpuid"
            : "=a"(registers[0]), "=b"(registers[1]), "=c"(registers[2]), "=d"(registers[3])
            : "0"(leaf), "2"(0));
}

/* Compilers have a function for this, but with data that can change, and that is set when the library is loaded. */
static inline int nrr__has_avx2(void)
{
    uint32_t registers[4], kept;

    nrr__cpu_leaf(0, registers);
    if (registers[0] < 7)
        return 0;
    nrr__cpu_leaf(1, registers);
    /* Whether one may ask what the system keeps for a thread; POPCNT. */
    if ((registers[2] >> 27 & registers[2] >> 23 & 1) == 0)
        return 0;
    __asm__ volatile("xgetbv" : "=a"(kept), "=d"(registers[3]) : "c"(0));
    nrr__cpu_leaf(7, registers);
    return (kept & 6) == 6 && (registers[1] >> 5 & 1) != 0;
}
#else
#define NRR__HAS_AVX2 0
#endif

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
