"""How somebody stands to the user's work, and the thanks that go out to many at a year's end."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from enum import StrEnum

from relationship_desk.domain.dates import PartialDate, date_in_words, plain_date
from relationship_desk.domain.number_words import years
from relationship_desk.domain.occasion_rules import between


class StandingKind(StrEnum):
    """What somebody is to the user's work. The values are stored; never change one."""

    CLIENT = "client"
    CUSTOMER = "customer"
    PARTNER = "partner"
    SUPPORTER = "supporter"


class BatchForm(StrEnum):
    """What goes to everybody in a batch. The values are stored; never change one."""

    CARD = "card"
    LETTER = "letter"
    MAIL = "mail"
    GIFT = "gift"

    @property
    def words(self) -> str:
        """As a choice says it."""
        return "e-mail" if self is BatchForm.MAIL else self.value


def anniversary_words(kind: StandingKind, number: int) -> str:
    """What a day is to say thanks for: "three years with a client"."""
    span = years(number)
    return {
        StandingKind.CLIENT: f"{span} as your client",
        StandingKind.CUSTOMER: f"{span} as your customer",
        StandingKind.PARTNER: f"{span} of working together",
        StandingKind.SUPPORTER: f"{span} of support",
    }[kind]


def anniversaries(
    since_on: date | None, until_on: date | None, begin: date, end: date
) -> Iterator[tuple[date, int]]:
    """The days between these on which a standing is a number of years old, while it lasts."""
    if since_on is None:
        return
    rule = PartialDate(since_on.year, since_on.month, since_on.day)
    for day in between(rule, begin, end):
        number = day.year - since_on.year
        if number > 0 and (until_on is None or day <= until_on):
            yield day, number


def standing_words(
    kind: StandingKind, since_on: date | None, until_on: date | None, on: date
) -> str:
    """ "client since 3 March 2024", "partner until 1 May 2025"."""
    since = f" since {plain_date(since_on)}" if since_on is not None else ""
    if since_on is not None and since_on > on:
        since = f" from {plain_date(since_on)}"
    until = f" until {plain_date(until_on)}" if until_on is not None else ""
    return f"{kind.value}{since}{until}"


FRESH_DAYS = 365  # for so long an address that was looked at counts as right


def address_words(address: str, checked_on: date | None, on: date) -> str:
    """What is known of an address that a card is to go to."""
    if not address:
        return "no address yet"
    if checked_on is None:
        return "address not confirmed yet"
    when = date_in_words(checked_on, on)
    if is_fresh(checked_on, on):
        return f"address confirmed {when}"
    return f"address last confirmed {when}"


def is_fresh(checked_on: date | None, on: date) -> bool:
    """Whether an address was looked at within a year."""
    return checked_on is not None and (on - checked_on).days <= FRESH_DAYS
