/* SPDX-License-Identifier: MIT */
/* Natural: see natural.h. Schoolbook arithmetic, linear in the words for each call. */
#include "natural.h"

#include "invariant.h"

#include <string.h>

/* The words of a number without the zeros on top. */
static size_t natural_trimmed(const uint32_t *words, size_t count)
{
    while (count > 0 && words[count - 1] == 0)
        count--;
    return count;
}

static void natural_push(nrr__natural *natural, uint32_t word)
{
    nrr__assert(natural->count < natural->room);
    natural->words[natural->count++] = word;
}

/* The low word of word * factor + carry; the rest, which is below 2^64, is the next carry. Neither
 * line overflows: (2^32-1)^2 + 2^32-1 for the first, (2^32-1)^2 + 2 * (2^32-1) = 2^64-1 for the
 * second. */
static uint32_t natural_times(uint32_t word, uint64_t factor, uint64_t *carry)
{
    uint64_t low = (uint64_t)word * (uint32_t)factor + (uint32_t)*carry;

    *carry = (uint64_t)word * (factor >> 32) + (*carry >> 32) + (low >> 32);
    return (uint32_t)low;
}

nrr__natural nrr__natural_in(uint32_t *words, size_t room)
{
    nrr__natural natural;

    natural.words = words;
    natural.count = 0;
    natural.room = room;
    return natural;
}

void nrr__natural_set(nrr__natural *natural, nrr__wide value)
{
    nrr__assert(!nrr__wide_is_negative(value));
    natural->count = 0;
    natural_push(natural, (uint32_t)value.low);
    natural_push(natural, (uint32_t)(value.low >> 32));
    natural_push(natural, (uint32_t)value.high);
    natural_push(natural, (uint32_t)(value.high >> 32));
    natural->count = natural_trimmed(natural->words, natural->count);
}

void nrr__natural_scale(nrr__natural *natural, uint64_t factor)
{
    uint64_t carry = 0;
    size_t i;

    for (i = 0; i < natural->count; i++)
        natural->words[i] = natural_times(natural->words[i], factor, &carry);
    for (; carry != 0; carry >>= 32)
        natural_push(natural, (uint32_t)carry);
    natural->count = natural_trimmed(natural->words, natural->count); /* a factor of 0 */
}

void nrr__natural_add_scaled(nrr__natural *natural, const nrr__natural *term, uint64_t factor)
{
    uint64_t carry = 0, sum;
    size_t i;

    nrr__assert(natural != term);
    while (natural->count < term->count)
        natural_push(natural, 0);
    for (i = 0; i < term->count; i++) {
        sum = (uint64_t)natural->words[i] + natural_times(term->words[i], factor, &carry);
        natural->words[i] = (uint32_t)sum;
        /* Word, word * factor and carry sum to less than 2^96, so what goes on fits. */
        carry += sum >> 32;
    }
    for (; carry != 0; i++) {
        if (i == natural->count)
            natural_push(natural, 0);
        sum = (uint64_t)natural->words[i] + (uint32_t)carry;
        natural->words[i] = (uint32_t)sum;
        carry = (carry >> 32) + (sum >> 32);
    }
    natural->count = natural_trimmed(natural->words, natural->count); /* a factor of 0 */
}

void nrr__natural_subtract(nrr__natural *natural, const nrr__natural *term)
{
    uint64_t borrow = 0, difference;
    size_t i;

    nrr__assert(nrr__natural_compare(natural, term) >= 0);
    for (i = 0; i < term->count; i++) {
        difference = (uint64_t)natural->words[i] - term->words[i] - borrow;
        natural->words[i] = (uint32_t)difference;
        borrow = difference >> 63;
    }
    for (; borrow != 0; i++)
        borrow = natural->words[i]-- == 0;
    natural->count = natural_trimmed(natural->words, natural->count);
}

int nrr__natural_compare(const nrr__natural *a, const nrr__natural *b)
{
    size_t i;

    if (a->count != b->count)
        return a->count < b->count ? -1 : 1;
    for (i = a->count; i > 0; i--) {
        if (a->words[i - 1] != b->words[i - 1])
            return a->words[i - 1] < b->words[i - 1] ? -1 : 1;
    }
    return 0;
}

static void natural_double(uint32_t *words, size_t count)
{
    uint32_t carry = 0, word;
    size_t i;

    for (i = 0; i < count; i++) {
        word = words[i];
        words[i] = word << 1 | carry;
        carry = word >> 31;
    }
}

/* Long division by bits, as nrr__wide_divide() does it. The words above the lowest two are `rest`.
 * Where rest is below the divisor, the quotient has at most 64 bits; then 64 times all is doubled,
 * and what rest has of the divisor is taken out and noted in the bit that became free at the
 * bottom. At the end rest is the remainder and the lowest two words are the quotient. Before a
 * subtraction rest is below twice the divisor, hence one word more than the divisor has. */
int nrr__natural_divide(nrr__natural *natural, const nrr__natural *divisor, uint64_t *quotient)
{
    size_t low = NRR__NATURAL_FACTOR, width = divisor->count + NRR__NATURAL_SPARE;
    nrr__natural rest = nrr__natural_in(natural->words + low, width - low);
    int bit;

    nrr__assert(divisor->count > 0);
    nrr__assert(natural->room >= width);
    rest.count = natural->count > low ? natural->count - low : 0;
    if (nrr__natural_compare(&rest, divisor) >= 0)
        return 0;
    while (natural->count < width)
        natural_push(natural, 0);
    for (bit = 0; bit < 64; bit++) {
        natural_double(natural->words, width);
        rest.count = natural_trimmed(rest.words, rest.room);
        if (nrr__natural_compare(&rest, divisor) >= 0) {
            nrr__natural_subtract(&rest, divisor);
            natural->words[0] |= 1;
        }
    }
    *quotient = (uint64_t)natural->words[1] << 32 | natural->words[0];
    natural->count = rest.count;
    memmove(natural->words, rest.words, rest.count * sizeof *rest.words);
    return 1;
}
