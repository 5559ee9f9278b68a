"""Makes the brief of one person from the reads of the store.

Invariant: it asks a fixed number of questions, however much is written down; `today` is the day
for all of them.
"""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta, tzinfo
from functools import cache

from relationship_desk import resources
from relationship_desk.desk.news import news_for
from relationship_desk.domain.brief import (
    COMING_DAYS,
    Brief,
    Changed,
    Common,
    Day,
    News,
    Owed,
    Reach,
    Relative,
    Talk,
    Topic,
)
from relationship_desk.domain.brief_words import BriefWords
from relationship_desk.domain.contact import PICTURES, Detail, DetailKind
from relationship_desk.domain.dates import PartialDate, plain_date
from relationship_desk.domain.errors import UserError
from relationship_desk.domain.occasions import UNKNOWN_DAY, death_of
from relationship_desk.domain.preferences import Preferences
from relationship_desk.domain.promises import Owing
from relationship_desk.domain.relations import FAMILY
from relationship_desk.domain.rhythm import Lane, SeasonKind
from relationship_desk.domain.text import counted, fold, one_line
from relationship_desk.store.changed_facts import changed_facts, former_name
from relationship_desk.store.circles import circles_of, people_in_season
from relationship_desk.store.database import Connection
from relationship_desk.store.gifts import gift_ideas
from relationship_desk.store.in_common import InCommon, in_common
from relationship_desk.store.kindness import kindness_rows
from relationship_desk.store.lanes import standings
from relationship_desk.store.occasions import coming, occasion_rows
from relationship_desk.store.people import Person, get_person
from relationship_desk.store.promises import promise_rows
from relationship_desk.store.relations import RelationRow, relations_of
from relationship_desk.store.tasks import task_rows
from relationship_desk.store.timeline import InteractionRow, feed_page

_TALKS = 5
_IN_COMMON = 8
_TOLD = 5
_FACT_LENGTH = 120  # characters of a changed fact: a long note is told of, not told again
_K = DetailKind
_REACH = (_K.PHONE, _K.EMAIL, _K.MESSENGER, _K.ADDRESS, _K.URL, _K.SOCIAL)
_CALLED = (_K.PHONETIC, _K.NICKNAME, _K.PRONOUNS, _K.LANGUAGE)
_WORDLESS = frozenset({_K.SORT_AS, _K.GEO}) | PICTURES


@cache
def brief_words(language: str = "en") -> BriefWords:
    """The words of a language; there is one file of them for each."""
    path = resources.path(f"brief/{language}.toml")
    return BriefWords.of(tomllib.loads(path.read_text("utf-8")))


def make_brief(
    connection: Connection, person_id: int, today: date, zone: tzinfo, preferences: Preferences
) -> Brief:
    """The brief of a person for today. Raises `UserError` where nobody has this id."""
    with connection.snapshot():
        person = get_person(connection, person_id, today)
        if person is None:
            raise UserError("This person is not on the desk any more, so there is no brief.")
        tomorrow = (today + timedelta(days=1)).isoformat()
        rows = feed_page(connection, person_id, (tomorrow, "", 0), _TALKS)
        promises = promise_rows(connection, person_id)
        relations = relations_of(connection, person_id)
        common = _beside(in_common(connection, person_id, _organisations(person), today), relations)
        mine = [Owed(row.text, row.due_on) for row in promises if row.direction is Owing.MINE]
        theirs = [Owed(row.text, row.due_on) for row in promises if row.direction is Owing.THEIRS]
        standing = standings(connection, today, [person_id]).get(person_id)
        said = "" if standing is None or standing.lane is Lane.NO_RHYTHM else standing.words(today)
        told, not_told = _news(connection, person_id, today)
        circles = tuple(name for name, _ in circles_of(connection, [person_id]).get(person_id, ()))
        return Brief(
            person_id,
            person.name.full,
            today,
            work=", ".join(_texts(person, _K.TITLE, _K.ROLE, _K.ORGANISATION)),
            called=tuple(_texts(person, *_CALLED)),
            standing=said,
            circles=circles,
            care=_care(connection, person, today),
            reach=_reach(person),
            met=_met(connection, person, rows),
            since=person.last_contact_on,
            talks=tuple(_talk(row, person_id) for row in rows),
            i_owe=tuple(mine),
            they_owe=tuple(theirs),
            tasks=tuple(Owed(row.text, row.due_on) for row in task_rows(connection, person_id)),
            topics=_topics(person, rows),
            thanks=tuple(
                row.text for row in kindness_rows(connection, person_id) if row.state.is_open
            ),
            gifts=tuple(row.text for row in gift_ideas(connection, [person_id]).get(person_id, ())),
            family=_family(person, relations),
            days=_days(connection, person_id, today, preferences),
            common=tuple(common[:_IN_COMMON]),
            more_in_common=max(len(common) - _IN_COMMON, 0),
            changed=_changed(connection, person, zone),
            notes=tuple(_texts(person, _K.NOTE)),
            told=told,
            not_told=not_told,
        )


def _all(person: Person, *kinds: DetailKind) -> list[Detail]:
    """The details of these kinds, kind by kind, of each the preferred first."""
    details = [stored.detail for stored in person.details]
    return [
        detail
        for kind in kinds
        for detail in sorted((d for d in details if d.kind is kind), key=lambda d: not d.preferred)
        if detail.text
    ]


def _texts(person: Person, *kinds: DetailKind) -> list[str]:
    return list(dict.fromkeys(detail.text for detail in _all(person, *kinds)))


def _organisations(person: Person) -> list[str]:
    names = [detail.parts[0].strip() for detail in _all(person, _K.ORGANISATION)]
    return list({fold(name): name for name in reversed(names) if name}.values())[::-1]


def _reach(person: Person) -> tuple[Reach, ...]:
    return tuple(Reach(d.kind.word, d.text, d.label) for d in _all(person, *_REACH))


def _care(connection: Connection, person: Person, today: date) -> str:
    name = person.name.given or person.name.full
    death = death_of(stored.detail for stored in person.details)
    if death is not None:
        day = PartialDate.parse(death.parts[0])
        when = f" ({day.in_words()})" if day is not None and death.text != UNKNOWN_DAY else ""
        return f"{name} has died{when}. This page is for remembering, and for those who are left."
    grieving = people_in_season(connection, SeasonKind.GRIEF, today, [person.id])
    if person.id not in grieving:
        return ""
    until = grieving[person.id]
    noted = f" (noted until {plain_date(until)})" if until else ""
    return f"This is a hard time for {name}{noted}. Ask how it is, listen, and let the rest wait."


def _met(connection: Connection, person: Person, rows: list[InteractionRow]) -> tuple[str, ...]:
    told = _texts(person, _K.HOW_MET)
    if told or not rows:
        return tuple(told)
    [(day,)] = connection.sql(
        "SELECT min(i.happened_on) FROM participant p "
        "JOIN interaction i ON i.id = p.interaction_id WHERE p.person_id = ?",
        (person.id,),
    )
    return (f"Not noted; the first entry is of {plain_date(date.fromisoformat(day))}.",)


def _talk(row: InteractionRow, person_id: int) -> Talk:
    others = tuple(name for other, name in row.people if other != person_id)
    return Talk(row.on, row.time, row.channel, row.text, others)


def _topics(person: Person, rows: list[InteractionRow]) -> tuple[Topic, ...]:
    words = brief_words()
    found = [(text, "from the notes") for n in _texts(person, _K.NOTE) for text in words.topics(n)]
    for row in rows:
        source = f"from the {row.channel.noun} of {plain_date(row.on)}"
        found += [(text, source) for text in words.topics(row.text)]
    first: dict[str, Topic] = {}
    for text, source in found:
        first.setdefault(fold(text), Topic(text, source))
    return tuple(first.values())


def _days(
    connection: Connection, person_id: int, today: date, preferences: Preferences
) -> tuple[Day, ...]:
    rows = occasion_rows(connection, today, preferences, people=[person_id])
    end = today + timedelta(days=COMING_DAYS)
    return tuple(
        Day(c.on, c.row.occasion.headline_on(c.on), c.when) for c in coming(rows, today, end, today)
    )


def _news(
    connection: Connection, person_id: int, today: date
) -> tuple[tuple[News, ...], tuple[News, ...]]:
    """What they know of my news, the newest telling first; and what is for them and not told."""
    found = news_for(connection, person_id, today)
    known = [(one.known, one.news) for one in found if one.known is not None]
    known.sort(key=lambda pair: (pair[0].on, pair[1].id), reverse=True)
    return (
        tuple(News(news.title, how.on, how.words) for how, news in known[:_TOLD]),
        tuple(News(one.news.title) for one in found if one.meant),
    )


def _family(person: Person, relations: Sequence[RelationRow]) -> tuple[Relative, ...]:
    """Whom the card names, then whom the user calls family."""
    named = [Relative(d.text, d.label) for d in _all(person, _K.RELATED)]
    there = {fold(relative.name) for relative in named}
    said = [
        Relative(row.other_name, row.label.lower())
        for row in relations
        if row.kind in FAMILY and fold(row.other_name) not in there
    ]
    return (*named, *said)


def _beside(found: Sequence[InCommon], relations: Sequence[RelationRow]) -> list[Common]:
    """Whom the user says they are something to, then who else is beside them."""
    said: dict[int, list[str]] = {}
    names: dict[int, str] = {}
    for row in relations:
        if row.kind not in FAMILY and not row.other_archived:
            said.setdefault(row.other_id, []).append(row.label.lower())
            names[row.other_id] = row.other_name
    why = {common.id: _why(common) for common in found}
    first = [
        Common(i, names[i], "; ".join([*labels, *filter(None, [why.get(i, "")])]))
        for i, labels in said.items()
    ]
    return first + [Common(c.id, c.name, why[c.id]) for c in found if c.id not in said]


def _why(common: InCommon) -> str:
    reasons = list(common.organisations)
    if common.together:
        entries = counted(common.together, "entry", "entries")
        last = f", last on {plain_date(common.last_on)}" if common.last_on else ""
        reasons.append(f"{entries} together{last}")
    return "; ".join(reasons)


def _changed(connection: Connection, person: Person, zone: tzinfo) -> tuple[Changed, ...]:
    """From the day after the last contact: what is noted on its evening comes from it."""
    if person.last_contact_on is None:
        return ()
    since = datetime.combine(person.last_contact_on + timedelta(days=1), time.min, zone)
    found: list[Changed] = []
    named = former_name(connection, person.id, since)
    if named is not None and named[1] != person.name.full:
        found.append(Changed(named[0].astimezone(zone).date(), "name", named[1], person.name.full))
    for fact in changed_facts(connection, person.id, since):
        kind = (fact.after or fact.before or Detail(_K.NOTE, ("",))).kind
        if kind not in _WORDLESS:
            on = fact.at.astimezone(zone).date()
            found.append(Changed(on, kind.word, _said(fact.before), _said(fact.after)))
    return tuple(change for change in found if change.before != change.after)


def _said(detail: Detail | None) -> str:
    if detail is None:
        return ""
    day = PartialDate.parse(detail.parts[0]) if detail.kind is _K.DATE else None
    text = day.in_words() if day is not None else one_line(detail.text, _FACT_LENGTH)
    return f"{text} ({detail.label})" if detail.label else text
