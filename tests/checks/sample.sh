#!/bin/sh
# SPDX-License-Identifier: MIT
# The sample data of the demo is what its generator writes.
. "$(dirname "$0")/tap.sh"

generate=$NRR_BUILD/examples/sample/generate
[ -x "$generate" ] || skip_all "there is no generator yet"

runs "the generator runs" sh -c "'$generate' >'$scratch/facts.csv'"
runs "examples/sample/facts.csv is what generate.c writes (cd examples/sample && generate >facts.csv)" \
    cmp "$NRR_SOURCE/examples/sample/facts.csv" "$scratch/facts.csv"

finish
