/* SPDX-License-Identifier: MIT */
/* Reconcile: the difference of two numerators as a sum over causes.
 *
 * In each family every definition is the one in the middle of it (nrr_cohort_no_return, grr) with some
 * causes added and others taken away, each once. So the difference of two definitions has the causes in
 * which they differ, with their signs; and since each cause is a cell, a sum over units, so is the
 * difference. That each definition is what the table says follows from section 4 of METRICS.md:
 *
 *   nrr                         = no_return + returns, however they are classed
 *   nrr_movements               = no_return + expansion - contraction - churn outside of the cohort
 *   nrr_movements_reactivation  = that + all that is classed as reactivation
 *   nrr_ex_price                = nrr - price and escalator, gains less losses
 *   grr_path                    = grr - (min(O, Z) - lowest), of those gone in between and of the rest
 *   grr_capped                  = grr_path - (lowest - capped)
 *   grr_losses                  = grr_capped - (capped - (O - losses))
 *   grr_aggregate               = min(sum of O, sum of Z), from sum of min(O, Z)
 *   grr_lines                   = grr - (min(O, Z) - the same by line) */
#include "nrr/reconcile.h"

#include "part.h"
#include "top.h"

#include <string.h>

/* What a cause adds to a definition. */
typedef struct reconcile_entry {
    uint8_t rate;
    int8_t sign;
    uint8_t cause;
} reconcile_entry;

#define ADDS(rate, sign, cause) {NRR_RATE_##rate, sign, NRR_CAUSE_##cause}

static const reconcile_entry reconcile_entries[] = {
    ADDS(NRR, 1, RETURN),
    ADDS(NRR, 1, RETURN_AS_NEW),
    ADDS(NRR_MOVEMENTS, 1, OUTSIDE_EXPANSION),
    ADDS(NRR_MOVEMENTS, 1, OUTSIDE_CONTRACTION),
    ADDS(NRR_MOVEMENTS, 1, OUTSIDE_CHURN),
    ADDS(NRR_MOVEMENTS_REACTIVATION, 1, OUTSIDE_EXPANSION),
    ADDS(NRR_MOVEMENTS_REACTIVATION, 1, OUTSIDE_CONTRACTION),
    ADDS(NRR_MOVEMENTS_REACTIVATION, 1, OUTSIDE_CHURN),
    ADDS(NRR_MOVEMENTS_REACTIVATION, 1, RETURN),
    ADDS(NRR_MOVEMENTS_REACTIVATION, 1, OUTSIDE_RETURN),
    ADDS(NRR_EX_PRICE, 1, RETURN),
    ADDS(NRR_EX_PRICE, 1, RETURN_AS_NEW),
    ADDS(NRR_EX_PRICE, -1, PRICE),
    ADDS(NRR_EX_PRICE, -1, ESCALATOR),
    ADDS(GRR_PATH, -1, INTERRUPTION),
    ADDS(GRR_PATH, -1, DIP),
    ADDS(GRR_CAPPED, -1, INTERRUPTION),
    ADDS(GRR_CAPPED, -1, DIP),
    ADDS(GRR_CAPPED, -1, LOSS_OF_GAINS),
    ADDS(GRR_LOSSES, -1, INTERRUPTION),
    ADDS(GRR_LOSSES, -1, DIP),
    ADDS(GRR_LOSSES, -1, LOSS_OF_GAINS),
    ADDS(GRR_LOSSES, -1, LOSS_BEYOND_BASE),
    ADDS(GRR_AGGREGATE, 1, NETTING),
    ADDS(GRR_LINES, -1, BETWEEN_LINES),
};

#undef ADDS

/* The causes of a difference, each with the cell that it is. */
typedef struct reconcile_work {
    nrr__part_question question;
    nrr_cause causes[NRR__PARTS]; /* by cell, ascending */
} reconcile_work;

/* How often a definition has a cause: -1, 0 or 1. */
static int32_t reconcile_sign(nrr_rate rate, nrr_cause cause)
{
    size_t i;

    for (i = 0; i < sizeof reconcile_entries / sizeof *reconcile_entries; i++)
        if (reconcile_entries[i].rate == rate && reconcile_entries[i].cause == cause)
            return reconcile_entries[i].sign;
    return 0;
}

/* A cell of two measures, the second one taken away. */
static nrr__cell reconcile_difference(nrr__cell_only only, int32_t sign, nrr_measure measure,
                                      nrr_measure less)
{
    nrr__cell cell = nrr__cell_begin(only);

    nrr__cell_add(&cell, sign, measure, 0);
    nrr__cell_add(&cell, -sign, less, 0);
    return cell;
}

/* Gains less losses with a reason. */
static nrr__cell reconcile_reason(int32_t sign, nrr_reason reason)
{
    nrr__cell cell = nrr__cell_begin(NRR__ONLY_ANY);

    nrr__cell_add(&cell, sign, NRR_MEASURE_REASON_GAIN, reason);
    nrr__cell_add(&cell, -sign, NRR_MEASURE_REASON_LOSS, reason);
    return cell;
}

static nrr__cell reconcile_one(nrr__cell_only only, int32_t sign, nrr_measure measure)
{
    nrr__cell cell = nrr__cell_begin(only);

    nrr__cell_add(&cell, sign, measure, 0);
    return cell;
}

/* Capped less (opening less losses). */
static nrr__cell reconcile_beyond_base(int32_t sign)
{
    nrr__cell cell = nrr__cell_begin(NRR__ONLY_ANY);

    nrr__cell_add(&cell, sign, NRR_MEASURE_RETAINED_CAPPED, 0);
    nrr__cell_add(&cell, -sign, NRR_MEASURE_OPENING, 0);
    nrr__cell_add(&cell, sign, NRR_MEASURE_COHORT_CONTRACTION, 0);
    nrr__cell_add(&cell, sign, NRR_MEASURE_COHORT_CHURN, 0);
    return cell;
}

static nrr__cell reconcile_nrr_cell(nrr_cause cause, int32_t sign)
{
    switch (cause) {
    case NRR_CAUSE_RETURN:
        return reconcile_one(NRR__ONLY_COHORT, sign, NRR_MEASURE_REACTIVATION);
    case NRR_CAUSE_RETURN_AS_NEW:
        return reconcile_difference(NRR__ONLY_COHORT, sign, NRR_MEASURE_COHORT_REACTIVATION,
                                    NRR_MEASURE_REACTIVATION);
    case NRR_CAUSE_OUTSIDE_RETURN:
        return reconcile_one(NRR__ONLY_OUTSIDE, sign, NRR_MEASURE_REACTIVATION);
    case NRR_CAUSE_OUTSIDE_EXPANSION:
        return reconcile_one(NRR__ONLY_OUTSIDE, sign, NRR_MEASURE_EXPANSION);
    case NRR_CAUSE_OUTSIDE_CONTRACTION:
        return reconcile_one(NRR__ONLY_OUTSIDE, -sign, NRR_MEASURE_CONTRACTION);
    case NRR_CAUSE_OUTSIDE_CHURN:
        return reconcile_one(NRR__ONLY_OUTSIDE, -sign, NRR_MEASURE_CHURN);
    case NRR_CAUSE_PRICE:
        return reconcile_reason(sign, NRR_REASON_PRICE);
    default: /* NRR_CAUSE_ESCALATOR */
        return reconcile_reason(sign, NRR_REASON_ESCALATOR);
    }
}

/* `netted` is the measure that grr_aggregate came to. */
static nrr__cell reconcile_cell(nrr_cause cause, int32_t sign, nrr_measure netted)
{
    switch (cause) {
    case NRR_CAUSE_INTERRUPTION:
        return reconcile_difference(NRR__ONLY_RETURNED, sign, NRR_MEASURE_RETAINED,
                                    NRR_MEASURE_RETAINED_PATH);
    case NRR_CAUSE_DIP:
        return reconcile_difference(NRR__ONLY_STAYED, sign, NRR_MEASURE_RETAINED,
                                    NRR_MEASURE_RETAINED_PATH);
    case NRR_CAUSE_LOSS_OF_GAINS:
        return reconcile_difference(NRR__ONLY_ANY, sign, NRR_MEASURE_RETAINED_PATH,
                                    NRR_MEASURE_RETAINED_CAPPED);
    case NRR_CAUSE_LOSS_BEYOND_BASE:
        return reconcile_beyond_base(sign);
    case NRR_CAUSE_NETTING:
        return reconcile_difference(NRR__ONLY_ANY, sign, netted, NRR_MEASURE_RETAINED);
    case NRR_CAUSE_BETWEEN_LINES:
        return reconcile_difference(NRR__ONLY_ANY, sign, NRR_MEASURE_RETAINED,
                                    NRR_MEASURE_RETAINED_LINES);
    default:
        return reconcile_nrr_cell(cause, sign);
    }
}

/* Whether two rates are of one family. */
static int reconcile_goes_together(nrr_rate a, nrr_rate b)
{
    int both_nrr = a >= NRR_RATE_NRR && a <= NRR_RATE_NRR_EX_PRICE && b >= NRR_RATE_NRR &&
                   b <= NRR_RATE_NRR_EX_PRICE;
    int both_grr = a >= NRR_RATE_GRR && a <= NRR_RATE_GRR_LINES && b >= NRR_RATE_GRR &&
                   b <= NRR_RATE_GRR_LINES;

    return both_nrr || both_grr;
}

static nrr_status reconcile_check(const nrr_reconciliation *asked)
{
    if (asked->reserved != 0)
        return NRR_E_RESERVED;
    return reconcile_goes_together(asked->rate, asked->minus) ? NRR_OK : NRR_E_RATE;
}

/* Finds which of the two measures grr_aggregate came to. */
static nrr_status reconcile_netted(nrr__part_question *question, nrr_measure *netted)
{
    nrr__wide sums[2];
    nrr_status status;

    question->cells[0] = nrr__cell_of_measure(NRR_MEASURE_COHORT_CLOSING, 0);
    question->cells[1] = nrr__cell_of_measure(NRR_MEASURE_OPENING, 0);
    question->cell_count = 2;
    status = nrr__part_sums(question, sums);
    *netted = nrr__wide_compare(sums[1], sums[0]) < 0 ? NRR_MEASURE_OPENING
                                                      : NRR_MEASURE_COHORT_CLOSING;
    return status;
}

/* Finds the causes of the difference, or the one that is wanted. */
static nrr_status reconcile_begin(reconcile_work *work, const nrr_reconciliation *asked,
                                  nrr_cause wanted)
{
    nrr__part_question *question = &work->question;
    nrr_measure netted = NRR_MEASURE_COHORT_CLOSING;
    nrr_status status = NRR_OK;
    nrr_cause cause;

    if ((asked->rate == NRR_RATE_GRR_AGGREGATE) != (asked->minus == NRR_RATE_GRR_AGGREGATE))
        status = reconcile_netted(question, &netted);
    question->cell_count = 0;
    for (cause = NRR_CAUSE_RETURN; cause <= NRR_CAUSE_BETWEEN_LINES; cause++) {
        int32_t sign = reconcile_sign(asked->rate, cause) - reconcile_sign(asked->minus, cause);
        if (sign == 0 || (wanted != 0 && wanted != cause))
            continue;
        work->causes[question->cell_count] = cause;
        question->cells[question->cell_count++] = reconcile_cell(cause, sign, netted);
    }
    return status;
}

/* What the units behind each cause come to. */
typedef struct reconcile_sums {
    nrr__wide amounts[NRR__PARTS];
    int64_t units[NRR__PARTS];
} reconcile_sums;

static nrr_status reconcile_add_up(const nrr__part_question *question, reconcile_sums *sums)
{
    nrr__part_walk walk;
    nrr_status status = nrr__part_walk_begin(&walk, question);
    int is_there = status == NRR_OK;
    size_t i;

    memset(sums, 0, sizeof *sums);
    while (is_there) {
        status = nrr__part_walk_next(&walk, &is_there);
        if (status != NRR_OK)
            break;
        for (i = 0; is_there && i < question->cell_count; i++) {
            sums->amounts[i] = nrr__wide_add(sums->amounts[i], walk.parts[i]);
            sums->units[i] += !nrr__wide_is_zero(walk.parts[i]);
        }
    }
    nrr__part_walk_end(&walk);
    return status;
}

static nrr_status reconcile_table(const reconcile_work *work, const reconcile_sums *sums,
                                  nrr_table **table)
{
    static const nrr_field fields[] = {NRR_FIELD_CAUSE, NRR_FIELD_AMOUNT, NRR_FIELD_UNITS};
    nrr_table *made = nrr__table_new(&work->question.row.snapshot->memory, fields,
                                     sizeof fields / sizeof *fields, work->question.cell_count);
    size_t row;

    if (made == NULL)
        return NRR_E_MEMORY;
    made->total = work->question.cell_count;
    for (row = 0; row < made->row_count; row++) {
        nrr__table_values(made, 0)[row] = work->causes[row];
        nrr__table_values(made, 2)[row] = sums->units[row];
        if (!nrr__wide_to_int64(sums->amounts[row], &nrr__table_values(made, 1)[row])) {
            nrr_table_free(made);
            return NRR_E_OVERFLOW;
        }
    }
    *table = made;
    return NRR_OK;
}

nrr_status nrr_snapshot_reconcile(const nrr_snapshot *snapshot, const nrr_query *query,
                                  const nrr_reconciliation *asked, nrr_table **table)
{
    reconcile_work work;
    reconcile_sums sums;
    nrr_status status;

    if (snapshot == NULL || query == NULL || asked == NULL || table == NULL)
        return NRR_E_NULL;
    status = reconcile_check(asked);
    if (status != NRR_OK)
        return status;
    status = nrr__row_begin(&work.question.row, snapshot, query, asked->row);
    if (status == NRR_OK)
        status = reconcile_begin(&work, asked, 0);
    if (status == NRR_OK)
        status = reconcile_add_up(&work.question, &sums);
    if (status == NRR_OK)
        status = reconcile_table(&work, &sums, table);
    nrr__row_end(&work.question.row);
    return status;
}

/* Offers the unit at hand with its parts of all causes together. */
static nrr_status reconcile_offer(nrr__top *top, const nrr__part_walk *walk)
{
    nrr__top_unit unit = {0, walk->view.opening, walk->view.closing, walk->unit.customer,
                          walk->unit.line};
    nrr__wide sum = nrr__wide_of(0);
    size_t i;

    for (i = 0; i < walk->question->cell_count; i++)
        sum = nrr__wide_add(sum, walk->parts[i]);
    if (nrr__wide_is_zero(sum))
        return NRR_OK;
    return nrr__wide_to_int64(sum, &unit.amount) ? nrr__top_offer(top, &unit) : NRR_E_OVERFLOW;
}

static nrr_status reconcile_walk(nrr__top *top, const nrr__part_question *question)
{
    nrr__part_walk walk;
    nrr_status status = nrr__part_walk_begin(&walk, question);
    int is_there = status == NRR_OK;

    while (is_there) {
        status = nrr__part_walk_next(&walk, &is_there);
        if (status == NRR_OK && is_there)
            status = reconcile_offer(top, &walk);
        is_there = is_there && status == NRR_OK;
    }
    nrr__part_walk_end(&walk);
    return status;
}

nrr_status nrr_snapshot_reconcile_units(const nrr_snapshot *snapshot, const nrr_query *query,
                                        const nrr_reconciliation *asked, const nrr_page *page,
                                        nrr_table **table)
{
    reconcile_work work;
    nrr__top top;
    nrr_status status;

    if (snapshot == NULL || query == NULL || asked == NULL || page == NULL || table == NULL)
        return NRR_E_NULL;
    status = reconcile_check(asked);
    if (status != NRR_OK)
        return status;
    if (asked->cause != 0 &&
        reconcile_sign(asked->rate, asked->cause) == reconcile_sign(asked->minus, asked->cause))
        return NRR_E_CAUSE;
    nrr__top_begin(&top, snapshot, page);
    status = nrr__row_begin(&work.question.row, snapshot, query, asked->row);
    if (status == NRR_OK)
        status = reconcile_begin(&work, asked, asked->cause);
    if (status == NRR_OK)
        status = reconcile_walk(&top, &work.question);
    if (status == NRR_OK)
        status = nrr__top_table(&top, table);
    nrr__top_end(&top);
    nrr__row_end(&work.question.row);
    return status;
}
