/* SPDX-License-Identifier: MIT */
#include "life.h"

#include "booking.h"
#include "chance.h"
#include "date.h"

enum {
    PRICE_INCREASE = 425, /* 2024-03-01 */
    OUTAGE = 617,         /* 2024-09-09 */
    OUTAGE_END = 634,     /* 2024-09-26 */
    AFTERMATH_END = 670,  /* 2024-11-01 */
    CAMPAIGN = 680,       /* 2024-11-11 */
    CAMPAIGN_END = 781,   /* 2025-02-20 */
    MIGRATION = 882       /* 2025-06-01 */
};

/* A share of an amount, to half a unit of currency. */
static int64_t share(int64_t amount, int percent)
{
    return (amount * percent / 100 + 25) / 50 * 50;
}

static void leave(customer *who, int day, const char *reason)
{
    who->return_level = who->core.level;
    who->return_day = NEVER;
    move_to(who, &who->core, day, 0, reason);
    if (who->insights.level > 0)
        move_to(who, &who->insights, day, 0, reason);
}

static void leave_until(customer *who, int day, const char *reason, int return_day,
                        const char *return_reason)
{
    leave(who, day, reason);
    who->return_day = return_day;
    who->return_reason = return_reason;
}

/* Who goes may be won back: after the outage by a campaign at a discount, else rarely. */
static void cancel(customer *who, int day)
{
    leave(who, day, "voluntary");
    if (day >= OUTAGE && day < AFTERMATH_END) {
        if (random_percent(52)) {
            who->return_day = random_between(CAMPAIGN, CAMPAIGN_END);
            who->return_level = share(who->return_level, random_between(80, 100));
        }
    } else if (random_percent(8)) {
        who->return_day = day + random_between(60, 300);
    }
    who->return_reason = "win_back";
}

static void add_seats(customer *who, int day, int seats, const char *reason)
{
    move_to(who, &who->core, day, who->core.level + seats * plan_prices[who->plan], reason);
}

static void drop_seats(customer *who, int day)
{
    int64_t seats = who->core.level / plan_prices[who->plan];

    if (seats > 3)
        move_to(who, &who->core, day, who->core.level - seats / 4 * plan_prices[who->plan],
                "seats");
}

static void change_plan(customer *who, int day, int plan, const char *reason)
{
    int64_t level = who->core.level * plan_prices[plan] / plan_prices[who->plan];

    who->plan = plan;
    move_to(who, &who->core, day, share(level, 100), reason);
}

static void come_up_for_renewal(customer *who, int day)
{
    int64_t level = who->core.level;
    int dice = random_between(0, 99);

    if (dice < 9)
        leave(who, day, "non_renewal");
    else if (dice < 20)
        renew(who, day, share(level, 80), "seats");
    else if (dice < 45)
        renew(who, day, level, "");
    else
        renew(who, day, level + share(level, 5), "escalator");
}

/* The flagship: an annual contract that only ever grows. */
static void flagship_day(customer *who, int day)
{
    switch (day) {
    case 288: /* 2023-10-16 */
        move_to(who, &who->core, day, who->core.level + 60000, "upsell");
        break;
    case 458: /* 2024-04-03: first renewal, 6% up */
        renew(who, day, who->core.level + share(who->core.level, 6), "escalator");
        break;
    case 547: /* 2024-07-01 */
        move_to(who, &who->insights, day, 75000, "cross_sell");
        break;
    case 687: /* 2024-11-18 */
        move_to(who, &who->core, day, who->core.level + 120000, "upsell");
        break;
    case 823: /* 2025-04-03: second renewal, 5% up */
        renew(who, day, who->core.level + share(who->core.level, 5), "escalator");
        break;
    case 984: /* 2025-09-11 */
        move_to(who, &who->core, day, who->core.level + 180000, "upsell");
        break;
    default:
        break;
    }
}

/* What is on the calendar. Returns whether something was. */
static int planned_day(customer *who, int day)
{
    if (who->is_flagship) {
        flagship_day(who, day);
        return 1;
    }
    if (who->is_annual && is_anniversary(who->start, day)) {
        come_up_for_renewal(who, day);
        return 1;
    }
    if (day == PRICE_INCREASE && !who->is_annual && who->start < PRICE_INCREASE - 60) {
        move_to(who, &who->core, day, who->core.level + share(who->core.level, 12), "price");
        return 1;
    }
    /* The smallest plan moves to a new product: the same price, another line, one instant. */
    if (day == MIGRATION && !who->is_annual && who->plan == 0) {
        int64_t level = who->core.level;

        move_to(who, &who->core, day, 0, "migration");
        who->core.name = "essentials";
        who->core.highest = 0;
        who->core.last_day = NEVER;
        move_to(who, &who->core, day, level, "migration");
        return 1;
    }
    return 0;
}

/* How many of 10,000 cancel in a month. */
static int cancel_chance(const customer *who, int day)
{
    if (day >= OUTAGE && day < OUTAGE_END)
        return 6600;
    if (day >= OUTAGE_END && day < AFTERMATH_END)
        return 420;
    if (day >= PRICE_INCREASE && day < PRICE_INCREASE + 60)
        return 260;
    return day - who->start < 90 ? 220 : 120;
}

static void monthly_losses(customer *who, int day)
{
    if (random_monthly(cancel_chance(who, day)))
        cancel(who, day);
    else if (random_monthly(45) && random_percent(70))
        leave_until(who, day, "payment_failure", day + random_between(3, 12), "resume");
    else if (random_monthly(18))
        leave(who, day, "payment_failure");
    else if (random_monthly(22))
        leave_until(who, day, "pause", day + random_between(30, 90), "resume");
    else if (random_monthly(day >= OUTAGE && day < OUTAGE_END ? 900 : 190))
        drop_seats(who, day);
    else if (who->plan > 0 && random_monthly(30))
        change_plan(who, day, who->plan - 1, "downgrade");
    else if (random_monthly(25))
        move_to(who, &who->core, day, share(who->core.level, 90), "discount");
}

static void gains(customer *who, int day)
{
    if (random_monthly(520))
        add_seats(who, day, random_between(1, 3), "seats");
    else if (who->plan + 1 < PLANS && random_monthly(40))
        change_plan(who, day, who->plan + 1, "upsell");
}

static void insights_day(customer *who, int day)
{
    if (who->insights.level == 0 && random_monthly(70))
        move_to(who, &who->insights, day, random_between(2, 6) * 1000, "cross_sell");
    else if (who->insights.level > 0 && random_monthly(140))
        move_to(who, &who->insights, day, 0, "product_drop");
}

void live_day(customer *who, int day)
{
    if (who->core.level == 0) {
        if (who->return_day == day)
            move_to(who, &who->core, day, who->return_level, who->return_reason);
        return;
    }
    if (planned_day(who, day))
        return;
    if (!who->is_annual)
        monthly_losses(who, day);
    if (who->core.level > 0 && who->core.last_day < day)
        gains(who, day);
    if (who->core.level > 0 && who->insights.last_day < day)
        insights_day(who, day);
}
