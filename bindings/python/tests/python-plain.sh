#!/bin/sh
# SPDX-License-Identifier: MIT
# The tests of the Python package again, as if numpy and pandas were not installed: cffi is enough.
NRR_TEST_PLAIN=yes
export NRR_TEST_PLAIN
. "$(dirname "$0")/python.sh"
