/* SPDX-License-Identifier: MIT */
#include "cell.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "number.h"

enum {
    CELL_PLAIN_DIGITS = 6,
    CELL_PERCENT_DIGITS = 1,
    CELL_RATIO_DIGITS = 2 /* of a rate that is no percentage */
};

static int cell_is_percentage(const figure *column)
{
    return column->type == FIGURE_RATE && column->code != NRR_RATE_ARPA &&
           column->code != NRR_RATE_QUICK_RATIO;
}

int cell_is_same(cell_pair pair, size_t row)
{
    const nrr_ratio *before;
    const nrr_ratio *after;

    if (pair.before->type != FIGURE_RATE)
        return pair.before->values[row] == pair.after->values[row];
    before = &pair.before->ratios[row];
    after = &pair.after->ratios[row];
    return before->numerator == after->numerator && before->denominator == after->denominator &&
           before->status == after->status;
}

/* --- plain ------------------------------------------------------------------------------------- */

void cell_write_plain(char *text, const options *chosen, const figure *column, size_t row)
{
    int digits = chosen->digits < 0 ? CELL_PLAIN_DIGITS : chosen->digits;

    if (column->type == FIGURE_RATE)
        number_write_ratio(text, &column->ratios[row], digits, 0);
    else
        snprintf(text, CELL_SIZE, "%" PRId64, column->values[row]);
}

void cell_write_plain_difference(char *text, const options *chosen, cell_pair pair, size_t row)
{
    char before[CELL_SIZE];
    char after[CELL_SIZE];

    cell_write_plain(before, chosen, pair.before, row);
    cell_write_plain(after, chosen, pair.after, row);
    number_write_difference(text, after, before);
}

/* --- for people -------------------------------------------------------------------------------- */

/* Revenue per account, in whole minor units. */
static int64_t cell_amount_of_ratio(const nrr_ratio *ratio)
{
    nrr_precision precision = {0, NRR_ROUND_HALF_EVEN};
    nrr_decimal amount = {0, 0, NRR_RATIO_OK};

    (void)nrr_ratio_round(ratio, &precision, &amount); /* a quotient of two counts in 64 bits */
    return amount.scaled;
}

/* A rate in digits, without the sign of a percentage; nothing if it is undefined. */
static void cell_write_digits(char *text, const options *chosen, const figure *column, size_t row)
{
    int is_percentage = cell_is_percentage(column);
    int digits = is_percentage ? CELL_PERCENT_DIGITS : CELL_RATIO_DIGITS;

    number_write_ratio(text, &column->ratios[row], chosen->digits < 0 ? digits : chosen->digits,
                       is_percentage ? 2 : 0);
}

static void cell_write_rate(char *text, const options *chosen, const figure *column, size_t row)
{
    const nrr_ratio *ratio = &column->ratios[row];

    if (ratio->status == NRR_RATIO_UNDEFINED) {
        strcpy(text, "-");
    } else if (column->code == NRR_RATE_ARPA && ratio->status == NRR_RATIO_OK) {
        number_write_grouped(text, cell_amount_of_ratio(ratio), chosen->minor_digits);
    } else {
        cell_write_digits(text, chosen, column, row);
        if (cell_is_percentage(column) && ratio->status == NRR_RATIO_OK)
            strcat(text, "%");
    }
}

void cell_write(char *text, const options *chosen, const figure *column, size_t row, int is_lost)
{
    int digits = column->type == FIGURE_AMOUNT ? chosen->minor_digits : 0;

    if (column->type == FIGURE_RATE)
        cell_write_rate(text, chosen, column, row);
    else
        number_write_grouped(text, is_lost ? -column->values[row] : column->values[row], digits);
}

/* Both rates are decimals. */
static void cell_write_rate_difference(char *text, const options *chosen, cell_pair pair,
                                       size_t row)
{
    char before[CELL_SIZE];
    char after[CELL_SIZE];

    if (pair.before->code == NRR_RATE_ARPA) {
        number_write_grouped(text,
                             cell_amount_of_ratio(&pair.after->ratios[row]) -
                                 cell_amount_of_ratio(&pair.before->ratios[row]),
                             chosen->minor_digits);
        return;
    }
    cell_write_digits(before, chosen, pair.before, row);
    cell_write_digits(after, chosen, pair.after, row);
    number_write_difference(text, after, before);
    if (cell_is_percentage(pair.before))
        strcat(text, "pp");
}

void cell_write_difference(char *text, const options *chosen, cell_pair pair, size_t row,
                           int is_lost)
{
    int digits = pair.before->type == FIGURE_AMOUNT ? chosen->minor_digits : 0;

    *text = '\0';
    if (cell_is_same(pair, row))
        return;
    *text = '+';
    if (pair.before->type != FIGURE_RATE) {
        int64_t difference = pair.after->values[row] - pair.before->values[row];

        number_write_grouped(text + 1, is_lost ? -difference : difference, digits);
    } else if (pair.before->ratios[row].status == NRR_RATIO_OK &&
               pair.after->ratios[row].status == NRR_RATIO_OK) {
        cell_write_rate_difference(text + 1, chosen, pair, row);
    } else {
        text[1] = '-';
        text[2] = '\0';
    }
    if (text[1] == '-')
        memmove(text, text + 1, strlen(text));
}
