#!/bin/sh
# SPDX-License-Identifier: MIT
#
# usage: fetch-duckdb.sh FOLDER
#
# Puts DuckDB's shared library, libduckdb.so, into the folder, by npm, out of the package in which it
# comes for Node.js on Linux. Does nothing if it is there. The version is the one that the figures of
# README.md were measured with.

set -eu

version=1.5.6-r.1
[ $# -eq 1 ] || { echo "usage: $0 FOLDER" >&2; exit 2; }
folder=$1

[ ! -e "$folder/libduckdb.so" ] || exit 0
case $(uname -s)-$(uname -m) in
Linux-x86_64) package=@duckdb/node-bindings-linux-x64 ;;
Linux-aarch64) package=@duckdb/node-bindings-linux-arm64 ;;
*) echo "$0: no DuckDB is known for this machine" >&2; exit 1 ;;
esac
command -v npm >/dev/null 2>&1 || { echo "$0: npm is needed" >&2; exit 1; }

mkdir -p "$folder"
folder=$(cd "$folder" && pwd)
scratch=$(mktemp -d "$folder/fetch.XXXXXX")
trap 'rm -rf "$scratch"' EXIT
trap 'exit 1' HUP INT TERM
(cd "$scratch" && npm pack --silent "$package@$version" && tar -xzf ./*.tgz)
mv "$scratch/package/libduckdb.so" "$folder/libduckdb.so"
