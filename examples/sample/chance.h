/* SPDX-License-Identifier: MIT */
/* Chance: a random generator of its own, in integers, which draws the same on every machine. */
#ifndef NRR_SAMPLE_CHANCE_H
#define NRR_SAMPLE_CHANCE_H

/* least to most, both included. */
int random_between(int least, int most);

int random_percent(int percent);

/* Something that befalls so many of 10,000 customers in a month of 30 days: today, to this one? */
int random_monthly(int per_ten_thousand);

#endif
