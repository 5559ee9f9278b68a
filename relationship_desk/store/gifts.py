"""Reads of gifts: of one person, of everybody, what is to be thought of, what was spent."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from relationship_desk.domain.gifts import GiftState, GiftWay, alike, gift_state, mentioned
from relationship_desk.domain.money import Money, stored_money
from relationship_desk.store.database import Connection

_SELECT = """
    SELECT g.id, g.person_id, p.full_name, g.way, g.text, g.occasion, g.needed_on, g.lead_days,
           g.price, g.currency, g.happened_on, g.note, g.noted_in_id, g.interaction_id,
           g.kindness_id
    FROM gift g JOIN person p ON p.id = g.person_id
"""
_ORDER = """
    ORDER BY g.happened_on DESC NULLS FIRST,
             CASE WHEN g.happened_on IS NULL THEN coalesce(g.needed_on, '9999-12-31') END, g.id DESC
"""


@dataclass(frozen=True, slots=True)
class GiftRow:
    """An idea, a gift given or one that came. `noted_in`: the entry in which it was caught."""

    id: int
    person_id: int
    person_name: str
    way: GiftWay
    text: str
    occasion: str
    needed_on: date | None
    lead_days: int | None
    price: Money | None
    on: date | None
    note: str
    noted_in: int | None
    interaction_id: int | None
    kindness_id: int | None

    @property
    def state(self) -> GiftState:
        return gift_state(self.way, self.needed_on, self.on)


@dataclass(frozen=True, slots=True)
class GiftProfile:
    """What is good to know before giving."""

    sizes: str = ""
    likes: str = ""
    allergies: str = ""
    never_give: str = ""
    budget: Money | None = None

    def __bool__(self) -> bool:
        words = self.sizes or self.likes or self.allergies or self.never_give
        return bool(words or self.budget)


@dataclass(frozen=True, slots=True)
class Spent:
    """What gifts to somebody cost in a year, one sum for each currency; `planned`: what those that
    are still to be given would add."""

    given: tuple[Money, ...]
    planned: tuple[Money, ...]

    def beyond(self, budget: Money | None) -> bool:
        """Whether both together are more than the budget, in its currency."""
        if budget is None:
            return False
        together = (*self.given, *self.planned)
        return sum(m.amount for m in together if m.currency == budget.currency) > budget.amount


def gift_rows(connection: Connection, person_id: int | None = None) -> list[GiftRow]:
    """What is still to be given, soonest first, then what was, newest first; of one person, or of
    everybody who is not archived."""
    if person_id is None:
        return _rows(connection, f"WHERE p.archived_at IS NULL {_ORDER}", ())
    return _rows(connection, f"WHERE p.id = ? {_ORDER}", (person_id,))


def get_gift(connection: Connection, gift_id: int) -> GiftRow | None:
    """One gift, or None."""
    return next(iter(_rows(connection, "WHERE g.id = ?", (gift_id,))), None)


def gifts_needed(connection: Connection, until: date) -> list[GiftRow]:
    """Planned gifts that are needed by that day, soonest first, for people who are not archived."""
    where = "g.happened_on IS NULL AND g.needed_on <= ? AND p.archived_at IS NULL"
    query = f"WHERE {where} ORDER BY g.needed_on, g.id"
    return _rows(connection, query, (until.isoformat(),))


def gift_ids(connection: Connection, people: Sequence[int]) -> set[int]:
    """The gifts to or from these people, those that are gone and still remind with them."""
    query = (
        "SELECT id FROM gift WHERE person_id IN (SELECT value FROM json_each(?1)) UNION "
        "SELECT source_id FROM reminder WHERE source = 'gift' "
        "AND person_id IN (SELECT value FROM json_each(?1))"
    )
    return {gift_id for (gift_id,) in connection.sql(query, (json.dumps(list(people)),))}


def gift_ideas(connection: Connection, people: Sequence[int]) -> dict[int, list[GiftRow]]:
    """What might be given to each of these people, soonest needed first."""
    marks = ", ".join("?" * len(people))
    where = f"g.person_id IN ({marks}) AND g.way = 'given' AND g.happened_on IS NULL"
    found: dict[int, list[GiftRow]] = {}
    for row in _rows(connection, f"WHERE {where} {_ORDER}", people):
        found.setdefault(row.person_id, []).append(row)
    return found


def profile_of(connection: Connection, person_id: int) -> GiftProfile:
    """What is good to know before giving; all empty where nothing is."""
    for sizes, likes, allergies, never, budget, currency in connection.sql(
        "SELECT sizes, likes, allergies, never_give, budget, currency FROM gift_profile "
        "WHERE person_id = ?",
        (person_id,),
    ):
        return GiftProfile(sizes, likes, allergies, never, stored_money(budget, currency))
    return GiftProfile()


def spent_on(connection: Connection, person_id: int, year: int) -> Spent:
    """What gifts to this person cost in a year."""
    given, planned = dict[str, Decimal](), dict[str, Decimal]()
    for row in gift_rows(connection, person_id):
        day = row.on or row.needed_on
        if row.way is GiftWay.GIVEN and row.price and day is not None and day.year == year:
            sums = given if row.on is not None else planned
            sums[row.price.currency] = sums.get(row.price.currency, Decimal()) + row.price.amount
    return Spent(_sums(given), _sums(planned))


def usual_currency(connection: Connection) -> str:
    """The one that was entered last, of a gift or a budget; empty where there is none yet."""
    for table in ("gift", "gift_profile"):
        for (currency,) in connection.sql(
            f"SELECT currency FROM {table} WHERE currency <> '' ORDER BY id DESC LIMIT 1"
        ):
            return str(currency)
    return ""


def warnings(
    connection: Connection, person_id: int, text: str, apart_from: int | None = None
) -> list[str]:
    """What is good to know of this gift before it is given, a sentence each: what it repeats, and
    what does not agree with them."""
    found = []
    for row in gift_rows(connection, person_id):
        if row.id != apart_from and alike(row.text, text):
            if row.state.is_open:
                found.append(f"You have thought of “{row.text}” already.")
                continue
            verb = "You gave them" if row.way is GiftWay.GIVEN else "They gave you"
            year = f" in {row.on.year}" if row.on else ""
            found.append(f"{verb} “{row.text}”{year}.")
    profile = profile_of(connection, person_id)
    if named := mentioned(text, profile.allergies):
        found.append(f"They do not tolerate {named}.")
    if named := mentioned(text, profile.never_give):
        found.append(f"Never to give: {named}.")
    return found


def _sums(by_currency: dict[str, Decimal]) -> tuple[Money, ...]:
    return tuple(Money(amount, currency) for currency, amount in sorted(by_currency.items()))


def _rows(connection: Connection, rest: str, values: Sequence[Any]) -> list[GiftRow]:
    return [
        GiftRow(
            row_id, person_id, name, GiftWay(way), text, occasion, _day(needed_on), lead_days,
            stored_money(price, currency), _day(on), note, noted_in, interaction_id, kindness_id,
        )
        for (
            row_id, person_id, name, way, text, occasion, needed_on, lead_days, price, currency,
            on, note, noted_in, interaction_id, kindness_id,
        ) in connection.sql(f"{_SELECT} {rest}", values)
    ]  # fmt: skip


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
