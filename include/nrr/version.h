/* SPDX-License-Identifier: MIT */
/** @file nrr/version.h
 * The version, and every public constant by name, so that a binding needs no C compiler. */
#ifndef NRR_VERSION_H
#define NRR_VERSION_H

#include "nrr/export.h"
#include "nrr/status.h"

#ifdef __cplusplus
extern "C" {
#endif

enum {
    NRR_VERSION_MAJOR = 0,
    NRR_VERSION_MINOR = 1,
    NRR_VERSION_PATCH = 0
};

/** Give the version of the library that is running, as "MAJOR.MINOR.PATCH".
 * @return a static string.
 * @since 0.1.0 */
NRR_API const char *nrr_version(void);

/** Give the value of a public constant, by the name that it has in the headers.
 *
 * Sizes and offsets of public structs are there too: "sizeof(nrr_fact)",
 * "offsetof(nrr_fact, amount)".
 * @param name such as "NRR_KIND_NEW"; not NULL, need not end in a NUL byte.
 * @param length its length in bytes.
 * @param value receives the value; not NULL.
 * @return NRR_OK, NRR_E_NULL, NRR_E_CODE (no such constant).
 * @since 0.1.0 */
NRR_API nrr_status nrr_constant(const char *name, size_t length, int64_t *value);

/** Give the number of public constants.
 * @return the count.
 * @since 0.1.0 */
NRR_API size_t nrr_constant_count(void);

/** Give the name and the value of the constant at a place, in no promised order.
 * @param index 0 to nrr_constant_count() - 1.
 * @param name receives a static string; not NULL.
 * @param value receives the value; not NULL.
 * @return NRR_OK, NRR_E_NULL, NRR_E_CODE (no such place).
 * @since 0.1.0 */
NRR_API nrr_status nrr_constant_at(size_t index, const char **name, int64_t *value);

#ifdef __cplusplus
}
#endif

#endif
