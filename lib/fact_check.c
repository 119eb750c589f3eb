/* SPDX-License-Identifier: MIT */
/* Fact check: see fact_check.h. */
#include "fact_check.h"

int nrr__reason_is_named(nrr_reason reason)
{
    return reason >= NRR_REASON_UNSPECIFIED && reason <= NRR_REASON_MIGRATION;
}

int nrr__reason_is_host(nrr_reason reason)
{
    return reason >= NRR_REASON_HOST && reason <= NRR_REASON_HOST_LAST;
}

static nrr_status fact_check_flags(const nrr_fact *fact)
{
    if ((fact->flags & ~(uint32_t)(NRR_FACT_ALL | NRR_FACT_KNOWN)) != 0)
        return NRR_E_FLAGS;
    return (fact->flags & NRR_FACT_ALL) != 0 && fact->kind != NRR_KIND_CHURN ? NRR_E_FLAGS : NRR_OK;
}

static nrr_status fact_check_amount(const nrr_fact *fact)
{
    int sets_level = fact->kind == NRR_KIND_LEVEL || fact->kind == NRR_KIND_RENEWAL;

    if ((fact->flags & NRR_FACT_ALL) != 0)
        return NRR_OK;
    return fact->amount < (sets_level ? 0 : 1) ? NRR_E_AMOUNT : NRR_OK;
}

static nrr_status fact_check_id(const nrr_fact *fact, const nrr_ledger *ledger)
{
    if (fact->kind == NRR_KIND_VOID && fact->id == 0)
        return NRR_E_ID;
    return fact->id > nrr__ledger_key_count(ledger, NRR_KEY_FACT) ? NRR_E_ID : NRR_OK;
}

static nrr_status fact_blame(nrr_status status, nrr_field blamed, nrr_field *field)
{
    *field = blamed;
    return status;
}

nrr_status nrr__fact_check(const nrr_fact *fact, const nrr_ledger *ledger, nrr_field *field)
{
    nrr_status status;

    if ((fact->reserved1 | fact->reserved2) != 0)
        return fact_blame(NRR_E_RESERVED, NRR_FIELD_RESERVED, field);
    if (fact->kind < NRR_KIND_OPENING || fact->kind > NRR_KIND_VOID)
        return fact_blame(NRR_E_KIND, NRR_FIELD_KIND, field);
    status = fact_check_id(fact, ledger);
    if (status != NRR_OK)
        return fact_blame(status, NRR_FIELD_ID, field);
    status = fact_check_flags(fact);
    if (status != NRR_OK)
        return fact_blame(status, NRR_FIELD_FLAGS, field);
    if (fact->kind == NRR_KIND_VOID) /* of which nothing else is read */
        return NRR_OK;
    if (fact->customer == 0 || fact->customer > nrr__ledger_key_count(ledger, NRR_KEY_CUSTOMER))
        return fact_blame(NRR_E_CUSTOMER, NRR_FIELD_CUSTOMER, field);
    if (fact->line > nrr__ledger_key_count(ledger, NRR_KEY_LINE))
        return fact_blame(NRR_E_LINE, NRR_FIELD_LINE, field);
    status = fact_check_amount(fact);
    if (status != NRR_OK)
        return fact_blame(status, NRR_FIELD_AMOUNT, field);
    if (!nrr__reason_is_named(fact->reason) && !nrr__reason_is_host(fact->reason))
        return fact_blame(NRR_E_REASON, NRR_FIELD_REASON, field);
    return NRR_OK;
}
