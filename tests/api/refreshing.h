/* SPDX-License-Identifier: MIT */
/*
 * For tests of refreshing: snapshots of the fixture's ledger as it is now, reports of its query on
 * them, and such a report brought to another snapshot.
 */
#ifndef NRR_TEST_API_REFRESHING_H
#define NRR_TEST_API_REFRESHING_H

#include "fixture.h"

nrr_snapshot *snapshot_now(void);
nrr_report *report_now(const nrr_snapshot *snapshot);

nrr_report *refresh(const nrr_report *report, const nrr_snapshot *before,
                    const nrr_snapshot *after);
/* Refreshing is refused with this status, and makes nothing. */
void refuses_to_refresh(const nrr_report *report, const nrr_snapshot *before,
                        const nrr_snapshot *after, nrr_status status);
/* As it would be made anew, by the other snapshot. */
void assert_anew(const nrr_report *refreshed, const nrr_snapshot *after);

#endif
