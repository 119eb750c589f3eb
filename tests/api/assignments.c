/* SPDX-License-Identifier: MIT */
#include "assignments.h"

void assign(const nrr_assignment *assignments, size_t count)
{
    nrr_refusal refusal = {-77, -78, -79};

    ck_assert_int_eq(
        nrr_ledger_assign(the.ledger, assignments, sizeof *assignments, count, &refusal), NRR_OK);
    ck_assert_int_eq(refusal.row, -77);
    ck_assert_int_eq(refusal.field, -78);
    ck_assert_int_eq(refusal.status, -79);
}
