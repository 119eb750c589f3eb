#!/bin/sh
# SPDX-License-Identifier: MIT
# No file of lib/ is longer than 600 lines, no function longer than 60, and no two files define one
# static name (all of them are one namespace when the sources are bundled in one file).
. "$(dirname "$0")/tap.sh"

long_files()
{
    for file in "$NRR_SOURCE"/lib/*.[ch]; do
        lines=$(wc -l <"$file")
        [ "$lines" -le 600 ] || echo "$(basename "$file"): $lines lines"
    done
}

# A function begins at a line of column one that is no directive and names its parameters, and ends
# at a "}" in column one. Its length counts both, whichever line the "{" is on.
functions()
{
    for file in "$NRR_SOURCE"/lib/*.[ch]; do
        code "$file" | "$AWK" -v file="$(basename "$file")" '
            # What is written once for several widths, WIDTH(name), has that name.
            function named(head,    name) {
                while (match(head, /[A-Z]+\([a-z_]+\)/)) {
                    name = substr(head, RSTART, RLENGTH)
                    gsub(/[A-Z]+\(|\)/, "", name)
                    head = substr(head, 1, RSTART - 1) name substr(head, RSTART + RLENGTH)
                }
                return head
            }
            /^[A-Za-z_]/ && !begun { begun = NR; head = "" }
            begun && !inside { head = head " " $0 }
            begun && !inside && /;[ \t]*$/ && !/\{/ { begun = 0 }
            begun && /\{/ {
                inside = 1
                head = named(head)
                is_function = head ~ /\)[ \t]*\{/ && head !~ /=[^()]*\{/
            }
            inside && /^\}/ {
                if (is_function) {
                    name = head
                    sub(/\(.*/, "", name)
                    kind = name ~ /(^| )static / ? "static" : "extern"
                    sub(/.*[ *]/, "", name)
                    print file, name, kind, NR - begun + 1
                }
                begun = inside = 0
            }'
    done
}

functions >"$scratch/functions"
long_functions() { "$AWK" '$4 > 60 { print $1 ": " $2 "() has " $4 " lines" }' "$scratch/functions"; }
twice()
{
    "$AWK" '{ if ($2 in file && file[$2] != $1) print $2 "() is in " file[$2] " and in " $1
              file[$2] = $1 }' "$scratch/functions"
}

runs "functions were found" test -s "$scratch/functions"
silent "no file of lib/ is longer than 600 lines" long_files
silent "no function of lib/ is longer than 60 lines" long_functions
silent "no two files of lib/ define a function of one name" twice

finish
