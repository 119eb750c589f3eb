/* SPDX-License-Identifier: MIT */
/*
 * splitmix64. The small bias of a remainder does not matter here.
 */
#include "support/random.h"

random_source random_start(uint64_t seed, uint64_t stream)
{
    random_source source = {seed};
    random_source mixed = {random_bits(&source) ^ stream};
    random_source started = {random_bits(&mixed)};

    return started;
}

uint64_t random_bits(random_source *source)
{
    uint64_t z = source->state += UINT64_C(0x9e3779b97f4a7c15);

    z = (z ^ (z >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
    z = (z ^ (z >> 27)) * UINT64_C(0x94d049bb133111eb);
    return z ^ (z >> 31);
}

uint64_t random_below(random_source *source, uint64_t bound)
{
    return random_bits(source) % bound;
}

int64_t random_between(random_source *source, int64_t low, int64_t high)
{
    uint64_t span = (uint64_t)high - (uint64_t)low;
    uint64_t offset = span == UINT64_MAX ? random_bits(source) : random_below(source, span + 1);

    return (int64_t)((uint64_t)low + offset);
}

int random_chance(random_source *source, unsigned percent)
{
    return random_below(source, 100) < percent;
}

void random_order(random_source *source, size_t *order, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        size_t place = (size_t)random_below(source, i + 1);
        order[i] = order[place];
        order[place] = i;
    }
}
