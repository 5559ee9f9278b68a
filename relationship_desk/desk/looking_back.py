"""The figures of the insights: what was done in the last year, and what became of it.

A figure is one function and one line in `FIGURES`. Invariant: `on` is today for all of them.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable
from datetime import date, timedelta

from relationship_desk.desk.occasions_kept import occasions_kept
from relationship_desk.domain.awareness import LOOKED_AT, Awareness
from relationship_desk.domain.dates import plain_date
from relationship_desk.domain.figures import Cell, Figure, Shape, median, months_until
from relationship_desk.domain.introductions import Stage
from relationship_desk.domain.kinds import Channel
from relationship_desk.domain.preferences import Preferences
from relationship_desk.domain.text import counted, times
from relationship_desk.domain.warmth import warmth
from relationship_desk.store.circles import effective_rhythms
from relationship_desk.store.database import Connection
from relationship_desk.store.looking_back import (
    Technique,
    acts_by_month,
    contacts_by_day,
    contacts_of,
    flows,
    introduction_stages,
    last_directions,
    thanks_waits,
)
from relationship_desk.store.memberships import yields
from relationship_desk.store.organisations import organisation_rows
from relationship_desk.store.people import names_of

_MONTHS = 12
_WEEKS = 53
_YEAR = timedelta(days=365)
_MOST_ORGANISATIONS = 12
_WARMTH_MONTHS = 36


def figures(connection: Connection, on: date, preferences: Preferences) -> list[Figure]:
    """All figures of the desk, in their order."""
    with connection.snapshot():
        return [make(connection, on, preferences) for make in FIGURES]


def balance(connection: Connection, on: date, _: Preferences) -> Figure:
    """How often each of the four habits was practised in each month."""
    months = months_until(on, _MONTHS)
    acts = acts_by_month(connection, on, months[0])
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (month, *(acts[t][month] for t in Technique)) for month in months
    )
    totals = {technique: sum(acts[technique].values()) for technique in Technique}
    quiet = [t.value.lower() for t in Technique if not totals[t]]
    told = ", ".join(f"{t.value.lower()} {totals[t]:,}" for t in Technique if totals[t])
    says = f"In twelve months: {told}." if told else "Nothing is written down for the last year."
    if told and quiet:
        says += f" Nothing yet for {', '.join(quiet[:-1])}{' and ' * (len(quiet) > 1)}{quiet[-1]}."
    columns = ("Month", *(technique.value for technique in Technique))
    return Figure("balance", "The four habits", says, Shape.BARS, columns, rows)


def contacts(connection: Connection, on: date, _: Preferences) -> Figure:
    """How many contacts there were on each day of the last 53 weeks."""
    last = on.toordinal() + 6 - on.weekday()
    first = max(last - _WEEKS * 7 + 1, 1)
    days = [date.fromordinal(n) for n in range(first, on.toordinal() + 1)]
    by_day = contacts_by_day(connection, days[0], on)
    rows = tuple((day.isoformat(), by_day.get(day, 0)) for day in days)
    total, busy = counted(sum(by_day.values()), "contact"), counted(len(by_day), "day")
    most = max(by_day, key=lambda day: (by_day[day], day), default=None)
    says = "No contact is written down for the last year."
    if most is not None:
        says = f"{total} on {busy}; the fullest was {plain_date(most)} with {by_day[most]:,}."
    return Figure("contacts", "Contacts day by day", says, Shape.HEAT, ("Day", "Contacts"), rows)


def gratitude(connection: Connection, on: date, _: Preferences) -> Figure:
    """How many days it took to say thanks, in the middle of each month."""
    months = months_until(on, _MONTHS)
    waits = thanks_waits(connection, date.fromisoformat(f"{months[0]}-01"), on)
    rows = []
    for month in months:
        days = [wait for day, wait in waits if day.isoformat().startswith(month)]
        rows.append((month, median(days) if days else 0, len(days)))
    says = "No thanks are written down for the last year."
    if waits:
        middle = median([wait for _, wait in waits])
        took = "the same day" if middle < 1 else f"{middle:g} day{'' if middle == 1 else 's'}"
        says = f"Thanked {times(len(waits))}; half of the thanks were said within {took}."
    return Figure(
        "gratitude", "How soon thanks were said", says, Shape.BARS,
        ("Month", "Days until thanked", "Times thanked"), tuple(rows),
    )  # fmt: skip


def occasions(connection: Connection, on: date, preferences: Preferences) -> Figure:
    """How many occasions of the last year were honoured, by month."""
    months = months_until(on, _MONTHS)
    kept = occasions_kept(connection, on, preferences)
    rows = []
    for month in months:
        of_month = [honoured for day, honoured in kept if day.isoformat().startswith(month)]
        rows.append((month, sum(of_month), len(of_month) - sum(of_month)))
    honoured = sum(1 for _, was in kept if was)
    says = "No occasion of the last year is known."
    if kept:
        days = counted(len(kept), "occasion")
        says = f"{honoured:,} of {days} had a word from you, in time or soon after."
    return Figure(
        "occasions", "Occasions", says, Shape.BARS,
        ("Month", "With a word", "Without"), tuple(rows), together=True,
    )  # fmt: skip


def introductions(connection: Connection, on: date, _: Preferences) -> Figure:
    """What became of introductions."""
    stages = introduction_stages(connection, on)
    rows = tuple((stage.words.capitalize(), stages[stage.value]) for stage in Stage)
    made = sum(stages[stage] for stage in (Stage.MADE, Stage.CHECKED, Stage.FINISHED))
    total = sum(stages.values())
    says = "No introduction has been thought of yet."
    if total:
        says = f"{total:,} thought of, {made:,} made."
    return Figure(
        "introductions", "Introductions, and what became of them", says, Shape.BARS,
        ("Stage", "Introductions"), rows,
    )  # fmt: skip


def communities(connection: Connection, on: date, _: Preferences) -> Figure:
    """What organisations and communities have yielded in the last year."""
    since = date.fromordinal(max(on.toordinal() - _YEAR.days, 1))
    found = yields(connection, on, since)
    names = {row.id: row.name for row in organisation_rows(connection)}
    rows = [
        (names[i], y.people, y.insights, y.opportunities, y.interactions)
        for i, y in found.items()
        if i in names and (y.insights or y.opportunities or y.interactions)
    ]
    rows.sort(key=lambda row: (-row[4], -row[1], row[0]))
    says = "No organisation or community has yielded anything in the last year."
    if rows:
        brought = counted(len(rows), "has", "have")
        says = f"{brought} brought something: people, insights, opportunities, contacts."
    return Figure(
        "communities", "What communities have yielded", says, Shape.BARS,
        ("Organisation", "People", "Insights", "Opportunities", "Contacts"),
        tuple(rows[:_MOST_ORGANISATIONS]),
    )  # fmt: skip


def both_ways(connection: Connection, on: date, _: Preferences) -> Figure:
    """What flowed both ways in the last year, with everybody together."""
    since = date.fromordinal(max(on.toordinal() - _YEAR.days, 1))
    gave, came = flows(connection, since, on)
    rows = [(f"You {words}", count) for words, count in gave.items()]
    rows += [(f"To you came {words}", count) for words, count in came.items()]
    says = "Both ways, in words; nobody owes anybody anything."
    if not rows:
        says = "Neither giving nor kindness is written down for the last year."
    return Figure(
        "both-ways", "What flowed both ways", says, Shape.BARS, ("What", "Times"), tuple(rows)
    )


FIGURES: tuple[Callable[[Connection, date, Preferences], Figure], ...] = (
    balance, contacts, gratitude, occasions, introductions, communities, both_ways,
)  # fmt: skip


def warmth_over_time(connection: Connection, on: date, person_id: int) -> Figure:
    """The warmth of one person at the end of each of the last 36 months, by today's rhythm."""
    name = names_of(connection, [person_id]).get(person_id, "")
    rhythm = effective_rhythms(connection, [person_id]).get(person_id)
    title, columns = f"Warmth with {name}", ("Month", "Warmth")
    if rhythm is None:
        says = "Without a rhythm there is nothing to measure by. Put them into a circle first."
        return Figure("warmth", title, says, Shape.LINE, columns, (), 100)
    met = [(day, Channel(channel)) for day, channel in contacts_of(connection, person_id, on)]
    rows = []
    for month in months_until(on, _WARMTH_MONTHS):
        end = min(_end_of(month), on)
        so_far = [((end - day).days, channel) for day, channel in met if day <= end]
        rows.append((month, warmth(rhythm[0], so_far).exact))
    says = f"By the rhythm of today, {rhythm[0].words}. 63 to 100 is in touch on schedule."
    return Figure("warmth", title, says, Shape.LINE, columns, tuple(rows), 100)


def awareness_of(connection: Connection, on: date, person_id: int) -> Awareness:
    """What flowed both ways with one person, ever; and who began the last contacts."""
    gave, came = flows(connection, date.min, on, person_id)
    return Awareness(gave, came, last_directions(connection, person_id, on, LOOKED_AT))


def _end_of(month: str) -> date:
    year, number = int(month[:4]), int(month[5:])
    return date(year, number, monthrange(year, number)[1])
