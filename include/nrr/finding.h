/* SPDX-License-Identifier: MIT */
/** @file nrr/finding.h
 * Findings: what is contradictory in the facts (METRICS.md section 2), what came twice, what changed
 * the past, and who has not been heard of for long. They belong to a snapshot, since a fact that
 * comes late can end a contradiction. All functions may be called from any thread. */
#ifndef NRR_FINDING_H
#define NRR_FINDING_H

#include "nrr/export.h"
#include "nrr/snapshot.h"
#include "nrr/status.h"
#include "nrr/table.h"

#ifdef __cplusplus
extern "C" {
#endif

/** The rule that a finding is about. */
typedef int32_t nrr_rule;

enum {
    /** The fact would take its line below zero, where it stopped. By how much: what was missing. */
    NRR_RULE_NEGATIVE_LEVEL = 1,
    /** The fact's kind does not fit the state that it met ("a correct use" in METRICS.md section 1).
     * By how much: the level that it met. */
    NRR_RULE_KIND_MISMATCH = 2,
    /** Of facts that set a level at one time and sequence, this one sets another level than the one
     * before it. By how much: the difference. Or, in the same way, an assignment (nrr/group.h) of
     * another value than the one before it; by how much: 0. */
    NRR_RULE_AMBIGUOUS_ORDER = 3,
    /** The fact came again under its id. By how much: how often again. No contradiction: it does not
     * keep a strict ledger from reporting. */
    NRR_RULE_DUPLICATE = 4,
    /** A fact with this id and other content was refused. By how much: how often. The fact that
     * stands is listed, or the id alone if both came in one batch and neither stands; like
     * duplicates, it does not keep a strict ledger from reporting. */
    NRR_RULE_CONFLICT = 5
};

/** Count the findings of a snapshot.
 * @param snapshot not NULL.
 * @param rule one of NRR_RULE_*; 0 for the contradictions alone (the first three). A report counts,
 * and a strict ledger does not report over, those between facts, and those between assignments in the
 * dimensions that it is by.
 * @param count receives the number; not NULL.
 * @return NRR_OK, NRR_E_NULL, NRR_E_RULE, NRR_E_MEMORY.
 * @since 0.1.0 */
NRR_API nrr_status nrr_snapshot_finding_count(const nrr_snapshot *snapshot, nrr_rule rule, uint64_t *count);

/** List the findings of a snapshot, one row each, all rules: by time, then customer, then line (by
 * key), then in the order of replay, then by rule. Assignments stand behind the facts of their time,
 * customer and line.
 *
 * Columns: NRR_FIELD_RULE, NRR_FIELD_EXCESS (by how much, as the rule says), and those of the fact:
 * NRR_FIELD_TIME, _AMOUNT, _KNOWN (INT64_MIN if not given), _SEQUENCE (as its bits), _CUSTOMER,
 * _LINE, _ID, _KIND, _REASON, _FLAGS (NRR_FACT_ALL or none), NRR_FIELD_DIMENSION, _VALUE (0 in a
 * fact). An assignment is told by its dimension: it has no _AMOUNT, _ID, _KIND and _REASON, and its
 * _FLAGS are NRR_ASSIGNMENT_LINE or none.
 * @param snapshot not NULL.
 * @param page not NULL.
 * @param table receives the table, owned by the caller, free with nrr_table_free(); not NULL.
 * @return NRR_OK, NRR_E_NULL, NRR_E_OVERFLOW (an excess does not fit int64_t), NRR_E_MEMORY.
 * @since 0.1.0 */
NRR_API nrr_status nrr_snapshot_findings(const nrr_snapshot *snapshot, const nrr_page *page, nrr_table **table);

/** What to explain: what became known in (known_from, known_to], and bears on [start, end). */
typedef struct nrr_restatement {
    int64_t known_from;
    int64_t known_to; /**< above known_from */
    int64_t start;    /**< of the period whose figures differ. Facts before it bear on them too: what
                           happened earlier is in the opening */
    int64_t end;      /**< above start; facts from here on do not bear on the period */
} nrr_restatement;

/** List the facts behind the difference between two reports of a period, as known at two instants
 * (METRICS.md section 7): facts with a time before the period's end that came to be known in
 * between, and those that were taken back in between. One that was both is in neither report and not
 * listed. By time, then customer, then line (by key), then in the order of replay.
 *
 * Columns: NRR_FIELD_CHANGE (1 = came to be known, -1 = was taken back), and those of the fact as
 * for nrr_snapshot_findings(), NRR_FIELD_KNOWN being that of the fact or of its void.
 * @param snapshot not NULL.
 * @param restatement not NULL.
 * @param page not NULL.
 * @param table receives the table, owned by the caller, free with nrr_table_free(); not NULL.
 * @return NRR_OK, NRR_E_NULL, NRR_E_KNOWN (known_to is not above known_from), NRR_E_PERIOD,
 * NRR_E_MEMORY.
 * @since 0.1.0 */
NRR_API nrr_status nrr_snapshot_restatement(const nrr_snapshot *snapshot, const nrr_restatement *restatement, const nrr_page *page, nrr_table **table);

/** Which customers are outdated. */
typedef struct nrr_staleness {
    int64_t at;    /**< the instant to look from: facts with a time before it count */
    int64_t longer_than; /**< ticks, at least 0 */
} nrr_staleness;

/** List the customers with a positive level just before an instant of whom no fact has a time within
 * the last so many ticks before it (at - time > longer_than for all their facts): the outdated
 * records that skew retention. By level, the largest first, then by key.
 *
 * Columns: NRR_FIELD_CUSTOMER, NRR_FIELD_LEVEL, NRR_FIELD_TIME (of the last fact).
 * @param snapshot not NULL.
 * @param staleness not NULL.
 * @param page not NULL.
 * @param table receives the table, owned by the caller, free with nrr_table_free(); not NULL.
 * @return NRR_OK, NRR_E_NULL, NRR_E_OPTION_VALUE (longer_than is negative), NRR_E_OVERFLOW (a
 * customer's level at any instant does not fit int64_t), NRR_E_MEMORY.
 * @since 0.1.0 */
NRR_API nrr_status nrr_snapshot_stale(const nrr_snapshot *snapshot, const nrr_staleness *staleness, const nrr_page *page, nrr_table **table);

#ifdef __cplusplus
}
#endif

#endif
