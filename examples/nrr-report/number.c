/* SPDX-License-Identifier: MIT */
#include "number.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

static uint64_t number_magnitude(int64_t value)
{
    return value < 0 ? UINT64_C(0) - (uint64_t)value : (uint64_t)value;
}

static uint64_t number_power_of_ten(int exponent)
{
    uint64_t power = 1;

    while (exponent-- > 0)
        power *= 10;
    return power;
}

int number_parse_unsigned(const char *text, size_t length, uint64_t *value)
{
    uint64_t sum = 0;
    size_t i;

    for (i = 0; i < length; i++) {
        unsigned digit = (unsigned)(text[i] - '0');

        if (text[i] < '0' || text[i] > '9' || sum > (UINT64_MAX - digit) / 10)
            return 0;
        sum = sum * 10 + digit;
    }
    if (length == 0)
        return 0;
    *value = sum;
    return 1;
}

int number_parse(const char *text, size_t length, int64_t *value)
{
    int negative = length > 0 && text[0] == '-';
    uint64_t magnitude;

    if (!number_parse_unsigned(negative ? text + 1 : text, negative ? length - 1 : length,
                               &magnitude))
        return 0;
    if (magnitude > (uint64_t)INT64_MAX + (negative ? 1 : 0))
        return 0;
    if (magnitude > (uint64_t)INT64_MAX)
        *value = INT64_MIN;
    else
        *value = negative ? -(int64_t)magnitude : (int64_t)magnitude;
    return 1;
}

void number_write_grouped(char *text, int64_t value, int digits)
{
    char plain[NUMBER_SIZE];
    int length = snprintf(plain, sizeof plain, "%0*" PRIu64, digits + 1, number_magnitude(value));
    int whole = length - digits;
    int i;

    if (value < 0)
        *text++ = '-';
    for (i = 0; i < length; i++) {
        if (i == whole)
            *text++ = '.';
        else if (i > 0 && i < whole && (whole - i) % 3 == 0)
            *text++ = ',';
        *text++ = plain[i];
    }
    *text = '\0';
}

/* The digits of a positive ratio: those of its whole part, then `count` of what is below 1.
 *
 * The library rounds to a decimal that fits 64 bits, and 10.5 with 18 digits does not. So the whole
 * part is taken off first, by exact division, and only what is below 1 is rounded. (Without digits
 * there is nothing to take off, and half to even must see the whole.) */
static void number_write_digits(char *text, uint64_t whole, const nrr_ratio *rest, int count)
{
    nrr_precision precision = {count, NRR_ROUND_HALF_EVEN};
    nrr_decimal decimal = {0, 0, NRR_RATIO_OK};
    uint64_t unit = number_power_of_ten(count);
    uint64_t scaled;

    (void)nrr_ratio_round(rest, &precision, &decimal); /* below 1, or without digits: it fits */
    scaled = number_magnitude(decimal.scaled);
    if (count == 0)
        snprintf(text, NUMBER_SIZE, "%" PRIu64, scaled);
    else
        snprintf(text, NUMBER_SIZE, "%" PRIu64 "%0*" PRIu64, whole + scaled / unit, count,
                 scaled % unit);
}

void number_write_ratio(char *text, const nrr_ratio *ratio, int digits, int shift)
{
    char plain[NUMBER_SIZE];
    const char *from = plain;
    nrr_ratio rest = *ratio;
    int count = digits + shift;
    uint64_t whole = 0;
    int length;

    *text = '\0';
    if (ratio->status == NRR_RATIO_UNBOUNDED)
        strcpy(text, ratio->numerator < 0 ? "-inf" : "inf");
    if (ratio->status != NRR_RATIO_OK)
        return;
    if (count > 0) {
        whole = number_magnitude(rest.numerator / rest.denominator);
        rest.numerator %= rest.denominator;
    }
    number_write_digits(plain, whole, &rest, count);
    length = (int)strlen(plain) - digits;
    if (ratio->numerator < 0 && strspn(plain, "0") < strlen(plain))
        *text++ = '-';
    for (; length > 1 && *from == '0'; length--)
        from++;
    memcpy(text, from, (size_t)length);
    snprintf(text + length, NUMBER_SIZE / 2, "%s%s", digits > 0 ? "." : "", from + length);
}

/* Decimals of up to 40 digits are subtracted digit by digit, the last one first; what is below zero
 * is its complement to a power of ten that no decimal comes near. */
static void number_subtract(int *from, const int *places)
{
    int borrowed = 0;
    int i;

    for (i = 0; i < NUMBER_SIZE; i++) {
        from[i] -= places[i] + borrowed;
        borrowed = from[i] < 0;
        from[i] += borrowed ? 10 : 0;
    }
}

static void number_negate(int *places)
{
    int zero[NUMBER_SIZE] = {0};

    number_subtract(zero, places);
    memcpy(places, zero, sizeof zero);
}

/* 0 if the text is no decimal. */
static int number_read_places(const char *text, int *places)
{
    size_t i = strlen(text);

    memset(places, 0, NUMBER_SIZE * sizeof *places);
    if (i == 0 || text[i - 1] < '0' || text[i - 1] > '9')
        return 0;
    while (i-- > 0) {
        if (text[i] >= '0' && text[i] <= '9')
            *places++ = text[i] - '0';
    }
    return 1;
}

static int number_count_digits(const char *text)
{
    const char *point = strchr(text, '.');

    return point == NULL ? 0 : (int)strlen(point + 1);
}

void number_write_difference(char *text, const char *after, const char *before)
{
    int left[NUMBER_SIZE];
    int right[NUMBER_SIZE];
    int digits = number_count_digits(after);
    int place = NUMBER_SIZE - 1;

    *text = '\0';
    if (!number_read_places(after, left) || !number_read_places(before, right))
        return;
    if (*after == '-')
        number_negate(left);
    if (*before == '-')
        number_negate(right);
    number_subtract(left, right);
    if (left[NUMBER_SIZE - 1] != 0) {
        number_negate(left);
        *text++ = '-';
    }
    while (place > digits && left[place] == 0)
        place--;
    for (; place >= 0; place--) {
        *text++ = (char)('0' + left[place]);
        if (place == digits && digits > 0)
            *text++ = '.';
    }
    *text = '\0';
}
