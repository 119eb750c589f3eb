/* SPDX-License-Identifier: MIT */
/* Key store: see key_store.h.
 *
 * A record is a key outside of its entry: 16 bits of length and the bytes of a string, or an integer,
 * whose address is marked. Records lie one behind the other in pieces, at even addresses. */
#include "key_store.h"

#include "memory.h"

enum {
    KEY_BYTES_SMALLEST = 1024,   /* bytes of the first piece */
    KEY_BYTES_LARGEST = 1 << 20, /* pieces stop growing here */
    KEY_BYTES_SHARE = 32,        /* a piece is this share of all that came before: as much is unused */
    KEY_RECORD_INTEGER = 1,      /* the mark of an address */
    KEY_WORD = 8                 /* bytes */
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

/* Bytes of a page. */
static size_t key_page_bytes(const nrr__key_store *store, uint32_t page)
{
    return ((size_t)1 << (NRR__PAGES_FIRST + (page >> NRR__PAGES_SPLIT))) * store->words[page] * KEY_WORD;
}

void nrr__key_store_release(nrr__key_store *store)
{
    nrr_allocator memory;
    uint32_t page;

    if (store == NULL || !nrr__count_release(&store->references))
        return;
    memory = store->memory;
    key_bytes_release(&memory, store->bytes);
    if (store->outside != NULL) {
        nrr__pages_end(&store->outside->addresses, &memory);
        nrr__memory_release(&memory, store->outside, 1, sizeof *store->outside);
    }
    for (page = 0; page < NRR__PAGES && store->pages[page] != NULL; page++)
        nrr__memory_release(&memory, store->pages[page], key_page_bytes(store, page), 1);
    nrr__memory_release(&memory, store, 1, sizeof *store);
}

size_t nrr__key_store_size(const nrr__key_store *store)
{
    size_t outside =
        store->outside == NULL ? 0 : sizeof *store->outside + store->outside->addresses.size;

    return sizeof *store + outside + store->page_bytes + store->piece_bytes;
}

/* The key of a record. */
static nrr__key_entry key_record_read(uintptr_t address)
{
    nrr__key_entry key = {NULL, 0, 0, NRR_KEY_INTEGER};
    const unsigned char *record = (const unsigned char *)(address & ~(uintptr_t)KEY_RECORD_INTEGER);
    uint16_t length;

    if ((address & KEY_RECORD_INTEGER) != 0) {
        memcpy(&key.integer, record, sizeof key.integer);
        return key;
    }
    memcpy(&length, record, sizeof length);
    key.bytes = record + sizeof length;
    key.length = length;
    key.type = NRR_KEY_BYTES;
    return key;
}

/* The key outside that an entry of one word leads to. */
static nrr__key_entry key_word_read(const nrr__key_store *store, const unsigned char *entry)
{
    uint64_t word;

    memcpy(&word, entry, sizeof word);
    nrr__assert(word >> 32 == NRR__KEY_MARK && (uint32_t)word < store->outside->count);
    return key_record_read(*(const uintptr_t *)nrr__pages_at(&store->outside->addresses, (uint32_t)word));
}

nrr__key_entry nrr__key_store_far(const nrr__key_store *store, nrr__key_at at)
{
    nrr__key_entry key = {NULL, 0, 0, NRR_KEY_INTEGER};
    uintptr_t address;
    uint16_t head;

    if (at.words == 1)
        return key_word_read(store, at.entry);
    memcpy(&head, at.entry, sizeof head);
    if ((head & NRR__KEY_HOLDS) == NRR__KEY_OUTSIDE) {
        memcpy(&address, at.entry + KEY_WORD, sizeof address);
        return key_record_read(address);
    }
    memcpy(&key.integer, at.entry + KEY_WORD, sizeof key.integer);
    return key;
}

/* Room at the end of the newest piece. */
static unsigned char *key_bytes_reserve(nrr__key_store *store, size_t length)
{
    nrr__key_bytes *piece = store->bytes;
    size_t capacity;

    if (piece != NULL && piece->capacity - piece->used >= length)
        return piece->bytes + piece->used;
    capacity = store->piece_bytes / KEY_BYTES_SHARE;
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
    store->piece_bytes += sizeof *piece + capacity;
    return piece->bytes;
}

/* Copies a key into a record; 0 if there is no memory. */
static uintptr_t key_record(nrr__key_store *store, const nrr__key_entry *key)
{
    uint16_t length = (uint16_t)key->length;
    int is_string = key->type == NRR_KEY_BYTES;
    size_t size = is_string ? sizeof length + key->length : sizeof key->integer;
    unsigned char *record;

    size += size & 1; /* addresses are even: their lowest bit is the mark */
    record = key_bytes_reserve(store, size);
    if (record == NULL)
        return 0;
    store->bytes->used += size;
    if (!is_string) {
        memcpy(record, &key->integer, sizeof key->integer);
        return (uintptr_t)record | KEY_RECORD_INTEGER;
    }
    memcpy(record, &length, sizeof length);
    if (length != 0)
        memcpy(record + sizeof length, key->bytes, length);
    return (uintptr_t)record;
}

/* Puts a key outside, and the word that leads there into its place. */
static nrr_status key_word_outside(nrr__key_store *store, unsigned char *entry, const nrr__key_entry *key)
{
    nrr__key_outside *outside = store->outside;
    uintptr_t *address;
    uint64_t word;

    if (outside == NULL) {
        outside = nrr__memory_array(&store->memory, 1, sizeof *outside);
        if (outside == NULL)
            return NRR_E_MEMORY;
        nrr__pages_begin(&outside->addresses, sizeof(uintptr_t));
        outside->count = 0;
        store->outside = outside;
    }
    address = nrr__pages_reserve(&outside->addresses, &store->memory, outside->count);
    if (address == NULL)
        return NRR_E_MEMORY;
    *address = key_record(store, key);
    if (*address == 0)
        return NRR_E_MEMORY;
    word = (uint64_t)NRR__KEY_MARK << 32 | outside->count++;
    memcpy(entry, &word, sizeof word);
    return NRR_OK;
}

/* Writes an entry of so many words. */
static nrr_status key_entry_write(nrr__key_store *store, unsigned char *entry, uint32_t words,
                                  const nrr__key_entry *key)
{
    uint16_t head = NRR__KEY_INTEGER;
    uintptr_t address;

    if (words == 1) {
        if (key->type != NRR_KEY_INTEGER || (uint64_t)key->integer >> 32 == NRR__KEY_MARK)
            return key_word_outside(store, entry, key);
        memcpy(entry, &key->integer, sizeof key->integer);
        return NRR_OK;
    }
    if (key->type == NRR_KEY_INTEGER) {
        memcpy(entry + KEY_WORD, &key->integer, sizeof key->integer);
    } else if (key->length + NRR__KEY_HEAD <= (size_t)words * KEY_WORD) {
        head = (uint16_t)(key->length << NRR__KEY_LENGTH | NRR__KEY_STRING);
        if (key->length != 0)
            memcpy(entry + NRR__KEY_HEAD, key->bytes, key->length);
    } else {
        head = NRR__KEY_OUTSIDE;
        address = key_record(store, key);
        if (address == 0)
            return NRR_E_MEMORY;
        memcpy(entry + KEY_WORD, &address, sizeof address);
    }
    memcpy(entry, &head, sizeof head);
    return NRR_OK;
}

/* The words that an entry needs to hold the key, at the least: 1 is an integer, strings take 2 to 8, and what
 * is longer counts as one more. */
static uint32_t key_size(const nrr__key_entry *key)
{
    size_t words;

    if (key->type == NRR_KEY_INTEGER)
        return 1;
    words = (key->length + NRR__KEY_HEAD + KEY_WORD - 1) / KEY_WORD;
    return words < 2 ? 2 : words > NRR__KEY_WORDS ? NRR__KEY_WORDS + 1 : (uint32_t)words;
}

/* How wide entries of the next page are: what would have taken the least memory for the page before, and
 * the wider of two that take the same, since it leads to what is outside in fewer steps. */
static uint32_t key_page_words(const nrr__key_store *store)
{
    uint64_t least = UINT64_MAX;
    uint32_t best = 1, words, size;

    for (words = 1; words <= NRR__KEY_WORDS; words++) {
        uint64_t taken = 0;
        for (size = 1; size < NRR__KEY_SIZES; size++) {
            uint32_t outside = size <= words ? 0 : words > 1 ? size : size + 1; /* and the address of that */
            taken += (uint64_t)store->sizes[size] * (words + outside);
        }
        if (taken <= least) {
            least = taken;
            best = words;
        }
    }
    return best;
}

/* Makes the page of a place, if it is not there. The first page is as its first key needs it. */
static nrr_status key_page_reserve(nrr__key_store *store, uint32_t page, const nrr__key_entry *key)
{
    void *made;

    if (store->pages[page] != NULL)
        return NRR_OK;
    if (page == 0)
        store->sizes[key_size(key)] = 1;
    store->words[page] = (uint8_t)key_page_words(store);
    made = nrr__memory_array(&store->memory, key_page_bytes(store, page), 1);
    if (made == NULL) {
        if (page == 0)
            store->sizes[key_size(key)] = 0;
        return NRR_E_MEMORY;
    }
    store->page_bytes += key_page_bytes(store, page);
    store->pages[page] = made;
    memset(store->sizes, 0, sizeof store->sizes);
    return NRR_OK;
}

nrr_status nrr__key_store_add(nrr__key_store *store, const nrr__key_entry *key)
{
    nrr__page_place place = nrr__page_place_of(store->count);
    uint32_t words;
    nrr_status status;

    nrr__assert(store->count < UINT32_MAX);
    status = key_page_reserve(store, place.page, key);
    if (status != NRR_OK)
        return status;
    words = store->words[place.page];
    status = key_entry_write(
        store, (unsigned char *)store->pages[place.page] + (size_t)place.offset * words * KEY_WORD, words,
        key);
    if (status != NRR_OK)
        return status;
    store->sizes[key_size(key)]++;
    store->count++;
    return NRR_OK;
}
