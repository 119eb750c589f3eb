/* SPDX-License-Identifier: MIT */
#include "export.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "booking.h"
#include "company.h"
#include "date.h"

static const char *const plan_names[PLANS] = {"starter", "team", "business"};

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

void print_rows(void)
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
