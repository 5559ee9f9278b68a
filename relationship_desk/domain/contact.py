"""A person as the desk, a card or a form sees it: a name, details and tags."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from relationship_desk.domain.dates import PartialDate
from relationship_desk.domain.rhythm import NO_OWN_FACTS, OwnFacts


class DetailKind(StrEnum):
    """What a detail is. The values are stored; never change one."""

    NICKNAME = "nickname"
    ORGANISATION = "organisation"
    TITLE = "title"
    ROLE = "role"
    PHONE = "phone"
    EMAIL = "email"
    ADDRESS = "address"
    URL = "url"
    DATE = "date"
    NOTE = "note"
    HOW_MET = "how_met"
    PHOTO = "photo"
    PHONETIC = "phonetic"
    SORT_AS = "sort_as"
    MESSENGER = "messenger"
    SOCIAL = "social"
    RELATED = "related"
    LANGUAGE = "language"
    GENDER = "gender"
    PRONOUNS = "pronouns"
    TIME_ZONE = "time_zone"
    GEO = "geo"
    CALENDAR = "calendar"
    LOGO = "logo"
    INTEREST = "interest"

    __hash__ = str.__hash__  # Enum's own is Python, and facts are looked up by their kind

    @property
    def word(self) -> str:
        """What people call it, for lists of facts."""
        return _WORDS.get(self.value) or self.value.replace("_", " ")


_WORDS = {
    "email": "e-mail",
    "url": "web",
    "how_met": "how met",
    "phonetic": "phonetic name",
    "sort_as": "sorted as",
    "social": "social profile",
    "related": "related person",
    "geo": "place",
}

# Kinds whose one part is the SHA-256 of a picture.
PICTURES = frozenset({DetailKind.PHOTO, DetailKind.LOGO})
# Kinds with a second part that says more about the first: the service, the sex.
_EXPLAINED = frozenset({DetailKind.MESSENGER, DetailKind.SOCIAL, DetailKind.GENDER})


# The parts of an address, in the order of RFC 6350 section 6.3.1.
ADDRESS_PARTS = ("po_box", "extended", "street", "locality", "region", "postcode", "country")

# Between the parts of a structured value in a store column: ASCII's own unit separator.
UNIT_SEPARATOR = "\x1f"


class Name(NamedTuple):
    """A name: `full` is what is shown; the five others are RFC 6350 section 6.2.2's components."""

    full: str = ""
    prefix: str = ""
    given: str = ""
    additional: str = ""
    family: str = ""
    suffix: str = ""

    def composed(self) -> str:
        """The full name made of the components, for when no full name was given."""
        parts = (self.prefix, self.given, self.additional, self.family, self.suffix)
        return " ".join(p for p in parts if p)

    def sort_text(self) -> str:
        """What a list is sorted by: family name first, where there is one."""
        if self.family:
            return " ".join(p for p in (self.family, self.given, self.additional) if p)
        return self.full


class Detail(NamedTuple):
    """One fact about a person that a card holds in one line.

    A tuple, as all that an import makes of each card: frozen dataclasses take five times as long
    to make.

    `parts` has one element for plain kinds; seven for an address (`ADDRESS_PARTS`); the name and
    then any number of units for an organisation. A date is `PartialDate` text ("1985-04-12",
    "--04-12", "1985") or, where it could not be understood, the text as it was. A photo or logo is
    the SHA-256 (hex) of its bytes. A messenger or social profile is the handle or address and,
    where it is known, the service; a gender is what it is called and, where a card gives both, the
    sex; a geo is "latitude,longitude" or a text. A related person's label is the relation, a
    phonetic name's label the part of the name.

    `label` is what is shown: "work", "home", "mobile", "birthday", a user's own word, or "" for
    none; several are joined with ", ".
    """

    kind: DetailKind
    parts: tuple[str, ...]
    label: str = ""
    preferred: bool = False

    @property
    def value(self) -> str:
        """The stored form: the parts between unit separators."""
        return UNIT_SEPARATOR.join(self.parts)

    @property
    def text(self) -> str:
        """One readable line."""
        parts = [p.strip() for p in self.parts if p.strip()]
        if self.kind in _EXPLAINED and len(parts) > 1:
            return f"{parts[0]} ({', '.join(parts[1:])})"
        return ", ".join(parts) if self.kind is not DetailKind.NOTE else "\n".join(parts)

    @property
    def told(self) -> str:
        """The same with its label, for two that are compared: "22 April 1991 (birthday)"."""
        if self.kind in PICTURES:
            return "a picture"
        day = PartialDate.parse(self.parts[0]) if self.kind is DetailKind.DATE else None
        text = self.text if day is None else day.in_words()
        return f"{text} ({self.label})" if self.label else text

    @staticmethod
    def of(kind: DetailKind, value: str, label: str = "", preferred: bool = False) -> Detail:
        """A detail from its stored form."""
        return Detail(kind, tuple(value.split(UNIT_SEPARATOR)), label, preferred)


@dataclass(frozen=True, slots=True)
class Photo:
    """The original bytes of a picture; `sha256` (hex) is its key everywhere."""

    sha256: str
    media_type: str
    data: bytes


class ContactKind(StrEnum):
    """What a card stands for. The values are stored; never change one."""

    PERSON = "person"
    ORGANISATION = "organisation"
    GROUP = "group"


class Contact(NamedTuple):
    """What is known of one person, without identity in a store."""

    name: Name
    details: tuple[Detail, ...] = ()
    tags: tuple[str, ...] = ()
    uid: str = ""
    kind: ContactKind = ContactKind.PERSON
    photos: tuple[Photo, ...] = ()
    own: OwnFacts = NO_OWN_FACTS
    members: tuple[str, ...] = ()  # of a group: the identifiers of the people in it

    def all(self, kind: DetailKind) -> tuple[Detail, ...]:
        """The details of one kind, in their order."""
        return tuple(d for d in self.details if d.kind is kind)
