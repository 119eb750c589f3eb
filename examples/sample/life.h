/* SPDX-License-Identifier: MIT */
/* A customer's days: what is on the calendar, and what chance has in store. */
#ifndef NRR_SAMPLE_LIFE_H
#define NRR_SAMPLE_LIFE_H

#include "company.h"

void live_day(customer *who, int day);

#endif
