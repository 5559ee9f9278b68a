"""The window: the only importer of PySide6 besides `app`."""

from __future__ import annotations

import ctypes
import sys


def _give_constants_back_their_references() -> None:
    """Keep the process alive on Python 3.11.

    PySide6 6.12 is compiled for immortal constants (PEP 683, Python 3.12): calls that
    return one drop a reference they never took. Python 3.11 starts with some thousand, and ends the
    process with "none_dealloc: deallocating None" when they are gone, after seconds of painting, or
    with "bool_dealloc" after many event filters.
    The count is the field before the type in every object's head (CPython's object.h).
    """
    if sys.version_info >= (3, 12) or sys.implementation.name != "cpython":
        return
    size = ctypes.sizeof(ctypes.c_ssize_t)
    for constant in (None, True, False, NotImplemented):
        head = id(constant) + object.__basicsize__ - 2 * size
        ctypes.c_ssize_t.from_address(head).value += sys.maxsize // 8


_give_constants_back_their_references()
