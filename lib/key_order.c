/* SPDX-License-Identifier: MIT */
/* Key order: see key_order.h. */
#include "key_order.h"

#include <string.h>

static int key_order_bytes(const nrr__key_entry *a, const nrr__key_entry *b)
{
    size_t shorter = a->length < b->length ? a->length : b->length;
    int order = shorter == 0 ? 0 : memcmp(a->bytes, b->bytes, shorter);

    return order != 0 ? order : (a->length > b->length) - (a->length < b->length);
}

int nrr__key_entry_order(const nrr__key_entry *a, const nrr__key_entry *b)
{
    if (a->type != b->type)
        return a->type == NRR_KEY_INTEGER ? -1 : 1;
    if (a->type == NRR_KEY_INTEGER)
        return (a->integer > b->integer) - (a->integer < b->integer);
    return key_order_bytes(a, b);
}

int nrr__key_order(const nrr__key_store *store, uint32_t a, uint32_t b)
{
    nrr__key_entry left, right;

    if (a == b || a == 0 || b == 0)
        return (a != 0) - (b != 0);
    left = nrr__key_store_read(store, a);
    right = nrr__key_store_read(store, b);
    return nrr__key_entry_order(&left, &right);
}
