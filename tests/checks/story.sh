#!/bin/sh
# SPDX-License-Identifier: MIT
# The ten-line story prints the same report in C, C++, Python and Ruby, to the byte.
. "$(dirname "$0")/tap.sh"

story=$NRR_SOURCE/examples/ten-lines
tells()
{
    "$1" >"$scratch/printed" && cmp "$story/expected.txt" "$scratch/printed"
}
runs "in C" tells "$NRR_BUILD/examples/ten-lines/story"

# in_cxx FLAG...: built as a host in the build folder would.
in_cxx()
{
    # shellcheck disable=SC2086 # flags are several words
    (cd "$NRR_BUILD" && $NRR_CXX $NRR_CFLAGS -std=c++17 -Wall -Wextra -Werror "$@" \
        -I "$NRR_SOURCE/include" -c "$story/story.cc" -o "$scratch/story.o" &&
        ./libtool --quiet --tag=CC --mode=link $NRR_CXX $NRR_CFLAGS $NRR_LDFLAGS "$scratch/story.o" \
            lib/libnrr.la -o "$scratch/story") && tells "$scratch/story"
}
echo '#include <optional>' >"$scratch/plain.cc"
# shellcheck disable=SC2086 # a compiler command may be several words
if [ -n "$NRR_CXX" ] && $NRR_CXX -std=c++17 -fsyntax-only "$scratch/plain.cc" >/dev/null 2>&1; then
    runs "in C++" in_cxx
else
    skip "in C++" "no C++17 compiler"
fi

python_story() { with_python "$story/story.py"; }
ruby_story() { with_ruby "$story/story.rb"; }
if ! has_python_package; then
    skip "in Python" "no Python with cffi, or no shared library"
elif ! "$NRR_PYTHON" -c 'import numpy' >/dev/null 2>&1; then
    skip "in Python" "no numpy"
else
    runs "in Python" tells python_story
fi
if has_ruby_gem; then
    runs "in Ruby" tells ruby_story
else
    skip "in Ruby" "no Ruby with ffi, or no shared library"
fi

finish
