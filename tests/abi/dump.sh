#!/bin/sh
# SPDX-License-Identifier: MIT
#
# What abidw says of a library that is built for it, as far as it is public (public.awk).
#
#     sh tests/abi/dump.sh NRR_C NRR_H MAP SONAME FOLDER    writes FOLDER/libnrr.abi
#
# Two things make a dump blind. The compiler leaves out what it deems unused, and that is every
# constant: hence -fno-eliminate-unused-debug-types. And abidw leaves out what no function leads to:
# hence --load-all-types, to which --non-reachable-types of abidiff belongs, and --harmless: a member's
# new name, or a const that is gone, harm no program that runs, but one that is compiled again.

set -eu
LC_ALL=C
export LC_ALL
source=$1 header=$2 map=$3 soname=$4 folder=$5
here=$(dirname "$0")

mkdir -p "$folder"
# shellcheck disable=SC2086 # may be several words
${NRR_ABI_CC:-gcc} -std=c99 ${NRR_ABI_DEBUG--g -gdwarf-4 -fno-eliminate-unused-debug-types} -O0 -w \
    -fPIC -shared -DNRR_EXPORT -I "$(dirname "$header")" -Wl,--version-script="$map" \
    -Wl,-soname,"$soname" "$source" -o "$folder/libnrr.so"

# Nothing of what follows means anything without it.
if ! readelf -S "$folder/libnrr.so" | grep -q '\.debug_info'; then
    echo "dump.sh: the library has no debug information: its dump would be blind" >&2
    exit 3
fi
abidw --load-all-types --drop-private-types --header-file "$header" --no-corpus-path \
    --no-comp-dir-path --no-show-locs --no-parameter-names --type-id-style hash \
    "$folder/libnrr.so" | ${AWK:-awk} -f "$here/public.awk" >"$folder/libnrr.abi"
if ! grep -q "<enumerator name='NRR_OK'" "$folder/libnrr.abi"; then
    echo "dump.sh: the dump has no constants: it is blind" >&2
    exit 3
fi
