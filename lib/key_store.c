/* SPDX-License-Identifier: MIT */
/* Key store: see key_store.h. */
#include "key_store.h"

#include "invariant.h"
#include "memory.h"

#include <string.h>

enum {
    KEY_BYTES_SMALLEST = 1024,   /* bytes of the first piece */
    KEY_BYTES_LARGEST = 1 << 20, /* pieces stop growing here */
    KEY_BYTES_SHARE = 32         /* a piece is this share of all that came before: as much is unused */
};

/* What a word holds, by its lowest bits: addresses are multiples of four. */
enum {
    KEY_WORD_BYTES = 0,   /* the address of a length of 16 bits, and behind it the bytes */
    KEY_WORD_INTEGER = 1, /* the integer, shifted by one bit */
    KEY_WORD_BOXED = 2,   /* the address, plus 2, of an integer that takes all 64 bits */
    KEY_WORD_MASK = 3
};

struct nrr__key_bytes {
    nrr__key_bytes *previous;
    size_t capacity, used;
    unsigned char bytes[];
};

nrr__key_store *nrr__key_store_new(const nrr_allocator *memory)
{
    nrr__key_store *store = nrr__memory_zeroed(memory, 1, sizeof *store);

    if (store == NULL)
        return NULL;
    nrr__count_begin(&store->references);
    nrr__pages_begin(&store->words, sizeof(uint64_t));
    store->memory = *memory;
    return store;
}

static void key_bytes_release(const nrr_allocator *memory, nrr__key_bytes *piece)
{
    while (piece != NULL) {
        nrr__key_bytes *previous = piece->previous;
        nrr__memory_release(memory, piece, sizeof *piece + piece->capacity, 1);
        piece = previous;
    }
}

void nrr__key_store_release(nrr__key_store *store)
{
    nrr_allocator memory;

    if (store == NULL || !nrr__count_release(&store->references))
        return;
    memory = store->memory;
    key_bytes_release(&memory, store->bytes);
    nrr__pages_end(&store->words, &memory);
    nrr__memory_release(&memory, store, 1, sizeof *store);
}

size_t nrr__key_store_size(const nrr__key_store *store)
{
    return sizeof *store + store->words.size + store->bytes_size;
}

nrr__key_entry nrr__key_store_read(const nrr__key_store *store, uint32_t id)
{
    uint64_t word = *(const uint64_t *)nrr__pages_at(&store->words, id - 1);
    const unsigned char *address = (const unsigned char *)(uintptr_t)(word & ~(uint64_t)KEY_WORD_MASK);
    nrr__key_entry key = {NULL, 0, 0, NRR_KEY_INTEGER};
    uint16_t length;

    nrr__assert(id != 0);
    if ((word & KEY_WORD_INTEGER) != 0) {
        key.integer = (int64_t)word >> 1;
    } else if ((word & KEY_WORD_MASK) == KEY_WORD_BOXED) {
        memcpy(&key.integer, address, sizeof key.integer);
    } else {
        memcpy(&length, address, sizeof length);
        key.bytes = address + sizeof length;
        key.length = length;
        key.type = NRR_KEY_BYTES;
    }
    return key;
}

/* Room at the end of the newest piece, aligned to four. */
static unsigned char *key_bytes_reserve(nrr__key_store *store, size_t length)
{
    nrr__key_bytes *piece = store->bytes;
    size_t capacity;

    if (piece != NULL && piece->capacity - piece->used >= length)
        return piece->bytes + piece->used;
    capacity = store->bytes_size / KEY_BYTES_SHARE;
    if (capacity < KEY_BYTES_SMALLEST)
        capacity = KEY_BYTES_SMALLEST;
    if (capacity > KEY_BYTES_LARGEST)
        capacity = KEY_BYTES_LARGEST;
    if (capacity < length)
        capacity = length;
    piece = nrr__memory_array(&store->memory, sizeof *piece + capacity, 1);
    if (piece == NULL)
        return NULL;
    piece->previous = store->bytes;
    piece->capacity = capacity;
    piece->used = 0;
    store->bytes = piece;
    store->bytes_size += sizeof *piece + capacity;
    return piece->bytes;
}

/* Copies what does not fit a word, and makes the word that points at it; 0 if there is no memory. */
static uint64_t key_word_outside(nrr__key_store *store, const nrr__key_entry *key)
{
    uint16_t length = (uint16_t)key->length;
    int is_bytes = key->type == NRR_KEY_BYTES;
    size_t size = is_bytes ? sizeof length + key->length : sizeof key->integer;
    unsigned char *address;

    size = (size + KEY_WORD_MASK) & ~(size_t)KEY_WORD_MASK;
    address = key_bytes_reserve(store, size);
    if (address == NULL)
        return 0;
    store->bytes->used += size;
    if (!is_bytes) {
        memcpy(address, &key->integer, sizeof key->integer);
        return (uintptr_t)address | KEY_WORD_BOXED;
    }
    memcpy(address, &length, sizeof length);
    if (length != 0)
        memcpy(address + sizeof length, key->bytes, length);
    return (uintptr_t)address | KEY_WORD_BYTES;
}

static uint64_t key_word(nrr__key_store *store, const nrr__key_entry *key)
{
    uint64_t shifted = (uint64_t)key->integer << 1;

    if (key->type == NRR_KEY_INTEGER && (int64_t)shifted >> 1 == key->integer)
        return shifted | KEY_WORD_INTEGER;
    return key_word_outside(store, key);
}

nrr_status nrr__key_store_add(nrr__key_store *store, const nrr__key_entry *key)
{
    uint64_t *word;

    nrr__assert(store->count < UINT32_MAX);
    word = nrr__pages_reserve(&store->words, &store->memory, store->count);
    if (word == NULL)
        return NRR_E_MEMORY;
    *word = key_word(store, key);
    if (*word == 0)
        return NRR_E_MEMORY;
    store->count++;
    return NRR_OK;
}
