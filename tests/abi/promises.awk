# SPDX-License-Identifier: MIT
#
# Reads a dump (dump.sh), writes one line for each thing in it that a host may rely on: that a function
# is there with its types, a constant with its value, a member at its place. A line that is gone is a
# promise broken; a line that is new is an addition.

function value(name,    at)
{
    at = index($0, " " name "='")
    if (at == 0)
        return ""
    at += length(name) + 3
    return substr($0, at, index(substr($0, at), "'") - 1)
}

/<abi-corpus / { print "library", value("soname") }
/<elf-symbol / { print "symbol", value("name"), value("version") }
/<type-decl / { name_of[value("id")] = value("name") }
/<typedef-decl / && value("name") ~ /^nrr_/ { print "type", value("name"), "=", value("type-id") }
/<class-decl / {
    struct = value("name")
    print "struct", struct, value("size-in-bits") == "" ? "opaque" : value("size-in-bits") / 8
}
/<data-member / { place = value("layout-offset-in-bits") / 8 }
/<var-decl / { print "member", struct "." value("name"), "at", place, value("type-id") }
/<enumerator / { print "constant", value("name"), value("value") }
/<function-decl / { line = "function " value("name") }
/<parameter / && line != "" { line = line " " value("type-id") }
/<return / && line != "" {
    print line, "->", value("type-id")
    line = ""
}
