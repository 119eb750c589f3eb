/* SPDX-License-Identifier: MIT */
#include "output.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

output_period output_period_of(const view *seen, size_t row)
{
    output_period period;
    int64_t start = 0;
    int64_t end = 0;

    (void)nrr_report_period(seen->report, row, &start, &end); /* fails on a bad row only */
    instant_write_date(period.start, start);
    instant_write_date(period.end, end);
    return period;
}

uint32_t output_flags(const view *seen, size_t row)
{
    uint32_t flags = 0;

    (void)nrr_report_flags(seen->report, row, &flags); /* fails on a bad row only */
    return flags & (NRR_ROW_PARTIAL | NRR_ROW_INCOMPLETE);
}

void output_write_flags(char *text, uint32_t flags)
{
    size_t i;
    int32_t flag;
    const char *name;

    *text = '\0';
    for (i = 0; nrr_vocabulary_at(NRR_VOCABULARY_ROW_FLAG, i, &flag) == NRR_OK; i++) {
        if (!(flags & (uint32_t)flag) ||
            nrr_vocabulary_name(NRR_VOCABULARY_ROW_FLAG, flag, &name) != NRR_OK)
            continue;
        if (*text != '\0')
            strcat(text, "+");
        strcat(text, name);
    }
}

void output_write_findings(char *text, uint64_t findings)
{
    int is_one = findings == 1;

    snprintf(text, OUTPUT_FINDINGS_SIZE,
             "%" PRIu64 " finding%s: facts contradict each other (--findings lists %s)", findings,
             is_one ? "" : "s", is_one ? "it" : "them");
}
