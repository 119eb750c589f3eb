/* SPDX-License-Identifier: MIT */
/*
 * Values of dimensions: few of everything, so that they meet at one instant.
 */
#include "fuzz/machine.h"

#include <string.h>

static const uint32_t customer_keys[] = {1, 2, 6};
static const uint32_t line_keys[] = {0, 4, 8};
static const uint32_t dimension_keys[] = {3, 12};
static const uint32_t value_keys[] = {0, 2, 5, 7};

/* An assignment on its way into the ledger. */
typedef struct machine_value {
    model_assignment assignment;
    nrr_assignment row;
    nrr_status defect; /* NRR_OK, or what it will be refused for, */
    nrr_field field;   /* and the field to blame */
} machine_value;

static void spoil(machine_value *value, unsigned number)
{
    static const struct {
        nrr_status status;
        nrr_field field;
    } defects[] = {{NRR_E_RESERVED, NRR_FIELD_RESERVED}, {NRR_E_FLAGS, NRR_FIELD_FLAGS},
                   {NRR_E_DIMENSION, NRR_FIELD_DIMENSION}, {NRR_E_CUSTOMER, NRR_FIELD_CUSTOMER},
                   {NRR_E_VALUE, NRR_FIELD_VALUE}};

    if (number >= sizeof defects / sizeof defects[0]) {
        return;
    }
    value->defect = defects[number].status;
    value->field = defects[number].field;
    switch (value->defect) {
    case NRR_E_RESERVED:
        value->row.reserved = 1;
        break;
    case NRR_E_FLAGS:
        value->row.flags |= 2;
        break;
    case NRR_E_DIMENSION:
        value->row.dimension = 0;
        break;
    case NRR_E_CUSTOMER:
        value->row.customer = UINT32_MAX;
        break;
    default: /* NRR_E_VALUE */
        value->row.value = UINT32_MAX;
        break;
    }
}

/* Whether there was memory for its keys. */
static int choose(machine *m, machine_value *value)
{
    unsigned what = fuzz_byte(&m->input), when = fuzz_byte(&m->input), how = fuzz_byte(&m->input);
    model_assignment *one = &value->assignment;

    memset(value, 0, sizeof *value);
    one->customer = customer_keys[what % 3];
    one->dimension = dimension_keys[what / 4 % 2];
    one->value = value_keys[what / 8 % 4];
    one->is_line = what / 32 % 2 == 1;
    one->line = one->is_line ? line_keys[what / 64 % 3] : 0;
    one->time = machine_instant(when);
    one->sequence = when / 16 % 4 == 3 ? UINT64_MAX : when / 16 % 4;
    if (!machine_intern_key(m, NRR_KEY_CUSTOMER, one->customer, &value->row.customer) ||
        !machine_intern_key(m, NRR_KEY_DIMENSION, one->dimension, &value->row.dimension) ||
        !machine_intern_key(m, NRR_KEY_LINE, one->line, &value->row.line) ||
        !machine_intern_key(m, NRR_KEY_VALUE, one->value, &value->row.value)) {
        return 0;
    }
    value->row.time = one->time;
    value->row.sequence = one->sequence;
    value->row.flags = one->is_line ? NRR_ASSIGNMENT_LINE : 0;
    spoil(value, how);
    return 1;
}

static nrr_column column_of(nrr_field field, nrr_column_type type, const void *first)
{
    nrr_column column;

    memset(&column, 0, sizeof column);
    column.data = first;
    column.field = field;
    column.type = type;
    column.stride = sizeof(nrr_assignment);
    return column;
}

static nrr_status assign(machine *m, const nrr_assignment *rows, size_t count, int as_columns,
                         nrr_refusal *refusal)
{
    unsigned char no_line = 0;
    nrr_column columns[] = {
        column_of(NRR_FIELD_TIME, NRR_COLUMN_INT64, &rows->time),
        column_of(NRR_FIELD_SEQUENCE, NRR_COLUMN_UINT64, &rows->sequence),
        column_of(NRR_FIELD_DIMENSION, NRR_COLUMN_ID, &rows->dimension),
        column_of(NRR_FIELD_CUSTOMER, NRR_COLUMN_ID, &rows->customer),
        column_of(NRR_FIELD_LINE, NRR_COLUMN_ID, &rows->line),
        column_of(NRR_FIELD_VALUE, NRR_COLUMN_ID, &rows->value),
        column_of(NRR_FIELD_FLAGS, NRR_COLUMN_UINT32, &rows->flags),
    };

    if (!as_columns) {
        return nrr_ledger_assign(m->host.ledger, rows, sizeof *rows, count, refusal);
    }
    for (size_t i = 0; i < count; i++) {
        if (rows[i].line != 0) {
            no_line = (unsigned char)(no_line | 1U << i);
        }
    }
    columns[4].validity = &no_line;
    return nrr_ledger_assign_columns(m->host.ledger, columns, sizeof columns / sizeof columns[0],
                                     count, refusal);
}

/* The first row that is spoilt; columns have no reserved member. */
static size_t first_defect(const machine_value *values, size_t count, int as_columns)
{
    size_t place = 0;

    while (place < count && (values[place].defect == NRR_OK ||
                             (as_columns && values[place].defect == NRR_E_RESERVED))) {
        place++;
    }
    return place;
}

static void note(machine *m, const machine_value *values, size_t count)
{
    model_books *books = &m->now.books;

    for (size_t i = 0; i < count; i++) {
        books->assignments[books->assignment_count++] = values[i].assignment;
    }
}

void machine_assign(machine *m)
{
    machine_value values[MACHINE_ROWS];
    nrr_assignment rows[MACHINE_ROWS];
    unsigned what = fuzz_byte(&m->input);
    size_t count = what / 2 % (MACHINE_ROWS + 1), bad;
    size_t fail_first = m->fail_first;
    nrr_refusal refusal = {-7, -7, -7};
    nrr_status status;

    if (m->host.ledger == NULL ||
        m->now.books.assignment_count + count > MODEL_ASSIGNMENTS_MAX) {
        return;
    }
    m->fail_first = 0;
    for (size_t i = 0; i < count; i++) {
        if (!choose(m, &values[i])) {
            return;
        }
        rows[i] = values[i].row;
    }
    bad = first_defect(values, count, (int)(what % 2));
    m->fail_first = fail_first;
    do {
        machine_arm(m);
        status = assign(m, rows, count, (int)(what % 2), &refusal);
    } while (machine_goes_again(m, status));
    if (status == NRR_E_MEMORY) {
        return;
    }
    fuzz_expect("status of assignments", status, bad < count ? values[bad].defect : NRR_OK);
    if (status == NRR_OK) {
        note(m, values, count);
        return;
    }
    fuzz_expect("row of a refused assignment", refusal.row, (int64_t)bad);
    fuzz_expect("field of a refused assignment", refusal.field, values[bad].field);
    fuzz_expect("status of a refused assignment", refusal.status, status);
}
