#!/bin/sh
# SPDX-License-Identifier: MIT
#
# Records the interface as it is now, in tests/abi/libnrr.abi and tests/abi/nrr.h. Additions only: where
# something recorded is gone or other than it was, it says what, and writes nothing. Before the first
# release, and never after it, --break records all the same. Takes abigail-tools and gcc, on x86-64.
#
#     sh tests/abi/record.sh [--break]

set -eu
here=$(cd "$(dirname "$0")" && pwd)
tree=$(dirname "$(dirname "$here")")
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
case ${1-} in
'' | --break) ;;
*)
    echo "usage: record.sh [--break]" >&2
    exit 2
    ;;
esac

soname=libnrr.so.$(sed -n 's/^AC_SUBST(\[NRR_VERSION_INFO\], \[\([0-9]*\):[0-9]*:\([0-9]*\)\])$/\1 \2/p' \
    "$tree/configure.ac" | "${AWK:-awk}" '{ print $1 - $2 }')
sh "$tree/tools/amalgamate.sh" "$scratch"
sh "$here/dump.sh" "$scratch/nrr.c" "$scratch/nrr.h" "$tree/lib/nrr.map" "$soname" "$scratch/new"
promises() { "${AWK:-awk}" -f "$here/promises.awk" "$1" | LC_ALL=C sort; }
promises "$scratch/new/libnrr.abi" >"$scratch/new.promises"
if [ -e "$here/libnrr.abi" ]; then
    promises "$here/libnrr.abi" >"$scratch/old.promises"
    LC_ALL=C comm -23 "$scratch/old.promises" "$scratch/new.promises" >"$scratch/broken"
    if [ -s "$scratch/broken" ] && [ "${1-}" != --break ]; then
        echo "These promises are broken, nothing is recorded:" >&2
        sed 's/^/  /' "$scratch/broken" >&2
        exit 1
    fi
    LC_ALL=C comm -13 "$scratch/old.promises" "$scratch/new.promises" | sed 's/^/added: /'
fi
sed "s,'$scratch/,',g" "$scratch/new/libnrr.abi" >"$here/libnrr.abi"
cp "$scratch/nrr.h" "$here/"
