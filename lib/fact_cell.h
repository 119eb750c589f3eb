/* SPDX-License-Identifier: MIT */
/* Fact cell: what every fact has, as it is kept: in 16 bytes, of which a line of a cache holds four. The customer is a
 * number in its block, and beside that there are 54 bits for the time, which are 285 years of microseconds before zero and
 * after, and 32 for the amount. Facts that need more have the upper halves of both in a column of their own. */
#ifndef NRR_LIB_FACT_CELL_H
#define NRR_LIB_FACT_CELL_H

#include <stdint.h>

#ifndef NRR__BLOCK_BITS /* fuzzing makes blocks small, so that few customers lie in several */
#define NRR__BLOCK_BITS 10
#endif
#define NRR__BLOCK_CUSTOMERS (UINT32_C(1) << NRR__BLOCK_BITS)

/* What every fact has. */
typedef struct nrr__fact_core {
    int64_t time;
    int64_t amount;
    uint32_t customer;
    uint16_t reason;
    uint8_t kind;
    uint8_t flags;
} nrr__fact_core;

typedef struct nrr__fact_cell {
    uint32_t time; /* the lower half, as of the amount */
    uint32_t amount;
    uint32_t place; /* below what there is room for of the upper half of the time, the customer's number in the block */
    uint16_t reason;
    uint8_t kind;
    uint8_t flags;
} nrr__fact_cell;

/* The upper halves. */
typedef struct nrr__fact_halves {
    uint32_t time;
    uint32_t amount;
} nrr__fact_halves;

/* Not zero if a time needs its upper half, or an amount. */
static inline uint64_t nrr__time_excess(int64_t time)
{
    const uint32_t bits = 64 - NRR__BLOCK_BITS;

    return ((uint64_t)time + (UINT64_C(1) << (bits - 1))) >> bits;
}

static inline uint64_t nrr__amount_excess(int64_t amount)
{
    return ((uint64_t)amount + (UINT64_C(1) << 31)) >> 32;
}

/* The block of a customer. */
static inline uint32_t nrr__block_of(uint32_t customer)
{
    return (customer - 1) >> NRR__BLOCK_BITS;
}

/* The number of a customer in its block. */
static inline uint32_t nrr__block_number(uint32_t customer)
{
    return (customer - 1) & (NRR__BLOCK_CUSTOMERS - 1);
}

/* The same of the fact of a cell. */
static inline uint32_t nrr__cell_number(const nrr__fact_cell *cell)
{
    return cell->place & (NRR__BLOCK_CUSTOMERS - 1);
}

/* A number of 64 bits, of its halves; the upper one of those that have none is what its sign makes of it. */
static inline int64_t nrr__cell_join(uint32_t upper, uint32_t lower)
{
    return (int64_t)((uint64_t)upper << 32 | lower);
}

static inline nrr__fact_halves nrr__fact_halves_of(const nrr__fact_core *core)
{
    nrr__fact_halves halves;

    halves.time = (uint32_t)((uint64_t)core->time >> 32);
    halves.amount = (uint32_t)((uint64_t)core->amount >> 32);
    return halves;
}

static inline nrr__fact_cell nrr__fact_cell_of(const nrr__fact_core *core)
{
    nrr__fact_cell cell;

    cell.time = (uint32_t)(uint64_t)core->time;
    cell.amount = (uint32_t)(uint64_t)core->amount;
    cell.place =
        nrr__fact_halves_of(core).time << NRR__BLOCK_BITS | nrr__block_number(core->customer);
    cell.reason = core->reason;
    cell.kind = core->kind;
    cell.flags = core->flags;
    return cell;
}

/* The fact of a cell that needs no halves, of a block that begins with a customer. */
static inline nrr__fact_core nrr__cell_core(const nrr__fact_cell *cell, uint32_t first_customer)
{
    nrr__fact_core core;

    core.time = nrr__cell_join((uint32_t)((int32_t)cell->place >> NRR__BLOCK_BITS), cell->time);
    core.amount = (int32_t)cell->amount;
    core.customer = first_customer + nrr__cell_number(cell);
    core.reason = cell->reason;
    core.kind = cell->kind;
    core.flags = cell->flags;
    return core;
}

#endif
