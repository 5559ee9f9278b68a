"""Ways over all that is written down: equal to trying every way, and each step explained."""

from __future__ import annotations

import tempfile
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from itertools import combinations, pairwise, permutations
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from relationship_desk.desk.commands.events import GuestForm, add_event, put_guest
from relationship_desk.desk.commands.occasions import note_death
from relationship_desk.desk.commands.organisations import AffiliationForm, affiliate
from relationship_desk.desk.commands.people import set_archived
from relationship_desk.desk.commands.relations import RelationForm, relate
from relationship_desk.desk.commands.seasons import begin_grief
from relationship_desk.domain.contact import Detail, DetailKind
from relationship_desk.domain.events import EventForm
from relationship_desk.domain.kinds import Channel
from relationship_desk.domain.relations import RelationKind as K
from relationship_desk.domain.ties import COMPANY, OF_RELATIONS, TIES, TieKind
from relationship_desk.domain.warmth import warmth
from relationship_desk.store.around import connections_of
from relationship_desk.store.bridges import bridge_of, bridges_of
from relationship_desk.store.database import Connection, build_schema
from relationship_desk.store.migrations import LATEST
from relationship_desk.store.network import YEARLY
from relationship_desk.store.places_of_work import organisations_called, people_at
from relationship_desk.store.ties import ties_of
from relationship_desk.store.ways import Ways, ways_to
from tests.support.desks import TODAY, DeskForTests

_PEOPLE = range(1, 7)
_AT = "2026-01-01T00:00:00Z"


def _knows(desk: DeskForTests, one: int, other: int, kind: K = K.KNOWS) -> None:
    desk.do(relate, form=RelationForm(one, kind, other))


def _people(found: Ways) -> list[list[str]]:
    return [[step.name for step in way] for way in found.ways]


def _whys(found: Ways) -> list[list[str]]:
    return [[step.why for step in way] for way in found.ways]


def _ways(desk: DeskForTests, *ends: int, on: date = TODAY) -> Ways:
    return ways_to(desk.reader, on, ends)


def test_a_way_of_three_steps_tells_the_reason_of_each(desk: DeskForTests) -> None:
    ida, bo, cy, far = (desk.add(name) for name in ("Ida", "Bo", "Cy", "Far"))
    desk.log(ida, on=TODAY - timedelta(days=14))
    _knows(desk, bo, ida, K.INTRODUCED_BY)
    desk.log(bo, cy, text="the fair", on=TODAY - timedelta(days=400), counts=False)
    _knows(desk, cy, bo, K.REPORT)
    _knows(desk, cy, far)

    found = _ways(desk, cy)

    assert _people(found) == [["Ida", "Bo", "Cy"]]
    assert _whys(found) == [
        ["You were in touch 2 weeks ago", "Ida introduced Bo to you", "Bo manages Cy"]
    ]
    assert _ways(desk, far) == Ways(())


def test_a_note_and_what_is_still_to_come_tie_nobody_and_make_nobody_known(
    desk: DeskForTests,
) -> None:
    ida, bo = desk.add("Ida"), desk.add("Bo")
    desk.log(ida, bo, on=TODAY + timedelta(days=1))
    desk.log(ida, bo, counts=False)
    assert _ways(desk, bo) == Ways(())
    assert _people(_ways(desk, bo, on=TODAY + timedelta(days=1))) == [["Bo"], ["Ida", "Bo"]]


def test_entries_with_both_tie_them(desk: DeskForTests) -> None:
    ida, bo, cy = desk.add("Ida"), desk.add("Bo"), desk.add("Cy")
    for text in ("lunch", ""):
        desk.log(ida, bo, text=text, on=date(2026, 2, 1))
    assert _whys(_ways(desk, bo))[1] == [
        "You were in touch 4 weeks ago",
        "Ida and Bo were together on 1 February 2026, and once more",
    ]
    assert _ways(desk, cy).ways == ()


def test_a_crowd_ties_nobody(desk: DeskForTests) -> None:
    ids = [desk.add(f"P{number:02}") for number in range(COMPANY + 1)]
    desk.log(*ids)
    assert ties_of(desk.reader, TODAY) == {}
    desk.log(*ids[1:])
    assert len(ties_of(desk.reader, TODAY)[ids[1]]) == COMPANY - 1


@pytest.mark.parametrize(
    ("what", "why"),
    [
        ("died", "Ida has died."),
        ("archive", "Ida is in the archive."),
        ("grief", "Ida is grieving."),
    ],
)
def test_who_cannot_be_asked_is_left_out_and_named(desk: DeskForTests, what: str, why: str) -> None:
    ida, bo = desk.add("Ida"), desk.add("Bo")
    desk.log(ida)
    _knows(desk, ida, bo)
    if what == "died":
        desk.do(note_death, person_id=ida, on="2026-03-01", region="")
    elif what == "archive":
        desk.do(set_archived, person_ids=[ida], archived=True)
    else:
        desk.do(begin_grief, person_id=ida, from_on=TODAY)

    assert _ways(desk, bo) == Ways((), (why,))
    assert _people(_ways(desk, ida)) == ([] if what == "died" else [["Ida"]])


def test_the_end_of_a_way_into_an_organisation_is_the_best_person_there(
    desk: DeskForTests,
) -> None:
    acme = Detail(DetailKind.ORGANISATION, ("Acme", "Press"))
    ida, bo, cy = desk.add("Ida"), desk.add("Bo", acme), desk.add("Cy", acme)
    for _ in range(4):
        desk.log(ida)
    _knows(desk, ida, bo)
    _knows(desk, ida, cy, K.PARTNER)
    _knows(desk, bo, cy, K.PARTNER)
    desk.add("Di", Detail(DetailKind.ORGANISATION, ("Acme Foundation",)))

    assert organisations_called(desk.reader, " ACME") == ["Acme"]
    assert organisations_called(desk.reader, "foundation") == ["Acme Foundation"]
    assert organisations_called(desk.reader, "acm") == ["Acme", "Acme Foundation"]
    assert organisations_called(desk.reader, " ") == []
    ends = people_at(desk.reader, "Acme", TODAY)
    assert ends == [bo, cy]
    assert _people(_ways(desk, *ends)) == [["Ida", "Cy"], ["Ida", "Bo"]]


def test_who_alone_leads_to_a_group_is_told(desk: DeskForTests) -> None:
    ida, bo, *group = (desk.add(name) for name in ("Ida", "Bo", "Cy", "Di", "Ed"))
    desk.log(ida)
    desk.log(bo)
    for one, other in combinations(group, 2):
        _knows(desk, one, other)
    _knows(desk, ida, group[0])

    found = bridges_of(desk.reader, TODAY)
    assert [bridge.words(2) for bridge in found] == [
        "Only through Ida you reach Cy, Di and 1 more.",
        "Only through Cy you reach Di and Ed.",
    ]
    _knows(desk, bo, group[1])
    assert bridges_of(desk.reader, TODAY) == []


# ------------------------------------------------------------------ equal to trying every way


@contextmanager
def _store(rows: dict[str, list[dict[str, Any]]]) -> Iterator[Connection]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "store"
        path.touch()
        connection = Connection(path, query_only=False)
        connection.sql("PRAGMA synchronous = OFF")
        build_schema(connection, LATEST)
        with connection.transaction():
            for name, found in rows.items():
                for row in found:
                    listed, marks = ", ".join(row), ", ".join("?" * len(row))
                    connection.sql(
                        f"INSERT INTO {name} ({listed}) VALUES ({marks})", list(row.values())
                    )
        yield connection
        connection.close()


_person = st.sampled_from(_PEOPLE)
_pair = st.tuples(_person, _person).filter(lambda pair: pair[0] < pair[1])
_some = st.sets(_person, min_size=1, max_size=3)
_days = st.integers(-2, 800)  # before today


@given(
    relations=st.dictionaries(_pair, st.sampled_from([K.KNOWS, K.PARENT, K.FRIEND]), max_size=5),
    entries=st.lists(st.tuples(_some, _days, st.booleans()), max_size=5),
    events=st.lists(st.tuples(_some, _days), max_size=2),
    places=st.lists(_some, max_size=2),
    made=st.sets(_pair, max_size=2),
    archived=st.sets(_person, max_size=1),
    ends=st.sets(_person, min_size=1, max_size=2),
)
@settings(max_examples=60)
def test_ways_equal_those_found_by_trying_all(
    relations: dict[tuple[int, int], K],
    entries: list[tuple[set[int], int, bool]],
    events: list[tuple[set[int], int]],
    places: list[set[int]],
    made: set[tuple[int, int]],
    archived: set[int],
    ends: set[int],
) -> None:
    rows: dict[str, list[dict[str, Any]]] = defaultdict(list)
    strengths: dict[tuple[int, int], int] = {}
    contacts: dict[int, list[Any]] = defaultdict(list)

    def tie(one: int, other: int, strength: int) -> None:
        for pair in ((one, other), (other, one)):
            strengths[pair] = max(strength, strengths.get(pair, 0))

    for i in _PEOPLE:
        rows["person_index"].append(
            {"id": i, "archived": int(i in archived), "sort_key": f"p{i}", "folded": f"p{i}"}
        )
        names = dict.fromkeys(("prefix", "given", "additional", "family", "suffix"), "")
        rows["person"].append(
            {"id": i, "uid": str(i), "kind": "person", "full_name": f"P{i}", "created_at": _AT,
             "archived_at": _AT if i in archived else None, **names}
        )  # fmt: skip
    for (one, other), kind in relations.items():
        rows["relation"].append(
            {"person_id": one, "other_id": other, "kind": kind.value, "note": "", "state": "said",
             "created_at": _AT}
        )  # fmt: skip
        tie(one, other, OF_RELATIONS[kind])
    for one, other in made:
        rows["introduction"].append(
            {"first_id": one, "second_id": other, "why": "", "stage": "acquainted",
             "begun_on": "2026-01-01", "declined_by": "", "outcome": "", "created_at": _AT}
        )  # fmt: skip
        tie(one, other, TIES[TieKind.INTRODUCTION])
    together: dict[tuple[int, int], int] = defaultdict(int)
    for row_id, (who, ago, counts) in enumerate(entries, 1):
        day = (TODAY - timedelta(days=ago)).isoformat()
        rows["interaction"].append(
            {"id": row_id, "happened_on": day, "happened_time": "", "channel": "email",
             "direction": "mine", "text": "x", "counts": int(counts), "created_at": _AT}
        )  # fmt: skip
        rows["participant"] += [{"interaction_id": row_id, "person_id": i} for i in sorted(who)]
        if counts and ago >= 0:
            for i in who:
                contacts[i].append((ago, "email"))
            for pair in combinations(sorted(who), 2):
                together[pair] += 1
    for (one, other), count in together.items():
        tie(one, other, min(60, 40 + 5 * count))
    for row_id, (who, ago) in enumerate(events, 1):
        day = (TODAY - timedelta(days=ago)).isoformat()
        empty = dict.fromkeys(
            "uid starts_time place link host cost currency goal notes".split(), ""
        )
        rows["event"].append(
            {"id": row_id, "name": f"E{row_id}", "kind": "fair", "starts_on": day, "ends_on": day,
             "created_at": _AT, **empty}
        )  # fmt: skip
        for i in sorted(who):
            rows["event_person"].append(
                {"event_id": row_id, "person_id": i, "part": "attending", "wanted": 0, "why": "",
                 "opening": ""}
            )  # fmt: skip
        if ago >= 0:
            for one, other in combinations(who, 2):
                tie(one, other, TIES[TieKind.EVENT])
    for row_id, who in enumerate(places, 1):
        empty = dict.fromkeys(("url", "place", "note"), "")
        rows["organisation"].append(
            {"id": row_id, "name": f"O{row_id}", "folded": f"o{row_id}", "kind": "company",
             "created_at": _AT, **empty}
        )  # fmt: skip
        rows["affiliation"] += [
            {"person_id": i, "organisation_id": row_id, "role": ""} for i in sorted(who)
        ]
        for one, other in combinations(who, 2):
            tie(one, other, TIES[TieKind.ORGANISATION])
    near = {i: warmth(YEARLY, found).points for i, found in _weighed(contacts).items()}

    expected = []
    for length in (1, 2, 3):
        for people in permutations(_PEOPLE, length):
            steps = list(pairwise(people))
            if (
                people[0] in near
                and people[-1] in ends
                and not (ends | archived).intersection(people[:-1])
                and all(step in strengths for step in steps)
            ):
                weakest = min([near[people[0]], *(strengths[step] for step in steps)])
                expected.append((length, -weakest, people))
    with _store(rows) as connection:
        found = ways_to(connection, TODAY, ends)
        with patch("relationship_desk.store.network._WORTH_ASKING", 0):
            assert ways_to(connection, TODAY, ends) == found  # read from whom the user knows
        bridges = {bridge.id: bridge for bridge in bridges_of(connection, TODAY)}
        for i in _PEOPLE:
            reached = ways_to(connection, TODAY, [i]).ways or i in bridges
            assert bridge_of(connection, TODAY, i) == bridges.get(i) or not reached
    assert [tuple(step.id for step in way) for way in found.ways] == [
        people for _, _, people in sorted(expected)[:3]
    ]


def _weighed(contacts: dict[int, list[Any]]) -> dict[int, list[Any]]:
    return {i: [(ago, Channel(word)) for ago, word in found] for i, found in contacts.items()}


def test_every_kind_of_tie_is_told_in_words(desk: DeskForTests) -> None:
    ida, bo, cy, di = (desk.add(name) for name in ("Ida", "Bo", "Cy", "Di"))
    desk.log(ida)
    fair = desk.do(add_event, form=EventForm("Book Fair", TODAY))
    for person in (ida, bo):
        desk.do(put_guest, form=GuestForm(fair, person), region="DE")
        if person == bo:
            desk.do(affiliate, form=AffiliationForm(bo, "Harbour Club"))
            desk.do(affiliate, form=AffiliationForm(cy, "Harbour Club"))
    summit = desk.do(add_event, form=EventForm("Summit", TODAY + timedelta(days=9)))
    desk.do(put_guest, form=GuestForm(summit, di, introducer_id=ida), region="DE")

    assert _whys(_ways(desk, cy)) == [
        [
            "You were in touch today",
            "Ida and Bo were both at Book Fair",
            "Bo and Cy were both with Harbour Club",
        ]
    ]
    assert _whys(_ways(desk, di))[0][1] == "Ida and Di know each other from Summit"
    found = connections_of(desk.reader, bo, TODAY)
    assert found is not None
    assert [beside.why for beside in found.around] == [
        "Both at Book Fair",
        "Both with Harbour Club",
    ]
