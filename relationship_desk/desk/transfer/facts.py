"""When two facts, two names or two cards say the same; pure functions.

Invariant: nothing here depends on the order of its arguments.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

from relationship_desk.desk.match_keys import MATCHED, match_key
from relationship_desk.domain.contact import PICTURES, Contact, Detail, DetailKind, Name
from relationship_desk.domain.dates import PartialDate
from relationship_desk.domain.text import digits, fold, one_line

# A fact's identity: its kind and its comparable value.
FactKey = tuple[DetailKind, str]

_PROSE = frozenset({DetailKind.NOTE, DetailKind.HOW_MET})
# Kinds of which the label says half: whose day it is, which part of the name.
_NAMED = frozenset({DetailKind.DATE, DetailKind.PHONETIC, DetailKind.RELATED})
# Facts that many people share say nothing about who somebody is.
_COMMON = frozenset(
    {
        DetailKind.TITLE,
        DetailKind.ROLE,
        DetailKind.PHONETIC,
        DetailKind.SORT_AS,
        DetailKind.RELATED,
        DetailKind.LANGUAGE,
        DetailKind.GENDER,
        DetailKind.PRONOUNS,
        DetailKind.TIME_ZONE,
        DetailKind.GEO,
        DetailKind.LOGO,
        DetailKind.INTEREST,
    }
)


def content_hash(raw: bytes) -> str:
    """The identity of a card's bytes, SHA-256 in hex.

    Line ends around the card are left out: they belong to the file, not to the card.
    """
    return hashlib.sha256(raw.strip(b"\r\n")).hexdigest()


def plain_uid(uid: str) -> str:
    """A UID without `urn:uuid:` and without what Apple's plug-ins append."""
    plain = uid.strip().casefold()
    return plain.removeprefix("urn:uuid:").removesuffix("-absplugin")


def reach_keys(contact: Contact, region: str) -> list[str]:
    """The match keys of e-mail addresses and phones, in order, each once."""
    keys = [match_key(detail, region) for detail in contact.details if detail.kind in MATCHED]
    return list(dict.fromkeys([key for key in keys if key]))


def fact_key(detail: Detail, region: str) -> FactKey:
    """Two details with one key are one fact; labels matter for dates, names and relations alone."""
    kind = detail.kind
    if kind in MATCHED:
        key = match_key(detail, region)
        return kind, key or digits(detail.parts[0]) or fold(detail.parts[0])
    if kind is DetailKind.DATE:
        return kind, f"{fold(detail.label)} {detail.parts[0].strip()}"
    if kind in _NAMED:
        return kind, f"{fold(detail.label)} {fold(detail.parts[0])}"
    if kind in _PROSE:
        return kind, " ".join(detail.parts[0].split())
    if kind in PICTURES:
        return kind, detail.parts[0]
    return kind, fold("\x1f".join(detail.parts))


def tells_apart(key: FactKey) -> bool:
    """Whether agreeing in this fact makes it likelier that two cards are one person."""
    return key[0] not in _COMMON


def is_nameless(contact: Contact) -> bool:
    """Whether the name is none: empty, or an address or number standing in for one."""
    name = contact.name
    if name.given or name.family or name.additional:
        return False
    full = name.full.strip()
    return not full or any(
        d.kind in MATCHED and d.parts[0].strip() == full for d in contact.details
    )


def is_borrowed(contact: Contact) -> bool:
    """Whether the name is one of the card's facts that stands in for one, perhaps shortened."""
    name = contact.name
    if name.given or name.family or name.additional:
        return False
    start = name.full.removesuffix("…")
    lines = (one_line(part) for detail in contact.details for part in detail.parts)
    return any(
        line == name.full or (start != name.full and line.startswith(start)) for line in lines
    )


def name_keys(name: Name) -> tuple[str, ...]:
    """The folded forms by which a name is found: as shown, and given before family."""
    full = fold(name.full)
    if name.given and name.family:
        plain = f"{name.given} {name.family}"
        if plain != name.full and (plain := fold(plain)) != full:
            return (full, plain) if full else (plain,)
    return (full,) if full else ()


def asked_keys(name: Name) -> tuple[str, ...]:
    """The keys to look up: `name_keys`, and given and family in each other's place."""
    keys = name_keys(name)
    if name.given and name.family:
        swapped = fold(f"{name.family} {name.given}")
        return keys if swapped in keys else (*keys, swapped)
    return keys


def share_a_word(one: Name, other: Name) -> bool:
    """Whether two names have a word in common."""
    return not set(fold(one.full).split()).isdisjoint(fold(other.full).split())


def first_names_differ(one: Name, other: Name) -> bool:
    """Whether both have a first name and it is another; an initial or short form is none."""
    if not one.given or not other.given:
        return False
    mine, theirs = _first_word(one.given), _first_word(other.given)
    if mine.startswith(theirs) or theirs.startswith(mine):
        return False
    return (mine, _first_word(one.family)) != (_first_word(other.family), theirs)


def _first_word(text: str) -> str:
    words = fold(text).replace(".", " ").split()
    return words[0] if words else ""


def suffixes_differ(one: Name, other: Name) -> bool:
    """Whether one is a Junior and the other is not; a suffix that only one side split off from
    the same full name is no difference."""
    mine, theirs = (fold(n.suffix).replace(".", "").replace(",", "") for n in (one, other))
    if mine == theirs:
        return False
    return bool(mine and theirs) or fold(one.full) != fold(other.full)


def birthdays(details: Iterable[Detail]) -> list[PartialDate]:
    """The birthdays that were understood."""
    found = (
        PartialDate.parse(d.parts[0])
        for d in details
        if d.kind is DetailKind.DATE and fold(d.label) == "birthday"
    )
    return [day for day in found if day is not None]


def birthdays_differ(one: list[PartialDate], other: list[PartialDate]) -> bool:
    """Whether both have birthdays and no two of them could be the same day."""
    return bool(one and other) and not any(_may_be_same(a, b) for a in one for b in other)


def _may_be_same(one: PartialDate, other: PartialDate) -> bool:
    pairs = ((one.year, other.year), (one.month, other.month), (one.day, other.day))
    return all(a is None or b is None or a == b for a, b in pairs)
