"""When a task reminds: from what the user set and answered, the zone and the preferences.

Wall-clock times float with the traveller; a snooze is elapsed time. Invariant: the same facts give
the same keys in every zone and at every hour, so that nothing that was shown comes again.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo

from relationship_desk.domain.instants import to_text
from relationship_desk.domain.recurrence import Repeat, Series
from relationship_desk.domain.reminders import Circumstances

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Plan:
    """Of a task all that its reminders depend on.

    `settled` is the last day of a series that was answered, `answered` what of a single task was.
    `snoozed_on` is the day of the series that sleeps; `snoozed_late`: it was due already, so that
    only the end of the snooze reminds of it, even after a flight to where it is due once more.
    """

    due_on: date | None
    due_time: time | None = None
    lead_days: int = 0
    made_at: datetime | None = None
    series: Series | None = None
    settled: date | None = None
    answered: frozenset[str] = frozenset()
    snoozed_until: datetime | None = None
    snoozed_on: date | None = None
    snoozed_late: bool = False

    def settles(self, day: date) -> str:
        """The date, or date and time, under which the occurrence of a day is answered."""
        return settling(day, self.due_time)

    def first(self) -> date | None:
        """The first day of the series that nobody has answered; None where it is over."""
        if self.series is None:
            return self.due_on
        begins = self.series.begins - _DAY
        return self.series.first_after(max(begins, self.settled or begins))


@dataclass(frozen=True, slots=True)
class Standing:
    """What reminds now, or next. The fields are those of `DueRow`."""

    at: datetime
    occurrence: str
    settles: str
    missed: int = 0
    valid_from: datetime | None = None
    valid_until: datetime | None = None


@dataclass(frozen=True, slots=True)
class _Moment:
    at: datetime
    on: date  # the day that is settled
    key: str


def settling(day: date, clock: time | None) -> str:
    """The civil text of an occurrence: "2026-03-03", "2026-03-03T09:00"."""
    return f"{day.isoformat()}T{clock:%H:%M}" if clock else day.isoformat()


def day_of(settles: str) -> date:
    """The civil date of an occurrence."""
    return date.fromisoformat(settles[:10])


def instant_of(day: date, clock: time, zone: tzinfo) -> datetime:
    """The instant of a wall time. One that does not exist (a spring gap) is read with the offset
    before the gap, one that exists twice is its first pass (PEP 495, fold=0)."""
    return datetime.combine(day, clock, tzinfo=zone).astimezone(UTC)


def read_series(repeat: Repeat, anchor: date, begins: date) -> Series | None:
    """The days of what repeats from the date; None for what repeats from when it was done: of
    that there is one day at a time."""
    if repeat.from_completion:
        return None
    return Series(repeat.rule, anchor, begins, repeat.until, repeat.count)


def standing(plan: Plan, here: Circumstances) -> Standing | None:
    """What of an open task is due, or due next; None where it never reminds.

    A reminder comes so many days before as the task has lead days, at the hour of the
    preferences, and one when it is due. Of all that lie behind, the newest counts.
    """
    if plan.due_on is None:
        until = plan.snoozed_until
        return None if until is None else Standing(until, _snooze_key(until), "")
    first = plan.first()
    if first is None or (plan.series is None and plan.settles(first) in plan.answered):
        return None
    days = [first] if plan.series is None else _days_around(plan.series, plan, first, here)
    moments = [moment for day in days for moment in _moments(plan, day, here)]
    moments = sorted(_with_snooze(plan, first, moments, here), key=lambda m: (m.at, m.on))
    past = [i for i, moment in enumerate(moments) if moment.at <= here.now]
    chosen = past[-1] if past else 0
    moment, later = moments[chosen], moments[chosen + 1 : chosen + 2]
    return Standing(
        moment.at,
        moment.key,
        plan.settles(moment.on),
        0 if plan.series is None else plan.series.how_many(first - _DAY, moment.on - _DAY),
        moment.at if past and (chosen or moment.on > _first_awake(plan, first)) else None,
        later[0].at if later else None,
    )


def _days_around(series: Series, plan: Plan, first: date, here: Circumstances) -> list[date]:
    """The unanswered days among which are the newest moment behind and the next two to come, also
    where all up to the one that sleeps are silent."""
    today = here.now.astimezone(here.zone).date()
    found = {first}
    for day in {today, today + timedelta(days=plan.lead_days), plan.snoozed_on or today}:
        newest, following = series.newest(day), series.first_after(max(day, first - _DAY))
        found.update(
            d
            for d in (
                newest,
                newest and series.newest(newest - _DAY),
                following,
                following and series.first_after(following),
            )
            if d is not None and d >= first
        )
    return sorted(found)


def _moments(plan: Plan, day: date, here: Circumstances) -> list[_Moment]:
    """When the occurrence of a day reminds. A lead that lay behind when the task was made is
    none: whoever typed it knows."""
    hour, key = here.preferences.reminder_time, plan.settles(day)
    moments = [_Moment(instant_of(day, plan.due_time or hour, here.zone), day, key)]
    if plan.lead_days:
        at = instant_of(day - timedelta(days=plan.lead_days), hour, here.zone)
        if plan.made_at is None or at >= plan.made_at:
            moments.append(_Moment(at, day, f"{key} lead"))
    return moments


def _with_snooze(
    plan: Plan, first: date, moments: list[_Moment], here: Circumstances
) -> list[_Moment]:
    """Until a snooze ends, what sleeps is silent; then it reminds, unless the next day of the
    series has come before."""
    until = plan.snoozed_until
    sleeping = plan.due_on if plan.series is None else plan.snoozed_on
    if until is None or sleeping is None or sleeping < first:
        return moments
    awake = [
        moment
        for moment in moments
        if moment.on > sleeping or (moment.at > until and not plan.snoozed_late)
    ]
    following = plan.series.first_after(sleeping) if plan.series is not None else None
    if following is not None:
        next_one = _moments(plan, following, here)
        if min(moment.at for moment in next_one) <= until:
            return awake
    return [*awake, _Moment(until, sleeping, _snooze_key(until))]


def _first_awake(plan: Plan, first: date) -> date:
    """The first day whose own moments are not silent: after the one that sleeps."""
    asleep = plan.snoozed_on
    if plan.series is None or plan.snoozed_until is None or asleep is None or asleep < first:
        return first
    return plan.series.first_after(asleep) or first


def _snooze_key(until: datetime) -> str:
    return f"snooze {to_text(until)}"
