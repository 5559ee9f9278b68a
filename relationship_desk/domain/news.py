"""The user's own news: who is to be told, who knows, and who is better left in peace.

Invariant: whoever is in a round is in exactly one of its three parts, and nobody who knows, is
grieving or is gone is ever proposed. What was said by hand goes before the rules, but for those
who cannot be told any more.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from relationship_desk.domain.audience import Rule
from relationship_desk.domain.dates import plain_date
from relationship_desk.domain.kinds import Channel
from relationship_desk.domain.text import fold

_SAYS_NOTHING = frozenset(
    "a about an and are at for from has have his her i in is it its me my new of on our re she the "
    "that their them they to was were will with you your".split()
)


class Choice(StrEnum):
    """What was said of somebody by hand. The values are stored; never change one."""

    NONE = ""  # as the rules have it
    ADDED = "added"
    LEFT_OUT = "left_out"


class Spared(StrEnum):
    """Why somebody of the audience is not told. Programs are told the values."""

    DECEASED = "deceased"
    ARCHIVED = "archived"
    BY_HAND = "left_out"
    GRIEVING = "grieving"


@dataclass(frozen=True, slots=True)
class Known:
    """Since when somebody knows. By no entry (`entry_id` None): they heard of it otherwise."""

    on: date
    entry_id: int | None = None
    channel: Channel | None = None

    @property
    def words(self) -> str:
        """How they know: "e-mail", or "heard of it otherwise"."""
        return "heard of it otherwise" if self.channel is None else self.channel.noun


@dataclass(frozen=True, slots=True)
class ByHand:
    """What was said of one person and one piece of news."""

    choice: Choice = Choice.NONE
    draft: str = ""
    later_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody of a round. `why` are the rules that they fit; without any they were added by hand,
    or know without having been asked for."""

    person_id: int
    why: tuple[Rule, ...] = ()
    added: bool = False
    known: Known | None = None
    spared: Spared | None = None
    until: date | None = None  # the end of the grief, where it is known
    later: bool = False

    @property
    def reason(self) -> str:
        """Why they are left out, as a part of a sentence; "" where they are not."""
        if self.spared is Spared.GRIEVING and self.until is not None:
            return f"grieving until {plain_date(self.until)}"
        return "" if self.spared is None else _REASONS[self.spared]


_REASONS = {
    Spared.DECEASED: "has died",
    Spared.ARCHIVED: "in the archive",
    Spared.BY_HAND: "left out by you",
    Spared.GRIEVING: "grieving",
}


@dataclass(frozen=True, slots=True)
class Round:
    """Everybody whom one piece of news concerns. Those put behind come last in `to_tell`."""

    to_tell: tuple[Member, ...] = ()
    told: tuple[Member, ...] = ()
    left_out: tuple[Member, ...] = ()

    @property
    def members(self) -> tuple[Member, ...]:
        """All of them."""
        return self.to_tell + self.told + self.left_out

    @property
    def words(self) -> str:
        """How far it is: "3 of 12 know"."""
        whole = len(self.to_tell) + len(self.told)
        if not whole:
            return "no audience yet"
        if not self.to_tell:
            return "1 person knows" if whole == 1 else f"all {whole} know"
        know = "knows" if len(self.told) == 1 else "know"
        return f"{len(self.told)} of {whole} {know}"


@dataclass(frozen=True, slots=True)
class Facts:
    """What a round is made of: who fits which rules, who knows, and how it stands with people."""

    fits: Mapping[int, tuple[Rule, ...]]
    by_hand: Mapping[int, ByHand] = field(default_factory=dict)
    known: Mapping[int, Known] = field(default_factory=dict)
    dead: AbstractSet[int] = frozenset()
    archived: AbstractSet[int] = frozenset()
    grieving: Mapping[int, date | None] = field(default_factory=dict)

    @property
    def people(self) -> set[int]:
        """Everybody whom it concerns."""
        said = {i for i, hand in self.by_hand.items() if hand.choice is Choice.ADDED}
        return self.fits.keys() | said | self.known.keys()


def make_round(facts: Facts, order: Iterable[int]) -> Round:
    """The round of the people in `order`; who is not named there is left away."""
    to_tell: list[Member] = []
    told: list[Member] = []
    left_out: list[Member] = []
    whom = facts.people
    for person_id in order:
        if person_id not in whom:
            continue
        member = _member(facts, person_id)
        part = told if member.known else left_out if member.spared else to_tell
        part.append(member)
    nobody = ByHand()

    def turn(member: Member) -> tuple[bool, str]:
        later = facts.by_hand.get(member.person_id, nobody).later_at
        return later is not None, later.isoformat() if later else ""

    return Round(tuple(sorted(to_tell, key=turn)), tuple(told), tuple(left_out))


def _member(facts: Facts, person_id: int) -> Member:
    hand = facts.by_hand.get(person_id, ByHand())
    spared, until = None, None
    if person_id in facts.dead:
        spared = Spared.DECEASED
    elif person_id in facts.archived:
        spared = Spared.ARCHIVED
    elif hand.choice is Choice.LEFT_OUT:
        spared = Spared.BY_HAND
    elif person_id in facts.grieving and hand.choice is not Choice.ADDED:
        spared, until = Spared.GRIEVING, facts.grieving[person_id]
    return Member(
        person_id,
        facts.fits.get(person_id, ()),
        hand.choice is Choice.ADDED,
        facts.known.get(person_id),
        spared,
        until,
        hand.later_at is not None,
    )


def news_meant(said: str, titles: Sequence[tuple[int, str]]) -> list[int]:
    """Which pieces of news words like "the atlas is out" may be about, in the order of `titles`.

    One fits where all that it is called stands in the words, or all words in what it is called;
    words that say nothing of their own do not count.
    """
    words = _words(said)
    return [
        news_id
        for news_id, title in titles
        if words and (called := _words(title)) and (words <= called or called <= words)
    ]


def _words(text: str) -> set[str]:
    cleaned = "".join(c if c.isalnum() else " " for c in fold(text))
    return {word for word in cleaned.split() if word not in _SAYS_NOTHING}
