/* SPDX-License-Identifier: MIT */
/* Writes facts.csv: three years of a made-up company that sells software to some 500 customers, as
 * its billing system would export them. README.md tells the story.
 *
 * Day by day, customer by customer, with a random generator of its own and integers only, so that
 * every machine writes the same bytes. Each fact has the kind that fits the state it meets
 * (METRICS.md, 1), and a line has at most one fact a day.
 *
 * Then come the accidents: what was booked late, wrongly or twice, and how it was put right. They
 * change what was known when, and not what is known in the end. The facts are written in the order
 * in which they became known. */
#include <assert.h>
#include <inttypes.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    CUSTOMERS_MAX = 600,
    DAYS = 1096, /* 2023-01-01 to 2025-12-31 */
    NEVER = -1,
    PRICE_INCREASE = 425, /* 2024-03-01 */
    OUTAGE = 617,         /* 2024-09-09 */
    OUTAGE_END = 634,     /* 2024-09-26 */
    AFTERMATH_END = 670,  /* 2024-11-01 */
    CAMPAIGN = 680,       /* 2024-11-11 */
    CAMPAIGN_END = 781,   /* 2025-02-20 */
    MIGRATION = 882,      /* 2025-06-01 */
    MERGER = 943,         /* 2025-08-01 */
    ROWS_MAX = 4096
};

/* How many customers begin in each month. */
static const int newcomers[36] = {
    46, 18, 17, 16, 17, 18, 16, 14, 16, 17, 17, 12, /* 2023 */
    15, 16, 14, 13, 15, 14, 13, 11, 6,  4,  7,  8,  /* 2024 */
    12, 13, 14, 14, 15, 14, 13, 12, 14, 15, 14, 10, /* 2025 */
};

static const int days_of_month[12] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

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

/* Cents per seat and month. */
static const int64_t plan_prices[] = {1500, 2400, 3900};
static const char *const plan_names[] = {"starter", "team", "business"};

enum { PLANS = sizeof plan_prices / sizeof plan_prices[0] };

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

static customer customers[CUSTOMERS_MAX];
static int customer_count;

/* --- chance ----------------------------------------------------------------------------------- */

static uint64_t random_state = 2023;

static uint64_t random_bits(void)
{
    uint64_t bits = (random_state += UINT64_C(0x9e3779b97f4a7c15)); /* splitmix64 */

    bits = (bits ^ bits >> 30) * UINT64_C(0xbf58476d1ce4e5b9);
    bits = (bits ^ bits >> 27) * UINT64_C(0x94d049bb133111eb);
    return bits ^ bits >> 31;
}

/* least to most, both included. */
static int random_between(int least, int most)
{
    return least + (int)(random_bits() % (uint64_t)(most - least + 1));
}

static int random_percent(int percent)
{
    return random_between(0, 99) < percent;
}

/* Something that befalls so many of 10,000 customers in a month of 30 days: today, to this one? */
static int random_monthly(int per_ten_thousand)
{
    return random_between(0, 299999) < per_ten_thousand;
}

/* --- dates ------------------------------------------------------------------------------------ */

typedef struct date {
    int year;
    int month; /* from 0 */
    int day;   /* from 1 */
} date;

static int month_length(int year, int month)
{
    return days_of_month[month] + (month == 1 && year == 2024);
}

static date date_of(int day)
{
    date today = {2023, 0, 1};

    while (day >= month_length(today.year, today.month)) {
        day -= month_length(today.year, today.month);
        today.month++;
        if (today.month == 12) {
            today.month = 0;
            today.year++;
        }
    }
    today.day += day;
    return today;
}

static int is_anniversary(int start, int day)
{
    date then = date_of(start);
    date now = date_of(day);

    return day > start && then.month == now.month && then.day == now.day;
}

/* --- facts ------------------------------------------------------------------------------------ */

typedef struct row {
    const customer *who; /* NULL of a void, which is nothing but id and known */
    const char *line;
    int day;
    const char *kind;
    int64_t amount; /* ALL: whatever is there */
    const char *reason;
    int id;
    int known; /* a day */
    int plan;  /* that the customer has from then on */
} row;

#define ALL INT64_C(-1)

static row rows[ROWS_MAX];
static int row_count;
static int id_count;

/* A fact that is known on its day, under an id of its own. */
static row *add_row(const customer *who, const char *of, int day, const char *kind)
{
    row *made = &rows[row_count++];

    assert(row_count < ROWS_MAX);
    memset(made, 0, sizeof *made);
    made->who = who;
    made->line = of;
    made->day = day;
    made->kind = kind;
    made->reason = "";
    made->id = ++id_count;
    made->known = day;
    made->plan = who == NULL ? 0 : who->plan;
    return made;
}

static void write_fact(const customer *who, line *of, int day, const char *kind, int64_t amount,
                       const char *reason)
{
    row *made = add_row(who, of->name, day, kind);

    assert(of->last_day < day);
    of->last_day = day;
    made->amount = amount;
    made->reason = reason;
}

/* Bring a line to a level, under the kind that this is. */
static void move_to(const customer *who, line *of, int day, int64_t level, const char *reason)
{
    if (level > of->level)
        write_fact(who, of, day,
                   of->level > 0     ? "expansion"
                   : of->highest > 0 ? "reactivation"
                                     : "new",
                   level - of->level, reason);
    else if (level < of->level)
        write_fact(who, of, day, level > 0 ? "contraction" : "churn", of->level - level, reason);
    of->level = level;
    if (level > of->highest)
        of->highest = level;
}

static void renew(customer *who, int day, int64_t level, const char *reason)
{
    write_fact(who, &who->core, day, "renewal", level, reason);
    who->core.level = level;
}

/* A share of an amount, to half a unit of currency. */
static int64_t share(int64_t amount, int percent)
{
    return (amount * percent / 100 + 25) / 50 * 50;
}

/* --- a customer's days ------------------------------------------------------------------------ */

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

static void live_day(customer *who, int day)
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

/* --- the company ------------------------------------------------------------------------------ */

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

/* The newcomers of a month are spread evenly over its days. */
static void begin_newcomers(int day)
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

/* --- the accidents ---------------------------------------------------------------------------- */

static const customer *find_customer(const char *name)
{
    int i = 0;

    while (strcmp(customers[i].name, name) != 0) {
        i++;
        assert(i < customer_count);
    }
    return &customers[i];
}

static row *find_row(const char *name, int day)
{
    const customer *who = find_customer(name);
    int i = 0;

    while (rows[i].who != who || rows[i].day != day) {
        i++;
        assert(i < row_count);
    }
    return &rows[i];
}

static void take_back(const row *wrong, int day)
{
    row *made = add_row(NULL, "", 0, "void");

    id_count--;
    made->id = wrong->id;
    made->known = day;
}

/* The fact was booked with another amount; that is taken back, and the right one booked anew. */
static void mistype(row *right, int64_t amount, int day)
{
    row *again = add_row(right->who, right->line, right->day, right->kind);

    again->amount = right->amount;
    again->reason = right->reason;
    again->plan = right->plan;
    again->known = day;
    right->amount = amount;
    take_back(right, day);
}

/* The fact was booked once more, under another id. */
static void book_twice(const row *once, int known, int day)
{
    row *again = add_row(once->who, once->line, once->day, once->kind);

    again->amount = once->amount;
    again->reason = once->reason;
    again->plan = once->plan;
    again->known = known;
    take_back(again, day);
}

/* The cancellation was booked for another customer first. */
static void confuse(row *right, const char *name, int day)
{
    row *wrong = add_row(find_customer(name), "core", right->day, "churn");

    wrong->amount = ALL;
    wrong->reason = right->reason;
    take_back(wrong, day);
    right->known = day;
}

/* All that became known on a day is in the export twice. */
static void export_twice(int day)
{
    int count = row_count;
    int i;

    for (i = 0; i < count; i++) {
        if (rows[i].known == day)
            rows[row_count++] = rows[i];
    }
}

/* The contract of one customer goes to another, at the same price. Neither has a fact later. */
static void merge(const char *from, const char *into, int day)
{
    const customer *gone = find_customer(from);
    row *made = add_row(gone, gone->core.name, day, "churn");

    made->amount = ALL;
    made->reason = "migration";
    made = add_row(find_customer(into), find_customer(into)->core.name, day, "expansion");
    made->amount = gone->core.level;
    made->reason = "migration";
}

static void have_accidents(void)
{
    merge("Juniper River Labs", "Juniper Summit Labs", MERGER);
    export_twice(545);                                            /* 2024-06-29 */
    mistype(find_row("Copperline Shipyards", 984), 280000, 1010); /* 2025-09-11, 2025-10-07 */
    find_row("Maple Basin Energy", 990)->known = 1009;            /* 2025-09-17, 2025-10-06 */
    confuse(find_row("Lantern Arrow Partners", 992), "Juniper Arrow Partners",
            1005);                                                /* 2025-09-19, 2025-10-02 */
    book_twice(find_row("Ember Crest Bakeries", 992), 995, 1012); /* 2025-09-22, 2025-10-09 */
    find_row("Amber Lake Games", 998)->known = 1009;              /* 2025-09-25 */
}

/* --- the file --------------------------------------------------------------------------------- */

static void print_date(int day)
{
    date when = date_of(day);

    printf("%04d-%02d-%02d", when.year, when.month + 1, when.day);
}

/* Values of dimensions are told where a customer or a line of it begins; a plan also where it
 * changes, up or down. */
static int begins(const row *fact)
{
    return fact->who != NULL && strcmp(fact->kind, "new") == 0;
}

static const char *contract_of(const row *fact)
{
    if (!begins(fact))
        return "";
    return fact->who->is_annual ? "annual" : "monthly";
}

static const char *plan_of(const row *fact)
{
    int changes = strcmp(fact->reason, "upsell") == 0 || strcmp(fact->reason, "downgrade") == 0;

    return begins(fact) || changes ? plan_names[fact->plan] : "";
}

static void print_row(const row *fact)
{
    const char *name = fact->who == NULL ? "" : fact->who->name;
    const char *quote = strchr(name, ',') != NULL ? "\"" : "";

    printf("%s%s%s,%s,", quote, name, quote, fact->line);
    if (fact->who != NULL)
        print_date(fact->day);
    printf(",%s,", fact->kind);
    if (fact->amount == ALL)
        fputs("all", stdout);
    else if (fact->who != NULL)
        printf("%" PRId64, fact->amount);
    printf(",%s,F%04d,", fact->reason, fact->id);
    print_date(fact->known);
    printf(",%s,%s,%s\n", strcmp(name, "Juniper River Labs") == 0 ? "Juniper Summit Labs" : "",
           contract_of(fact), plan_of(fact));
}

/* In the order in which they became known. */
static void print_rows(void)
{
    int day;
    int i;

    fputs("customer,line,time,kind,amount,reason,id,known,parent,dim:contract,dim:plan\n", stdout);
    for (day = 0; day < DAYS; day++) {
        for (i = 0; i < row_count; i++) {
            if (rows[i].known == day)
                print_row(&rows[i]);
        }
    }
}

int main(void)
{
    int day;
    int i;

    for (day = 0; day < DAYS; day++) {
        for (i = 0; i < customer_count; i++)
            live_day(&customers[i], day);
        begin_newcomers(day);
    }
    have_accidents();
    print_rows();
    return fflush(stdout) != 0 || ferror(stdout) ? EXIT_FAILURE : EXIT_SUCCESS;
}
