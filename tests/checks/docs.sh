#!/bin/sh
# SPDX-License-Identifier: MIT
# What the documents show is so: each C and C++ example compiles, links and runs, each Python and Ruby
# example runs; each command of nrr-report prints what stands below it, from the CSV that stands above
# it; links lead somewhere; and each status, measure, rate, kind, reason and rule is in the page that has
# to speak of it.
#
# A C or C++ example with a main(), and each in Python and Ruby, is a program, and what it prints is compared with the ```console block
# that follows, below its last command. Any other stands in a function, with a ledger, a snapshot, a
# query and a report to work on if it is C, and gives 0 if all is well. In a ```console block the line `...`
# stands for any number of lines.
. "$(dirname "$0")/tap.sh"

: "${NRR_REPORT=}"
cd "$NRR_SOURCE" || exit 1

# --- C -------------------------------------------------------------------------------------------

# The file that an example is compiled as: itself, if it is a program.
program()
{
    if grep -q 'main(' "$1"; then
        cat "$1"
        return
    fi
    cat <<'END'
#include <assert.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <nrr/nrr.h>

static int
example(nrr_ledger *ledger, nrr_snapshot *snapshot, nrr_query *query, nrr_report *report)
{
	(void)ledger, (void)snapshot, (void)query, (void)report;
	{
END
    cat "$1"
    cat <<'END'
	}
	return 0;
}

int
main(void)
{
	nrr_ledger *ledger;
	nrr_snapshot *snapshot;
	nrr_query *query;
	nrr_report *report;
	nrr_fact fact = {0};
	int failed;

	fact.kind = NRR_KIND_NEW;
	fact.amount = 100;
	if (nrr_ledger_new(NULL, &ledger) != NRR_OK ||
	    nrr_ledger_key(ledger, NRR_KEY_CUSTOMER, "first", 5, &fact.customer) != NRR_OK ||
	    nrr_ledger_append(ledger, &fact, sizeof fact, 1, NULL) != NRR_OK ||
	    nrr_ledger_snapshot(ledger, &snapshot) != NRR_OK ||
	    nrr_query_new(NULL, &query) != NRR_OK ||
	    nrr_query_add_period(query, 10, 20) != NRR_OK ||
	    nrr_snapshot_report(snapshot, query, &report) != NRR_OK)
		return 99;
	failed = example(ledger, snapshot, query, report);
	nrr_report_free(report);
	nrr_query_free(query);
	nrr_snapshot_free(snapshot);
	nrr_ledger_free(ledger);
	return failed;
}
END
}

# build SOURCE PROGRAM
build()
{
    # shellcheck disable=SC2086 # flags are several words
    $NRR_CC $NRR_CFLAGS -std=c99 -Wall -Wextra -Werror -Wno-unused -I"$NRR_SOURCE/include" \
        -c "$1" -o "$2.o" &&
        "$NRR_BUILD/libtool" --silent --tag=CC --mode=link $NRR_CC $NRR_CFLAGS $NRR_LDFLAGS \
            -o "$2" "$2.o" "$NRR_BUILD/lib/libnrr.la"
}

# try_c EXAMPLE: compile, link, run, and compare with the console that follows a program.
try_c()
{
    program "$1" >"$scratch/example.c"
    build "$scratch/example.c" "$scratch/example" || return 1
    prints "$1" "$scratch/example"
}

# prints EXAMPLE COMMAND...: whether its program, which was built, prints what the console behind it
# shows.
prints()
{
    example_of=$1
    shift
    "$@" >"$scratch/printed" || { echo "it ends with status $?"; return 1; }
    next=$(following "$example_of")
    case $example_of:$next in
    *.c:*.console | *.cpp:*.console) grep -q 'main(' "$example_of" || return 0 ;;
    *.py:*.console | *.rb:*.console) ;;
    *) return 0 ;;
    esac
    "$AWK" '/^\$ / { text = ""; next } { text = text $0 "\n" } END { printf "%s", text }' \
        "$next" >"$scratch/wanted"
    like "$scratch/wanted" "$scratch/printed"
}

# The example that stands behind this one in its document.
following()
{
    for each in "$(dirname "$1")"/*; do
        [ "$each" != "$1" ] || { found=yes; continue; }
        [ -z "$found" ] || { echo "$each"; break; }
    done
    found=
}
found=

# like WANTED PRINTED: whether they are equal, where a line `...` stands for any lines.
like()
{
    "$AWK" -v wanted="$1" '
        BEGIN {
            while ((getline line < wanted) > 0)
                want[++wants] = line
            at = 1
        }
        {
            skipping = 0
            while (want[at] == "...") { at++; skipping = 1 }
            if (at <= wants && $0 == want[at]) { at++; skipped = 0; next }
            if (skipping || skipped) { skipped = 1; next }
            print "printed: " $0 "\n wanted: " (at <= wants ? want[at] : "(nothing)")
            bad = 1
            exit
        }
        END {
            while (want[at] == "...") at++
            if (!bad && at <= wants) { print "not printed: " want[at]; bad = 1 }
            exit bad
        }' "$2"
}

# --- C++ -----------------------------------------------------------------------------------------

cxx_program()
{
    if grep -q 'main(' "$1"; then
        cat "$1"
        return
    fi
    printf '#include <cassert>\n#include <nrr/nrr.hpp>\n\nint main()\n{\n'
    cat "$1"
    printf '}\n'
}

# The same as try_c.
try_cxx()
{
    cxx_program "$1" >"$scratch/example.cc"
    # shellcheck disable=SC2086 # flags are several words
    $NRR_CXX $NRR_CFLAGS -std=c++17 -Wall -Wextra -Werror -I"$NRR_SOURCE/include" \
        -c "$scratch/example.cc" -o "$scratch/example.o" &&
        "$NRR_BUILD/libtool" --silent --tag=CC --mode=link $NRR_CXX $NRR_CFLAGS $NRR_LDFLAGS \
            -o "$scratch/example" "$scratch/example.o" "$NRR_BUILD/lib/libnrr.la" || return 1
    prints "$1" "$scratch/example"
}
has_cxx()
{
    echo '#include <optional>' >"$scratch/plain.cc"
    # shellcheck disable=SC2086 # a compiler command may be several words
    [ -n "$NRR_CXX" ] && $NRR_CXX -std=c++17 -fsyntax-only "$scratch/plain.cc" >/dev/null 2>&1
}

# --- Python and Ruby -----------------------------------------------------------------------------

try_python() { prints "$1" with_python -W error "$1"; }
try_ruby() { prints "$1" with_ruby -w "$1"; }
has_python_example()
{
    has_python_package &&
        { ! grep -qE 'numpy|pandas' "$1" || "$NRR_PYTHON" -c 'import numpy, pandas' >/dev/null 2>&1; }
}

# --- nrr-report ----------------------------------------------------------------------------------

# The commands and their output, one file each: NNN.command and NNN.wanted.
split_console()
{
    "$AWK" -v out="$2" '
        /^\$ / { n++; print substr($0, 3) >(out "/" n ".command"); printf "" >(out "/" n ".wanted"); next }
        n { print >(out "/" n ".wanted") }' "$1"
}

# The CSV that was shown last before a console of the same document.
csv_before()
{
    for each in "$(dirname "$1")"/*; do
        [ "$each" != "$1" ] || break
        case $each in *.csv) last_csv=$each ;; esac
    done
    echo "$last_csv"
    last_csv=
}
last_csv=

# try_command COMMAND-FILE CONSOLE: whether it prints what is wanted.
try_command()
{
    words=$(cat "$1")
    shown=$(csv_before "$2")
    # The last word that ends in .csv names the file that stands above.
    csv=$(printf '%s\n' "$words" | tr ' ' '\n' | grep '\.csv$' | tail -n 1)
    rm -rf "$scratch/place"
    mkdir -p "$scratch/place/examples"
    ln -s "$NRR_SOURCE/examples/sample" "$scratch/place/examples/sample"
    case $csv in
    examples/*) ;;
    *.csv) cp "$shown" "$scratch/place/$csv" || return 1 ;;
    esac
    printf '#!/bin/sh\nexec "%s" "$@"\n' "$NRR_REPORT" >"$scratch/place/nrr-report"
    chmod +x "$scratch/place/nrr-report"
    (cd "$scratch/place" && PATH=$scratch/place:$PATH sh -c "$words") >"$scratch/printed" ||
        { echo "it ends with status $?"; return 1; }
    like "${1%.command}.wanted" "$scratch/printed"
}

# --- all examples of all documents ---------------------------------------------------------------

examples=$scratch/examples
# shellcheck disable=SC2046 # a word per file
for document in $(ls README.md docs/*.md docs/man/*.3 examples/*/README.md bindings/*/README.md 2>/dev/null); do
    mkdir -p "$examples/$document"
    "$AWK" -v out="$examples/$document" -f "$checks/docs.awk" "$document"
done

# The README has one example of each binding, of five lines; what runs is tried below.
five_lines()
{
    for language in cpp py rb; do
        set -- "$examples"/README.md/*."$language"
        [ $# -eq 1 ] && [ -e "$1" ] && [ "$(wc -l <"$1")" -le 5 ] ||
            echo "README.md: not one example of five lines at the most: $language"
    done
}
silent "the README shows C++, Python and Ruby in five lines each" five_lines

for example in $(find "$examples" -name '*.c' | sort); do
    name=${example#"$examples"/}
    runs "the C example at ${name%.c}" try_c "$example"
done

for example in $(find "$examples" -name '*.cpp' | sort); do
    name=${example#"$examples"/}
    if has_cxx; then
        runs "the C++ example at ${name%.cpp}" try_cxx "$example"
    else
        skip "the C++ example at ${name%.cpp}" "no C++17 compiler"
    fi
done

for example in $(find "$examples" -name '*.py' | sort); do
    name=${example#"$examples"/}
    if has_python_example "$example"; then
        runs "the Python example at ${name%.py}" try_python "$example"
    else
        skip "the Python example at ${name%.py}" "no Python with what it needs, or no shared library"
    fi
done

for example in $(find "$examples" -name '*.rb' | sort); do
    name=${example#"$examples"/}
    if has_ruby_gem; then
        runs "the Ruby example at ${name%.rb}" try_ruby "$example"
    else
        skip "the Ruby example at ${name%.rb}" "no Ruby with ffi, or no shared library"
    fi
done

for console in $(find "$examples" -name '*.console' | sort); do
    name=${console#"$examples"/}
    rm -rf "$scratch/commands"
    mkdir "$scratch/commands"
    split_console "$console" "$scratch/commands"
    for command in $(find "$scratch/commands" -name '*.command' | sort); do
        case $(cat "$command") in
        './dev demo') echo 'nrr-report examples/sample/facts.csv' >"$command" ;;
        'nrr-report '*) ;;
        *) continue ;;
        esac
        title="the command $(basename "$command" .command) at ${name%.console}"
        if [ -z "$NRR_REPORT" ]; then
            skip "$title" "nrr-report was not built"
        else
            runs "$title" try_command "$command" "$console"
        fi
    done
done

# --- what must be spoken of ----------------------------------------------------------------------

# Links of a document to files of the tree.
dead_links()
{
    for document in README.md docs/*.md docs/decisions/*.md; do
        [ -e "$document" ] || continue
        grep -o '](\([^)]*\))' "$document" | sed 's/^](//; s/)$//; s/#.*//' |
            grep -v '^$' | grep -v '^[a-z]*:' |
            while read -r target; do
                [ -e "$(dirname "$document")/$target" ] || echo "$document: $target is not there"
            done
    done
}
silent "links between documents lead somewhere" dead_links

# Each function of the headers, with each status that its comment says it returns.
returned()
{
    cat include/nrr/*.h | "$AWK" '
        /^\/\*\*/ { text = "" }
        { text = text " " $0 }
        /^NRR_API/ {
            name = $0
            sub(/\(.*/, "", name)
            sub(/.*[ *]/, "", name)
            sub(/.*@return/, "", text)
            sub(/@since.*/, "", text)
            while (match(text, /NRR_E_[A-Z_]+/)) {
                print name, substr(text, RSTART, RLENGTH)
                text = substr(text, RSTART + RLENGTH)
            }
        }'
}
returned | sort >"$scratch/returned"

# Each page, with each status of its section ERRORS.
for page in docs/man/nrr_*.3; do
    "$AWK" -v page="$(basename "$page")" '
        /^\.Sh / { in_errors = $2 == "ERRORS" }
        in_errors && /^\.It Dv NRR_E_/ { print page, $3 }' "$page"
done | sort -u >"$scratch/errors"

# Functions by page, to turn the one list into the other.
for page in docs/man/nrr_*.3; do
    "$AWK" -f docs/man/names.awk "$page" | sed "s|\$| $(basename "$page")|"
done | sort >"$scratch/pages"
join "$scratch/pages" "$scratch/returned" | cut -d' ' -f2- | sort -u >"$scratch/wanted"
same "each status that a header promises is in ERRORS of the page (< headers, > pages)" \
    "$scratch/wanted" "$scratch/errors"

# Each constant of the headers.
cat include/nrr/*.h | code | grep -oE '\<NRR_[A-Z0-9_]+ *= *-?[0-9]' | sed 's/ *=.*//' >"$scratch/constants"

# Constants that no page names. Measures and rates stand without their prefix.
untold()
{
    while read -r name; do
        case $name in
        NRR_MEASURE_* | NRR_RATE_*)
            short=$(echo "$name" | sed 's/^NRR_[A-Z]*_//')
            grep -qx "\.It Dv $short" docs/man/nrr_measure.3 || echo "nrr_measure.3: $name"
            ;;
        NRR_E_*) grep -q "^\.It Dv $name " docs/man/nrr_status.3 || echo "nrr_status.3: $name" ;;
        *) grep -qw -- "$name" docs/man/*.3 || echo "no page: $name" ;;
        esac
    done <"$scratch/constants"
}
silent "each constant is in a manual page" untold

# What docs/METRICS.md does not define: measures and rates in lower case, kinds, reasons and rules in
# upper.
undefined()
{
    {
        sed -nE 's/^NRR_(MEASURE|RATE)_//p' "$scratch/constants" | tr 'A-Z' 'a-z'
        sed -nE 's/^NRR_(KIND|REASON|RULE)_//p' "$scratch/constants" | grep -vE '^HOST'
    } | while read -r name; do
        grep -qE "^\|(.*\|)? \`$name(\[k\])?\` \||^\`$name\[k\]\`|and \`$name\[k\]\`" docs/METRICS.md ||
            echo "$name"
    done
}
silent "each measure, rate, kind, reason and rule is in docs/METRICS.md" undefined

finish
