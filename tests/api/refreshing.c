/* SPDX-License-Identifier: MIT */
#include "refreshing.h"

nrr_snapshot *snapshot_now(void)
{
    nrr_snapshot *snapshot = NULL;

    ck_assert_int_eq(nrr_ledger_snapshot(the.ledger, &snapshot), NRR_OK);
    return snapshot;
}

nrr_report *report_now(const nrr_snapshot *snapshot)
{
    nrr_report *report = NULL;

    ck_assert_int_eq(nrr_snapshot_report(snapshot, the.query, &report), NRR_OK);
    return report;
}

nrr_report *refresh(const nrr_report *report, const nrr_snapshot *before, const nrr_snapshot *after)
{
    nrr_report *refreshed = NULL;

    ck_assert_int_eq(nrr_report_refresh(&report, 1, before, after, &refreshed), NRR_OK);
    return refreshed;
}

void refuses_to_refresh(const nrr_report *report, const nrr_snapshot *before,
                        const nrr_snapshot *after, nrr_status status)
{
    nrr_report *refreshed = NULL;

    ck_assert_int_eq(nrr_report_refresh(&report, 1, before, after, &refreshed), status);
    ck_assert_ptr_null(refreshed);
}

void assert_anew(const nrr_report *refreshed, const nrr_snapshot *after)
{
    nrr_report *anew = report_now(after);
    uint64_t findings[2] = {0, 1};

    assert_same_reports(refreshed, anew);
    ck_assert_int_eq(nrr_report_findings(refreshed, &findings[0]), NRR_OK);
    ck_assert_int_eq(nrr_report_findings(anew, &findings[1]), NRR_OK);
    ck_assert_uint_eq(findings[0], findings[1]);
    nrr_report_free(anew);
}
