#!/bin/sh
# SPDX-License-Identifier: MIT
# `pip wheel` makes a wheel that brings the library, built from the amalgamation: it works where no
# library is installed, exports what the headers declare and no more, and imports nothing of Python.
# Without the library it is a wheel for any platform, which works with that of the system.
: "${NRR_SOURCE:=$(cd "$(dirname "$0")/../../.." && pwd)}"
. "$NRR_SOURCE/tests/checks/tap.sh"

[ -n "$NRR_PYTHON" ] || skip_all "there is no Python with cffi"
"$NRR_PYTHON" -c 'import setuptools, wheel, pip' >/dev/null 2>&1 ||
    skip_all "there is no pip with setuptools and wheel"

# Python compiles with the compiler and the flags that it was built with itself.
project=$scratch/project
mkdir -p "$project"

stage()
{
    cp -R "$NRR_SOURCE/bindings/python/." "$project" && chmod -R u+w "$project" &&
        cp "$NRR_SOURCE/COPYING" "$project/COPYING" &&
        sh "$NRR_SOURCE/tools/amalgamate.sh" "$project/amalgamation"
}

# wheel NAME: makes a wheel in the folder NAME, and unpacks it to NAME/unpacked.
wheel()
{
    rm -rf "$project/build" "$project/src/nrr.egg-info"
    (cd "$project" && PYTHONDONTWRITEBYTECODE=1 "$NRR_PYTHON" -m pip wheel --quiet --no-deps \
        --no-index --no-build-isolation --disable-pip-version-check --no-cache-dir \
        --wheel-dir "$scratch/$1" .) &&
        "$NRR_PYTHON" -m zipfile -e "$scratch/$1"/*.whl "$scratch/$1/unpacked"
}

cat >"$scratch/host.py" <<'END'
import sys
from datetime import date

import nrr

with nrr.Ledger() as ledger:
    ledger.append(customer="acme", time=date(2024, 1, 1), kind="new", amount=250000)
    report = ledger.report(periods=[(date(2024, 2, 1), date(2024, 3, 1))])
assert report.rate(0, "nrr") == (250000, 250000, 0)
assert nrr.library_path().endswith(sys.argv[1]), nrr.library_path()
print(nrr.version())
END

# host NAME LIBRARY: whether a program runs with an unpacked wheel, and with which library.
host()
{
    (cd "$scratch" && env -u NRR_LIBRARY PYTHONPATH="$scratch/$1/unpacked" PYTHONDONTWRITEBYTECODE=1 \
        "$NRR_PYTHON" host.py "$2") >"$scratch/$1.version" &&
        diff "$scratch/version" "$scratch/$1.version"
}
sed -n 's/^AC_INIT(\[nrr\], \[\(.*\)\])$/\1/p' "$NRR_SOURCE/configure.ac" >"$scratch/version"

runs "the project is put together" stage
runs "pip makes a wheel" wheel bundled
bundled=$scratch/bundled/unpacked/nrr/libnrr.so
runs "it is named for the platform and any Python 3" \
    sh -c "ls '$scratch'/bundled/nrr-\"\$(cat '$scratch/version')\"-py3-none-*_*.whl"
runs "the library is in it" test -s "$bundled"
runs "so is the licence" sh -c "find '$scratch/bundled/unpacked' -name COPYING | grep -q ."
runs "a program runs with it" host bundled nrr/libnrr.so

if [ -s "$bundled" ]; then
    prototypes | cut -f1 >"$scratch/headers"
    $NRR_NM -D -P -g --defined-only "$bundled" | cut -d' ' -f1 | sort >"$scratch/exports"
    same "the library in it exports what the headers declare" "$scratch/headers" "$scratch/exports"
    foreign() { $NRR_NM -D -P -u "$bundled" | grep -E '^_?Py'; true; }
    silent "it takes nothing of Python" foreign
fi

runs "a wheel without the library is made" env NRR_BUNDLE=no sh -c '
    cd "$1" && rm -rf build src/nrr.egg-info && PYTHONDONTWRITEBYTECODE=1 "$2" -m pip wheel --quiet \
        --no-deps --no-index --no-build-isolation --disable-pip-version-check --no-cache-dir \
        --wheel-dir "$3" . && "$2" -m zipfile -e "$3"/nrr-*-py3-none-any.whl "$3/unpacked"' \
    sh "$project" "$NRR_PYTHON" "$scratch/system"
library=$NRR_BUILD/lib/.libs/libnrr.so
if [ -e "$library" ]; then
    with_system() { LD_LIBRARY_PATH=$(dirname "$library") host system libnrr.so.1; }
    runs "it works with the library of the system" with_system
else
    skip "it works with the library of the system" "no shared library was built"
fi
alone() { ! host system libnrr.so.1 >"$scratch/alone" 2>&1 && grep -q 'ImportError: libnrr is not there' "$scratch/alone"; }
if ldconfig -p 2>/dev/null | grep -q 'libnrr\.so\.1'; then
    skip "without any library the import says what is missing" "one is installed"
else
    runs "without any library the import says what is missing" alone
fi

# A source distribution needs nothing of the tree.
source_distribution()
{
    cd "$project" && rm -rf build src/nrr.egg-info && PYTHONDONTWRITEBYTECODE=1 \
        "$NRR_PYTHON" setup.py --quiet sdist --dist-dir "$scratch/sdist" &&
        tar -tzf "$scratch"/sdist/nrr-*.tar.gz | sed 's|^[^/]*/||' >"$scratch/carried"
    for file in amalgamation/nrr.c amalgamation/nrr.h generate.py setup.py src/nrr/py.typed; do
        grep -qx "$file" "$scratch/carried" || { echo "$file is not in it"; return 1; }
    done
}
runs "a source distribution carries the amalgamation" source_distribution

finish
