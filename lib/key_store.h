/* SPDX-License-Identifier: MIT */
/* Key store: the keys of one family by id, append-only, shared by a ledger and its snapshots.
 *
 * A key is an entry of a page, and entries of a page are equally wide: one to eight words, as is best
 * for the keys of the page before. An entry of one word is an integer, all 64 bits of it. A wider one
 * begins with what it holds: a string, or an integer, or the address of a string that is too long.
 * What does not fit its page (a string among integers) lies outside, by the number that is in its
 * place. One thread (the ledger's) adds; a reader that was handed a count by a snapshot may read the
 * keys up to it while the writer goes on. */
#ifndef NRR_LIB_KEY_STORE_H
#define NRR_LIB_KEY_STORE_H

#include "nrr/key.h"

#include "pages.h"

#include <string.h>

enum {
    NRR__KEY_WORDS = 8, /* of the widest entry */
    NRR__KEY_SIZES = NRR__KEY_WORDS + 2,
    /* What an entry of several words holds: the lowest two of its first 16 bits. */
    NRR__KEY_STRING = 1,  /* bytes behind these 16 bits, whose others are the length */
    NRR__KEY_INTEGER = 2, /* in the second word */
    NRR__KEY_OUTSIDE = 3, /* the address of a string in the second word */
    NRR__KEY_HOLDS = 3,   /* the mask of the two bits... */
    NRR__KEY_LENGTH = 2,  /* ...and their number */
    NRR__KEY_HEAD = 2     /* bytes */
};

/* The upper half of a word that is no integer; the lower half is the number of a key outside. An integer
 * that looks like that is outside itself. */
#define NRR__KEY_MARK UINT32_C(0x9b1d54e7)

/* A key as it is looked for, or read back; its bytes are borrowed. */
typedef struct nrr__key_entry {
    const void *bytes;
    int64_t integer;
    size_t length;
    nrr_key_type type;
} nrr__key_entry;

typedef struct nrr__key_bytes nrr__key_bytes;

/* Keys that lie outside of pages of one word. */
typedef struct nrr__key_outside {
    nrr__pages addresses; /* of what key_store.c calls a record */
    uint32_t count;
} nrr__key_outside;

typedef struct nrr__key_store {
    nrr__count references;
    uint32_t count; /* written by the writer alone */
    nrr_allocator memory;
    void *pages[NRR__PAGES];
    uint8_t words[NRR__PAGES];      /* of an entry, by page */
    uint32_t sizes[NRR__KEY_SIZES]; /* how many keys of the newest page had which size */
    nrr__key_outside *outside;      /* NULL while there are none */
    nrr__key_bytes *bytes;          /* the newest piece of what does not fit entries */
    size_t page_bytes, piece_bytes; /* of all pages, and pieces */
} nrr__key_store;

nrr__key_store *nrr__key_store_new(const nrr_allocator *memory);
void nrr__key_store_release(nrr__key_store *store);

/* Bytes that the store holds. */
size_t nrr__key_store_size(const nrr__key_store *store);

/* Appends a copy of the key; its id is the new count. */
nrr_status nrr__key_store_add(nrr__key_store *store, const nrr__key_entry *key);

/* Where an entry is, and how many words it takes. */
typedef struct nrr__key_at {
    const unsigned char *entry;
    uint32_t words;
} nrr__key_at;

/* Where the entry of an id is. */
static inline nrr__key_at nrr__key_store_at(const nrr__key_store *store, uint32_t id)
{
    nrr__page_place place = nrr__page_place_of(id - 1);
    nrr__key_at at;

    nrr__assert(id != 0 && store->pages[place.page] != NULL);
    at.words = store->words[place.page];
    at.entry = (const unsigned char *)store->pages[place.page] +
               (size_t)place.offset * at.words * sizeof(uint64_t);
    return at;
}

/* The key of an entry that is in no page of its like, or outside. */
nrr__key_entry nrr__key_store_far(const nrr__key_store *store, nrr__key_at at);

/* The key of an entry: here what nearly all are, an integer among integers or a string in its place. */
static inline nrr__key_entry nrr__key_store_entry(const nrr__key_store *store, nrr__key_at at)
{
    nrr__key_entry key = {NULL, 0, 0, NRR_KEY_INTEGER};
    uint64_t word;
    uint16_t head;

    memcpy(&word, at.entry, sizeof word);
    memcpy(&head, at.entry, sizeof head);
    if (at.words == 1 && word >> 32 != NRR__KEY_MARK) {
        key.integer = (int64_t)word;
        return key;
    }
    if (at.words == 1 || (head & NRR__KEY_HOLDS) != NRR__KEY_STRING)
        return nrr__key_store_far(store, at);
    key.bytes = at.entry + NRR__KEY_HEAD;
    key.length = (size_t)head >> NRR__KEY_LENGTH;
    key.type = NRR_KEY_BYTES;
    return key;
}

/* The key of an id. */
static inline nrr__key_entry nrr__key_store_read(const nrr__key_store *store, uint32_t id)
{
    return nrr__key_store_entry(store, nrr__key_store_at(store, id));
}

/* Whether two runs of bytes are equal, a word at a time; the last one overlaps that before. */
static inline int nrr__key_bytes_equal(const unsigned char *a, const unsigned char *b, size_t length)
{
    uint64_t left, right, differ = 0;
    size_t i;

    if (length < sizeof left)
        return length == 0 || memcmp(a, b, length) == 0;
    for (i = 0; i < length - sizeof left; i += sizeof left) {
        memcpy(&left, a + i, sizeof left);
        memcpy(&right, b + i, sizeof right);
        differ |= left ^ right;
    }
    memcpy(&left, a + length - sizeof left, sizeof left);
    memcpy(&right, b + length - sizeof right, sizeof right);
    return (differ | (left ^ right)) == 0;
}

/* Whether the key of an entry is this string. */
static inline int nrr__key_store_is_string(const nrr__key_store *store, nrr__key_at at, const void *bytes,
                                           size_t length)
{
    nrr__key_entry found = nrr__key_store_entry(store, at);

    return found.type == NRR_KEY_BYTES && found.length == length &&
           nrr__key_bytes_equal((const unsigned char *)found.bytes, (const unsigned char *)bytes, length);
}

#endif
