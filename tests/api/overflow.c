/* SPDX-License-Identifier: MIT */
#include "overflow.h"

void only(nrr_measure code)
{
    ask_anew();
    ask(10, 20);
    if (code != 0)
        ck_assert_int_eq(nrr_query_add_measure(the.query, code), NRR_OK);
}
