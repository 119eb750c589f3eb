#!/bin/sh
# SPDX-License-Identifier: MIT
# Run by ./dev debian, in a configured build folder: two tarballs are the same bytes, and so are two
# builds of the Debian packages made of them, in which lintian finds no error and which can be used.
. "$(dirname "$0")/../checks/tap.sh"

# tarball NAME MASK ZONE: made by make dist, under that name.
tarball()
{
    (cd "$NRR_BUILD" && rm -f nrr-*.tar.xz && umask "$2" && TZ=$3 "$NRR_MAKE" -s dist &&
        mv nrr-*.tar.xz "$scratch/$1.tar.xz")
}
runs "make dist" tarball one 022 UTC
runs "and again, by somebody else somewhere else" tarball two 077 Pacific/Auckland
runs "the two tarballs are the same bytes" cmp "$scratch/one.tar.xz" "$scratch/two.tar.xz"

# package TARBALL FOLDER ZONE: builds all packages there, with the tools of Debian and no others that
# may be found before them. The tests have run already (./dev check).
package()
{
    mkdir -p "$2" && tar xf "$1" -C "$2" || return 1
    (cd "$2"/nrr-* && env -u CFLAGS -u LDFLAGS -u CC TZ="$3" \
        PATH=/usr/sbin:/usr/bin:/sbin:/bin DEB_BUILD_OPTIONS=nocheck \
        dpkg-buildpackage --no-sign && cd .. && rm -rf nrr-*)
}
runs "dpkg-buildpackage" package "$scratch/one.tar.xz" "$scratch/one" UTC
runs "and again, in another folder" package "$scratch/two.tar.xz" "$scratch/two/longer" Pacific/Auckland

# The other files name the day and the machine.
sums() { (cd "$1" && sha256sum ./*.deb ./*.dsc ./*.tar.*); }
sums "$scratch/one" >"$scratch/one.sums"
sums "$scratch/two/longer" >"$scratch/two.sums"
runs "packages were made" grep -q 'libnrr1_.*\.deb' "$scratch/one.sums"
same "the two builds are the same bytes" "$scratch/one.sums" "$scratch/two.sums"
changes() { lintian --fail-on error "$scratch"/one/*.changes; }
runs "lintian finds no error" changes

# Whoever installs them can compile, link and run, with either library.
root=$scratch/root
unpack()
{
    for each in libnrr1 libnrr-dev python3-nrr; do
        dpkg-deb -x "$scratch/one/${each}"_*.deb "$root" || return 1
    done
}
runs "the packages unpack" unpack
# host NAME FLAG...
host()
{
    name=$1
    shift
    pc=$(dirname "$(find "$root" -name nrr.pc)")
    flags=$(env -u PKG_CONFIG_PATH PKG_CONFIG_LIBDIR="$pc" PKG_CONFIG_SYSROOT_DIR="$root" \
        pkg-config --cflags --libs nrr) || return 1
    # shellcheck disable=SC2086 # flags are several words
    cc "$NRR_SOURCE/examples/ten-lines/story.c" "$@" $flags -o "$scratch/$name" &&
        LD_LIBRARY_PATH=$(dirname "$pc") "$scratch/$name" >"$scratch/printed" &&
        diff "$NRR_SOURCE/examples/ten-lines/expected.txt" "$scratch/printed"
}
runs "a program runs with the shared library" host shared
runs "and with the static one" host static -static

# The Python package has no library of its own, and works with the one of libnrr1.
depends() { dpkg-deb -f "$scratch"/one/python3-nrr_*_all.deb Depends | grep -q "\\<$1\\>"; }
runs "python3-nrr depends on the library" depends libnrr1
runs "and on what it is built on" depends python3-cffi-backend
bundled() { find "$root/usr/lib/python3" -name '*.so*' -o -name 'nrr.[ch]'; }
silent "it carries none" bundled
cat >"$scratch/host.py" <<'END'
import sys
from datetime import date
from decimal import Decimal

import nrr

root = sys.argv[1]
assert nrr.__file__ == root + "/usr/lib/python3/dist-packages/nrr/__init__.py", nrr.__file__
with open("/proc/self/maps", encoding="utf-8") as maps:
    mapped = {line.split()[-1] for line in maps if "libnrr" in line}
assert mapped and all(path.startswith(root + "/usr/lib/") for path in mapped), mapped
with nrr.Ledger(digits=2) as ledger:
    ledger.append(customer=["acme", "globex"], time=date(2024, 1, 1), kind="new", amount=[Decimal(3000), Decimal(1000)])
    ledger.append(customer="globex", time=date(2024, 2, 10), kind="churn", amount=nrr.ALL)
    ledger.append(customer="acme", time=date(2024, 2, 20), kind="expansion", amount=Decimal("200.50"))
    report = ledger.report(periods=[(date(2024, 2, 1), date(2024, 3, 1))])
print(nrr.version(), report[0]["closing"], report.rate(0, "nrr").fraction)
END
# packaged PROGRAM ARGUMENT...: run by the system's Python with what was unpacked and nothing of this tree.
packaged()
{
    (cd / && env -u NRR_LIBRARY PYTHONDONTWRITEBYTECODE=1 PYTHONPATH="$root/usr/lib/python3/dist-packages" \
        LD_LIBRARY_PATH="$(dirname "$(find "$root" -name 'libnrr.so.1')")" /usr/bin/python3 "$@") >"$scratch/printed"
}
computes() { packaged "$scratch/host.py" "$root" && echo "$version 3200.50 6401/8000" | diff - "$scratch/printed"; }
version=$(sed -n 's/^AC_INIT(\[nrr\], \[\(.*\)\])$/\1/p' "$NRR_SOURCE/configure.ac")
runs "Python imports it, and computes a rate with the packaged library" computes
tells() { packaged "$NRR_SOURCE/examples/ten-lines/story.py" && diff "$NRR_SOURCE/examples/ten-lines/expected.txt" "$scratch/printed"; }
if /usr/bin/python3 -c 'import numpy' 2>/dev/null; then
    runs "and tells the ten-line story" tells
else
    skip "and tells the ten-line story" "no numpy"
fi

missing()
{
    for file in usr/include/nrr/nrr.hpp usr/share/man/man3/nrr_ledger_new.3.gz \
        usr/share/doc/libnrr-dev/copyright usr/share/doc/libnrr1/changelog.gz \
        usr/share/doc/python3-nrr/copyright usr/lib/python3/dist-packages/nrr/py.typed; do
        [ -e "$root/$file" ] || [ -L "$root/$file" ] || echo "not there: $file"
    done
    find "$root/usr/share/doc/libnrr-dev" -name 'guide.md*' | grep -q . || echo "not there: the guide"
}
silent "headers, manual pages and documents are in them" missing

finish
