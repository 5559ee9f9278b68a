"""A search over everything: what is found, and that the index follows each change."""

from __future__ import annotations

from relationship_desk.desk.commands.events import GuestForm, put_guest
from relationship_desk.desk.commands.needs import NeedForm, note_need
from relationship_desk.desk.commands.people import delete_people
from relationship_desk.desk.commands.topics import rename_topic
from relationship_desk.desk.erasure import erase_people
from relationship_desk.desk.upkeep import check
from relationship_desk.domain.finding import FoundKind, piece
from relationship_desk.store.database import Connection
from relationship_desk.store.finding import FoundGroup, find_things
from relationship_desk.store.migrations import m0019_thing_index
from tests.support.desks import TODAY, DeskForTests
from tests.support.events import event
from tests.support.found import one_of_each


def _found(desk: DeskForTests, text: str, most: int = 5) -> dict[str, list[str]]:
    groups = find_things(desk.reader, text, most)
    return {group.kind.value: [row.title for row in group.rows] for group in groups}


def test_each_kind_of_thing_is_found_by_its_words_without_accents(desk: DeskForTests) -> None:
    ids = one_of_each(desk)
    groups = find_things(desk.reader, "ZEBRA", 5)
    assert {group.kind: [row.id for row in group.rows] for group in groups} == {
        kind: [thing_id] for kind, thing_id in ids.items()
    }
    assert [group.kind for group in groups] == list(FoundKind)
    entry = groups[0].rows[0]
    assert (entry.title, entry.who, entry.said) == ("Zèbra entry", "Ida Vale", "")
    introduced = next(g.rows[0] for g in groups if g.kind is FoundKind.INTRODUCTION)
    assert introduced.who == "Ida Vale, Bram Oss"


def test_every_word_must_occur_and_one_must_have_three_letters(desk: DeskForTests) -> None:
    desk.log(desk.add("Ida Vale"), text="Talked of the harbour plan, at no. 7")
    assert _found(desk, "plan harb")["entry"]
    assert _found(desk, "7 plan")["entry"]
    assert _found(desk, "plan museum") == {}
    assert _found(desk, "at") == _found(desk, "") == _found(desk, "ar bo") == {}
    assert _found(desk, 'har"b') == {}


def test_the_newest_come_first_and_it_is_told_that_there_are_more(desk: DeskForTests) -> None:
    ida = desk.add("Ida Vale")
    for number in range(4):
        desk.log(ida, text=f"plan {number}")
    [group] = find_things(desk.reader, "plan", 3)
    assert ([row.title for row in group.rows], group.more) == (["plan 3", "plan 2", "plan 1"], True)
    [group] = find_things(desk.reader, "plan", 4, [FoundKind.ENTRY])
    assert (len(group.rows), group.more) == (4, False)


def test_words_beside_the_title_are_shown_where_they_stand(desk: DeskForTests) -> None:
    event(desk, "Book Fair", notes="one two three four five six seven eight lanterns nine")
    [group] = find_things(desk.reader, "lantern", 3)
    assert (group.rows[0].title, group.rows[0].said) == (
        "Book Fair", "… six seven eight lanterns nine",
    )  # fmt: skip
    assert piece("talked about\nlanterns", ["lantern"]) == "talked about lanterns"


def test_an_event_is_found_by_whom_to_meet_there_and_why(desk: DeskForTests) -> None:
    fair, ida = event(desk), desk.add("Ida Vale")
    desk.do(put_guest, form=GuestForm(fair, ida, why="knows bookbinders"), region="DE")
    assert _found(desk, "bookbinder") == {"event": ["Book Fair"]}
    desk.undo()
    assert _found(desk, "bookbinder") == {}
    desk.redo()
    assert _found(desk, "bookbinder") == {"event": ["Book Fair"]}


def test_what_is_about_a_topic_follows_its_name(desk: DeskForTests) -> None:
    form = NeedForm(desk.add("Ida Vale"), "a workshop", TODAY, ("printing",))
    desk.do(note_need, form=form)
    [(topic_id,)] = desk.reader.sql("SELECT id FROM topic")
    desk.do(rename_topic, topic_id=topic_id, name="letterpress")
    assert _found(desk, "printing") == {}
    assert _found(desk, "letterpress") == {"need": ["a workshop"]}
    desk.undo()
    assert _found(desk, "printing") == {"need": ["a workshop"]}


def test_what_goes_with_a_person_is_not_found_and_comes_back_with_them(desk: DeskForTests) -> None:
    one_of_each(desk)
    desk.do(delete_people, person_ids=[1])
    assert "need" not in _found(desk, "zebra")
    assert "event" in _found(desk, "zebra")
    desk.undo()
    assert len(_found(desk, "zebra")) == len(FoundKind)


def test_nothing_of_whom_was_erased_stays_in_the_index(desk: DeskForTests) -> None:
    ida = desk.add("Ida Vale")
    desk.log(ida, text="quixotic lunch")
    desk.do(note_need, form=NeedForm(ida, "a quixotic shop", TODAY, ()))
    store = desk.composition.store
    desk.composition.desk.maintain(
        lambda writer: erase_people(writer, store, desk.clock.now(), [ida])
    ).result()
    assert _found(desk, "quixotic") == {}
    assert desk.reader.sql("SELECT count(*) FROM thing_index") == [(0,)]
    assert b"quixotic" not in desk.paths.store.read_bytes()


def test_a_store_that_was_searched_for_people_only_is_searched_whole(desk: DeskForTests) -> None:
    one_of_each(desk)
    desk.do(note_need, form=NeedForm(1, "a shop", TODAY, ("printing", "paper")))
    desk.do(put_guest, form=GuestForm(1, 1, why="knows", opening="the fair"), region="DE")
    before = desk.reader.sql("SELECT * FROM thing_index ORDER BY id")

    def migrate(writer: Connection) -> None:
        with writer.transaction():
            writer.sql("DROP TABLE thing_search")
            writer.sql("DROP TABLE thing_index")
            m0019_thing_index.up(writer.sql)

    desk.composition.desk.maintain(migrate).result()
    assert desk.reader.sql("SELECT * FROM thing_index ORDER BY id") == before
    assert len(_found(desk, "zebra")) == len(FoundKind)
    here = desk.composition.desk.circumstances(desk.reader)
    report = desk.composition.desk.maintain(lambda writer: check(writer, here)).result()
    assert (report.problems, report.repaired) == ((), ())


def test_an_index_that_is_out_of_step_is_repaired_by_the_check(desk: DeskForTests) -> None:
    desk.log(desk.add("Ida Vale"), text="plan")
    here = desk.composition.desk.circumstances(desk.reader)
    checking = desk.composition.desk.maintain

    def forget(writer: Connection) -> None:
        with writer.transaction():
            writer.sql("INSERT INTO thing_search (thing_search) VALUES ('delete-all')")

    checking(forget).result()
    assert checking(lambda writer: check(writer, here)).result().repaired
    found: list[FoundGroup] = find_things(desk.reader, "plan", 3)
    assert [group.kind for group in found] == [FoundKind.ENTRY]
