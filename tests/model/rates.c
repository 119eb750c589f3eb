/* SPDX-License-Identifier: MIT */
/*
 * METRICS.md section 5: every rate as numerator over denominator, and its rounding.
 */
#include "model/model.h"

/* The formulas read measures through this, so that what a rate is made of follows from them. */
typedef struct model_reader {
    const model_row *row;
    uint64_t taken;
} model_reader;

static model_wide take(model_reader *reader, nrr_measure measure)
{
    reader->taken |= MODEL_BIT(measure);
    return reader->row->measure[measure];
}

static model_wide take_price_gain(model_reader *reader)
{
    reader->taken |= MODEL_BIT(NRR_MEASURE_REASON_GAIN);
    return reader->row->gain[NRR_REASON_PRICE] + reader->row->gain[NRR_REASON_ESCALATOR];
}

static model_wide take_price_loss(model_reader *reader)
{
    reader->taken |= MODEL_BIT(NRR_MEASURE_REASON_LOSS);
    return reader->row->loss[NRR_REASON_PRICE] + reader->row->loss[NRR_REASON_ESCALATOR];
}

#define TAKE(measure) take(reader, NRR_MEASURE_##measure)

static model_wide retention_numerator(model_reader *reader, nrr_rate rate)
{
    model_wide opening = TAKE(OPENING);
    model_wide closing;

    switch (rate) {
    case NRR_RATE_NRR:
        return TAKE(COHORT_CLOSING);
    case NRR_RATE_NRR_MOVEMENTS:
        return opening + TAKE(EXPANSION) - TAKE(CONTRACTION) - TAKE(CHURN);
    case NRR_RATE_NRR_MOVEMENTS_REACTIVATION:
        return opening + TAKE(EXPANSION) - TAKE(CONTRACTION) - TAKE(CHURN) + TAKE(REACTIVATION);
    case NRR_RATE_NRR_COHORT_NO_RETURN:
        return opening + TAKE(COHORT_EXPANSION) - TAKE(COHORT_CONTRACTION) - TAKE(COHORT_CHURN);
    case NRR_RATE_NRR_EX_PRICE:
        return TAKE(COHORT_CLOSING) - take_price_gain(reader) + take_price_loss(reader);
    case NRR_RATE_GRR:
        return TAKE(RETAINED);
    case NRR_RATE_GRR_PATH:
        return TAKE(RETAINED_PATH);
    case NRR_RATE_GRR_CAPPED:
        return TAKE(RETAINED_CAPPED);
    case NRR_RATE_GRR_LOSSES:
        return opening - TAKE(COHORT_CONTRACTION) - TAKE(COHORT_CHURN);
    case NRR_RATE_GRR_AGGREGATE:
        closing = TAKE(COHORT_CLOSING);
        return opening < closing ? opening : closing;
    case NRR_RATE_GRR_LINES:
        return TAKE(RETAINED_LINES);
    case NRR_RATE_REVENUE_CHURN:
        return opening - TAKE(RETAINED);
    case NRR_RATE_NET_REVENUE_CHURN:
        return opening - TAKE(COHORT_CLOSING);
    case NRR_RATE_EXPANSION_RATE:
        return TAKE(NET_EXPANSION);
    case NRR_RATE_CONTRACTION_RATE:
        return TAKE(NET_CONTRACTION);
    case NRR_RATE_CHURN_RATE:
        return TAKE(NET_CHURN);
    default: /* NRR_RATE_GROWTH */
        return TAKE(CLOSING) - opening;
    }
}

/* Every rate that is not over `opening`, and at the end those that are. */
static void apply_formula(model_reader *reader, nrr_rate rate, model_rate *result)
{
    switch (rate) {
    case NRR_RATE_LOGO_RETENTION:
        result->numerator = TAKE(UNITS_OPENING) - TAKE(UNITS_CHURNED);
        result->denominator = TAKE(UNITS_OPENING);
        break;
    case NRR_RATE_LOGO_CHURN:
        result->numerator = TAKE(UNITS_CHURNED);
        result->denominator = TAKE(UNITS_OPENING);
        break;
    case NRR_RATE_LOGO_CHURN_WITH_NEW:
        result->numerator = TAKE(UNITS_CHURNED);
        result->denominator = TAKE(UNITS_OPENING) + TAKE(UNITS_NEW);
        break;
    case NRR_RATE_RENEWAL_RATE:
        result->numerator = TAKE(RENEWAL_RETAINED);
        result->denominator = TAKE(RENEWAL_DUE);
        break;
    case NRR_RATE_RENEWAL_RATE_COUNT:
        result->numerator = TAKE(RENEWALS_KEPT);
        result->denominator = TAKE(RENEWALS_DUE);
        break;
    case NRR_RATE_QUICK_RATIO:
        result->numerator = TAKE(NEW) + TAKE(EXPANSION) + TAKE(REACTIVATION);
        result->denominator = TAKE(CONTRACTION) + TAKE(CHURN);
        break;
    case NRR_RATE_ARPA:
        result->numerator = TAKE(CLOSING);
        result->denominator = TAKE(UNITS_CLOSING);
        break;
    default:
        result->numerator = retention_numerator(reader, rate);
        result->denominator = TAKE(OPENING);
        break;
    }
}

static int fits(model_wide value)
{
    return INT64_MIN <= value && value <= INT64_MAX;
}

void model_rate_of(const model_row *row, nrr_rate rate, model_rate *result)
{
    model_reader reader = {row, 0};

    apply_formula(&reader, rate, result);
    result->made_of = reader.taken;
    result->overflow = !fits(result->numerator) || !fits(result->denominator);
    if (result->denominator != 0) {
        result->status = NRR_RATIO_OK;
    } else {
        result->status = result->numerator == 0 ? NRR_RATIO_UNDEFINED : NRR_RATIO_UNBOUNDED;
    }
}

int model_rounds_up(nrr_rounding rounding, int is_negative, int floor_is_odd, int half)
{
    switch (rounding) {
    case NRR_ROUND_HALF_EVEN:
        return half > 0 || (half == 0 && floor_is_odd);
    case NRR_ROUND_HALF_UP: /* away from zero: up for a positive number, down for a negative one */
        return half > 0 || (half == 0 && !is_negative);
    case NRR_ROUND_HALF_DOWN:
        return half > 0 || (half == 0 && is_negative);
    case NRR_ROUND_UP:
        return !is_negative;
    case NRR_ROUND_DOWN:
        return is_negative;
    case NRR_ROUND_CEILING:
        return 1;
    default: /* NRR_ROUND_FLOOR */
        return 0;
    }
}

int model_round(int64_t numerator, int64_t denominator, const nrr_precision *precision,
                int64_t *scaled)
{
    model_wide product = numerator; /* at most 63 bits and 60 of 10^18: 123 */
    model_wide floor;
    model_wide rest;

    for (int i = 0; i < precision->digits; i++) {
        product *= 10;
    }
    floor = product / denominator;
    rest = product % denominator;
    if (rest < 0) {
        floor -= 1;
        rest += denominator;
    }
    if (rest > 0) {
        int half = (2 * rest > denominator) - (2 * rest < denominator);
        floor += model_rounds_up(precision->rounding, numerator < 0, floor % 2 != 0, half);
    }
    if (!fits(floor)) {
        return 0;
    }
    *scaled = (int64_t)floor;
    return 1;
}
