/* SPDX-License-Identifier: MIT */
/*
 * A batch as columns: every field in any type that can hold its values, packed or strided, forwards
 * or backwards, aligned or not, with and without validity, one value for all where it is one.
 */
#include "model/feed.h"

#include <string.h>

enum {
    /* A value and up to three bytes beside it, and room to start off any boundary. */
    VALUES_SIZE = MODEL_FACTS_MAX * (sizeof(int64_t) + 3) + 8,
    BYTES_SIZE = MODEL_FACTS_MAX * sizeof(((feed_key *)0)->bytes) + 8,
    COLUMNS_MAX = 8
};

/* The memory behind one column. */
typedef struct column_memory {
    unsigned char values[VALUES_SIZE];
    unsigned char validity[MODEL_FACTS_MAX / 8];
    union {
        int32_t narrow[MODEL_FACTS_MAX + 1];
        int64_t wide[MODEL_FACTS_MAX + 1];
    } offsets;
} column_memory;

/* What a column is made of: values, of which those that are absent read as zero. */
typedef struct column_values {
    size_t count;
    int may_be_absent;
    model_wide value[MODEL_FACTS_MAX];
} column_values;

typedef struct column_type {
    nrr_column_type type;
    size_t size;
    model_wide low;
    model_wide high;
} column_type;

static const column_type integer_types[] = {
    {NRR_COLUMN_INT8, 1, INT8_MIN, INT8_MAX},    {NRR_COLUMN_INT16, 2, INT16_MIN, INT16_MAX},
    {NRR_COLUMN_INT32, 4, INT32_MIN, INT32_MAX}, {NRR_COLUMN_INT64, 8, INT64_MIN, INT64_MAX},
    {NRR_COLUMN_UINT8, 1, 0, UINT8_MAX},         {NRR_COLUMN_UINT16, 2, 0, UINT16_MAX},
    {NRR_COLUMN_UINT32, 4, 0, UINT32_MAX},       {NRR_COLUMN_UINT64, 8, 0, UINT64_MAX},
};
static const column_type id_type = {NRR_COLUMN_ID, 4, 0, UINT32_MAX};

static int type_holds(const column_type *type, const column_values *values)
{
    for (size_t i = 0; i < values->count; i++) {
        if (values->value[i] < type->low || values->value[i] > type->high) {
            return 0;
        }
    }
    return 1;
}

static const column_type *choose_type(const column_values *values, random_source *source)
{
    for (;;) {
        const column_type *type = &integer_types[random_below(source, 8)];
        if (type_holds(type, values)) {
            return type;
        }
    }
}

/* The value as the machine has it in so many bytes. */
static void put_value(unsigned char *out, size_t size, model_wide value)
{
    uint64_t bits = (uint64_t)value;
    uint8_t bits8 = (uint8_t)bits;
    uint16_t bits16 = (uint16_t)bits;
    uint32_t bits32 = (uint32_t)bits;

    switch (size) {
    case 1:
        memcpy(out, &bits8, size);
        break;
    case 2:
        memcpy(out, &bits16, size);
        break;
    case 4:
        memcpy(out, &bits32, size);
        break;
    default:
        memcpy(out, &bits, sizeof bits);
        break;
    }
}

static void set_bit(unsigned char *bits, size_t place, int value)
{
    unsigned char mask = (unsigned char)(1U << (place % 8));

    bits[place / 8] = (unsigned char)(value ? bits[place / 8] | mask : bits[place / 8] & ~mask);
}

static int all_equal(const column_values *values)
{
    for (size_t i = 1; i < values->count; i++) {
        if (values->value[i] != values->value[0]) {
            return 0;
        }
    }
    return values->count > 0;
}

/* Zeros of a field that may be absent: written as such, or as not there with noise in their place. */
static void choose_validity(nrr_column *column, column_memory *memory, const column_values *values,
                            int must, random_source *source)
{
    if (!must && random_chance(source, 50)) {
        return;
    }
    for (size_t i = 0; i < sizeof memory->validity; i++) {
        memory->validity[i] = (unsigned char)random_bits(source);
    }
    for (size_t i = 0; i < values->count; i++) {
        int is_absent = values->may_be_absent && values->value[i] == 0;
        set_bit(memory->validity, i, !(is_absent && (must || random_chance(source, 70))));
    }
    column->validity = memory->validity;
}

static int is_there(const nrr_column *column, const column_memory *memory, size_t place)
{
    return column->validity == NULL || (memory->validity[place / 8] >> (place % 8) & 1) != 0;
}

static void make_integers(nrr_column *column, column_memory *memory, const column_values *values,
                          const column_type *type, int is_constant, random_source *source)
{
    size_t step = type->size + (random_chance(source, 50) ? 0 : random_below(source, 4));
    size_t start = (size_t)random_below(source, 8);
    int backwards = random_chance(source, 30);
    size_t last = values->count > 0 ? values->count - 1 : 0;

    column->type = type->type;
    column->stride = backwards ? -(int64_t)step : (int64_t)step;
    if (column->stride == (int64_t)type->size && random_chance(source, 70)) {
        column->stride = 0;
    }
    if (is_constant && random_chance(source, 60)) {
        column->flags = NRR_COLUMN_CONSTANT;
        last = 0;
    }
    column->data = memory->values + start + (backwards ? last * step : 0);
    for (size_t i = 0; i <= last && i < values->count; i++) {
        size_t place = backwards ? last - i : i;
        model_wide value = is_there(column, memory, i) ? values->value[i] : 77;
        put_value(memory->values + start + place * step, type->size, value);
    }
}

static void make_integer_column(nrr_column *column, column_memory *memory,
                                const column_values *values, random_source *source)
{
    choose_validity(column, memory, values, 0, source);
    make_integers(column, memory, values, choose_type(values, source), all_equal(values), source);
}

static void make_id_column(nrr_column *column, column_memory *memory, nrr_ledger *ledger,
                           const feed_door *door, nrr_key_family family, column_values *values,
                           random_source *source)
{
    for (size_t i = 0; i < values->count; i++) {
        uint32_t id = 0;
        /* A key that can't be interned shows as id 0, which the append refuses. */
        (void)feed_intern(ledger, door, family, (uint32_t)values->value[i], &id);
        values->value[i] = id;
    }
    choose_validity(column, memory, values, 0, source);
    make_integers(column, memory, values, &id_type, all_equal(values), source);
}

static void make_string_column(nrr_column *column, column_memory *memory, unsigned char *bytes,
                               feed_style style, const column_values *values, random_source *source)
{
    int is_large = random_chance(source, 50);
    int is_constant = all_equal(values) && random_chance(source, 60);
    size_t end = (size_t)random_below(source, 8);

    choose_validity(column, memory, values, values->may_be_absent, source);
    column->type = is_large ? NRR_COLUMN_LARGE_STRING : NRR_COLUMN_STRING;
    column->flags = is_constant ? NRR_COLUMN_CONSTANT : 0;
    column->data = bytes;
    column->offsets = &memory->offsets;
    for (size_t i = 0; i <= values->count; i++) {
        if (is_large) {
            memory->offsets.wide[i] = (int64_t)end;
        } else {
            memory->offsets.narrow[i] = (int32_t)end;
        }
        if (i < values->count && is_there(column, memory, i)) {
            feed_key key = feed_make_key(style, (uint32_t)values->value[i]);
            memcpy(bytes + end, key.bytes, key.length);
            end += key.length;
        }
    }
}

/* Keys as ids, or as the integers or strings that they are. */
static void make_key_column(nrr_column *column, column_memory *memory, unsigned char *bytes,
                            nrr_ledger *ledger, const feed_door *door, nrr_key_family family,
                            column_values *values, random_source *source)
{
    feed_style style = family == NRR_KEY_LINE ? door->lines : door->customers;

    if (style == FEED_MIXED || random_chance(source, 40)) {
        make_id_column(column, memory, ledger, door, family, values, source);
    } else if (style == FEED_BYTES) {
        make_string_column(column, memory, bytes, style, values, source);
    } else {
        column_values keys = *values;
        for (size_t i = 0; i < values->count; i++) {
            int is_default = values->may_be_absent && values->value[i] == 0;
            feed_key key = feed_make_key(style, (uint32_t)values->value[i]);
            keys.value[i] = is_default ? 0 : key.integer;
        }
        /* The key 0 is a key: the model's numbers decide which are absent, and whether all are one. */
        choose_validity(column, memory, values, values->may_be_absent, source);
        make_integers(column, memory, &keys, choose_type(&keys, source), all_equal(values), source);
    }
}

static model_wide field_value(const model_fact *fact, nrr_field field)
{
    switch (field) {
    case NRR_FIELD_TIME:
        return fact->time;
    case NRR_FIELD_AMOUNT:
        return fact->amount;
    case NRR_FIELD_SEQUENCE:
        return fact->sequence;
    case NRR_FIELD_CUSTOMER:
        return fact->customer;
    case NRR_FIELD_LINE:
        return fact->line;
    case NRR_FIELD_KIND:
        return fact->kind;
    case NRR_FIELD_REASON:
        return fact->reason;
    default: /* NRR_FIELD_FLAGS */
        return fact->all ? NRR_FACT_ALL : 0;
    }
}

static int may_be_absent(nrr_field field)
{
    return field == NRR_FIELD_LINE || field == NRR_FIELD_SEQUENCE || field == NRR_FIELD_REASON ||
           field == NRR_FIELD_FLAGS;
}

nrr_status feed_columns(nrr_ledger *ledger, const feed_door *door, const model_fact *facts,
                        size_t count, random_source *source)
{
    static const nrr_field fields[COLUMNS_MAX] = {
        NRR_FIELD_TIME, NRR_FIELD_AMOUNT, NRR_FIELD_SEQUENCE, NRR_FIELD_CUSTOMER,
        NRR_FIELD_LINE, NRR_FIELD_KIND,   NRR_FIELD_REASON,   NRR_FIELD_FLAGS};
    static column_memory memory[COLUMNS_MAX];
    static unsigned char bytes[2][BYTES_SIZE];
    nrr_column columns[COLUMNS_MAX];
    size_t order[COLUMNS_MAX];
    size_t column_count = 0;

    memset(columns, 0, sizeof columns);
    random_order(source, order, COLUMNS_MAX);
    for (size_t f = 0; f < COLUMNS_MAX; f++) {
        nrr_column *column = &columns[column_count];
        column_memory *own = &memory[column_count];
        column_values values = {count, may_be_absent(fields[order[f]]), {0}};
        column->field = fields[order[f]];
        for (size_t i = 0; i < count; i++) {
            values.value[i] = field_value(&facts[i], column->field);
        }
        if (values.may_be_absent && all_equal(&values) && values.value[0] == 0 &&
            random_chance(source, 50)) {
            continue; /* a field that nobody uses needs no column */
        }
        if (column->field == NRR_FIELD_CUSTOMER) {
            make_key_column(column, own, bytes[0], ledger, door, NRR_KEY_CUSTOMER, &values, source);
        } else if (column->field == NRR_FIELD_LINE) {
            make_key_column(column, own, bytes[1], ledger, door, NRR_KEY_LINE, &values, source);
        } else {
            make_integer_column(column, own, &values, source);
        }
        column_count++;
    }
    return nrr_ledger_append_columns(ledger, columns, column_count, count, NULL);
}
