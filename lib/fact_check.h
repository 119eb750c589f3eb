/* SPDX-License-Identifier: MIT */
/* Fact check: the rules that a single fact has to keep (METRICS.md section 1). */
#ifndef NRR_LIB_FACT_CHECK_H
#define NRR_LIB_FACT_CHECK_H

#include "ledger_state.h"
#include "nrr/fact.h"

/* NRR_OK, or the rule that is broken and the field that breaks it. */
nrr_status nrr__fact_check(const nrr_fact *fact, const nrr_ledger *ledger, nrr_field *field);

int nrr__reason_is_named(nrr_reason reason);
int nrr__reason_is_host(nrr_reason reason);

#endif
