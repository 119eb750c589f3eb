# SPDX-License-Identifier: MIT
"""Names and codes: an argument takes a member of an enum, its name in small letters, or its number."""

from enum import IntEnum
from typing import Any, Dict, Type, TypeVar, Union

from ._codes import KeyFamily, Kind, Reason, Vocabulary
from ._errors import check
from ._library import ffi, lib

__all__ = ["code", "constants", "names"]

Code = TypeVar("Code", bound=IntEnum)
#: The vocabularies of the library, by the class of their codes: those of one name, and one that
#: has another.
_VOCABULARIES = {"KeyFamily": Vocabulary.KEY, "RatioStatus": Vocabulary.RATIO, "RowFlag": Vocabulary.ROW_FLAG}


def _vocabulary(family: Type[IntEnum]) -> int:
    if family.__name__ in _VOCABULARIES:
        return _VOCABULARIES[family.__name__]
    snake = "".join("_" + c if c.isupper() else c.upper() for c in family.__name__).lstrip("_")
    for vocabulary in Vocabulary:
        if vocabulary.name == snake.upper():
            return vocabulary
    return 0


def code(family: Type[Code], value: Union[Code, str, int], what: str) -> int:
    """The number of a code that a caller gave in any of the three ways."""
    if isinstance(value, str):
        return _named(family, value, what)
    if isinstance(value, IntEnum) and not isinstance(value, family):
        raise TypeError(f"{what}: wants {family.__name__}, not {type(value).__name__}")
    if isinstance(value, bool) or not hasattr(value, "__index__"):
        raise TypeError(f"{what}: wants {family.__name__}, a name or a number, not {type(value).__name__}")
    number = value.__index__()
    if not -(2**31) <= number < 2**31:
        raise ValueError(f"{what}: {number} is no {family.__name__}")
    return number


def _named(family: Type[IntEnum], name: str, what: str) -> int:
    member = family.__members__.get(name.upper())
    if member is not None and name == name.lower():
        return int(member)
    found = ffi.new("int32_t *")
    text = name.encode("utf-8", "surrogatepass")
    if lib.nrr_vocabulary_code(_vocabulary(family), text, len(text), found) == 0:
        return found[0]  # of a library that is newer than the package
    known = ", ".join(member.lower() for member in family.__members__)
    raise ValueError(f"{what}: {name!r} is no {family.__name__}; there are {known}")


def names(vocabulary: Union[Vocabulary, str]) -> Dict[str, int]:
    """Every name of a vocabulary of the running library, with its code, in the order of METRICS.md."""
    number = code(Vocabulary, vocabulary, "vocabulary")
    count = ffi.new("size_t *")
    value = ffi.new("int32_t *")
    text = ffi.new("char **")
    check(lib.nrr_vocabulary_count(number, count), "vocabulary")
    found = {}
    for place in range(count[0]):
        check(lib.nrr_vocabulary_at(number, place, value))
        check(lib.nrr_vocabulary_name(number, value[0], text))
        found[ffi.string(text[0]).decode()] = value[0]
    return found


def constants() -> Dict[str, int]:
    """Every public constant of the running library, with sizes and offsets of its structs."""
    text = ffi.new("char **")
    value = ffi.new("int64_t *")
    found = {}
    for place in range(lib.nrr_constant_count()):
        check(lib.nrr_constant_at(place, text, value))
        found[ffi.string(text[0]).decode()] = value[0]
    return found


def constant(name: str) -> int:
    """One of them, by name: "sizeof(nrr_fact)"."""
    value = ffi.new("int64_t *")
    text = name.encode()
    check(lib.nrr_constant(text, len(text), value), name)
    return value[0]


def kind(value: Any, what: str = "kind") -> int:
    return code(Kind, value, what)


def reason(value: Any, what: str = "reason") -> int:
    return code(Reason, value, what)


def family(value: Any, what: str = "family") -> int:
    return code(KeyFamily, value, what)


def member(family_: Type[IntEnum], value: int) -> Any:
    """The member of a number, or the number itself if the package does not know it."""
    try:
        return family_(value)
    except ValueError:
        return value
