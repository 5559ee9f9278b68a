"""Any sequence of commands, undos and redos leaves what a plain list of snapshots says."""

from __future__ import annotations

from datetime import timedelta

from hypothesis import strategies as st
from hypothesis.stateful import (
    precondition,
    rule,
)

from relationship_desk.desk.commands.apart import keep_apart
from relationship_desk.desk.commands.circles import (
    delete_circle,
    edit_circle,
    follow_circles,
    put_into_circles,
    set_rhythm,
)
from relationship_desk.desk.commands.occasions import (
    OccasionForm,
    add_occasion,
    edit_occasion,
    note_death,
    remove_occasion,
    set_circle_lead,
    set_lead,
    set_leap_day,
)
from relationship_desk.desk.commands.people import delete_people, set_archived, tag_people
from relationship_desk.desk.commands.promises import (
    PromiseForm,
    drop_promises,
    keep_promise,
    make_promise,
)
from relationship_desk.desk.commands.quick_log import QuickLogForm, quick_log
from relationship_desk.desk.commands.reminders import answer_reminder
from relationship_desk.desk.commands.seasons import (
    begin_grief,
    begin_quiet,
    end_quiet,
    pause_people,
    resume_people,
)
from relationship_desk.desk.commands.tasks import (
    TaskForm,
    complete_tasks,
    delete_tasks,
    reopen_tasks,
    snooze_tasks,
)
from relationship_desk.desk.commands.timeline import InteractionForm, delete_interactions
from relationship_desk.domain.contact import Name
from relationship_desk.domain.occasion_rules import EasterDay, LeapDay
from relationship_desk.domain.occasions import OccasionKind
from relationship_desk.domain.promises import Owing
from relationship_desk.domain.recurrence import Repeat, Rule, Unit
from relationship_desk.domain.rhythm import READY_MADE, Rhythm
from relationship_desk.store.waiting import waiting
from tests.support.desks import TODAY, phone
from tests.support.undo_machine import NAMES, UndoMachine, proved

_REPEATS = (
    Repeat(Rule(Unit.DAY)),
    Repeat(Rule(Unit.MONTH, month_day=31), count=2),
    Repeat(Rule(Unit.WEEK, 2), from_completion=True, count=3),
)


class KernelMachine(UndoMachine):
    """People, tags, circles, rhythm, seasons, tasks, occasions, promises, one line."""

    @precondition(lambda self: self._ids("person"))
    @rule(data=st.data(), name=NAMES)
    def edit(self, data: st.DataObject, name: str) -> None:
        person = data.draw(st.sampled_from(self._ids("person")))
        if name.split():
            self.desk.edit(person, name=Name(name), details=((None, phone("1")),))
            self._did()

    @precondition(lambda self: self._ids("person"))
    @rule(data=st.data(), repeat=st.sampled_from([None, *_REPEATS]))
    def task(self, data: st.DataObject, repeat: Repeat | None) -> None:
        person = data.draw(st.sampled_from(self._ids("person")))
        self.desk.task("t", person, due_on=TODAY, repeat=repeat)
        self._did()

    @precondition(lambda self: self._ids("person"))
    @rule(data=st.data(), what=st.sampled_from(["name day", "birthday", "lead", "leap", "died"]))
    def occasion(self, data: st.DataObject, what: str) -> None:
        who = {"person_id": data.draw(st.sampled_from(self._ids("person")))}
        if what in ("name day", "birthday"):
            form = OccasionForm(OccasionKind(what.replace(" ", "_")), EasterDay(len(what)))
            self.desk.do(add_occasion, **who, form=form, region="DE")
        elif what == "lead":
            days = data.draw(st.none() | st.integers(-1, 9))
            self.desk.do(set_lead, **who, kind=OccasionKind.BIRTHDAY, days=days)
        elif what == "leap":
            self.desk.do(set_leap_day, **who, leap=data.draw(st.sampled_from(LeapDay)))
        else:
            self.desk.do(
                note_death, **who, on=data.draw(st.sampled_from([None, "2020"])), region=""
            )
        self._did()

    @precondition(lambda self: self._ids("occasion"))
    @rule(data=st.data(), remove=st.booleans())
    def change_occasion(self, data: st.DataObject, remove: bool) -> None:
        which = {"occasion_id": data.draw(st.sampled_from(self._ids("occasion")))}
        if remove:
            self.desk.do(remove_occasion, **which)
        else:
            days = data.draw(st.integers(0, 3))
            form = OccasionForm(OccasionKind.OTHER, EasterDay(days), "the fair", days)
            self.desk.do(edit_occasion, **which, form=form)
        self._did()

    @rule(data=st.data(), kind=st.sampled_from(["done", "dismissed", "snoozed"]))
    def answer(self, data: st.DataObject, kind: str) -> None:
        now = self.desk.clock.now()
        rows = waiting(self.desk.reader, now)
        if not rows:
            return
        row = data.draw(st.sampled_from(rows))
        until = now + timedelta(hours=2) if kind == "snoozed" else None
        which = {"source": row.source, "source_id": row.source_id, "settles": row.settles}
        self.desk.do(answer_reminder, **which, kind=kind, until=until)
        self._did()

    @precondition(lambda self: self._ids("person"))
    @rule(data=st.data(), what=st.sampled_from("join leave own none follow".split()))
    def rhythm(self, data: st.DataObject, what: str) -> None:
        who = {"person_ids": [data.draw(st.sampled_from(self._ids("person")))]}
        circles = [name for _, name, *_ in self.past[-1]["circle"]]
        if what == "join":
            circle = data.draw(st.sampled_from([ready.name for ready in READY_MADE]))
            self.desk.do(put_into_circles, **who, add=[circle])
        elif what == "leave" and circles:
            self.desk.do(put_into_circles, **who, remove=[data.draw(st.sampled_from(circles))])
        elif what == "follow":
            self.desk.do(follow_circles, **who)
        elif what in ("own", "none"):
            self.desk.do(set_rhythm, **who, rhythm=Rhythm(1, 9) if what == "own" else None)
        self._did()

    @precondition(lambda self: self._ids("circle"))
    @rule(data=st.data(), what=st.sampled_from(["days", "lead", "delete"]))
    def change_circle(self, data: st.DataObject, what: str) -> None:
        circle = {"circle_id": data.draw(st.sampled_from(self._ids("circle")))}
        number = data.draw(st.integers(1, 3))
        if what == "days":
            name = f"Circle {circle['circle_id']}"
            self.desk.do(edit_circle, **circle, name=name, rhythm=Rhythm(number, 9))
        elif what == "lead":
            self.desk.do(set_circle_lead, **circle, days=number)
        else:
            self.desk.do(delete_circle, **circle)
        self._did()

    @precondition(lambda self: self._ids("person"))
    @rule(data=st.data(), what=st.sampled_from("pause resume grief quiet noise".split()))
    def season(self, data: st.DataObject, what: str) -> None:
        person = data.draw(st.sampled_from(self._ids("person")))
        day = TODAY + timedelta(days=data.draw(st.integers(-3, 3)))
        if what == "pause":
            self.desk.do(pause_people, person_ids=[person], until=day)
        elif what == "resume":
            self.desk.do(resume_people, person_ids=[person])
        elif what == "grief":
            self.desk.do(begin_grief, person_id=person, from_on=day)
        elif what == "quiet":
            self.desk.do(begin_quiet, from_on=day, until_on=day + timedelta(days=2))
        else:
            self.desk.do(end_quiet, on=day)
        self._did()

    @precondition(lambda self: self._ids("person"))
    @rule(
        data=st.data(), mine=st.sampled_from(Owing), what=st.sampled_from("make keep drop".split())
    )
    def promise(self, data: st.DataObject, mine: Owing, what: str) -> None:
        made = self._ids("promise")
        if what == "make":
            person = data.draw(st.sampled_from(self._ids("person")))
            self.desk.do(make_promise, form=PromiseForm(person, "the book", mine, TODAY))
        elif made and what == "keep":
            self.desk.do(keep_promise, promise_id=data.draw(st.sampled_from(made)))
        elif made:
            self.desk.do(drop_promises, promise_ids=[data.draw(st.sampled_from(made))])
        self._did()

    @precondition(lambda self: self._ids("person"))
    @rule(data=st.data(), name=NAMES)
    def quick_log(self, data: st.DataObject, name: str) -> None:
        person = data.draw(st.sampled_from(self._ids("person")))
        if name.split():
            promises = (PromiseForm(person, "p", due_on=TODAY), PromiseForm(-1, "q", Owing.THEIRS))
            entry = InteractionForm((person, -1), "x", TODAY)
            form = QuickLogForm(entry, promises, TaskForm("n", -1, TODAY), (name,))
            self.desk.do(quick_log, form=form, region="DE")
            self._did()

    @precondition(lambda self: self._ids("task"))
    @rule(data=st.data(), what=st.sampled_from(["done", "snooze", "delete", "reopen"]))
    def change_task(self, data: st.DataObject, what: str) -> None:
        ids = [data.draw(st.sampled_from(self._ids("task")))]
        if what == "done":
            self.desk.do(complete_tasks, task_ids=ids)
        elif what == "snooze":
            until = self.desk.clock.now() + timedelta(hours=1)
            self.desk.do(snooze_tasks, task_ids=ids, until=until)
        elif what == "reopen":
            self.desk.do(reopen_tasks, task_ids=ids)
        else:
            self.desk.do(delete_tasks, task_ids=ids)
        self._did()

    @precondition(lambda self: self._ids("interaction"))
    @rule(data=st.data())
    def delete_entry(self, data: st.DataObject) -> None:
        entry = data.draw(st.sampled_from(self._ids("interaction")))
        self.desk.do(delete_interactions, interaction_ids=[entry])
        self._did()

    @precondition(lambda self: self._ids("person"))
    @rule(data=st.data(), what=st.sampled_from(["delete", "archive", "tag", "untag"]))
    def change_people(self, data: st.DataObject, what: str) -> None:
        ids = data.draw(
            st.lists(st.sampled_from(self._ids("person")), min_size=1, max_size=3, unique=True)
        )
        if what == "delete":
            self.desk.do(delete_people, person_ids=ids)
        elif what == "archive":
            self.desk.do(set_archived, person_ids=ids, archived=True)
        elif what == "tag":
            self.desk.do(tag_people, person_ids=ids, add=["z"])
        else:
            self.desk.do(tag_people, person_ids=ids, remove=["a", "z"])
        self._did()

    @precondition(lambda self: len(self._ids("person")) > 1)
    @rule(data=st.data())
    def keep_apart(self, data: st.DataObject) -> None:
        people = st.sampled_from(self._ids("person"))
        one, other = data.draw(st.lists(people, min_size=2, max_size=2, unique=True))
        self.desk.do(keep_apart, person_id=one, other_id=other)
        self._did()


test_undo_and_redo_agree_with_snapshots = proved(KernelMachine)
