"""Any sequence of steps about kindnesses, gifts, standings, batches and topics is undone."""

from __future__ import annotations

from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule

from relationship_desk.desk.commands.batches import (
    add_to_batch,
    confirm_addresses,
    delete_batch,
    leave_batch,
    make_batch,
    send_batch,
    take_back_batch,
)
from relationship_desk.desk.commands.gift_profiles import GiftProfileForm, set_gift_profile
from relationship_desk.desk.commands.gifts import (
    GiftForm,
    delete_gifts,
    give_gift,
    keep_gift,
    note_gift,
    receive_gift,
)
from relationship_desk.desk.commands.standings import (
    StandingForm,
    add_milestone,
    add_standing,
    delete_milestones,
    delete_standings,
)
from relationship_desk.desk.commands.thanks import (
    KindnessForm,
    acknowledge_thanks,
    decline_kindness,
    delete_kindnesses,
    edit_kindness,
    keep_thanks_draft,
    propose_thanks,
    record_kindness,
    reopen_thanks,
    say_thanks,
    want_thanks,
)
from relationship_desk.desk.commands.topics import delete_topics, rename_topic
from relationship_desk.domain.errors import UserError
from relationship_desk.domain.kindness import ThanksForm
from relationship_desk.domain.standing import BatchForm, StandingKind
from tests.support.desks import TODAY
from tests.support.undo_machine import UndoMachine, proved

_TOPICS = st.lists(st.sampled_from("books Books harbour".split()), max_size=2).map(tuple)


class ThanksMachine(UndoMachine):
    """Kindnesses and thanks, gifts, standings, batches of cards, topics."""

    @precondition(lambda self: self._ids("person"))
    @rule(data=st.data(), topics=_TOPICS)
    def be_kind(self, data: st.DataObject, topics: tuple[str, ...]) -> None:
        people = data.draw(st.lists(st.sampled_from(self._ids("person")), min_size=1, max_size=2))
        entry = data.draw(st.sampled_from([None, *self._ids("interaction")]))
        form = KindnessForm(people[0], "helped", TODAY, topics=topics, interaction_id=entry)
        if len(people) > 1:
            self.desk.do(propose_thanks, person_ids=people, text="the order")
        else:
            self.desk.do(record_kindness, form=form)
        self._did()

    @precondition(lambda self: self._ids("kindness"))
    @rule(
        data=st.data(),
        what=st.sampled_from("thank answer reopen none draft edit delete".split()),
        topics=_TOPICS,
    )
    def thank(self, data: st.DataObject, what: str, topics: tuple[str, ...]) -> None:
        which = data.draw(st.sampled_from(self._ids("kindness")))
        one = {"kindness_id": which}
        if what == "thank":
            self.desk.do(say_thanks, **one, form=ThanksForm.CARD, text="Thank you.")
        elif what == "answer":
            try:
                self.desk.do(acknowledge_thanks, **one)
            except UserError:
                return
        elif what == "reopen":
            self.desk.do(reopen_thanks, **one)
        elif what == "none":
            self.desk.do(want_thanks, kindness_ids=[which], wanted=False)
        elif what == "draft":
            self.desk.do(keep_thanks_draft, **one, text="Dear you")
        elif what == "edit":
            [row] = [r for r in self.past[-1]["kindness"] if r[0] == which]
            form = KindnessForm(row[1], "helped out", TODAY, topics=topics)
            self.desk.do(edit_kindness, **one, form=form)
        else:
            self.desk.do(delete_kindnesses, kindness_ids=[which])
        self._did()

    @precondition(lambda self: self._ids("interaction"))
    @rule(data=st.data())
    def decline(self, data: st.DataObject) -> None:
        entry = data.draw(st.sampled_from(self._ids("interaction")))
        self.desk.do(decline_kindness, interaction_id=entry)
        self._did()

    @precondition(lambda self: self._ids("topic"))
    @rule(data=st.data(), name=st.sampled_from(["books", "ships", ""]))
    def change_topic(self, data: st.DataObject, name: str) -> None:
        topic = data.draw(st.sampled_from(self._ids("topic")))
        if name:
            self.desk.do(rename_topic, topic_id=topic, name=name)
        else:
            self.desk.do(delete_topics, topic_ids=[topic])
        self._did()

    @precondition(lambda self: self._ids("person"))
    @rule(data=st.data(), what=st.sampled_from("idea give keep receive delete know".split()))
    def gift(self, data: st.DataObject, what: str) -> None:
        person = data.draw(st.sampled_from(self._ids("person")))
        gifts = self._ids("gift")
        if what == "idea" or (what in ("give", "keep", "delete") and not gifts):
            self.desk.do(note_gift, form=GiftForm(person, "bookends", needed_on=TODAY))
        elif what == "receive":
            self.desk.do(receive_gift, form=GiftForm(person, "plum jam"))
        elif what == "know":
            words = data.draw(st.sampled_from(["", "nuts"]))
            form = GiftProfileForm(allergies=words)
            self.desk.do(set_gift_profile, person_id=person, form=form)
        else:
            which = data.draw(st.sampled_from(gifts))
            if what == "delete":
                self.desk.do(delete_gifts, gift_ids=[which])
            else:
                self.desk.do(give_gift if what == "give" else keep_gift, gift_id=which)
        self._did()

    @precondition(lambda self: self._ids("person"))
    @rule(data=st.data(), what=st.sampled_from("stand reach leave forget".split()))
    def standing(self, data: st.DataObject, what: str) -> None:
        person = data.draw(st.sampled_from(self._ids("person")))
        if what == "stand":
            kind = data.draw(st.sampled_from(StandingKind))
            self.desk.do(add_standing, form=StandingForm(person, kind, TODAY))
        elif what == "reach":
            self.desk.do(add_milestone, person_id=person, text="done", on=TODAY)
        elif what == "leave":
            self.desk.do(delete_standings, standing_ids=self._ids("standing")[:2])
        else:
            self.desk.do(delete_milestones, milestone_ids=self._ids("milestone")[:2])
        self._did()

    @precondition(lambda self: self._ids("person"))
    @rule(data=st.data(), what=st.sampled_from("make add check send back leave delete".split()))
    def batch(self, data: st.DataObject, what: str) -> None:
        person = data.draw(st.sampled_from(self._ids("person")))
        batches, within = self._ids("card_batch"), self._ids("card_batch_person")
        if what == "make" or not batches:
            self.desk.do(make_batch, title="Cards", form=BatchForm.CARD, person_ids=[person])
        elif what == "add":
            self.desk.do(add_to_batch, batch_id=batches[-1], person_ids=[person])
        elif what == "delete":
            self.desk.do(delete_batch, batch_id=batches[-1])
        else:
            command = {
                "check": confirm_addresses,
                "send": send_batch,
                "back": take_back_batch,
                "leave": leave_batch,
            }[what]
            self.desk.do(command, recipient_ids=within)
        self._did()


test_undo_and_redo_agree_with_snapshots = proved(ThanksMachine)
