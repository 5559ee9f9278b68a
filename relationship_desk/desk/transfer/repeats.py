"""Which of very many texts come more than once, in a few megabytes however many they are.

Invariant: it may take a text that came once for one that came twice, never the reverse.
"""

from __future__ import annotations

from collections.abc import Iterable

_BITS = 25
_MASK = (1 << _BITS) - 1


class _Seen:
    """A Bloom filter of 2^25 places, two for each text.

    With n texts it is wrong about the share (2 n / 2^25)^2: 2 % for the twelve signs each of
    200,000 cards.
    """

    def __init__(self) -> None:
        self._places = bytearray(1 << (_BITS - 3))

    def __contains__(self, number: int) -> bool:
        places, one, other = self._places, number & _MASK, (number >> _BITS) & _MASK
        return bool(places[one >> 3] & 1 << (one & 7) and places[other >> 3] & 1 << (other & 7))

    def add(self, number: int) -> None:
        one, other = number & _MASK, (number >> _BITS) & _MASK
        self._places[one >> 3] |= 1 << (one & 7)
        self._places[other >> 3] |= 1 << (other & 7)


class Repeats:
    """Counts to two."""

    def __init__(self) -> None:
        self._once = _Seen()
        self._again = _Seen()

    def add(self, texts: Iterable[str]) -> None:
        """Count each of these."""
        once, again = self._once, self._again
        for number in map(hash, texts):
            (again if number in once else once).add(number)

    def has(self, text: str) -> bool:
        """Whether it came at all."""
        return hash(text) in self._once

    def has_twice(self, text: str) -> bool:
        """Whether it came more than once."""
        return hash(text) in self._again
