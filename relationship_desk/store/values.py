"""What the values in a store must be for the desk to read them; asked of files from elsewhere.

Invariant: a store that passes is read without a `ValueError`.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from datetime import date, time
from enum import StrEnum
from typing import Any

from relationship_desk.domain.audience import from_text as audience_from_text
from relationship_desk.domain.contact import ContactKind, DetailKind
from relationship_desk.domain.due import day_of
from relationship_desk.domain.errors import UserError
from relationship_desk.domain.events import EventKind, Part
from relationship_desk.domain.gifts import GiftWay
from relationship_desk.domain.instants import from_text
from relationship_desk.domain.introductions import Side, Stage
from relationship_desk.domain.kindness import ThanksForm, Weight
from relationship_desk.domain.kinds import Channel, Direction
from relationship_desk.domain.money import amount_of
from relationship_desk.domain.news import Choice
from relationship_desk.domain.occasion_rules import LeapDay, parse_rule
from relationship_desk.domain.occasions import LONGEST_LEAD, NEVER, OccasionKind
from relationship_desk.domain.opportunities import LinkKind, OpportunityStage
from relationship_desk.domain.organisations import (
    LONGEST_TERM,
    LONGEST_WARNING,
    OrganisationKind,
    Renewal,
    Verdict,
    span_end,
    span_of,
)
from relationship_desk.domain.playbooks import Tone
from relationship_desk.domain.promises import Owing
from relationship_desk.domain.recurrence_words import parse_repeat_rule
from relationship_desk.domain.relations import STORED, RelationState, since_text
from relationship_desk.domain.rhythm import LONGEST_DAYS, Rhythm, SeasonKind
from relationship_desk.domain.rhythm_offers import RhythmReply
from relationship_desk.domain.standing import BatchForm, StandingKind
from relationship_desk.domain.value import Given, ResourceKind
from relationship_desk.store.database import Connection
from relationship_desk.store.schema import BY_TABLE

_Reading = Callable[[Any], object]
_LONGEST_TASK_LEAD = 3660  # days


def _clock(text: str) -> object:
    return text and time.fromisoformat(text)


def _instant(text: str) -> object:
    instant = from_text(text)
    if instant.tzinfo is None:
        raise ValueError(text)
    return instant


def _number(least: int, most: int) -> _Reading:
    def read(number: int) -> object:
        if number not in range(least, most + 1):
            raise ValueError(number)
        return number

    return read


_occasion_lead = _number(NEVER, LONGEST_LEAD)


def _word(known: Iterable[str]) -> _Reading:
    words = frozenset(known)

    def read(text: str) -> object:
        if text not in words:
            raise ValueError(text)
        return text

    return read


def _or_empty(read: _Reading) -> _Reading:
    return lambda text: text and read(text)


def _rule(text: str) -> object:
    rule = parse_rule(text)
    if rule is None:
        raise ValueError(text)
    return rule


def _day(text: str) -> object:
    return text and date.fromisoformat(text)


def _occurrence(text: str) -> object:
    return text and day_of(text)


def _since(text: str) -> object:
    try:
        return since_text(text)
    except UserError as error:
        raise ValueError(text) from error


def _repetition(text: str) -> object:
    try:
        return text and parse_repeat_rule(text)
    except UserError as error:
        raise ValueError(text) from error


_READINGS: dict[tuple[str, str], type[StrEnum] | _Reading] = {
    ("person", "kind"): ContactKind,
    ("person", "created_at"): _instant,
    ("person", "archived_at"): _instant,
    ("detail", "kind"): DetailKind,
    ("card", "created_at"): _instant,
    ("card", "line_map"): json.loads,
    ("interaction", "happened_on"): date.fromisoformat,
    ("interaction", "happened_time"): _clock,
    ("interaction", "channel"): Channel,
    ("interaction", "direction"): Direction,
    ("task", "due_on"): date.fromisoformat,
    ("task", "due_time"): _clock,
    ("task", "done_at"): _instant,
    ("task", "snoozed_until"): _instant,
    ("task", "lead_days"): _number(0, _LONGEST_TASK_LEAD),
    ("task", "repeat"): _repetition,
    ("task", "repeat_until"): date.fromisoformat,
    ("task", "repeat_since"): _day,
    ("task", "snoozed_occurrence"): _occurrence,
    ("answer", "occurrence"): day_of,
    ("answer", "until"): _instant,
    ("answer", "at"): _instant,
    ("rhythm_reply", "kind"): RhythmReply,
    ("rhythm_reply", "ideal_days"): _number(1, LONGEST_DAYS),
    ("rhythm_reply", "offered_days"): _number(1, LONGEST_DAYS),
    ("rhythm_reply", "at"): _instant,
    ("season", "kind"): SeasonKind,
    ("season", "from_on"): date.fromisoformat,
    ("season", "until_on"): date.fromisoformat,
    ("occasion", "kind"): OccasionKind,
    ("occasion", "rule"): _rule,
    ("occasion", "lead_days"): _occasion_lead,
    ("occasion", "created_at"): _instant,
    ("occasion_lead", "kind"): OccasionKind,
    ("occasion_lead", "lead_days"): _occasion_lead,
    ("circle_lead", "lead_days"): _occasion_lead,
    ("leap_choice", "day"): LeapDay,
    ("promise", "direction"): Owing,
    ("promise", "due_on"): date.fromisoformat,
    ("promise", "done_at"): _instant,
    ("promise", "created_at"): _instant,
    ("event", "kind"): EventKind,
    ("event", "starts_on"): date.fromisoformat,
    ("event", "ends_on"): date.fromisoformat,
    ("event", "starts_time"): _clock,
    ("event", "cost"): _or_empty(amount_of),
    ("event", "created_at"): _instant,
    ("event_person", "part"): Part,
    ("encounter", "met_on"): date.fromisoformat,
    ("encounter", "drafted_on"): date.fromisoformat,
    ("encounter", "settled_on"): date.fromisoformat,
    ("encounter", "created_at"): _instant,
    ("kindness", "weight"): Weight,
    ("kindness", "form"): _or_empty(ThanksForm),
    ("kindness", "happened_on"): date.fromisoformat,
    ("kindness", "thanked_on"): date.fromisoformat,
    ("kindness", "acknowledged_on"): date.fromisoformat,
    ("kindness", "created_at"): _instant,
    ("gift", "way"): GiftWay,
    ("gift", "needed_on"): date.fromisoformat,
    ("gift", "lead_days"): _number(0, LONGEST_LEAD),
    ("gift", "price"): _or_empty(amount_of),
    ("gift", "happened_on"): date.fromisoformat,
    ("gift", "created_at"): _instant,
    ("gift_profile", "budget"): _or_empty(amount_of),
    ("standing", "kind"): StandingKind,
    ("standing", "since_on"): date.fromisoformat,
    ("standing", "until_on"): date.fromisoformat,
    ("milestone", "happened_on"): date.fromisoformat,
    ("milestone", "created_at"): _instant,
    ("card_batch", "form"): BatchForm,
    ("card_batch", "due_on"): date.fromisoformat,
    ("card_batch", "created_at"): _instant,
    ("card_batch_person", "checked_on"): date.fromisoformat,
    ("card_batch_person", "sent_on"): date.fromisoformat,
    ("relation", "kind"): _word(STORED),
    ("relation", "since_on"): _since,
    ("relation", "state"): RelationState,
    ("relation", "created_at"): _instant,
    ("news", "tone"): Tone,
    ("news", "audience"): audience_from_text,
    ("news", "created_at"): _instant,
    ("news", "closed_at"): _instant,
    ("news_person", "choice"): Choice,
    ("news_person", "known_on"): date.fromisoformat,
    ("news_person", "later_at"): _instant,
    ("need", "since_on"): date.fromisoformat,
    ("need", "until_on"): date.fromisoformat,
    ("need", "created_at"): _instant,
    ("resource", "kind"): ResourceKind,
    ("resource", "added_on"): date.fromisoformat,
    ("resource", "archived_at"): _instant,
    ("resource", "created_at"): _instant,
    ("introduction", "stage"): Stage,
    ("introduction", "begun_on"): date.fromisoformat,
    ("introduction", "asked_first_on"): date.fromisoformat,
    ("introduction", "asked_second_on"): date.fromisoformat,
    ("introduction", "made_on"): date.fromisoformat,
    ("introduction", "checked_on"): date.fromisoformat,
    ("introduction", "closed_on"): date.fromisoformat,
    ("introduction", "declined_by"): _or_empty(Side),
    ("introduction", "created_at"): _instant,
    ("giving", "kind"): Given,
    ("giving", "given_on"): date.fromisoformat,
    ("giving", "outcome_on"): date.fromisoformat,
    ("giving", "created_at"): _instant,
    ("favour_answer", "until_on"): date.fromisoformat,
    ("favour_answer", "created_at"): _instant,
    ("organisation", "kind"): OrganisationKind,
    ("organisation", "archived_at"): _instant,
    ("organisation", "created_at"): _instant,
    ("affiliation", "since_on"): span_end,
    ("affiliation", "until_on"): span_end,
    ("membership", "since_on"): span_end,
    ("membership", "until_on"): span_end,
    ("membership", "renews_on"): date.fromisoformat,
    ("membership", "renews_day"): _number(0, 31),
    ("membership", "every_months"): _number(0, LONGEST_TERM),
    ("membership", "lead_days"): _number(0, LONGEST_WARNING),
    ("membership", "fee"): _or_empty(amount_of),
    ("membership", "reviewed_on"): date.fromisoformat,
    ("membership", "verdict"): Verdict,
    ("membership", "created_at"): _instant,
    ("insight", "noted_on"): date.fromisoformat,
    ("insight", "created_at"): _instant,
    ("opportunity", "stage"): OpportunityStage,
    ("opportunity", "value"): _or_empty(amount_of),
    ("opportunity", "next_on"): date.fromisoformat,
    ("opportunity", "closed_on"): date.fromisoformat,
    ("opportunity", "created_at"): _instant,
    ("opportunity_link", "kind"): LinkKind,
    ("preference", "value"): json.loads,
    ("operation", "at"): _instant,
    ("operation", "state"): _word(("done", "undone", "discarded", "pruned")),
    ("change", "action"): _word(("insert", "update", "delete")),
    ("change", "target"): _word(BY_TABLE),
    ("delivery", "at"): _instant,
    ("delivery_event", "at"): _instant,
}


def odd_value(connection: Connection) -> str:
    """Where a value stands that cannot be read, as `table.column`; empty where all can."""
    for (table, column), read in _READINGS.items():
        for (value,) in connection.sql(
            f"SELECT DISTINCT {column} FROM {table} WHERE {column} IS NOT NULL"
        ):
            try:
                read(value)
            except (ValueError, TypeError):
                return f"{table}.{column}"
    for table, columns, read_all in TOGETHER:
        for values in connection.sql(f"SELECT DISTINCT {', '.join(columns)} FROM {table}"):
            if not fits(read_all, values):
                return f"{table}.{columns[0]}"
    return ""


def fits(read: Callable[..., object], values: Sequence[Any]) -> bool:
    """Whether values that make sense only with each other can be read."""
    try:
        read(*values)
    except (UserError, ValueError, TypeError):
        return False
    return True


def _rhythm(ideal: int | None, latest: int | None) -> object:
    return (ideal, latest) == (None, None) or Rhythm(ideal, latest)  # type: ignore[arg-type]


def _renewal(renews_on: str | None, every_months: int, renews_day: int) -> object:
    return renews_on and Renewal(date.fromisoformat(renews_on), every_months, renews_day)


# Columns of one row that are read together: table, columns, and how.
TOGETHER: tuple[tuple[str, tuple[str, ...], Callable[..., object]], ...] = (
    ("circle", ("ideal_days", "latest_days"), _rhythm),
    ("rhythm", ("ideal_days", "latest_days"), _rhythm),
    ("affiliation", ("since_on", "until_on"), span_of),
    ("membership", ("since_on", "until_on"), span_of),
    ("membership", ("renews_on", "every_months", "renews_day"), _renewal),
)
