/* SPDX-License-Identifier: MIT */
#include "view.h"

#include <string.h>

nrr_status view_open(view *seen, nrr_ledger *ledger, const options_value *known,
                     const figures *chosen)
{
    nrr_snapshot *whole = NULL;
    nrr_status status = nrr_ledger_snapshot(ledger, &whole);

    memset(seen, 0, sizeof *seen);
    seen->known = known;
    seen->shown = *chosen;
    if (status != NRR_OK || !known->given) {
        seen->snapshot = whole;
        return status;
    }
    status = nrr_snapshot_as_known(whole, known->value, &seen->snapshot);
    nrr_snapshot_free(whole);
    return status;
}

nrr_status view_report(view *seen, const nrr_query *query)
{
    nrr_status status = nrr_snapshot_report(seen->snapshot, query, &seen->report);

    if (status == NRR_E_FINDINGS &&
        nrr_snapshot_finding_count(seen->snapshot, 0, &seen->findings) != NRR_OK)
        return NRR_E_MEMORY;
    if (status == NRR_OK)
        status = nrr_report_findings(seen->report, &seen->findings);
    if (status == NRR_OK)
        status = figures_read(&seen->shown, seen->report);
    if (status == NRR_OK)
        status = groups_read(&seen->groups, seen->report);
    return status;
}

nrr_status view_find(view *seen)
{
    return nrr_snapshot_finding_count(seen->snapshot, 0, &seen->findings);
}

void view_close(view *seen)
{
    figures_free(&seen->shown);
    groups_free(&seen->groups);
    nrr_report_free(seen->report);
    nrr_snapshot_free(seen->snapshot);
}
