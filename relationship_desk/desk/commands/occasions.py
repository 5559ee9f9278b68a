"""Occasions: what comes back every year, how long before it is told, and that somebody died.

Invariant: what a card can carry stands on the card. A birthday, an anniversary and a death that
have a date are details, so that they go out with the vCard; everything else is a row of its own.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from relationship_desk.desk.commands.people import add_details
from relationship_desk.desk.match_keys import match_key
from relationship_desk.domain.contact import Detail, DetailKind
from relationship_desk.domain.dates import PartialDate
from relationship_desk.domain.errors import UserError
from relationship_desk.domain.instants import to_text
from relationship_desk.domain.occasion_rules import LeapDay, Rule, parse_rule
from relationship_desk.domain.occasions import (
    DEATH_LABEL,
    LONGEST_LEAD,
    NEVER,
    UNKNOWN_DAY,
    Occasion,
    OccasionKind,
    is_death,
    occasion_of,
)
from relationship_desk.domain.text import one_line
from relationship_desk.store import schema as s
from relationship_desk.store.occasions import CARD, OWN
from relationship_desk.store.people import StoredDetail, details_of, names_of
from relationship_desk.store.work import Work

_NAME = 60
_ON_CARDS = frozenset({OccasionKind.BIRTHDAY, OccasionKind.ANNIVERSARY})


@dataclass(frozen=True, slots=True)
class OccasionForm:
    """An occasion as edited. `lead_days`: how long before to tell, None as for others of its kind,
    `NEVER` for no reminder."""

    kind: OccasionKind
    rule: Rule
    label: str = ""
    lead_days: int | None = None

    @property
    def stands_on_card(self) -> bool:
        """Whether a vCard can carry it: a birthday or anniversary with a date."""
        is_date = isinstance(self.rule, PartialDate)
        return self.kind in _ON_CARDS and is_date and not self.label.strip()


def add_occasion(
    work: Work, now: datetime, *, person_id: int, form: OccasionForm, region: str
) -> tuple[str, int]:
    """A new occasion; where it stands, `OWN` or `CARD`, and its id there. A lead of one that stands
    on the card is set for the person and kind."""
    name = _present(work, person_id)
    columns = _columns(form)
    work.label = f"New {_of(form)} of {name}"
    if not form.stands_on_card:
        values = {"person_id": person_id, "created_at": to_text(now), **columns}
        return OWN, work.insert(s.Occasion, **values)
    if any(_kind(d.detail) is form.kind for d in _dates(work, person_id)):
        raise UserError(
            f"{name}'s card has {_a(form.kind.words)} already; nothing was saved. Change it there."
        )
    detail = Detail(DetailKind.DATE, (str(form.rule),), form.kind.value)
    if form.lead_days is not None:
        _set_lead(work, person_id, form.kind, form.lead_days)
    return CARD, add_details(work, person_id, [detail], region, to_text(now))[0]


def edit_occasion(work: Work, now: datetime, *, occasion_id: int, form: OccasionForm) -> None:
    """Make an occasion of its own what the form says. Another rule counts from now on."""
    row = _row(work, occasion_id)
    work.label = f"Edit {_of(form)} of {_present(work, row['person_id'])}"
    work.coalesce_key = f"occasion {occasion_id}"
    columns = _columns(form)
    if columns["rule"] != row["rule"]:
        columns["created_at"] = to_text(now)
    work.update(s.Occasion, occasion_id, **columns)


def remove_occasion(work: Work, now: datetime, *, occasion_id: int) -> None:
    """Remove an occasion of its own."""
    row = _row(work, occasion_id)
    rule = parse_rule(row["rule"])
    kind = OccasionKind(row["kind"])
    what = row["label"] if rule is None else Occasion(kind, rule, row["label"]).title
    work.label = f"Remove {one_line(what, _NAME)} of {_present(work, row['person_id'])}"
    work.remove(s.Occasion, [occasion_id])


def set_lead(
    work: Work, now: datetime, *, person_id: int, kind: OccasionKind, days: int | None
) -> None:
    """How many days before to tell of a person's occasions of a kind; None: as for everybody."""
    name = _present(work, person_id)
    work.label = f"Reminders of {name}: {kind.words}"
    work.coalesce_key = f"lead {person_id} {kind}"
    _set_lead(work, person_id, kind, days)


def set_circle_lead(work: Work, now: datetime, *, circle_id: int, days: int | None) -> None:
    """The same for everybody in a circle, for every kind; None: as for everybody else."""
    circle = work.get(s.Circle, circle_id)
    if circle is None:
        raise UserError("This circle is not there any more; nothing was saved.")
    work.label = f"Reminders of occasions in {one_line(circle['name'], _NAME)}"
    there = work.ids_where(s.CircleLead, "circle_id", [circle_id])
    if days is None:
        work.delete(s.CircleLead, there)
    elif there:
        work.update(s.CircleLead, there[0], lead_days=_lead(days))
    else:
        work.insert(s.CircleLead, circle_id=circle_id, lead_days=_lead(days))


def set_leap_day(work: Work, now: datetime, *, person_id: int, leap: LeapDay) -> None:
    """On which day a person keeps 29 February in years that have none."""
    work.label = f"29 February of {_present(work, person_id)}"
    there = work.ids_where(s.LeapChoice, "person_id", [person_id])
    if there:
        work.update(s.LeapChoice, there[0], day=leap.value)
    else:
        work.insert(s.LeapChoice, person_id=person_id, day=leap.value)


def note_death(work: Work, now: datetime, *, person_id: int, on: str | None, region: str) -> None:
    """Note that a person died: on a date, `PartialDate` text or any words, or None for unknown.

    Of somebody whose death is noted already the date is changed, where one is given.
    """
    work.label = f"Death of {_present(work, person_id)}"
    known = [d for d in _dates(work, person_id) if is_death(d.detail)]
    text = (on or "").strip()
    if not known:
        detail = Detail(DetailKind.DATE, (text or UNKNOWN_DAY,), DEATH_LABEL)
        add_details(work, person_id, [detail], region, to_text(now))
    elif text:
        detail = Detail(DetailKind.DATE, (text,), DEATH_LABEL)
        key = match_key(detail, region)
        work.update(
            s.Detail, known[0].id, value=detail.value, match_key=key, entered_at=to_text(now)
        )


def note_alive(work: Work, now: datetime, *, person_id: int) -> int:
    """Take back that a person died: the dates of death go. How many there were."""
    work.label = f"{_present(work, person_id)} lives"
    deaths = [d.id for d in _dates(work, person_id) if is_death(d.detail)]
    return work.delete(s.Detail, deaths)


def unite_occasions(work: Work, keep_id: int, other_id: int) -> None:
    """Make the occasions of two people who are one theirs, each once; what is set for who stays
    holds. Part of a merge: what is left with the other goes with them."""
    mine = {_sameness(row) for row in _rows(work, s.Occasion, keep_id)}
    for row in _rows(work, s.Occasion, other_id):
        if _sameness(row) not in mine:
            work.update(s.Occasion, row["id"], person_id=keep_id)
    set_for_me = {row["kind"] for row in _rows(work, s.OccasionLead, keep_id)}
    for row in _rows(work, s.OccasionLead, other_id):
        if row["kind"] not in set_for_me:
            work.update(s.OccasionLead, row["id"], person_id=keep_id)
    if not _rows(work, s.LeapChoice, keep_id):
        for row in _rows(work, s.LeapChoice, other_id):
            work.update(s.LeapChoice, row["id"], person_id=keep_id)


def _sameness(row: dict[str, Any]) -> tuple[str, str, str]:
    return row["kind"], row["label"], row["rule"]


def _rows(work: Work, model: type[s.Row], person_id: int) -> list[dict[str, Any]]:
    return work.rows(model, work.ids_where(model, "person_id", [person_id]))


def _set_lead(work: Work, person_id: int, kind: OccasionKind, days: int | None) -> None:
    there = [row["id"] for row in _rows(work, s.OccasionLead, person_id) if row["kind"] == kind]
    if days is None:
        work.delete(s.OccasionLead, there)
    elif there:
        work.update(s.OccasionLead, there[0], lead_days=_lead(days))
    else:
        values = {"person_id": person_id, "kind": kind.value, "lead_days": _lead(days)}
        work.insert(s.OccasionLead, **values)


def _lead(days: int) -> int:
    if not NEVER <= days <= LONGEST_LEAD:
        raise UserError(
            f"A reminder can come up to {LONGEST_LEAD} days before an occasion; nothing was saved."
        )
    return days


def _columns(form: OccasionForm) -> dict[str, Any]:
    label = " ".join(form.label.split())
    if form.kind is OccasionKind.OTHER and not label:
        raise UserError("Say in a few words what it is; nothing was saved.")
    if isinstance(form.rule, PartialDate) and form.rule.month is None:
        raise UserError("An occasion needs a month at least; nothing was saved.")
    lead = None if form.lead_days is None else _lead(form.lead_days)
    rule = str(form.rule)
    return {"kind": form.kind.value, "label": label, "rule": rule, "lead_days": lead}


def _present(work: Work, person_id: int) -> str:
    names = names_of(work.connection, [person_id])
    if not names:
        raise UserError("This person is not there any more; nothing was saved.")
    return one_line(names[person_id], _NAME)


def _row(work: Work, occasion_id: int) -> dict[str, Any]:
    row = work.get(s.Occasion, occasion_id)
    if row is None:
        raise UserError("This occasion is not there any more; nothing was changed.")
    return row


def _dates(work: Work, person_id: int) -> Sequence[StoredDetail]:
    there = details_of(work.connection, [person_id]).get(person_id, [])
    return [stored for stored in there if stored.detail.kind is DetailKind.DATE]


def _kind(detail: Detail) -> OccasionKind | None:
    occasion = occasion_of(detail)
    return None if occasion is None else occasion.kind


def _of(form: OccasionForm) -> str:
    return one_line(Occasion(form.kind, form.rule, form.label).title, _NAME)


def _a(words: str) -> str:
    return f"an {words}" if words[0] in "aeiou" else f"a {words}"
