# SPDX-License-Identifier: MIT
"""The shared library: where it is, and its functions.

Looked for in this order: the file that the environment variable NRR_LIBRARY names, a library that
came with the package, and the system's libnrr.so.1.
"""

import os
import sys
from typing import Any, List

from ._declarations import ffi
from ._errors import UnsupportedError

__all__ = ["ffi", "lib", "library_path", "version"]

if sys.platform == "win32":
    _NAMES, _BUNDLED = ["nrr-1.dll", "nrr.dll"], "nrr.dll"
elif sys.platform == "darwin":
    _NAMES, _BUNDLED = ["libnrr.1.dylib", "libnrr.dylib"], "libnrr.dylib"
else:
    _NAMES, _BUNDLED = ["libnrr.so.1"], "libnrr.so"


def _candidates() -> List[str]:
    named = os.environ.get("NRR_LIBRARY")
    if named:
        return [named]
    bundled = os.path.join(os.path.dirname(os.path.abspath(__file__)), _BUNDLED)
    return [bundled] if os.path.exists(bundled) else _NAMES


class Library:
    """The functions and constants by name. One that the running library is too old for raises
    UnsupportedError when it is asked for, not before."""

    def __init__(self) -> None:
        candidates = _candidates()
        reasons = []
        for path in candidates:
            try:
                self._opened = ffi.dlopen(path)
                self._path = path
                return
            except OSError as error:
                reasons.append(str(error))
        raise ImportError(
            "libnrr is not there (" + "; ".join(reasons) + "). Install the system library, or a wheel "
            "that brings it, or name the file in the environment variable NRR_LIBRARY"
        )

    def __getattr__(self, name: str) -> Any:
        try:
            found = getattr(self._opened, name)
        except AttributeError:
            if not name.startswith("nrr_"):
                raise
            raise UnsupportedError(f"{name}() is not in the libnrr that is running ({self._path})") from None
        setattr(self, name, found)
        return found

    def __dir__(self) -> List[str]:
        return dir(self._opened)


lib = Library()


def library_path() -> str:
    """The file, or the name, that the library was loaded from."""
    return lib._path


def version() -> str:
    """The version of the library that is running, as "MAJOR.MINOR.PATCH"."""
    return ffi.string(lib.nrr_version()).decode()
