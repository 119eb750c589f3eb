#!/bin/sh
# SPDX-License-Identifier: MIT
#
# usage: tables.sh PROGRAM [TABLE...]
#
# Runs the benchmark as README.md shows it, and prints its tables one after the other:
#
#     main      10 million facts, DuckDB beside it, both numbers of threads
#     sqlite    1 million facts, SQLite and DuckDB beside it
#     growth    100 thousand, 1 million, 10 million and 100 million facts, libnrr alone
#     fields    1 million facts with and without each field that a fact need not have
#
# Without a TABLE it runs them all, in this order. 100 million facts want some 12 GB of
# memory, by estimate.

set -eu
[ $# -ge 1 ] || { sed -n '4,15s/^# \{0,1\}//p' "$0"; exit 2; }
program=$1
shift
[ $# -gt 0 ] || set -- main sqlite growth fields

title() { printf '\n=== %s\n\n' "$*"; }

for part in "$@"; do
    case $part in
    main)
        title "10 million facts"
        "$program" --peers duckdb
        ;;
    sqlite)
        title "1 million facts"
        "$program" --facts 1000000 --runs 3 --peers duckdb,sqlite
        ;;
    growth)
        for facts in 100000 1000000 10000000 100000000; do
            title "$facts facts"
            "$program" --facts "$facts" --runs 3 --peers none
        done
        ;;
    fields)
        for fields in none reason line sequence id known parent; do
            title "fields: $fields"
            "$program" --facts 1000000 --peers none --fields "$fields" --threads 1 --tasks append,cold,month,warm,live
        done
        ;;
    *)
        echo "$0: there is no $part" >&2
        exit 2
        ;;
    esac
done
