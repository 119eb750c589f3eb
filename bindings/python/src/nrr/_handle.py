# SPDX-License-Identifier: MIT
"""What ledgers, snapshots, queries, reports and tables have in common: a handle of the library.

The handle is freed when nobody holds it any more: the object, a call that is under way on another
thread, or a column that lies in its memory. So close() can never pull memory away from under
anyone; what is called on a closed object raises ClosedError.
"""

from typing import Any, Callable, Optional, TypeVar

from ._columns import numpy
from ._errors import ClosedError
from ._library import ffi

__all__ = ["Handle"]

Self = TypeVar("Self", bound="Handle")


class Handle:
    """An object that can be closed, and is a context manager that closes it."""

    _handle: Optional[Any] = None

    def _adopt(self, made: Any, free: Callable[[Any], None]) -> None:
        """Takes over what a function gave through an out-parameter."""
        self._handle = ffi.gc(made[0], free)

    def _open(self) -> Any:
        """The handle. Who works with it keeps it in a variable of his own for as long."""
        handle = self._handle
        if handle is None:
            raise ClosedError(f"the {type(self).__name__.lower()} is closed")
        return handle

    @property
    def closed(self) -> bool:
        """Whether close() was called."""
        return self._handle is None

    def close(self) -> None:
        """Give the handle back. Columns that were taken from it live on; closing twice is no error."""
        self._handle = None

    def __reduce_ex__(self, protocol: Any) -> Any:
        raise TypeError(f"a {type(self).__name__} cannot be copied or pickled: its memory is the library's")

    def __enter__(self: Self) -> Self:
        self._open()
        return self

    def __exit__(self, *exception: object) -> None:
        self.close()


def view(owner: Any, pointer: Any, count: int, kind: str) -> Any:
    """Values that lie in a handle's memory, as a read-only array that keeps the handle: of numpy
    where it is installed, else a memoryview. `kind` is "q" for int64 and "I" for uint32."""
    size = {"q": 8, "I": 4}[kind] * count
    # Nothing is freed with the pointer itself: what goes with it is its hold on the owner.
    held = ffi.gc(pointer, lambda _, owner=owner: None)
    bytes_ = memoryview(ffi.buffer(held, size)).toreadonly()
    if numpy is None:
        return bytes_.cast(kind) if size else memoryview(b"").cast(kind)
    return numpy.frombuffer(bytes_, dtype="int64" if kind == "q" else "uint32")
