# SPDX-License-Identifier: MIT
# Reads the code of headers (code.awk), prints each prototype that begins with NRR_API as
#   name <tab> type name(type name,type name)
# with white space reduced to what separates words.
/^NRR_API[ \t]/ {
    text = $0
    sub(/^NRR_API[ \t]+/, "", text)
    while (text !~ /;/ && (getline line) > 0)
        text = text " " line
    sub(/;.*/, "", text)
    gsub(/[ \t]+/, " ", text)
    gsub(/ *\* */, " *", text)
    gsub(/\* \*/, "**", text)
    gsub(/ *, */, ",", text)
    gsub(/ *\( */, "(", text)
    gsub(/ *\) */, ")", text)
    sub(/^ /, "", text)
    sub(/ $/, "", text)
    gsub(/\* /, "*", text)
    name = text
    sub(/\(.*/, "", name)
    sub(/.*[ *]/, "", name)
    print name "\t" text
}
