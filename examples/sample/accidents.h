/* SPDX-License-Identifier: MIT */
/* The accidents: what was booked late, wrongly or twice, and how it was put right. */
#ifndef NRR_SAMPLE_ACCIDENTS_H
#define NRR_SAMPLE_ACCIDENTS_H

/* They change what was known when, and not what is known in the end. */
void have_accidents(void);

#endif
