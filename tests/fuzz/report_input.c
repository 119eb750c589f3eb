/* SPDX-License-Identifier: MIT */
/*
 * The CSV reader of nrr-report. It takes any bytes, and says what is wrong with them in one line;
 * what it takes makes a ledger that can be asked.
 *
 * The first byte says how the rest becomes a file. T: bytes from 128 on are words, so that a file is
 * as easily made of words as of bytes. M: the same, and memory runs out at the request that the
 * second byte numbers. Anything else is the first byte of the file.
 */
#define _GNU_SOURCE 1 /* fopencookie(), where it is there */

#include "fuzz/arena.h"
#include "fuzz/fuzz.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../../examples/nrr-report/input.h"
#include "../../examples/nrr-report/status.h"

const char *const fuzz_target = "report_input";

enum { FILE_MAX = 1 << 16, MESSAGE_MAX = 1 << 12 };

/* --- the file ------------------------------------------------------------------------------------ */

static const char *const words[] = {
    "customer,time,kind,amount\n",
    "customer,time,kind,amount,line,reason,sequence,id,known,parent\n",
    "id,kind,known,amount,time,customer\n",
    "customer,time,kind,amount,parent\r\n",
    "opening",
    "new",
    "expansion",
    "contraction",
    "churn",
    "reactivation",
    "level",
    "change_up",
    "change_down",
    "renewal",
    "void",
    "all",
    "price",
    "non_renewal",
    "1024",
    "65536",
    "2024-01-01",
    "2024-02-29",
    "2024-02-30",
    "2024-12-31T23:59:59Z",
    "9223372036854775807",
    "-9223372036854775808",
    "18446744073709551615",
    "\n",
    "\r\n",
    "\r",
    ",",
    ",,",
    ",,,,,,",
    "\"",
    "\"\"",
    "\",\"",
    "\xEF\xBB\xBF",
    "\xC3\xA9",
    "a",
    "b",
    "0",
    "1",
    "100",
    "-1",
    "a,1,new,100\n",
    "a,2,expansion,10\n",
    "a,3,churn,all\n",
    "b,1,new,50,,,,x\n",
    "a,1,new,100,,,,x,5,b\n",
    ",,void,,,,,x,7,\n",
    "x,new,3,100,1,a\n",
    "x,void,4,,,\n",
    "customer",
    "time",
    "kind",
    "amount",
    "line",
    "reason",
    "sequence",
    "id",
    "known",
    "parent",
    "dim:x",
    "linedim:x",
    "customer,time,kind,amount,dim:x,linedim:x,line,sequence\n",
    "a,1,new,100,b,c,a,1\n",
    "a,1,level,100,c,b,a,1\n",
    "a,1,void,100,a,a,,\n",
};

static size_t add(uint8_t *file, size_t size, const char *bytes, size_t length)
{
    if (length > FILE_MAX - size) {
        return size;
    }
    memcpy(file + size, bytes, length);
    return size + length;
}

static size_t make_file(uint8_t *file, fuzz_bytes input, int has_words)
{
    size_t size = 0;

    while (input.left > 0) {
        uint8_t byte = fuzz_byte(&input);
        size_t word = (size_t)byte - 128;
        if (has_words && byte >= 128 && word < sizeof words / sizeof words[0]) {
            size = add(file, size, words[word], strlen(words[word]));
        } else {
            size = add(file, size, (const char *)&byte, 1);
        }
    }
    return size;
}

/* --- memory -------------------------------------------------------------------------------------- */

/* The reader's calloc() and free() are these: its large blocks are kept for the next input, since to
 * fetch them from the system takes longer than to read a file. */
typedef struct kept_block {
    void *memory;
    size_t size;
    int is_used;
} kept_block;

static kept_block kept[2];

void *fuzz_calloc(size_t count, size_t size);
void fuzz_free(void *memory);

void *fuzz_calloc(size_t count, size_t size)
{
    size_t bytes = count * size;

    for (size_t i = 0; i < sizeof kept / sizeof kept[0]; i++) {
        kept_block *block = &kept[i];
        if (block->is_used || (block->size != 0 && block->size != bytes)) {
            continue;
        }
        block->memory = block->memory == NULL ? malloc(bytes) : block->memory;
        block->size = bytes;
        block->is_used = 1;
        fuzz_expect("memory for the reader", block->memory != NULL, 1);
        ARENA_UNPOISON(block->memory, bytes);
        return memset(block->memory, 0, bytes);
    }
    return calloc(count, size);
}

void fuzz_free(void *memory)
{
    for (size_t i = 0; i < sizeof kept / sizeof kept[0]; i++) {
        if (memory != NULL && kept[i].memory == memory) {
            fuzz_expect("a block that is freed twice", kept[i].is_used, 1);
            kept[i].is_used = 0;
            ARENA_POISON(memory, kept[i].size);
            return;
        }
    }
    free(memory);
}

static void check_kept(void)
{
    for (size_t i = 0; i < sizeof kept / sizeof kept[0]; i++) {
        fuzz_expect("a block that was not freed", kept[i].is_used, 0);
    }
}

/* --- streams ------------------------------------------------------------------------------------- */

/* What is left of the file, and the message. */
static fuzz_bytes stream_input;
static char message[MESSAGE_MAX];
static size_t message_length;

#ifdef __GLIBC__

static ssize_t give_bytes(void *cookie, char *bytes, size_t length)
{
    size_t count = stream_input.left < length ? stream_input.left : length;

    (void)cookie;
    memcpy(bytes, stream_input.next, count);
    stream_input.next += count;
    stream_input.left -= count;
    return (ssize_t)count;
}

static ssize_t take_message(void *cookie, const char *bytes, size_t length)
{
    size_t room = sizeof message - message_length;

    (void)cookie;
    memcpy(message + message_length, bytes, length < room ? length : room);
    message_length += length < room ? length : room;
    return (ssize_t)length;
}

/* Reads the file, with what goes to standard error put aside. Both streams are made once: to make a
 * stream takes long. */
static int read_aside(nrr_ledger *ledger, span *times)
{
    static FILE *file;
    static FILE *aside;
    FILE *was = stderr;
    int status;

    if (aside == NULL) {
        cookie_io_functions_t giving = {give_bytes, NULL, NULL, NULL};
        cookie_io_functions_t taking = {NULL, take_message, NULL, NULL};
        file = fopencookie(NULL, "r", giving);
        aside = fopencookie(NULL, "w", taking);
        fuzz_expect("streams", file != NULL && aside != NULL, 1);
        (void)setvbuf(file, NULL, _IONBF, 0);
    }
    message_length = 0;
    clearerr(file);
    stderr = aside;
    status = input_read_stream("-", file, ledger, times);
    (void)fflush(aside);
    stderr = was;
    return status;
}

static void check_message(int status)
{
    static const char begin[] = "nrr-report: -";

    if (status == STATUS_FINE) {
        fuzz_expect("bytes of a message without need", (int64_t)message_length, 0);
        return;
    }
    fuzz_expect("a message's begin",
                message_length > sizeof begin && memcmp(message, begin, sizeof begin - 1) == 0, 1);
    fuzz_expect("a message's end", message[message_length - 1], '\n');
    for (size_t i = 0; i + 1 < message_length; i++) {
        fuzz_expect("a byte of a message that is not for a line of a terminal",
                    message[i] >= 0x20 && message[i] < 0x7f, 1);
    }
}

#else

static int read_aside(nrr_ledger *ledger, span *times)
{
    FILE *file = tmpfile();
    int status;

    fuzz_expect("a file", file != NULL, 1);
    fuzz_expect("bytes of a file", (int64_t)fwrite(stream_input.next, 1, stream_input.left, file),
                (int64_t)stream_input.left);
    rewind(file);
    status = input_read_stream("-", file, ledger, times);
    (void)fclose(file);
    return status;
}

static void check_message(int status)
{
    (void)status;
    (void)message;
    (void)message_length;
}

#endif

/* --- what was read ------------------------------------------------------------------------------- */

static int64_t counter(const nrr_ledger *ledger, nrr_counter code)
{
    int64_t value = 0;

    (void)nrr_ledger_counter(ledger, code,
                             &value); /* there is no first and last time without facts */
    return value;
}

static void check_span(const nrr_ledger *ledger, span *times)
{
    int64_t facts = counter(ledger, NRR_COUNTER_FACTS);

    span_finish(times);
    if (counter(ledger, NRR_COUNTER_VOIDS) != 0) {
        fuzz_expect("a span of no fact", facts == 0 && !times->asked.is_empty, 0);
        return;
    }
    fuzz_expect("an empty span", times->asked.is_empty, facts == 0);
    if (facts != 0) {
        fuzz_expect("first time", times->asked.first, counter(ledger, NRR_COUNTER_FIRST_TIME));
        fuzz_expect("last time", times->asked.last, counter(ledger, NRR_COUNTER_LAST_TIME));
    }
}

static void check_lists(const nrr_snapshot *snapshot)
{
    nrr_page all = {0, UINT64_MAX};
    nrr_table *table = NULL;
    nrr_status status = nrr_snapshot_findings(snapshot, &all, &table);

    fuzz_expect("status of findings", status == NRR_OK || status == NRR_E_OVERFLOW, 1);
    nrr_table_free(table);
}

static void check_report(const nrr_snapshot *snapshot, nrr_unit unit, const span *times)
{
    nrr_query *query = NULL;
    nrr_report *report = NULL;
    nrr_status status;

    (void)nrr_query_new(NULL, &query);
    (void)nrr_query_set(query, NRR_QUERY_UNIT, unit);
    (void)nrr_query_add_period(query, INT64_MIN, INT64_MAX);
    if (times->asked.first < times->asked.last) {
        (void)nrr_query_add_period(query, times->asked.first, times->asked.last);
    }
    status = nrr_snapshot_report(snapshot, query, &report);
    fuzz_expect("status of a report", status == NRR_OK || status == NRR_E_OVERFLOW, 1);
    if (report != NULL) {
        fuzz_expect("identities", nrr_report_check(report, NULL), NRR_OK);
    }
    nrr_report_free(report);
    nrr_query_free(query);
}

static void check_ledger(nrr_ledger *ledger, nrr_unit unit, span *times)
{
    nrr_snapshot *snapshot = NULL;

    check_span(ledger, times);
    fuzz_expect("status of a snapshot", nrr_ledger_snapshot(ledger, &snapshot), NRR_OK);
    check_report(snapshot, unit, times);
    check_lists(snapshot);
    nrr_snapshot_free(snapshot);
}

static void read_file(const uint8_t *bytes, size_t size, size_t fail)
{
    fuzz_arena arena;
    nrr_ledger *ledger = NULL;
    span times;
    int status, failed;

    arena_begin(&arena);
    fuzz_expect("status of a ledger", nrr_ledger_new(&arena.allocator, &ledger), NRR_OK);
    span_begin(&times, INT64_MAX, INT64_MAX);
    arena_fail(&arena, fail, fail == 0 ? 0 : SIZE_MAX);
    stream_input.next = bytes;
    stream_input.left = size;
    status = read_aside(ledger, &times);
    failed = arena.failed;
    arena_fail(&arena, 0, 0);
    check_message(status);
    fuzz_expect("a status to exit with",
                status == STATUS_FINE || status == STATUS_BAD_INPUT ||
                    (status == STATUS_TROUBLE && failed),
                1);
    if (status == STATUS_FINE) {
        check_ledger(ledger, (nrr_unit)(1 + size % 3), &times);
    }
    span_free(&times);
    nrr_ledger_free(ledger);
    check_kept();
    fuzz_expect("blocks of memory that are left", (int64_t)arena.live, 0);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static uint8_t file[FILE_MAX];
    fuzz_bytes input = {data, size};
    int mode = size > 0 ? data[0] : 0;
    size_t fail = 0;

    if (mode == 'T' || mode == 'M') {
        (void)fuzz_byte(&input);
    }
    if (mode == 'M') {
        fail = 1 + (size_t)fuzz_byte(&input);
    }
    size = make_file(file, input, mode == 'T' || mode == 'M');
    read_file(file, size, fail);
    return 0;
}
