/* SPDX-License-Identifier: MIT */
/* Contributions: how many points of NRR each reason brought or took, for people. They are rounded so
 * that what is printed adds up to NRR - 100%, as printed. */
#ifndef NRR_REPORT_REASONS_H
#define NRR_REPORT_REASONS_H

#include <nrr/nrr.h>

#include "options.h"
#include "view.h"

/* Print them for each row of a report with opening and both measures by reason. */
nrr_status reasons_table(const options *chosen, const view *seen);

#endif
