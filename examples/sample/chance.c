/* SPDX-License-Identifier: MIT */
#include "chance.h"

#include <stdint.h>

static uint64_t random_state = 2023;

static uint64_t random_bits(void)
{
    uint64_t bits = (random_state += UINT64_C(0x9e3779b97f4a7c15)); /* splitmix64 */

    bits = (bits ^ bits >> 30) * UINT64_C(0xbf58476d1ce4e5b9);
    bits = (bits ^ bits >> 27) * UINT64_C(0x94d049bb133111eb);
    return bits ^ bits >> 31;
}

int random_between(int least, int most)
{
    return least + (int)(random_bits() % (uint64_t)(most - least + 1));
}

int random_percent(int percent)
{
    return random_between(0, 99) < percent;
}

int random_monthly(int per_ten_thousand)
{
    return random_between(0, 299999) < per_ten_thousand;
}
