/* SPDX-License-Identifier: MIT */
/* What only several options together can get wrong. */
#ifndef NRR_REPORT_OPTIONS_AGREE_H
#define NRR_REPORT_OPTIONS_AGREE_H

#include "options.h"

/* 0, and one line on standard error, if the options do not go together. */
int options_agree(const options *chosen);

#endif
