/* SPDX-License-Identifier: MIT */
/* Dense vector: the levels and marks of several units at once, in vectors of NRR__DENSE_BITS bits; see dense_width.h.
 * Included once for each width, so it has no include guard. The vectors of compilers are asked for by name, since what
 * they make of plain loops depends on how they are asked. */
#define DENSE_JOIN_BITS(a, b) a##b
#define DENSE_JOIN(a, b)      DENSE_JOIN_BITS(a, b)
#define DENSE(name)           DENSE_JOIN(name, NRR__DENSE_BITS)
#define DENSE_WORDS                 DENSE(nrr__words)
#define DENSE_BYTES                 DENSE(nrr__bytes)

enum {
    DENSE(DENSE_LANES) = NRR__DENSE_BITS / 32, /* levels in a vector */
    DENSE(DENSE_MARKS) = NRR__DENSE_BITS / 8   /* marks in one */
};

/* The vector at a place of an array. */
static inline DENSE_WORDS DENSE(dense_load)(const int32_t *levels)
{
    return *(const DENSE(nrr__words_stored) *)levels;
}

static inline void DENSE(dense_store)(int32_t *levels, DENSE_WORDS vector)
{
    *(DENSE(nrr__words_stored) *)levels = vector;
}

static inline DENSE_BYTES DENSE(dense_load_marks)(const int8_t *marks)
{
    return *(const DENSE(nrr__bytes_stored) *)marks;
}

static inline void DENSE(dense_store_marks)(int8_t *marks, DENSE_BYTES vector)
{
    *(DENSE(nrr__bytes_stored) *)marks = vector;
}

static inline DENSE_WORDS DENSE(dense_least)(DENSE_WORDS a, DENSE_WORDS b)
{
#if NRR__DENSE_BITS == 256
    return NRR__LEAST256(a, b);
#else
    DENSE_WORDS is_a = a < b;

    return (a & is_a) | (b & ~is_a);
#endif
}

/* The sum of pairs of lanes, which with that of all others is that of all. */
static inline nrr__words128 DENSE(dense_fold)(DENSE_WORDS lanes)
{
    union {
        DENSE_WORDS lanes;
        nrr__words128 parts[DENSE(DENSE_MARKS) / 16];
    } all;

    all.lanes = lanes;
    return DENSE(DENSE_MARKS) == 16 ? all.parts[0]
                                    : all.parts[0] + all.parts[DENSE(DENSE_MARKS) / 16 - 1];
}

/* The sums of the lanes of each of four vectors, which fit 31 bits. */
static inline nrr__words128 DENSE(dense_sums)(DENSE_WORDS a, DENSE_WORDS b, DENSE_WORDS c, DENSE_WORDS d)
{
    return nrr__words_sums(DENSE(dense_fold)(a), DENSE(dense_fold)(b), DENSE(dense_fold)(c), DENSE(dense_fold)(d));
}

/* A count of negative bytes: of 128 bits by lane, where it is below 256 in all; of 256 bits as a whole, for which there is an
 * instruction. */
#if NRR__DENSE_BITS == 256
typedef int32_t DENSE(dense_tally);

static inline void DENSE(dense_count)(DENSE(dense_tally) * tally, DENSE_BYTES bytes)
{
    *tally += NRR__NEGATIVE256(bytes);
}

static inline int32_t DENSE(dense_total)(const DENSE(dense_tally) * tally)
{
    return *tally;
}
#else
typedef DENSE_BYTES DENSE(dense_tally);

static inline void DENSE(dense_count)(DENSE(dense_tally) * tally, DENSE_BYTES bytes)
{
    const DENSE_BYTES zero = {0};

    *tally -= bytes < zero;
}

static inline int32_t DENSE(dense_total)(const DENSE(dense_tally) * tally)
{
    union {
        DENSE_BYTES lanes;
        uint64_t eights[DENSE(DENSE_MARKS) / 8];
    } all;
    uint64_t eight = 0;
    size_t i;

    all.lanes = *tally;
    for (i = 0; i < DENSE(DENSE_MARKS) / 8; i++)
        eight += all.eights[i];
    return (int32_t)(eight * UINT64_C(0x0101010101010101) >> 56);
}
#endif
