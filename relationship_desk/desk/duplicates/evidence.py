"""What two people have in common beside their names, what speaks against it, and the score.

Invariant: a name alone never makes a pair, nor does what a household shares without a name.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from relationship_desk.desk.duplicates.naming import Naming, relate
from relationship_desk.desk.duplicates.profiles import Profile
from relationship_desk.desk.phones import is_landline
from relationship_desk.desk.transfer.facts import birthdays_differ

LEAST = 60  # points from which a pair is shown
_HINTED = 50  # what an import took for possibly the same is shown as this at least
_MOST = 99
_HOUSEHOLD = 22  # all together that one household shares
_FEW = 3  # more people than this at one address share it
_SHARED_BOXES = frozenset(
    "family familie famille familia info office contact kontakt mail hello home post team "
    "sales support admin service".split()
)

_WORDS = ((90, "almost certainly"), (75, "very likely"), (LEAST, "likely"), (0, "possibly"))

Key = tuple[str, object]


@dataclass(frozen=True, slots=True)
class Pair:
    """Two people who may be one, `person_id` the smaller id; why, in sentences; 0 to 99 points."""

    person_id: int
    other_id: int
    score: int
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What only the whole store knows: how many people have a key, and which names are common."""

    holders: Mapping[Key, int]
    is_common: Callable[[str], bool]


def score_words(score: int) -> str:
    """The score as people say it."""
    return next(words for least, words in _WORDS if score >= least)


def judge(one: Profile, other: Profile, around: Surroundings) -> Pair | None:
    """The pair, or None where they are hardly one person. `one.id` is the smaller."""
    hinted = one.maybe_same_as == other.id or other.maybe_same_as == one.id
    naming = relate(one.written, other.written, around.is_common)
    blocked = naming is Naming.DIFFERENT or birthdays_differ(
        list(one.birthdays), list(other.birthdays)
    )
    score, reasons = (0, list[str]()) if blocked else _score(naming, one, other, around)
    if score < LEAST and not hinted:
        return None
    if hinted:
        score = max(score, _HINTED)
        reasons.append("An import brought one of them as possibly the other.")
    return Pair(one.id, other.id, min(score, _MOST), tuple(reasons))


def _score(
    naming: Naming, one: Profile, other: Profile, around: Surroundings
) -> tuple[int, list[str]]:
    own, own_reasons = _own(one, other, around)
    household, shared_reasons = _household(one, other, around)
    weak, weak_reasons = _weak(one, other)
    if naming is Naming.NAMELESS:
        # Nothing but an address or number of their own can speak for who has no name.
        household = weak = 0
    elif naming is Naming.SHORT and not own:
        household = 0  # Anna and Anne may well live together
    points = naming.points + own + min(household, _HOUSEHOLD) + weak
    if not own and _differ(one, other):
        points -= 8
    if not own and not household and not weak:
        return 0, []
    return points, [naming.sentence, *own_reasons, *shared_reasons, *weak_reasons]


def _own(one: Profile, other: Profile, around: Surroundings) -> tuple[int, list[str]]:
    """What people do not share, or only by mistake."""
    points, reasons = 0, []
    for email in sorted(one.emails & other.emails):
        if not _is_shared_box(email) and around.holders["email", email] <= _FEW:
            points += 45 if not points else 10
            reasons.append(f"Both have the e-mail address {email}.")
    for number in sorted(one.phones & other.phones):
        if _is_own_number(number, one, other, around):
            points += 40 if not points else 10
            reasons.append(f"Both have the number {number}.")
    if one.uid and one.uid == other.uid:
        points += 40
        reasons.append("Both came with the same identifier.")
    if any(day.year and day.month and day.day and day in other.birthdays for day in one.birthdays):
        points += 40
        reasons.append("The birthday is the same.")
    for link in sorted(one.links & other.links):
        if around.holders["url", link] <= _FEW:
            points += 22
            reasons.append(f"Both have the address {link}.")
    if not one.photos.isdisjoint(other.photos):
        points += 30
        reasons.append("The picture is the same.")
    return points, reasons


def _household(one: Profile, other: Profile, around: Surroundings) -> tuple[int, list[str]]:
    """What people who live or work together share."""
    points, reasons = 0, []
    for email in sorted(one.emails & other.emails):
        if _is_shared_box(email) or around.holders["email", email] > _FEW:
            points += 20
            reasons.append(f"Both have the e-mail address {email}, which several may read.")
    for number in sorted(one.phones & other.phones):
        if not _is_own_number(number, one, other, around):
            points += 20
            reasons.append(f"Both have the number {number}, which several may answer.")
    if not one.places.isdisjoint(other.places):
        points += 20
        reasons.append("The postal address is the same.")
    return points, reasons


def _weak(one: Profile, other: Profile) -> tuple[int, list[str]]:
    """What many people have in common."""
    points, reasons = 0, []
    name = " ".join(sorted(one.written.words))
    for organisation in sorted(one.organisations & other.organisations):
        if " ".join(sorted(organisation.split())) != name:  # not a company named by itself
            points = 18
            reasons = [f"Both belong to {organisation.title()}."]
    if any(_same_day(a, b) for a in one.birthdays for b in other.birthdays):
        points += 12
        reasons.append("The day of the birthday is the same; one of them has no year.")
    return points, reasons


def _same_day(one: object, other: object) -> bool:
    mine = (getattr(one, "month", None), getattr(one, "day", None))
    years = (getattr(one, "year", None), getattr(other, "year", None))
    theirs = (getattr(other, "month", None), getattr(other, "day", None))
    return None not in mine and mine == theirs and None in years


def _differ(one: Profile, other: Profile) -> bool:
    """Whether both have an address or number of their own, and it is another."""
    mails = one.emails and other.emails and one.emails.isdisjoint(other.emails)
    mine, theirs = one.own_phones, other.own_phones
    return bool(mails or (mine - theirs and theirs - mine))


def _is_shared_box(email: str) -> bool:
    box = email.partition("@")[0]
    return any(word in _SHARED_BOXES for word in box.replace(".", "-").split("-"))


def _is_own_number(number: str, one: Profile, other: Profile, around: Surroundings) -> bool:
    if number in one.place_phones or number in other.place_phones:
        return False
    return around.holders["phone", number] <= _FEW and not is_landline(number)
