/* SPDX-License-Identifier: MIT */
/* Vocabulary: names and codes both ways, as lists of words in the order of METRICS.md. Read-only,
 * searched from front to back: a host asks once for each name that it meets. */
#include "nrr/vocabulary.h"

#include "nrr/nrr.h"

#include <string.h>

typedef struct vocabulary_word {
    const char *name;
    uint32_t length;
    int32_t code;
} vocabulary_word;

typedef struct vocabulary_list {
    const vocabulary_word *words;
    size_t count;
} vocabulary_list;

#define VOCABULARY_WORD(code, name) {name, sizeof name - 1, code}
#define VOCABULARY_LIST(words) {words, sizeof words / sizeof *words}

static const vocabulary_word vocabulary_statuses[] = {
    VOCABULARY_WORD(NRR_OK, "ok"),
    VOCABULARY_WORD(NRR_E_MEMORY, "e_memory"),
    VOCABULARY_WORD(NRR_E_NULL, "e_null"),
    VOCABULARY_WORD(NRR_E_OVERFLOW, "e_overflow"),
    VOCABULARY_WORD(NRR_E_OPTION, "e_option"),
    VOCABULARY_WORD(NRR_E_OPTION_VALUE, "e_option_value"),
    VOCABULARY_WORD(NRR_E_OPTION_LATE, "e_option_late"),
    VOCABULARY_WORD(NRR_E_UNSET, "e_unset"),
    VOCABULARY_WORD(NRR_E_CODE, "e_code"),
    VOCABULARY_WORD(NRR_E_TOO_MANY, "e_too_many"),
    VOCABULARY_WORD(NRR_E_CAPACITY, "e_capacity"),
    VOCABULARY_WORD(NRR_E_ALLOCATOR, "e_allocator"),
    VOCABULARY_WORD(NRR_E_KEY_FAMILY, "e_key_family"),
    VOCABULARY_WORD(NRR_E_KEY_LENGTH, "e_key_length"),
    VOCABULARY_WORD(NRR_E_KEY_UNKNOWN, "e_key_unknown"),
    VOCABULARY_WORD(NRR_E_ROW_SIZE, "e_row_size"),
    VOCABULARY_WORD(NRR_E_ROW_TAIL, "e_row_tail"),
    VOCABULARY_WORD(NRR_E_RESERVED, "e_reserved"),
    VOCABULARY_WORD(NRR_E_KIND, "e_kind"),
    VOCABULARY_WORD(NRR_E_AMOUNT, "e_amount"),
    VOCABULARY_WORD(NRR_E_REASON, "e_reason"),
    VOCABULARY_WORD(NRR_E_FLAGS, "e_flags"),
    VOCABULARY_WORD(NRR_E_CUSTOMER, "e_customer"),
    VOCABULARY_WORD(NRR_E_LINE, "e_line"),
    VOCABULARY_WORD(NRR_E_ID, "e_id"),
    VOCABULARY_WORD(NRR_E_CONFLICT, "e_conflict"),
    VOCABULARY_WORD(NRR_E_CYCLE, "e_cycle"),
    VOCABULARY_WORD(NRR_E_CHAIN, "e_chain"),
    VOCABULARY_WORD(NRR_E_COLUMN_FIELD, "e_column_field"),
    VOCABULARY_WORD(NRR_E_COLUMN_TYPE, "e_column_type"),
    VOCABULARY_WORD(NRR_E_COLUMN_TWICE, "e_column_twice"),
    VOCABULARY_WORD(NRR_E_COLUMN_MISSING, "e_column_missing"),
    VOCABULARY_WORD(NRR_E_COLUMN_OFFSETS, "e_column_offsets"),
    VOCABULARY_WORD(NRR_E_COLUMN_VALUE, "e_column_value"),
    VOCABULARY_WORD(NRR_E_PERIOD, "e_period"),
    VOCABULARY_WORD(NRR_E_PERIODS, "e_periods"),
    VOCABULARY_WORD(NRR_E_EDGES, "e_edges"),
    VOCABULARY_WORD(NRR_E_WINDOW, "e_window"),
    VOCABULARY_WORD(NRR_E_PART, "e_part"),
    VOCABULARY_WORD(NRR_E_FINDINGS, "e_findings"),
    VOCABULARY_WORD(NRR_E_RULE, "e_rule"),
    VOCABULARY_WORD(NRR_E_KNOWN, "e_known"),
    VOCABULARY_WORD(NRR_E_FIELD, "e_field"),
    VOCABULARY_WORD(NRR_E_CAUSE, "e_cause"),
    VOCABULARY_WORD(NRR_E_MEASURE, "e_measure"),
    VOCABULARY_WORD(NRR_E_NOT_ASKED, "e_not_asked"),
    VOCABULARY_WORD(NRR_E_RATE, "e_rate"),
    VOCABULARY_WORD(NRR_E_ROW, "e_row"),
    VOCABULARY_WORD(NRR_E_IDENTITY, "e_identity"),
    VOCABULARY_WORD(NRR_E_AVERAGE, "e_average"),
    VOCABULARY_WORD(NRR_E_POWER, "e_power"),
    VOCABULARY_WORD(NRR_E_DIGITS, "e_digits"),
    VOCABULARY_WORD(NRR_E_ROUNDING, "e_rounding"),
    VOCABULARY_WORD(NRR_E_RATIO, "e_ratio"),
    VOCABULARY_WORD(NRR_E_QUERY, "e_query"),
    VOCABULARY_WORD(NRR_E_SNAPSHOT, "e_snapshot"),
    VOCABULARY_WORD(NRR_E_TIME_UNIT, "e_time_unit"),
    VOCABULARY_WORD(NRR_E_STEP, "e_step"),
    VOCABULARY_WORD(NRR_E_CALENDAR, "e_calendar"),
    VOCABULARY_WORD(NRR_E_DATE, "e_date"),
    VOCABULARY_WORD(NRR_E_TIME, "e_time"),
    VOCABULARY_WORD(NRR_E_PRICE, "e_price"),
    VOCABULARY_WORD(NRR_E_INTERVAL, "e_interval"),
    VOCABULARY_WORD(NRR_E_DIMENSION, "e_dimension"),
    VOCABULARY_WORD(NRR_E_VALUE, "e_value"),
    VOCABULARY_WORD(NRR_E_DIMENSIONS, "e_dimensions"),
    VOCABULARY_WORD(NRR_E_DIMENSION_TWICE, "e_dimension_twice"),
};

static const vocabulary_word vocabulary_kinds[] = {
    VOCABULARY_WORD(NRR_KIND_OPENING, "opening"),
    VOCABULARY_WORD(NRR_KIND_NEW, "new"),
    VOCABULARY_WORD(NRR_KIND_EXPANSION, "expansion"),
    VOCABULARY_WORD(NRR_KIND_CONTRACTION, "contraction"),
    VOCABULARY_WORD(NRR_KIND_CHURN, "churn"),
    VOCABULARY_WORD(NRR_KIND_REACTIVATION, "reactivation"),
    VOCABULARY_WORD(NRR_KIND_LEVEL, "level"),
    VOCABULARY_WORD(NRR_KIND_CHANGE_UP, "change_up"),
    VOCABULARY_WORD(NRR_KIND_CHANGE_DOWN, "change_down"),
    VOCABULARY_WORD(NRR_KIND_RENEWAL, "renewal"),
    VOCABULARY_WORD(NRR_KIND_VOID, "void"),
};

static const vocabulary_word vocabulary_reasons[] = {
    VOCABULARY_WORD(NRR_REASON_UNSPECIFIED, "unspecified"),
    VOCABULARY_WORD(NRR_REASON_UPSELL, "upsell"),
    VOCABULARY_WORD(NRR_REASON_CROSS_SELL, "cross_sell"),
    VOCABULARY_WORD(NRR_REASON_SEATS, "seats"),
    VOCABULARY_WORD(NRR_REASON_USAGE, "usage"),
    VOCABULARY_WORD(NRR_REASON_PRICE, "price"),
    VOCABULARY_WORD(NRR_REASON_ESCALATOR, "escalator"),
    VOCABULARY_WORD(NRR_REASON_DISCOUNT, "discount"),
    VOCABULARY_WORD(NRR_REASON_PLAN_CHANGE, "plan_change"),
    VOCABULARY_WORD(NRR_REASON_DOWNGRADE, "downgrade"),
    VOCABULARY_WORD(NRR_REASON_PRODUCT_DROP, "product_drop"),
    VOCABULARY_WORD(NRR_REASON_PAUSE, "pause"),
    VOCABULARY_WORD(NRR_REASON_RESUME, "resume"),
    VOCABULARY_WORD(NRR_REASON_VOLUNTARY, "voluntary"),
    VOCABULARY_WORD(NRR_REASON_PAYMENT_FAILURE, "payment_failure"),
    VOCABULARY_WORD(NRR_REASON_NON_RENEWAL, "non_renewal"),
    VOCABULARY_WORD(NRR_REASON_WIN_BACK, "win_back"),
    VOCABULARY_WORD(NRR_REASON_MIGRATION, "migration"),
};

static const vocabulary_word vocabulary_measures[] = {
    VOCABULARY_WORD(NRR_MEASURE_OPENING, "opening"),
    VOCABULARY_WORD(NRR_MEASURE_CLOSING, "closing"),
    VOCABULARY_WORD(NRR_MEASURE_CARRIED_IN, "carried_in"),
    VOCABULARY_WORD(NRR_MEASURE_NEW, "new"),
    VOCABULARY_WORD(NRR_MEASURE_REACTIVATION, "reactivation"),
    VOCABULARY_WORD(NRR_MEASURE_EXPANSION, "expansion"),
    VOCABULARY_WORD(NRR_MEASURE_CONTRACTION, "contraction"),
    VOCABULARY_WORD(NRR_MEASURE_CHURN, "churn"),
    VOCABULARY_WORD(NRR_MEASURE_COHORT_EXPANSION, "cohort_expansion"),
    VOCABULARY_WORD(NRR_MEASURE_COHORT_CONTRACTION, "cohort_contraction"),
    VOCABULARY_WORD(NRR_MEASURE_COHORT_CHURN, "cohort_churn"),
    VOCABULARY_WORD(NRR_MEASURE_COHORT_REACTIVATION, "cohort_reactivation"),
    VOCABULARY_WORD(NRR_MEASURE_COHORT_CLOSING, "cohort_closing"),
    VOCABULARY_WORD(NRR_MEASURE_NET_CARRIED_IN, "net_carried_in"),
    VOCABULARY_WORD(NRR_MEASURE_NET_NEW, "net_new"),
    VOCABULARY_WORD(NRR_MEASURE_NET_REACTIVATION, "net_reactivation"),
    VOCABULARY_WORD(NRR_MEASURE_NET_EXPANSION, "net_expansion"),
    VOCABULARY_WORD(NRR_MEASURE_NET_CONTRACTION, "net_contraction"),
    VOCABULARY_WORD(NRR_MEASURE_NET_CHURN, "net_churn"),
    VOCABULARY_WORD(NRR_MEASURE_RETAINED, "retained"),
    VOCABULARY_WORD(NRR_MEASURE_RETAINED_PATH, "retained_path"),
    VOCABULARY_WORD(NRR_MEASURE_RETAINED_CAPPED, "retained_capped"),
    VOCABULARY_WORD(NRR_MEASURE_RETAINED_LINES, "retained_lines"),
    VOCABULARY_WORD(NRR_MEASURE_RENEWAL_DUE, "renewal_due"),
    VOCABULARY_WORD(NRR_MEASURE_RENEWAL_RETAINED, "renewal_retained"),
    VOCABULARY_WORD(NRR_MEASURE_RENEWAL_UPLIFT, "renewal_uplift"),
    VOCABULARY_WORD(NRR_MEASURE_UNITS_OPENING, "units_opening"),
    VOCABULARY_WORD(NRR_MEASURE_UNITS_CLOSING, "units_closing"),
    VOCABULARY_WORD(NRR_MEASURE_UNITS_NEW, "units_new"),
    VOCABULARY_WORD(NRR_MEASURE_UNITS_REACTIVATED, "units_reactivated"),
    VOCABULARY_WORD(NRR_MEASURE_UNITS_CARRIED_IN, "units_carried_in"),
    VOCABULARY_WORD(NRR_MEASURE_UNITS_EXPANDED, "units_expanded"),
    VOCABULARY_WORD(NRR_MEASURE_UNITS_CONTRACTED, "units_contracted"),
    VOCABULARY_WORD(NRR_MEASURE_UNITS_CHURNED, "units_churned"),
    VOCABULARY_WORD(NRR_MEASURE_UNITS_UNCHANGED, "units_unchanged"),
    VOCABULARY_WORD(NRR_MEASURE_UNITS_TRANSIENT, "units_transient"),
    VOCABULARY_WORD(NRR_MEASURE_UNITS_RETURNED, "units_returned"),
    VOCABULARY_WORD(NRR_MEASURE_RENEWALS_DUE, "renewals_due"),
    VOCABULARY_WORD(NRR_MEASURE_RENEWALS_KEPT, "renewals_kept"),
    VOCABULARY_WORD(NRR_MEASURE_REASON_GAIN, "reason_gain"),
    VOCABULARY_WORD(NRR_MEASURE_REASON_LOSS, "reason_loss"),
};

static const vocabulary_word vocabulary_rates[] = {
    VOCABULARY_WORD(NRR_RATE_NRR, "nrr"),
    VOCABULARY_WORD(NRR_RATE_NRR_MOVEMENTS, "nrr_movements"),
    VOCABULARY_WORD(NRR_RATE_NRR_MOVEMENTS_REACTIVATION, "nrr_movements_reactivation"),
    VOCABULARY_WORD(NRR_RATE_NRR_COHORT_NO_RETURN, "nrr_cohort_no_return"),
    VOCABULARY_WORD(NRR_RATE_NRR_EX_PRICE, "nrr_ex_price"),
    VOCABULARY_WORD(NRR_RATE_GRR, "grr"),
    VOCABULARY_WORD(NRR_RATE_GRR_PATH, "grr_path"),
    VOCABULARY_WORD(NRR_RATE_GRR_CAPPED, "grr_capped"),
    VOCABULARY_WORD(NRR_RATE_GRR_LOSSES, "grr_losses"),
    VOCABULARY_WORD(NRR_RATE_GRR_AGGREGATE, "grr_aggregate"),
    VOCABULARY_WORD(NRR_RATE_GRR_LINES, "grr_lines"),
    VOCABULARY_WORD(NRR_RATE_REVENUE_CHURN, "revenue_churn"),
    VOCABULARY_WORD(NRR_RATE_NET_REVENUE_CHURN, "net_revenue_churn"),
    VOCABULARY_WORD(NRR_RATE_EXPANSION_RATE, "expansion_rate"),
    VOCABULARY_WORD(NRR_RATE_CONTRACTION_RATE, "contraction_rate"),
    VOCABULARY_WORD(NRR_RATE_CHURN_RATE, "churn_rate"),
    VOCABULARY_WORD(NRR_RATE_LOGO_RETENTION, "logo_retention"),
    VOCABULARY_WORD(NRR_RATE_LOGO_CHURN, "logo_churn"),
    VOCABULARY_WORD(NRR_RATE_LOGO_CHURN_WITH_NEW, "logo_churn_with_new"),
    VOCABULARY_WORD(NRR_RATE_RENEWAL_RATE, "renewal_rate"),
    VOCABULARY_WORD(NRR_RATE_RENEWAL_RATE_COUNT, "renewal_rate_count"),
    VOCABULARY_WORD(NRR_RATE_QUICK_RATIO, "quick_ratio"),
    VOCABULARY_WORD(NRR_RATE_GROWTH, "growth"),
    VOCABULARY_WORD(NRR_RATE_ARPA, "arpa"),
};

static const vocabulary_word vocabulary_units[] = {
    VOCABULARY_WORD(NRR_UNIT_CUSTOMER, "customer"),
    VOCABULARY_WORD(NRR_UNIT_LINE, "line"),
    VOCABULARY_WORD(NRR_UNIT_PARENT, "parent"),
};

static const vocabulary_word vocabulary_time_units[] = {
    VOCABULARY_WORD(NRR_TIME_DAYS, "days"),
    VOCABULARY_WORD(NRR_TIME_SECONDS, "seconds"),
    VOCABULARY_WORD(NRR_TIME_MILLISECONDS, "milliseconds"),
    VOCABULARY_WORD(NRR_TIME_MICROSECONDS, "microseconds"),
    VOCABULARY_WORD(NRR_TIME_NANOSECONDS, "nanoseconds"),
};

static const vocabulary_word vocabulary_steps[] = {
    VOCABULARY_WORD(NRR_STEP_DAY, "day"),
    VOCABULARY_WORD(NRR_STEP_WEEK, "week"),
    VOCABULARY_WORD(NRR_STEP_MONTH, "month"),
    VOCABULARY_WORD(NRR_STEP_QUARTER, "quarter"),
    VOCABULARY_WORD(NRR_STEP_YEAR, "year"),
};

static const vocabulary_word vocabulary_roundings[] = {
    VOCABULARY_WORD(NRR_ROUND_HALF_EVEN, "half_even"),
    VOCABULARY_WORD(NRR_ROUND_HALF_UP, "half_up"),
    VOCABULARY_WORD(NRR_ROUND_HALF_DOWN, "half_down"),
    VOCABULARY_WORD(NRR_ROUND_UP, "up"),
    VOCABULARY_WORD(NRR_ROUND_DOWN, "down"),
    VOCABULARY_WORD(NRR_ROUND_CEILING, "ceiling"),
    VOCABULARY_WORD(NRR_ROUND_FLOOR, "floor"),
};

static const vocabulary_word vocabulary_averages[] = {
    VOCABULARY_WORD(NRR_AVERAGE_CHAIN, "chain"),
    VOCABULARY_WORD(NRR_AVERAGE_MEAN, "mean"),
    VOCABULARY_WORD(NRR_AVERAGE_WEIGHTED, "weighted"),
};

static const vocabulary_word vocabulary_ratios[] = {
    VOCABULARY_WORD(NRR_RATIO_OK, "ok"),
    VOCABULARY_WORD(NRR_RATIO_UNDEFINED, "undefined"),
    VOCABULARY_WORD(NRR_RATIO_UNBOUNDED, "unbounded"),
};

static const vocabulary_word vocabulary_fields[] = {
    VOCABULARY_WORD(NRR_FIELD_TIME, "time"),
    VOCABULARY_WORD(NRR_FIELD_AMOUNT, "amount"),
    VOCABULARY_WORD(NRR_FIELD_KNOWN, "known"),
    VOCABULARY_WORD(NRR_FIELD_SEQUENCE, "sequence"),
    VOCABULARY_WORD(NRR_FIELD_CUSTOMER, "customer"),
    VOCABULARY_WORD(NRR_FIELD_LINE, "line"),
    VOCABULARY_WORD(NRR_FIELD_ID, "id"),
    VOCABULARY_WORD(NRR_FIELD_KIND, "kind"),
    VOCABULARY_WORD(NRR_FIELD_REASON, "reason"),
    VOCABULARY_WORD(NRR_FIELD_FLAGS, "flags"),
    VOCABULARY_WORD(NRR_FIELD_RESERVED, "reserved"),
    VOCABULARY_WORD(NRR_FIELD_KEY, "key"),
    VOCABULARY_WORD(NRR_FIELD_PARENT, "parent"),
    VOCABULARY_WORD(NRR_FIELD_RULE, "rule"),
    VOCABULARY_WORD(NRR_FIELD_EXCESS, "excess"),
    VOCABULARY_WORD(NRR_FIELD_LEVEL, "level"),
    VOCABULARY_WORD(NRR_FIELD_CHANGE, "change"),
    VOCABULARY_WORD(NRR_FIELD_DIMENSION, "dimension"),
    VOCABULARY_WORD(NRR_FIELD_VALUE, "value"),
    VOCABULARY_WORD(NRR_FIELD_COHORT, "cohort"),
    VOCABULARY_WORD(NRR_FIELD_AGE, "age"),
    VOCABULARY_WORD(NRR_FIELD_UNITS, "units"),
    VOCABULARY_WORD(NRR_FIELD_REVENUE, "revenue"),
    VOCABULARY_WORD(NRR_FIELD_RETAINED, "retained"),
    VOCABULARY_WORD(NRR_FIELD_OPENING, "opening"),
    VOCABULARY_WORD(NRR_FIELD_CLOSING, "closing"),
    VOCABULARY_WORD(NRR_FIELD_BEFORE, "before"),
    VOCABULARY_WORD(NRR_FIELD_AFTER, "after"),
    VOCABULARY_WORD(NRR_FIELD_CLASS, "class"),
    VOCABULARY_WORD(NRR_FIELD_CAUSE, "cause"),
    VOCABULARY_WORD(NRR_FIELD_GAIN, "gain"),
    VOCABULARY_WORD(NRR_FIELD_LOSS, "loss"),
    VOCABULARY_WORD(NRR_FIELD_FIGURE, "figure"),
    VOCABULARY_WORD(NRR_FIELD_NUMERATOR, "numerator"),
    VOCABULARY_WORD(NRR_FIELD_DENOMINATOR, "denominator"),
    VOCABULARY_WORD(NRR_FIELD_STATUS, "status"),
    VOCABULARY_WORD(NRR_FIELD_GROUP_KIND, "group_kind"),
    VOCABULARY_WORD(NRR_FIELD_SECOND_VALUE, "second_value"),
};

static const vocabulary_word vocabulary_keys[] = {
    VOCABULARY_WORD(NRR_KEY_CUSTOMER, "customer"),
    VOCABULARY_WORD(NRR_KEY_LINE, "line"),
    VOCABULARY_WORD(NRR_KEY_FACT, "fact"),
    VOCABULARY_WORD(NRR_KEY_DIMENSION, "dimension"),
    VOCABULARY_WORD(NRR_KEY_VALUE, "value"),
};

static const vocabulary_word vocabulary_row_flags[] = {
    VOCABULARY_WORD(NRR_ROW_PARTIAL, "partial"),
    VOCABULARY_WORD(NRR_ROW_INCOMPLETE, "incomplete"),
    VOCABULARY_WORD(NRR_ROW_EMPTY, "empty"),
};

static const vocabulary_word vocabulary_rules[] = {
    VOCABULARY_WORD(NRR_RULE_NEGATIVE_LEVEL, "negative_level"),
    VOCABULARY_WORD(NRR_RULE_KIND_MISMATCH, "kind_mismatch"),
    VOCABULARY_WORD(NRR_RULE_AMBIGUOUS_ORDER, "ambiguous_order"),
    VOCABULARY_WORD(NRR_RULE_DUPLICATE, "duplicate"),
    VOCABULARY_WORD(NRR_RULE_CONFLICT, "conflict"),
};

static const vocabulary_word vocabulary_classes[] = {
    VOCABULARY_WORD(NRR_CLASS_OPENING, "opening"),
    VOCABULARY_WORD(NRR_CLASS_NEW, "new"),
    VOCABULARY_WORD(NRR_CLASS_REACTIVATION, "reactivation"),
    VOCABULARY_WORD(NRR_CLASS_EXPANSION, "expansion"),
    VOCABULARY_WORD(NRR_CLASS_CONTRACTION, "contraction"),
    VOCABULARY_WORD(NRR_CLASS_CHURN, "churn"),
};

static const vocabulary_word vocabulary_causes[] = {
    VOCABULARY_WORD(NRR_CAUSE_RETURN, "return"),
    VOCABULARY_WORD(NRR_CAUSE_RETURN_AS_NEW, "return_as_new"),
    VOCABULARY_WORD(NRR_CAUSE_OUTSIDE_RETURN, "outside_return"),
    VOCABULARY_WORD(NRR_CAUSE_OUTSIDE_EXPANSION, "outside_expansion"),
    VOCABULARY_WORD(NRR_CAUSE_OUTSIDE_CONTRACTION, "outside_contraction"),
    VOCABULARY_WORD(NRR_CAUSE_OUTSIDE_CHURN, "outside_churn"),
    VOCABULARY_WORD(NRR_CAUSE_PRICE, "price"),
    VOCABULARY_WORD(NRR_CAUSE_ESCALATOR, "escalator"),
    VOCABULARY_WORD(NRR_CAUSE_INTERRUPTION, "interruption"),
    VOCABULARY_WORD(NRR_CAUSE_DIP, "dip"),
    VOCABULARY_WORD(NRR_CAUSE_LOSS_OF_GAINS, "loss_of_gains"),
    VOCABULARY_WORD(NRR_CAUSE_LOSS_BEYOND_BASE, "loss_beyond_base"),
    VOCABULARY_WORD(NRR_CAUSE_NETTING, "netting"),
    VOCABULARY_WORD(NRR_CAUSE_BETWEEN_LINES, "between_lines"),
};

static const vocabulary_word vocabulary_figures[] = {
    VOCABULARY_WORD(NRR_FIGURE_OPENING_SHARE, "opening_share"),
    VOCABULARY_WORD(NRR_FIGURE_LOSS_SHARE, "loss_share"),
    VOCABULARY_WORD(NRR_FIGURE_GAIN_SHARE, "gain_share"),
    VOCABULARY_WORD(NRR_FIGURE_NRR_WITHOUT, "nrr_without"),
    VOCABULARY_WORD(NRR_FIGURE_GRR_WITHOUT, "grr_without"),
    VOCABULARY_WORD(NRR_FIGURE_MEDIAN, "median"),
};

/* By code, from 1 on. */
static const vocabulary_list vocabulary_lists[] = {
    VOCABULARY_LIST(vocabulary_statuses),
    VOCABULARY_LIST(vocabulary_kinds),
    VOCABULARY_LIST(vocabulary_reasons),
    VOCABULARY_LIST(vocabulary_measures),
    VOCABULARY_LIST(vocabulary_rates),
    VOCABULARY_LIST(vocabulary_units),
    VOCABULARY_LIST(vocabulary_time_units),
    VOCABULARY_LIST(vocabulary_steps),
    VOCABULARY_LIST(vocabulary_roundings),
    VOCABULARY_LIST(vocabulary_averages),
    VOCABULARY_LIST(vocabulary_ratios),
    VOCABULARY_LIST(vocabulary_fields),
    VOCABULARY_LIST(vocabulary_keys),
    VOCABULARY_LIST(vocabulary_row_flags),
    VOCABULARY_LIST(vocabulary_rules),
    VOCABULARY_LIST(vocabulary_classes),
    VOCABULARY_LIST(vocabulary_causes),
    VOCABULARY_LIST(vocabulary_figures),
};

/* NULL if there is no such vocabulary. */
static const vocabulary_list *vocabulary_find(nrr_vocabulary vocabulary)
{
    if (vocabulary < NRR_VOCABULARY_STATUS || vocabulary > NRR_VOCABULARY_FIGURE)
        return NULL;
    return &vocabulary_lists[vocabulary - NRR_VOCABULARY_STATUS];
}

nrr_status nrr_vocabulary_count(nrr_vocabulary vocabulary, size_t *count)
{
    const vocabulary_list *list = vocabulary_find(vocabulary);

    if (count == NULL)
        return NRR_E_NULL;
    if (list == NULL)
        return NRR_E_CODE;
    *count = list->count;
    return NRR_OK;
}

nrr_status nrr_vocabulary_at(nrr_vocabulary vocabulary, size_t index, int32_t *code)
{
    const vocabulary_list *list = vocabulary_find(vocabulary);

    if (code == NULL)
        return NRR_E_NULL;
    if (list == NULL || index >= list->count)
        return NRR_E_CODE;
    *code = list->words[index].code;
    return NRR_OK;
}

nrr_status nrr_vocabulary_name(nrr_vocabulary vocabulary, int32_t code, const char **name)
{
    const vocabulary_list *list = vocabulary_find(vocabulary);
    size_t i;

    if (name == NULL)
        return NRR_E_NULL;
    if (list == NULL)
        return NRR_E_CODE;
    for (i = 0; i < list->count; i++) {
        if (list->words[i].code == code) {
            *name = list->words[i].name;
            return NRR_OK;
        }
    }
    return NRR_E_CODE;
}

nrr_status nrr_vocabulary_code(nrr_vocabulary vocabulary, const char *name, size_t length,
                               int32_t *code)
{
    const vocabulary_list *list = vocabulary_find(vocabulary);
    size_t i;

    if (name == NULL || code == NULL)
        return NRR_E_NULL;
    if (list == NULL)
        return NRR_E_CODE;
    for (i = 0; i < list->count; i++) {
        if (list->words[i].length == length && memcmp(list->words[i].name, name, length) == 0) {
            *code = list->words[i].code;
            return NRR_OK;
        }
    }
    return NRR_E_CODE;
}
