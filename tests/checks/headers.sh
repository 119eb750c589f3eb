#!/bin/sh
# SPDX-License-Identifier: MIT
# Each public header compiles alone in C99, C11, C++98 and C++17, includes nothing but <stddef.h>,
# <stdint.h> and its own kind, and is reached through nrr/nrr.h.
. "$(dirname "$0")/tap.sh"

# compiles HEADER LANGUAGE STANDARD COMPILER...
compiles()
{
    header=$1 language=$2 standard=$3
    shift 3
    # Twice, so that a header without a guard is found out; and it must leave something to compile.
    printf '#include <nrr/%s>\n#include <nrr/%s>\ntypedef int alone;\n' "$header" "$header" \
        >"$scratch/alone.$language"
    # shellcheck disable=SC2086 # a compiler command may be several words
    runs "$header compiles alone as $standard" $1 -std="$standard" -Wall -Wextra -pedantic -Werror \
        -fsyntax-only -I "$NRR_SOURCE/include" "$scratch/alone.$language"
}

# Can the compiler do this at all, without our header?
works()
{
    echo '#include <stddef.h>
#include <stdint.h>
typedef int alone;' >"$scratch/plain.$2"
    $1 -std="$3" -Wall -Wextra -pedantic -Werror -fsyntax-only "$scratch/plain.$2" >/dev/null 2>&1
}

includes()
{
    grep -nE '^[[:space:]]*#[[:space:]]*include' "$1" |
        grep -vE '^[0-9]+:#include (<stddef\.h>|<stdint\.h>|"nrr/[a-z_]+\.h")$'
}
not_there() { ! includes "$1"; }

for path in "$NRR_SOURCE"/include/nrr/*.h; do
    header=$(basename "$path")
    for standard in c99 c11; do
        compiles "$header" c "$standard" "$NRR_CC"
    done
    for standard in c++98 c++17; do
        if [ -n "$NRR_CXX" ] && works "$NRR_CXX" cc "$standard"; then
            compiles "$header" cc "$standard" "$NRR_CXX"
        else
            skip "$header compiles alone as $standard" "no C++ compiler that knows it"
        fi
    done
    runs "$header includes stddef.h, stdint.h and nrr/ only" not_there "$path"
    if [ "$header" != nrr.h ]; then
        runs "$header is included by nrr.h" \
            grep -qxF "#include \"nrr/$header\"" "$NRR_SOURCE/include/nrr/nrr.h"
    fi
done

finish
