#!/bin/sh
# SPDX-License-Identifier: MIT
# The amalgamation: two files that are always the same bytes, compile alone wherever a compiler is,
# show no name to other copies in the process, and none without the prefix if there is one.
. "$(dirname "$0")/tap.sh"

# amalgamate TREE [ARGUMENT...]: with the AWK of the environment, in an empty place.
amalgamate()
{
    tree=$1
    shift
    mkdir -p "$scratch/elsewhere"
    (cd "$scratch/elsewhere" && sh "$tree/tools/amalgamate.sh" "$@")
}

# found NAME COMMAND...: whether there is such a compiler; else the case is skipped.
found()
{
    # shellcheck disable=SC2086 # a compiler command may be several words
    if [ -n "$2" ] && command -v ${2%% *} >/dev/null 2>&1; then
        return 0
    fi
    skip "$1" "${2:-it} is not there"
    return 1
}

one=$scratch/one
runs "the script writes it, without configure" amalgamate "$NRR_SOURCE" "$one"
(cd "$one" && printf '%s\n' *) >"$scratch/files"
printf '%s\n' nrr.c nrr.h >"$scratch/wanted"
same "two files" "$scratch/wanted" "$scratch/files"

# --- the same bytes ------------------------------------------------------------------------------

# again AWK: from another place in the tree, with another locale and another mask.
again()
{
    rm -rf "$scratch/again" "$scratch/tree"
    mkdir -p "$scratch/tree/lib" "$scratch/tree/include"
    cp -R "$NRR_SOURCE/tools" "$NRR_SOURCE/configure.ac" "$NRR_SOURCE/COPYING" "$scratch/tree/"
    cp "$NRR_SOURCE"/lib/* "$scratch/tree/lib/"
    cp -R "$NRR_SOURCE/include/nrr" "$scratch/tree/include/"
    (umask 077 && LC_ALL=C.UTF-8 TZ=Pacific/Auckland AWK=$1 amalgamate "$scratch/tree" "$scratch/again") &&
        diff -r "$one" "$scratch/again"
}
for awk in awk mawk gawk original-awk 'busybox awk'; do
    if found "the same bytes by $awk" "$awk"; then
        runs "the same bytes by $awk" again "$awk"
    fi
done
by_make()
{
    "$NRR_MAKE" -s -C "$NRR_BUILD" amalgamation && diff -r "$one" "$NRR_BUILD/amalgamation"
}
runs "make amalgamation writes the same" by_make

refused() { ! amalgamate "$NRR_SOURCE" --prefix "$1" "$scratch/refused" && [ ! -e "$scratch/refused" ]; }
for prefix in '' _a 9a Acme a-b 'a b'; do
    runs "the prefix '$prefix' is refused" refused "$prefix"
done

# --- it compiles alone ---------------------------------------------------------------------------

# A host that says what it got; also as C++.
cat >"$scratch/host.c" <<'END'
#include "nrr.h"
#include <stdio.h>

int main(void)
{
    nrr_ledger *ledger = NULL;
    nrr_snapshot *snapshot = NULL;
    nrr_query *query = NULL;
    nrr_report *report = NULL;
    nrr_fact fact = {0, 250000, 0, 0, 0, 0, 0, NRR_KIND_NEW, 0, 0, 0, 0};
    nrr_ratio nrr = {0, 0, 0, 0};

    if (nrr_ledger_new(NULL, &ledger) != NRR_OK ||
        nrr_ledger_key(ledger, NRR_KEY_CUSTOMER, "acme", 4, &fact.customer) != NRR_OK ||
        nrr_ledger_append(ledger, &fact, sizeof fact, 1, NULL) != NRR_OK ||
        nrr_ledger_snapshot(ledger, &snapshot) != NRR_OK || nrr_query_new(NULL, &query) != NRR_OK ||
        nrr_query_add_period(query, 10, 20) != NRR_OK ||
        nrr_snapshot_report(snapshot, query, &report) != NRR_OK ||
        nrr_report_rate(report, 0, NRR_RATE_NRR, &nrr) != NRR_OK)
        return 1;
    printf("%s: %ld/%ld\n", nrr_version(), (long)nrr.numerator, (long)nrr.denominator);
    nrr_report_free(report);
    nrr_query_free(query);
    nrr_snapshot_free(snapshot);
    nrr_ledger_free(ledger);
    return 0;
}
END
version=$(sed -n 's/^AC_INIT(\[nrr\], \[\(.*\)\])$/\1/p' "$NRR_SOURCE/configure.ac")
echo "$version: 250000/250000" >"$scratch/said"

# alone COMPILER FLAG...: compile a host and nrr.c in a folder with nothing else.
alone()
{
    alone_cc=$1
    shift
    rm -rf "$scratch/alone"
    cp -R "$one" "$scratch/alone"
    cp "$scratch/host.c" "$scratch/alone/"
    # shellcheck disable=SC2086 # a compiler command may be several words
    (cd "$scratch/alone" && $alone_cc "$@" -c nrr.c -o nrr.o && $alone_cc "$@" -c host.c -o host.o)
}

# says COMPILER FLAG...: the same, and the host runs.
says()
{
    alone "$@" || return 1
    # shellcheck disable=SC2086
    (cd "$scratch/alone" && $1 $link nrr.o host.o -o host && ./host) >"$scratch/printed" || return 1
    diff "$scratch/said" "$scratch/printed"
}
link=

strict='-std=c99 -pedantic -Wall -Wextra -Werror'
quick=-O0 # what names there are does not depend on it
# shellcheck disable=SC2086 # flags are several words
for cc in "$NRR_CC" gcc clang; do
    name="alone as strict C99, by $cc"
    if found "$name" "$cc"; then
        runs "$name" says "$cc" $strict
    fi
done
for cxx in "$NRR_CXX" g++ clang++; do
    for standard in c++98 c++11 c++17; do
        name="as one C++ translation unit, $standard, by ${cxx:-c++}"
        if found "$name" "$cxx"; then
            runs "$name" says "$cxx" -x c++ -std="$standard" -Wall -Werror
        fi
    done
done
# nrr.hpp dropped beside the two, by its own name.
with_hpp()
{
    rm -rf "$scratch/hpp"
    mkdir "$scratch/hpp"
    cp "$one"/nrr.[ch] "$NRR_SOURCE/include/nrr/nrr.hpp" "$scratch/hpp/"
    sed 's|<nrr/nrr.hpp>|"nrr.hpp"|; s|^#include <cstdio>|#include "nrr.h"\n&|' \
        "$NRR_SOURCE/examples/ten-lines/story.cc" >"$scratch/hpp/story.cc"
    # shellcheck disable=SC2086 # flags are several words
    (cd "$scratch/hpp" && $NRR_CC $strict -c nrr.c && $NRR_CXX -std=c++17 -c story.cc &&
        $NRR_CXX nrr.o story.o $NRR_LDFLAGS -o story && ./story) >"$scratch/printed" &&
        diff "$NRR_SOURCE/examples/ten-lines/expected.txt" "$scratch/printed"
}
echo '#include <optional>' >"$scratch/plain.cc"
# shellcheck disable=SC2086 # a compiler command may be several words
if [ -n "$NRR_CXX" ] && $NRR_CXX -std=c++17 -fsyntax-only "$scratch/plain.cc" >/dev/null 2>&1; then
    runs "with nrr.hpp beside it" with_hpp
else
    skip "with nrr.hpp beside it" "no C++17 compiler"
fi
if found "with musl" musl-gcc; then
    link=-static
    # shellcheck disable=SC2086
    runs "with musl" says musl-gcc $strict
    link=
fi
mingw=x86_64-w64-mingw32-gcc
# windows: a program links; nothing that it needs is missing there. It is not run.
windows()
{
    # shellcheck disable=SC2086
    alone "$mingw" $strict && (cd "$scratch/alone" && $mingw nrr.o host.o -o host.exe)
}
# dll FLAG...: the names that a DLL made of nrr.c exports.
dll()
{
    # shellcheck disable=SC2086
    $mingw $strict "$@" -shared "$one/nrr.c" -o "$scratch/nrr.dll" &&
        "${mingw%gcc}objdump" -p "$scratch/nrr.dll" |
        "$AWK" '/Ordinal\/Name Pointer/ { on = 1; next } on && NF == 0 { exit } on { print $NF }' | sort
}
dll_exports() { dll -DNRR_EXPORT >"$scratch/dll" && prototypes | cut -f1 | diff - "$scratch/dll"; }
if found "with mingw, as a program" "$mingw"; then
    runs "with mingw, as a program" windows
fi
if found "with mingw, as a DLL that exports what the headers declare" "$mingw"; then
    runs "with mingw, as a DLL that exports what the headers declare" dll_exports
fi
# shellcheck disable=SC2086
runs "with the library's own asserts" says "$NRR_CC" $strict -DNRR_DEBUG

# --- what others see -----------------------------------------------------------------------------

# dynamic FLAG...: the names that a shared library made of nrr.c shows.
dynamic()
{
    # shellcheck disable=SC2086 # flags are several words
    $NRR_CC $NRR_CFLAGS $quick "$@" -fPIC -shared "$one/nrr.c" $NRR_LDFLAGS -o "$scratch/dynamic.so" &&
        $NRR_NM -D -P -g --defined-only "$scratch/dynamic.so" | "$AWK" '{ print $1 }' | sort
}
prototypes | cut -f1 >"$scratch/headers"
if [ -e "$NRR_BUILD/lib/.libs/libnrr.so" ]; then
    silent "what it is linked into shows none of its names" dynamic
    dynamic -DNRR_EXPORT >"$scratch/exported"
    same "with NRR_EXPORT, the public ones" "$scratch/headers" "$scratch/exported"
else
    skip "what it is linked into shows none of its names" "no shared library was built"
fi

# Two copies, of different versions: that of the tree, and one that calls itself 98.7.6.
other=$scratch/other-tree
mkdir -p "$other/include"
cp -R "$NRR_SOURCE/tools" "$NRR_SOURCE/configure.ac" "$NRR_SOURCE/COPYING" "$NRR_SOURCE/lib" "$other/"
cp -R "$NRR_SOURCE/include/nrr" "$other/include/"
chmod -R u+w "$other"
sed "s/\"$version\"/\"98.7.6\"/" "$NRR_SOURCE/lib/version.c" >"$other/lib/version.c"
runs "a copy of another version is made" amalgamate "$other" "$scratch/two"

# An SDK: a shared library with a copy of its own inside, that says which.
cat >"$scratch/sdk.c" <<'END'
#include "nrr.h"
const char *SDK(void);
const char *SDK(void)
{
    return nrr_version();
}
END
cat >"$scratch/process.c" <<'END'
#include <stdio.h>
const char *alpha(void);
const char *beta(void);
int main(void)
{
    printf("%s %s\n", alpha(), beta());
    return 0;
}
END

# sdks FLAG...: two SDKs in one process, and what each takes for its own version.
sdks()
{
    rm -rf "$scratch/sdks"
    mkdir "$scratch/sdks"
    # shellcheck disable=SC2086 # flags are several words
    for sdk in alpha:one beta:two; do
        name=${sdk%:*} copy=$scratch/${sdk#*:}
        $NRR_CC $NRR_CFLAGS $quick "$@" -fPIC -shared -I "$copy" -DSDK="$name" "$copy/nrr.c" "$scratch/sdk.c" \
            $NRR_LDFLAGS -o "$scratch/sdks/lib$name.so" || return 1
    done
    # shellcheck disable=SC2086
    $NRR_CC $NRR_CFLAGS "$scratch/process.c" -L "$scratch/sdks" -Wl,--no-as-needed -lalpha -lbeta \
        $NRR_LDFLAGS -o "$scratch/sdks/process" && LD_LIBRARY_PATH=$scratch/sdks "$scratch/sdks/process"
}
sdks_say()
{
    wanted=$1
    shift
    sdks "$@" >"$scratch/printed" && echo "$wanted" | diff - "$scratch/printed"
}
if [ -e "$NRR_BUILD/lib/.libs/libnrr.so" ]; then
    runs "two SDKs with copies of different versions do not meet" sdks_say "$version 98.7.6"
    runs "which they would if their names were seen" sdks_say "$version $version" -DNRR_EXPORT
else
    skip "two SDKs with copies of different versions do not meet" "no shared library was built"
fi

# --- a prefix ------------------------------------------------------------------------------------

runs "a copy with a prefix" amalgamate "$NRR_SOURCE" --prefix acme_ "$scratch/prefixed"
runs "another, of another version" amalgamate "$other" --prefix zeta9_ "$scratch/prefixed"

# Names that the linker sees, other than those with the prefix.
unprefixed()
{
    # shellcheck disable=SC2086 # flags are several words
    for prefix in acme_ zeta9_; do
        (cd "$scratch/prefixed" && $NRR_CC $NRR_CFLAGS $quick $strict -c ${prefix}nrr.c -o ${prefix}nrr.o) &&
            $NRR_NM -P -g --defined-only "$scratch/prefixed/${prefix}nrr.o" |
            "$AWK" -v prefix="$prefix" 'NF >= 2 && index($1, prefix) != 1 && $1 !~ /^__x86/'
    done
}
silent "every global name has the prefix" unprefixed

# Public names that are left without it, in code or in comments.
cat "$NRR_SOURCE"/include/nrr/*.h | code | grep -oE '\<(nrr|NRR)_[A-Za-z0-9_]+' | sort -u >"$scratch/names"
left_without()
{
    grep -ohE '\<(nrr|NRR)_[A-Za-z0-9_]+' "$scratch/prefixed/acme_nrr.h" "$scratch/prefixed/acme_nrr.c" |
        sort -u | comm -12 - "$scratch/names"
}
runs "the headers have names" test -s "$scratch/names"
silent "every public name has the prefix" left_without

# Three copies in one executable, each with a host that calls it by its own names.
static_copies()
{
    cp "$one"/nrr.[ch] "$scratch/prefixed/" && cd "$scratch/prefixed" || return 1
    # shellcheck disable=SC2086 # flags are several words
    for prefix in '' acme_ zeta9_; do
        sed "s/nrr\.h/${prefix}nrr.h/; s/main(/${prefix}main(/
             s/\<nrr_/${prefix}nrr_/g; s/\<NRR_/$(echo "$prefix" | tr a-z A-Z)NRR_/g" \
            "$scratch/host.c" >"${prefix}host.c"
        [ -n "$prefix" ] || sed 's/main(/plain_main(/' "$scratch/host.c" >host.c
        $NRR_CC $NRR_CFLAGS -c "${prefix}host.c" -o "${prefix}host.o" &&
            $NRR_CC $NRR_CFLAGS $quick -c "${prefix}nrr.c" -o "${prefix}nrr.o" || return 1
    done
    cat >three.c <<'END'
int plain_main(void);
int acme_main(void);
int zeta9_main(void);
int main(void)
{
    return plain_main() || acme_main() || zeta9_main();
}
END
    # shellcheck disable=SC2086
    $NRR_CC $NRR_CFLAGS three.c ./*host.o ./*nrr.o $NRR_LDFLAGS -o three && ./three >printed || return 1
    printf '%s: 250000/250000\n' "$version" "$version" 98.7.6 | diff - printed
}
runs "three copies in one executable, two with a prefix" static_copies

both_headers()
{
    printf '#include "acme_nrr.h"\n#include "zeta9_nrr.h"\n#include "nrr.h"\nint all[] = {%s};\n' \
        "ACME_NRR_OK, ZETA9_NRR_OK, NRR_OK, (int)sizeof(acme_nrr_fact), (int)sizeof(zeta9_nrr_fact)" \
        >"$scratch/prefixed/both.c"
    # shellcheck disable=SC2086
    (cd "$scratch/prefixed" && $NRR_CC $strict -c both.c -o both.o)
}
runs "whose headers can be in one file" both_headers

# --- the script itself ---------------------------------------------------------------------------

# A tree of few lines that has what the library may come to have: a file that is included more than
# once, macros of one name in two files, and a system header on a condition.
small=$scratch/small
mkdir -p "$small/lib" "$small/include/nrr"
cp -R "$NRR_SOURCE/tools" "$NRR_SOURCE/configure.ac" "$NRR_SOURCE/COPYING" "$small/"
cp "$NRR_SOURCE/include/nrr/export.h" "$small/include/nrr/"
cat >"$small/include/nrr/nrr.h" <<'END'
#ifndef NRR_NRR_H
#define NRR_NRR_H
#include "nrr/export.h"
NRR_API int nrr_sum(void);
#endif
END
printf 'nrr_sources = \\\n\t%%D%%/one.c \\\n\t%%D%%/two.c \\\n\t%%D%%/lane.inc \\\n\t%%D%%/once.h\n' \
    >"$small/lib/Makefile.inc"
cat >"$small/lib/once.h" <<'END'
#ifndef ONCE_H
#define ONCE_H
#if defined NRR_SMALL
#include <limits.h>
#endif
typedef int once;
int nrr__two(void);
#endif
END
cat >"$small/lib/lane.inc" <<'END'
/* Included once per width. */
#include "once.h"
#define LANE_NAME(width) LANE_PASTE(width)
#define LANE_PASTE(width) lane_##width
static once LANE_NAME(WIDTH)(void)
{
    return WIDTH;
}
#undef LANE_NAME
#undef LANE_PASTE
END
cat >"$small/lib/one.c" <<'END'
#include "nrr/nrr.h"
#include "once.h"
#include <string.h>
#define SCALE 100
#define WIDTH 1
#include "lane.inc"
#undef WIDTH
#define WIDTH 2
#include "lane.inc"
int nrr_sum(void)
{
#ifdef NRR_SMALL
    if (CHAR_BIT != 8 || strlen("1") != 1)
        return -1;
#endif
    return SCALE * (10 * lane_1() + lane_2()) + nrr__two();
}
END
cat >"$small/lib/two.c" <<'END'
#include "once.h"
#define SCALE 7
#define WIDTH(x) x
int nrr__two(void)
{
    return WIDTH(SCALE);
}
END
small_works()
{
    amalgamate "$small" "$small/made" || return 1
    printf '#include "nrr.h"\nint main(void)\n{\n    return nrr_sum() != 1207;\n}\n' >"$small/made/main.c"
    # shellcheck disable=SC2086
    $NRR_CC $strict -DNRR_SMALL "$small/made/main.c" "$small/made/nrr.c" $NRR_LDFLAGS -o "$small/made/main" &&
        "$small/made/main"
}
runs "files without a guard are included each time, and macros end with their file" small_works
missing_fails()
{
    rm "$small/lib/lane.inc"
    ! amalgamate "$small" "$small/failed" && [ ! -e "$small/failed/nrr.c" ]
}
runs "a file that is not there fails the script" missing_fails

finish
