#!/bin/sh
# SPDX-License-Identifier: MIT
# Every function of the headers has a manual page that names it in its NAME section and whose
# SYNOPSIS is the prototype, and no page speaks of a function that is not there.
. "$(dirname "$0")/tap.sh"

pages=$NRR_SOURCE/docs/man
set -- "$pages"/*.3
[ -e "$1" ] || skip_all "there are no manual pages yet"

prototypes >"$scratch/headers"
cut -f1 "$scratch/headers" >"$scratch/functions"
for page in "$@"; do
    "$AWK" -f "$checks/synopsis.awk" "$page"
done | sort >"$scratch/synopses"
for page in "$@"; do
    "$AWK" -f "$pages/names.awk" "$page" | sed "s|\$| $(basename "$page")|"
done | sort >"$scratch/names"

same "each SYNOPSIS is the prototype (< header, > page)" "$scratch/headers" "$scratch/synopses"

# A page may bear the name of its family, which is no function.
"$AWK" '$1 ".3" != $2 { print $1 }' "$scratch/names" >"$scratch/named"
"$AWK" '$1 ".3" == $2 { print $1 }' "$scratch/names" | grep -xF -f "$scratch/functions" >>"$scratch/named"
sort "$scratch/named" >"$scratch/named.sorted"
same "each function is in the NAME section of one page (< header, > page)" \
    "$scratch/functions" "$scratch/named.sorted"

own_name()
{
    for page in "$@"; do
        name=$(basename "$page" .3)
        "$AWK" -f "$pages/names.awk" "$page" | grep -qxF "$name" ||
            echo "$name.3 does not name $name in its NAME section"
    done
}
silent "each page names itself" own_name "$@"

if command -v mandoc >/dev/null 2>&1; then
    for page in "$@"; do
        runs "mandoc finds nothing wrong with $(basename "$page")" mandoc -T lint -W warning "$page"
    done
else
    skip "mandoc finds nothing wrong with the pages" "mandoc is not there"
fi

finish
