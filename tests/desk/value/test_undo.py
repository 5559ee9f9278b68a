"""Needs, shelf, giving, introductions and favours agree with snapshots, whatever is undone."""

from __future__ import annotations

from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule

from relationship_desk.desk.commands.favours import answer_favour
from relationship_desk.desk.commands.giving import GivingForm, drop_givings, give, tell_outcome
from relationship_desk.desk.commands.introductions import (
    IntroductionForm,
    advance_introduction,
    end_introduction,
    plan_introduction,
)
from relationship_desk.desk.commands.needs import NeedForm, close_needs, drop_needs, note_need
from relationship_desk.desk.commands.shelf import ResourceForm, add_resource, drop_resources
from relationship_desk.desk.commands.topics import delete_topics, rename_topic
from relationship_desk.domain.errors import UserError
from relationship_desk.domain.introductions import Stage
from relationship_desk.domain.value import Given, ResourceKind
from relationship_desk.store.introductions import get_introduction
from tests.support.desks import TODAY
from tests.support.undo_machine import UndoMachine, proved

TOPICS = st.lists(st.sampled_from(["Maps", "maps", "Print"]), max_size=2).map(tuple)


class ValueMachine(UndoMachine):
    """What is looked for, given, and brought together."""

    @precondition(lambda self: self._ids("person"))
    @rule(data=st.data(), topics=TOPICS)
    def need(self, data: st.DataObject, topics: tuple[str, ...]) -> None:
        person = data.draw(st.sampled_from(self._ids("person")))
        self.desk.do(note_need, form=NeedForm(person, "x", TODAY, topics))
        self._did()

    @precondition(lambda self: self._ids("need"))
    @rule(data=st.data(), gone=st.booleans())
    def end_need(self, data: st.DataObject, gone: bool) -> None:
        command = drop_needs if gone else close_needs
        self.desk.do(command, need_ids=[data.draw(st.sampled_from(self._ids("need")))])
        self._did()

    @rule(data=st.data(), topics=TOPICS)
    def shelve(self, data: st.DataObject, topics: tuple[str, ...]) -> None:
        person = data.draw(st.sampled_from([None, *self._ids("person")]))
        form = ResourceForm("y", ResourceKind.PERSON, TODAY, topics=topics, person_id=person)
        self.desk.do(add_resource, form=form)
        self._did()

    @precondition(lambda self: self._ids("resource"))
    @rule(data=st.data())
    def unshelve(self, data: st.DataObject) -> None:
        resource = data.draw(st.sampled_from(self._ids("resource")))
        self.desk.do(drop_resources, resource_ids=[resource])
        self._did()

    @precondition(lambda self: self._ids("person"))
    @rule(data=st.data(), topics=TOPICS)
    def give(self, data: st.DataObject, topics: tuple[str, ...]) -> None:
        person = data.draw(st.sampled_from(self._ids("person")))
        need = data.draw(st.sampled_from([None, *self._ids("need")]))
        resource = data.draw(st.sampled_from([None, *self._ids("resource")]))
        form = GivingForm(person, Given.ADVICE, "z", TODAY, 5, topics, resource, need)
        self.desk.do(give, form=form, closes_need=True)
        self._did()

    @precondition(lambda self: self._ids("giving"))
    @rule(data=st.data(), gone=st.booleans())
    def end_giving(self, data: st.DataObject, gone: bool) -> None:
        giving = data.draw(st.sampled_from(self._ids("giving")))
        if gone:
            self.desk.do(drop_givings, giving_ids=[giving])
        else:
            self.desk.do(tell_outcome, giving_id=giving, text="well")
        self._did()

    @precondition(lambda self: len(self._ids("person")) > 1)
    @rule(data=st.data())
    def introduce(self, data: st.DataObject) -> None:
        people = st.sampled_from(self._ids("person"))
        first, second = data.draw(st.lists(people, min_size=2, max_size=2, unique=True))
        try:
            self.desk.do(plan_introduction, form=IntroductionForm(first, second, "why"))
        except UserError:  # under way already
            return
        self._did()

    @precondition(lambda self: self._ids("introduction"))
    @rule(data=st.data(), onward=st.booleans())
    def step(self, data: st.DataObject, onward: bool) -> None:
        introduction = data.draw(st.sampled_from(self._ids("introduction")))
        row = get_introduction(self.desk.reader, introduction)
        assert row is not None
        following = row.steps.follows
        if onward and following is not None:
            self.desk.do(advance_introduction, introduction_id=introduction, to=following, text="t")
        elif row.stage in (Stage.DRAFT, Stage.ASKED_FIRST, Stage.ASKED_SECOND):
            self.desk.do(end_introduction, introduction_id=introduction, as_=Stage.ACQUAINTED)
        self._did()

    @rule(until=st.sampled_from([None, TODAY]))
    def answer(self, until: object) -> None:
        self.desk.do(answer_favour, key="need 1 resource 1", title="t", until_on=until)
        self._did()

    @precondition(lambda self: self._ids("topic"))
    @rule(data=st.data(), gone=st.booleans())
    def change_topic(self, data: st.DataObject, gone: bool) -> None:
        topic = data.draw(st.sampled_from(self._ids("topic")))
        if gone:
            self.desk.do(delete_topics, topic_ids=[topic])
        else:
            self.desk.do(rename_topic, topic_id=topic, name="Print")
        self._did()


test_undo_and_redo_agree_with_snapshots = proved(ValueMachine)
