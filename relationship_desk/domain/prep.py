"""The prep sheet of an event: what is good to have in mind, or on paper, when one arrives.

Invariant: it holds what was written down and three questions; the same facts and day give the same
sheet, and a heading stands only where there is something under it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time

from relationship_desk.domain.brief import Line, Page, page_section
from relationship_desk.domain.dates import date_in_words, exact_date, plain_date

QUESTIONS = 3


@dataclass(frozen=True, slots=True)
class Target:
    """Somebody to talk with: why, how to begin, and who can introduce the user, a line each."""

    id: int
    name: str
    work: str = ""
    why: str = ""
    opening: str = ""
    ways: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Acquaintance:
    """Somebody the user knows there or nearby, and why they are on the sheet: "speaks"."""

    id: int
    name: str
    why: str
    work: str = ""
    talk: str = ""  # the last one, with its day
    looks_for: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class OpenPromise:
    """What is owed, one way or the other, and by when."""

    words: str  # "I owe Ida Vale"
    text: str
    due_on: date | None = None


@dataclass(frozen=True, slots=True)
class Prep:
    """Everything that the sheet says, in its order."""

    event_id: int
    name: str
    on: date  # the day on which it was made
    starts_on: date
    ends_on: date
    starts_time: time | None = None
    kind: str = ""
    place: str = ""
    host: str = ""
    link: str = ""
    cost: str = ""
    goals: tuple[str, ...] = ()
    targets: tuple[Target, ...] = ()
    known: tuple[Acquaintance, ...] = ()
    more_known: int = 0  # how many more there are than `known` names
    promises: tuple[OpenPromise, ...] = ()
    questions: tuple[str, ...] = ()
    offers: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    before: tuple[str, ...] = ()  # earlier editions, a line each


def questions_of(own: Sequence[str], usual: Sequence[str]) -> tuple[str, ...]:
    """Three questions: the user's own first, then the usual ones."""
    return tuple(dict.fromkeys([*own, *usual]))[: max(QUESTIONS, len(own))]


def split_notes(notes: str) -> tuple[list[str], list[str]]:
    """Lines of notes: those that ask something, and the others."""
    lines = [line.strip() for line in notes.splitlines() if line.strip()]
    asked = [line for line in lines if line.endswith("?")]
    return asked, [line for line in lines if line not in asked]


def when_words(starts_on: date, ends_on: date, at: time | None) -> str:
    """ "Thursday 12 March 2026 at 09:30", "12 March 2026 to 14 March 2026"."""
    clock = f" at {at:%H:%M}" if at is not None else ""
    if ends_on == starts_on:
        return f"{exact_date(starts_on)}{clock}"
    return f"{plain_date(starts_on)}{clock} to {plain_date(ends_on)}"


def page_of_prep(prep: Prep) -> Page:
    """What the sheet says."""
    when = when_words(prep.starts_on, prep.ends_on, prep.starts_time)
    under = (
        " · ".join(part for part in (prep.kind, when) if part),
        " · ".join(part for part in (prep.place, prep.host, prep.cost) if part),
        prep.link,
    )
    found = (
        ("What for", [Line(goal) for goal in prep.goals]),
        ("Whom to meet", [_target(target) for target in prep.targets]),
        ("Whom you know there", _known(prep)),
        ("Open promises", [_promise(promise, prep.on) for promise in prep.promises]),
        ("Questions to ask", [Line(question) for question in prep.questions]),
        ("What you can offer", [Line(offer) for offer in prep.offers]),
        ("Notes", [Line(note) for note in prep.notes]),
        ("The years before", [Line(line) for line in prep.before]),
    )
    sections = tuple(s for title, lines in found if (s := page_section(title, lines)) is not None)
    calm = ""
    if not prep.targets and not prep.known:
        calm = (
            "Nobody is on the list yet. Add whom you would like to meet there: the sheet finds "
            "who can introduce you."
        )
    days = date_in_words(prep.starts_on, prep.on)
    made = f"Prep sheet of {exact_date(prep.on)}"
    made += f": it begins {days}" if prep.starts_on > prep.on else ""
    return Page(prep.name, made, tuple(line for line in under if line), "", sections, calm)


def _target(target: Target) -> Line:
    rows = [
        " – ".join(part for part in (target.name, target.work) if part),
        target.why,
        f"To begin: {target.opening}" if target.opening else "",
        *target.ways,
    ]
    return Line("\n".join(row for row in rows if row))


def _known(prep: Prep) -> list[Line]:
    lines = []
    for one in prep.known:
        rows = [
            f"{' – '.join(part for part in (one.name, one.work) if part)} ({one.why})",
            one.talk,
            *(f"Looks for {need}" for need in one.looks_for),
        ]
        lines.append(Line("\n".join(row for row in rows if row)))
    if prep.more_known:
        lines.append(Line(f"and {prep.more_known:,} more"))
    return lines


def _promise(promise: OpenPromise, on: date) -> Line:
    due = promise.due_on
    by = f"by {plain_date(due)}, {date_in_words(due, on)}" if due is not None else ""
    return Line(promise.text, promise.words, by)
