"""Occasions: which kinds there are, how long before they are told, and what is said of them.

Invariant: nobody is given an age that is not known, and nobody who died is congratulated.
"""

from __future__ import annotations

import calendar
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from relationship_desk.domain.contact import Detail, DetailKind
from relationship_desk.domain.dates import PartialDate, date_in_words
from relationship_desk.domain.number_words import LARGEST, cardinal, ordinal, years
from relationship_desk.domain.occasion_rules import Rule, first_year
from relationship_desk.domain.text import fold


class OccasionKind(StrEnum):
    """What is remembered. The values are stored; never change one."""

    BIRTHDAY = "birthday"
    NAME_DAY = "name_day"
    WEDDING = "wedding"
    ANNIVERSARY = "anniversary"
    WORK = "work"
    REMEMBRANCE = "remembrance"
    OTHER = "other"

    @property
    def words(self) -> str:
        """What people call it."""
        return _KIND_WORDS[self]

    @property
    def is_cheerful(self) -> bool:
        """Whether it is congratulated on: not in grief, and never after a death."""
        return self is not OccasionKind.REMEMBRANCE


_KIND_WORDS = {
    OccasionKind.BIRTHDAY: "birthday",
    OccasionKind.NAME_DAY: "name day",
    OccasionKind.WEDDING: "wedding anniversary",
    OccasionKind.ANNIVERSARY: "anniversary",
    OccasionKind.WORK: "work anniversary",
    OccasionKind.REMEMBRANCE: "remembrance",
    OccasionKind.OTHER: "other occasion",
}

_THE_DAY_ITSELF = {OccasionKind.WEDDING: "wedding day", OccasionKind.WORK: "first day at work"}

DEATH_LABEL = "death"
UNKNOWN_DAY = "unknown"  # the date of a death of which only the fact is known

# Whole labels, folded, and what they mean. Not their words: "Anna's birthday" on Ida's card is none
# of Ida's, and who notes "Death of her father" does not say that Ida died.
_MEANINGS: dict[str, OccasionKind] = {
    label: kind
    for kind, labels in (
        (OccasionKind.BIRTHDAY, "birthday, birth, born, date of birth, birth date"),
        (OccasionKind.NAME_DAY, "name day, nameday, name's day, saint's day"),
        (OccasionKind.WEDDING, "wedding, wedding day, wedding anniversary, married, marriage"),
        (OccasionKind.ANNIVERSARY, "anniversary"),
        (OccasionKind.WORK, "work anniversary, first day at work, hired"),
        (OccasionKind.REMEMBRANCE, "remembrance, remembrance day"),
    )
    for label in labels.split(", ")
}
_DEATHS = frozenset("death, died, deceased, date of death, day of death, death date".split(", "))


@dataclass(frozen=True, slots=True)
class Occasion:
    """Something that comes back every year. `label` is the user's own word for it, or empty.

    `of_the_dead`: of somebody who died, so that it is remembered and not congratulated on. Their
    death itself is a `REMEMBRANCE` labelled `DEATH_LABEL`.
    """

    kind: OccasionKind
    rule: Rule
    label: str = ""
    of_the_dead: bool = False

    @property
    def title(self) -> str:
        """What it is called in a list: "birthday", "day of death", "first met"."""
        if self.kind is OccasionKind.REMEMBRANCE and self.label == DEATH_LABEL:
            return "day of death"
        return self.label or self.kind.words

    def number_on(self, day: date) -> int | None:
        """How many years it is on that day; None where the year it began is not known."""
        begun = first_year(self.rule)
        if begun is None or not 0 <= day.year - begun <= LARGEST:
            return None
        return day.year - begun

    def counts_on(self, day: date) -> bool:
        """Whether that day is one to remember: a birth or a death itself is none yet."""
        born = self.kind in (OccasionKind.BIRTHDAY, OccasionKind.REMEMBRANCE)
        return not (born and self.number_on(day) == 0)

    def age_on(self, day: date) -> int | None:
        """The age that is reached, or would have been; None where it is not known."""
        return self.number_on(day) if self.kind is OccasionKind.BIRTHDAY else None

    def is_round_on(self, day: date) -> bool:
        """Whether it is a big one: every ten years; 18 and 75; of other days also 1, 5, 25, 75."""
        number = self.number_on(day)
        if not number:
            return False
        others = (18, 75) if self.kind is OccasionKind.BIRTHDAY else (1, 5, 25, 75)
        return number % 10 == 0 or number in others

    def words_on(self, day: date) -> str:
        """What is to say of that day: "turns forty", "ten years since the wedding"."""
        return self._phrase(self.number_on(day))[1]

    def sentence_on(self, day: date, name: str) -> str:
        """The same with a name: "Ida Vale turns forty", "Ida Vale: name day"."""
        is_verb, words = self._phrase(self.number_on(day))
        return f"{name} {words}" if is_verb else f"{name}: {words}"

    def headline_on(self, day: date) -> str:
        """The same by itself, as a title: "Big birthday: turns forty", "Name day"."""
        words = self.words_on(day)
        if self.kind is not OccasionKind.BIRTHDAY or self.of_the_dead:
            return words[:1].upper() + words[1:]
        title = "Big birthday" if self.is_round_on(day) else "Birthday"
        return f"{title}: {words}" if self.number_on(day) else title

    def _phrase(self, number: int | None) -> tuple[bool, str]:
        """Whether the words follow a name as its verb, and the words."""
        if self.kind is OccasionKind.BIRTHDAY:
            return True, self._of_birthday(number)
        if number == 0 and self.kind in _THE_DAY_ITSELF:
            return False, _THE_DAY_ITSELF[self.kind]
        if not number:
            return False, self.title
        if self.kind is OccasionKind.WEDDING:
            return False, f"{years(number)} since the wedding"
        if self.kind is OccasionKind.REMEMBRANCE and self.label:
            what = "the death" if self.label == DEATH_LABEL else self.label
            return False, f"{years(number)} since {what}"
        if self.kind is OccasionKind.WORK:
            return False, f"{years(number)} at {self.label or 'work'}"
        if self.kind is OccasionKind.ANNIVERSARY and not self.label:
            return False, f"{ordinal(number)} anniversary"
        return False, f"{self.title}, {years(number)} on"

    def _of_birthday(self, number: int | None) -> str:
        if self.of_the_dead:
            return f"would have turned {cardinal(number)}" if number else "was born on this day"
        return f"turns {cardinal(number)}" if number else "has a birthday"


def occasion_of(detail: Detail) -> Occasion | None:
    """What a card's date is to remember; None for one without a label or without a month."""
    if detail.kind is not DetailKind.DATE or not detail.label.strip():
        return None
    day = PartialDate.parse(detail.parts[0])
    if day is None or day.month is None:
        return None
    if is_death(detail):
        return Occasion(OccasionKind.REMEMBRANCE, day, DEATH_LABEL, of_the_dead=True)
    kind = kind_of_label(detail.label)
    return Occasion(kind, day, detail.label.strip() if kind is OccasionKind.OTHER else "")


def kind_of_label(label: str) -> OccasionKind:
    """The kind that a label of a date names: "Wedding day" is a wedding.

    Of several words, as a merge leaves them, the first that means something.
    """
    found = (_MEANINGS.get(word) for word in _words_of(label))
    return next((kind for kind in found if kind is not None), OccasionKind.OTHER)


def is_death(detail: Detail) -> bool:
    """Whether a date of a card says that this person died; the day itself may be any text."""
    return detail.kind is DetailKind.DATE and not _DEATHS.isdisjoint(_words_of(detail.label))


def _words_of(label: str) -> list[str]:
    return [fold(word) for word in label.split(",")]


def death_of(details: Iterable[Detail]) -> Detail | None:
    """The date of death; None for somebody who lives as far as is known. A known day first."""
    deaths = [detail for detail in details if is_death(detail)]
    known = (detail for detail in deaths if PartialDate.parse(detail.parts[0]) is not None)
    return next(known, deaths[0] if deaths else None)


def age_between(birth: PartialDate, end: PartialDate) -> int | None:
    """The whole years from a birth to a day; None where either leaves that open."""
    begun, until = first_year(birth), first_year(end)
    if begun is None or until is None or until < begun:
        return None
    if birth.month is None or end.month is None or birth.day is None or end.day is None:
        return None
    return until - begun - ((end.month, end.day) < (birth.month, birth.day))


NEVER = -1  # a lead that says: no reminder at all
LONGEST_LEAD = 300  # days


@dataclass(frozen=True, slots=True)
class Leads:
    """How many days before an occasion of one person to tell of it, nearest setting first."""

    person: dict[OccasionKind, int]
    circles: tuple[int, ...]  # of the circles that the person is in
    kinds: dict[OccasionKind, int]  # as the user prefers it for everybody

    def of(self, kind: OccasionKind, own: int | None = None) -> int:
        """The days, `NEVER` for no reminder: the occasion's `own`, what is set for the person and
        kind, the shortest of the circles, the kind. Where nothing is set, on the day alone."""
        if own is not None:
            return own
        if kind in self.person:
            return self.person[kind]
        return min(self.circles) if self.circles else self.kinds.get(kind, 0)


def leads_of_kinds(stored: Iterable[tuple[str, int]]) -> dict[OccasionKind, int]:
    """The preference `occasion_leads` by kind; what is no kind is left out."""
    known = {kind.value: kind for kind in OccasionKind}
    return {known[name]: days for name, days in stored if name in known}


def when_words(rule: Rule, day: date, today: date) -> str:
    """How far away it is: "today", "in 5 days", "this month", "in April"."""
    if isinstance(rule, PartialDate) and rule.day is None:
        if (day.year, day.month) == (today.year, today.month):
            return "this month"
        year = "" if 0 <= (day - today).days < 300 else f" {day.year}"
        return f"in {calendar.month_name[day.month]}{year}"
    return date_in_words(day, today)
