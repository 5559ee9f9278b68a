"""Which of very many signs come more than once, in a few megabytes however many they are.

Invariant: it may take a sign that came once for one that came twice, never the reverse.
"""

from __future__ import annotations

from collections.abc import Iterable

_BITS = 25
_MASK = (1 << _BITS) - 1
_EXACTLY = 100_000  # signs that sets hold in about as much memory as the filters take


class Repeats:
    """Counts to two: in sets, in which C compares the signs of a card at once, and of more signs
    than those hold lightly in filters.
    """

    def __init__(self, exactly: int = _EXACTLY) -> None:
        self._room = exactly
        self._once: set[int] = set()
        self._again: set[int] = set()
        self._filters: _Filters | None = None

    def add(self, signs: Iterable[int]) -> None:
        """Count each of these once."""
        if self._filters is not None:
            self._filters.add(signs)
            return
        self._again |= self._once.intersection(signs)
        self._once.update(signs)
        if len(self._once) > self._room:
            self._filters = _Filters()
            self._filters.add(self._once)
            self._filters.add(self._again)
            self._once, self._again = set(), set()

    def has(self, sign: int) -> bool:
        """Whether it came at all."""
        return sign in self._once or (self._filters is not None and self._filters.has(sign))

    def has_twice(self, signs: Iterable[int]) -> bool:
        """Whether one of these came more than once."""
        if self._filters is not None:
            return self._filters.has_twice(signs)
        return not self._again.isdisjoint(signs)


class _Filters:
    """Two Bloom filters of 2^25 places, two for each sign.

    With n signs one that came once is told as twice in a share of (2 n / 2^25)^2: 1 % for the
    eight signs each of 200,000 cards. Written out in one loop, because a call for each sign would
    cost as much as the rest of a preview.
    """

    def __init__(self) -> None:
        self._once = bytearray(1 << (_BITS - 3))
        self._again = bytearray(1 << (_BITS - 3))

    def add(self, signs: Iterable[int]) -> None:
        once, again = self._once, self._again
        for sign in signs:
            one, other = sign & _MASK, (sign >> _BITS) & _MASK
            first, second = one >> 3, other >> 3
            bit, other_bit = 1 << (one & 7), 1 << (other & 7)
            if once[first] & bit and once[second] & other_bit:
                again[first] |= bit
                again[second] |= other_bit
            else:
                once[first] |= bit
                once[second] |= other_bit

    def has(self, sign: int) -> bool:
        return _holds(self._once, (sign,))

    def has_twice(self, signs: Iterable[int]) -> bool:
        return _holds(self._again, signs)


def _holds(places: bytearray, signs: Iterable[int]) -> bool:
    for sign in signs:
        one, other = sign & _MASK, (sign >> _BITS) & _MASK
        if places[one >> 3] & 1 << (one & 7) and places[other >> 3] & 1 << (other & 7):
            return True
    return False
