#!/bin/sh
# SPDX-License-Identifier: MIT
# The names that the headers declare, the names of the symbol map, and the names that the library
# exports are the same names; nothing else of ours is global.
. "$(dirname "$0")/tap.sh"

shared=$NRR_BUILD/lib/.libs/libnrr.so
static=$NRR_BUILD/lib/.libs/libnrr.a
[ -e "$static" ] || static=$NRR_BUILD/lib/libnrr.a

# Every declaration of a function in a header begins its line with NRR_API and has its name there.
unmarked()
{
    for header in "$NRR_SOURCE"/include/nrr/*.h; do
        code "$header" | "$AWK" -v file="$(basename "$header")" '
            /^#/ { next }
            /^[ \t]*NRR_API([ \t]|$)/ && !/^NRR_API .*[ *]nrr_[a-z0-9_]+\(/ {
                print file ":" NR ": NRR_API without the name on its line: " $0
            }
            /nrr_[a-z0-9_]+[ \t]*\(/ && !/^NRR_API / && !/\(\*/ {
                print file ":" NR ": a declaration that does not begin with NRR_API: " $0
            }'
    done
}
silent "every prototype begins its line with NRR_API and has its name on it" unmarked

prototypes | cut -f1 >"$scratch/headers"
"$AWK" '
    { gsub(/\/\*.*\*\//, "") }
    /global:/ { on = 1; next }
    /local:/  { on = 0 }
    on && match($0, /[A-Za-z_][A-Za-z0-9_]*/) { print substr($0, RSTART, RLENGTH) }
' "$NRR_SOURCE/lib/nrr.map" >"$scratch/map"

runs "the headers declare functions" test -s "$scratch/headers"
sort "$scratch/map" >"$scratch/map.sorted"
same "the map is what the headers declare (< missing in lib/nrr.map, > not in a header)" \
    "$scratch/headers" "$scratch/map.sorted"
same "the map is in order of names" "$scratch/map.sorted" "$scratch/map"
# A node for each release that added names: one, until a second has done so (docs/abi.md).
nodes() { grep -cE '^[A-Z_0-9.]+ \{' "$NRR_SOURCE/lib/nrr.map"; }
runs "the map has one node" test "$(nodes)" = 1
runs "the map hides everything else" grep -Eq '^[[:space:]]*\*;' "$NRR_SOURCE/lib/nrr.map"

if [ -e "$shared" ]; then
    $NRR_NM -D -P -g --defined-only "$shared" | "$AWK" '$2 != "A" { sub(/@.*/, "", $1); print $1 }' |
        sort >"$scratch/exports"
    same "the shared library exports what the headers declare" "$scratch/headers" "$scratch/exports"
    node=$(sed -n 's/^\([A-Z_0-9.]*\) {.*/\1/p' "$NRR_SOURCE/lib/nrr.map")
    unversioned()
    {
        readelf --dyn-syms -W "$shared" | "$AWK" -v node="$node" '
            $8 ~ /^nrr_/ && $7 != "UND" && $8 !~ "@@" node "$" { print $8 }'
    }
    if command -v readelf >/dev/null 2>&1; then
        silent "each with the version of the map" unversioned
    else
        skip "each with the version of the map" "readelf is not there"
    fi
else
    skip "the shared library exports what the headers declare" "no shared library was built"
fi

if [ -e "$static" ]; then
    foreign() { $NRR_NM -P -g --defined-only "$static" | "$AWK" 'NF >= 2 && $1 !~ /^nrr_|^__x86\.get_pc_thunk/'; }
    silent "every global name of the static library begins with nrr_" foreign
else
    skip "every global name of the static library begins with nrr_" "no static library was built"
fi

finish
