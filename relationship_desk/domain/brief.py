"""A brief: what is good to know of one person on the day one meets them.

Invariant: it holds what was written down and nothing else; the same facts and day give the same
brief, and a heading stands only where there is something under it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time

from relationship_desk.domain.dates import date_in_words, exact_date, plain_date
from relationship_desk.domain.kinds import Channel

COMING_DAYS = 364  # how far ahead a brief looks for days to remember: each of them once


@dataclass(frozen=True, slots=True)
class Reach:
    """One way to reach them: its kind in words, what it is, and its label."""

    kind: str
    text: str
    label: str = ""


@dataclass(frozen=True, slots=True)
class Talk:
    """An entry of the timeline in full; `others` are who else took part."""

    on: date
    at: time | None
    channel: Channel
    text: str
    others: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Owed:
    """A promise or a task, and by when."""

    text: str
    due_on: date | None = None


@dataclass(frozen=True, slots=True)
class Relative:
    """Somebody on the card, and what they are to the person; the relation may be empty."""

    name: str
    relation: str


@dataclass(frozen=True, slots=True)
class Day:
    """A day to remember: "Birthday: turns forty", and how far away: "in 5 days"."""

    on: date
    words: str
    when: str


@dataclass(frozen=True, slots=True)
class Common:
    """Somebody we both know, and why: "2 talks together", "Harbour Museum"."""

    id: int
    name: str
    why: str


@dataclass(frozen=True, slots=True)
class Topic:
    """Something to raise, in the words in which it was noted, and where it was noted."""

    text: str
    source: str


@dataclass(frozen=True, slots=True)
class News:
    """A piece of my own news; since when and how they know, where they do."""

    title: str
    on: date | None = None
    how: str = ""


@dataclass(frozen=True, slots=True)
class Changed:
    """A fact that is another since the last contact; empty texts: not there before, or now."""

    on: date
    what: str
    before: str
    after: str

    @property
    def words(self) -> str:
        """ "e-mail is a@b.example, was c@d.example"."""
        if not self.before:
            return f"{self.what} is new: {self.after}"
        if not self.after:
            return f"{self.what} is gone: {self.before}"
        return f"{self.what} is {self.after}, was {self.before}"


@dataclass(frozen=True, slots=True)
class Brief:
    """Everything that the page says, in its order.

    `care` is a sentence where this is no usual time for the person, or empty. `since` is the day of
    the last contact, from which `changed` counts.
    """

    person_id: int
    name: str
    on: date
    work: str = ""
    called: tuple[str, ...] = ()  # how they are called and spoken of: nickname, pronouns
    standing: str = ""
    circles: tuple[str, ...] = ()
    care: str = ""
    reach: tuple[Reach, ...] = ()
    met: tuple[str, ...] = ()
    since: date | None = None
    talks: tuple[Talk, ...] = ()
    i_owe: tuple[Owed, ...] = ()
    they_owe: tuple[Owed, ...] = ()
    tasks: tuple[Owed, ...] = ()
    topics: tuple[Topic, ...] = ()
    thanks: tuple[str, ...] = ()  # what they did, for which to thank them
    gifts: tuple[str, ...] = ()  # ideas for gifts to them
    family: tuple[Relative, ...] = ()
    days: tuple[Day, ...] = ()
    common: tuple[Common, ...] = ()
    more_in_common: int = 0  # how many more there are than `common` names
    changed: tuple[Changed, ...] = ()
    notes: tuple[str, ...] = ()
    told: tuple[News, ...] = ()  # my news that they know, the newest telling first
    not_told: tuple[News, ...] = ()  # those that are for them and that they do not know


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a section: a short `lead` before it, the text, and an `aside` after it."""

    text: str
    lead: str = ""
    aside: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and what stands under it; never empty."""

    title: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Page:
    """A page as it is shown, whatever shows it: every text is plain."""

    title: str
    made: str  # "Brief for Tuesday 3 March 2026"
    under: tuple[str, ...]  # the lines under the name
    care: str
    sections: tuple[Section, ...]
    calm: str  # the sentence where nothing is written down yet, or empty


def page_section(title: str, lines: Sequence[Line]) -> Section | None:
    """A heading with its lines; None where there are none."""
    return Section(title, tuple(lines)) if lines else None


def page_of(brief: Brief) -> Page:
    """What the page says."""
    under = [brief.work, " · ".join(brief.called), _standing(brief)]
    found = (
        ("How to reach", _reach(brief)),
        ("How we met", [Line(text) for text in brief.met]),
        ("What happened last", _talks(brief)),
        ("Promises", _promises(brief)),
        ("Open tasks", [_owed(task, "", brief.on) for task in brief.tasks]),
        ("Topics to raise", [Line(topic.text, "", topic.source) for topic in brief.topics]),
        ("To thank for", [Line(text) for text in brief.thanks]),
        ("Gift ideas", [Line(text) for text in brief.gifts]),
        ("Your updates", _news(brief)),
        ("Family and dates", _family(brief)),
        ("People in common", _common(brief)),
        (f"Changed since {_since(brief)}", _changed(brief)),
        ("Notes", [Line(note) for note in brief.notes]),
    )
    sections = tuple(s for title, lines in found if (s := page_section(title, lines)) is not None)
    calm = ""
    if not sections:
        calm = (
            f"Nothing is written down about {brief.name} yet. Ask what you would like to know, "
            "and write a line afterwards: it stands here the next time."
        )
    return Page(
        brief.name,
        f"Brief for {exact_date(brief.on)}",
        tuple(line for line in under if line),
        brief.care,
        sections,
        calm,
    )


def text_of(page: Page) -> str:
    """The page as plain text, for a terminal, a mail or the clipboard."""
    blocks = ["\n".join([page.title, *page.under, page.made])]
    blocks += [part for part in (page.care, page.calm) if part]
    for section in page.sections:
        rows = [section.title.upper()]
        for line in section.lines:
            words = " – ".join(part for part in (line.lead, line.text) if part)
            whole = f"{words} ({line.aside})" if line.aside else words
            first, *rest = whole.splitlines() or [""]
            rows += [f"  {first}", *(f"    {more}".rstrip() for more in rest)]
        blocks.append("\n".join(rows))
    return "\n\n".join(blocks) + "\n"


def _standing(brief: Brief) -> str:
    circles = [name for name in brief.circles if not brief.standing.startswith(f"{name} ·")]
    return " · ".join(part for part in (", ".join(circles), brief.standing) if part)


def _reach(brief: Brief) -> list[Line]:
    """A line for each kind, which names all of them."""
    ways: dict[str, list[str]] = {}
    for reach in brief.reach:
        said = f"{reach.text} ({reach.label})" if reach.label else reach.text
        ways.setdefault(reach.kind, []).append(said)
    return [Line(" · ".join(said), kind) for kind, said in ways.items()]


def _talks(brief: Brief) -> list[Line]:
    lines = []
    for talk in brief.talks:
        clock = f" at {talk.at:%H:%M}" if talk.at is not None else ""
        ago = date_in_words(talk.on, brief.on)
        lead = f"{plain_date(talk.on)}{clock}, {ago}, {talk.channel.noun}"
        others = f"with {', '.join(talk.others)}" if talk.others else ""
        lines.append(Line(talk.text, lead, others))
    return lines


def _promises(brief: Brief) -> list[Line]:
    mine = [_owed(owed, "I owe", brief.on) for owed in brief.i_owe]
    return mine + [_owed(owed, "They owe me", brief.on) for owed in brief.they_owe]


def _owed(owed: Owed, lead: str, on: date) -> Line:
    if owed.due_on is None:
        return Line(owed.text, lead)
    return Line(owed.text, lead, f"by {plain_date(owed.due_on)}, {date_in_words(owed.due_on, on)}")


def _news(brief: Brief) -> list[Line]:
    """What there is to tell comes first."""
    lines = [Line(news.title, "Not told yet") for news in brief.not_told]
    for news in brief.told:
        when = f"{plain_date(news.on)}, {news.how}" if news.on is not None else news.how
        lines.append(Line(news.title, "Told", when))
    return lines


def _family(brief: Brief) -> list[Line]:
    related = [Line(relative.name, relative.relation) for relative in brief.family]
    return related + [Line(day.words, plain_date(day.on), day.when) for day in brief.days]


def _common(brief: Brief) -> list[Line]:
    lines = [Line(common.name, "", common.why) for common in brief.common]
    if brief.more_in_common:
        lines.append(Line(f"and {brief.more_in_common:,} more"))
    return lines


def _since(brief: Brief) -> str:
    return plain_date(brief.since) if brief.since is not None else ""


def _changed(brief: Brief) -> list[Line]:
    return [Line(change.words, plain_date(change.on)) for change in brief.changed]
