/* SPDX-License-Identifier: MIT */
/* Drill: the units that make up a figure. */
#include "nrr/drill.h"

#include "fact_check.h"
#include "part.h"
#include "rate.h"
#include "top.h"

#include <string.h>

/* Whether a reason goes with a measure. NRR_OK, NRR_E_REASON. */
static nrr_status drill_check_reason(nrr_measure measure, nrr_reason reason)
{
    if (measure < NRR_MEASURE_REASON_GAIN)
        return reason == 0 ? NRR_OK : NRR_E_REASON;
    return nrr__reason_is_named(reason) || nrr__reason_is_host(reason) ||
                   reason == NRR_REASON_HOST_SUM
               ? NRR_OK
               : NRR_E_REASON;
}

/* NRR_OK, or what is wrong with a cell, its row aside. */
static nrr_status drill_check(const nrr_cell *cell)
{
    if ((cell->flags & ~(uint32_t)(NRR_CELL_DENOMINATOR | NRR_CELL_ALL)) != 0)
        return NRR_E_FLAGS;
    if (cell->rate != 0) {
        if (cell->measure != 0)
            return NRR_E_MEASURE;
        if (!nrr__rate_is_known(cell->rate))
            return NRR_E_RATE;
        return cell->reason == 0 ? NRR_OK : NRR_E_REASON;
    }
    if (!nrr__measure_is_known(cell->measure))
        return NRR_E_MEASURE;
    if ((cell->flags & NRR_CELL_DENOMINATOR) != 0)
        return NRR_E_FLAGS;
    return drill_check_reason(cell->measure, cell->reason);
}

/* The numerator of grr_aggregate is the lesser of two measures, so it is made up by the units of the
 * one that it is. */
static nrr_status drill_aggregate(nrr__part_question *question)
{
    nrr__wide sums[2];
    nrr_status status;

    question->cells[0] = nrr__cell_of_measure(NRR_MEASURE_COHORT_CLOSING, 0);
    question->cells[1] = nrr__cell_of_measure(NRR_MEASURE_OPENING, 0);
    question->cell_count = 2;
    status = nrr__part_sums(question, sums);
    if (status == NRR_OK && nrr__wide_compare(sums[1], sums[0]) < 0)
        question->cells[0] = question->cells[1];
    question->cell_count = 1;
    return status;
}

static nrr_status drill_ask(nrr__part_question *question, const nrr_cell *cell)
{
    int side = (cell->flags & NRR_CELL_DENOMINATOR) != 0 ? NRR__RATE_DENOMINATOR
                                                         : NRR__RATE_NUMERATOR;

    if (cell->rate == NRR_RATE_GRR_AGGREGATE && side == NRR__RATE_NUMERATOR)
        return drill_aggregate(question);
    question->cells[0] = cell->rate != 0 ? nrr__cell_of_rate(cell->rate, side)
                                         : nrr__cell_of_measure(cell->measure, cell->reason);
    question->cell_count = 1;
    return NRR_OK;
}

/* Offers the unit at hand, if it has a part or all are wanted. */
static nrr_status drill_offer(nrr__top *top, const nrr__part_walk *walk, int wants_all)
{
    nrr__top_unit unit;

    if (nrr__wide_is_zero(walk->parts[0]) && !wants_all)
        return NRR_OK;
    unit.opening = walk->view.opening;
    unit.closing = walk->view.closing;
    unit.customer = walk->unit.customer;
    unit.line = walk->unit.line;
    if (!nrr__wide_to_int64(walk->parts[0], &unit.amount))
        return NRR_E_OVERFLOW;
    return nrr__top_offer(top, &unit);
}

static nrr_status drill_walk(nrr__top *top, const nrr__part_question *question, int wants_all)
{
    nrr__part_walk walk;
    nrr__wide sum = nrr__wide_of(0);
    nrr_status status = nrr__part_walk_begin(&walk, question);
    int is_there = status == NRR_OK;
    int64_t figure;

    while (is_there) {
        status = nrr__part_walk_next(&walk, &is_there);
        if (status == NRR_OK && is_there) {
            sum = nrr__wide_add(sum, walk.parts[0]);
            status = drill_offer(top, &walk, wants_all);
        }
        is_there = is_there && status == NRR_OK;
    }
    nrr__part_walk_end(&walk);
    if (status == NRR_OK && !nrr__wide_to_int64(sum, &figure))
        return NRR_E_OVERFLOW;
    return status;
}

nrr_status nrr_snapshot_units(const nrr_snapshot *snapshot, const nrr_query *query,
                              const nrr_cell *cell, const nrr_page *page, nrr_table **table)
{
    nrr__part_question question;
    nrr__top top;
    nrr_status status;

    if (snapshot == NULL || query == NULL || cell == NULL || page == NULL || table == NULL)
        return NRR_E_NULL;
    status = drill_check(cell);
    if (status != NRR_OK)
        return status;
    nrr__top_begin(&top, snapshot, page);
    status = nrr__row_begin(&question.row, snapshot, query, cell->row);
    if (status == NRR_OK)
        status = drill_ask(&question, cell);
    if (status == NRR_OK)
        status = drill_walk(&top, &question, (cell->flags & NRR_CELL_ALL) != 0);
    if (status == NRR_OK)
        status = nrr__top_table(&top, table);
    nrr__top_end(&top);
    nrr__row_end(&question.row);
    return status;
}
