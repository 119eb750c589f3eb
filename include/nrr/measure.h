/* SPDX-License-Identifier: MIT */
/** @file nrr/measure.h
 * The measures of a period (METRICS.md section 4) and the rates over them (section 5). */
#ifndef NRR_MEASURE_H
#define NRR_MEASURE_H

#include <stddef.h>
#include <stdint.h>

/** A measure: an amount in minor units, or a count. */
typedef int32_t nrr_measure;

enum {
    NRR_MEASURE_OPENING = 1,              /**< sum of O */
    NRR_MEASURE_CLOSING = 2,              /**< sum of Z */
    NRR_MEASURE_CARRIED_IN = 3,           /**< gross: movements of class OPENING */
    NRR_MEASURE_NEW = 4,                  /**< gross: movements of class NEW */
    NRR_MEASURE_REACTIVATION = 5,         /**< gross: movements of class REACTIVATION */
    NRR_MEASURE_EXPANSION = 6,            /**< gross: movements of class EXPANSION */
    NRR_MEASURE_CONTRACTION = 7,          /**< gross: movements of class CONTRACTION */
    NRR_MEASURE_CHURN = 8,                /**< gross: movements of class CHURN */
    NRR_MEASURE_COHORT_EXPANSION = 9,     /**< expansion of cohort units */
    NRR_MEASURE_COHORT_CONTRACTION = 10,  /**< contraction of cohort units */
    NRR_MEASURE_COHORT_CHURN = 11,        /**< churn of cohort units */
    NRR_MEASURE_COHORT_REACTIVATION = 12, /**< movements of cohort units that start from zero */
    NRR_MEASURE_COHORT_CLOSING = 13,      /**< sum of Z over the cohort */
    NRR_MEASURE_NET_CARRIED_IN = 14,      /**< point to point: O = 0 < Z, carried in */
    NRR_MEASURE_NET_NEW = 15,             /**< point to point: O = 0 < Z, new */
    NRR_MEASURE_NET_REACTIVATION = 16,    /**< point to point: O = 0 < Z, reactivated */
    NRR_MEASURE_NET_EXPANSION = 17,       /**< point to point: sum of Z - O where Z > O > 0 */
    NRR_MEASURE_NET_CONTRACTION = 18,     /**< point to point: sum of O - Z where O > Z > 0 */
    NRR_MEASURE_NET_CHURN = 19,           /**< point to point: sum of O where Z = 0 */
    NRR_MEASURE_RETAINED = 20,            /**< sum of min(O, Z) over the cohort */
    NRR_MEASURE_RETAINED_PATH = 21,       /**< sum of the lowest level on the way */
    NRR_MEASURE_RETAINED_CAPPED = 22,     /**< sum of max(0, O - own losses) */
    NRR_MEASURE_RETAINED_LINES = 23,      /**< sum of min(O, Z) by line */
    NRR_MEASURE_RENEWAL_DUE = 24,         /**< levels that came up for renewal */
    NRR_MEASURE_RENEWAL_RETAINED = 25,    /**< of them, what was kept */
    NRR_MEASURE_RENEWAL_UPLIFT = 26,      /**< what the renewals added */
    NRR_MEASURE_UNITS_OPENING = 27,       /**< units with O > 0: the cohort's size */
    NRR_MEASURE_UNITS_CLOSING = 28,       /**< units with Z > 0 */
    NRR_MEASURE_UNITS_NEW = 29,           /**< units behind net_new */
    NRR_MEASURE_UNITS_REACTIVATED = 30,   /**< units behind net_reactivation */
    NRR_MEASURE_UNITS_CARRIED_IN = 31,    /**< units behind net_carried_in */
    NRR_MEASURE_UNITS_EXPANDED = 32,      /**< units behind net_expansion */
    NRR_MEASURE_UNITS_CONTRACTED = 33,    /**< units behind net_contraction */
    NRR_MEASURE_UNITS_CHURNED = 34,       /**< units behind net_churn */
    NRR_MEASURE_UNITS_UNCHANGED = 35,     /**< units with O = Z > 0 */
    NRR_MEASURE_UNITS_TRANSIENT = 36,     /**< units with O = Z = 0, positive in between */
    NRR_MEASURE_UNITS_RETURNED = 37,      /**< cohort units that touched zero and have Z > 0 */
    NRR_MEASURE_RENEWALS_DUE = 38,        /**< line instants due for renewal */
    NRR_MEASURE_RENEWALS_KEPT = 39,       /**< of them, those that stayed above zero */
    /** Gross gains of cohort units by reason; one column per reason, see nrr_report_reason(). */
    NRR_MEASURE_REASON_GAIN = 40,
    /** Gross losses of cohort units by reason; one column per reason, see nrr_report_reason(). */
    NRR_MEASURE_REASON_LOSS = 41
};

/** A rate: numerator / denominator of measures. */
typedef int32_t nrr_rate;

enum {
    NRR_RATE_NRR = 1,
    NRR_RATE_NRR_MOVEMENTS = 2,
    NRR_RATE_NRR_MOVEMENTS_REACTIVATION = 3,
    NRR_RATE_NRR_COHORT_NO_RETURN = 4,
    NRR_RATE_NRR_EX_PRICE = 5,
    NRR_RATE_GRR = 6,
    NRR_RATE_GRR_PATH = 7,
    NRR_RATE_GRR_CAPPED = 8,
    NRR_RATE_GRR_LOSSES = 9,
    NRR_RATE_GRR_AGGREGATE = 10,
    NRR_RATE_GRR_LINES = 11,
    NRR_RATE_REVENUE_CHURN = 12,
    NRR_RATE_NET_REVENUE_CHURN = 13,
    NRR_RATE_EXPANSION_RATE = 14,
    NRR_RATE_CONTRACTION_RATE = 15,
    NRR_RATE_CHURN_RATE = 16,
    NRR_RATE_LOGO_RETENTION = 17,
    NRR_RATE_LOGO_CHURN = 18,
    NRR_RATE_LOGO_CHURN_WITH_NEW = 19,
    NRR_RATE_RENEWAL_RATE = 20,
    NRR_RATE_RENEWAL_RATE_COUNT = 21,
    NRR_RATE_QUICK_RATIO = 22,
    NRR_RATE_GROWTH = 23,
    NRR_RATE_ARPA = 24
};

#endif
