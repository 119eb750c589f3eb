/* SPDX-License-Identifier: MIT */
/*
 * Times are medians, told per fact; those of keys per key, that of a live refresh in microseconds.
 */
#include "output.h"

#include "extra.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

/* --- figures of a line ------------------------------------------------------------------------------ */

static double per_unit(const bench_contest *contest, bench_line line, int64_t ns)
{
    return line == BENCH_LINE_LIVE ? (double)ns / 1000.0
                                   : (double)ns / (double)contest->options->size.facts;
}

static const char *unit_of(bench_line line)
{
    switch (line) {
    case BENCH_LINE_LIVE:
        return "us";
    case BENCH_LINE_KEYS_INTEGER:
    case BENCH_LINE_KEYS_STRING:
        return "ns/key";
    default:
        return "ns/fact";
    }
}

static int line_is_there(const bench_contest *contest, bench_line line, unsigned threads)
{
    for (size_t i = 0; i < contest->count; i++) {
        if (bench_results_ns(&contest->results, line, i, threads) >= 0) {
            return 1;
        }
    }
    return 0;
}

/* How much longer a contestant took than the first. */
static double ratio_to_first(const bench_contest *contest, bench_line line, size_t contestant,
                             unsigned threads)
{
    int64_t ours = bench_results_ns(&contest->results, line, 0, threads);
    int64_t theirs = bench_results_ns(&contest->results, line, contestant, threads);

    return ours > 0 && theirs >= 0 ? (double)theirs / (double)ours : -1;
}

static double bytes_per_fact(const bench_contest *contest, size_t bytes)
{
    return (double)bytes / (double)contest->options->size.facts;
}

/* --- the table --------------------------------------------------------------------------------------- */

static void print_fields(unsigned fields, const char *between)
{
    const char *before = "";

    for (int field = 0; field < BENCH_FIELDS; field++) {
        if (fields >> field & 1U) {
            printf("%s%s", before, bench_field_name((bench_field)field));
            before = between;
        }
    }
    if (fields == 0) {
        printf("none");
    }
}

static void print_head(const bench_contest *contest)
{
    const bench_size *size = &contest->options->size;

    printf("%zu facts, %zu customers, %zu months, seed %" PRIu64 "; medians of %u, %s time\n",
           size->facts, size->customers, size->months, size->seed, contest->options->runs,
           contest->options->cpu ? "processors'" : "wall");
    printf("fields that may be left out: ");
    print_fields(contest->options->fields, ", ");
    printf("%s\n", contest->options->huge ? "; libnrr's memory in huge pages" : "");
    for (size_t i = 0; i < contest->count; i++) {
        printf("%s%s %s", i == 0 ? "" : ", ", contest->who[i].name, contest->who[i].version);
    }
    printf("\n\n%-20s %-7s %7s", "task", "unit", "threads");
    for (size_t i = 0; i < contest->count; i++) {
        printf(" %12s", contest->who[i].name);
        if (i > 0) {
            printf(" %8s", "ratio");
        }
    }
    printf("\n");
}

static void print_line(const bench_contest *contest, bench_line line, unsigned threads)
{
    printf("%-20s %-7s %7u", bench_line_name(line), unit_of(line), threads);
    for (size_t i = 0; i < contest->count; i++) {
        int64_t ns = bench_results_ns(&contest->results, line, i, threads);
        double ratio = ratio_to_first(contest, line, i, threads);
        if (ns < 0) {
            printf(" %12s", "-");
        } else {
            printf(" %12.2f", per_unit(contest, line, ns));
        }
        if (i > 0 && ratio < 0) {
            printf(" %8s", "-");
        } else if (i > 0) {
            printf(ratio < 10 ? " %7.2fx" : " %7.0fx", ratio);
        }
    }
    printf("\n");
}

static void print_bytes(const bench_contest *contest)
{
    if (contest->warm_bytes == 0) {
        return;
    }
    printf("bytes per fact: %.1f of keys and segments, %.1f of facts, %.1f of a snapshot with its "
           "timelines and three reports: %.1f; at the most %.1f\n",
           bytes_per_fact(contest, contest->prepared_bytes),
           bytes_per_fact(contest, contest->ledger_bytes - contest->prepared_bytes),
           bytes_per_fact(contest, contest->warm_bytes) -
               bytes_per_fact(contest, contest->ledger_bytes),
           bytes_per_fact(contest, contest->warm_bytes),
           bytes_per_fact(contest, contest->peak_bytes));
}

static void print_instructions(const bench_contest *contest)
{
    int are_counted = 0;

    for (int line = 0; line < BENCH_LINES; line++) {
        for (unsigned threads = 1; threads <= BENCH_THREADS; threads++) {
            int64_t count =
                bench_results_instructions(&contest->results, (bench_line)line, 0, threads);
            if (count >= 0) {
                are_counted = 1;
                printf("instructions per fact, %s, %u threads: %.1f\n",
                       bench_line_name((bench_line)line), threads,
                       bytes_per_fact(contest, (size_t)count));
            }
        }
    }
    if (!are_counted) {
        printf("instructions: not counted (the system lets no program count them)\n");
    }
}

void bench_output_table(const bench_contest *contest)
{
    print_head(contest);
    for (int line = 0; line < BENCH_LINES; line++) {
        for (unsigned threads = 1; threads <= BENCH_THREADS; threads++) {
            if (line_is_there(contest, (bench_line)line, threads)) {
                print_line(contest, (bench_line)line, threads);
            }
        }
    }
    printf("\n");
    print_bytes(contest);
    print_instructions(contest);
    printf("figures of peers compared, all equal: %" PRIu64 "\n", contest->compared);
}

/* --- objects ------------------------------------------------------------------------------------------ */

static void print_object(const bench_contest *contest, bench_line line, size_t contestant,
                         unsigned threads)
{
    const bench_results *results = &contest->results;
    const bench_size *size = &contest->options->size;
    const bench_contestant *who = &contest->who[contestant];
    int64_t ns = bench_results_ns(results, line, contestant, threads);
    int64_t instructions = bench_results_instructions(results, line, contestant, threads);
    double ratio = ratio_to_first(contest, line, contestant, threads);
    int64_t least;
    int64_t most;

    bench_results_range(results, line, contestant, threads, &least, &most);
    printf("{\"task\": \"%s\", \"contestant\": \"%s\", \"version\": \"%s\", \"threads\": %u, "
           "\"facts\": %zu, \"customers\": %zu, \"months\": %zu, \"seed\": %" PRIu64
           ", \"runs\": %zu, \"clock\": \"%s\", ",
           bench_line_name(line), who->name, who->version, threads, size->facts, size->customers,
           size->months, size->seed, results->times[line][contestant][threads - 1].count,
           contest->options->cpu ? "cpu" : "wall");
    printf("\"fields\": \"");
    print_fields(contest->options->fields, ",");
    printf("\", \"pages\": \"%s\", ", contest->options->huge ? "huge" : "small");
    printf("\"ns\": %" PRId64 ", \"least_ns\": %" PRId64 ", \"most_ns\": %" PRId64
           ", \"ns_per_fact\": %.3f, ",
           ns, least, most, (double)ns / (double)size->facts);
    if (ratio < 0) {
        printf("\"ratio\": null, ");
    } else {
        printf("\"ratio\": %.3f, ", ratio);
    }
    if (who->is_peer || contest->warm_bytes == 0) {
        printf("\"bytes_per_fact\": null, ");
    } else {
        printf("\"bytes_per_fact\": %.2f, ", bytes_per_fact(contest, contest->warm_bytes));
    }
    if (instructions < 0) {
        printf("\"instructions_per_fact\": null}\n");
    } else {
        printf("\"instructions_per_fact\": %.2f}\n", bytes_per_fact(contest, (size_t)instructions));
    }
}

void bench_output_json(const bench_contest *contest)
{
    for (int line = 0; line < BENCH_LINES; line++) {
        for (unsigned threads = 1; threads <= BENCH_THREADS; threads++) {
            for (size_t i = 0; i < contest->count; i++) {
                if (bench_results_ns(&contest->results, (bench_line)line, i, threads) >= 0) {
                    print_object(contest, (bench_line)line, i, threads);
                }
            }
        }
    }
}
