#!/bin/sh
# SPDX-License-Identifier: MIT
# The tests of the public interface, with the amalgamation in the place of the library: its header
# for what they include, its one object for what they link to.
. "$(dirname "$0")/tap.sh"

: "${NRR_CHECK=$(pkg-config --cflags --libs check 2>/dev/null)}"
[ -n "$NRR_CHECK" ] || skip_all "libcheck is not there"
: "${CK_DEFAULT_TIMEOUT:=60}"
export CK_DEFAULT_TIMEOUT

sh "$NRR_SOURCE/tools/amalgamate.sh" "$scratch/made" || exit 1
mkdir -p "$scratch/made/nrr"
for header in "$NRR_SOURCE"/include/nrr/*.h; do
    echo '#include "../nrr.h"' >"$scratch/made/nrr/$(basename "$header")"
done

# compile SOURCE OBJECT
compile()
{
    # shellcheck disable=SC2086 # flags are several words
    $NRR_CC $NRR_CFLAGS -std=c99 -I "$scratch/made" -I "$NRR_SOURCE/tests" $NRR_CHECK -c "$1" -o "$2"
}
compile_all()
{
    mkdir "$scratch/shared" && compile "$scratch/made/nrr.c" "$scratch/shared/nrr.o" || return 1
    for source in "$NRR_SOURCE"/tests/api/*.c; do
        case $source in */test_*) continue ;; esac
        compile "$source" "$scratch/shared/$(basename "$source" .c).o" || return 1
    done
    for source in "$NRR_SOURCE"/tests/support/*.c; do
        compile "$source" "$scratch/shared/$(basename "$source" .c).o" || return 1
    done
}
runs "nrr.c and what tests share compile" compile_all

# passes TEST: build the program and run it.
passes()
{
    # shellcheck disable=SC2086 # flags are several words
    compile "$NRR_SOURCE/tests/api/$1.c" "$scratch/$1.o" &&
        $NRR_CC $NRR_CFLAGS $NRR_LDFLAGS "$scratch/$1.o" "$scratch"/shared/*.o $NRR_CHECK -lpthread \
            -o "$scratch/$1" && (cd "$scratch" && "./$1")
}
for test in "$NRR_SOURCE"/tests/api/test_*.c; do
    test=$(basename "$test" .c)
    runs "$test passes" passes "$test"
done

finish
