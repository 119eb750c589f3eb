#!/bin/sh
# SPDX-License-Identifier: MIT
# A host that loads the library at run time can unload it again, as often as it likes, and use it from
# several threads with one ledger each.
. "$(dirname "$0")/tap.sh"

case $NRR_CFLAGS$NRR_LDFLAGS in *-fsanitize*) skip_all "a sanitized library loads into a sanitized host only" ;; esac
shared=$NRR_BUILD/lib/.libs/libnrr.so
[ -e "$shared" ] || skip_all "no shared library was built"

# host NAME FLAG...
host()
{
    name=$1
    shift
    # shellcheck disable=SC2086 # flags are several words
    $NRR_CC $NRR_CFLAGS -std=c99 -I "$NRR_SOURCE/include" "$checks/loading.c" $NRR_LDFLAGS "$@" -ldl -lpthread \
        -o "$scratch/$name"
}
runs "the host is built, without the library" host loading
runs "it is loaded and unloaded a thousand times, and leaves nothing behind" \
    "$scratch/loading" load "$shared"
runs "eight threads work, with one ledger each" "$scratch/loading" threads "$shared"

# What it must not leave behind, a memory checker sees too.
# checked PROGRAM...: under valgrind.
checked() { valgrind -q --error-exitcode=99 --leak-check=full --errors-for-leak-kinds=definite "$@"; }
if ! command -v valgrind >/dev/null 2>&1; then
    skip "valgrind finds nothing" "valgrind is not there"
elif checked "$scratch/loading" load /nowhere 2>&1 | grep -q 'debug info' ||
    checked "$scratch/loading" threads "$shared" 2>&1 | grep -q 'debuginfo reader'; then
    skip "valgrind finds nothing" "it can't read the debug information of this compiler"
else
    runs "valgrind finds nothing" checked "$scratch/loading" threads "$shared"
fi

# And races, another: with a library that it has instrumented.
races()
{
    sh "$NRR_SOURCE/tools/amalgamate.sh" "$scratch/made" &&
        $NRR_CC -O1 -g -fsanitize=thread -fPIC -shared -DNRR_EXPORT "$scratch/made/nrr.c" \
            -o "$scratch/libnrr.so" && host races -fsanitize=thread &&
        "$scratch/races" threads "$scratch/libnrr.so"
}
echo 'int main(void) { return 0; }' >"$scratch/plain.c"
if $NRR_CC -fsanitize=thread "$scratch/plain.c" -o "$scratch/plain" >/dev/null 2>&1 && "$scratch/plain"; then
    runs "the thread sanitizer finds nothing" races
else
    skip "the thread sanitizer finds nothing" "the compiler has none that runs here"
fi

finish
