#!/bin/sh
# SPDX-License-Identifier: MIT
# Who has installed the library, to a prefix or through DESTDIR, can compile, link and run a
# program with what pkg-config says, against the shared and against the static library.
. "$(dirname "$0")/tap.sh"

[ -n "$NRR_PKG_CONFIG" ] || skip_all "pkg-config is not there"
command -v "$NRR_PKG_CONFIG" >/dev/null 2>&1 || skip_all "pkg-config is not there"

cat >"$scratch/host.c" <<'END'
#include <nrr/nrr.h>
#include <stdio.h>

int main(void)
{
    nrr_ledger *ledger = NULL;

    if (nrr_ledger_new(NULL, &ledger) != NRR_OK)
        return 1;
    nrr_ledger_free(ledger);
    printf("%s\n", nrr_version());
    return 0;
}
END
sed -n 's/^AC_INIT(\[nrr\], \[\(.*\)\])$/\1/p' "$NRR_SOURCE/configure.ac" >"$scratch/version"

# package FOLDER COMMAND...: pkg-config that sees this package only, as installed below a folder.
package()
{
    pc=$(dirname "$(find "$1" -name nrr.pc)")
    shift
    env -u PKG_CONFIG_PATH PKG_CONFIG_LIBDIR="$pc" "$@"
}

# host FOLDER NAME SYSROOT FLAG...: compile, link and run the program with an installation.
host()
{
    folder=$1 name=$2 sysroot=$3
    shift 3
    flags=$(package "$folder" env PKG_CONFIG_SYSROOT_DIR="$sysroot" "$NRR_PKG_CONFIG" \
        --cflags --libs nrr) || return 1
    lib=$(dirname "$(dirname "$(find "$folder" -name nrr.pc)")")
    # shellcheck disable=SC2086 # flags are several words
    $NRR_CC $NRR_CFLAGS "$scratch/host.c" -o "$scratch/$name" $flags "$@" $NRR_LDFLAGS || return 1
    LD_LIBRARY_PATH=$lib "$scratch/$name" >"$scratch/$name.output" &&
        diff "$scratch/version" "$scratch/$name.output"
}

# The static library is what is left to link to where the shared one is not.
statically()
{
    folder=$1 name=$2 sysroot=$3
    rm -rf "$scratch/static"
    cp -R "$folder" "$scratch/static"
    find "$scratch/static" -name 'libnrr.so*' -exec rm -f {} +
    case $sysroot in
    '') find "$scratch/static" -name nrr.pc -exec sed -i.old "s|$folder|$scratch/static|" {} + ;;
    *) sysroot=$scratch/static ;;
    esac
    host "$scratch/static" "$name" "$sysroot"
}

# try WHERE FOLDER SYSROOT
try()
{
    # libdir may have a part more than lib, as with --libdir=lib/x86_64-linux-gnu.
    for file in include/nrr/nrr.h include/nrr/nrr.hpp 'lib*/pkgconfig/nrr.pc'; do
        runs "$1: installs $file" sh -c "find '$2' -path '*/$file' | grep -q ."
    done
    package "$2" "$NRR_PKG_CONFIG" --modversion nrr >"$scratch/modversion"
    same "$1: the package has the version of configure.ac" "$scratch/version" "$scratch/modversion"
    if [ -n "$(find "$2" -name 'libnrr.so')" ]; then
        runs "$1: a program runs with the shared library" host "$2" "shared" "$3"
        runs "$1: which it really uses" sh -c "$NRR_NM -u '$scratch/shared' | grep -q nrr_ledger_new"
    else
        skip "$1: a program runs with the shared library" "it was not built"
    fi
    if [ -n "$(find "$2" -name 'libnrr.a')" ]; then
        runs "$1: a program runs with the static library" statically "$2" "static-host" "$3"
    else
        skip "$1: a program runs with the static library" "it was not built"
    fi
}

destdir() { cd "$NRR_BUILD" && "$NRR_MAKE" -s install DESTDIR="$scratch/destdir"; }
prefix()
{
    mkdir "$scratch/build" && cd "$scratch/build" &&
        "$NRR_SOURCE/configure" -q --prefix="$scratch/prefix" --disable-tests --disable-nrr-report \
            CC="$NRR_CC" CFLAGS="$NRR_CFLAGS -O0" LDFLAGS="$NRR_LDFLAGS" &&
        "$NRR_MAKE" -s install
}
uninstall() { cd "$scratch/build" && "$NRR_MAKE" -s uninstall; }
left_over() { find "$scratch/prefix" ! -type d; }
links()
{
    cd "$NRR_SOURCE/docs/man" && for page in *.3; do
        for name in $("$AWK" -f names.awk "$page"); do
            [ -e "$scratch/prefix/share/man/man3/$name.3" ] || echo "no page: $name.3"
        done
    done
}

runs "make install with a DESTDIR" destdir
try "DESTDIR" "$scratch/destdir" "$scratch/destdir"
runs "configure with a prefix, out of the tree, and make install" prefix
try "prefix" "$scratch/prefix" ""
silent "each function's manual page is found by its own name" links
runs "make uninstall" uninstall
silent "which leaves nothing behind" left_over

finish
