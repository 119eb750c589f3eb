#!/bin/sh
# SPDX-License-Identifier: MIT
# The tests of the Python package, with pytest, against the library that was just built.
: "${NRR_SOURCE:=$(cd "$(dirname "$0")/../../.." && pwd)}"
. "$NRR_SOURCE/tests/checks/tap.sh"

has_python_package || skip_all "there is no Python with cffi, or no shared library was built"
"$NRR_PYTHON" -c 'import pytest' >/dev/null 2>&1 || skip_all "there is no pytest"

# Without numpy and pandas: what is not about them.
ignored=
if [ -n "${NRR_TEST_PLAIN-}" ]; then
    for each in numpy frames speed reached; do
        ignored="$ignored --ignore=$NRR_SOURCE/bindings/python/tests/test_$each.py"
    done
fi

NRR_TEST_TAP=$scratch/tap NRR_TEST_PLAIN=${NRR_TEST_PLAIN-}
export NRR_TEST_TAP NRR_TEST_PLAIN
# shellcheck disable=SC2086 # one word per file
with_python -m pytest -q -p no:cacheprovider --rootdir "$scratch" $ignored \
    "$NRR_SOURCE/bindings/python/tests" >"$scratch/said" 2>&1 ||
    comment <"$scratch/said"
if [ -s "$scratch/tap" ]; then
    cat "$scratch/tap"
else
    fail "pytest runs the tests" <"$scratch/said"
    finish
fi
