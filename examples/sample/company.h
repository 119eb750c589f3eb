/* SPDX-License-Identifier: MIT */
/* The company: its customers, their plans, and how many begin when. */
#ifndef NRR_SAMPLE_COMPANY_H
#define NRR_SAMPLE_COMPANY_H

#include <stdint.h>

enum { PLANS = 3 };

/* Cents per seat and month. */
extern const int64_t plan_prices[PLANS];

typedef struct line {
    const char *name;
    int64_t level;
    int64_t highest;
    int last_day; /* of its latest fact */
} line;

typedef struct customer {
    char name[64];
    int start;
    int is_annual;
    int is_flagship;
    int plan;
    int return_day; /* when it comes back, if it is away and will */
    int64_t return_level;
    const char *return_reason;
    line core;
    line insights; /* an add-on that some take */
} customer;

enum { CUSTOMERS_MAX = 600 };

extern customer customers[CUSTOMERS_MAX];
extern int customer_count;

/* The newcomers of a month are spread evenly over its days. */
void begin_newcomers(int day);

#endif
