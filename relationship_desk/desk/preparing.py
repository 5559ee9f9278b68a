"""Makes the prep sheet of an event from the reads of the store.

Invariant: nobody is named who is archived or has died, and nobody twice.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import cache
from itertools import islice

from relationship_desk import resources
from relationship_desk.desk.favours import favours
from relationship_desk.domain.contact import ADDRESS_PARTS, UNIT_SEPARATOR, DetailKind
from relationship_desk.domain.errors import UserError
from relationship_desk.domain.events import EventKind, Part
from relationship_desk.domain.prep import (
    Acquaintance,
    OpenPromise,
    Prep,
    Target,
    questions_of,
    split_notes,
)
from relationship_desk.domain.text import counted, fold, one_line
from relationship_desk.store.database import Connection
from relationship_desk.store.events import EventRow, Guest, editions, get_event, guests
from relationship_desk.store.last_talk import last_talks
from relationship_desk.store.living import living_people
from relationship_desk.store.needs import need_rows
from relationship_desk.store.people import names_of
from relationship_desk.store.places_of_work import people_at
from relationship_desk.store.promises import promise_rows
from relationship_desk.store.shelf import resource_rows
from relationship_desk.store.ways import Step, ways_to

_KNOWN = 15
_WAYS_OF = 10  # of so many people the ways are looked for
_OFFERS = 5
_BEFORE = 5
_TALK = 120
_CHUNK = 500
_LOCALITY = ADDRESS_PARTS.index("locality")
_PARTS = {Part.HOST: "hosts", Part.SPEAKER: "speaks", Part.ATTENDING: "is there"}


@cache
def usual_questions(kind: EventKind, language: str = "en") -> tuple[str, ...]:
    """What opens a talk at an event of this kind."""
    path = resources.path(f"events/{language}.toml")
    return tuple(tomllib.loads(path.read_text("utf-8"))["questions"][kind.value])


def make_prep(connection: Connection, event_id: int, today: date) -> Prep:
    """The prep sheet of an event for today. Raises `UserError` where there is no such event."""
    with connection.snapshot():
        event = get_event(connection, event_id)
        if event is None:
            raise UserError("This event is not on the desk any more, so there is no prep sheet.")
        form = event.form
        listed = guests(connection, event_id)
        reasons = _reasons(connection, event, listed, today)
        living = set(living_people(connection, today, sorted(reasons)))
        wanted = [guest for guest in listed if guest.wanted and guest.person_id in living]
        aims = {guest.person_id for guest in wanted}
        known = [i for i in reasons if i in living and i not in aims]
        people = [*aims, *known]
        work = _work(connection, people)
        asked, notes = split_notes(form.notes)
        return Prep(
            event_id,
            form.name,
            today,
            event.starts_on,
            event.ends_on,
            form.starts_time,
            form.kind.words.capitalize(),
            form.place,
            form.host,
            form.link,
            str(form.cost) if form.cost else "",
            _goals(event),
            _targets(connection, wanted, work, today),
            _known(connection, known[:_KNOWN], reasons, work, today),
            max(len(known) - _KNOWN, 0),
            _promises(connection, set(people)),
            questions_of(asked, usual_questions(form.kind)),
            _offers(connection, set(people), today),
            tuple(notes),
            _before(connection, event, today),
        )


def _reasons(
    connection: Connection, event: EventRow, listed: Sequence[Guest], today: date
) -> dict[int, str]:
    """Who is there or near, and why they are: those on the list, of the host, of the town."""
    found = {guest.person_id: _PARTS[guest.part] for guest in listed}
    if event.form.host:
        for person_id in people_at(connection, event.form.host, today):
            found.setdefault(person_id, f"is with {event.form.host}")
    for person_id, town in _neighbours(connection, event.form.place):
        found.setdefault(person_id, f"lives in {town}")
    return found


def _neighbours(connection: Connection, place: str) -> Iterable[tuple[int, str]]:
    """Those whose town stands in the words of the place."""
    words = f" {' '.join(fold(place).replace(',', ' ').split())} "
    if not words.strip():
        return
    for person_id, value in connection.sql(
        "SELECT d.person_id, d.value FROM detail d JOIN person_index i ON i.id = d.person_id "
        "WHERE d.kind = ? ORDER BY i.sort_key, d.person_id, d.position",
        (DetailKind.ADDRESS.value,),
    ):
        parts = value.split(UNIT_SEPARATOR)
        town = parts[_LOCALITY].strip() if len(parts) > _LOCALITY else ""
        if town and f" {' '.join(fold(town).replace(',', ' ').split())} " in words:
            yield person_id, town


def _work(connection: Connection, people: Sequence[int]) -> dict[int, str]:
    """Title and organisation of each, as far as their cards say them."""
    found: dict[int, dict[str, str]] = {}
    for start in range(0, len(people), _CHUNK):
        chunk = people[start : start + _CHUNK]
        for person_id, kind, value in connection.sql(
            "SELECT person_id, kind, value FROM detail WHERE kind IN ('title', 'organisation') "
            f"AND person_id IN ({', '.join('?' * len(chunk))}) ORDER BY preferred DESC, position",
            chunk,
        ):
            found.setdefault(person_id, {}).setdefault(kind, value.split(UNIT_SEPARATOR)[0])
    return {
        i: ", ".join(said[kind] for kind in ("title", "organisation") if said.get(kind))
        for i, said in found.items()
    }


def _goals(event: EventRow) -> tuple[str, ...]:
    form, goals = event.form, []
    if form.goal:
        goals += [line for line in form.goal.splitlines() if line.strip()]
    if form.goal_people:
        goals.append(f"Meet {form.goal_people} new {_people(form.goal_people)}")
    if form.goal_insights:
        goals.append(f"Come home with {counted(form.goal_insights, 'insight')}")
    return tuple(goals)


def _people(number: int) -> str:
    return "person" if number == 1 else "people"


def _targets(
    connection: Connection, wanted: Sequence[Guest], work: Mapping[int, str], today: date
) -> tuple[Target, ...]:
    targets = []
    for number, guest in enumerate(wanted):
        ways = [f"{guest.introducer} can introduce you"] if guest.introducer else []
        if not ways and number < _WAYS_OF:
            found = ways_to(connection, today, [guest.person_id]).ways
            ways = [_way(found[0])] if found and len(found[0]) > 1 else []
        targets.append(
            Target(
                guest.person_id,
                guest.name,
                work.get(guest.person_id, ""),
                guest.why,
                guest.opening,
                tuple(ways),
            )
        )
    return tuple(targets)


def _way(steps: Sequence[Step]) -> str:
    """ "By Bo Ek: they know each other from Acme"."""
    first, last = steps[0], steps[-1]
    by = " and ".join(step.name for step in steps[:-1])
    return f"Ask {first.name} for an introduction: {last.why}" if len(steps) == 2 else (
        f"A way leads by {by}: {last.why}"
    )  # fmt: skip


def _known(
    connection: Connection,
    people: Sequence[int],
    reasons: Mapping[int, str],
    work: Mapping[int, str],
    today: date,
) -> tuple[Acquaintance, ...]:
    names = names_of(connection, list(people))
    talks = last_talks(connection, today, list(people))
    needs: dict[int, list[str]] = {}
    for need in need_rows(connection):
        needs.setdefault(need.person_id, []).append(one_line(need.text))
    return tuple(
        Acquaintance(
            i,
            names[i],
            reasons[i],
            work.get(i, ""),
            talks[i].sentence(today, _TALK) if i in talks else "",
            tuple(needs.get(i, ())),
        )
        for i in people
    )


def _promises(connection: Connection, people: set[int]) -> tuple[OpenPromise, ...]:
    return tuple(
        OpenPromise(row.direction.words(row.person_name), one_line(row.text), row.due_on)
        for row in promise_rows(connection)
        if row.person_id in people
    )


def _offers(connection: Connection, people: set[int], today: date) -> tuple[str, ...]:
    """What would help somebody there; where nothing is found, the newest of the shelf."""
    helpful = islice(favours(connection, today, people), _OFFERS)
    found = [f"{favour.title}: {favour.why}" for favour in helpful]
    if not found:
        found = [one_line(thing.title) for thing in resource_rows(connection)]
    return tuple(found[:_OFFERS])


def _before(connection: Connection, event: EventRow, today: date) -> tuple[str, ...]:
    earlier = [row for row in editions(connection, event) if row.is_past(today)]
    return tuple(
        f"{row.name}: you met {row.met} {_people(row.met)}" if row.met else row.name
        for row in earlier[:_BEFORE]
    )
