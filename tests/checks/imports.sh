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

finish
