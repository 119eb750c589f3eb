#!/bin/sh
# SPDX-License-Identifier: MIT
# The benchmark runs, on few facts, and libnrr agrees with each peer that is there; what it prints for
# programs is one object a line. What takes figures apart runs, too. Nothing is said about speed.
. "${NRR_SOURCE:-.}/tests/checks/tap.sh"

bench=$NRR_BUILD/bench/nrr-bench
[ -x "$bench" ] || skip_all "the benchmark was not built"

# Few facts of few customers, in months some of which have none.
few="--facts 20000 --customers 1500 --months 37 --runs 1"

# Facts with no field that may be left out, and facts with all of them: libnrr and the peer agree.
# with_fields PEER
with_fields()
{
    for list in none reason,line,sequence,id,known,parent; do
        # shellcheck disable=SC2086 # options are several words
        "$bench" $few --peers "$1" --fields "$list" --batch 777 --tasks cold,live || return 1
    done
}

# Whether the peer can take part is found out by naming it, which is an error where it can't.
# agrees PEER
agrees()
{
    title="libnrr and $1 agree, to the unit"
    if "$bench" --facts 100 --customers 20 --runs 1 --tasks one --peers "$1" 2>&1 >/dev/null |
        grep -q "^$1: skipped"; then
        skip "$title" "$1 is not there"
        return
    fi
    # shellcheck disable=SC2086 # options are several words
    runs "$title" "$bench" $few --peers "$1"
    cp "$scratch/output" "$scratch/table"
    runs "figures of $1 were compared" \
        grep -E '^figures of peers compared, all equal: [1-9]' "$scratch/table"
    runs "they agree whatever fields the facts have" with_fields "$1"
}

# The library's memory in other pages changes no figure.
huge_pages()
{
    # shellcheck disable=SC2086 # options are several words
    "$bench" $few --peers none --tasks cold --pages huge | grep 'in huge pages'
}

# Each line is an object with the members that the documents promise.
objects()
{
    # shellcheck disable=SC2086 # options are several words
    "$bench" $few --peers none --format json >"$scratch/objects" || return 1
    [ -s "$scratch/objects" ] || { echo "there is none"; return 1; }
    "$AWK" '
        !/^{"task": "[a-z, ]+", .*"threads": [12], "facts": 20000, .*"ns_per_fact": [0-9.]+, .*}$/ {
            print "not an object: " $0
            bad = 1
        }
        { seen[$2]++ }
        END {
            for (task in seen)
                tasks++
            if (tasks < 8) { print "only " tasks " tasks"; bad = 1 }
            exit bad
        }' "$scratch/objects"
}

# refuses PROGRAM OPTION...: status 2, and nothing on standard output.
refuses()
{
    status=0
    "$@" >"$scratch/printed" 2>/dev/null || status=$?
    [ "$status" -eq 2 ] && [ ! -s "$scratch/printed" ] || { echo "status $status"; return 1; }
}

# Each line of the table has a time. The calls are those whose answers the random ledgers compare.
takes_apart()
{
    "$apart" --facts 20000 --customers 1500 --months 37 --runs 1 --clock cpu >"$scratch/apart" ||
        return 1
    "$AWK" '
        NR == 1 && !/^20000 facts, 1500 customers, 37 months;/ { print "another head: " $0; bad = 1 }
        NR > 2 && !/^[a-z0-9_, ]+ [0-9.]+ ms( +[0-9.]+x)?$/    { print "no line: " $0; bad = 1 }
        NR > 2                                                 { lines++ }
        END {
            if (lines < 14) { print "only " lines + 0 " lines"; bad = 1 }
            exit bad
        }' "$scratch/apart"
}

# The lines with a text in their names, alone.
takes_some_apart()
{
    "$apart" --facts 20000 --customers 1500 --months 37 --runs 1 --only cohorts >"$scratch/some" &&
        [ "$(grep -c ' ms' "$scratch/some")" -eq "$(grep -c '^cohorts' "$scratch/apart")" ]
}

agrees duckdb
agrees sqlite
runs "memory in huge pages" huge_pages
runs "objects, one a line" objects
for options in "--facts 0" "--facts 100 --customers 101" "--threads 3" "--tasks none" \
    "--peers none,sqlite" "--clock sun" "--pages 4096" "--months 12" "--runs" "word"; do
    # shellcheck disable=SC2086 # options are several words
    runs "refused: $options" refuses "$bench" $options
done

apart=$NRR_BUILD/bench/nrr-apart
runs "figures are taken apart" takes_apart
runs "some of them alone" takes_some_apart
for options in "--facts 0" "--months 12" "--runs" "--top 5"; do
    # shellcheck disable=SC2086 # options are several words
    runs "taking apart refused: $options" refuses "$apart" $options
done

finish
