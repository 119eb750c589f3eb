#!/bin/sh
# SPDX-License-Identifier: MIT
# The interface is the one that is recorded in tests/abi/: what abidw sees of the library, and a
# program that was compiled with the recorded header goes on running. Each way to break it is tried on
# a copy, and must be told. What has only been added is recorded by: sh tests/abi/record.sh
. "$(dirname "$0")/tap.sh"

abi=$NRR_SOURCE/tests/abi
for tool in abidw abidiff readelf gcc; do
    command -v "$tool" >/dev/null 2>&1 || skip_all "$tool is not there"
done
case $(gcc -dumpmachine) in
x86_64-*linux-gnu) ;;
*) skip_all "the dump is one of x86-64: what holds everywhere is in pinned.txt" ;;
esac
case $(gcc -dM -E -x c /dev/null | grep -w __SIZEOF_POINTER__) in
*8) ;;
*) skip_all "gcc does not compile for 64 bits" ;;
esac

soname=$("$AWK" -f "$abi/promises.awk" "$abi/libnrr.abi" | sed -n 's/^library //p')
promises() { "$AWK" -f "$abi/promises.awk" "$1" | sort; }

# dump FOLDER [MAP [SONAME]]: that of nrr.c and nrr.h in this folder.
dump() { sh "$abi/dump.sh" "$1/nrr.c" "$1/nrr.h" "${2:-$NRR_SOURCE/lib/nrr.map}" "${3:-$soname}" "$1"; }
differ() { abidiff --harmless --non-reachable-types "$1" "$2"; }
broken() { comm -23 "$1" "$2" | sed 's/^/a promise broken: /'; }

# --- the library ---------------------------------------------------------------------------------

now=$scratch/now
runs "the amalgamation is made" sh "$NRR_SOURCE/tools/amalgamate.sh" "$now"
runs "it is dumped, with debug information" dump "$now"
promises "$abi/libnrr.abi" >"$scratch/recorded"
promises "$now/libnrr.abi" >"$scratch/promises"
silent "nothing that is recorded is gone or has changed" broken "$scratch/recorded" "$scratch/promises"
runs "abidiff finds no difference (if all of it is additions: sh tests/abi/record.sh)" \
    differ "$abi/libnrr.abi" "$now/libnrr.abi"

# The dump has what the headers have, or it would be compared in vain.
code "$now/nrr.h" | "$AWK" -f "$checks/prototypes.awk" | cut -f1 | sort >"$scratch/wanted"
sed -n 's/^function \([a-z0-9_]*\) .*/\1/p' "$scratch/promises" >"$scratch/found"
same "all functions are in the dump" "$scratch/wanted" "$scratch/found"
grep -oE '^(NRR_[A-Z0-9_]+ |sizeof\(nrr_[a-z]+\)|offsetof\(nrr_[a-z]+, [a-z0-9_]+\))' "$checks/pinned.txt" |
    sed 's/ $//; s/sizeof(\(.*\))/struct \1/; s/offsetof(\(.*\), \(.*\))/member \1.\2/' |
    sed 's/^NRR_/constant NRR_/' | sort >"$scratch/wanted"
grep -vE '^constant NRR_VERSION_|^struct .* opaque' "$scratch/promises" |
    sed -n 's/^\(constant\|struct\|member\) \([^ ]*\) .*/\1 \2/p' | sort >"$scratch/found"
same "all constants, structs and members of pinned.txt are in the dump" "$scratch/wanted" "$scratch/found"

blind()
{
    rm -rf "$scratch/blind"
    mkdir "$scratch/blind"
    cp "$now/nrr.c" "$now/nrr.h" "$scratch/blind/"
    NRR_ABI_DEBUG=$1
    export NRR_ABI_DEBUG
    dump "$scratch/blind"
    status=$?
    unset NRR_ABI_DEBUG
    [ "$status" -eq 3 ]
}
runs "a library without debug information is not dumped" blind ''

# --- a program of then ---------------------------------------------------------------------------

# stubs FOLDER: an nrr.c that has the functions of the folder's nrr.h, and nothing in them.
stubs()
{
    printf '#define NRR_BUILDING 1\n#include "nrr.h"\n' >"$1/nrr.c"
    code "$1/nrr.h" | "$AWK" -f "$checks/prototypes.awk" | cut -f2 |
        sed 's/^void nrr_.*/& { }/; t; s/$/ { return 0; }/' >>"$1/nrr.c"
}

# The map of the recorded names.
map_of()
{
    "$AWK" '/^symbol/ { names[$3] = names[$3] " " $2 ";" }
        END { for (node in names) print node " { global:" names[node] " local: *; };" }' "$1"
}

# It asks the library for each constant of the header that it was compiled with, and has the address
# of each function; then the ten-line story (examples/ten-lines) runs with that header.
then=$scratch/then
mkdir -p "$then/nrr"
cp "$abi/nrr.h" "$then/nrr/"
cp "$abi/nrr.h" "$then/"
{
    printf '#include <nrr/nrr.h>\n#include <stdio.h>\n#include <string.h>\n'
    printf 'typedef void function(void);\n'
    printf 'static const struct { const char *name; function *at; } functions[] = {\n'
    sed -n 's/^function \([a-z0-9_]*\) .*/    {"\1", (function *)\1},/p' "$scratch/recorded"
    printf '};\nstatic const struct { const char *name; int64_t value; } constants[] = {\n'
    grep -v 'NRR_VERSION_' "$scratch/recorded" |
        sed -n 's/^constant \([A-Z0-9_]*\) .*/    {"\1", \1},/p
                s/^struct \(nrr_[a-z_]*\) [0-9].*/    {"sizeof(\1)", sizeof(\1)},/p
                s/^member \(nrr_[a-z_]*\)\.\([a-z0-9_]*\) .*/    {"offsetof(\1, \2)", offsetof(\1, \2)},/p'
    cat <<'END'
};
int main(void)
{
    size_t i, bad = 0;
    int64_t value = 0;

    for (i = 0; i < sizeof functions / sizeof *functions; i++)
        if (functions[i].at == NULL)
            bad += (size_t)printf("no %s\n", functions[i].name);
    for (i = 0; i < sizeof constants / sizeof *constants; i++)
        if (nrr_constant(constants[i].name, strlen(constants[i].name), &value) != NRR_OK ||
            value != constants[i].value)
            bad += (size_t)printf("%s was %lld and is %lld\n", constants[i].name,
                                  (long long)constants[i].value, (long long)value);
    return bad != 0 || i < 300;
}
END
} >"$then/asks.c"
cp "$NRR_SOURCE/examples/ten-lines/story.c" "$then/"
shared=$NRR_BUILD/lib/.libs/$soname

# The programs are linked to a library of then, of which nothing is known but the record: its names,
# their versions, its own name. Now they are run with the library of this build.
link_then()
{
    stubs "$then" && map_of "$scratch/recorded" >"$then/map" || return 1
    (cd "$then" && gcc -DNRR_EXPORT -fPIC -shared -w nrr.c -Wl,--version-script=map \
        -Wl,-soname,"$soname" -o libnrr.so && gcc -w -I . asks.c -L . -lnrr -o asks &&
        gcc -I . story.c -L . -lnrr -o story)
}
run_then()
{
    LD_LIBRARY_PATH=$NRR_BUILD/lib/.libs LD_BIND_NOW=1 "$then/$1" >"$then/printed" || { cat "$then/printed"; return 1; }
}
tells_the_story() { run_then story && diff "$NRR_SOURCE/examples/ten-lines/expected.txt" "$then/printed"; }
instruments=
case $NRR_CFLAGS$NRR_LDFLAGS in *-fsanitize*) instruments=yes ;; esac
same_record() { link_then && dump "$then" "$then/map" && differ "$abi/libnrr.abi" "$then/libnrr.abi"; }
runs "the recorded header is that of the recorded dump" same_record
if [ -e "$shared" ] && [ -z "$instruments" ]; then
    runs "programs are built with the recorded header" link_then
    runs "which find all that they were promised in this library" run_then asks
    runs "and tell the ten-line story with it" tells_the_story
else
    skip "programs are built with the recorded header" "no such shared library was built"
fi

# --- each way to break it ------------------------------------------------------------------------

# A library of stubs has the interface of the real one, and is quickly built.
plain=$scratch/plain
mkdir "$plain"
cp "$now/nrr.h" "$plain/"
stubs_are_plain() { stubs "$plain" && dump "$plain" && differ "$now/libnrr.abi" "$plain/libnrr.abi"; }
runs "a library of stubs has the same interface" stubs_are_plain
promises "$plain/libnrr.abi" >"$scratch/plain.promises"

# told WHAT SED-SCRIPT [MAP [SONAME]]: a library whose header is so changed; abidiff, with the flags
# that are used above, and the list of promises must both tell.
told()
{
    told_name=$1 script=$2
    shift 2
    rm -rf "$scratch/copy"
    mkdir "$scratch/copy"
    sed "$script" "$now/nrr.h" >"$scratch/copy/nrr.h"
    runs "told: $told_name" is_told "$@"
}
is_told()
{
    if [ $# -eq 0 ] && cmp -s "$now/nrr.h" "$scratch/copy/nrr.h"; then
        echo "nothing was broken: the script of this case finds its line no more"
        return 1
    fi
    stubs "$scratch/copy" && dump "$scratch/copy" "$@" || return 1
    promises "$scratch/copy/libnrr.abi" >"$scratch/copy.promises"
    if differ "$plain/libnrr.abi" "$scratch/copy/libnrr.abi"; then
        echo "abidiff says nothing"
        return 1
    fi
    [ -n "$(broken "$scratch/plain.promises" "$scratch/copy.promises")" ] || {
        echo "no promise is broken"
        return 1
    }
}
told "a constant has another number" 's/NRR_KIND_CHURN = 5/NRR_KIND_CHURN = 12/'
told "two constants changed places" 's/NRR_ROW_PARTIAL = 1/NRR_ROW_PARTIAL = 2/; s/NRR_ROW_INCOMPLETE = 2/NRR_ROW_INCOMPLETE = 1/'
told "a constant is gone" '/NRR_E_DATE = /d'
told "the constants of a family are gone" '/^enum {$/{ N; /NRR_PARENT_CHAIN_MAX/{ N; d; }; }'
told "a member has another type" 's/^    nrr_reason reason;/    uint32_t reason;/'
told "a member is as wide, and unsigned" 's/^    int32_t first_month;/    uint32_t first_month;/'
told "a member has another name" 's/^    uint32_t line; /    uint32_t line_id; /'
told "two members changed places" 's/^    uint32_t line; /    uint32_t swap; /; s/^    uint32_t id; /    uint32_t line; /; s/uint32_t swap;/uint32_t id;/'
told "a struct has grown" 's/^    uint32_t reserved2;.*/    uint32_t reserved2; int64_t more;/'
told "a member is gone" '/^    int64_t longer_than;/d'
told "a function pointer of a struct takes something else" 's/(\*alloc)(void \*context, size_t size)/(*alloc)(size_t size)/'
told "a type is wider" 's/^typedef int32_t nrr_rate;/typedef int64_t nrr_rate;/'
told "a handle is another type" 's/^typedef struct nrr_table nrr_table;/typedef struct nrr_list nrr_table;/'
told "a function is gone" '/^NRR_API size_t nrr_constant_count(void);/d'
told "a function has another name" 's/nrr_constant_count(/nrr_constants(/'
told "a parameter is wider" 's/^\(NRR_API .*nrr_ledger_parent(.*\)uint32_t customer,/\1uint64_t customer,/'
told "a parameter points to what is no longer const" 's/^\(NRR_API .*nrr_ledger_parent(\)const /\1/'
told "a parameter is gone" 's/^\(NRR_API .*nrr_report_check(const nrr_report \*report\), .*/\1);/'
told "a result is of another type" 's/^NRR_API size_t nrr_constant_count/NRR_API uint32_t nrr_constant_count/'
sed 's/NRR_1\.0/NRR_2.0/' "$NRR_SOURCE/lib/nrr.map" >"$scratch/other.map"
told "the names have another version" '' "$scratch/other.map"
told "the library has another name" '' "$NRR_SOURCE/lib/nrr.map" libnrr.so.77

# What may be done: abidiff tells, so that it is recorded, and no promise is broken.
added()
{
    added_name=$1 script=$2
    rm -rf "$scratch/copy"
    mkdir "$scratch/copy"
    sed "$script" "$now/nrr.h" >"$scratch/copy/nrr.h"
    runs "an addition, no breach: $added_name" is_added
}
is_added()
{
    sed 's/^global:/global: nrr_added;/' "$NRR_SOURCE/lib/nrr.map" >"$scratch/added.map"
    ! cmp -s "$now/nrr.h" "$scratch/copy/nrr.h" && stubs "$scratch/copy" &&
        dump "$scratch/copy" "$scratch/added.map" || return 1
    promises "$scratch/copy/libnrr.abi" >"$scratch/copy.promises"
    ! differ "$plain/libnrr.abi" "$scratch/copy/libnrr.abi" || { echo "abidiff says nothing"; return 1; }
    broken "$scratch/plain.promises" "$scratch/copy.promises" >"$scratch/breaches"
    cat "$scratch/breaches"
    [ ! -s "$scratch/breaches" ]
}
added "a function" 's/^NRR_API size_t nrr_constant_count(void);/&\
NRR_API int32_t nrr_added(const nrr_ledger *ledger);/'
added "a constant of a family" 's/^    NRR_E_INTERVAL = -81/    NRR_E_ADDED = -199, &/'
added "a family" 's/^typedef int32_t nrr_rate;/&\
enum { NRR_ADDED_ONE = 1 };/'

finish
