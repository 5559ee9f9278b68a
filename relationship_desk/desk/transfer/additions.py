"""What a card adds to somebody known: facts and tags that are not here yet; nothing is replaced."""

from __future__ import annotations

from relationship_desk.desk.transfer.facts import (
    FactKey,
    asked_keys,
    fact_key,
    is_borrowed,
    is_nameless,
    name_keys,
)
from relationship_desk.desk.transfer.known import Known
from relationship_desk.domain.contact import Contact, Detail, DetailKind
from relationship_desk.domain.rhythm import OwnFacts
from relationship_desk.domain.text import fold


def additions(contact: Contact, known: Known) -> tuple[tuple[Detail, ...], tuple[str, ...]]:
    """The details and tags of a card that a person does not have yet, each fact once.

    A name that disagrees is added as a nickname: what is here is never overwritten.
    """
    facts = known.facts
    found: dict[FactKey, Detail] = {}
    for detail in contact.details:
        key = fact_key(detail, known.region)
        if key not in facts:
            found.setdefault(key, detail)
    other = other_name(contact, known)
    if other is not None:
        key = fact_key(other, known.region)
        if key not in facts:
            found.setdefault(key, other)
    tags = {fold(tag): tag for tag in reversed(contact.tags) if fold(tag) not in known.tags}
    return tuple(found.values()), tuple(reversed(tags.values()))


def own_additions(own: OwnFacts, known: Known) -> OwnFacts:
    """The circles in which a person is not yet, and the rhythm of one who has none of their own."""
    here = {fold(circle.name) for circle in known.own.circles}
    new = {fold(c.name): c for c in reversed(own.circles) if fold(c.name) not in here}
    rhythm = own.rhythm if known.own.rhythm is None else None
    return OwnFacts(tuple(reversed(new.values())), rhythm)


def other_name(contact: Contact, known: Known) -> Detail | None:
    """The card's name as a nickname, where the person is known by another."""
    if is_nameless(contact) or is_borrowed(contact):
        return None
    here = set(name_keys(known.name))
    if here.intersection(asked_keys(contact.name)):
        return None
    return Detail(DetailKind.NICKNAME, (contact.name.full,))
