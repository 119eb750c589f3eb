#!/bin/sh
# SPDX-License-Identifier: MIT
# nrr.hpp compiles alone in each standard from C++17 on, with exceptions and without; what it promises
# is so; and each function of the C interface has a member, or stands in cxx-left-out.txt with a reason.
. "$(dirname "$0")/tap.sh"

warnings='-Wall -Wextra -pedantic -Wshadow -Wconversion -Wsign-conversion -Wold-style-cast -Werror'

# works COMPILER STANDARD: can it do that at all?
works()
{
    printf '#include <string_view>\n#include <optional>\nint main() { return 0; }\n' >"$scratch/plain.cc"
    # shellcheck disable=SC2086 # a compiler command may be several words
    [ -n "$1" ] && $1 -std="$2" -fsyntax-only "$scratch/plain.cc" >/dev/null 2>&1
}

# Twice, so that a missing guard is found out.
printf '#include <nrr/nrr.hpp>\n#include <nrr/nrr.hpp>\n' >"$scratch/alone.cc"
for cxx in "$NRR_CXX" g++ clang++; do
    for standard in c++17 c++20 c++23; do
        for flag in -fexceptions -fno-exceptions; do
            name="nrr.hpp compiles alone: ${cxx:-c++} -std=$standard $flag"
            if works "$cxx" "$standard"; then
                # shellcheck disable=SC2086 # flags are several words
                runs "$name" $cxx -std="$standard" $flag -fno-rtti $warnings -fsyntax-only \
                    -I "$NRR_SOURCE/include" "$scratch/alone.cc"
            else
                skip "$name" "no C++ compiler that knows it"
            fi
        done
    done
done

if ! works "$NRR_CXX" c++17; then
    skip "what nrr.hpp promises" "no C++17 compiler"
    finish
fi

# build NAME SOURCE FLAG...: a program as a host in the build folder would.
build()
{
    name=$1 source=$2
    shift 2
    # shellcheck disable=SC2086 # flags are several words
    (cd "$NRR_BUILD" && $NRR_CXX $NRR_CFLAGS -std=c++17 $warnings "$@" -I "$NRR_SOURCE/include" \
        -c "$source" -o "$scratch/$name.o" && ./libtool --quiet --tag=CC --mode=link $NRR_CXX \
        $NRR_CFLAGS $NRR_LDFLAGS "$scratch/$name.o" lib/libnrr.la -o "$scratch/$name")
}

# all_cases NAME FLAG...
all_cases()
{
    name=$1
    shift
    runs "the program of $name is built" build "$name" "$checks/cxx.cc" "$@"
    "$scratch/$name" >"$scratch/$name.cases" || return
    number=0
    while read -r each; do
        number=$((number + 1))
        runs "$name: $each" "$scratch/$name" "$number"
    done <"$scratch/$name.cases"
}
all_cases exceptions -fexceptions
all_cases results -fno-exceptions

# The program has an instance of every member, so that it refers to every function that has one.
reached() { $NRR_NM -P -u "$scratch/exceptions.o" | "$AWK" '$1 ~ /^nrr_/ { print $1 }' | sort -u; }
prototypes | cut -f1 >"$scratch/functions"
grep -vE '^(#|$)' "$checks/cxx-left-out.txt" | sort >"$scratch/reasons"
cut -d' ' -f1 "$scratch/reasons" >"$scratch/left-out"
reached | sort -u - "$scratch/left-out" >"$scratch/accounted"
same "each function has a member of nrr.hpp or stands in cxx-left-out.txt (< has and does not)" \
    "$scratch/functions" "$scratch/accounted"
reached >"$scratch/reached"
silent "what is left out really is" comm -12 "$scratch/reached" "$scratch/left-out"
no_reason() { "$AWK" 'NF < 3 { print "no reason: " $0 }' "$scratch/reasons"; }
silent "with a reason" no_reason

finish
