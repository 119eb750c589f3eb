#!/bin/sh
# SPDX-License-Identifier: MIT
# Every file is in the list of its folder's Makefile.inc: a test that nobody lists never runs, and
# a header that nobody lists is not in the tarball.
. "$(dirname "$0")/tap.sh"

# unlisted LIST FILE...: files that the list does not name, as %D%/name, with or without the ".c".
unlisted()
{
    list=$1
    folder=$(dirname "$list")
    shift
    for file in "$@"; do
        [ -f "$file" ] && [ "$file" != "$list" ] || continue
        name=${file#"$folder"/}
        grep -v '^#' "$list" |
            grep -qE "%D%/(${name}|${name%.c})([[:space:]]|\$)" || echo "not in $list: $name"
    done
}

cd "$NRR_SOURCE" || exit 1
silent "the sources of the library are listed" unlisted lib/Makefile.inc lib/*.[ch]
silent "the public headers are listed" unlisted include/Makefile.inc include/nrr/*.h include/nrr/*.hpp
silent "the tests of the public interface are listed" unlisted tests/api/Makefile.inc tests/api/*.[ch]
silent "the tests of internals are listed" unlisted tests/unit/Makefile.inc tests/unit/*.[ch]
silent "the reference model is listed" unlisted tests/model/Makefile.inc tests/model/*.[ch]
silent "the fuzz targets are listed" unlisted tests/fuzz/Makefile.inc tests/fuzz/*.[ch]
silent "the data-driven tests are listed" unlisted tests/golden/Makefile.inc tests/golden/* tests/golden/*/*
silent "the checks are listed" unlisted tests/checks/Makefile.inc tests/checks/*.sh tests/checks/*.awk tests/checks/*.c tests/checks/*.cc
silent "the recorded interface is listed" unlisted tests/abi/Makefile.inc tests/abi/*
silent "the tests of packages are listed" unlisted tests/packaging/Makefile.inc tests/packaging/*
silent "what makes Debian packages is listed" unlisted debian/Makefile.inc debian/control debian/copyright debian/rules debian/changelog debian/*.install debian/*.symbols debian/source/format
silent "the tools are listed" unlisted tools/Makefile.inc tools/*
silent "the examples are listed" unlisted examples/Makefile.inc examples/*/*.[ch] examples/*/*.cc examples/*/*.py examples/*/*.rb examples/*/*.csv
silent "the Python package is listed" unlisted bindings/python/Makefile.inc \
    bindings/python/*.* bindings/python/src/nrr/* bindings/python/tests/*.*
silent "the Ruby gem is listed" unlisted bindings/ruby/Makefile.inc \
    bindings/ruby/*.* bindings/ruby/ext/nrr/* bindings/ruby/lib/*.rb bindings/ruby/lib/nrr/* bindings/ruby/test/*.*
silent "the manual pages are listed" unlisted docs/Makefile.inc docs/man/*.[0-9]

finish
