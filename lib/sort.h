/* SPDX-License-Identifier: MIT */
/* Sort: a stable merge sort without recursion and without memory of its own. */
#ifndef NRR_LIB_SORT_H
#define NRR_LIB_SORT_H

#include <stddef.h>

/* Below, at or above zero as the first element belongs before, beside or behind the second; handed
 * the context of the array. */
typedef int (*nrr__compare)(const void *a, const void *b, const void *context);

typedef struct nrr__sortable {
    void *elements;
    void *scratch; /* room for as many elements */
    size_t count;
    size_t size;   /* of an element, in bytes */
    const void *context;
} nrr__sortable;

/* Whether the array is in order already; it needs no scratch then. */
int nrr__sort_is_done(const nrr__sortable *array, nrr__compare compare);

/* Sorts in O(n log n). */
void nrr__sort(const nrr__sortable *array, nrr__compare compare);

#endif
