/* SPDX-License-Identifier: MIT */
/* Version: that of the library which is running, in words. Its numbers are constants. */
#include "nrr/version.h"

/* NRR_VERSION_MAJOR and its like, which the preprocessor can't read; a test holds them together. */
const char *nrr_version(void)
{
    return "0.1.0";
}
