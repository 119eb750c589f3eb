#!/bin/sh
# SPDX-License-Identifier: MIT
# The tests of the Ruby gem, with minitest, against the library that was just built.
: "${NRR_SOURCE:=$(cd "$(dirname "$0")/../../.." && pwd)}"
. "$NRR_SOURCE/tests/checks/tap.sh"

has_ruby_gem || skip_all "there is no Ruby with ffi, or no shared library was built"
"$NRR_RUBY" -e 'require "minitest"' >/dev/null 2>&1 || skip_all "there is no minitest"

# -w: a warning of the gem's own code is a fault.
NRR_TEST_TAP=$scratch/tap
export NRR_TEST_TAP
with_ruby -w -e '
    Dir[File.join(ARGV.shift, "test_*.rb")].sort.each { |file| require file }
    require "minitest/autorun"' \
    "$NRR_SOURCE/bindings/ruby/test" >"$scratch/said" 2>"$scratch/warned" || comment <"$scratch/said"
if [ -s "$scratch/tap" ]; then
    grep -v '^1\.\.' "$scratch/tap"
    cases=$(grep -cE '^(not )?ok ' "$scratch/tap")
    warnings() { grep 'bindings/ruby' "$scratch/warned"; true; }
    silent "nothing warns" warnings
else
    cat "$scratch/warned" >>"$scratch/said"
    fail "minitest runs the tests" <"$scratch/said"
fi
finish
