/* SPDX-License-Identifier: MIT */
/* Integers and decimals as text, exactly; no floating point and no locale. */
#ifndef NRR_REPORT_NUMBER_H
#define NRR_REPORT_NUMBER_H

#include <stddef.h>
#include <stdint.h>

#include <nrr/nrr.h>

enum {
    NUMBER_SIZE = 64 /* bytes that hold every text made here, the NUL byte included */
};

/* Read all of a text as an integer: digits, with a minus sign in front or none. 0 if it is not one
 * or does not fit. */
int number_parse(const char *text, size_t length, int64_t *value);
int number_parse_unsigned(const char *text, size_t length, uint64_t *value);

/* Write an integer with commas between thousands, its last `digits` digits behind a point: 1234567
 * with 2 is 12,345.67. */
void number_write_grouped(char *text, int64_t value, int digits);

/* Write a ratio as a decimal of so many digits, 0 to 18, rounded half to even: whatever its size.
 * Undefined is an empty text, unbounded "inf" or "-inf". `shift` is 0, or 2 for a percentage (then
 * digits is at most 16). */
void number_write_ratio(char *text, const nrr_ratio *ratio, int digits, int shift);

/* Write the difference of two texts made by number_write_ratio() with the same number of digits;
 * nothing if one of them is no decimal. It is the difference of what is printed, to the last
 * digit. */
void number_write_difference(char *text, const char *after, const char *before);

#endif
