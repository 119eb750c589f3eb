/* SPDX-License-Identifier: MIT */
#include "refusal.h"

#include <inttypes.h>
#include <stdio.h>

#include "quote.h"

static void refusal_quote_key(const batch_keys *keys, size_t row)
{
    size_t length;
    const char *text = batch_key(keys, row, &length);

    quote_print(text, length);
}

static void refusal_print_parent(nrr_status status, const batch *rows, size_t row,
                                 const nrr_ledger *ledger)
{
    uint32_t customer = rows->customers.ids[row];
    uint32_t before = 0;
    nrr_key key = {0};

    refusal_quote_key(&rows->parents, row);
    if (status == NRR_E_CHAIN) {
        fprintf(stderr, " is one parent too many: a chain of more than %d\n", NRR_PARENT_CHAIN_MAX);
    } else if (status == NRR_E_CYCLE && customer == rows->parents.ids[row]) {
        fputs(" is the customer itself\n", stderr);
    } else if (status == NRR_E_CYCLE) {
        fputs(" rolls up to the customer, and can't be above it as well\n", stderr);
    } else {
        (void)nrr_ledger_parent(ledger, customer, &before);              /* it is a customer, */
        (void)nrr_ledger_key_of(ledger, NRR_KEY_CUSTOMER, before, &key); /* and has one */
        fputs(" is a second parent of the customer, which has ", stderr);
        quote_print((const char *)key.bytes, (size_t)key.length);
        fputc('\n', stderr);
    }
}

void refusal_print(const nrr_refusal *refusal, const batch *rows, const nrr_ledger *ledger,
                   const span *times)
{
    size_t row = (size_t)refusal->row;
    const char *name = "?";

    if (refusal->field == NRR_FIELD_PARENT) {
        refusal_print_parent(refusal->status, rows, row, ledger);
    } else if (refusal->status == NRR_E_CONFLICT) {
        refusal_quote_key(&rows->fact_keys, row);
        fprintf(stderr, " is the id of the fact on line %" PRIu64 ", which says something else\n",
                span_line(times, rows->fact_keys.ids[row]));
    } else if (refusal->status == NRR_E_AMOUNT) {
        fprintf(stderr,
                "\"%" PRId64 "\" is too small (at least 1; with level or renewal at least 0)\n",
                rows->amounts[row]);
    } else {
        (void)nrr_vocabulary_name(NRR_VOCABULARY_STATUS, refusal->status, &name);
        fprintf(stderr, "refused by the library (%s)\n", name);
    }
}
