/* SPDX-License-Identifier: MIT */
/** @file nrr/vocabulary.h
 * Names and codes, both ways: what METRICS.md calls a thing and the number that stands for it.
 *
 * Names are those of METRICS.md in lower case ("cohort_closing", "win_back"); statuses are named
 * after their constant ("e_overflow" for NRR_E_OVERFLOW, "ok" for NRR_OK). Strings are static,
 * end in a NUL byte and are never freed. All functions may be called from any thread. */
#ifndef NRR_VOCABULARY_H
#define NRR_VOCABULARY_H

#include "nrr/export.h"
#include "nrr/status.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef int32_t nrr_vocabulary;

enum {
    NRR_VOCABULARY_STATUS = 1,
    NRR_VOCABULARY_KIND = 2,
    NRR_VOCABULARY_REASON = 3,
    NRR_VOCABULARY_MEASURE = 4,
    NRR_VOCABULARY_RATE = 5,
    NRR_VOCABULARY_UNIT = 6,
    NRR_VOCABULARY_TIME_UNIT = 7,
    NRR_VOCABULARY_STEP = 8,
    NRR_VOCABULARY_ROUNDING = 9,
    NRR_VOCABULARY_AVERAGE = 10,
    NRR_VOCABULARY_RATIO = 11,
    NRR_VOCABULARY_FIELD = 12,
    NRR_VOCABULARY_KEY = 13,
    NRR_VOCABULARY_ROW_FLAG = 14,
    NRR_VOCABULARY_RULE = 15,
    NRR_VOCABULARY_CLASS = 16,
    NRR_VOCABULARY_CAUSE = 17,
    NRR_VOCABULARY_FIGURE = 18
};

/** Give the number of names in a vocabulary, for those who list them all.
 * @param vocabulary one of NRR_VOCABULARY_*.
 * @param count receives the number of names; not NULL.
 * @return NRR_OK, NRR_E_NULL, NRR_E_CODE (no such vocabulary).
 * @since 0.1.0 */
NRR_API nrr_status nrr_vocabulary_count(nrr_vocabulary vocabulary, size_t *count);

/** Give the code at a place of a vocabulary, in the order of METRICS.md.
 * @param vocabulary one of NRR_VOCABULARY_*.
 * @param index 0 to count - 1.
 * @param code receives the code; not NULL.
 * @return NRR_OK, NRR_E_NULL, NRR_E_CODE (no such vocabulary or place).
 * @since 0.1.0 */
NRR_API nrr_status nrr_vocabulary_at(nrr_vocabulary vocabulary, size_t index, int32_t *code);

/** Give the name of a code.
 * @param vocabulary one of NRR_VOCABULARY_*.
 * @param code a code of that vocabulary. A host's own reason has no name.
 * @param name receives a static string; not NULL.
 * @return NRR_OK, NRR_E_NULL, NRR_E_CODE (no such vocabulary or code).
 * @since 0.1.0 */
NRR_API nrr_status nrr_vocabulary_name(nrr_vocabulary vocabulary, int32_t code, const char **name);

/** Give the code of a name.
 * @param vocabulary one of NRR_VOCABULARY_*.
 * @param name the name in lower case; not NULL, need not end in a NUL byte.
 * @param length its length in bytes.
 * @param code receives the code; not NULL.
 * @return NRR_OK, NRR_E_NULL, NRR_E_CODE (no such vocabulary or name).
 * @since 0.1.0 */
NRR_API nrr_status nrr_vocabulary_code(nrr_vocabulary vocabulary, const char *name, size_t length, int32_t *code);

#ifdef __cplusplus
}
#endif

#endif
