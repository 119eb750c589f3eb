/* SPDX-License-Identifier: MIT */
/* Wide: see wide.h. The operations that are too long to be inlined. */
#include "wide.h"

#include "invariant.h"

/* Long division by bits: the high word is the rest, the quotient comes up from below in the bits
 * that the low word gives away. The rest is below the divisor, so its double is below 2^64. */
uint64_t nrr__wide_divide(nrr__wide dividend, uint64_t divisor, uint64_t *remainder)
{
    int bit;

    nrr__assert(divisor <= UINT64_C(1) << 63);
    nrr__assert(dividend.high < divisor);
    if (dividend.high == 0) {
        *remainder = dividend.low % divisor;
        return dividend.low / divisor;
    }
    for (bit = 0; bit < 64; bit++) {
        dividend.high = dividend.high << 1 | dividend.low >> 63;
        dividend.low <<= 1;
        if (dividend.high >= divisor) {
            dividend.high -= divisor;
            dividend.low |= 1;
        }
    }
    *remainder = dividend.high;
    return dividend.low;
}
