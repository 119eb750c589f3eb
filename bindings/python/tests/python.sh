#!/bin/sh
# SPDX-License-Identifier: MIT
# The tests of the Python package, with pytest, against the library that was just built.
: "${NRR_SOURCE:=$(cd "$(dirname "$0")/../../.." && pwd)}"
. "$NRR_SOURCE/tests/checks/tap.sh"

package=$NRR_BUILD/bindings/python/package
library=$NRR_BUILD/lib/.libs/libnrr.so

[ -n "$NRR_PYTHON" ] || skip_all "there is no Python with cffi"
[ -e "$library" ] || skip_all "no shared library was built"
"$NRR_PYTHON" -c 'import pytest' >/dev/null 2>&1 || skip_all "there is no pytest"

# Without numpy and pandas: what is not about them.
ignored=
if [ -n "${NRR_TEST_PLAIN-}" ]; then
    for each in numpy frames speed reached; do
        ignored="$ignored --ignore=$NRR_SOURCE/bindings/python/tests/test_$each.py"
    done
fi

# shellcheck disable=SC2086 # one word per file
NRR_LIBRARY=$library NRR_TEST_TAP=$scratch/tap NRR_TEST_PLAIN=${NRR_TEST_PLAIN-} \
    PYTHONPATH=$package PYTHONDONTWRITEBYTECODE=1 \
    "$NRR_PYTHON" -m pytest -q -p no:cacheprovider --rootdir "$scratch" $ignored \
    "$NRR_SOURCE/bindings/python/tests" >"$scratch/said" 2>&1 ||
    comment <"$scratch/said"
if [ -s "$scratch/tap" ]; then
    cat "$scratch/tap"
else
    fail "pytest runs the tests" <"$scratch/said"
    finish
fi
