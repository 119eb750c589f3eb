# SPDX-License-Identifier: MIT
# What every check begins with:
#
#     . "$(dirname "$0")/tap.sh"
#
# A check calls the functions below and ends in `finish`. It may also be run by hand from the top
# of the tree, after ./dev check has built: sh tests/checks/headers.sh

# shellcheck disable=SC2086 # NRR_CC, NRR_NM and flags may be several words
LC_ALL=C
export LC_ALL
unset MAKEFLAGS MFLAGS MAKELEVEL DESTDIR

: "${NRR_SOURCE:=$(cd "$(dirname "$0")/../.." && pwd)}"
: "${NRR_BUILD:=$NRR_SOURCE/build/check}"
: "${NRR_CC:=cc}" "${NRR_CXX=c++}" "${NRR_NM:=nm}" "${NRR_MAKE:=make}" "${AWK:=awk}"
: "${NRR_PYTHON=}" "${NRR_RUBY=}"
: "${NRR_CFLAGS=}" "${NRR_LDFLAGS=}" "${NRR_PKG_CONFIG=pkg-config}" "${NRR_DEFINES=}"

checks=$NRR_SOURCE/tests/checks
cases=0
scratch=$NRR_BUILD/$(basename "$0" .sh).scratch
rm -rf "$scratch"
mkdir -p "$scratch"
trap 'chmod -R u+w "$scratch"; rm -rf "$scratch"' EXIT
trap 'exit 1' HUP INT TERM

# What is said about a case, as TAP comments.
comment() { sed 's/^/# /'; }

pass()
{
    cases=$((cases + 1))
    echo "ok $cases - $1"
}

# fail NAME: what is on standard input says why.
fail()
{
    cases=$((cases + 1))
    echo "not ok $cases - $1"
    comment
}

skip()
{
    cases=$((cases + 1))
    echo "ok $cases - $1 # SKIP $2"
}

skip_all()
{
    echo "1..0 # SKIP $1"
    exit 0
}

finish()
{
    echo "1..$cases"
    exit 0
}

# runs NAME COMMAND...: passes if the command succeeds; its output says why it does not.
runs()
{
    runs_name=$1
    shift
    if "$@" >"$scratch/output" 2>&1; then
        pass "$runs_name"
    else
        fail "$runs_name" <"$scratch/output"
    fi
}

# silent NAME COMMAND...: passes if the command prints nothing (each line is a fault).
silent()
{
    silent_name=$1
    shift
    if "$@" >"$scratch/output" 2>&1 && [ ! -s "$scratch/output" ]; then
        pass "$silent_name"
    else
        fail "$silent_name" <"$scratch/output"
    fi
}

# same NAME WANTED FOUND: passes if the two files are equal.
same()
{
    runs "$1" diff "$2" "$3"
}

# Source text without comments and without what is in strings; lines keep their numbers.
code() { "$AWK" -f "$checks/code.awk" "$@"; }

# The public prototypes: name, tab, prototype with white space normalised.
prototypes()
{
    cat "$NRR_SOURCE"/include/nrr/*.h | code | "$AWK" -f "$checks/prototypes.awk" | sort
}

# The bindings, as they lie in the build folder, with the library that was built.
nrr_shared=$NRR_BUILD/lib/.libs/libnrr.so
has_python_package() { [ -n "$NRR_PYTHON" ] && [ -e "$nrr_shared" ] && [ -d "$NRR_BUILD/bindings/python/package" ]; }
has_ruby_gem() { [ -n "$NRR_RUBY" ] && [ -e "$nrr_shared" ] && [ -d "$NRR_BUILD/bindings/ruby/package" ]; }

# with_python ARGUMENT..., with_ruby ARGUMENT...: the interpreter, which finds the binding.
with_python()
{
    NRR_LIBRARY=$nrr_shared PYTHONPATH=$NRR_BUILD/bindings/python/package PYTHONDONTWRITEBYTECODE=1 \
        LC_ALL=C.UTF-8 "$NRR_PYTHON" "$@"
}
with_ruby()
{
    NRR_LIBRARY=$nrr_shared LC_ALL=C.UTF-8 "$NRR_RUBY" -I "$NRR_BUILD/bindings/ruby/package" "$@"
}
