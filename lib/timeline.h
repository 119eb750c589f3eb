/* SPDX-License-Identifier: MIT */
/* Timeline: the movements of a block's customers and of their lines, ready to be swept.
 *
 * A customer with one line moves as that line does, and is kept once: as a customer. Only customers
 * with several lines have their lines in a track beside. */
#ifndef NRR_LIB_TIMELINE_H
#define NRR_LIB_TIMELINE_H

#include "block.h"
#include "replay.h"
#include "rule.h"
#include "track.h"
#include "visible.h"

/* A line's instant at which it came up for renewal; before > 0. */
typedef struct nrr__renewal {
    int64_t time;
    int64_t before, after;
    uint32_t customer; /* in the block */
    uint32_t line;     /* in the track of lines, or none if it is its customer's only one */
} nrr__renewal;

#define NRR__RENEWAL_NO_LINE UINT32_MAX

/* What is said of a customer beside its movements, or-ed together. */
enum {
    NRR__UNIT_QUIET = 1, /* its last fact moved nothing: who knows its movements does not know what comes behind all facts */
    NRR__UNIT_WRONG = 2  /* facts of it break rules */
};

typedef struct nrr__timeline {
    nrr__track customers;  /* by customer id from the block's lowest on; many may be empty */
    nrr__track lines;      /* of customers with several lines, in the customers' order */
    uint32_t *first_line;  /* by customer, and one more: where its lines are; NULL if none has */
    uint32_t *line_ids;    /* by line of that track: its id; NULL if there is none */
    uint32_t *only_lines;  /* by customer: the id of its line if it has one; NULL: all are default lines */
    uint32_t has_only_lines;
    nrr__renewal *renewals; /* by customer, then by line, then by time */
    uint32_t renewal_count;
    uint8_t *marks;        /* by customer: NRR__UNIT_QUIET and its like; NULL: none has any */
    uint32_t has_marks;
    uint32_t customer_overflow, line_overflow; /* a level does not fit int64_t */
    uint64_t findings[NRR__RULES];             /* by rule: facts that break it */
} nrr__timeline;

/* All contradictions of a block. */
static inline uint64_t nrr__timeline_findings(const nrr__timeline *timeline)
{
    uint64_t count = 0;
    int rule;

    for (rule = 0; rule < NRR__RULES; rule++)
        count += timeline->findings[rule];
    return count;
}

/* The id of the line of a customer that has one. */
static inline uint32_t nrr__timeline_only_line(const nrr__timeline *timeline, uint32_t customer)
{
    return timeline->only_lines == NULL ? 0 : timeline->only_lines[customer];
}

/* A finding as replay meets it. */
typedef struct nrr__timeline_finding {
    uint32_t place; /* of the fact in its block */
    uint32_t rule;  /* nrr_rule */
    nrr__wide excess;
} nrr__timeline_finding;

/* Where findings go when they are listed: an array that has room, since a first build counted. */
typedef struct nrr__finding_sink {
    nrr__timeline_finding *findings;
    size_t count;
} nrr__finding_sink;

/* An effect on a group of customers (parent_timeline.h). */
typedef struct nrr__group_effect {
    nrr__effect effect;
    uint32_t group;
} nrr__group_effect;

/* Where the effects of customers that are part of a group go. */
typedef struct nrr__effect_sink {
    const uint32_t *group_of; /* by customer - 1: its group; 0 = none */
    uint32_t customer_count;
    nrr__group_effect *effects;
    size_t count, capacity;
} nrr__effect_sink;

/* Memory to build timelines in, one block after the other. */
typedef struct nrr__timeline_builder {
    nrr_allocator memory;
    nrr__fact_core *facts; /* the facts of a plain block, by customer */
    nrr__record *records;  /* the block's facts, by customer; of a plain block, those of one customer */
    size_t record_capacity;
    nrr__record *record_scratch; /* of one customer whose facts are out of order */
    size_t record_scratch_capacity;
    nrr__effect *effects; /* of one customer whose effects are wanted; and as many behind, to sort */
    size_t effect_capacity;
    uint32_t starts[NRR__BLOCK_CUSTOMERS + 1]; /* by customer: where its records begin */
    nrr__visible visible;
    nrr__finding_sink *finding_sink; /* NULL: findings are counted alone */
    const nrr__replay_ties *ties;    /* NULL: it does not matter which of equal facts is which */
    nrr__effect_sink *effect_sink; /* NULL: nobody wants effects by group */
    int keeps_records; /* the records of a block are wanted when it is built */
    const uint8_t *hidden; /* by place: rows that do not count; NULL if all do */
    nrr__timeline scratch;
    int64_t customer_first; /* the time of the first fact of the customer at hand */
    int collect_effects; /* the customer at hand has several lines */
    size_t effect_count;
} nrr__timeline_builder;

void nrr__timeline_builder_begin(nrr__timeline_builder *builder, const nrr_allocator *memory);
void nrr__timeline_builder_end(nrr__timeline_builder *builder);

/* The timeline of a version: the one that is published, or a new one that is then published. */
nrr_status nrr__timeline_of(nrr__block_version *version, nrr__timeline_builder *builder,
                            const nrr__timeline **timeline);

/* A copy of its exact size; NULL if there is no memory. */
nrr__timeline *nrr__timeline_copy(const nrr__timeline *from, const nrr_allocator *memory);

/* Begins the next customer of a timeline that is being made, or takes it back before it has anything. */
static inline void nrr__timeline_begin_unit(nrr__timeline *timeline)
{
    timeline->first_line[timeline->customers.unit_count] = timeline->lines.unit_count;
    timeline->only_lines[timeline->customers.unit_count] = 0;
    timeline->marks[timeline->customers.unit_count] = 0;
    nrr__track_begin_unit(&timeline->customers);
}

static inline void nrr__timeline_drop_unit(nrr__timeline *timeline)
{
    timeline->customers.unit_count--;
}

/* Notes which line the last customer has, if it has one. Each has the default line before. */
static inline void nrr__timeline_note_only_line(nrr__timeline *timeline, uint32_t line)
{
    timeline->only_lines[timeline->customers.unit_count - 1] = line;
    timeline->has_only_lines |= line != 0;
}

/* Marks the last customer. */
static inline void nrr__timeline_mark(nrr__timeline *timeline, uint32_t marks)
{
    timeline->marks[timeline->customers.unit_count - 1] |= (uint8_t)marks;
    timeline->has_marks |= marks;
}

/* Marks the last customer as quiet, if its last fact moved nothing. */
static inline void nrr__timeline_note_quiet(nrr__timeline *timeline, int64_t last_time)
{
    const nrr__track *customers = &timeline->customers;
    uint32_t unit = customers->unit_count - 1, count = customers->movement_count;
    uint32_t is_quiet = count == customers->first[unit] || customers->times[count - 1] != last_time;

    nrr__timeline_mark(timeline, is_quiet * NRR__UNIT_QUIET);
}

/* NULL is allowed. */
void nrr__timeline_free(nrr__timeline *timeline, const nrr_allocator *memory);

#endif
