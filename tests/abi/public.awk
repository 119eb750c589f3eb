# SPDX-License-Identifier: MIT
#
# Reads what abidw says of a library (with --load-all-types), writes of it what is public: functions,
# structs, typedefs and constants by their names, and the types that these are made of. What is left
# out are types of the library's inside and of libc, which may change. Enums, which have no name, are
# called after their first constant: a dump tells them apart by their place alone.

# Above the types: the library's symbols. What else it needs is not its interface.
!in_types && /<elf-needed>/ { skipping = 1 }
!in_types {
    if (!skipping)
        print
    if (/<\/elf-needed>/)
        skipping = 0
    if (/^  <abi-instr /)
        in_types = 1
    next
}
/^  <\/abi-instr>/ {
    write_public()
    in_types = 0
    print
    next
}
# A block is an element right below abi-instr with all that is in it.
/^    <[a-z]/ { blocks++ }
{ text[blocks] = text[blocks] $0 "\n" }

# The value of an attribute in the first line of a block.
function attribute(block, name,    line)
{
    line = text[block]
    sub(/\n.*/, "", line)
    if (!match(line, " " name "='[^']*'"))
        return ""
    return substr(line, RSTART + length(name) + 3, RLENGTH - length(name) - 4)
}

function is_public(block)
{
    if (text[block] ~ /^    <function-decl /)
        return attribute(block, "elf-symbol-id") != ""
    if (text[block] ~ /^    <enum-decl /)
        return text[block] ~ /<enumerator name='NRR_[A-Z]/
    return attribute(block, "name") ~ /^nrr_[a-z]/
}

function name_enum(block,    first)
{
    match(text[block], /<enumerator name='[^']*'/)
    first = substr(text[block], RSTART + 18, RLENGTH - 19)
    sub(/ name='[^']*'/, " name='enum of " first "'", text[block])
    sub(/ is-anonymous='yes'/, "", text[block])
    sub(/ id='[^']*'/, " id='" first "'", text[block])
}

# Marks a block, and the types that it names.
function take(block,    rest, id)
{
    if (block in taken)
        return
    taken[block] = 1
    rest = text[block]
    while (match(rest, /type-id='[^']*'/)) {
        id = substr(rest, RSTART + 9, RLENGTH - 10)
        rest = substr(rest, RSTART + RLENGTH)
        if (id in of_id)
            take(of_id[id])
    }
}

function write_public(    block)
{
    for (block = 1; block <= blocks; block++)
        if (attribute(block, "id") != "" && !(attribute(block, "id") in of_id))
            of_id[attribute(block, "id")] = block
    for (block = 1; block <= blocks; block++)
        if (is_public(block)) {
            if (text[block] ~ /^    <enum-decl /)
                name_enum(block)
            take(block)
        }
    for (block = 1; block <= blocks; block++)
        if (block in taken)
            printf "%s", text[block]
}
