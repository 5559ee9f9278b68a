"""Playbooks: what to do for somebody to whom something happened, and in which words.

A playbook is a text file in TOML. Invariant: what `parse_playbook` returns can be used whole: its
steps have words, and every text in every tone fills without a brace left over.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Any, NoReturn, TypeVar

from relationship_desk.domain.errors import UserError
from relationship_desk.domain.kinds import Channel
from relationship_desk.domain.wording import check_wording, fields_in, fill

EARLIEST, LATEST = -366, 3660  # days from what happened
_KEY = re.compile(r"[a-z0-9]+(_[a-z0-9]+)*")
_IN_A_MESSAGE = re.compile(r"^(.*) \(at line (\d+), column \d+\)$")
_STEPS = "[[steps]]"
_ASKED = ("what", "place", "years")
_TOP = ("key", "title", "mood", "recognise", "avoid", "occasions", "grief_days", "ask", "steps")
_OF_A_STEP = ("days", "words", "via", "close", "friendly", "formal")
_Kind = TypeVar("_Kind", bound=StrEnum)


class Mood(StrEnum):
    """What kind of news it is. The values stand in files; never change one."""

    JOY = "joy"
    GRIEF = "grief"
    TROUBLE = "trouble"


class Tone(StrEnum):
    """How near the words are. The values stand in files; never change one."""

    CLOSE = "close"
    FRIENDLY = "friendly"
    FORMAL = "formal"


class PlaybookError(UserError):
    """A playbook that cannot be used; the sentence names the file and the line."""

    exit_code = 3


@dataclass(frozen=True, slots=True)
class Step:
    """One thing to do, so many days after the day of what happened (negative: before).

    `texts` holds a text for each tone, or nothing where there is nothing to send.
    """

    days: int
    words: str
    via: Channel | None = None
    texts: Mapping[Tone, str] | None = None

    @property
    def when(self) -> str:
        """How far away it is, in words: "at once", "after a week"."""
        if self.days == 0:
            return "at once"
        return f"{_span(abs(self.days))} before" if self.days < 0 else f"after {_span(self.days)}"


@dataclass(frozen=True, slots=True)
class Playbook:
    """What to do when something happened, the soonest step first; `grief_days` proposes a time
    without cheer."""

    key: str
    title: str
    mood: Mood
    avoid: str
    steps: tuple[Step, ...]
    recognise: tuple[str, ...] = ()
    ask: tuple[tuple[str, str], ...] = ()  # field and what it is called here
    occasions: tuple[str, ...] = ()  # kinds of occasions it is for
    grief_days: int = 0

    @property
    def fields(self) -> frozenset[str]:
        """The fields that its words and texts ask for."""
        texts = [text for step in self.steps for text in (step.texts or {}).values()]
        return frozenset().union(*(fields_in(text) for text in texts + self._words()))

    def label(self, field: str) -> str:
        """What a field is called in this playbook: "Name of the child"."""
        return dict(self.ask).get(field, _LABELS[field])

    def _words(self) -> list[str]:
        return [step.words for step in self.steps]


@dataclass(frozen=True, slots=True)
class Planned:
    """A step of one person: its day, its words and its text ("" for none), all filled in."""

    on: date
    words: str
    via: Channel | None
    text: str


_LABELS = {"what": "What it is", "place": "Where", "years": "How many years"}


def plan(
    playbook: Playbook, known: Mapping[str, str], tone: Tone, on: date, today: date
) -> tuple[Planned, ...]:
    """The steps with their days, in their order; what would have been before today is today."""
    return tuple(
        Planned(
            max(on + timedelta(days=step.days), today),
            fill(step.words, known),
            step.via,
            fill(step.texts[tone], known) if step.texts else "",
        )
        for step in playbook.steps
    )


def parse_playbook(text: str, file: str) -> Playbook:
    """Read a playbook; `file` is its name for messages. Raises `PlaybookError`."""
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        found = _IN_A_MESSAGE.match(str(error))
        what, line = (found[1], int(found[2])) if found else (str(error), text.count("\n") + 1)
        raise PlaybookError(f"{file}, line {line}: {what}.") from error
    return _Reader(text, file).playbook(table)


def as_toml(playbook: Playbook) -> str:
    """The playbook as a file that `parse_playbook` reads as the same."""
    lines = [
        f"key = {_quoted(playbook.key)}",
        f"title = {_quoted(playbook.title)}",
        f'mood = "{playbook.mood}"',
        f"recognise = [{', '.join(map(_quoted, playbook.recognise))}]",
        f"avoid = {_quoted(playbook.avoid)}",
    ]
    if playbook.occasions:
        lines.append(f"occasions = [{', '.join(map(_quoted, playbook.occasions))}]")
    if playbook.grief_days:
        lines.append(f"grief_days = {playbook.grief_days}")
    if playbook.ask:
        lines += ["", "[ask]", *(f"{field} = {_quoted(words)}" for field, words in playbook.ask)]
    for step in playbook.steps:
        lines += ["", _STEPS, f"days = {step.days}", f"words = {_quoted(step.words)}"]
        if step.via is not None:
            lines.append(f'via = "{step.via}"')
        for tone, words in (step.texts or {}).items():
            lines.append(f'{tone} = """\n{_many_lines(words)}"""')
    return "\n".join(lines) + "\n"


@dataclass(frozen=True, slots=True)
class _Reader:
    """Takes values out of a table, and says of what does not fit where it stands."""

    text: str
    file: str

    def playbook(self, table: dict[str, Any]) -> Playbook:
        self._only(table, _TOP, None)
        key = self._words(table, "key", None)
        if not _KEY.fullmatch(key):
            self._fail("a key has small letters, digits and _ between them", None, "key")
        steps = table.get("steps", [])
        if not isinstance(steps, list) or not steps or not all(isinstance(s, dict) for s in steps):
            self._fail(f"there are no steps; each begins with {_STEPS}", None, "steps")
        read = [self._step(step, number) for number, step in enumerate(steps)]
        if not any(step.texts for step in read):
            self._fail("no step has a text; one at least needs close, friendly and formal", 0, "")
        return Playbook(
            key,
            self._words(table, "title", None),
            self._one_of(Mood, table, "mood", None),
            self._words(table, "avoid", None),
            tuple(sorted(read, key=lambda step: step.days)),
            self._list(table, "recognise"),
            self._ask(table),
            self._list(table, "occasions"),
            self._number(table, "grief_days", None, 0, LATEST) if "grief_days" in table else 0,
        )

    def _step(self, table: dict[str, Any], number: int) -> Step:
        self._only(table, _OF_A_STEP, number)
        words = self._checked(self._words(table, "words", number), number, "words")
        given = [tone for tone in Tone if tone in table]
        if given and len(given) < len(Tone):
            missing = next(tone for tone in Tone if tone not in table)
            self._fail(f"the text in the tone {missing} is missing", number, given[0])
        texts = {t: self._checked(self._words(table, t, number), number, t) for t in given}
        via = self._one_of(Channel, table, "via", number) if "via" in table else None
        days = self._number(table, "days", number, EARLIEST, LATEST)
        return Step(days, words, via, texts or None)

    def _ask(self, table: dict[str, Any]) -> tuple[tuple[str, str], ...]:
        asked = table.get("ask", {})
        if not isinstance(asked, dict):
            self._fail('ask is a table: [ask], and below it what = "..."', None, "ask")
        self._only(asked, _ASKED, None)
        return tuple((field, self._words(asked, field, None)) for field in asked)

    def _checked(self, words: str, number: int, name: str) -> str:
        if problem := check_wording(words):
            self._fail(problem, number, name)
        if not fill(words, {}):
            self._fail(f"{name} is empty where nothing is known", number, name)
        return words

    def _words(self, table: dict[str, Any], name: str, number: int | None) -> str:
        value = table.get(name)
        if not isinstance(value, str) or not value.strip():
            self._fail(f"{name} is missing; it is a text in quotes", number, name)
        return str(value).strip()

    def _list(self, table: dict[str, Any], name: str) -> tuple[str, ...]:
        value = table.get(name, [])
        if not isinstance(value, list) or not all(isinstance(v, str) and v.strip() for v in value):
            self._fail(f'{name} is a list of texts: ["one", "two"]', None, name)
        return tuple(value)

    def _number(
        self, table: dict[str, Any], name: str, number: int | None, least: int, most: int
    ) -> int:
        value = table.get(name)
        if not isinstance(value, int) or isinstance(value, bool) or not least <= value <= most:
            self._fail(f"{name} is a number of days from {least} to {most}", number, name)
        return int(str(value))

    def _one_of(
        self, kind: type[_Kind], table: dict[str, Any], name: str, number: int | None
    ) -> _Kind:
        value = table.get(name)
        try:
            return kind(str(value))
        except ValueError:
            known = ", ".join(one.value for one in kind)
            self._fail(f"{name} is one of {known}", number, name)

    def _only(self, table: dict[str, Any], names: tuple[str, ...], number: int | None) -> None:
        for name in table:
            if name not in names:
                self._fail(f"{name} is not known here; there are {', '.join(names)}", number, name)

    def _fail(self, what: str, number: int | None, name: str) -> NoReturn:
        raise PlaybookError(f"{self.file}, line {self._line(number, name)}: {what}.")

    def _line(self, number: int | None, name: str) -> int:
        """Where a value stands: in the step of that number, or before all steps."""
        step, begin = -1, 1
        for at, line in enumerate(self.text.splitlines(), 1):
            if line.strip() == _STEPS:
                step += 1
                begin = at if step == number else begin
            here = step == number if number is not None else step == -1
            if here and name and re.match(rf"\s*\[?\"?{re.escape(name)}\"?\s*[=\].]", line):
                return at
        return begin


def _span(days: int) -> str:
    for length, unit in ((365, "year"), (30, "month"), (7, "week")):
        if days >= length and abs(days - round(days / length) * length) <= length // 10:
            count = round(days / length)
            return f"a {unit}" if count == 1 else f"{count} {unit}s"
    return "a day" if days == 1 else f"{days} days"


def _quoted(text: str) -> str:
    return f'"{_escaped(text)}"'.replace("\n", "\\n")


def _many_lines(text: str) -> str:
    return _escaped(text) + "\n"


def _escaped(text: str) -> str:
    """As in a basic string of TOML 1.0."""
    plain = text.replace("\\", "\\\\").replace('"', '\\"')
    return "".join(
        c if c == "\n" or c == "\t" or (c >= " " and c != "\x7f") else f"\\u{ord(c):04x}"
        for c in plain
    )
