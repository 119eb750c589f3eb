#!/bin/sh
# SPDX-License-Identifier: MIT
# Words that must not stand in the public headers, because a binding could not use them or a later
# version could not keep them, and words that must not stand in lib/, because the library does no
# I/O, holds no state and computes with integers.
. "$(dirname "$0")/tap.sh"

# identifiers FILE...: each identifier in code, as "file:line identifier next-character".
identifiers()
{
    for file in "$@"; do
        code "$file" | "$AWK" -v file="$(basename "$file")" '
            /^[ \t]*#[ \t]*(include|error|pragma)/ { next }
            {
                rest = $0
                while (match(rest, /[A-Za-z_][A-Za-z0-9_]*/)) {
                    word = substr(rest, RSTART, RLENGTH)
                    before = RSTART > 1 ? substr(rest, RSTART - 1, 1) : last
                    rest = substr(rest, RSTART + RLENGTH)
                    next_one = rest
                    sub(/^[ \t]+/, "", next_one)
                    next_one = substr(next_one, 1, 1)
                    if (before !~ /[0-9]/)
                        print file ":" NR " " word " " (next_one == "" ? "-" : next_one)
                }
            }'
    done
}

identifiers "$NRR_SOURCE"/include/nrr/*.h >"$scratch/public"
identifiers "$NRR_SOURCE"/lib/*.[ch] >"$scratch/inside"

# with_word FILE WORD...: where one of the words stands.
with_word()
{
    file=$1
    shift
    "$AWK" -v words="$*" 'BEGIN { n = split(words, w, " "); for (i = 1; i <= n; i++) bad[w[i]] = 1 }
        $2 in bad { print $1 ": " $2 }' "$file"
}
# with_call FILE WORD...: where one of the words is called.
with_call()
{
    file=$1
    shift
    "$AWK" -v words="$*" 'BEGIN { n = split(words, w, " "); for (i = 1; i <= n; i++) bad[w[i]] = 1 }
        $2 in bad && $3 == "(" { print $1 ": " $2 "()" }' "$file"
}
# with_pattern WHAT PATTERN FILE...: lines of code that match.
with_pattern()
{
    what=$1 pattern=$2
    shift 2
    for file in "$@"; do
        code "$file" | grep -nE "$pattern" | sed "s|^|$(basename "$file"): $what: |"
    done
}

runs "the headers have words" test -s "$scratch/public"
silent "headers: fixed-width integers only" with_word "$scratch/public" \
    bool _Bool short int long signed unsigned float double __int128 \
    ssize_t off_t time_t wchar_t ptrdiff_t intptr_t uintptr_t intmax_t uintmax_t
silent "headers: nothing of stdio or varargs" with_word "$scratch/public" FILE va_list
silent "headers: no inline function" with_word "$scratch/public" inline __inline __inline__ static
silent "headers: no varargs" with_pattern "varargs" '\.\.\.' "$NRR_SOURCE"/include/nrr/*.h
silent "headers: no enum type (an anonymous enum beside a typedef of int32_t)" \
    with_pattern "enum type" 'enum[ \t]+[A-Za-z_]|typedef[ \t]+enum' "$NRR_SOURCE"/include/nrr/*.h
silent "headers: no bit-field" \
    with_pattern "bit-field" '[A-Za-z_0-9][ \t]*:[ \t]*[0-9A-Z]' "$NRR_SOURCE"/include/nrr/*.h
silent "headers: no function-like macro" \
    with_pattern "macro" '^[ \t]*#[ \t]*define[ \t]+[A-Za-z_0-9]+\(' "$NRR_SOURCE"/include/nrr/*.h
silent "headers: no exported data" \
    with_pattern "data" '^[ \t]*extern[ \t]+[^"]|^NRR_API[^(]*;' "$NRR_SOURCE"/include/nrr/*.h
silent "headers: no pointer behind a typedef, no name in _t" \
    with_pattern "typedef" 'typedef[^(]*\*[ \t]*nrr_[a-z_]+;|nrr_[a-z0-9_]*_t([^a-z0-9_]|$)' \
    "$NRR_SOURCE"/include/nrr/*.h

# A parameter or result that is no pointer has a type of one integer: a typedef of a fixed-width
# type in the headers, or such a type itself.
by_value()
{
    cat "$NRR_SOURCE"/include/nrr/*.h | code |
        sed -n 's/^typedef \(u\{0,1\}int[0-9]*_t\) \(nrr_[a-z_]*\);$/\2/p' >"$scratch/integers"
    prototypes | "$AWK" -F'\t' -v integers="$scratch/integers" '
        BEGIN {
            while ((getline line < integers) > 0)
                scalar[line] = 1
            n = split("void size_t int8_t int16_t int32_t int64_t uint8_t uint16_t uint32_t uint64_t", w, " ")
            for (i = 1; i <= n; i++)
                scalar[w[i]] = 1
        }
        {
            result = $2
            sub(/[ ]?nrr_[a-z0-9_]*\(.*/, "", result)
            if (result !~ /\*$/ && !(result in scalar))
                print $1 " returns by value: " result
            arguments = $2
            sub(/^[^(]*\(/, "", arguments)
            sub(/\)$/, "", arguments)
            n = split(arguments, argument, ",")
            for (i = 1; i <= n; i++) {
                if (argument[i] ~ /\*/)
                    continue
                split(argument[i], part, " ")
                if (!(part[1] in scalar))
                    print $1 " takes by value: " argument[i]
            }
        }'
}
silent "headers: no struct by value" by_value

silent "lib: no floating point" with_word "$scratch/inside" float double
silent "lib: no stdio, no errno, no state of a thread" with_word "$scratch/inside" \
    FILE stdin stdout stderr errno _Thread_local thread_local __thread \
    printf fprintf snprintf sprintf vsnprintf puts fputs fopen fread fwrite perror
silent "lib: no locale, environment, clock, exit, signal or sort of libc" \
    with_call "$scratch/inside" \
    setlocale localeconv getenv secure_getenv setenv time clock clock_gettime gettimeofday \
    localtime gmtime mktime abort exit _exit _Exit atexit raise signal setjmp longjmp \
    qsort bsearch rand random strtod strtol atoi atof alloca strdup assert_fail pthread_create

outside_memory() { with_call "$scratch/inside" malloc calloc realloc free | grep -v '^memory\.c:'; true; }
silent "lib: only memory.c calls malloc" outside_memory

extensions()
{
    "$AWK" '$2 ~ /^__/ && $2 != "__cplusplus" && $2 != "__func__" { print $1 ": " $2 }' "$scratch/inside" |
        grep -v '^atomic\.h:'
    true
}
silent "lib: compiler extensions in atomic.h only" extensions

# <stdlib.h> is for memory.c, <assert.h> for the asserts of debug builds.
includes()
{
    (cd "$NRR_SOURCE/lib" && grep -nE '^[[:space:]]*#[[:space:]]*include[[:space:]]*<' ./*.[ch]) |
        sed 's|^\./||' |
        grep -vE '<(stddef|stdint|string|limits)\.h>|<nrr/[a-z]+\.h>' |
        grep -vE '^memory\.c:.*<stdlib\.h>|^invariant\.h:.*<assert\.h>'
    true
}
silent "lib: includes stddef.h, stdint.h, string.h, limits.h only" includes

nameless() { (cd "$NRR_SOURCE/lib" && find . -name '*util*' -o -name '*common*' -o -name '*misc*'); }
silent "lib: no file is called util, common or misc" nameless

finish
