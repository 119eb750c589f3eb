/* SPDX-License-Identifier: MIT */
/* libcsv splits the file into fields; this file knows where each record begins, hands its fields on
 * and says what is wrong. Nothing that libcsv would forgive is forgiven: a quote in the middle of a
 * field, text behind a closing quote and a quoted field without an end are refused (its strict
 * mode), and spaces belong to their field (RFC 4180, 2.4). Lines without a byte are skipped. */
#include "input.h"

#include <csv.h>
#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "batch.h"
#include "header.h"
#include "quote.h"
#include "record.h"
#include "refusal.h"
#include "status.h"

enum {
    INPUT_CHUNK = 1 << 16,
    /* libcsv keeps a field, and the quote that may end it, in its buffer, and wants room for one
     * byte more. A longer field is refused while it is being read: a quote that is never closed
     * must not fetch the whole file into memory. */
    INPUT_FIELD_BUFFER = NRR_KEY_LENGTH_MAX + 3
};

/* A field that is wrong unless the row is a void: its kind may stand behind it. */
typedef struct input_doubt {
    const char *what; /* NULL: there is none */
    size_t column;
    size_t length;
    char text[QUOTE_LENGTH_MAX];
} input_doubt;

typedef struct input {
    const char *file;
    nrr_ledger *ledger;
    span *times;
    batch *rows;
    header columns;
    int has_header;
    uint64_t line;   /* of the file, from 1, where the record that is being read begins */
    uint64_t breaks; /* line breaks inside of its quoted fields */
    size_t fields;   /* of it, so far */
    input_doubt doubt;
    int ended_by_cr; /* the byte before was a CR that ended a record or an empty line */
    int status;      /* to exit with; not 0 as soon as something is wrong, and has been said */
    char chunk[INPUT_CHUNK];
} input;

/* --- what is wrong ---------------------------------------------------------------------------- */

/* The beginning of a message: file, line, and column if there is one (from 0). */
static void input_print_place(const input *in, uint64_t line, const size_t *column)
{
    fprintf(stderr, "nrr-report: %s:%" PRIu64 ": ", in->file, line);
    if (column == NULL)
        return;
    fprintf(stderr, "column %zu", *column + 1);
    if (in->has_header && *column < in->columns.count) {
        fputs(" (", stderr);
        header_print_name(&in->columns, *column, in->ledger);
        fputc(')', stderr);
    }
    fputs(": ", stderr);
}

/* Hand the complete rows to the ledger. 0, and a message, if it does not take them. */
static int input_append(input *in)
{
    nrr_refusal refusal = {-1, 0, NRR_OK};
    nrr_status status = batch_append(in->rows, in->ledger, in->times, &refusal);
    size_t column;

    if (status == NRR_OK)
        return 1;
    if (refusal.row < 0 || refusal.field == 0) {
        in->status = status_complain(in->file, status);
        return 0;
    }
    column = header_place(&in->columns, refusal.field);
    input_print_place(in, in->rows->lines[refusal.row], &column);
    refusal_print(&refusal, in->rows, in->ledger, in->times);
    in->status = STATUS_BAD_INPUT;
    return 0;
}

/* Refuse the record that is being read. What stands before it in the file is looked at first, so
 * that the message is about the first error, whoever finds it. Returns whether the message is still
 * to be ended by the caller. */
static int input_refuse(input *in, const size_t *column)
{
    if (in->rows->count > 0 && !input_append(in))
        return 0;
    in->status = STATUS_BAD_INPUT;
    input_print_place(in, in->line, column);
    return 1;
}

static void input_refuse_value(input *in, size_t column, const char *text, size_t length,
                               const char *what)
{
    if (!input_refuse(in, &column))
        return;
    quote_print(text, length);
    fprintf(stderr, " %s\n", what);
}

static void input_refuse_field(input *in, const char *what)
{
    if (input_refuse(in, &in->fields))
        fprintf(stderr, "%s\n", what);
}

/* --- what libcsv finds ------------------------------------------------------------------------ */

/* CR, LF and CR LF are one line break each. */
static uint64_t input_count_breaks(const char *text, size_t length)
{
    uint64_t breaks = 0;
    size_t i;

    for (i = 0; i < length; i++) {
        if (text[i] == '\n' || (text[i] == '\r' && (i + 1 == length || text[i + 1] != '\n')))
            breaks++;
    }
    return breaks;
}

static void input_doubt_field(input *in, const char *text, size_t length, const char *what)
{
    in->doubt.what = what;
    in->doubt.column = in->fields;
    in->doubt.length = length;
    memcpy(in->doubt.text, text, length < QUOTE_LENGTH_MAX ? length : QUOTE_LENGTH_MAX);
}

static void input_take_name(input *in, const char *text, size_t length)
{
    nrr_status status;
    const char *wrong = header_add(&in->columns, text, length, in->ledger, &status);

    if (status != NRR_OK)
        in->status = status_complain(in->file, status);
    else if (wrong != NULL)
        input_refuse_value(in, in->fields, text, length, wrong);
}

/* A value of a dimension. An empty field says nothing. */
static const char *input_take_value(input *in, const header_column *column, const char *text,
                                    size_t length)
{
    const char *wrong = record_check_key(text, length);

    if (wrong != NULL || length == 0)
        return wrong;
    if (!batch_add_value(in->rows, column->dimension, column->flags, text, length))
        in->status = status_complain(in->file, NRR_E_MEMORY);
    return NULL;
}

static void input_take_field(input *in, const char *text, size_t length)
{
    const header_column *column;
    const char *wrong;

    if (!in->has_header) {
        input_take_name(in, text, length);
        return;
    }
    if (in->fields >= in->columns.count) {
        input_refuse_value(in, in->fields, text, length, "is one field more than the header has");
        return;
    }
    if (in->fields == 0)
        batch_begin_row(in->rows, in->line);
    column = &in->columns.columns[in->fields];
    in->breaks += input_count_breaks(text, length);
    wrong = column->field == NRR_FIELD_VALUE ? input_take_value(in, column, text, length)
                                             : record_set(in->rows, column->field, text, length);
    if (wrong != NULL && record_counts_for_void(column->field))
        input_refuse_value(in, in->fields, text, length, wrong);
    else if (wrong != NULL && in->doubt.what == NULL)
        input_doubt_field(in, text, length, wrong);
}

static void input_on_field(void *text, size_t length, void *context)
{
    input *in = (input *)context;

    if (in->status != 0)
        return;
    input_take_field(in, text == NULL ? "" : (const char *)text, length);
    in->fields++;
}

static void input_end_header(input *in)
{
    const char *missing = header_missing(&in->columns);

    if (missing != NULL && input_refuse(in, NULL))
        fprintf(stderr, "the header has no column \"%s\"\n", missing);
    in->has_header = 1;
}

/* What is wrong with the row as a whole, if no field of it is. */
static void input_check_row(input *in)
{
    nrr_field field;
    const char *text;
    const char *wrong = record_check(in->rows, &field, &text);
    size_t column = wrong == NULL ? 0 : header_place(&in->columns, field);

    if (wrong == NULL)
        return;
    if (column < in->columns.count)
        input_refuse_value(in, column, text, strlen(text), wrong);
    else
        input_refuse_value(in, header_place(&in->columns, NRR_FIELD_KIND), "void", 4,
                           "needs the id of a fact, and there is no column of ids");
}

static void input_end_row(input *in)
{
    const input_doubt *doubt = &in->doubt;

    if (in->fields < in->columns.count) {
        input_refuse_field(in, "missing: the line has fewer fields than the header");
        return;
    }
    if (doubt->what != NULL && in->rows->kinds[in->rows->count] != NRR_KIND_VOID)
        input_refuse_value(in, doubt->column, doubt->text, doubt->length, doubt->what);
    else
        input_check_row(in);
    if (in->status != 0)
        return;
    batch_end_row(in->rows);
    if (batch_is_full(in->rows))
        (void)input_append(in);
}

/* Called at each line break outside of quotes, and at the end of a file that does not end in one
 * (-1). A LF directly behind a CR is the rest of that one's break. */
static void input_on_break(int byte, void *context)
{
    input *in = (input *)context;
    int rest = in->ended_by_cr && byte == '\n' && in->fields == 0;

    if (in->status != 0)
        return;
    if (in->fields > 0 && !in->has_header)
        input_end_header(in);
    else if (in->fields > 0)
        input_end_row(in);
    in->ended_by_cr = byte == '\r';
    in->line += in->breaks + (rest ? 0 : 1);
    in->breaks = 0;
    in->fields = 0;
    in->doubt.what = NULL;
}

/* --- the file --------------------------------------------------------------------------------- */

static int input_no_space(unsigned char byte)
{
    (void)byte;
    return 0;
}

static void *input_bounded_realloc(void *memory, size_t size)
{
    return size > INPUT_FIELD_BUFFER ? NULL : realloc(memory, size);
}

static void input_refuse_csv(input *in, struct csv_parser *parser)
{
    if (in->status != 0)
        return;
    if (csv_error(parser) == CSV_EPARSE)
        input_refuse_field(in, "malformed quoting: a quote inside of an unquoted field, or text "
                               "behind a closing quote");
    else if (csv_get_buffer_size(parser) >= NRR_KEY_LENGTH_MAX)
        input_refuse_field(in, "the field is longer than 65535 bytes (is a quote never closed?)");
    else
        in->status = status_complain(in->file, NRR_E_MEMORY);
}

static void input_parse(input *in, FILE *file, struct csv_parser *parser)
{
    size_t got = fread(in->chunk, 1, sizeof in->chunk, file);
    size_t skip = got >= 3 && memcmp(in->chunk, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0;

    while (got > skip && in->status == 0) {
        size_t parsed =
            csv_parse(parser, in->chunk + skip, got - skip, input_on_field, input_on_break, in);

        if (parsed != got - skip)
            input_refuse_csv(in, parser);
        skip = 0;
        got = in->status == 0 ? fread(in->chunk, 1, sizeof in->chunk, file) : 0;
    }
    if (in->status == 0 && ferror(file)) {
        fprintf(stderr, "nrr-report: %s: %s\n", in->file, strerror(errno));
        in->status = STATUS_BAD_INPUT;
    }
    if (in->status == 0 && csv_fini(parser, input_on_field, input_on_break, in) != 0)
        input_refuse_field(in, "malformed quoting: the quoted field has no end");
    if (in->status == 0 && !in->has_header && input_refuse(in, NULL))
        fputs("there is no header (customer,time,kind,amount)\n", stderr);
    if (in->status == 0 && in->rows->count > 0)
        (void)input_append(in);
}

int input_read_stream(const char *name, FILE *file, nrr_ledger *ledger, span *times)
{
    input *in = (input *)calloc(1, sizeof *in);
    struct csv_parser parser;
    int status;

    if (in != NULL)
        in->rows = batch_new();
    if (in == NULL || in->rows == NULL ||
        csv_init(&parser, CSV_STRICT | CSV_STRICT_FINI | CSV_REPALL_NL) != 0) {
        batch_free(in == NULL ? NULL : in->rows);
        free(in);
        return status_complain(name, NRR_E_MEMORY);
    }
    csv_set_space_func(&parser, input_no_space);
    csv_set_realloc_func(&parser, input_bounded_realloc);
    in->file = name;
    in->ledger = ledger;
    in->times = times;
    in->line = 1;
    input_parse(in, file, &parser);
    csv_free(&parser);
    status = in->status;
    header_free(&in->columns);
    batch_free(in->rows);
    free(in);
    return status;
}

int input_read(const char *file, nrr_ledger *ledger, span *times)
{
    FILE *stream;
    int status;

    if (strcmp(file, "-") == 0)
        return input_read_stream(file, stdin, ledger, times);
    stream = fopen(file, "rb");
    if (stream == NULL) {
        fprintf(stderr, "nrr-report: %s: %s\n", file, strerror(errno));
        return STATUS_BAD_INPUT;
    }
    status = input_read_stream(file, stream, ledger, times);
    fclose(stream);
    return status;
}
