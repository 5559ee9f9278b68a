"""After any sequence of commands, undos and redos last contacts and lanes are what an oracle says.

The oracle reads the bare rows and goes through all of them for each person; it shares no query and
no arithmetic with the program.
"""

from __future__ import annotations

import tempfile
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
)

from relationship_desk.clock import FixedClock
from relationship_desk.desk.commands.circles import (
    add_circle,
    choose_circle,
    delete_circle,
    edit_circle,
    follow_circles,
    put_into_circles,
    set_rhythm,
)
from relationship_desk.desk.commands.merging import merge_people
from relationship_desk.desk.commands.people import delete_people, set_archived
from relationship_desk.desk.commands.seasons import (
    begin_grief,
    begin_quiet,
    end_quiet,
    pause_people,
    resume_people,
)
from relationship_desk.desk.commands.timeline import (
    InteractionForm,
    delete_interactions,
    edit_interaction,
)
from relationship_desk.desk.derived import rebuild
from relationship_desk.domain.contact import Detail, DetailKind
from relationship_desk.domain.kinds import Channel
from relationship_desk.domain.rhythm import Lane, Rhythm
from relationship_desk.store import schema
from relationship_desk.store.history import history
from relationship_desk.store.lanes import lanes, standings
from tests.support.desks import NOON, TODAY, DeskForTests, open_desk

_DAYS = st.integers(-40, 12).map(lambda days: TODAY + timedelta(days=days))
_RHYTHMS = st.sampled_from([None, Rhythm(1, 1), Rhythm(5, 9), Rhythm(20, 20), Rhythm(30, 400)])
_CHANNELS = st.sampled_from([Channel.CALL, Channel.NOTE])
_NAMES = st.sampled_from(["Weekly", "Monthly", "Choir", "Every year"])


class LanesMachine(RuleBasedStateMachine):
    """A desk that is changed in every way a lane depends on."""

    @initialize()
    def open(self) -> None:
        self.folder = tempfile.TemporaryDirectory()
        self.desk: DeskForTests = open_desk(Path(self.folder.name), FixedClock(NOON))
        for name in ("Ida", "Bo", "Ann"):
            self.desk.add(name)
        self.desk.do(add_circle, name="Weekly", rhythm=Rhythm(7, 9))

    def teardown(self) -> None:
        if hasattr(self, "desk"):
            self.desk.composition.close()
            self.folder.cleanup()

    def _ids(self, table: str) -> list[int]:
        return [i for (i,) in self.desk.reader.sql(f"SELECT id FROM {table} ORDER BY id")]

    def _some(self, data: st.DataObject, table: str, most: int = 2) -> list[int]:
        one = st.sampled_from(self._ids(table))
        return data.draw(st.lists(one, min_size=1, max_size=most, unique=True))

    def _do(self, command: Any, **arguments: Any) -> None:
        self.desk.do(command, **arguments)
        self.desk.clock.advance(timedelta(minutes=2))

    @rule(dead=st.sampled_from(["", "2026-03-01", "2026-03-10", "--02-01"]))
    def add(self, dead: str) -> None:
        death = [Detail(DetailKind.DATE, (dead,), "death")] if dead else []
        self.desk.add("Cleo", *death)

    @precondition(lambda self: self._ids("person"))
    @rule(data=st.data(), on=_DAYS, channel=_CHANNELS)
    def log(self, data: st.DataObject, on: date, channel: Channel) -> None:
        self.desk.log(*self._some(data, "person"), on=on, channel=channel)

    @precondition(lambda self: self._ids("interaction") and self._ids("person"))
    @rule(data=st.data(), on=_DAYS, channel=_CHANNELS)
    def edit_entry(self, data: st.DataObject, on: date, channel: Channel) -> None:
        form = InteractionForm(tuple(self._some(data, "person")), "moved", on, None, channel)
        [entry] = self._some(data, "interaction", 1)
        self._do(edit_interaction, interaction_id=entry, form=form)

    @precondition(lambda self: self._ids("interaction"))
    @rule(data=st.data())
    def delete_entry(self, data: st.DataObject) -> None:
        self._do(delete_interactions, interaction_ids=self._some(data, "interaction"))

    @precondition(lambda self: self._ids("person"))
    @rule(data=st.data(), archived=st.booleans())
    def archive(self, data: st.DataObject, archived: bool) -> None:
        self._do(set_archived, person_ids=self._some(data, "person"), archived=archived)

    @precondition(lambda self: self._ids("person"))
    @rule(data=st.data())
    def delete(self, data: st.DataObject) -> None:
        self._do(delete_people, person_ids=self._some(data, "person"))

    @precondition(lambda self: len(self._ids("person")) > 1)
    @rule(data=st.data())
    def merge(self, data: st.DataObject) -> None:
        one = st.sampled_from(self._ids("person"))
        keep, *others = data.draw(st.lists(one, min_size=2, max_size=3, unique=True))
        self._do(merge_people, keep_id=keep, other_ids=others, region="DE")

    @precondition(lambda self: self._ids("circle"))
    @rule(data=st.data(), rhythm=_RHYTHMS, gone=st.booleans())
    def change_circle(self, data: st.DataObject, rhythm: Rhythm | None, gone: bool) -> None:
        [circle] = self._some(data, "circle", 1)
        if gone:
            self._do(delete_circle, circle_id=circle)
        else:
            self._do(edit_circle, circle_id=circle, name=f"Circle {circle}", rhythm=rhythm)

    @rule(name=_NAMES, rhythm=_RHYTHMS)
    def make_circle(self, name: str, rhythm: Rhythm | None) -> None:
        there = [n for (n,) in self.desk.reader.sql("SELECT name FROM circle")]
        if name not in there:
            self._do(add_circle, name=name, rhythm=rhythm)

    @precondition(lambda self: self._ids("person") and self._ids("circle"))
    @rule(data=st.data(), into=st.sampled_from(["add", "remove", "choose"]))
    def join(self, data: st.DataObject, into: str) -> None:
        names = [n for (n,) in self.desk.reader.sql("SELECT name FROM circle")]
        name, people = data.draw(st.sampled_from(names)), self._some(data, "person")
        if into == "choose":
            self._do(choose_circle, person_ids=people, name=name)
        elif into == "add":
            self._do(put_into_circles, person_ids=people, add=[name])
        else:
            self._do(put_into_circles, person_ids=people, remove=[name])

    @precondition(lambda self: self._ids("person"))
    @rule(data=st.data(), rhythm=_RHYTHMS, own=st.booleans())
    def rhythm(self, data: st.DataObject, rhythm: Rhythm | None, own: bool) -> None:
        people = self._some(data, "person")
        if own:
            self._do(set_rhythm, person_ids=people, rhythm=rhythm)
        else:
            self._do(follow_circles, person_ids=people)

    @precondition(lambda self: self._ids("person"))
    @rule(data=st.data(), day=_DAYS, what=st.sampled_from("pause open resume grief".split()))
    def season(self, data: st.DataObject, day: date, what: str) -> None:
        people = self._some(data, "person")
        if what == "resume":
            self._do(resume_people, person_ids=people)
        elif what == "grief":
            self._do(begin_grief, person_id=people[0], from_on=day)
        else:
            self._do(pause_people, person_ids=people, until=day if what == "pause" else None)

    @rule(day=_DAYS, begin=st.booleans())
    def quiet(self, day: date, begin: bool) -> None:
        if begin:
            self._do(begin_quiet, from_on=day, until_on=day + timedelta(days=3))
        else:
            self._do(end_quiet, on=day)

    @rule(data=st.data(), newest=st.booleans())
    def undo(self, data: st.DataObject, newest: bool) -> None:
        done = [row.id for row in history(self.desk.reader, 100) if row.state == "done"]
        if done:
            self.desk.undo(done[0] if newest else data.draw(st.sampled_from(done)))

    @rule()
    def redo(self) -> None:
        undone = [row for row in history(self.desk.reader, 100) if row.state == "undone"]
        if undone:
            self.desk.redo()

    @precondition(lambda self: hasattr(self, "desk"))
    @invariant()
    def lanes_are_what_the_oracle_says(self) -> None:
        facts = _facts(self.desk)
        for on in (TODAY, TODAY - timedelta(days=21), TODAY + timedelta(days=8)):
            found = lanes(self.desk.reader, on)
            placed = {person: lane.value for lane, people in found.items() for person in people}
            assert list(found) == list(Lane)
            assert sum(map(len, found.values())) == len(placed)
            assert placed == {
                person: _lane(facts, person, on)
                for person in (row["id"] for row in facts["person"])
                if _is_living(facts, person, on)
            }
            for person, standing in standings(self.desk.reader, on, list(placed)).items():
                assert standing.last_contact_on == _last(facts, person, on)
                assert standing.lane.value == placed[person]

    @precondition(lambda self: hasattr(self, "desk"))
    @invariant()
    def moments_equal_a_rebuild(self) -> None:
        desk, before = self.desk.composition.desk, self._moments()
        here = desk.circumstances(self.desk.reader)

        def job(writer: Any) -> None:
            with writer.transaction():
                rebuild(writer, here)

        desk.maintain(job).result()
        assert self._moments() == before

    def _moments(self) -> list[Any]:
        return list(self.desk.reader.sql("SELECT * FROM reminder WHERE source = 'person'"))


Facts = dict[str, list[dict[str, Any]]]


def _facts(desk: DeskForTests) -> Facts:
    return {
        schema.table(model): [
            dict(zip(schema.columns(model), row, strict=True))
            for row in desk.reader.sql(
                f"SELECT {', '.join(schema.columns(model))} FROM {schema.table(model)}"
            )
        ]
        for model in schema.JOURNALED
    }


def _is_living(facts: Facts, person: int, on: date) -> bool:
    [row] = [row for row in facts["person"] if row["id"] == person]
    dates = [d for d in facts["detail"] if d["person_id"] == person and d["kind"] == "date"]
    deaths = [d["value"] for d in dates]
    died = any(len(day) < 10 or day <= on.isoformat() for day in deaths)
    return row["archived_at"] is None and not died


def _last(facts: Facts, person: int, on: date) -> date | None:
    entries = [p["interaction_id"] for p in facts["participant"] if p["person_id"] == person]
    days = [
        date.fromisoformat(entry["happened_on"])
        for entry in facts["interaction"]
        if entry["id"] in entries and entry["channel"] != "note"
    ]
    return max((day for day in days if day <= on), default=None)


def _lane(facts: Facts, person: int, on: date) -> str:
    for season in facts["season"]:
        if season["person_id"] == person and season["kind"] == "pause":
            until = season["until_on"]
            if until is None or on < date.fromisoformat(until):
                return "paused"
    own = [row for row in facts["rhythm"] if row["person_id"] == person]
    circles = [c["circle_id"] for c in facts["person_circle"] if c["person_id"] == person]
    rows = own or [circle for circle in facts["circle"] if circle["id"] in circles]
    days = sorted((r["ideal_days"], r["latest_days"]) for r in rows if r["ideal_days"] is not None)
    if not days:
        return "no_rhythm"
    ideal, latest = days[0]
    last = _last(facts, person, on)
    if last is None:
        return "never_contacted"
    silence = on.toordinal() - last.toordinal()
    if silence > latest:
        return "overdue"
    if silence >= ideal:
        return "due"
    return "soon" if silence >= ideal - ideal / 5 else "in_touch"


LanesMachine.TestCase.settings = settings(max_examples=15, stateful_step_count=25, deadline=None)
test_lanes_agree_with_an_oracle = LanesMachine.TestCase
