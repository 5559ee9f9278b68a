"""What the inbox says of a reminder: its group, when it is due, how it was told, what is known.

Invariant: nothing is said that does not stand in the store.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from relationship_desk.clock import Clock
from relationship_desk.desk.reminding.source import Occurrence
from relationship_desk.desk.reminding.sources import BY_NAME
from relationship_desk.domain.dates import date_in_words
from relationship_desk.domain.promises import Owing
from relationship_desk.domain.reminders import Circumstances
from relationship_desk.domain.text import one_line
from relationship_desk.store.database import Connection
from relationship_desk.store.gifts import gift_ideas
from relationship_desk.store.last_talk import last_talks
from relationship_desk.store.promises import promise_rows
from relationship_desk.store.waiting import WaitingRow, sleeping, waiting
from relationship_desk.ui.rows import CHANNEL_WORDS, known_channel, moment_words

# Asked once for all people in the inbox: `(connection, under which circumstances, ids)` to a
# sentence for each of whom there is something to say.
Context = Callable[[Connection, Circumstances, Sequence[int]], Mapping[int, str]]

_WORDS = 120


class InboxGroup(StrEnum):
    """The headings of the inbox, in their order."""

    ODD = "Cannot remind"
    MISSED = "Missed"
    DUE = "Due"
    SNOOZED = "Snoozed"


_ORDER = list(InboxGroup)


@dataclass(frozen=True, slots=True)
class InboxItem:
    """One row of the inbox, in words."""

    row: WaitingRow
    group: InboxGroup
    when: str
    told: str
    context: tuple[str, ...] = ()

    @property
    def key(self) -> tuple[str, int]:
        """What it is about, however its reminder stands."""
        return self.row.source, self.row.source_id

    @property
    def asleep(self) -> bool:
        """Whether it waits for its own hour, and not for an answer."""
        return self.group is InboxGroup.SNOOZED


def inbox_items(connection: Connection, here: Circumstances, clock: Clock) -> list[InboxItem]:
    """What waits, by groups, oldest first; then what sleeps, the first to wake first."""
    items = [_item(row, here, clock) for row in waiting(connection, here.now)]
    items += [_item(row, here, clock) for row in sleeping(connection, here.now)]
    people = sorted({i.row.person_id for i in items if i.row.person_id is not None})
    found = [provider(connection, here, people) for provider in CONTEXT] if people else []
    told = [
        replace(item, context=tuple(words[who] for words in found if who in words))
        if (who := item.row.person_id) is not None
        else item
        for item in items
    ]
    return sorted(told, key=lambda item: _ORDER.index(item.group))


def describe_item(item: InboxItem) -> str:
    """The row as one sentence, for screen readers."""
    row = item.row
    parts = (one_line(row.title, 200), row.person_name, item.when, item.told, *item.context)
    return ", ".join(part for part in parts if part)


def heading_of(item: InboxItem, before: InboxItem | None) -> str | None:
    """The heading above a row that begins its group."""
    return item.group.value if before is None or before.group is not item.group else None


def _item(row: WaitingRow, here: Circumstances, clock: Clock) -> InboxItem:
    return InboxItem(row, _group(row, here), _when(row, here, clock), _told(row, clock))


def _group(row: WaitingRow, here: Circumstances) -> InboxGroup:
    if _is_odd(row):
        return InboxGroup.ODD
    if row.state == "snoozed":
        return InboxGroup.SNOOZED
    today = here.now.astimezone(here.zone).date()
    woken = row.occurrence.startswith("snooze ") or not row.settles
    came_on = (
        row.due_at.astimezone(here.zone).date() if woken else date.fromisoformat(row.settles[:10])
    )
    return InboxGroup.MISSED if came_on < today else InboxGroup.DUE


def _when(row: WaitingRow, here: Circumstances, clock: Clock) -> str:
    """ "due 09:00", "was due Tuesday 3 March, 09:00, missed 2 before", "snoozed until 18:00"."""
    if _is_odd(row):
        return ""
    words = [] if row.state == "snoozed" and not row.settles else [_due(row, here)]
    if row.state == "snoozed":
        words.insert(0, f"snoozed until {moment_words(row.due_at, clock)}")
    if row.missed:
        words.append(f"missed {row.missed} before")
    return ", ".join(words)


def _due(row: WaitingRow, here: Circumstances) -> str:
    occurrence = Occurrence(
        row.source, row.source_id, row.occurrence, row.settles, row.due_at, row.missed,
        row.title, row.person_id, row.person_name,
    )  # fmt: skip
    return BY_NAME[row.source].when(occurrence, here)


def _told(row: WaitingRow, clock: Clock) -> str:
    """How it was told: "popup shown 9:00, not answered"."""
    if _is_odd(row):
        return row.message or BY_NAME[row.source].unreadable
    if row.state == "snoozed":
        return ""
    if row.state == "shown":
        at = f" {moment_words(row.told_at, clock)}" if row.told_at is not None else ""
        return f"popup shown{at}, not answered"
    if row.state == "failed":
        return f"popup failed: {row.message}"
    return "popup on its way" if row.state == "claimed" else "no popup yet"


def _is_odd(row: WaitingRow) -> bool:
    """Whether its facts cannot be read, so that there is no moment to tell of."""
    return not row.occurrence


# -------------------------------------------------------------------------------------- context


def _last_contact(
    connection: Connection, here: Circumstances, people: Sequence[int]
) -> dict[int, str]:
    """ "Last contact 3 weeks ago, call: talked about the plan"."""
    today = here.now.astimezone(here.zone).date()
    talks = last_talks(connection, today, people)
    found = dict.fromkeys(people, "No contact is written down yet")
    for person_id, talk in talks.items():
        channel = CHANNEL_WORDS[known_channel(talk.channel)].lower()
        said = one_line(talk.words, _WORDS)
        words = f"Last contact {date_in_words(talk.on, today)}, {channel}"
        found[person_id] = f"{words}: {said}" if said else words
    return found


def _open_promises(
    connection: Connection, here: Circumstances, people: Sequence[int]
) -> dict[int, str]:
    """ "I owe: lend the saw, call the joiner; owes me: the ladder"."""
    wanted, found = set(people), dict[int, dict[str, list[str]]]()
    for row in promise_rows(connection):
        if row.person_id in wanted:
            whose = "I owe" if row.direction is Owing.MINE else "owes me"
            owed = found.setdefault(row.person_id, {}).setdefault(whose, [])
            owed.append(one_line(row.text, _WORDS))
    words = {
        person_id: "; ".join(f"{whose}: {', '.join(texts)}" for whose, texts in owed.items())
        for person_id, owed in found.items()
    }
    return {person_id: said[:1].upper() + said[1:] for person_id, said in words.items()}


def _gift_ideas(
    connection: Connection, here: Circumstances, people: Sequence[int]
) -> dict[int, str]:
    """ "Gift ideas: an old sea chart, bookends"."""
    return {
        person_id: f"Gift ideas: {', '.join(one_line(idea.text, _WORDS) for idea in ideas[:3])}"
        for person_id, ideas in gift_ideas(connection, people).items()
    }


CONTEXT: tuple[Context, ...] = (_last_contact, _open_promises, _gift_ideas)
