/* SPDX-License-Identifier: MIT */
#include "company.h"

#include <stdio.h>
#include <string.h>

#include "booking.h"
#include "chance.h"
#include "date.h"

/* How many customers begin in each month. */
static const int newcomers[36] = {
    46, 18, 17, 16, 17, 18, 16, 14, 16, 17, 17, 12, /* 2023 */
    15, 16, 14, 13, 15, 14, 13, 11, 6,  4,  7,  8,  /* 2024 */
    12, 13, 14, 14, 15, 14, 13, 12, 14, 15, 14, 10, /* 2025 */
};

static const char *const first_words[] = {
    "Amber", "Birch",   "Cedar",  "Copper", "Coral",   "Crystal", "Delta", "Ember",
    "Fern",  "Granite", "Harbor", "Indigo", "Juniper", "Lantern", "Maple", "Meadow",
    "North", "Opal",    "Pebble", "Quarry", "Raven",   "Silver",  "Tidal", "Willow",
};
static const char *const second_words[] = {
    "Anchor", "Arrow", "Basin", "Beacon", "Bridge", "Canyon", "Cove",    "Crest", "Falcon",
    "Field",  "Forge", "Grove", "Heron",  "Hollow", "Kettle", "Lake",    "Mill",  "Otter",
    "Peak",   "Ridge", "River", "Spruce", "Stone",  "Summit", "Thistle",
};
static const char *const trades[] = {
    "Logistics", "Dental",   "Bakeries", "Robotics", "Studios", "Foods",   "Optics", "Textiles",
    "Fitness",   "Partners", "Energy",   "Games",    "Labs",    "Nursery", "Press",  "Tours",
};

enum {
    FIRST_WORDS = sizeof first_words / sizeof first_words[0],
    SECOND_WORDS = sizeof second_words / sizeof second_words[0],
    TRADES = sizeof trades / sizeof trades[0]
};

const int64_t plan_prices[PLANS] = {1500, 2400, 3900};

customer customers[CUSTOMERS_MAX];
int customer_count;

/* Every pair of words once; 389 and the number of pairs have no common factor. */
static void name_customer(customer *who, int index)
{
    int pair = (index * 389 + 100) % (FIRST_WORDS * SECOND_WORDS);
    const char *first = first_words[pair % FIRST_WORDS];
    const char *second = second_words[pair / FIRST_WORDS];
    const char *trade = trades[random_between(0, TRADES - 1)];

    if (index % 29 == 5)
        snprintf(who->name, sizeof who->name, "%s, %s & Co", first, second);
    else
        snprintf(who->name, sizeof who->name, "%s %s %s", first, second, trade);
}

static customer *begin(int day)
{
    customer *who = &customers[customer_count];

    memset(who, 0, sizeof *who);
    name_customer(who, customer_count++);
    who->start = day;
    who->return_day = NEVER;
    who->core.name = "core";
    who->core.last_day = NEVER;
    who->insights.name = "insights";
    who->insights.last_day = NEVER;
    return who;
}

static void begin_someone(int day)
{
    customer *who = begin(day);
    int dice = random_between(0, 99);

    who->plan = dice < 45 ? 0 : dice < 82 ? 1 : 2;
    who->is_annual = random_percent(who->plan == 2 ? 40 : 10);
    move_to(who, &who->core, day, random_between(2, 4 + 6 * who->plan) * plan_prices[who->plan],
            "");
}

static void begin_flagship(int day)
{
    customer *who = begin(day);

    strcpy(who->name, "Copperline Shipyards");
    who->is_flagship = 1;
    who->is_annual = 1;
    who->plan = 2;
    move_to(who, &who->core, day, 240000, "");
}

void begin_newcomers(int day)
{
    date today = date_of(day);
    int length = month_length(today.year, today.month);
    int count = newcomers[(today.year - 2023) * 12 + today.month];
    int before = count * (today.day - 1) / length;
    int after = count * today.day / length;

    for (; before < after; before++)
        begin_someone(day);
    if (day == 92) /* 2023-04-03 */
        begin_flagship(day);
}
