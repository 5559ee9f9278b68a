"""News agree with snapshots, whatever is undone: written, meant for people, told, taken back."""

from __future__ import annotations

from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule

from relationship_desk.desk.commands.news import (
    NewsForm,
    add_news,
    choose_people,
    close_news,
    delete_news,
    keep_letter,
    put_behind,
    set_audience,
)
from relationship_desk.desk.commands.tellings import note_known, tell_person, untell_people
from relationship_desk.desk.commands.timeline import InteractionForm, edit_interaction
from relationship_desk.domain.audience import Audience, Rule, RuleKind
from relationship_desk.domain.kinds import Channel
from relationship_desk.domain.news import Choice
from tests.support.desks import TODAY
from tests.support.undo_machine import UndoMachine, proved


class NewsMachine(UndoMachine):
    """News of my own, and who was told."""

    @rule(what=st.sampled_from("add audience close delete".split()), data=st.data())
    def news(self, what: str, data: st.DataObject) -> None:
        there = self._ids("news")
        if what == "add" or not there:
            self.desk.do(add_news, form=NewsForm("The atlas"))
        else:
            which = {"news_id": data.draw(st.sampled_from(there))}
            if what == "audience":
                audience = Audience((Rule(RuleKind.SEARCH, "a"),))
                self.desk.do(set_audience, **which, audience=audience)
            else:
                self.desk.do(close_news if what == "close" else delete_news, **which)
        self._did()

    @precondition(lambda self: self._ids("news") and self._ids("person"))
    @rule(
        data=st.data(),
        what=st.sampled_from("tell tell know untell choose letter later".split()),
        choice=st.sampled_from(Choice),
    )
    def news_of_people(self, data: st.DataObject, what: str, choice: Choice) -> None:
        which = {"news_id": data.draw(st.sampled_from(self._ids("news")))}
        person = data.draw(st.sampled_from(self._ids("person")))
        if what == "tell":
            one = {"person_id": person, "on": TODAY, "channel": Channel.EMAIL}
            self.desk.do(tell_person, **which, **one)
        elif what == "know":
            self.desk.do(note_known, **which, person_ids=[person], on=TODAY)
        elif what == "untell":
            self.desk.do(untell_people, **which, person_ids=[person])
        elif what == "choose":
            self.desk.do(choose_people, **which, person_ids=[person], choice=choice)
        elif what == "letter":
            self.desk.do(keep_letter, **which, person_id=person, text="Dear you")
        else:
            self.desk.do(put_behind, **which, person_id=person)
        self._did()

    @precondition(lambda self: self._ids("news") and self._ids("participant"))
    @rule(data=st.data())
    def tick_told(self, data: st.DataObject) -> None:
        entry, person = data.draw(st.sampled_from([r[1:3] for r in self.past[-1]["participant"]]))
        told = data.draw(st.lists(st.sampled_from(self._ids("news")), unique=True))
        form = InteractionForm((person,), "x", TODAY, told=tuple(told))
        self.desk.do(edit_interaction, interaction_id=entry, form=form)
        self._did()


test_undo_and_redo_agree_with_snapshots = proved(NewsMachine)
