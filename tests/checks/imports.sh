#!/bin/sh
# SPDX-License-Identifier: MIT
# The library takes nothing from libc but memory, and holds no state: no surprise in the process of
# its host.
. "$(dirname "$0")/tap.sh"

case $NRR_CFLAGS$NRR_LDFLAGS$NRR_DEFINES in
*-flto*) skip_all "built with -flto: the objects hold no code yet" ;;
*-fsanitize* | *--coverage* | *-fprofile* | *-DNRR_DEBUG*)
    skip_all "built with instruments or asserts, which import and hold things of their own" ;;
esac

shared=$NRR_BUILD/lib/.libs/libnrr.so
objects=$NRR_BUILD/lib/.libs/libnrr-internal.a
[ -e "$objects" ] || objects=$NRR_BUILD/lib/libnrr-internal.a

# What is not in this list must not be imported. The first line is ours; the others are what
# hardening flags, compilers (clang makes a bcmp of a memcmp that is only compared with zero) and
# the C runtime bring in by themselves.
unwanted()
{
    $NRR_NM "$@" -P -u | "$AWK" '
        NF < 2 { next }
        { sub(/@.*/, "", $1) }
        $1 ~ /^(malloc|realloc|free|memcpy|memmove|memset|memcmp)$/ { next }
        $1 ~ /^(__(memcpy|memmove|memset)_chk|__stack_chk_(fail|guard)|__stack_chk_fail_local)$/ { next }
        $1 ~ /^(bcmp|__cxa_finalize|__gmon_start__|_ITM_.*|_GLOBAL_OFFSET_TABLE_)$/ { next }
        { print "imported: " $1 }'
}
if [ -e "$shared" ]; then
    silent "the shared library imports memory functions only" unwanted -D "$shared"
else
    skip "the shared library imports memory functions only" "no shared library was built"
fi

runs "the library has code" sh -c "size '$objects' | grep -q '[1-9]'"

# .data.rel.ro holds constant tables of pointers: the loader writes it once, nobody after.
mutable()
{
    size -A "$objects" | "$AWK" '
        / *\(ex / || /:$/ { member = $1 }
        $1 ~ /^\.(data|bss|tdata|tbss|sdata|sbss)(\.|$)/ && $1 !~ /^\.data\.rel\.ro/ && $2 > 0 {
            print member ": " $2 " bytes in " $1
        }'
    $NRR_NM -P "$objects" | "$AWK" '$2 == "C" { print "common: " $1 }'
}
if command -v size >/dev/null 2>&1; then
    silent "no object holds data that can change" mutable
else
    skip "no object holds data that can change" "no size command"
fi

# --- the shared library as it is loaded ----------------------------------------------------------

if ! [ -e "$shared" ] || ! command -v readelf >/dev/null 2>&1; then
    skip "the shared library as it is loaded" "it was not built, or readelf is not there"
    finish
fi

# What the linker and the C runtime put into any library at all.
echo 'int empty(void); int empty(void) { return 0; }' >"$scratch/empty.c"
# shellcheck disable=SC2086 # flags are several words
runs "an empty library is there to compare with" \
    $NRR_CC $NRR_CFLAGS -fPIC -shared "$scratch/empty.c" $NRR_LDFLAGS -o "$scratch/empty.so"

# Bytes that the process may change, but for what the loader writes once (relro).
variables() { size -A "$1" | "$AWK" '$1 ~ /^\.(data|bss|tdata|tbss)$/ { print $1, $2 }'; }
if command -v size >/dev/null 2>&1; then
    variables "$scratch/empty.so" >"$scratch/empty.data"
    variables "$shared" >"$scratch/shared.data"
    same "it holds no data that can change, but for the C runtime's" \
        "$scratch/empty.data" "$scratch/shared.data"
else
    skip "it holds no data that can change, but for the C runtime's" "no size command"
fi

# Calls at loading and unloading that an empty library has not.
calls() { readelf -SW "$1" | grep -oE '\.(pre)?(init|fini)_array +[A-Z_]+ +[0-9a-f]+ +[0-9a-f]+ +[0-9a-f]+' | "$AWK" '{ print $1, $5 }'; }
calls "$scratch/empty.so" >"$scratch/empty.calls"
calls "$shared" >"$scratch/shared.calls"
same "nothing of it runs when it is loaded or unloaded" "$scratch/empty.calls" "$scratch/shared.calls"

# A stack that is not executable is asked for by name; a library that does not ask gets one that is.
stack()
{
    readelf -lW "$1" | "$AWK" '$1 == "GNU_STACK" { found = 1; if ($0 ~ /RWE/) print "executable" }
        END { if (!found) print "not said" }'
}
silent "it needs no executable stack" stack "$shared"
# shellcheck disable=SC2086 # flags are several words
runs "a library that does is found out" sh -c "
    $NRR_CC $NRR_CFLAGS -fPIC -shared '$scratch/empty.c' $NRR_LDFLAGS -Wl,-z,execstack -o '$scratch/stack.so'"
stack "$scratch/stack.so" >"$scratch/stack"
echo executable >"$scratch/wanted"
same "by its mark" "$scratch/wanted" "$scratch/stack"

text_relocations() { readelf -dW "$1" | grep -E 'TEXTREL|STATIC_TLS'; true; }
silent "its code is never written to, and no thread has a part of it" text_relocations "$shared"
needed() { readelf -dW "$1" | sed -n 's/.*(NEEDED).*\[\(.*\)\]/\1/p' | grep -vE '^(libc\.|libgcc_s\.|ld-)'; true; }
silent "it needs no library but libc" needed "$shared"

finish
