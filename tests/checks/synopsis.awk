# SPDX-License-Identifier: MIT
# Reads an mdoc page, prints each function of its SYNOPSIS as prototypes.awk prints those of a
# header: name <tab> type name(type name,type name).

# Splits the rest of a macro line into arguments: words, or "several words".
function arguments(text,    n, word)
{
    n = 0
    sub(/^\.[A-Z][a-z][ \t]*/, "", text)
    while (text != "") {
        if (text ~ /^"/) {
            match(text, /^"[^"]*"?/)
            word = substr(text, 2, RLENGTH - 2)
        } else {
            match(text, /^[^ \t]+/)
            word = substr(text, 1, RLENGTH)
        }
        argument[++n] = word
        text = substr(text, RLENGTH + 1)
        sub(/^[ \t]+/, "", text)
    }
    return n
}
function add(n, from,    i)
{
    for (i = from; i <= n; i++)
        list = list (list == "" ? "" : ",") argument[i]
}
function print_function(    text)
{
    text = type " " name "(" list ")"
    gsub(/[ \t]+/, " ", text)
    gsub(/ *\* */, " *", text)
    gsub(/\* \*/, "**", text)
    gsub(/ *, */, ",", text)
    gsub(/\( /, "(", text)
    gsub(/\* /, "*", text)
    print name "\t" text
    list = ""
}

/^\.Sh / { in_synopsis = $2 == "SYNOPSIS" }
!in_synopsis { next }
/^\.Ft / { type = $0; sub(/^\.Ft[ \t]+/, "", type); gsub(/"/, "", type) }
/^\.Fo / { name = $2; list = "" }
/^\.Fa / { add(arguments($0), 1) }
/^\.Fc/  { print_function() }
/^\.Fn / { n = arguments($0); name = argument[1]; list = ""; add(n, 2); print_function() }
