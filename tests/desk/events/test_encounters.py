"""Lines about people met at an event: what each writes, in one step that Undo takes back."""

from __future__ import annotations

import pytest

from relationship_desk.desk.commands.encounters import (
    note_encounter,
    remove_encounters,
    resolve_encounter,
)
from relationship_desk.desk.commands.events import delete_events
from relationship_desk.desk.commands.follow_up import keep_draft
from relationship_desk.desk.commands.merging import merge_people
from relationship_desk.desk.commands.people import delete_people
from relationship_desk.desk.encounter_log import Reader
from relationship_desk.desk.erasure import erase_people
from relationship_desk.domain.contact import Detail, DetailKind
from relationship_desk.domain.errors import UserError
from relationship_desk.domain.kinds import Channel
from relationship_desk.domain.promises import Owing
from relationship_desk.store.encounters import encounters, get_encounter, unclear
from relationship_desk.store.events import find_events
from relationship_desk.store.needs import need_rows
from relationship_desk.store.promises import promise_rows
from relationship_desk.store.tasks import task_rows
from relationship_desk.store.timeline import feed_page
from tests.support.desks import TODAY, DeskForTests
from tests.support.events import YESTERDAY, board, event, event_row, met

LINE = "Ann Lee @Acme met at booth; wants intro to Bo; send slides by Friday"
FAR = ("9999-12-31", "", 0)


def entries(desk: DeskForTests, person_id: int) -> list[str]:
    return [row.text for row in feed_page(desk.reader, person_id, FAR, 9)]


def works_for(name: str) -> Detail:
    return Detail(DetailKind.ORGANISATION, (name,))


def test_one_line_makes_the_person_the_entry_and_the_promise(desk: DeskForTests) -> None:
    noted = met(desk, event(desk), LINE)

    person_id = noted.person_id
    assert person_id is not None
    person = desk.person(person_id)
    assert person.name.full == "Ann Lee"
    assert [(d.detail.kind, d.detail.text) for d in person.details] == [
        (DetailKind.ORGANISATION, "Acme"),
        (DetailKind.HOW_MET, "Book Fair"),
    ]
    [entry] = feed_page(desk.reader, person_id, FAR, 9)
    assert (entry.on, entry.channel, entry.counts) == (TODAY, Channel.EVENT, True)
    assert entry.text == "Book Fair: met at booth"
    [need] = need_rows(desk.reader, person_id)
    assert (need.text, need.since_on, need.interaction_id) == ("intro to Bo", TODAY, entry.id)
    [promise] = promise_rows(desk.reader, person_id)
    assert (promise.text, promise.direction) == ("send slides", Owing.MINE)
    assert promise.made_in == entry.id
    [line] = encounters(desk.reader, event_row(desk, 1).id)
    assert (line.line, line.needs) == (LINE, ("intro to Bo",))


def test_one_undo_takes_all_of_it_back_and_one_redo_brings_it_again(desk: DeskForTests) -> None:
    event_id = event(desk)
    before = desk.facts()
    met(desk, event_id, LINE)
    after = desk.facts()

    assert desk.undo().label == "Met the new Ann Lee at Book Fair"
    assert desk.facts() == before
    desk.redo()
    assert desk.facts() == after


def test_somebody_who_is_here_keeps_the_card_as_it_is(desk: DeskForTests) -> None:
    ann = desk.add("Ann Lee", works_for("Harbour Museum"))

    noted = met(desk, event(desk), "Ann Lee @Acme gave a talk")

    assert noted.person_id == ann
    assert [d.detail.text for d in desk.person(ann).details] == ["Harbour Museum"]
    assert entries(desk, ann) == ["Book Fair: gave a talk (@Acme)"]


def test_of_namesakes_the_one_who_works_there_is_meant(desk: DeskForTests) -> None:
    desk.add("Ann Lee", works_for("Harbour Museum"))
    ann = desk.add("Ann Lee", works_for("Acme"))

    assert met(desk, event(desk), "Ann Lee @Acme").person_id == ann
    assert entries(desk, ann) == ["Met at Book Fair"]


@pytest.mark.parametrize(
    "line",
    ["Ann Lee gave a talk", "Leo? gave a talk", "? @Acme gave a talk", "tall man, gave a talk",
     "Ida @Acme gave a talk"],
)  # fmt: skip
def test_a_line_that_is_not_clear_waits_as_a_draft(desk: DeskForTests, line: str) -> None:
    desk.add("Ann Lee")
    desk.add("Ann Lee")
    desk.add("Ida Vale", works_for("Harbour Museum"))
    people = desk.reader.sql("SELECT count(*) FROM person")

    noted = met(desk, event(desk), line)

    assert noted.person_id is None
    assert [row.line for row in unclear(desk.reader)] == [line]
    assert desk.reader.sql("SELECT count(*) FROM interaction") == [(0,)]
    assert desk.reader.sql("SELECT count(*) FROM person") == people


def test_a_draft_is_written_down_when_it_is_said_who_it_was(desk: DeskForTests) -> None:
    desk.add("Ann Lee")
    ann = desk.add("Ann Lee")
    event_id = event(desk)
    noted = met(desk, event_id, "Ann Lee gave a talk; send slides; next: lunch on Friday")
    waiting = desk.facts()
    reader = Reader(desk.reader, event_row(desk, event_id), TODAY)
    row = get_encounter(desk.reader, noted.encounter_id)
    assert row is not None
    form = reader.read(row.line, ann).form()

    done = desk.do(resolve_encounter, encounter_id=row.id, form=form, region="DE")

    assert (done.person_id, done.encounter_id) == (ann, row.id)
    assert entries(desk, ann) == ["Book Fair: gave a talk"]
    assert [p.text for p in promise_rows(desk.reader, ann)] == ["send slides"]
    assert [t.text for t in task_rows(desk.reader, ann)] == ["lunch"]
    assert unclear(desk.reader) == []
    with pytest.raises(UserError, match="clear already"):
        desk.do(resolve_encounter, encounter_id=row.id, form=form, region="DE")
    desk.undo()
    assert desk.facts() == waiting


def test_a_draft_that_still_says_nobody_is_refused(desk: DeskForTests) -> None:
    event_id = event(desk)
    noted = met(desk, event_id, "? @Acme")
    form = Reader(desk.reader, event_row(desk, event_id), TODAY).read("? @Acme").form()

    with pytest.raises(UserError, match="Say who it was"):
        desk.do(resolve_encounter, encounter_id=noted.encounter_id, form=form, region="DE")


def test_a_line_names_another_day_of_the_event(desk: DeskForTests) -> None:
    event_id = event(desk, on=YESTERDAY, ends_on=TODAY)
    met(desk, event_id, "yesterday: Bo Ek gave a talk")
    met(desk, event_id, "Cy Moss gave a talk")

    cards = board(desk, event_id)
    assert [cards[name].row.met_on for name in ("Bo Ek", "Cy Moss")] == [YESTERDAY, TODAY]


def test_after_an_event_its_last_day_is_meant(desk: DeskForTests) -> None:
    event_id = event(desk, on=YESTERDAY)
    met(desk, event_id, "Bo Ek gave a talk")

    assert board(desk, event_id)["Bo Ek"].row.met_on == YESTERDAY


def test_a_promise_to_somebody_else_is_theirs(desk: DeskForTests) -> None:
    bo = desk.add("Bo Ek")
    met(desk, event(desk), "Ann Lee @Acme; I owe Bo the slides; she'll send me the deck")

    assert [(p.person_id == bo, p.text) for p in promise_rows(desk.reader)] == [
        (True, "the slides"), (False, "send me the deck"),
    ]  # fmt: skip


def test_a_line_that_is_taken_back_takes_its_entry_and_leaves_the_person(
    desk: DeskForTests,
) -> None:
    event_id = event(desk)
    noted = met(desk, event_id, LINE)
    assert noted.person_id is not None

    assert desk.do(remove_encounters, encounter_ids=[noted.encounter_id]) == 1

    assert board(desk, event_id) == {}
    assert entries(desk, noted.person_id) == []
    assert len(promise_rows(desk.reader, noted.person_id)) == 1


def test_deleting_the_event_leaves_what_happened_with_the_people(desk: DeskForTests) -> None:
    event_id = event(desk)
    noted = met(desk, event_id, LINE)
    assert noted.person_id is not None
    before = desk.facts()

    desk.do(delete_events, event_ids=[event_id])

    assert len(entries(desk, noted.person_id)) == 1
    assert desk.reader.sql("SELECT count(*) FROM encounter") == [(0,)]
    desk.undo()
    assert desk.facts() == before


def test_deleting_a_person_takes_the_lines_about_them(desk: DeskForTests) -> None:
    event_id = event(desk)
    noted = met(desk, event_id, LINE)
    before = desk.facts()

    desk.do(delete_people, person_ids=[noted.person_id])

    assert board(desk, event_id) == {}
    desk.undo()
    assert desk.facts() == before


def test_a_merge_brings_the_lines_along(desk: DeskForTests) -> None:
    event_id = event(desk)
    one, other = met(desk, event_id, "Ann Lee @Acme"), met(desk, event_id, "Anne Lee @Acme")

    desk.do(
        merge_people, keep_id=one.person_id, other_ids=[other.person_id], region="DE", form=None
    )

    [card] = board(desk, event_id).values()
    assert card.row.person_id == one.person_id
    assert [row.line for row in card.lines] == ["Ann Lee @Acme", "Anne Lee @Acme"]


def test_a_line_is_found_by_its_words_and_by_who_it_was(desk: DeskForTests) -> None:
    event_id = event(desk)
    event(desk, "Harbour Day")
    met(desk, event_id, LINE)

    for words in ("intro booth", "ann lee", "acme book"):
        assert [row.id for row in find_events(desk.reader, words)] == [event_id]
    assert find_events(desk.reader, "nothing") == []


def test_nothing_is_written_for_an_event_that_is_gone_or_an_empty_line(desk: DeskForTests) -> None:
    event_id = event(desk)
    reader = Reader(desk.reader, event_row(desk, event_id), TODAY)
    with pytest.raises(UserError, match="Type whom you met"):
        desk.do(note_encounter, form=reader.read(" ").form(), region="DE")
    form = reader.read("Ann Lee").form()
    desk.do(delete_events, event_ids=[event_id])
    with pytest.raises(UserError, match="not there any more"):
        desk.do(note_encounter, form=form, region="DE")


def test_nothing_of_somebody_erased_is_left_but_the_event_stays(desk: DeskForTests) -> None:
    event_id = event(desk)
    ann = met(desk, event_id, "Ann Zimtstern @Acme; wants a printer; send slides").person_id
    assert ann is not None
    met(desk, event_id, "Bo Ek")
    desk.do(keep_draft, encounter_id=1, text="Liebe Zimtstern")
    store = desk.composition.store
    desk.composition.desk.maintain(
        lambda writer: erase_people(writer, store, desk.clock.now(), [ann])
    ).result()

    assert b"Zimtstern" not in desk.paths.store.read_bytes()
    assert list(board(desk, event_id)) == ["Bo Ek"]
