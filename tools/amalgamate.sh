#!/bin/sh
# SPDX-License-Identifier: MIT
#
# Writes the amalgamation: the whole library as two files to drop into another program's sources,
# nrr.c and nrr.h. Takes a POSIX shell and awk, and nothing that configure finds out. The same tree
# always gives the same bytes.
#
#     sh tools/amalgamate.sh [--prefix acme_] [FOLDER]
#
# FOLDER is made if need be; "amalgamation" by default. With a prefix, each name that begins with
# nrr_ or NRR_ gets it (acme_nrr_ledger_new, ACME_NRR_OK), and so do the two files: for copies that
# are linked statically into one program.

set -eu
LC_ALL=C
export LC_ALL

usage()
{
    echo "usage: amalgamate.sh [--prefix acme_] [FOLDER]" >&2
    exit 2
}

tools=$(cd "$(dirname "$0")" && pwd)
tree=$(dirname "$tools")
prefix='' folder=''
while [ $# -gt 0 ]; do
    case $1 in
    --prefix)
        [ $# -ge 2 ] || usage
        prefix=$2
        shift
        # The upper case of it must be another name, and C keeps names that begin with "_".
        case $prefix in
        [!a-z]* | *[!a-z0-9_]* | '')
            echo "amalgamate.sh: a prefix is a small letter, then small letters, digits and _" >&2
            exit 2
            ;;
        esac
        ;;
    -*) usage ;;
    *)
        [ -z "$folder" ] || usage
        folder=$1
        ;;
    esac
    shift
done
: "${folder:=amalgamation}"

mkdir -p "$folder"
for kind in h c; do
    file=$folder/${prefix}nrr.$kind
    ${AWK:-awk} -v tree="$tree" -v kind="$kind" -v prefix="$prefix" \
        -f "$tools/amalgamate.awk" >"$file.new" || { rm -f "$file.new"; exit 1; }
    mv -f "$file.new" "$file"
done
