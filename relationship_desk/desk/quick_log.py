"""A quick-log line against the people of the desk: who is meant, and what would be written.

Invariant: nobody is taken for somebody else silently; a name that fits several or nobody is told,
and then there is nothing to save.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time
from functools import cache

from relationship_desk.desk.commands.gifts import GiftForm
from relationship_desk.desk.commands.promises import PromiseForm
from relationship_desk.desk.commands.quick_log import QuickLogForm
from relationship_desk.desk.commands.tasks import TaskForm
from relationship_desk.desk.commands.thanks import KindnessForm
from relationship_desk.desk.commands.timeline import InteractionForm
from relationship_desk.desk.quick_words import quick_words
from relationship_desk.domain.news import news_meant
from relationship_desk.domain.quicklog.line import PieceKind, QuickLine, SaidPromise
from relationship_desk.domain.quicklog.parsing import parse_line
from relationship_desk.domain.text import fold
from relationship_desk.store.naming import Meant, Names

EXAMPLE = "called Ida yesterday re slides; owe her the intro by Friday"


@dataclass(frozen=True, slots=True)
class Who:
    """A name of the line. `chosen` is who it is, where that is certain; `is_new`: to be made."""

    typed: str
    candidates: tuple[Meant, ...]
    chosen: Meant | None
    is_new: bool = False


@dataclass(frozen=True, slots=True)
class ToldNews:
    """What was told, as typed. `news` (id and title) is the update that it is, where that is
    certain or was said; else it stays words alone, whichever `candidates` there are."""

    words: str
    candidates: tuple[tuple[int, str], ...] = ()
    news: tuple[int, str] | None = None


@dataclass(frozen=True, slots=True)
class Understood:
    """What a line comes to. `who` by its names; `whom` those of promises, None for the first."""

    said: QuickLine
    who: tuple[Who, ...]
    whom: tuple[Who | None, ...]
    today: date
    told: tuple[ToldNews, ...] = ()

    @property
    def names(self) -> tuple[Who, ...]:
        """Every name of the line, each once."""
        found = {fold(who.typed): who for who in (*self.who, *self.whom) if who is not None}
        return tuple(found.values())

    @property
    def doubtful(self) -> Who | None:
        """The first name that fits several people, or nobody."""
        return next((who for who in self.names if who.chosen is None and not who.is_new), None)

    @property
    def problem(self) -> str:
        """A sentence: why it cannot be saved yet; empty where it can."""
        said, doubtful = self.said, self.doubtful
        if not said.line.strip():
            return f"Type what happened, and with whom: “{EXAMPLE}”."
        if doubtful is not None and doubtful.candidates:
            return f"“{doubtful.typed}” fits {len(doubtful.candidates)} people. Say which one."
        if doubtful is not None:
            return f"Nobody here is called “{doubtful.typed}”."
        if not self.names:
            return "This is about nobody yet. Say with whom it was, as in “called Ida yesterday”."
        if not self.who and (
            said.has_entry or said.noted or any(whom is None for whom in self.whom)
        ):
            return "Say with whom it was, as in “called Ida yesterday”."
        if not (said.has_entry or said.promises or said.step or said.noted):
            return f"Say what happened with {self.names[0].typed}, or what comes next."
        return ""

    def counting(self, now: time) -> str:
        """From when a contact counts that is yet to come, in a few words; empty for all others.

        By the day, as `store/last_contact` reads it, so one of this evening counts already.
        """
        said = self.said
        if not said.has_entry or not said.how[0].counts:
            return ""
        on = said.on or self.today
        if on > self.today:
            return "counts from then on"
        later = on == self.today and said.at is not None and said.at > now
        return "counts from now on" if later else ""

    def form(self) -> QuickLogForm:
        """What is to be written. Only where there is no problem."""
        new = [who for who in self.names if who.is_new]
        ids = {fold(who.typed): -1 - place for place, who in enumerate(new)}
        ids |= {fold(who.typed): who.chosen.id for who in self.names if who.chosen is not None}
        people = tuple(dict.fromkeys(ids[fold(who.typed)] for who in self.who))
        promises = [
            PromiseForm(person_id, promise.text, promise.direction, promise.due_on)
            for promise, whom in zip(self.said.promises, self.whom, strict=True)
            for person_id in _of(promise, people if whom is None else (ids[fold(whom.typed)],))
        ]
        said, step = self.said, None
        if said.step is not None:
            about = people[:1] or tuple(ids.values())[:1]
            clock = said.step.at if said.step.due_on else None
            step = TaskForm(said.step.text, about[0], said.step.due_on, clock)
        kindnesses, ideas = self._noted(people)
        return QuickLogForm(
            self._entry(people),
            tuple(promises),
            step,
            tuple(who.typed for who in new),
            kindnesses,
            ideas,
        )

    def _noted(
        self, people: tuple[int, ...]
    ) -> tuple[tuple[KindnessForm, ...], tuple[GiftForm, ...]]:
        """What the first person of the line did, and what might be given to them."""
        on = self.said.on or self.today
        of = {
            kind: [noted.text for noted in self.said.noted if noted.kind is kind]
            for kind in (PieceKind.KINDNESS, PieceKind.GIFT)
        }
        return (
            tuple(KindnessForm(people[0], text, on) for text in of[PieceKind.KINDNESS]),
            tuple(GiftForm(people[0], text) for text in of[PieceKind.GIFT]),
        )

    def _entry(self, people: tuple[int, ...]) -> InteractionForm | None:
        said = self.said
        if not said.has_entry:
            return None
        told = f"Told: {said.told}" if said.told else ""
        channel, direction = said.how
        return InteractionForm(
            people,
            "\n".join(part for part in (said.text, told) if part),
            said.on or self.today,
            said.at,
            channel,
            direction,
            told=tuple(dict.fromkeys(told.news[0] for told in self.told if told.news)),
        )


def understand(
    names: Names,
    line: str,
    today: date,
    chosen: Mapping[str, int] | None = None,
    new: Collection[str] = (),
    *,
    news: Sequence[tuple[int, str]] = (),
    told: Mapping[str, int | None] | None = None,
) -> Understood:
    """Read a line. `chosen`: who is meant by a folded name; `new`: folded names to be made; `news`:
    id and title of the updates that may have been told; `told`: which of them folded words mean,
    None for words alone."""

    @cache
    def knows(name: str) -> bool:
        return fold(name) in new or names.is_called(name)

    @cache
    def who(name: str) -> Who:
        key = fold(name)
        found = tuple(names.meant(name))
        if key in new and not found:
            return Who(name, (), None, is_new=True)
        wanted = (chosen or {}).get(key)
        one = next((meant for meant in found if meant.id == wanted), None)
        return Who(name, found, one or (found[0] if len(found) == 1 else None))

    said = parse_line(line, quick_words(), today, knows)
    whom = tuple(who(promise.whom) if promise.whom else None for promise in said.promises)
    updates = tuple(_told(words, news, told or {}) for words in said.told.split("; ") if said.told)
    return Understood(said, tuple(who(name) for name in said.names), whom, today, updates)


def _told(words: str, news: Sequence[tuple[int, str]], told: Mapping[str, int | None]) -> ToldNews:
    titles, fits = dict(news), news_meant(words, news)
    meant = told.get(fold(words), fits[0] if len(fits) == 1 else None)
    title = None if meant is None else titles.get(meant)
    one = None if meant is None or title is None else (meant, title)
    return ToldNews(words, tuple((i, titles[i]) for i in fits), one)


def _of(promise: SaidPromise, people: tuple[int, ...]) -> tuple[int, ...]:
    return people if promise.everybody else people[:1]
