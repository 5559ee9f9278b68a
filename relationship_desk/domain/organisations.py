"""What an organisation is, how long somebody is there, and when a membership comes up.

Invariant: the n-th renewal comes from the day of the month as it was set, never from the last
one, so a membership of the 31st that renewed on 28 February renews on 31 March.
"""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from relationship_desk.domain.dates import PartialDate
from relationship_desk.domain.errors import UserError
from relationship_desk.domain.partial_dates import parse_partial_date
from relationship_desk.domain.recurrence import Rule, Unit, first_on_or_after

LONGEST_WARNING = 366  # days
LONGEST_TERM = 120  # months
REVIEW_DAYS = 365


class OrganisationKind(StrEnum):
    """The values are stored; never change one."""

    COMPANY = "company"
    BODY = "professional_body"
    COMMUNITY = "community"
    OTHER = "other"

    @property
    def words(self) -> str:
        """What one of its kind is called: "professional body"."""
        return "organisation" if self is OrganisationKind.OTHER else self.value.replace("_", " ")


class Verdict(StrEnum):
    """What a look at a membership came to. The values are stored; never change one."""

    KEEP = "keep"
    DROP = "drop"


@dataclass(frozen=True, slots=True)
class Span:
    """From when until when, as far as it is known: "2019", "March 2021". No end: still."""

    since: PartialDate | None = None
    until: PartialDate | None = None

    def __post_init__(self) -> None:
        for end in (self.since, self.until):
            if end is not None and not is_of_a_year(end):
                raise UserError("A time needs its year: type 2021, March 2021 or 3 March 2021.")
        if self.since and self.until and last_day(self.until) < first_day(self.since):
            raise UserError("It cannot have ended before it began. Look at the two dates again.")

    @property
    def columns(self) -> dict[str, str | None]:
        """Its two ends as they are stored."""
        return {
            "since_on": str(self.since) if self.since else None,
            "until_on": str(self.until) if self.until else None,
        }

    def is_over(self, today: date) -> bool:
        """Whether its end has passed; a year or month that runs is not over."""
        return self.until is not None and last_day(self.until) < today

    def words(self, today: date) -> str:
        """ "since 2019", "2019 to March 2021", "until 2021"; empty where nothing is known."""
        if self.until is None:
            if self.since is None:
                return ""
            begun = first_day(self.since) <= today
            return f"{'since' if begun else 'from'} {self.since.in_words()}"
        if self.since is None:
            return f"until {self.until.in_words()}"
        if self.since == self.until:
            return self.since.in_words()
        return f"{self.since.in_words()} to {self.until.in_words()}"


UNKNOWN = Span()


def span_of(since: str | None, until: str | None) -> Span:
    """The span of two stored ends."""
    return Span(*(PartialDate.parse(end) if end else None for end in (since, until)))


def typed_end(text: str) -> PartialDate | None:
    """An end of a span as somebody types it; None for nothing. Raises `UserError`."""
    if not text.strip():
        return None
    found = parse_partial_date(text)
    if found is None or not is_of_a_year(found):
        raise UserError(
            f"“{text.strip()}” is no date with a year. Type 2021, March 2021 or 3 March 2021."
        )
    return found


def is_of_a_year(day: PartialDate) -> bool:
    """Whether it is a year, a month of one or a day of one."""
    return day.year is not None and (day.day is None or day.month is not None)


def span_end(text: str) -> object:
    """A stored end of a span; a `ValueError` for what cannot be one."""
    day = PartialDate.parse(text)
    if day is None or not is_of_a_year(day):
        raise ValueError(text)
    return day


def first_day(day: PartialDate) -> date:
    """The first day that a date with a year may mean."""
    return date(day.year or 1, day.month or 1, day.day or 1)


def last_day(day: PartialDate) -> date:
    """The last day that a date with a year may mean."""
    first = first_day(day)
    if day.day is not None:
        return first
    if day.month is not None:
        return first.replace(day=monthrange(first.year, first.month)[1])
    return date(first.year, 12, 31)


@dataclass(frozen=True, slots=True)
class Renewal:
    """When a membership comes up next, and how often. `month_day` keeps the 31st the 31st."""

    on: date
    every_months: int = 12
    month_day: int = 0  # 0: the day of `on`

    def __post_init__(self) -> None:
        if not 1 <= self.every_months <= LONGEST_TERM:
            raise UserError(
                f"A membership renews every 1 to {LONGEST_TERM} months. Choose such a number."
            )

    @property
    def day(self) -> int:
        """The day of the month on which it renews, in months that have it."""
        return self.month_day or self.on.day

    def following(self, after: date) -> Renewal | None:
        """The next one later than that day and than `on`; None where the calendar ends."""
        rule = Rule(Unit.MONTH, self.every_months, month_day=self.day)
        beyond = max(after, self.on)
        if beyond >= date.max:
            return None
        day = first_on_or_after(rule, self.on, beyond + timedelta(days=1))
        return None if day is None else Renewal(day, self.every_months, self.day)

    @property
    def words(self) -> str:
        """How often: "every year"."""
        return term_words(self.every_months)


def term_words(months: int) -> str:
    """ "every year", "every 3 months", "every month"."""
    if months % 12 == 0:
        return "every year" if months == 12 else f"every {months // 12} years"
    return "every month" if months == 1 else f"every {months} months"


def review_on(since: PartialDate | None, created_on: date, reviewed_on: date | None) -> date:
    """When a membership is looked at next: a year after the last look, or after it began here."""
    begun = max(first_day(since), created_on) if since else created_on
    return (reviewed_on or begun) + timedelta(days=REVIEW_DAYS)
