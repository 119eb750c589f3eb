/* SPDX-License-Identifier: MIT */
/* Sort: see sort.h. Runs of width 1, 2, 4, ... are merged from one half of the memory to the other. */
#include "sort.h"

#include <string.h>

int nrr__sort_is_done(const nrr__sortable *array, nrr__compare compare)
{
    const unsigned char *element = array->elements;
    size_t i;

    for (i = 1; i < array->count; i++)
        if (compare(element + (i - 1) * array->size, element + i * array->size, array->context) > 0)
            return 0;
    return 1;
}

/* Two neighbouring runs, [first, middle) and [middle, end), by place. */
typedef struct sort_runs {
    size_t first, middle, end;
} sort_runs;

static void sort_merge(const nrr__sortable *from, unsigned char *to, sort_runs runs,
                       nrr__compare compare)
{
    const unsigned char *elements = from->elements;
    size_t size = from->size, left = runs.first, right = runs.middle, out;

    for (out = runs.first; out < runs.end; out++) {
        int take_left = right == runs.end ||
                        (left < runs.middle &&
                         compare(elements + left * size, elements + right * size, from->context) <= 0);
        memcpy(to + out * size, elements + (take_left ? left++ : right++) * size, size);
    }
}

void nrr__sort(const nrr__sortable *array, nrr__compare compare)
{
    nrr__sortable from = *array;
    size_t width, first;

    for (width = 1; width < array->count; width *= 2) {
        unsigned char *to = from.scratch;
        for (first = 0; first < array->count; first += 2 * width) {
            sort_runs runs = {first, first + width, first + 2 * width};
            if (runs.middle > array->count)
                runs.middle = array->count;
            if (runs.end > array->count)
                runs.end = array->count;
            sort_merge(&from, to, runs, compare);
        }
        from.scratch = from.elements;
        from.elements = to;
    }
    if (from.elements != array->elements)
        memcpy(array->elements, from.elements, array->count * array->size);
}
