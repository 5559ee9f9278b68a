"""The sample people: those told by hand, and those put together from names that go together.

Invariant: no two have the same name, and every address of the net ends in ".example".
"""

from __future__ import annotations

import re
import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from relationship_desk.demo.data import Cast, Culture, Told, Workplaces
from relationship_desk.demo.portraits import portrait
from relationship_desk.demo.wording import Wording
from relationship_desk.domain.contact import Contact, ContactKind, Detail, DetailKind, Name, Photo
from relationship_desk.domain.text import fold

# A rhythm is a circle; how often a year one meets, and how many of a hundred people are in it.
RHYTHMS = {"Monthly": 24, "Every season": 13, "Every year": 5, "": 1}
_SHARES = (("Monthly", 12), ("Every season", 30), ("Every year", 40), ("", 18))

_TAGS = {
    "museum": ("Museum", "Harbour atlas", "Exhibitions"),
    "publishing": ("Publishing", "Book fair", "Press"),
    "research": ("Research", "Symposium"),
    "design": ("Design", "Studio night"),
    "founding": ("Founders", "Clients"),
    "making": ("Makers", "Workshops"),
    "public": ("Funding", "Clients"),
    "": ("Friends", "Choir", "Neighbours", "Alumni"),
}
_PORTRAITS = 16
_NETWORK = ".example"


@dataclass(frozen=True, slots=True)
class Sketch:
    """A person to be, and what the year needs to know of them."""

    contact: Contact
    first: str  # how one speaks of them
    she: bool
    rhythm: str  # a key of `RHYTHMS`
    organisation: str
    told: bool = False  # by hand: the year adds little

    @property
    def meetings(self) -> int:
        """How many entries a year."""
        return RHYTHMS[self.rhythm]


def told_people(cast: Cast, day: date, chance: Random) -> list[Sketch]:
    """Those of the cast."""
    return [_told(person, day, chance) for person in cast.people]


def made_people(
    cultures: Sequence[Culture],
    workplaces: Sequence[Workplaces],
    wording: Wording,
    day: date,
    chance: Random,
) -> list[Sketch]:
    """All others: people, and at the end the organisations themselves."""
    taken: set[str] = set()
    sketches: list[Sketch] = []
    for culture in cultures:
        for _ in range(culture.people):
            sketches.append(_made(culture, workplaces, wording, taken, day, chance))
    return sketches + [_organisation(kind.names[0], kind, chance) for kind in workplaces]


def _made(
    culture: Culture,
    workplaces: Sequence[Workplaces],
    wording: Wording,
    taken: set[str],
    day: date,
    chance: Random,
) -> Sketch:
    given, family, she = _free_name(culture, taken, chance)
    order = (family, given) if culture.family_first else (given, family)
    gap = "" if culture.family_first and not family[0].isascii() else " "
    full = gap.join(shown for shown, _ in order)
    work = chance.choice(workplaces) if chance.random() < 0.8 else None
    organisation = chance.choice(work.names) if work else ""
    host = _host(organisation) if work else _slug(family[1]) + _NETWORK
    address = (
        f"{_slug(given[1])}.{_slug(family[1])}@{host}" if work else f"{_slug(given[1])}@{host}"
    )
    rhythm = chance.choices([r for r, _ in _SHARES], [share for _, share in _SHARES])[0]
    details: list[Detail] = []
    if work:
        details.append(Detail(DetailKind.TITLE, (chance.choice(work.titles),)))
        details.append(Detail(DetailKind.ORGANISATION, (organisation,)))
    details.append(Detail(DetailKind.EMAIL, (address,), "work" if work else "home"))
    if culture.phones and chance.random() < 0.75:
        label = chance.choice(("mobile", "mobile", "work"))
        details.append(Detail(DetailKind.PHONE, (_number(culture.phones, chance),), label))
    if chance.random() < 0.35:
        details.append(_address(chance.choice(culture.places), "home"))
    if chance.random() < 0.6:
        details.append(Detail(DetailKind.DATE, (_birthday(day, chance),), "birthday"))
    if chance.random() < 0.12:
        details.append(Detail(DetailKind.DATE, (_past_day(day, chance),), "anniversary"))
    if work and chance.random() < 0.3:
        details.append(Detail(DetailKind.URL, (f"https://{host}",), "work"))
    details += _rarer(f"{_slug(given[1])}.{_slug(family[1])}", she)
    slots = wording.of_person(given[0], she, organisation)
    if chance.random() < 0.7:
        met = wording.fill(wording.next_of(wording.words.how_met), slots)
        details.append(Detail(DetailKind.HOW_MET, (met,)))
    if chance.random() < 0.5:
        note = wording.fill(wording.next_of(wording.words.notes), slots)
        details.append(Detail(DetailKind.NOTE, (note,)))
    photos: tuple[Photo, ...] = ()
    if rhythm == "Monthly" and chance.random() < 0.4:
        photos = (portrait(2 * chance.randrange(4, _PORTRAITS // 2) + she),)
        details += [Detail(DetailKind.PHOTO, (photo.sha256,)) for photo in photos]
    themes = _TAGS[work.kind if work else ""]
    tags = tuple(filter(None, (chance.choice(themes),)))
    name = Name(full, given=given[0], family=family[0])
    contact = Contact(name, tuple(details), tags, _uid(chance), photos=photos)
    return Sketch(contact, given[0], she, rhythm, organisation)


def _rarer(handle: str, she: bool) -> Iterator[Detail]:
    """What only some cards have, by the letters of the name, so that no draw of chance moves."""
    number = sum(handle.encode()) % 10
    if number < 3:
        yield Detail(DetailKind.MESSENGER, (handle, ("Matrix", "Signal", "XMPP")[number]))
    elif number == 3:
        yield Detail(DetailKind.SOCIAL, (f"https://social{_NETWORK}/@{handle}", "Mastodon"))
    elif number == 4:
        yield Detail(DetailKind.PRONOUNS, ("she/her" if she else "he/him",))


def _told(person: Told, day: date, chance: Random) -> Sketch:
    picture = portrait(person.portrait)
    details = list(_told_details(person, day))
    details.append(Detail(DetailKind.PHOTO, (picture.sha256,)))
    name = Name(person.full, given=person.given, family=person.family)
    rhythm = next((tag for tag in person.tags if tag in RHYTHMS), "")
    tags = tuple(tag for tag in person.tags if tag not in RHYTHMS)
    contact = Contact(name, tuple(details), tags, _uid(chance), photos=(picture,))
    return Sketch(contact, person.given, person.she, rhythm, person.organisation, told=True)


def _told_details(person: Told, day: date) -> Iterator[Detail]:
    if person.title:
        yield Detail(DetailKind.TITLE, (person.title,))
    if person.organisation:
        yield Detail(DetailKind.ORGANISATION, (person.organisation,))
    for label, number in person.phones:
        yield Detail(DetailKind.PHONE, (number,), label)
    for label, address in person.emails:
        yield Detail(DetailKind.EMAIL, (address,), label)
    yield _address(person.place, "work" if person.organisation else "home")
    if person.url:
        yield Detail(DetailKind.URL, (person.url,), "work")
    handle = f"{_slug(person.given)}.{_slug(person.family)}"
    yield Detail(DetailKind.MESSENGER, (handle, "Signal"))
    if person.birthday:
        yield Detail(DetailKind.DATE, (_told_birthday(person.birthday, day),), "birthday")
    yield Detail(DetailKind.HOW_MET, (person.how_met,))
    yield Detail(DetailKind.NOTE, (person.note,))


def _organisation(name: str, kind: Workplaces, chance: Random) -> Sketch:
    host = _host(name)
    details = (
        Detail(DetailKind.EMAIL, (f"hello@{host}",), "work"),
        Detail(DetailKind.URL, (f"https://{host}",), "work"),
    )
    contact = Contact(
        Name(name), details, _TAGS[kind.kind][:1], _uid(chance), ContactKind.ORGANISATION
    )
    return Sketch(contact, name, True, "", name)


def _free_name(
    culture: Culture, taken: set[str], chance: Random
) -> tuple[tuple[str, str], tuple[str, str], bool]:
    """A given name, a family name nobody has together yet, and whether it is a woman."""
    while True:
        she = chance.random() < 0.5
        given = chance.choice(culture.women if she else culture.men)
        family = chance.choice(culture.family)
        if given[0] + family[0] not in taken:
            taken.add(given[0] + family[0])
            return given, family, she


def _number(patterns: Sequence[str], chance: Random) -> str:
    return re.sub("#", lambda _: str(chance.randrange(10)), chance.choice(patterns))


def _told_birthday(text: str, day: date) -> str:
    """The date that is meant by "40 in 3 days", or the text, which is a date."""
    soon = re.fullmatch(r"(\d+) in (\d+) days", text)
    if soon is None:
        return text
    coming = day + timedelta(days=int(soon[2]))
    return f"{coming.year - int(soon[1])}-{coming:%m-%d}"


def _birthday(day: date, chance: Random) -> str:
    born = date(
        day.year - chance.randrange(24, 74), chance.randrange(1, 13), chance.randrange(1, 29)
    )
    return f"--{born:%m-%d}" if chance.random() < 0.35 else born.isoformat()


def _past_day(day: date, chance: Random) -> str:
    return date(
        day.year - chance.randrange(1, 20), chance.randrange(1, 13), chance.randrange(1, 29)
    ).isoformat()


def _address(place: Sequence[str], label: str) -> Detail:
    street, postcode, locality, country = place
    return Detail(
        DetailKind.ADDRESS, ("", "", street, locality, "", postcode, country), label
    )  # fmt: skip


def _host(organisation: str) -> str:
    return _slug(organisation.replace("&", "and")) + _NETWORK


def _slug(text: str) -> str:
    """`_slug("Wydawnictwo Most") == "wydawnictwo-most"`."""
    return re.sub(r"[^a-z0-9]+", "-", fold(text)).strip("-")


def _uid(chance: Random) -> str:
    return f"urn:uuid:{uuid.UUID(int=chance.getrandbits(128), version=4)}"
