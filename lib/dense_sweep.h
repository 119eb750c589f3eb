/* SPDX-License-Identifier: MIT */
/* Dense sweep: the periods of a run over a batch; see dense.h. Included once for each width, behind dense_vector.h, so
 * it has no include guard. */

/* What some units come to in a period, by lane. */
typedef struct DENSE(dense_levels) {
    DENSE_WORDS expanded_units, expanded, lost_units, lost, churned, fresh;
} DENSE(dense_levels);

/* Adds the units of a vector, of which those have all bits that were never there before. Comparisons answer -1 where
 * they hold. */
static inline void DENSE(dense_add_levels)(DENSE(dense_levels) * levels, const int32_t *openings,
                                           const int32_t *closings, DENSE_WORDS is_fresh)
{
    const DENSE_WORDS zero = {0};
    DENSE_WORDS opening = DENSE(dense_load)(openings), closing = DENSE(dense_load)(closings);
    DENSE_WORDS change = closing - opening;
    DENSE_WORDS expands = (change > zero) & (opening > zero);
    DENSE_WORDS loses = change < zero;

    levels->expanded_units -= expands;
    levels->expanded += change & expands;
    levels->lost_units -= loses;
    levels->lost -= change & loses;
    levels->churned += opening & (closing == zero);
    levels->fresh += closing & is_fresh;
}

/* Adds four vectors, of which a lane of marks has one each. */
static inline void DENSE(dense_add_four)(DENSE(dense_levels) * levels, const int32_t *openings,
                                         const int32_t *closings, DENSE_WORDS marks)
{
    const DENSE_WORDS zero = {0};

    DENSE(dense_add_levels)(levels, openings, closings, (marks & 0xff) == zero);
    openings += DENSE(DENSE_LANES);
    closings += DENSE(DENSE_LANES);
    DENSE(dense_add_levels)(levels, openings, closings, (marks & 0xff00) == zero);
    openings += DENSE(DENSE_LANES);
    closings += DENSE(DENSE_LANES);
    DENSE(dense_add_levels)(levels, openings, closings, (marks & 0xff0000) == zero);
    openings += DENSE(DENSE_LANES);
    closings += DENSE(DENSE_LANES);
    DENSE(dense_add_levels)(levels, openings, closings, (marks & ~0xffffff) == zero);
}

/* Adds what the levels at both ends of a period, and the marks at its beginning, come to. */
static inline void DENSE(dense_sweep_levels)(const int32_t *openings, const int32_t *closings,
                                             const int8_t *marks, nrr__lane64 *sums)
{
    const DENSE_WORDS zero = {0};
    DENSE(dense_levels) levels = {{0}, {0}, {0}, {0}, {0}, {0}};
    nrr__words128 others;
    size_t i;

    for (i = 0; i < NRR__DENSE_UNITS; i += DENSE(DENSE_MARKS))
        DENSE(dense_add_four)
        (&levels, openings + i, closings + i, (DENSE_WORDS)DENSE(dense_load_marks)(marks + i));
    nrr__words_add(DENSE(dense_sums)(levels.expanded_units, levels.expanded, levels.lost_units, levels.lost),
                   sums + 2 * NRR__STATE_EXPANDED, sums + 2 * NRR__DENSE_LOST);
    others = DENSE(dense_sums)(levels.churned, levels.fresh, zero, zero);
    sums[2 * NRR__STATE_CHURNED + 1] += others[0];
    sums[2 * NRR__DENSE_FRESH + 1] += others[1];
}

/* The same of the marks at both ends: of units that are there they are negative, and of those that were never there
 * zero. */
static inline void DENSE(dense_sweep_marks)(const int8_t *openings, const int8_t *closings,
                                            nrr__lane64 *sums)
{
    const DENSE_BYTES zero = {0};
    DENSE(dense_tally) churned = {0}, fresh = {0}, others = {0};
    size_t i;

    for (i = 0; i < NRR__DENSE_UNITS; i += DENSE(DENSE_MARKS)) {
        DENSE_BYTES opening = DENSE(dense_load_marks)(openings + i);
        DENSE_BYTES closing = DENSE(dense_load_marks)(closings + i);
        DENSE(dense_count)(&churned, opening & ~closing);
        DENSE(dense_count)(&fresh, (opening == zero) & closing);
        DENSE(dense_count)(&others, (opening | closing) | (opening == closing));
    }
    sums[2 * NRR__STATE_CHURNED] += DENSE(dense_total)(&churned);
    sums[2 * NRR__DENSE_FRESH] += DENSE(dense_total)(&fresh);
    sums[2 * NRR__STATE_TRANSIENT] += NRR__DENSE_UNITS - DENSE(dense_total)(&others);
}

static void DENSE(dense_sweep)(const nrr__job *job, const nrr__dense_batch *batch,
                               nrr__lane64 *sums)
{
    const size_t stride = nrr__cells_stride(&job->target->cells), row = NRR__DENSE_UNITS;
    uint32_t place;

    for (place = 0; place < job->run->count; place++, sums += stride) {
        size_t open = job->opens[place] * row, close = job->closes[place] * row;
        DENSE(dense_sweep_levels)
        (batch->levels + open, batch->levels + close, batch->marks + open, sums);
        DENSE(dense_sweep_marks)(batch->marks + open, batch->marks + close, sums);
    }
}
