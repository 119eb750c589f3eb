#!/bin/sh
# SPDX-License-Identifier: MIT
# The value of every public constant, and the size and layout of every public struct, is that of
# pinned.txt: in the headers, and in what the library tells a binding (nrr_constant).
. "$(dirname "$0")/tap.sh"

pinned=$checks/pinned.txt

# The names that the headers define: constants, and for a struct its size and its members' places.
names()
{
    cat "$NRR_SOURCE"/include/nrr/*.h | code | "$AWK" '
        /^[ \t]*#[ \t]*define[ \t]+NRR_[A-Z0-9_]+[ \t]+[^ \t]/ && !/NRR_API/ {
            sub(/^[ \t]*#[ \t]*define[ \t]+/, "")
            print $1
        }
        /^#/ { next }
        /(^|[ \t])enum[ \t]*\{/ { in_enum = 1; sub(/.*\{/, "") }
        in_enum {
            rest = $0
            sub(/\}.*/, "", rest)
            n = split(rest, member, ",")
            for (i = 1; i <= n; i++)
                if (match(member[i], /NRR_[A-Z0-9_]+/))
                    print substr(member[i], RSTART, RLENGTH)
            if ($0 ~ /\}/)
                in_enum = 0
        }
        /^typedef struct nrr_[a-z_]+ \{/ { struct = $3; print "sizeof(" struct ")"; next }
        struct && /^\}/ { struct = "" }
        struct && /;/ {
            sub(/;.*/, "")
            if ($0 ~ /\(\*/) {
                sub(/.*\(\*/, "")
                sub(/\).*/, "")
            }
            sub(/\[.*/, "")
            sub(/[ \t]+$/, "")
            sub(/.*[ \t*]/, "")
            print "offsetof(" struct ", " $0 ")"
        }'
}

# The version is a constant that changes with each release, and has a test of its own.
names | grep -v '^NRR_VERSION_' | sort -u >"$scratch/wanted"
grep -vE '^(#|$)' "$pinned" >"$scratch/pinned"
sed 's/ [^ ]*$//' "$scratch/pinned" | sort >"$scratch/listed"

{
    echo '#include <nrr/nrr.h>'
    echo '#include <stdio.h>'
    echo '#include <string.h>'
    echo 'static const struct { const char *name; int64_t here, pinned64, pinned32; } all[] = {'
    "$AWK" '{
        value = $NF
        name = $0
        sub(/ [^ ]*$/, "", name)
        n = split(value, width, "/")
        if (width[n] == "-")
            width[n] = "(int64_t)" name
        printf "    {\"%s\", (int64_t)%s, %s, %s},\n", name, name, width[1], width[n]
    }' "$scratch/pinned"
    cat <<'END'
    {NULL, 0, 0, 0}};
int main(void)
{
    size_t i, count = 0;

    for (i = 0; all[i].name != NULL; i++) {
        int64_t pinned = sizeof(void *) == 8 ? all[i].pinned64 : all[i].pinned32;
        int64_t told = 0;
        nrr_status status = nrr_constant(all[i].name, strlen(all[i].name), &told);

        if (all[i].here != pinned)
            printf("header: %s is %lld, pinned %lld\n", all[i].name, (long long)all[i].here,
                   (long long)pinned);
        if (status != NRR_OK)
            printf("nrr_constant: %s answers %ld\n", all[i].name, (long)status);
        else if (told != pinned)
            printf("nrr_constant: %s is %lld, pinned %lld\n", all[i].name, (long long)told,
                   (long long)pinned);
    }
    for (count = nrr_constant_count(); count > 0; count--) {
        const char *name = "";
        int64_t told = 0;

        if (nrr_constant_at(count - 1, &name, &told) != NRR_OK)
            printf("nrr_constant_at: %lu of %lu is not there\n", (unsigned long)(count - 1),
                   (unsigned long)nrr_constant_count());
        for (i = 0; all[i].name != NULL && strcmp(all[i].name, name) != 0; i++) {
        }
        if (all[i].name == NULL && strncmp(name, "NRR_VERSION_", 12) != 0)
            printf("nrr_constant_at: %s is not pinned\n", name);
    }
    return 0;
}
END
} >"$scratch/pinned.c"

# For who has to add to pinned.txt: the lines that it lacks.
{
    printf '#include <nrr/nrr.h>\n#include <stdio.h>\nint main(void) {\n'
    comm -23 "$scratch/wanted" "$scratch/listed" |
        sed 's/.*/    printf("add to pinned.txt: %s %lld\\n", "&", (long long)&);/'
    printf '    return 0; }\n'
} >"$scratch/missing.c"

# program NAME: compile and link as a host in the build folder would.
program()
{
    # shellcheck disable=SC2086 # flags are several words
    (cd "$NRR_BUILD" && $NRR_CC $NRR_CFLAGS -I "$NRR_SOURCE/include" -c "$scratch/$1.c" \
        -o "$scratch/$1.o" && ./libtool --quiet --tag=CC --mode=link $NRR_CC $NRR_CFLAGS \
        $NRR_LDFLAGS "$scratch/$1.o" lib/libnrr.la -o "$scratch/$1")
}

missing() { program missing && "$scratch/missing"; }
gone() { comm -13 "$scratch/wanted" "$scratch/listed" | sed 's/^/a promise broken: /'; }
values() { program pinned && "$scratch/pinned"; }

silent "every constant and layout of the headers is pinned" missing
silent "everything pinned is in the headers" gone
silent "headers and nrr_constant() have the values that are pinned" values

# --- machines of 32 bits, for which nothing can be linked or run here -----------------------------

grep -vE '^(#|$)' "$pinned" >"$scratch/lines"

# A struct is pinned with one layout for all, unless it holds a pointer.
two_layouts()
{
    cat "$NRR_SOURCE"/include/nrr/*.h | code | "$AWK" '
        /^typedef struct nrr_[a-z_]+ \{/ { struct = $3; next }
        /^\}/ { struct = "" }
        struct && /\*/ { print struct }' | sort -u >"$scratch/pointers"
    grep '/' "$scratch/lines" | sed 's/^[a-z]*(\(nrr_[a-z_]*\)[,)].*/\1/' | sort -u |
        comm -23 - "$scratch/pointers" | sed 's/$/ holds no pointer and is pinned with two layouts/'
}
silent "structs without pointers are pinned with one layout" two_layouts

{
    printf '#include <nrr/nrr.h>\n'
    "$AWK" '{
        value = $NF
        name = $0
        sub(/ [^ ]*$/, "", name)
        n = split(value, width, "/")
        if (width[n] != "-")
            printf "typedef char pinned_%d[(%s) == %s ? 1 : -1]; /* %s */\n", NR, name, width[n], name
    }' "$scratch/lines"
    printf 'typedef char pinned_width[sizeof(void *) == 4 ? 1 : -1];\n'
} >"$scratch/narrow.c"
# narrow COMPILER FLAG...: whether the compiler has such a machine; its own headers are enough.
narrow()
{
    narrow_name="on a machine of 32 bits too: $*"
    narrow_cc=$1
    shift
    echo 'typedef char narrow[sizeof(void *) == 4 ? 1 : -1];' >"$scratch/plain.c"
    # shellcheck disable=SC2086 # a compiler command may be several words
    if command -v ${narrow_cc%% *} >/dev/null 2>&1 &&
        $narrow_cc "$@" -ffreestanding -fsyntax-only "$scratch/plain.c" >/dev/null 2>&1; then
        runs "$narrow_name" $narrow_cc "$@" -ffreestanding -fsyntax-only -I "$NRR_SOURCE/include" \
            "$scratch/narrow.c"
    else
        skip "$narrow_name" "the compiler has none"
    fi
}
narrow "$NRR_CC" -m32
narrow clang --target=i686-linux-gnu
narrow clang --target=armv7-linux-gnueabihf
narrow clang --target=powerpc-linux-gnu

finish
