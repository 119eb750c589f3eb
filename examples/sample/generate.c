/* SPDX-License-Identifier: MIT */
/* Writes facts.csv: three years of a made-up company that sells software to some 500 customers, as
 * its billing system would export them. README.md tells the story.
 *
 * Day by day, customer by customer, with a random generator of its own and integers only, so that
 * every machine writes the same bytes. Each fact has the kind that fits the state it meets
 * (METRICS.md, 1), and a line has at most one fact a day.
 *
 * Then come the accidents: what was booked late, wrongly or twice, and how it was put right. They
 * change what was known when, and not what is known in the end. The facts are written in the order
 * in which they became known. */
#include <stdio.h>
#include <stdlib.h>

#include "accidents.h"
#include "company.h"
#include "date.h"
#include "export.h"
#include "life.h"

int main(void)
{
    int day;
    int i;

    for (day = 0; day < DAYS; day++) {
        for (i = 0; i < customer_count; i++)
            live_day(&customers[i], day);
        begin_newcomers(day);
    }
    have_accidents();
    print_rows();
    return fflush(stdout) != 0 || ferror(stdout) ? EXIT_FAILURE : EXIT_SUCCESS;
}
