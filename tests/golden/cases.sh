#!/bin/sh
# SPDX-License-Identifier: MIT
# Runs nrr-report on small inputs and compares every byte of what it prints. The inputs and the
# expected outputs are the files in cases/; each begins with prose, and then has sections:
#
#   --- NAME              the lines below are the file NAME, for the runs that follow
#   --- NAME, escaped     the same, but line ends do not count and \n, \r, \0377 are bytes
#   --- NAME, made        the lines below are an awk program that prints the file NAME
#   --- run ARGUMENTS     nrr-report with these: status 0, nothing on standard error, and the lines
#                         below on standard output
#   --- note ARGUMENTS    the same, but the last of the lines is on standard error
#   --- refuse ARGUMENTS  the same with status 2, nothing on standard output, and the line below on
#                         standard error
#   --- fail ARGUMENTS >/dev/full
#                         the same with status 1, where there is such a device
#
# Arguments are the shell's: "- <facts.csv" reads standard input.

# shellcheck disable=SC2016 # the dollars are awk's
source=${NRR_SOURCE:-.}
cases=$source/tests/golden/cases

if test -z "$NRR_REPORT"; then
    echo "1..0 # SKIP nrr-report was not built"
    exit 0
fi

directory=$(mktemp -d) || exit 99
trap 'rm -rf "$directory"' EXIT
number=0

# judge NAME WANTED-STATUS WANTED-OUTPUT WANTED-ERROR: compare with what the last run left.
judge()
{
    number=$((number + 1))
    if test "$status" -eq "$2" && cmp -s "$3" output && cmp -s "$4" error; then
        echo "ok $number - $1"
        return
    fi
    echo "not ok $number - $1"
    echo "# status $status, expected $2"
    diff -u "$3" output | sed 's/^/# /'
    diff -u "$4" error | sed 's/^/# /'
}

# run ARGUMENTS
run()
{
    status=0
    eval "\"$NRR_REPORT\" $1" >output 2>error || status=$?
}

# play CASE: its sections, which lie in sections/ as 1.head, 1.body, 2.head, ...
play()
{
    i=1
    while test -f "sections/$i.head"; do
        body=sections/$i.body
        read -r head <"sections/$i.head"
        case $head in
        "run "*)
            run "${head#run }"
            judge "$1: ${head#run }" 0 "$body" nothing
            ;;
        "note "*)
            run "${head#note }"
            sed '$d' "$body" >printed
            sed -n '$p' "$body" >said
            judge "$1: ${head#note }" 0 printed said
            ;;
        "refuse "*)
            run "${head#refuse }"
            judge "$1: ${head#refuse }" 2 nothing "$body"
            ;;
        *" >/dev/full")
            if test -c /dev/full; then
                run "${head#fail }"
                judge "$1: ${head#fail }" 1 nothing "$body"
            fi
            ;;
        *", escaped")
            printf %b "$(tr -d '\n' <"$body")" >"${head%, escaped}"
            ;;
        *", made")
            "${AWK:-awk}" -f "$body" >"${head%, made}"
            ;;
        *)
            cp "$body" "$head"
            ;;
        esac
        i=$((i + 1))
    done
}

case $cases in
/*) ;;
*) cases=$PWD/$cases ;;
esac
cd "$directory" || exit 99
: >nothing
for file in "$cases"/*.case; do
    rm -rf sections
    mkdir sections
    "${AWK:-awk}" '/^--- / {
             body = "sections/" ++n ".body"
             print substr($0, 5) > ("sections/" n ".head")
             printf "" > body
             next
         }
         n > 0 { print > body }' "$file"
    play "$(basename "$file" .case)"
done
echo "1..$number"
