"""The facts of a card in words: pure functions, told the day."""

from __future__ import annotations

from datetime import date
from itertools import zip_longest

from relationship_desk.domain.contact import Detail, DetailKind
from relationship_desk.domain.dates import PartialDate, date_in_words, exact_date
from relationship_desk.domain.occasion_rules import UNKNOWN_YEAR, LeapDay, next_on
from relationship_desk.domain.occasions import OccasionKind, age_between, death_of, occasion_of
from relationship_desk.domain.text import counted
from relationship_desk.store.people import Person

_SOON_DAYS = 45
_BIRTHDAY = "birthday"


def work_lines(person: Person) -> list[str]:
    """Titles with their organisations: ["Curator, Harbour Museum", "Editor, Atlas"]."""
    details = [d.detail for d in person.details]
    titles = [d.text for d in details if d.kind is DetailKind.TITLE and d.text]
    places = [d.text for d in details if d.kind is DetailKind.ORGANISATION and d.text]
    pairs = zip_longest(titles, places, fillvalue="")
    return [", ".join(part for part in pair if part) for pair in pairs]


def aside_line(person: Person) -> str:
    """Nicknames, pronouns and roles: "“Theo” · he/him · Keeper of maps"."""
    details = [d.detail for d in person.details if d.detail.text]
    named = [d for d in details if d.kind is DetailKind.NICKNAME]
    nicknames = [f"“{d.text}”" + (f" ({d.label})" if d.label else "") for d in named]
    roles = [d.text for d in details if d.kind is DetailKind.ROLE]
    pronouns = [d.text for d in details if d.kind is DetailKind.PRONOUNS]
    return " · ".join([*nicknames, *pronouns, *roles])


def address_lines(detail: Detail) -> str:
    """An address as an envelope has it, a line each."""
    po_box, extended, street, locality, region, postcode, country = (
        *(" ".join(part.split()) for part in detail.parts),
        *[""] * 7,
    )[:7]
    town = " ".join(part for part in (postcode, locality) if part)
    if region:
        town = f"{town}, {region}" if town else region
    first = ", ".join(part for part in (street, extended, po_box) if part)
    return "\n".join(part for part in (first, town, country) if part)


def bare_address(text: str) -> str:
    """A web address as people say it, without what every address has."""
    bare = text.strip()
    for scheme in ("https://", "http://"):
        bare = bare.removeprefix(scheme)
    return bare.removeprefix("www.").removesuffix("/") or text


def day_words(
    detail: Detail, on: date, *, of_the_dead: bool = False, leap: LeapDay = LeapDay.FEBRUARY
) -> tuple[str, str]:
    """A date and what it means today: ("12 April 1985", "41 in 4 weeks").

    Without a date near, an age: "40 years old", "13 years ago". The dead have no age.

    A date that cannot be understood is shown as it was written.
    """
    found = PartialDate.parse(detail.value)
    if found is None:
        return detail.text, ""
    if found.year == UNKNOWN_YEAR and found.month is not None:
        found = PartialDate(None, found.month, found.day)
    if of_the_dead and detail.label == _BIRTHDAY:
        return found.in_words(), ""
    return found.in_words(), _meaning(found, detail.label, on, leap)


def life_words(person: Person) -> str:
    """What is said of somebody who died: "Died on 12 April 2020, aged 74"; "" for the living."""
    details = [d.detail for d in person.details]
    death = death_of(details)
    if death is None:
        return ""
    day = PartialDate.parse(death.parts[0])
    if day is None:
        return "Died"
    word = "on" if day.day is not None else "in"
    births = (occasion_of(d) for d in details)
    born = next((o.rule for o in births if o and o.kind is OccasionKind.BIRTHDAY), None)
    age = age_between(born, day) if isinstance(born, PartialDate) else None
    return f"Died {word} {day.in_words()}" + ("" if age is None else f", aged {age}")


def _meaning(day: PartialDate, label: str, on: date, leap: LeapDay) -> str:
    if day.month is None or day.day is None:
        if day.year is None or label != _BIRTHDAY:
            return ""
        return f"about {on.year - day.year} years old" if on.year > day.year else ""
    coming = next_on(PartialDate(None, day.month, day.day), on, leap)
    if coming is None:
        return ""
    soon = (coming - on).days <= _SOON_DAYS
    when = date_in_words(coming, on)
    if day.year is None:
        return when if soon else ""
    if date(day.year, 1, 1) > on:
        return ""
    turns = coming.year - day.year
    if turns <= 0:
        return when if soon else ""
    if label == _BIRTHDAY:
        if soon:
            return f"{turns} {when}"
        return f"{turns - 1} years old" if turns != 2 else "1 year old"
    if soon:
        return f"{_years(turns)} {when}"
    return f"{_years(turns - 1)} ago" if turns > 1 else ""


def _years(number: int) -> str:
    return counted(number, "year")


def last_contact_words(last: date | None, on: date) -> tuple[str, str]:
    """When there was contact last, in words, and the exact day for the tooltip."""
    if last is None:
        return "No contact noted yet", ""
    return f"Last contact {date_in_words(last, on)}", exact_date(last)
