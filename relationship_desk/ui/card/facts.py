"""Which facts a card shows, in which order: a person's details as rows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from relationship_desk.domain.contact import Detail, DetailKind
from relationship_desk.domain.occasion_rules import LeapDay
from relationship_desk.domain.occasions import death_of
from relationship_desk.domain.text import fold
from relationship_desk.store.people import Person
from relationship_desk.ui.card.links import VERBS, link_of
from relationship_desk.ui.card.words import address_lines, bare_address, day_words


@dataclass(frozen=True, slots=True)
class Fact:
    """One row; `value` is what is copied, `shown` what stands there where that is shorter."""

    icon: str
    value: str
    label: str
    link: str
    verb: str
    shown: str = ""


_ICONS = {
    DetailKind.PHONE: "phone",
    DetailKind.EMAIL: "email",
    DetailKind.ADDRESS: "address",
    DetailKind.MESSENGER: "channels/message",
    DetailKind.URL: "link",
    DetailKind.SOCIAL: "channels/social",
    DetailKind.DATE: "calendar",
    DetailKind.RELATED: "people",
    DetailKind.INTEREST: "info",
    DetailKind.CALENDAR: "calendar",
    DetailKind.GEO: "address",
    DetailKind.TIME_ZONE: "clock",
    DetailKind.LANGUAGE: "info",
    DetailKind.GENDER: "person",
    DetailKind.PHONETIC: "info",
    DetailKind.SORT_AS: "info",
}
# Kinds whose values do not say by themselves what they are.
_TOLD = frozenset(
    {
        DetailKind.INTEREST,
        DetailKind.CALENDAR,
        DetailKind.GEO,
        DetailKind.TIME_ZONE,
        DetailKind.LANGUAGE,
        DetailKind.GENDER,
        DetailKind.PHONETIC,
        DetailKind.SORT_AS,
    }
)


def facts_of(person: Person, on: date, leap: LeapDay) -> Iterator[Fact]:
    """What stands in the columns under the name; the main one of a kind first. `leap` says when
    they keep 29 February."""
    details = [stored.detail for stored in person.details]
    died = death_of(details) is not None
    for kind, icon in _ICONS.items():
        of_kind = [d for d in details if d.kind is kind and d.text]
        if kind is DetailKind.SORT_AS:
            usual = fold(person.name.sort_text())
            of_kind = [d for d in of_kind if fold(d.text.replace(",", " ")) != usual]
        for detail in sorted(of_kind, key=lambda d: not d.preferred):
            if kind is DetailKind.DATE:
                yield _date(detail, icon, day_words(detail, on, of_the_dead=died, leap=leap))
            else:
                yield _fact(detail, icon)


def _date(detail: Detail, icon: str, words: tuple[str, str]) -> Fact:
    value, meaning = words
    label = " · ".join(part for part in (detail.label, meaning) if part)
    return Fact("cake" if detail.label == "birthday" else icon, value, label, "", "")


def _fact(detail: Detail, icon: str) -> Fact:
    link = link_of(detail)
    verb = VERBS.get(detail.kind, "")
    if detail.kind is DetailKind.ADDRESS:
        return Fact(icon, address_lines(detail) or detail.text, detail.label, link, verb)
    if detail.kind in (DetailKind.MESSENGER, DetailKind.SOCIAL):
        label = " · ".join(part for part in (*detail.parts[1:], detail.label) if part)
        return Fact(icon, detail.parts[0], label, link, verb, bare_address(detail.parts[0]))
    words = (detail.kind.word if detail.kind in _TOLD else "", detail.label)
    label = " · ".join(part for part in words if part)
    bare = detail.kind in (DetailKind.URL, DetailKind.CALENDAR)
    return Fact(icon, detail.text, label, link, verb, bare_address(detail.text) if bare else "")
