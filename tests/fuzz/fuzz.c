/* SPDX-License-Identifier: MIT */
#include "fuzz/fuzz.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

uint8_t fuzz_byte(fuzz_bytes *bytes)
{
    if (bytes->left == 0) {
        return 0;
    }
    bytes->left--;
    return *bytes->next++;
}

void fuzz_expect(const char *what, int64_t got, int64_t wanted)
{
    if (got == wanted) {
        return;
    }
    (void)fprintf(stderr, "%s: got %" PRId64 ", not %" PRId64 "\n", what, got, wanted);
    (void)fflush(stderr);
    abort();
}
