# SPDX-License-Identifier: MIT
"""Generates two modules of the package from the public headers, when the package is built.

    python3 generate.py HEADER FOLDER

HEADER is include/nrr/nrr.h, or the nrr.h of the amalgamation, and FOLDER that of the package.

_declarations.py   every type and function, for cffi in ABI mode: no C compiler, and no parsing when
                   the package is imported
_codes.py          every family of codes as an enum, with the words of the headers

Nothing is listed here: a function, a struct or a code that is added to a header is in the package
when it is built again.
"""

import os
import re
import sys

from cffi import FFI

MODULE = "nrr._declarations"


# --- reading -------------------------------------------------------------------------------------


def expand(path, done=None):
    """The text of a header with the headers that it includes in their place, each of them once."""
    done = set() if done is None else done
    path = os.path.abspath(path)
    if path in done:
        return ""
    done.add(path)
    folder = os.path.dirname(path)
    lines = []
    with open(path, encoding="utf-8") as header:
        for line in header:
            include = re.match(r'\s*#\s*include\s+"([^"]+)"', line)
            if include is None:
                lines.append(line)
                continue
            name = include.group(1)
            for place in (os.path.join(folder, name), os.path.join(os.path.dirname(folder), name)):
                if os.path.exists(place):
                    lines.append(expand(place, done))
                    break
            else:
                raise SystemExit(f"{path}: {name} is not there")
    return "".join(lines)


def without_directives(text):
    """The text without preprocessor lines, and without what is for C++ alone."""
    lines = []
    hidden = 0  # conditions that are open, from that of __cplusplus on
    for line in re.sub(r"\\\n", " ", text).splitlines():
        directive = re.match(r"\s*#\s*(\w+)\s*(.*)", line)
        if directive is None:
            if not hidden:
                lines.append(line)
            continue
        word, rest = directive.groups()
        if word.startswith("if") and (hidden or re.match(r"(defined\s*\(?\s*)?__cplusplus\b", rest)):
            hidden += 1
        elif word == "endif" and hidden:
            hidden -= 1
        elif word == "else" and hidden == 1:
            raise SystemExit("a header has an #else to __cplusplus, which this script cannot read")
    return "\n".join(lines) + "\n"


def without_comments(text):
    return re.sub(r"/\*.*?\*/", " ", text, flags=re.DOTALL)


def words(comment):
    """The words of a comment, on one line."""
    comment = re.sub(r"^\s*/\*+<?|\*/\s*$", "", comment)
    comment = re.sub(r"\n\s*\*", "\n", comment)
    return re.sub(r"\s+", " ", comment).strip()


# --- codes ---------------------------------------------------------------------------------------

ENUM = re.compile(
    r"(?P<comment>/\*(?:(?!\*/).)*\*/\s*)?"
    r"(?:typedef\s+int32_t\s+(?P<type>nrr_\w+);\s*)?"
    r"enum\s*\{(?P<body>.*?)\}\s*;",
    re.DOTALL,
)
MEMBER = re.compile(
    r"(?P<before>(?:/\*(?:(?!\*/).)*\*/\s*)*)"
    r"\b(?P<name>NRR_\w+)\s*=\s*(?P<value>-?\d+)\s*,?"
    r"[ \t]*(?P<after>/\*\*<(?:(?!\*/).)*\*/)?",
    re.DOTALL,
)


class Family:
    """One enum of the headers that becomes a class, or none (`name` is None)."""

    def __init__(self, match):
        self.comment = re.sub(r"^@file \S+ ", "", words(match.group("comment") or ""))
        self.members = []
        for member in MEMBER.finditer(match.group("body")):
            before = re.findall(r"/\*(?:(?!\*/).)*\*/", member.group("before"), re.DOTALL)
            text = member.group("after") or (before[-1] if before else "")
            self.members.append((member.group("name"), int(member.group("value")), words(text)))
        names = [name for name, _, _ in self.members]
        self.prefix = re.sub(r"[A-Z0-9]*$", "", os.path.commonprefix(names))
        self.base = "IntEnum"
        self.name = None
        values = [value for _, value, _ in self.members]
        if match.group("type"):
            self.name = camel(match.group("type")[len("nrr_") :])
        elif len(names) > 1 and len(set(values)) == len(values) and all(map(is_bit, values)):
            self.name = camel(self.prefix[len("NRR_") :].lower()) + "Flag"
            self.base = "IntFlag"


def is_bit(value):
    return value > 0 and value & (value - 1) == 0


def camel(name):
    return "".join(word.capitalize() for word in name.split("_"))


def families(text):
    found = [Family(match) for match in ENUM.finditer(text)]
    return [family for family in found if family.name and len(family.members) > 1]


def literal(text):
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def codes(text):
    """The module _codes."""
    lines = [
        "# SPDX-License-Identifier: MIT",
        '"""The codes of libnrr. Generated from its headers: change those, not this."""',
        "",
        "from enum import IntEnum, IntFlag",
        "from typing import Dict",
        "",
    ]
    all_families = families(text)
    exported = ", ".join(literal(family.name) for family in all_families)
    lines += [f"__all__ = [{exported}]", ""]
    for family in all_families:
        lines += ["", f"class {family.name}({family.base}):"]
        lines += [f"    {literal(family.comment or family.prefix + '*')}", ""]
        for name, value, comment in family.members:
            lines.append(f"    {name[len(family.prefix):]} = {value}")
            if comment:
                lines.append(f"    {literal(comment)}")
        lines.append("")
    statuses = next(family for family in all_families if family.name == "Status")
    lines += ["", "#: What each status says, in the words of the headers.", "STATUS_TEXT: Dict[int, str] = {"]
    for _, value, comment in statuses.members:
        lines.append(f"    {value}: {literal(comment or 'success')},")
    lines += ["}", ""]
    return "\n".join(lines)


# --- declarations --------------------------------------------------------------------------------


def declarations(text):
    """C that cffi reads: types, constants and functions."""
    text = without_comments(text)
    text = re.sub(r"\bNRR_API\b", "", text)
    text = re.sub(r"\n\s*\n+", "\n", text)
    return text.strip() + "\n"


def main(arguments):
    if len(arguments) != 2:
        raise SystemExit(__doc__)
    header, folder = arguments
    text = without_directives(expand(header))
    os.makedirs(folder, exist_ok=True)
    ffi = FFI()
    ffi.cdef(declarations(text))
    ffi.set_source(MODULE, None)
    ffi.emit_python_code(os.path.join(folder, "_declarations.py"))
    with open(os.path.join(folder, "_codes.py"), "w", encoding="utf-8") as module:
        module.write(codes(text))


if __name__ == "__main__":
    main(sys.argv[1:])
