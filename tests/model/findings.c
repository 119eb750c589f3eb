/* SPDX-License-Identifier: MIT */
/*
 * METRICS.md section 2, findings: what contradicts what, among the facts that are seen, and among
 * assignments; what came twice or was refused, among all that came.
 */
#include "model/model.h"

#include <string.h>

typedef struct model_finding_list {
    size_t count;
    model_finding *findings;
} model_finding_list;

/* Where an assignment would stand if it were a fact. */
static model_fact place_of(const model_finding *finding)
{
    model_fact fact = finding->fact;

    if (finding->is_assignment) {
        memset(&fact, 0, sizeof fact);
        fact.time = finding->assignment.time;
        fact.customer = finding->assignment.customer;
        fact.line = finding->assignment.is_line ? finding->assignment.line : 0;
    }
    return fact;
}

static int is_id_alone(const model_finding *finding)
{
    return !finding->is_assignment && finding->fact.kind == 0;
}

/* One of the two is about an assignment: it stands behind the facts of its time, customer and line. */
static int mixed_order(const model_finding *a, const model_finding *b)
{
    model_fact left = place_of(a);
    model_fact right = place_of(b);

    if (is_id_alone(a) || is_id_alone(b)) {
        return is_id_alone(a) ? -1 : 1;
    }
    if (left.time != right.time) {
        return left.time < right.time ? -1 : 1;
    }
    if (left.customer != right.customer) {
        return left.customer < right.customer ? -1 : 1;
    }
    if (left.line != right.line) {
        return left.line < right.line ? -1 : 1;
    }
    return a->is_assignment - b->is_assignment;
}

static int finding_order(const model_finding *a, const model_finding *b)
{
    int order;

    if (a->is_assignment && b->is_assignment) {
        return model_assignment_order(&a->assignment, &b->assignment);
    }
    if (a->is_assignment || b->is_assignment) {
        return mixed_order(a, b);
    }
    order = model_list_order(&a->fact, &b->fact);
    if (order == 0 && a->fact.id == 0 && a->place != b->place) {
        order = a->place < b->place ? -1 : 1;
    }
    return order != 0 ? order : a->rule - b->rule;
}

static void insert(model_finding_list *list, const model_finding *added)
{
    size_t place = list->count++;

    for (; place > 0 && finding_order(added, &list->findings[place - 1]) < 0; place--) {
        list->findings[place] = list->findings[place - 1];
    }
    list->findings[place] = *added;
}

static void add(model_finding_list *list, const model_fact *fact, size_t replayed, nrr_rule rule,
                model_wide excess)
{
    model_finding added;

    memset(&added, 0, sizeof added);
    added.fact = *fact;
    added.place = replayed;
    added.rule = rule;
    added.excess = excess;
    insert(list, &added);
}

static void add_assignments(model_finding_list *list, const model_books *books)
{
    model_assignment contradicting[MODEL_ASSIGNMENTS_MAX];
    size_t count = model_contradicting(books->assignments, books->assignment_count, contradicting);

    for (size_t i = 0; i < count; i++) {
        model_finding added;
        memset(&added, 0, sizeof added);
        added.rule = NRR_RULE_AMBIGUOUS_ORDER;
        added.is_assignment = 1;
        added.assignment = contradicting[i];
        insert(list, &added);
    }
}

static int is_loss(const model_fact *fact)
{
    return fact->kind == NRR_KIND_CONTRACTION || fact->kind == NRR_KIND_CHANGE_DOWN ||
           (fact->kind == NRR_KIND_CHURN && !fact->all);
}

/* The facts of its line that are replayed before a step: was one of them followed by revenue? */
static int was_positive(const model_history *history, size_t step)
{
    const model_fact *fact = &history->steps[step].fact;
    model_unit line = {fact->customer, fact->line, 1, 0};

    for (size_t i = 0; i < step; i++) {
        if (model_belongs(&history->steps[i].fact, line) && history->steps[i].after > 0) {
            return 1;
        }
    }
    return 0;
}

static int has_earlier_fact(const model_history *history, const model_fact *fact)
{
    for (size_t i = 0; i < history->count; i++) {
        const model_fact *other = &history->steps[i].fact;
        if (other->customer == fact->customer && other->time < fact->time) {
            return 1;
        }
    }
    return 0;
}

/* The column "a correct use". */
static int is_correct_use(const model_history *history, size_t place)
{
    const model_step *step = &history->steps[place];
    const model_fact *fact = &step->fact;

    switch (fact->kind) {
    case NRR_KIND_OPENING:
        return !has_earlier_fact(history, fact);
    case NRR_KIND_NEW:
        return !was_positive(history, place);
    case NRR_KIND_EXPANSION:
        return step->before > 0;
    case NRR_KIND_CONTRACTION:
        return fact->amount < step->before;
    case NRR_KIND_CHURN:
        return step->before > 0 && (fact->all || fact->amount == step->before);
    case NRR_KIND_REACTIVATION:
        return step->before == 0 && was_positive(history, place);
    default:
        return 1;
    }
}

/* The fact before it in the replay, if both set a level on one line at one time and sequence. */
static const model_fact *rival(const model_history *history, size_t place)
{
    const model_fact *fact = &history->steps[place].fact;
    const model_fact *before = place == 0 ? NULL : &history->steps[place - 1].fact;

    if (before == NULL || before->customer != fact->customer || before->line != fact->line ||
        before->time != fact->time || before->sequence != fact->sequence) {
        return NULL;
    }
    return model_sets_level(fact) >= 0 && model_sets_level(before) >= 0 ? before : NULL;
}

static void add_contradictions(model_finding_list *list, const model_history *history, size_t place)
{
    const model_step *step = &history->steps[place];
    const model_fact *before = rival(history, place);

    if (is_loss(&step->fact) && step->fact.amount > step->before) {
        add(list, &step->fact, place, NRR_RULE_NEGATIVE_LEVEL, step->fact.amount - step->before);
    }
    if (!is_correct_use(history, place)) {
        add(list, &step->fact, place, NRR_RULE_KIND_MISMATCH, step->before);
    }
    if (before != NULL) {
        model_wide one = model_sets_level(before);
        model_wide other = model_sets_level(&step->fact);
        if (one != other) {
            add(list, &step->fact, place, NRR_RULE_AMBIGUOUS_ORDER,
                one < other ? other - one : one - other);
        }
    }
}

static void add_conflict(model_finding_list *list, const model_books *books,
                         const model_fact *standing, size_t count, uint32_t id)
{
    model_fact fact;
    size_t times = 0;

    memset(&fact, 0, sizeof fact);
    fact.id = id;
    for (size_t i = 0; i < count; i++) {
        if (standing[i].id == id) {
            fact = standing[i];
        }
    }
    for (size_t i = 0; i < books->conflict_count; i++) {
        times += books->conflicts[i] == id;
    }
    add(list, &fact, 0, NRR_RULE_CONFLICT, (model_wide)times);
}

/* Those of what arrived: whatever is seen of it. */
static void add_deliveries(model_finding_list *list, const model_books *books)
{
    model_fact standing[MODEL_ARRIVALS_MAX];
    size_t count = model_standing(books, standing);

    for (size_t i = 0; i < count; i++) {
        size_t times = standing[i].id == 0 ? 1 : model_times_come(books, standing[i].id);
        if (times > 1) {
            add(list, &standing[i], 0, NRR_RULE_DUPLICATE, (model_wide)times - 1);
        }
    }
    for (size_t i = 0; i < books->conflict_count; i++) {
        size_t first = 0;
        while (books->conflicts[first] != books->conflicts[i]) {
            first++;
        }
        if (first == i) {
            add_conflict(list, books, standing, count, books->conflicts[i]);
        }
    }
}

size_t model_findings(const model_books *books, model_clock clock, model_finding *findings)
{
    static model_history history;
    model_fact seen[MODEL_ARRIVALS_MAX];
    model_finding_list list = {0, findings};

    model_replay(seen, model_seen(books, clock, seen), &history);
    for (size_t i = 0; i < history.count; i++) {
        add_contradictions(&list, &history, i);
    }
    add_deliveries(&list, books);
    add_assignments(&list, books);
    return list.count;
}

size_t model_contradictions(const model_finding *findings, size_t count)
{
    size_t contradictions = 0;

    for (size_t i = 0; i < count; i++) {
        contradictions +=
            findings[i].rule <= NRR_RULE_AMBIGUOUS_ORDER && !findings[i].is_assignment;
    }
    return contradictions;
}
