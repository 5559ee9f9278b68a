"""Events, guests, lines about people met and cards of the board agree with snapshots."""

from __future__ import annotations

from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule

from relationship_desk.desk.commands.encounters import (
    note_encounter,
    remove_encounters,
    resolve_encounter,
)
from relationship_desk.desk.commands.events import (
    GuestForm,
    add_event,
    delete_events,
    edit_event,
    note_preparation,
    put_guest,
    remove_guests,
)
from relationship_desk.desk.commands.follow_up import keep_draft, move_card, write_follow_up
from relationship_desk.desk.encounter_log import Reader
from relationship_desk.domain.errors import UserError
from relationship_desk.domain.events import EventForm, Part
from relationship_desk.domain.follow_up import Stage
from relationship_desk.store.events import get_event
from tests.support.desks import TODAY
from tests.support.undo_machine import UndoMachine, proved


class EventMachine(UndoMachine):
    """Events, who is there, who was met, and what became of it."""

    @rule(
        what=st.sampled_from("add edit notes delete".split()),
        year=st.integers(2024, 2026),
        data=st.data(),
    )
    def event(self, what: str, year: int, data: st.DataObject) -> None:
        there = self._ids("event")
        form = EventForm(f"Fair {year}", TODAY)
        if what == "add" or not there:
            self.desk.do(add_event, form=form)
        else:
            which = data.draw(st.sampled_from(there))
            if what == "edit":
                series = data.draw(st.sampled_from(["", "Fair", "Other"]))
                changed = EventForm(f"Fair {year}", TODAY, series=series)
                self.desk.do(edit_event, event_id=which, form=changed)
            elif what == "notes":
                self.desk.do(note_preparation, event_id=which, notes=f"by {year}")
            else:
                self.desk.do(delete_events, event_ids=[which])
        self._did()

    @precondition(lambda self: self._ids("event") and self._ids("person"))
    @rule(data=st.data(), part=st.sampled_from(Part), remove=st.booleans())
    def guest(self, data: st.DataObject, part: Part, remove: bool) -> None:
        people = st.sampled_from(self._ids("person"))
        there = self._ids("event_person")
        if remove and there:
            self.desk.do(remove_guests, guest_ids=[data.draw(st.sampled_from(there))])
        else:
            who, by = data.draw(people), data.draw(st.none() | people)
            event_id = data.draw(st.sampled_from(self._ids("event")))
            introducer = None if by == who else by
            form = GuestForm(event_id, who, "", part, True, "why", "", introducer)
            self.desk.do(put_guest, form=form, region="DE")
        self._did()

    @precondition(lambda self: self._ids("event"))
    @rule(
        data=st.data(),
        line=st.sampled_from(["Ann Lee @Acme; wants a printer; send slides", "? @Acme", "a"]),
    )
    def meet(self, data: st.DataObject, line: str) -> None:
        event = get_event(self.desk.reader, data.draw(st.sampled_from(self._ids("event"))))
        assert event is not None
        form = Reader(self.desk.reader, event, TODAY).read(line).form()
        self.desk.do(note_encounter, form=form, region="DE")
        self._did()

    @precondition(lambda self: self._ids("encounter"))
    @rule(
        data=st.data(),
        what=st.sampled_from("who write draft move move remove".split()),
        stage=st.sampled_from(Stage),
    )
    def card(self, data: st.DataObject, what: str, stage: Stage) -> None:
        row = data.draw(st.sampled_from(self.past[-1]["encounter"]))
        which = {"encounter_id": row[0]}
        try:
            if what == "who":
                event = get_event(self.desk.reader, row[1])
                assert event is not None
                form = Reader(self.desk.reader, event, TODAY).read("Bo Ek", new=True).form()
                self.desk.do(resolve_encounter, **which, form=form, region="DE")
            elif what == "write":
                self.desk.do(write_follow_up, **which)
            elif what == "draft":
                text = data.draw(st.sampled_from(["", "Dear you"]))
                self.desk.do(keep_draft, **which, text=text)
            elif what == "move":
                circle = "Every year" if stage is Stage.RHYTHM else ""
                self.desk.do(move_card, **which, stage=stage, circle=circle)
            else:
                self.desk.do(remove_encounters, encounter_ids=[row[0]])
        except UserError:  # not clear who it was, or the timeline says something else
            return
        self._did()


test_undo_and_redo_agree_with_snapshots = proved(EventMachine)
