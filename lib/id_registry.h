/* SPDX-License-Identifier: MIT */
/* Id registry: what a ledger knows of each idempotency key (METRICS.md section 2): where its fact
 * is, and of the few of which there is more to say, that too: a void, or an earlier `known`; and
 * which ids came again, or were refused. A ledger has one once it has keys of facts.
 *
 * One thread (the ledger's) writes. Snapshots share it: they read the addresses of facts that were
 * there when they were taken, which never change, and the two logs up to counts of their own.
 *
 * An id costs a word of 32 bits here. A fact with an id has an address: the number of its row among
 * all rows of chunks for such facts. A directory leads from there to the chunk. */
#ifndef NRR_LIB_ID_REGISTRY_H
#define NRR_LIB_ID_REGISTRY_H

#include "fact_chunk.h"
#include "pages.h"

/* What an id stands for at the moment. */
typedef enum nrr__id_state {
    NRR__ID_FREE,    /* nothing has come with it */
    NRR__ID_FACT,    /* a fact, and no more: the value is its address */
    NRR__ID_DETAIL,  /* see the detail with that number */
    NRR__ID_PENDING  /* a fact in a row of the batch at hand: the value is the row */
} nrr__id_state;

/* The largest address, detail number and row of a batch. */
#define NRR__ID_VALUE_MAX ((UINT32_C(1) << 30) - 1)

typedef struct nrr__id_word {
    nrr__id_state state;
    uint32_t value;
} nrr__id_word;

typedef struct nrr__id_detail {
    int64_t known;      /* of the fact, if it has come: the earliest that a copy of it had */
    int64_t void_known; /* of the void, if there is one: likewise */
    uint32_t address;   /* of the fact, plus 1; 0 = it has not come */
    uint32_t pending;   /* the row of the fact in the batch at hand, plus 1; 0 = none */
    uint32_t is_void;
    uint32_t reserved;
} nrr__id_detail;

/* A log of ids, append-only. */
typedef struct nrr__id_log {
    nrr__pages entries;
    uint32_t count;
} nrr__id_log;

/* Where the fact of an address lies. */
typedef struct nrr__id_place {
    const nrr__fact_chunk *chunk;
    size_t row;
} nrr__id_place;

typedef struct nrr__id_registry {
    nrr__count references;
    nrr_allocator memory;
    nrr__pages words;     /* by id - 1: state and value */
    nrr__pages directory; /* chunks, one pointer to each NRR__CHUNK_ROWS addresses */
    nrr__pages details;
    uint32_t id_count;    /* ids that have a word */
    uint32_t address_count;
    uint32_t detail_count;
    uint32_t detail_room; /* details that there is memory for */
    nrr__id_log repeats;   /* ids, as often as their fact came again */
    nrr__id_log conflicts; /* ids, as often as other content was refused */
    uint32_t void_count;   /* ids that were taken back */
} nrr__id_registry;

/* NULL if there is no memory. */
nrr__id_registry *nrr__id_registry_new(const nrr_allocator *memory);

/* NULL is allowed. */
void nrr__id_registry_release(nrr__id_registry *registry);
size_t nrr__id_registry_size(const nrr__id_registry *registry);

/* Makes room for the words of so many ids. */
nrr_status nrr__id_registry_grow(nrr__id_registry *registry, uint32_t ids);

/* Makes room for so many more details, and for so many more repeats. */
nrr_status nrr__id_registry_reserve(nrr__id_registry *registry, size_t details, size_t repeats);

/* Makes room for so many more addresses, in chunks of multiples of NRR__CHUNK_ROWS. */
nrr_status nrr__id_registry_reserve_addresses(nrr__id_registry *registry, size_t addresses);

/* Gives the rows of a new chunk addresses, behind all that were given; room must be reserved. */
void nrr__id_registry_address(nrr__id_registry *registry, nrr__fact_chunk *chunk);

/* Notes that a fact came again; room must be reserved. */
void nrr__id_log_repeat(nrr__id_registry *registry, uint32_t id);

/* Notes that a fact was refused, if there is memory for that. */
void nrr__id_log_conflict(nrr__id_registry *registry, uint32_t id);

/* The id of an entry of a log. */
uint32_t nrr__id_log_read(const nrr__id_log *log, uint32_t number);

nrr__id_word nrr__id_read(const nrr__id_registry *registry, uint32_t id);
void nrr__id_write(nrr__id_registry *registry, uint32_t id, nrr__id_word word);

nrr__id_detail *nrr__id_detail_of(const nrr__id_registry *registry, uint32_t number);

/* The detail of an id, made from its word if it has none yet; room must be reserved. */
nrr__id_detail *nrr__id_detail_make(nrr__id_registry *registry, uint32_t id);

/* The address of the fact of an id, plus 1; 0 if none has come. Any thread. */
uint32_t nrr__id_address(const nrr__id_registry *registry, uint32_t id);

nrr__id_place nrr__id_place_of(const nrr__id_registry *registry, uint32_t address);

/* When the fact in a row was known. */
int64_t nrr__id_place_known(nrr__id_place place);

#endif
