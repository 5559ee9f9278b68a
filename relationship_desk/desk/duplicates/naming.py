"""How two written names are related: one name, a form of it, a slip of the pen, or two people's.

Invariant: the answer does not depend on which of the two comes first.
"""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum

from relationship_desk.desk.duplicates.nicknames import are_one_name, is_known_name
from relationship_desk.desk.duplicates.profiles import Written
from relationship_desk.domain.likeness import is_mistyped


class Naming(Enum):
    """What two names say by themselves: points towards one person, and a sentence."""

    SAME = (45, "The name is the same.")
    SWAPPED = (42, "First name and family name stand in each other's place.")
    MISTYPED = (40, "The names differ by a slip of the pen.")
    SHORT = (35, "The first names are forms of one name.")
    FAR = (25, "The names are alike.")
    ONE_WORD = (22, "One has only the first name of the other.")
    NAMELESS = (20, "One of them has no name.")
    OTHER_FAMILY = (18, "The first name is the same, the family name is another.")
    DIFFERENT = (0, "The names are different.")

    @property
    def points(self) -> int:
        return self.value[0]

    @property
    def sentence(self) -> str:
        return self.value[1]


class _Part(Enum):
    SAME = 0
    FORM = 1  # a nickname, a short form or an initial
    SLIP = 2
    OTHER = 3


# Given name first; what is not here is DIFFERENT.
_RELATED = {
    (_Part.SAME, _Part.SAME): Naming.SAME,
    (_Part.FORM, _Part.SAME): Naming.SHORT,
    (_Part.SLIP, _Part.SAME): Naming.MISTYPED,
    (_Part.SAME, _Part.SLIP): Naming.MISTYPED,
    (_Part.SAME, _Part.FORM): Naming.MISTYPED,
    (_Part.FORM, _Part.SLIP): Naming.FAR,
    (_Part.FORM, _Part.FORM): Naming.FAR,
    (_Part.SLIP, _Part.SLIP): Naming.FAR,
    (_Part.SLIP, _Part.FORM): Naming.FAR,
    (_Part.SAME, _Part.OTHER): Naming.OTHER_FAMILY,
}


def relate(one: Written, other: Written, is_common: Callable[[str], bool]) -> Naming:
    """`is_common(first name)`: whether several people of the store are called so."""
    if one.nameless or other.nameless:
        return Naming.NAMELESS
    if one.suffix != other.suffix:
        return Naming.DIFFERENT
    if not (one.given and other.given):
        # A family name alone says who it is no more than a first name does.
        same = bool(one.family) and one.family == other.family
        return Naming.ONE_WORD if same and not (one.given or other.given) else Naming.DIFFERENT
    if not (one.family and other.family):
        given = _given(one.given, other.given, is_common)
        return Naming.ONE_WORD if given in (_Part.SAME, _Part.FORM) else Naming.DIFFERENT
    if one.words == other.words and len(one.words) > 1 and one.given != other.given:
        return Naming.SWAPPED
    given = _given(one.given, other.given, is_common)
    found = Naming.DIFFERENT
    if given is not _Part.OTHER:
        found = _RELATED.get((given, _family(one.family, other.family)), Naming.DIFFERENT)
    if found in (Naming.DIFFERENT, Naming.OTHER_FAMILY) and _are_swapped(one, other):
        return Naming.MISTYPED
    return found


def _given(one: str, other: str, is_common: Callable[[str], bool]) -> _Part:
    if one == other:
        return _Part.SAME
    shorter, longer = sorted((one, other), key=len)
    if len(shorter) == 1:
        return _Part.FORM if longer.startswith(shorter) else _Part.OTHER
    if are_one_name(one, other):
        return _Part.FORM
    if _is_other_ending(shorter, longer):
        return _Part.OTHER
    known = [is_known_name(name) or is_common(name) for name in (one, other)]
    if longer.startswith(shorter) and len(shorter) >= 3 and not all(known):
        return _Part.FORM
    if is_mistyped(one, other) and not all(known):
        return _Part.SLIP
    return _Part.OTHER


def _is_other_ending(shorter: str, longer: str) -> bool:
    """Mario and Maria, Erik and Erika: the vowel at the end tells a man from a woman."""
    if len(shorter) == len(longer):
        return shorter[:-1] == longer[:-1] and {shorter[-1], longer[-1]} <= set("aeiou")
    return longer[:-1] == shorter and longer[-1] in "aeio"


def _family(one: str, other: str) -> _Part:
    if one == other or one.replace(" ", "") == other.replace(" ", ""):
        return _Part.SAME
    mine, theirs = set(one.split()), set(other.split())
    if mine < theirs or theirs < mine:
        return _Part.FORM
    if min(len(one), len(other)) == 1 and one[0] == other[0]:
        return _Part.FORM
    return _Part.SLIP if is_mistyped(one, other) else _Part.OTHER


def _are_swapped(one: Written, other: Written) -> bool:
    """Whether they stand in each other's place and one of them is mistyped as well."""
    first = one.given == other.family or is_mistyped(one.given, other.family)
    second = one.family == other.given or is_mistyped(one.family, other.given)
    exact = one.given == other.family or one.family == other.given
    return first and second and exact
