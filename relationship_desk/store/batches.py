"""Reads of batches of cards: who gets what, where to, and what they got before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from relationship_desk.domain.contact import Detail, DetailKind
from relationship_desk.domain.standing import BatchForm
from relationship_desk.store.database import Connection
from relationship_desk.store.people import details_of


@dataclass(frozen=True, slots=True)
class BatchRow:
    """A batch, with how many are in it and how many of them have got it."""

    id: int
    title: str
    form: BatchForm
    due_on: date | None
    people: int
    sent: int


@dataclass(frozen=True, slots=True)
class RecipientRow:
    """One of those who get it. `before`: what they got the last time, and when."""

    id: int
    batch_id: int
    person_id: int
    person_name: str
    what: str
    sent_on: date | None
    checked_on: date | None  # of any batch: when their address was found right last
    address: Detail | None
    before: str
    before_on: date | None


def batch_rows(connection: Connection, batch_id: int | None = None) -> list[BatchRow]:
    """The batches, those that are still to be sent first and then the newest; or one of them."""
    where = "" if batch_id is None else "WHERE b.id = ?"
    return [
        BatchRow(row_id, title, BatchForm(form), _day(due_on), people, sent)
        for row_id, title, form, due_on, people, sent in connection.sql(
            "SELECT b.id, b.title, b.form, b.due_on, count(r.id), count(r.sent_on) "
            "FROM card_batch b LEFT JOIN card_batch_person r ON r.batch_id = b.id "
            f"{where} GROUP BY b.id ORDER BY count(r.sent_on) = count(r.id), b.due_on DESC, "
            "b.id DESC",
            () if batch_id is None else (batch_id,),
        )
    ]


def recipients(connection: Connection, batch_id: int) -> list[RecipientRow]:
    """Who gets this batch, in the order of their names."""
    found = connection.sql(
        """
        SELECT r.id, r.person_id, p.full_name, r.what, r.sent_on,
               (SELECT max(o.checked_on) FROM card_batch_person o WHERE o.person_id = r.person_id)
        FROM card_batch_person r JOIN person p ON p.id = r.person_id
        LEFT JOIN person_index x ON x.id = p.id
        WHERE r.batch_id = ? ORDER BY x.sort_key, r.id
        """,
        (batch_id,),
    )
    people = [row[1] for row in found]
    where_to, got = addresses(connection, people), _before(connection, batch_id)
    return [
        RecipientRow(
            row_id, batch_id, person_id, name, what, _day(sent_on), _day(checked_on),
            where_to.get(person_id), *got.get(person_id, ("", None)),
        )
        for row_id, person_id, name, what, sent_on, checked_on in found
    ]  # fmt: skip


def addresses(connection: Connection, people: Sequence[int]) -> dict[int, Detail]:
    """Where post goes to: the preferred address of each of these people, else the first."""
    found: dict[int, Detail] = {}
    for person_id, details in details_of(connection, people).items():
        theirs = [d.detail for d in details if d.detail.kind is DetailKind.ADDRESS]
        if theirs:
            found[person_id] = next((d for d in theirs if d.preferred), theirs[0])
    return found


def _before(connection: Connection, batch_id: int) -> dict[int, tuple[str, date | None]]:
    """What each of those in a batch got in others, the last time."""
    found: dict[int, tuple[str, date | None]] = {}
    for person_id, what, title, sent_on in connection.sql(
        """
        SELECT r.person_id, r.what, b.title, r.sent_on
        FROM card_batch_person r JOIN card_batch b ON b.id = r.batch_id
        WHERE r.sent_on IS NOT NULL AND r.batch_id <> ? AND r.person_id IN (
            SELECT person_id FROM card_batch_person WHERE batch_id = ?)
        ORDER BY r.sent_on, r.id
        """,
        (batch_id, batch_id),
    ):
        found[person_id] = (what or title, _day(sent_on))
    return found


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
