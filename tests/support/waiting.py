"""Waiting for a condition, with a bound: the only place in the tests that sleeps."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TypeVar

_T = TypeVar("_T")

_PAUSE_SECONDS = 0.02


def eventually(condition: Callable[[], _T], seconds: float = 120) -> _T:
    """What `condition` returns as soon as it is true; an AssertionError after `seconds`."""
    deadline = time.monotonic() + seconds
    while not (found := condition()):
        if time.monotonic() >= deadline:
            raise AssertionError(f"still {found!r} after {seconds:g} s")
        time.sleep(_PAUSE_SECONDS)
    return found
