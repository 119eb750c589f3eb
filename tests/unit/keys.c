/* SPDX-License-Identifier: MIT */
/* Keys: see keys.h. */
#include "keys.h"

failing_allocator memory;
nrr__key_store *store;

void store_begin(void)
{
    failing_allocator_init(&memory);
    store = nrr__key_store_new(&memory.allocator);
    ck_assert_ptr_nonnull(store);
}

void store_end(void)
{
    nrr__key_store_release(store);
    ck_assert_uint_eq(memory.live_blocks, 0);
    ck_assert_ptr_null(failing_allocator_complaint(&memory));
}

nrr__key_entry integer_key(uint64_t integer)
{
    nrr__key_entry key = {NULL, 0, 0, NRR_KEY_INTEGER};

    key.integer = (int64_t)integer;
    return key;
}

nrr__key_entry string_key(const void *bytes, size_t length)
{
    nrr__key_entry key = {NULL, 0, 0, NRR_KEY_BYTES};

    key.bytes = bytes;
    key.length = length;
    return key;
}
