# SPDX-License-Identifier: MIT
"""Keys and their ids, as ledgers and snapshots give them."""

from typing import Any, Union

from ._codes import KeyFamily, KeyType
from ._columns import integer, is_integer, key_bytes
from ._errors import check
from ._library import ffi
from ._names import family as family_code

__all__ = ["Family", "Key", "find_key", "int64_key", "key_of_id"]

#: A host's key: text (as UTF-8), bytes or a 64-bit integer. The key 7 is not the key "7".
Key = Union[str, bytes, int]

#: A family of keys: "customer", "line" or "fact".
Family = Union[KeyFamily, str]


def int64_key(key: Any, what: str = "key") -> int:
    number = key.__index__()
    if not -(2**63) <= number < 2**63:
        raise OverflowError(f"{what}: {number} does not fit 64 bits")
    return number


def find_key(handle: Any, family: Any, key: Key, by_bytes: Any, by_integer: Any) -> int:
    """What Ledger.find and Snapshot.find do."""
    found = ffi.new("uint32_t *")
    number = family_code(family)
    if is_integer(key):
        status = by_integer(handle, number, int64_key(key), found)
    else:
        data = key_bytes(key, "key")
        status = by_bytes(handle, number, data, len(data), found)
    check(status, f"key {key!r}")
    return found[0]


def key_of_id(handle: Any, family: Any, id: int, key_of: Any) -> Key:
    """What Ledger.key_of and Snapshot.key_of do. The bytes are copied while the handle is held."""
    number = integer(id, "id")
    if not 0 <= number < 2**32:
        raise OverflowError(f"id: {number} does not fit 32 bits")
    key = ffi.new("nrr_key *")
    check(key_of(handle, family_code(family), number, key), "id")
    return key_value(key)


def key_value(key: Any) -> Key:
    """The key that a struct nrr_key holds, copied."""
    if key.type == KeyType.INTEGER:
        return key.integer
    data = bytes(ffi.buffer(key.bytes, key.length)) if key.length else b""
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data
