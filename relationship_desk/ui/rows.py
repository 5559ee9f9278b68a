"""What the delegates draw, and the rows of the store in words.

A model returns the store's own row (`PersonRow`, `InteractionRow`, `TaskRow`) for `ROW_ROLE`; for
`HEADING_ROLE` the heading of the group that begins with this row: the group's name for a task,
anything true for the first entry of a day, None for all others. For `Qt.DisplayRole` it returns
`describe_...(row)`: the row as one sentence, for screen readers.
"""

from __future__ import annotations

from calendar import day_name, month_name
from datetime import date, datetime, time

from PySide6.QtCore import Qt

from relationship_desk.clock import Clock, today
from relationship_desk.domain.dates import date_in_words
from relationship_desk.domain.kinds import Channel, Direction
from relationship_desk.domain.text import one_line
from relationship_desk.store.people import PersonRow
from relationship_desk.store.tasks import TaskRow
from relationship_desk.store.timeline import InteractionRow

ROW_ROLE = Qt.ItemDataRole.UserRole + 1
HEADING_ROLE = Qt.ItemDataRole.UserRole + 2


CHANNEL_WORDS = {
    Channel.MET: "Met",
    Channel.CALL: "Call",
    Channel.VIDEO: "Video call",
    Channel.MESSAGE: "Message",
    Channel.EMAIL: "E-mail",
    Channel.LETTER: "Letter",
    Channel.SOCIAL: "Social media",
    Channel.EVENT: "Event",
    Channel.NOTE: "Note",
    Channel.OTHER: "Contact",
}

# With a person or without: "E-mail from Ann", "E-mail received".
_TOWARDS = {Direction.MINE: "to", Direction.THEIRS: "from", Direction.MUTUAL: "with"}
_ONE_SIDED = (Channel.CALL, Channel.VIDEO, Channel.MESSAGE, Channel.EMAIL, Channel.LETTER)

# In the timeline of one person, who it was from.
_ASIDES = {
    Direction.MINE: {
        Channel.CALL: "I called",
        Channel.VIDEO: "I called",
        Channel.MESSAGE: "I wrote",
        Channel.EMAIL: "I wrote",
        Channel.LETTER: "I wrote",
        Channel.SOCIAL: "I wrote",
    },
    Direction.THEIRS: {
        Channel.CALL: "they called",
        Channel.VIDEO: "they called",
        Channel.MESSAGE: "they wrote",
        Channel.EMAIL: "they wrote",
        Channel.LETTER: "they wrote",
        Channel.SOCIAL: "they wrote",
    },
}


def known_channel(channel: str) -> Channel:
    """The channel of a stored value; one that this version does not know is "other"."""
    try:
        return Channel(channel)
    except ValueError:
        return Channel.OTHER


def interaction_line(row: InteractionRow, without: int | None = None) -> str:
    """What happened in a few words: "E-mail from Ann Lee", "Met Ann Lee and Bo Ray".

    `without` leaves one person out, in whose own timeline the words stand: "E-mail, they wrote".
    """
    words = CHANNEL_WORDS[known_channel(row.channel)]
    names = joined([name for person_id, name in row.people if person_id != without])
    if not names:
        if without is None:
            return words
        aside = _ASIDES.get(Direction(row.direction), {}).get(known_channel(row.channel), "")
        return f"{words}, {aside}" if aside else words
    if without is not None:
        return (
            f"{words}, about {names} too"
            if row.channel == Channel.NOTE
            else f"{words} with {names}"
        )
    if row.channel == Channel.MET:
        return f"Met {names}"
    if row.channel == Channel.NOTE:
        return f"Note about {names}"
    towards = (
        _TOWARDS.get(Direction(row.direction), "with") if row.channel in _ONE_SIDED else "with"
    )
    return f"{words} {towards} {names}"


def joined(names: list[str], at_most: int = 3) -> str:
    """Names as people list them: "Ann, Bo and 3 others"."""
    if len(names) > at_most:
        others = len(names) - at_most + 1
        return f"{', '.join(names[: at_most - 1])} and {others} others"
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} and {names[-1]}"


def clock_words(moment: time) -> str:
    """A time of day as it is written everywhere: "9:30"."""
    return f"{moment.hour}:{moment.minute:02}"


def due_words(row: TaskRow, on: date) -> str:
    """When a task is due: "2 days overdue", "tomorrow 15:00", "no date"."""
    if row.due_on is None:
        return "no date"
    words = date_in_words(row.due_on, on)
    if row.due_on < on and row.done_at is None:
        return "1 day overdue" if words == "yesterday" else words.replace(" ago", " overdue")
    if 2 <= (row.due_on - on).days < 7:
        words = day_name[row.due_on.weekday()]
    return f"{words} {clock_words(row.due_time)}" if row.due_time is not None else words


def describe_person(row: PersonRow) -> str:
    """The row as one sentence: "Ida Vale, Harbour Museum, archived"."""
    marks = (
        "archived" if row.archived else "",
        "maybe twice" if row.maybe_same_as is not None else "",
    )
    return ", ".join(p for p in (row.name, row.line, *marks) if p)


def aside_words(row: InteractionRow) -> str:
    """What else is to say of it: that it was no contact though of its kind it might be one, and
    what of the user's own news was told: "told “The atlas is out”"; or empty."""
    told = joined([f"“{one_line(title, 40)}”" for title in row.told])
    was_none = known_channel(row.channel).counts and not row.counts
    parts = ("no contact" if was_none else "", f"told {told}" if told else "")
    return ", ".join(part for part in parts if part)


def describe_interaction(row: InteractionRow, clock: Clock) -> str:
    """The row as one sentence: "yesterday 15:00, Call with Ann: talked about the plan"."""
    when = date_in_words(row.on, today(clock))
    if row.time is not None:
        when = f"{when} {clock_words(row.time)}"
    text = one_line(row.text, 200)
    line = ", ".join(part for part in (interaction_line(row), aside_words(row)) if part)
    return f"{when}, {line}" + (f": {text}" if text else "")


def describe_task(row: TaskRow, clock: Clock) -> str:
    """The row as one sentence: "send slides, Ida Vale, tomorrow 15:00"."""
    state = "done" if row.done_at is not None else due_words(row, today(clock))
    if is_snoozed(row, clock):
        state = f"{state}, {snooze_words(row, clock)}"
    return ", ".join(p for p in (row.text, row.person_name, state) if p)


def is_snoozed(row: TaskRow, clock: Clock) -> bool:
    """Whether the task is put off at this moment."""
    return row.done_at is None and row.snoozed_until is not None and row.snoozed_until > clock.now()


def snooze_words(row: TaskRow, clock: Clock) -> str:
    """ "snoozed until tomorrow 9:00", or the time alone where it is today; "" where it is not."""
    if row.snoozed_until is None:
        return ""
    return f"snoozed until {moment_words(row.snoozed_until, clock)}"


def moment_words(moment: datetime, clock: Clock) -> str:
    """An instant in the user's zone, short: "9:00" today, "tomorrow 9:00", "Friday 9:00" within a
    week, else "3 March 9:00", with the year where it is another.
    """
    wall, now = moment.astimezone(clock.zone()), today(clock)
    time_words, days = clock_words(wall.time()), (wall.date() - now).days
    if days == 0:
        return time_words
    if abs(days) == 1:
        day = date_in_words(wall.date(), now)
    elif abs(days) < 7:
        day = day_name[wall.weekday()]
    else:
        year = "" if wall.year == now.year else f" {wall.year}"
        day = f"{wall.day} {month_name[wall.month]}{year}"
    return f"{day} {time_words}"
