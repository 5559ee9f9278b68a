"""Reads words from the command line as what they mean: people, days, instants, files."""

from __future__ import annotations

from argparse import ArgumentTypeError
from datetime import date, datetime, time, tzinfo
from pathlib import Path

from relationship_desk.domain.dates import parse_day, parse_day_and_time, parse_instant
from relationship_desk.domain.errors import Ambiguous, UserError
from relationship_desk.domain.money import Money, parse_money
from relationship_desk.domain.text import fold, one_line
from relationship_desk.store.database import Connection
from relationship_desk.store.events import EventRow, find_events, get_event
from relationship_desk.store.people import matching_people, names_of, person_rows

# What stands after `--` is marked with a character that no argument can hold, so that argparse
# never takes it for an option.
LITERAL = "\0"

_SHOWN_CANDIDATES = 20
_FIRST_YEAR, _LAST_YEAR = 1900, 9998  # beyond, a zone's offset may leave what a date can hold


def literal(word: str) -> str:
    """Mark a word that follows `--`."""
    return LITERAL + word


def text(word: str) -> str:
    """Words of the user, in any language."""
    plain = word.removeprefix(LITERAL)
    try:
        plain.encode("utf-8")
    except UnicodeEncodeError:
        raise ArgumentTypeError("the words are not in the encoding of this terminal") from None
    return plain


def file(word: str) -> Path:
    """A file, absolute; its name may be any bytes."""
    plain = word.removeprefix(LITERAL)
    if not plain:
        raise ArgumentTypeError("a file needs a name")
    return Path(plain).absolute()


def new_file(word: str) -> Path:
    """A file to write, absolute; one that the system cannot even look for is refused."""
    path = file(word)
    try:
        path.exists()
    except OSError as error:  # a name too long, a folder that may not be entered
        raise ArgumentTypeError(f"{path} cannot be written ({error.strerror})") from None
    return path


def folder(word: str) -> Path:
    """A folder under the one name it has, however it was written; `~` is the user's own."""
    try:
        return Path(word).expanduser().resolve() if word else file(word)
    except RuntimeError as error:  # nobody has this home, or links that lead in a circle
        raise ArgumentTypeError(str(error)) from None


def whose(connection: Connection, words: str | None, today: date) -> int | None:
    """The id of the person to whom a list is narrowed; None where nobody is named."""
    return None if words is None else find_person(connection, words, today)[0]


def find_person(connection: Connection, words: str, today: date) -> tuple[int, str]:
    """`(id, full name)` of the one person meant: an id, or a name that fits one person.

    Raises `UserError` where nobody fits, `Ambiguous` where several do.
    """
    wanted = words.strip()
    if wanted.isascii() and wanted.isdigit() and len(wanted) <= 18:
        named = names_of(connection, [int(wanted)])
        if named:
            return int(wanted), named[int(wanted)]
    found = matching_people(connection, wanted)
    if not found:
        raise UserError(
            f"Nobody here is called “{wanted}”. See who is here with: relationship-desk list"
        )
    if len(found) > 1:
        shown = [person_id for person_id, _ in found[:_SHOWN_CANDIDATES]]
        rows = person_rows(connection, shown, today)
        lines = [f"  {i}  {one_line(f'{rows[i].name} {rows[i].line}')}" for i in shown]
        more = len(found) - len(lines)
        raise Ambiguous(
            "\n".join(
                [
                    f"“{wanted}” fits {len(found)} people. Say which one by the number before it:",
                    *lines,
                    *([f"  and {more} more"] if more else []),
                ]
            ),
            tuple(found),
        )
    return found[0]


def find_event(connection: Connection, words: str, today: date) -> EventRow:
    """The one event meant: an id, a whole name, or words that fit one event; of those that are
    called the same the next one, or else the last. Raises `UserError`."""
    wanted = words.strip()
    if wanted.isascii() and wanted.isdigit() and len(wanted) <= 18:
        event = get_event(connection, int(wanted))
        if event is not None:
            return event
    found = find_events(connection, wanted) if wanted else []
    named = [row for row in found if fold(row.name) == fold(wanted)]
    if named:
        coming = [row for row in named if not row.is_past(today)]
        return coming[-1] if coming else named[0]  # the newest stands first
    if not found:
        raise UserError(
            f"No event here is called “{wanted}”. See them with: relationship-desk events --all"
        )
    if len(found) > 1:
        shown = found[:_SHOWN_CANDIDATES]
        lines = [f"  {row.id}  {row.starts_on.isoformat()}  {one_line(row.name)}" for row in shown]
        head = f"“{wanted}” fits {len(found)} events. Say which one by the number before it:"
        raise UserError("\n".join([head, *lines]))
    return found[0]


def day(words: str, today: date) -> date:
    """A day as it is typed. Raises `UserError`."""
    found = parse_day(words, today)
    if found is None:
        instant = parse_instant(words)
        found = instant.date() if instant is not None else None
    if found is None:
        raise UserError(
            f"“{words}” is no day. Write it as 2026-03-01, today, yesterday, tomorrow or monday."
        )
    return _within_reach(found)


def day_and_time(words: str, today: date, zone: tzinfo) -> tuple[date, time | None]:
    """A day and perhaps a time of it, in the user's own zone. Raises `UserError`."""
    found = parse_day_and_time(words, today)
    if found is None:
        instant = parse_instant(words)
        if instant is None:
            raise UserError(
                f"“{words}” is no day or time. Write it as 2026-03-01, 2026-03-01T15:00, today, "
                "tomorrow 9:30 or monday."
            )
        _within_reach(instant.date())
        local = instant.astimezone(zone) if instant.tzinfo else instant
        found = local.date(), local.time().replace(second=0, microsecond=0)
    return _within_reach(found[0]), found[1]


def instant(words: str, zone: tzinfo) -> datetime:
    """An instant; one that names no zone is in the user's. Raises `UserError`."""
    found = parse_instant(words)
    if found is None:
        raise UserError(
            f"“{words}” is no instant. Write it as 2026-03-01T09:00, or as 2026-03-01T08:00:00Z."
        )
    _within_reach(found.date())
    return found if found.tzinfo else found.replace(tzinfo=zone)


def _within_reach(found: date) -> date:
    if not _FIRST_YEAR <= found.year <= _LAST_YEAR:
        raise UserError(
            f"The year {found.year} is out of reach; use one from {_FIRST_YEAR} to {_LAST_YEAR}."
        )
    return found


def number(words: str, what: str, listing: str) -> int:
    """The id of a `what`; the command `listing` shows which there are. Raises `UserError`."""
    if not (words.isascii() and words.isdigit() and len(words) <= 18):
        raise UserError(
            f"“{words}” is no id of a {what}. See them with: relationship-desk {listing}"
        )
    return int(words)


def topics(words: str) -> tuple[str, ...]:
    """Topics between commas; blank ones are none."""
    return tuple(word.strip() for word in words.split(",") if word.strip())


def amount(words: str | None) -> Money | None:
    """Money as it is typed; None where nothing was. Raises `UserError`."""
    if words is None:
        return None
    money = parse_money(words)
    if money is None:
        raise UserError(f"“{words}” is no amount. Write it as 120, 120 EUR or €120.")
    return money
