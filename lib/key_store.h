/* SPDX-License-Identifier: MIT */
/* Key store: the keys of one family by id, append-only, shared by a ledger and its snapshots.
 *
 * A key takes one word: an integer of up to 63 bits with a mark, or the address of its bytes. One
 * thread (the ledger's) adds; a reader that was handed a count by a snapshot may read the keys up to
 * it while the writer goes on. */
#ifndef NRR_LIB_KEY_STORE_H
#define NRR_LIB_KEY_STORE_H

#include "nrr/key.h"

#include "atomic.h"
#include "pages.h"

/* A key as it is looked for, or read back; its bytes are borrowed. */
typedef struct nrr__key_entry {
    const void *bytes;
    int64_t integer;
    size_t length;
    nrr_key_type type;
} nrr__key_entry;

typedef struct nrr__key_bytes nrr__key_bytes;

typedef struct nrr__key_store {
    nrr__count references;
    uint32_t count; /* written by the writer alone */
    nrr_allocator memory;
    nrr__pages words;
    nrr__key_bytes *bytes; /* the newest piece of the bytes of keys */
    size_t bytes_size;     /* of all pieces */
} nrr__key_store;

nrr__key_store *nrr__key_store_new(const nrr_allocator *memory);
void nrr__key_store_release(nrr__key_store *store);

/* Bytes that the store holds. */
size_t nrr__key_store_size(const nrr__key_store *store);

/* The key of an id. */
nrr__key_entry nrr__key_store_read(const nrr__key_store *store, uint32_t id);

/* Appends a copy of the key; its id is the new count. */
nrr_status nrr__key_store_add(nrr__key_store *store, const nrr__key_entry *key);

#endif
