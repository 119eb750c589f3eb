/* SPDX-License-Identifier: MIT */
#include "sheet.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "cell.h"
#include "csv_text.h"
#include "grid.h"
#include "instant.h"
#include "json.h"
#include "number.h"
#include "output.h"
#include "utf8.h"

enum {
    SHEET_KEY_WIDTH = 40, /* characters of a key in a table */
    SHEET_PLAIN_DIGITS = 6,
    SHEET_PERCENT_DIGITS = 1
};

sheet sheet_begin(const options *chosen, const nrr_snapshot *snapshot, size_t rows)
{
    sheet shown;

    memset(&shown, 0, sizeof shown);
    shown.chosen = chosen;
    shown.snapshot = snapshot;
    shown.rows = rows;
    return shown;
}

sheet_column *sheet_put(sheet *shown, const char *name, sheet_type type)
{
    sheet_column *column = &shown->column[shown->columns++];

    memset(column, 0, sizeof *column);
    column->name = name;
    column->type = type;
    return column;
}

void sheet_put_group(sheet *shown, const char *const *texts)
{
    int has_groups = shown->chosen->by_count > 0;

    sheet_put(shown, "group", has_groups ? SHEET_GROUP : SHEET_NOTHING)->texts = texts;
}

/* A value as text: a key of the snapshot, a name, or in the buffer. Absent if it has no bytes. */
typedef struct sheet_text {
    const char *text;
    size_t length;
    char buffer[CELL_SIZE];
} sheet_text;

static void sheet_read_key(const sheet *shown, nrr_key_family family, int64_t id, sheet_text *value)
{
    nrr_key key = {0};

    if (id != 0)
        (void)nrr_snapshot_key_of(shown->snapshot, family, (uint32_t)id, &key); /* the table's */
    value->text = (const char *)key.bytes;
    value->length = (size_t)key.length;
}

/* A host's own reason has no name. */
static void sheet_read_word(nrr_vocabulary words, int64_t code, sheet_text *value)
{
    if (nrr_vocabulary_name(words, (int32_t)code, &value->text) != NRR_OK) {
        snprintf(value->buffer, sizeof value->buffer, "%" PRId64, code);
        value->text = value->buffer;
    }
    value->length = strlen(value->text);
}

static void sheet_write_period(const sheet *shown, int64_t end, char *text)
{
    nrr_calendar calendar = instant_calendar(shown->chosen->period);

    (void)nrr_calendar_edge(&calendar, end, -1, &end); /* the period is in the calendar */
    instant_write_step(text, end, shown->chosen->period);
}

/* A period is named once, and in it each group. */
static int sheet_is_repeated(const sheet *shown, size_t row, size_t column)
{
    const sheet_column *of = &shown->column[column];

    if (of->type == SHEET_PERIOD)
        return row > 0 && of->values[row] == of->values[row - 1];
    return of->type == SHEET_GROUP && shown->column[0].type == SHEET_PERIOD &&
           sheet_is_repeated(shown, row, 0) && of->texts[row] == of->texts[row - 1];
}

static void sheet_read_number(const sheet *shown, size_t row, const sheet_column *column,
                              sheet_text *value)
{
    int digits = shown->chosen->digits < 0 ? SHEET_PLAIN_DIGITS : shown->chosen->digits;

    *value->buffer = '\0';
    if (column->type == SHEET_RATE)
        number_write_ratio(value->buffer, &column->ratios[row], digits, 0);
    else if (column->type == SHEET_DATE)
        instant_write_date(value->buffer, column->values[row]);
    else if (column->type == SHEET_INSTANT)
        instant_write(value->buffer, column->values[row]);
    else if (column->type == SHEET_PERIOD)
        sheet_write_period(shown, column->values[row], value->buffer);
    else if (column->type != SHEET_NOTHING)
        snprintf(value->buffer, sizeof value->buffer, "%" PRId64, column->values[row]);
    value->text = value->buffer;
    value->length = strlen(value->buffer);
}

static void sheet_read(const sheet *shown, size_t row, size_t column, sheet_text *value)
{
    const sheet_column *of = &shown->column[column];

    value->text = value->buffer;
    value->length = 0;
    if (of->absent != NULL && of->absent[row])
        return;
    if (of->type == SHEET_TEXT || of->type == SHEET_GROUP) {
        value->text = of->texts[row];
        value->length = value->text != NULL ? strlen(value->text) : 0;
        return;
    }
    if (of->type == SHEET_CUSTOMER)
        sheet_read_key(shown, NRR_KEY_CUSTOMER, of->values[row], value);
    else if (of->type == SHEET_LINE)
        sheet_read_key(shown, NRR_KEY_LINE, of->values[row], value);
    else if (of->type == SHEET_WORD)
        sheet_read_word(of->words, of->values[row], value);
    else
        sheet_read_number(shown, row, of, value);
}

/* --- for people -------------------------------------------------------------------------------- */

static void sheet_table_rate(const sheet *shown, const nrr_ratio *ratio, char *text)
{
    int digits = shown->chosen->digits < 0 ? SHEET_PERCENT_DIGITS : shown->chosen->digits;

    number_write_ratio(text, ratio, digits, 2);
    if (ratio->status == NRR_RATIO_UNDEFINED)
        strcpy(text, "-");
    else if (ratio->status == NRR_RATIO_OK)
        strcat(text, "%");
}

static void sheet_table_write(const void *context, size_t row, size_t column, char *text)
{
    const sheet *shown = (const sheet *)context;
    const sheet_column *of = &shown->column[column];
    sheet_text value;

    *text = '\0';
    if (row != GRID_TITLES && sheet_is_repeated(shown, row, column))
        return;
    if (row == GRID_TITLES && of->type == SHEET_GROUP) {
        output_table_write_group_title(text, shown->chosen);
    } else if (row == GRID_TITLES) {
        if (of->type != SHEET_NOTHING)
            strcpy(text, of->name);
    } else if (of->type == SHEET_GROUP && of->texts[row] == NULL) {
        strcpy(text, "total");
    } else if (of->type == SHEET_RATE) {
        sheet_table_rate(shown, &of->ratios[row], text);
    } else if (of->type == SHEET_AMOUNT) {
        number_write_grouped(text, of->values[row], shown->chosen->minor_digits);
    } else {
        sheet_read(shown, row, column, &value);
        utf8_copy_printable(text, SHEET_KEY_WIDTH, value.text, value.length);
    }
}

static int sheet_is_text(const sheet_column *column)
{
    return column->type == SHEET_CUSTOMER || column->type == SHEET_LINE ||
           column->type == SHEET_WORD || column->type == SHEET_DATE ||
           column->type == SHEET_PERIOD || column->type == SHEET_TEXT ||
           column->type == SHEET_INSTANT || column->type == SHEET_GROUP;
}

static int sheet_table_is_left(const void *context, size_t column)
{
    return sheet_is_text(&((const sheet *)context)->column[column]);
}

void sheet_table(const sheet *shown)
{
    grid cells;

    cells.columns = shown->columns;
    cells.rows = shown->rows;
    cells.write = sheet_table_write;
    cells.is_left = sheet_table_is_left;
    cells.context = shown;
    grid_print(&cells);
}

/* --- for programs ------------------------------------------------------------------------------ */

/* Keys as they were given, quoted where they must be. */
void sheet_csv(const sheet *shown)
{
    sheet_text value;
    size_t column;
    size_t row;

    for (column = 0; column < shown->columns; column++)
        printf("%s%s", column > 0 ? "," : "", shown->column[column].name);
    putchar('\n');
    for (row = 0; row < shown->rows; row++) {
        for (column = 0; column < shown->columns; column++) {
            sheet_read(shown, row, column, &value);
            fputs(column > 0 ? "," : "", stdout);
            csv_text_print(value.text, value.length);
        }
        putchar('\n');
    }
}

/* NULL if there is no memory. */
static json_t *sheet_json_value(const sheet *shown, size_t row, size_t column)
{
    const sheet_column *of = &shown->column[column];
    sheet_text value;

    if (of->type == SHEET_RATE)
        return json_of_ratio(&of->ratios[row]);
    if ((of->type == SHEET_AMOUNT || of->type == SHEET_COUNT) &&
        (of->absent == NULL || !of->absent[row]))
        return json_integer(of->values[row]);
    sheet_read(shown, row, column, &value);
    return value.length == 0 ? json_null() : json_of_text(value.text, value.length);
}

static json_t *sheet_json_row(const sheet *shown, size_t row)
{
    json_t *object = json_object();
    size_t column;

    for (column = 0; column < shown->columns; column++) {
        if (json_object_set_new(object, shown->column[column].name,
                                sheet_json_value(shown, row, column)) != 0) {
            json_decref(object);
            return NULL;
        }
    }
    return object;
}

int sheet_json(const sheet *shown)
{
    size_t row;

    putchar('[');
    for (row = 0; row < shown->rows; row++) {
        if (!json_print_element(sheet_json_row(shown, row), row == 0))
            return 0;
    }
    fputs(shown->rows > 0 ? "\n]" : "]", stdout);
    return 1;
}
