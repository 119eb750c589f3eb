/* SPDX-License-Identifier: MIT */
/*
 * What the fuzz targets share. A target is a function of bytes, LLVMFuzzerTestOneInput(); libFuzzer
 * calls it with bytes that it makes up, and replay.c with those of the files of a corpus. It says
 * what is wrong on standard error, and aborts.
 */
#ifndef NRR_TEST_FUZZ_H
#define NRR_TEST_FUZZ_H

#include <stddef.h>
#include <stdint.h>

/* The target's name, which is that of its corpus. */
extern const char *const fuzz_target;

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* The input, read from its beginning; behind its end there are zeros for ever. */
typedef struct fuzz_bytes {
    const uint8_t *next;
    size_t left;
} fuzz_bytes;

uint8_t fuzz_byte(fuzz_bytes *bytes);

/* Aborts, and says what was got where what was wanted, unless the two are equal. */
void fuzz_expect(const char *what, int64_t got, int64_t wanted);

#endif
