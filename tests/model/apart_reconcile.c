/* SPDX-License-Identifier: MIT */
/*
 * Causes between two definitions, each counted unit by unit from what its name says; and their sum
 * beside the difference of the two numerators, which knows nothing of causes.
 */
#include "model/apart.h"

enum { CAUSES = NRR_CAUSE_BETWEEN_LINES + 1 };

static model_wide least(model_wide a, model_wide b)
{
    return a < b ? a : b;
}

/* A unit in the period of the question. */
typedef struct cause_view {
    const model_part *part;
    model_wide opening;
    model_wide closing;
    model_wide lowest;
    model_wide losses; /* of its own movements */
    size_t count;
    model_movement movements[MODEL_FACTS_MAX];
} cause_view;

static void look_at(const apart_case *given, size_t period, const model_part *part,
                    cause_view *view)
{
    model_movement all[MODEL_FACTS_MAX];
    size_t count = model_movements(given->history, part->unit, given->asked.expiry, all);

    view->part = part;
    view->opening = model_level_before(given->history, part->unit, given->asked.starts[period]);
    view->closing = model_level_before(given->history, part->unit, given->asked.ends[period]);
    view->lowest = view->opening;
    view->losses = 0;
    view->count = 0;
    for (size_t i = 0; i < count; i++) {
        if (given->asked.starts[period] <= all[i].time && all[i].time < given->asked.ends[period]) {
            view->movements[view->count++] = all[i];
            view->lowest = least(view->lowest, all[i].after);
            view->losses += all[i].after < all[i].before ? all[i].amount : 0;
        }
    }
}

/* The amounts of its movements of a class. */
static model_wide sum_of(const cause_view *view, model_class class_)
{
    model_wide sum = 0;

    for (size_t i = 0; i < view->count; i++) {
        sum += view->movements[i].class_ == class_ ? view->movements[i].amount : 0;
    }
    return sum;
}

/* What movements with a reason brought, and took. */
static model_wide sum_of_reason(const cause_view *view, nrr_reason reason)
{
    model_wide sum = 0;

    for (size_t i = 0; i < view->count; i++) {
        const model_movement *movement = &view->movements[i];
        if (movement->reason == reason) {
            sum += movement->after - movement->before;
        }
    }
    return sum;
}

/* What a cause is worth in a unit. Aggregate says what grr_aggregate came to: all that the cohort had
 * at the end, or the whole opening. */
static model_wide worth(const cause_view *view, nrr_cause cause, int is_whole_opening)
{
    int is_cohort = view->opening > 0;
    model_wide kept = least(view->opening, view->closing);

    switch (cause) {
    case NRR_CAUSE_RETURN:
        return is_cohort ? sum_of(view, MODEL_REACTIVATION) : 0;
    case NRR_CAUSE_RETURN_AS_NEW:
        return is_cohort ? sum_of(view, MODEL_NEW) + sum_of(view, MODEL_OPENING) : 0;
    case NRR_CAUSE_OUTSIDE_RETURN:
        return is_cohort ? 0 : sum_of(view, MODEL_REACTIVATION);
    case NRR_CAUSE_OUTSIDE_EXPANSION:
        return is_cohort ? 0 : sum_of(view, MODEL_EXPANSION);
    case NRR_CAUSE_OUTSIDE_CONTRACTION:
        return is_cohort ? 0 : -sum_of(view, MODEL_CONTRACTION);
    case NRR_CAUSE_OUTSIDE_CHURN:
        return is_cohort ? 0 : -sum_of(view, MODEL_CHURN);
    case NRR_CAUSE_PRICE:
        return is_cohort ? sum_of_reason(view, NRR_REASON_PRICE) : 0;
    case NRR_CAUSE_ESCALATOR:
        return is_cohort ? sum_of_reason(view, NRR_REASON_ESCALATOR) : 0;
    case NRR_CAUSE_INTERRUPTION:
        return view->lowest == 0 ? kept : 0;
    case NRR_CAUSE_DIP:
        return view->lowest == 0 ? 0 : kept - view->lowest;
    case NRR_CAUSE_LOSS_OF_GAINS:
        return view->lowest - (view->losses < view->opening ? view->opening - view->losses : 0);
    case NRR_CAUSE_LOSS_BEYOND_BASE:
        return is_cohort && view->losses > view->opening ? view->losses - view->opening : 0;
    case NRR_CAUSE_NETTING:
        return (is_whole_opening ? view->opening : is_cohort ? view->closing : 0) - kept;
    default: /* NRR_CAUSE_BETWEEN_LINES */
        return kept - view->part->row.measure[NRR_MEASURE_RETAINED_LINES];
    }
}

/* The causes that a definition has and the middle one of its family has not. */
static uint32_t causes_of(nrr_rate rate)
{
#define CAUSE(name) (UINT32_C(1) << NRR_CAUSE_##name)
    const uint32_t outside =
        CAUSE(OUTSIDE_EXPANSION) | CAUSE(OUTSIDE_CONTRACTION) | CAUSE(OUTSIDE_CHURN);
    const uint32_t path = CAUSE(INTERRUPTION) | CAUSE(DIP);

    switch (rate) {
    case NRR_RATE_NRR:
        return CAUSE(RETURN) | CAUSE(RETURN_AS_NEW);
    case NRR_RATE_NRR_MOVEMENTS:
        return outside;
    case NRR_RATE_NRR_MOVEMENTS_REACTIVATION:
        return outside | CAUSE(RETURN) | CAUSE(OUTSIDE_RETURN);
    case NRR_RATE_NRR_EX_PRICE:
        return CAUSE(RETURN) | CAUSE(RETURN_AS_NEW) | CAUSE(PRICE) | CAUSE(ESCALATOR);
    case NRR_RATE_GRR_PATH:
        return path;
    case NRR_RATE_GRR_CAPPED:
        return path | CAUSE(LOSS_OF_GAINS);
    case NRR_RATE_GRR_LOSSES:
        return path | CAUSE(LOSS_OF_GAINS) | CAUSE(LOSS_BEYOND_BASE);
    case NRR_RATE_GRR_AGGREGATE:
        return CAUSE(NETTING);
    case NRR_RATE_GRR_LINES:
        return CAUSE(BETWEEN_LINES);
    default:
        return 0;
    }
}

/* Whether the cause makes a definition larger: all others are taken away. */
static int sign_of(nrr_cause cause)
{
    return cause < NRR_CAUSE_PRICE || cause == NRR_CAUSE_NETTING ? 1 : -1;
}

static model_wide numerator_of(const model_row *row, nrr_rate rate)
{
    model_rate result;

    model_rate_of(row, rate, &result);
    return result.numerator;
}

/* What the model says of a question. */
typedef struct cause_answer {
    nrr_status status;
    int is_there[CAUSES];
    model_wide amounts[CAUSES];
    size_t units[CAUSES];
    model_wide difference;
} cause_answer;

static model_wide part_of(const cause_view *view, const nrr_reconciliation *asked, nrr_cause cause,
                          const model_row *total)
{
    int in_rate = (int)(causes_of(asked->rate) >> cause & 1);
    int in_minus = (int)(causes_of(asked->minus) >> cause & 1);
    int is_whole = total->measure[NRR_MEASURE_COHORT_CLOSING] > total->measure[NRR_MEASURE_OPENING];

    return (in_rate - in_minus) * sign_of(cause) * worth(view, cause, is_whole);
}

/* A question about a row, whose number is in both. */
typedef struct cause_question {
    apart_row row;
    nrr_reconciliation asked;
} cause_question;

static void answer_question(const apart_case *given, const cause_question *question,
                            cause_answer *answer, apart_amounts *behind)
{
    static model_part parts[MODEL_FACTS_MAX];
    static cause_view view;
    const nrr_reconciliation *asked = &question->asked;
    size_t count = apart_parts(given, question->row, parts);
    model_row total;

    apart_compute_row(given, question->row, &total);
    *answer = (cause_answer){NRR_OK, {0}, {0}, {0}, 0};
    behind->count = 0;
    if (model_levels_overflow(given->history, given->asked.unit)) {
        answer->status = NRR_E_OVERFLOW;
    }
    behind->status = answer->status;
    for (size_t u = 0; u < count; u++) {
        model_wide sum = 0;
        look_at(given, question->row.period, &parts[u], &view);
        for (nrr_cause cause = 1; cause < CAUSES; cause++) {
            model_wide part = part_of(&view, asked, cause, &total);
            answer->amounts[cause] += part;
            answer->units[cause] += part != 0;
            sum += asked->cause == 0 || asked->cause == cause ? part : 0;
        }
        if (sum != 0) {
            apart_add(behind, &parts[u], sum);
        }
    }
    for (nrr_cause cause = 1; cause < CAUSES; cause++) {
        answer->is_there[cause] =
            ((causes_of(asked->rate) ^ causes_of(asked->minus)) >> cause & 1) != 0;
        if (answer->amounts[cause] > INT64_MAX || answer->amounts[cause] < INT64_MIN) {
            answer->status = NRR_E_OVERFLOW;
        }
    }
    answer->difference = numerator_of(&total, asked->rate) - numerator_of(&total, asked->minus);
}

static void compare_causes(const apart_case *given, const nrr_table *table,
                           const cause_answer *answer)
{
    static const nrr_field fields[] = {NRR_FIELD_CAUSE, NRR_FIELD_AMOUNT, NRR_FIELD_UNITS};
    const int64_t *values[3] = {NULL};
    model_wide sum = 0;
    size_t rows = 0;
    size_t row = 0;

    expect(given->difference, "status of the count", nrr_table_count(table, &rows), NRR_OK);
    for (size_t c = 0; c < 3; c++) {
        expect(given->difference, "status of a column",
               nrr_table_column(table, fields[c], &values[c]), NRR_OK);
    }
    for (nrr_cause cause = 1; cause < CAUSES && !given->difference->found; cause++) {
        compare_place where = {"cause", row, NRR_VOCABULARY_CAUSE, cause};
        if (!answer->is_there[cause]) {
            continue;
        }
        expect_at(given->difference, where, row < rows, 1);
        if (row < rows) {
            expect_at(given->difference, where, values[0][row], cause);
            expect_at(given->difference, where, values[1][row], answer->amounts[cause]);
            expect_at(given->difference, where, values[2][row], (model_wide)answer->units[cause]);
            sum += values[1][row];
        }
        row++;
    }
    expect(given->difference, "causes", (model_wide)rows, (model_wide)row);
    expect(given->difference, "sum of the causes", sum, answer->difference);
}

static cause_question choose_question(const apart_case *given)
{
    int of_nrr = random_chance(given->source, 50);
    nrr_rate low = of_nrr ? NRR_RATE_NRR : NRR_RATE_GRR;
    nrr_rate high = of_nrr ? NRR_RATE_NRR_EX_PRICE : NRR_RATE_GRR_LINES;
    cause_question made = {apart_choose_row(given), {0}};

    made.asked.row = made.row.number;
    made.asked.rate = (nrr_rate)random_between(given->source, low, high);
    made.asked.minus = (nrr_rate)random_between(given->source, low, high);
    if (random_chance(given->source, 60)) {
        made.asked.cause = (nrr_cause)random_between(given->source, 1, CAUSES - 1);
    }
    return made;
}

static void check_question(const apart_case *given)
{
    static cause_answer answer;
    static apart_amounts behind;
    cause_question question = choose_question(given);
    const nrr_reconciliation *asked = &question.asked;
    nrr_page page = apart_choose_page(given);
    nrr_table *causes = NULL;
    nrr_table *units = NULL;
    nrr_status status;

    answer_question(given, &question, &answer, &behind);
    status = nrr_snapshot_reconcile(given->snapshot, given->query, asked, &causes);
    expect(given->difference, "status of causes", status, answer.status);
    if (status == NRR_OK && answer.status == NRR_OK) {
        compare_causes(given, causes, &answer);
    }
    status = nrr_snapshot_reconcile_units(given->snapshot, given->query, asked, &page, &units);
    if (asked->cause != 0 && !answer.is_there[asked->cause]) {
        expect(given->difference, "status of no cause", status, NRR_E_CAUSE);
    } else {
        apart_compare_amounts(given, status, units, page, &behind);
    }
    nrr_table_free(causes);
    nrr_table_free(units);
}

void apart_check_questions(const apart_case *given)
{
    for (size_t i = 0; i < 6 && !given->difference->found; i++) {
        check_question(given);
    }
}
