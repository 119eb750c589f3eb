#!/bin/sh
# SPDX-License-Identifier: MIT
# The gem carries the amalgamation, compiles it where it is installed, and works where no library is
# installed. Told so, it compiles nothing and works with the library of the system.
: "${NRR_SOURCE:=$(cd "$(dirname "$0")/../../.." && pwd)}"
. "$NRR_SOURCE/tests/checks/tap.sh"

[ -n "$NRR_RUBY" ] || skip_all "there is no Ruby with ffi"
"$NRR_RUBY" -S gem --version >/dev/null 2>&1 || skip_all "there is no gem command"

project=$scratch/project
LC_ALL=C.UTF-8
export LC_ALL

stage()
{
    mkdir -p "$project" && cp -R "$NRR_SOURCE/bindings/ruby/." "$project" && chmod -R u+w "$project" &&
        cp "$NRR_SOURCE/COPYING" "$project/COPYING" &&
        sh "$NRR_SOURCE/tools/amalgamate.sh" "$project/ext/nrr" &&
        "$NRR_RUBY" "$NRR_SOURCE/bindings/ruby/generate.rb" "$project/ext/nrr/nrr.h" \
            "$project/lib/nrr/declarations.rb"
}
build() { (cd "$project" && "$NRR_RUBY" -S gem build nrr.gemspec); }

# place NAME ARGUMENT...: installs the gem to the folder NAME.
place()
{
    name=$1
    shift
    env -u MAKEFLAGS -u DESTDIR CC="$NRR_CC" "$NRR_RUBY" -S gem install --local --force \
        --ignore-dependencies --no-document --install-dir "$scratch/$name" "$project"/nrr-*.gem "$@"
}

cat >"$scratch/host.rb" <<'END'
require "nrr"

NRR::Ledger.open do |ledger|
  ledger.append(customer: "acme", time: Date.new(2024, 1, 1), kind: :new, amount: 250_000)
  report = ledger.report(periods: [[Date.new(2024, 2, 1), Date.new(2024, 3, 1)]])
  abort "wrong" unless report.first.rate(:nrr) == NRR::Ratio.new(250_000, 250_000)
end
abort NRR.library_path unless NRR.library_path.end_with?(ARGV[0])
puts NRR.version
END
sed -n 's/^AC_INIT(\[nrr\], \[\(.*\)\])$/\1/p' "$NRR_SOURCE/configure.ac" >"$scratch/version"

# host NAME LIBRARY: whether a program runs with an installed gem, and with which library.
host()
{
    GEM_PATH=$scratch/$1:$("$NRR_RUBY" -S gem env gempath) env -u NRR_LIBRARY \
        "$NRR_RUBY" "$scratch/host.rb" "$2" >"$scratch/$1.version" &&
        diff "$scratch/version" "$scratch/$1.version"
}

runs "the project is put together" stage
runs "gem builds it" build
runs "it is installed" place bundled
runs "a program runs with it" host bundled nrr/libnrr.so

bundled=$(find "$scratch/bundled" -name libnrr.so | head -n 1)
if [ -n "$bundled" ]; then
    prototypes | cut -f1 >"$scratch/headers"
    $NRR_NM -D -P -g --defined-only "$bundled" | cut -d' ' -f1 | sort >"$scratch/exports"
    same "the library in it exports what the headers declare" "$scratch/headers" "$scratch/exports"
else
    fail "the library in it exports what the headers declare" <"$scratch/version"
fi

runs "it is installed without a library" place system -- --with-system-library
runs "none is compiled then" sh -c "! find '$scratch/system' -name 'libnrr.*' | grep -q ."
library=$NRR_BUILD/lib/.libs/libnrr.so
if [ -e "$library" ]; then
    with_system() { LD_LIBRARY_PATH=$(dirname "$library") host system libnrr.so.1; }
    runs "it works with the library of the system" with_system
else
    skip "it works with the library of the system" "no shared library was built"
fi

finish
