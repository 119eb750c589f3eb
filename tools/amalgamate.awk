# SPDX-License-Identifier: MIT
#
# Writes one file of the amalgamation (amalgamate.sh) to standard output: nrr.h if kind is "h", nrr.c
# if it is "c". What stands in an #include "..." is put in its place: a header with an include guard
# once, any other file each time that it is included. The public headers are in nrr.h alone.

BEGIN {
    read_version()
    if (prefix != "")
        read_rates()
    print "/* SPDX-License-Identifier: MIT"
    print " *"
    print_comment(tree "/COPYING")
    print " *"
    if (kind == "h")
        write_header()
    else
        write_source()
}

# --- the two files -------------------------------------------------------------------------------

function write_header()
{
    print " * libnrr " version ": every public header. Made by tools/amalgamate.sh: change the library's own"
    print " * headers, not this. Compile " prefix "nrr.c into the program."
    print " *"
    print " * The names are hidden in what it is linked into, so that the copies of two libraries in one"
    print " * process do not meet. Who makes a library of it for others to call, defines " renamed("NRR_EXPORT")
    print " * where it is compiled. */"
    emit("#ifndef NRR_AMALGAMATION")
    emit("#define NRR_AMALGAMATION 1")
    emit("#endif")
    emit("")
    read_public(tree "/include/nrr/nrr.h")
    write_systems()
    emit("#ifdef NRR_BUILDING")
    open_hidden()
    emit("#endif")
    print ""
    expand(tree "/include/nrr/nrr.h")
    print ""
    emit("#ifdef NRR_BUILDING")
    close_hidden()
    emit("#endif")
}

function write_source(    count, i)
{
    print " * libnrr " version ": every source. Made by tools/amalgamate.sh: change the library's own sources,"
    print " * not this. */"
    emit("#ifndef NRR_BUILDING")
    emit("#define NRR_BUILDING 1")
    emit("#endif")
    print "#include \"" prefix "nrr.h\""
    print ""
    count = read_list()
    for (i = 1; i <= count; i++)
        find_includes(tree "/lib/" list[i])
    write_systems()
    print "/* Hidden, but for what nrr.h says: what the files of the library share among them. */"
    open_hidden()
    write_pointer()
    for (i = 1; i <= count; i++)
        if (list[i] ~ /\.c$/) {
            print ""
            print "/* --- " list[i] " --- */"
            print ""
            defines = 0
            expand(tree "/lib/" list[i])
            end_macros()
        }
    print ""
    close_hidden()
}

# C++ wants a cast where C takes a void * for any pointer. Functions that give a void * give this
# instead (cast_for_cxx), which becomes whatever pointer it is put in.
function write_pointer()
{
    print ""
    print "#ifdef __cplusplus"
    print "struct " renamed("nrr__pointer") " {"
    print "    void *address;"
    print "    " renamed("nrr__pointer") "(void *to) : address(to) {}"
    print "    template <typename type> operator type *() const"
    print "    {"
    print "        return static_cast<type *>(address);"
    print "    }"
    print "    bool operator==(const void *other) const { return address == other; }"
    print "    bool operator!=(const void *other) const { return address != other; }"
    print "};"
    print "#else"
    emit("typedef void *nrr__pointer;")
    print "#endif"
}

# System headers must not be declared hidden: those in conditions, which stay where they are, end
# the hiding for themselves.
function open_hidden()
{
    print "#if defined __GNUC__ && !defined _WIN32"
    print "#pragma GCC visibility push(hidden)"
    print "#endif"
}

function close_hidden()
{
    print "#if defined __GNUC__ && !defined _WIN32"
    print "#pragma GCC visibility pop"
    print "#endif"
}

# A macro of a source file ends with it: the next one may have another of that name.
function end_macros(    i)
{
    for (i = 1; i <= defines; i++)
        emit("#undef " define_at[i])
}

# --- expanding -----------------------------------------------------------------------------------

# Writes a file with its includes in their place. `depth` is that of the conditions around a line,
# the guard not counted. A macro that is defined anywhere but in a guarded header is remembered.
function expand(path, inside,    line, name, depth, guard, blank)
{
    guard = guard_of(path)
    if (guard != "") {
        if (path in done)
            return
        done[path] = 1
        inside = guard
    }
    depth = guard != "" ? -1 : 0
    blank = 1
    while ((getline line < path) > 0) {
        if (line == "/* SPDX-License-Identifier: MIT */")
            continue
        if (line ~ /^[ \t]*#[ \t]*if/)
            depth++
        else if (line ~ /^[ \t]*#[ \t]*endif/)
            depth--
        else if (line ~ /^[ \t]*#[ \t]*include[ \t]*"/) {
            name = line
            sub(/^[^"]*"/, "", name)
            sub(/".*/, "", name)
            include(path, name, inside)
            continue
        } else if (line ~ /^[ \t]*#[ \t]*include[ \t]*</) {
            if (depth > 0) {
                close_hidden()
                emit(line)
                open_hidden()
            }
            continue
        } else if (line ~ /^[ \t]*#[ \t]*define[ \t]/ && inside == "")
            remember_macro(line)
        # Where includes went, one empty line is enough.
        if (line == "" && blank)
            continue
        blank = line == ""
        emit(kind == "c" ? cast_for_cxx(line) : line)
    }
    close(path)
}

function include(from, name, inside,    path)
{
    if (name ~ /^nrr\//) {
        if (kind == "h")
            expand(tree "/include/" name, inside)
        return
    }
    path = from
    sub(/[^\/]*$/, "", path)
    expand(path name, inside)
}

# The macro that guards a file against being read twice, "" if there is none: its first two
# directives are #ifndef and #define of one name.
function guard_of(path,    line, guard, word)
{
    if (path in guards)
        return guards[path]
    guard = ""
    while ((getline line < path) > 0) {
        if (line !~ /^[ \t]*#/)
            continue
        sub(/^[ \t]*#[ \t]*/, "", line)
        split(line, word, /[ \t]+/)
        if (guard == "" && word[1] == "ifndef") {
            guard = word[2]
            continue
        }
        if (word[1] != "define" || word[2] != guard)
            guard = ""
        break
    }
    if (line == "" && guard == "" && !exists(path))
        fail(path " is not there")
    close(path)
    return guards[path] = guard
}

function remember_macro(line)
{
    sub(/^[ \t]*#[ \t]*define[ \t]+/, "", line)
    match(line, /^[A-Za-z_0-9]+/)
    line = substr(line, 1, RLENGTH)
    define_at[++defines] = line
}

function write_systems(    i)
{
    for (i = 1; i <= systems; i++)
        print "#include <" system_at[i] ">"
    print ""
}

# As find_includes, of a public header that includes all others.
function read_public(path,    line)
{
    find_includes(path)
    while ((getline line < path) > 0)
        if (line ~ /^#include "nrr\//) {
            sub(/^#include "/, "", line)
            sub(/".*/, "", line)
            find_includes(tree "/include/" line)
        }
    close(path)
}

# Gathers the system headers that a file includes without a condition; the files that it includes
# are asked themselves.
function find_includes(path,    line, depth)
{
    depth = guard_of(path) != "" ? -1 : 0
    while ((getline line < path) > 0) {
        if (line ~ /^[ \t]*#[ \t]*if/)
            depth++
        else if (line ~ /^[ \t]*#[ \t]*endif/)
            depth--
        else if (depth == 0 && line ~ /^[ \t]*#[ \t]*include[ \t]*</) {
            sub(/^[^<]*</, "", line)
            sub(/>.*/, "", line)
            if (!(line in is_system)) {
                is_system[line] = 1
                system_at[++systems] = line
            }
        }
    }
    close(path)
}

# --- C++ ------------------------------------------------------------------------------------------

# A function that gives a void * gives a pointer that converts, but for those of an allocator, whose
# type is public: they take a context first. And a pointer whose initial value is a name alone (of type
# void *, it may be) has it cast to its own type.
function cast_for_cxx(line,    out, type, part, parts, i, name)
{
    if (line ~ /^(static )?(inline )?void \*[a-z_0-9]+\(/ && line !~ /\(void \*context/) {
        sub(/void \*/, "nrr__pointer ", line)
        return line
    }
    if (line !~ /^ +(const )?[a-z_0-9]+( char)? \*[a-z_0-9]+ = [a-z_0-9.>-]+[,;]/)
        return line
    type = line
    sub(/ \*.*/, "", type)
    sub(/^ +/, "", type)
    parts = split(line, part, /, /)
    out = ""
    for (i = 1; i <= parts; i++) {
        if (part[i] ~ /\*[a-z_0-9]+ = [a-z_0-9.>-]+;?$/)
            sub(/ = /, " = (" type " *)", part[i])
        out = out (i > 1 ? ", " : "") part[i]
    }
    return out
}

# --- names ---------------------------------------------------------------------------------------

function emit(line)
{
    print renamed(line)
}

# Rates are called NRR_MOVEMENTS and the like; with those words alone the library says
# NRR_RATE_NRR_MOVEMENTS, by a macro.
function read_rates(    path, line)
{
    path = tree "/include/nrr/measure.h"
    while ((getline line < path) > 0)
        if (match(line, /NRR_RATE_NRR_[A-Z0-9_]+/))
            rate_named[substr(line, RSTART + 9, RLENGTH - 9)] = 1
    close(path)
}

# Each word that begins with nrr_ or NRR_, with the prefix before it.
function renamed(line,    out, word)
{
    if (prefix == "" || line !~ /[nN][rR][rR]_/)
        return line
    out = ""
    while (match(line, /[A-Za-z0-9_]+/)) {
        word = substr(line, RSTART, RLENGTH)
        out = out substr(line, 1, RSTART - 1)
        if (word ~ /^nrr_/)
            word = prefix word
        else if (word ~ /^NRR_/ && !(word in rate_named))
            word = toupper(prefix) word
        out = out word
        line = substr(line, RSTART + RLENGTH)
    }
    return out line
}

# --- the tree ------------------------------------------------------------------------------------

# The files of nrr_sources, in list[1] to list[count].
function read_list(    path, line, count, on, word)
{
    path = tree "/lib/Makefile.inc"
    count = 0
    while ((getline line < path) > 0) {
        if (line ~ /^nrr_sources[ \t]*=/)
            on = 1
        if (!on)
            continue
        if (match(line, /%D%\/[A-Za-z0-9_.]+/))
            list[++count] = substr(line, RSTART + 4, RLENGTH - 4)
        if (line !~ /\\$/)
            break
    }
    close(path)
    if (count == 0)
        fail("no nrr_sources in " path)
    return count
}

function read_version(    path, line)
{
    path = tree "/configure.ac"
    while ((getline line < path) > 0)
        if (line ~ /^AC_INIT\(/) {
            sub(/^[^,]*, *\[/, "", line)
            sub(/\].*/, "", line)
            version = line
        }
    close(path)
    if (version == "")
        fail("no version in " path)
}

function print_comment(path,    line)
{
    while ((getline line < path) > 0)
        print (line == "" ? " *" : " * " line)
    close(path)
}

function exists(path,    line, answer)
{
    close(path)
    answer = (getline line < path) >= 0
    close(path)
    return answer
}

function fail(message)
{
    print "amalgamate: " message | "cat >&2"
    close("cat >&2")
    exit 1
}
