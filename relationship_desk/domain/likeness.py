"""How alike two words are to the eye of someone who mistypes."""

from __future__ import annotations


def slips(one: str, other: str, at_most: int) -> int:
    """How many letters must be put in, left out, changed or swapped with their neighbour to make
    one word of the other; `at_most + 1` where it is more.

    The optimal string alignment distance, by rows, given up early.
    """
    if one == other:
        return 0
    if abs(len(one) - len(other)) > at_most:
        return at_most + 1
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, a in enumerate(one, 1):
        older, before, row = before, row, [i]
        for j, b in enumerate(other, 1):
            least = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (a != b))
            if i > 1 and j > 1 and a == other[j - 2] and one[i - 2] == b:
                least = min(least, older[j - 2] + 1)
            row.append(least)
        if min(row) > at_most:
            return at_most + 1
    return min(row[-1], at_most + 1)


def is_mistyped(one: str, other: str) -> bool:
    """Whether two words are so long and so alike that one may be the other mistyped."""
    shorter = min(len(one), len(other))
    if shorter < 4:
        return False
    allowed = 2 if shorter >= 8 else 1
    # A slip takes away or brings at most two letters: most words are told apart by their letters.
    if len(set(one) ^ set(other)) > 2 * allowed:
        return False
    return 0 < slips(one, other, allowed) <= allowed
