/* SPDX-License-Identifier: MIT */
/* Column reader: see column_reader.h. Values are copied byte by byte, so they may be unaligned. */
#include "column_reader.h"

#include "nrr/key.h"

#include <string.h>

int nrr__column_is_string(const nrr_column *column)
{
    return column->type == NRR_COLUMN_STRING || column->type == NRR_COLUMN_LARGE_STRING;
}

nrr_status nrr__column_check(const nrr_column *column, size_t rows)
{
    if (column->reserved != 0)
        return NRR_E_RESERVED;
    if ((column->flags & ~(uint32_t)NRR_COLUMN_CONSTANT) != 0)
        return NRR_E_FLAGS;
    if (column->type < NRR_COLUMN_INT8 || column->type > NRR_COLUMN_LARGE_STRING)
        return NRR_E_COLUMN_TYPE;
    if (nrr__column_is_string(column)) {
        if (column->stride != 0)
            return NRR_E_COLUMN_TYPE;
        return column->offsets == NULL && rows != 0 ? NRR_E_NULL : NRR_OK;
    }
    return column->data == NULL && rows != 0 ? NRR_E_NULL : NRR_OK;
}

static size_t column_place(const nrr_column *column, size_t place)
{
    return column->flags & NRR_COLUMN_CONSTANT ? 0 : place;
}

int nrr__column_is_there(const nrr_column *column, size_t place)
{
    const unsigned char *bitmap = column->validity;

    place = column_place(column, place);
    return bitmap == NULL || (bitmap[place / 8] >> (place % 8) & 1) != 0;
}

static size_t column_width(nrr_column_type type)
{
    switch (type) {
    case NRR_COLUMN_INT8:
    case NRR_COLUMN_UINT8:
        return 1;
    case NRR_COLUMN_INT16:
    case NRR_COLUMN_UINT16:
        return 2;
    case NRR_COLUMN_INT64:
    case NRR_COLUMN_UINT64:
        return 8;
    default: /* INT32, UINT32, ID */
        return 4;
    }
}

/* Bytes from one value to the next. */
static ptrdiff_t column_stride(const nrr_column *column)
{
    if ((column->flags & NRR_COLUMN_CONSTANT) != 0)
        return 0;
    return column->stride != 0 ? (ptrdiff_t)column->stride : (ptrdiff_t)column_width(column->type);
}

static const unsigned char *column_address(const nrr_column *column, size_t place)
{
    return (const unsigned char *)column->data + column_stride(column) * (ptrdiff_t)place;
}

/* The bits of a value, its sign carried on to all 64. */
static uint64_t column_read(const nrr_column *column, size_t place)
{
    const unsigned char *address = column_address(column, place);
    int8_t int8;
    int16_t int16;
    uint16_t uint16;
    int32_t int32;
    uint32_t uint32;
    uint64_t uint64;

    switch (column->type) {
    case NRR_COLUMN_INT8:
        memcpy(&int8, address, sizeof int8);
        return (uint64_t)int8;
    case NRR_COLUMN_INT16:
        memcpy(&int16, address, sizeof int16);
        return (uint64_t)int16;
    case NRR_COLUMN_INT32:
        memcpy(&int32, address, sizeof int32);
        return (uint64_t)int32;
    case NRR_COLUMN_UINT8:
        return *address;
    case NRR_COLUMN_UINT16:
        memcpy(&uint16, address, sizeof uint16);
        return uint16;
    case NRR_COLUMN_INT64:
    case NRR_COLUMN_UINT64:
        memcpy(&uint64, address, sizeof uint64);
        return uint64;
    default: /* UINT32, ID */
        memcpy(&uint32, address, sizeof uint32);
        return uint32;
    }
}

static int column_is_signed(const nrr_column *column)
{
    return column->type <= NRR_COLUMN_INT64;
}

nrr_status nrr__column_integer(const nrr_column *column, size_t place, int64_t *value)
{
    uint64_t bits = column_read(column, place);

    if (!column_is_signed(column) && bits > INT64_MAX)
        return NRR_E_COLUMN_VALUE;
    *value = (int64_t)bits;
    return NRR_OK;
}

nrr_status nrr__column_unsigned(const nrr_column *column, size_t place, uint64_t *value)
{
    uint64_t bits = column_read(column, place);

    if (column_is_signed(column) && bits > INT64_MAX)
        return NRR_E_COLUMN_VALUE;
    *value = bits;
    return NRR_OK;
}

/* Whether the values lie one behind the other where an array of numbers of that size may. */
static int column_is_array(const nrr_column *column, size_t size)
{
    return column_stride(column) == (ptrdiff_t)size && (uintptr_t)column->data % size == 0;
}

enum {
    COLUMN_STEP = 32 /* values that are copied at once: compilers take several where they see how many */
};

/* A function for each type, so that none has to ask for it in every step. What is copied first can't be where
 * it goes to, which compilers have to know. */
#define COLUMN_COPY(name, from_type, to_type)                                             \
    static void name(const unsigned char *from, ptrdiff_t stride, size_t count, to_type *to) \
    {                                                                                     \
        from_type values[COLUMN_STEP];                                                    \
        size_t i;                                                                         \
                                                                                          \
        while (stride == (ptrdiff_t)sizeof *values && count >= COLUMN_STEP) {             \
            memcpy(values, from, sizeof values);                                          \
            for (i = 0; i < COLUMN_STEP; i++)                                             \
                to[i] = (to_type)values[i];                                               \
            from += sizeof values;                                                        \
            to += COLUMN_STEP;                                                            \
            count -= COLUMN_STEP;                                                         \
        }                                                                                 \
        for (i = 0; i < count; i++, from += stride) {                                     \
            memcpy(values, from, sizeof *values);                                         \
            to[i] = (to_type)values[0];                                                   \
        }                                                                                 \
    }

COLUMN_COPY(column_copy_int8, int8_t, int64_t)
COLUMN_COPY(column_copy_int16, int16_t, int64_t)
COLUMN_COPY(column_copy_int32, int32_t, int64_t)
COLUMN_COPY(column_copy_uint8, uint8_t, int64_t)
COLUMN_COPY(column_copy_uint16, uint16_t, int64_t)
COLUMN_COPY(column_copy_uint32, uint32_t, int64_t)
COLUMN_COPY(column_copy_uint64, uint64_t, int64_t)
COLUMN_COPY(column_word_int8, int8_t, uint32_t)
COLUMN_COPY(column_word_int16, int16_t, uint32_t)
COLUMN_COPY(column_word_uint8, uint8_t, uint32_t)
COLUMN_COPY(column_word_uint16, uint16_t, uint32_t)
COLUMN_COPY(column_word_uint32, uint32_t, uint32_t)

#undef COLUMN_COPY

static void column_copy(const nrr_column *column, size_t place, size_t count, int64_t *buffer)
{
    const unsigned char *address = column_address(column, place);
    ptrdiff_t stride = column_stride(column);

    switch (column->type) {
    case NRR_COLUMN_INT8:
        column_copy_int8(address, stride, count, buffer);
        break;
    case NRR_COLUMN_INT16:
        column_copy_int16(address, stride, count, buffer);
        break;
    case NRR_COLUMN_INT32:
        column_copy_int32(address, stride, count, buffer);
        break;
    case NRR_COLUMN_UINT8:
        column_copy_uint8(address, stride, count, buffer);
        break;
    case NRR_COLUMN_UINT16:
        column_copy_uint16(address, stride, count, buffer);
        break;
    case NRR_COLUMN_INT64:
    case NRR_COLUMN_UINT64:
        column_copy_uint64(address, stride, count, buffer);
        break;
    default: /* UINT32, ID */
        column_copy_uint32(address, stride, count, buffer);
        break;
    }
}

const int64_t *nrr__column_slab(const nrr_column *column, size_t place, size_t count,
                                int64_t *buffer)
{
    int64_t all = 0;
    size_t i;

    if (column->validity != NULL)
        return NULL;
    if (column->type == NRR_COLUMN_INT64 && column_is_array(column, sizeof *buffer))
        return (const int64_t *)column->data + place;
    column_copy(column, place, count, buffer);
    if (column->type != NRR_COLUMN_UINT64)
        return buffer;
    for (i = 0; i < count; i++) /* of which the highest bit is no sign */
        all |= buffer[i];
    return all < 0 ? NULL : buffer;
}

/* Copies values of 64 bits; whether they fit 32. */
static int column_narrow(const nrr_column *column, size_t place, size_t count, uint32_t *buffer)
{
    int64_t values[COLUMN_STEP];
    uint64_t all = 0;
    size_t step, i;

    for (; count != 0; count -= step, place += step, buffer += step) {
        step = count < COLUMN_STEP ? count : COLUMN_STEP;
        column_copy(column, place, step, values);
        for (i = 0; i < step; i++) {
            all |= (uint64_t)values[i];
            buffer[i] = (uint32_t)values[i];
        }
    }
    return all >> 32 == 0;
}

/* Copies values as words; whether all of them fit. */
static int column_copy_words(const nrr_column *column, size_t place, size_t count, uint32_t *buffer)
{
    const unsigned char *address = column_address(column, place);
    ptrdiff_t stride = column_stride(column);

    switch (column->type) {
    case NRR_COLUMN_INT8:
        column_word_int8(address, stride, count, buffer);
        break;
    case NRR_COLUMN_INT16:
        column_word_int16(address, stride, count, buffer);
        break;
    case NRR_COLUMN_UINT8:
        column_word_uint8(address, stride, count, buffer);
        break;
    case NRR_COLUMN_UINT16:
        column_word_uint16(address, stride, count, buffer);
        break;
    case NRR_COLUMN_INT64:
    case NRR_COLUMN_UINT64:
        return column_narrow(column, place, count, buffer);
    default: /* INT32, UINT32, ID */
        column_word_uint32(address, stride, count, buffer);
        break;
    }
    return 1;
}

const uint32_t *nrr__column_words(const nrr_column *column, size_t place, size_t count,
                                  uint32_t *buffer)
{
    if (column->validity != NULL)
        return NULL;
    if ((column->type == NRR_COLUMN_UINT32 || column->type == NRR_COLUMN_ID) &&
        column_is_array(column, sizeof *buffer))
        return (const uint32_t *)column->data + place;
    return column_copy_words(column, place, count, buffer) ? buffer : NULL;
}

static int64_t column_offset(const nrr_column *column, size_t place)
{
    if (column->type == NRR_COLUMN_STRING) {
        int32_t offset;
        memcpy(&offset, (const unsigned char *)column->offsets + place * sizeof offset,
               sizeof offset);
        return offset;
    } else {
        int64_t offset;
        memcpy(&offset, (const unsigned char *)column->offsets + place * sizeof offset,
               sizeof offset);
        return offset;
    }
}

nrr_status nrr__column_string(const nrr_column *column, size_t place, const void **bytes,
                              size_t *length)
{
    int64_t start, end;

    place = column_place(column, place);
    start = column_offset(column, place);
    end = column_offset(column, place + 1);
    if (start < 0 || end < start)
        return NRR_E_COLUMN_OFFSETS;
    if (end - start > NRR_KEY_LENGTH_MAX) /* here, since it may not fit size_t */
        return NRR_E_KEY_LENGTH;
    *bytes = column->data == NULL ? NULL : (const unsigned char *)column->data + start;
    *length = (size_t)(end - start);
    return NRR_OK;
}

/* The strings between one offset of a type and the next, as long as these ascend. */
#define COLUMN_SPANS(type)                                                                           \
    offsets += place * sizeof(type);                                                                 \
    memcpy(&start, offsets, sizeof(type));                                                           \
    for (i = 0; i < count; i++, start = end) {                                                       \
        memcpy(&end, offsets + (i + 1) * sizeof(type), sizeof(type));                                \
        if (start < 0 || end < start || end - start > NRR_KEY_LENGTH_MAX)                            \
            break;                                                                                   \
        spans[i].bytes = data + start;                                                               \
        spans[i].length = (size_t)(end - start);                                                     \
    }

size_t nrr__column_spans(const nrr_column *column, size_t place, size_t count, nrr__span *spans)
{
    const unsigned char *data = (const unsigned char *)column->data,
                        *offsets = (const unsigned char *)column->offsets;
    size_t i;

    if (column->validity != NULL || data == NULL || (column->flags & NRR_COLUMN_CONSTANT) != 0)
        return 0;
    if (column->type == NRR_COLUMN_STRING) {
        int32_t start, end;
        COLUMN_SPANS(int32_t)
    } else {
        int64_t start, end;
        COLUMN_SPANS(int64_t)
    }
    return i;
}

#undef COLUMN_SPANS
