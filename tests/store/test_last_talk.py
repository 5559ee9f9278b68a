"""The last contact of many people, read at once."""

from __future__ import annotations

from datetime import date, time

from relationship_desk.domain.kinds import Channel
from relationship_desk.store.last_talk import LastTalk, last_talks
from tests.support.desks import TODAY, DeskForTests

MONDAY = date(2026, 3, 2)


def test_the_newest_that_counts_is_told_and_of_two_on_a_day_the_later(desk: DeskForTests) -> None:
    ida, bo = desk.add("Ida Vale"), desk.add("Bo Ray")
    desk.log(ida, bo, text="both", on=MONDAY, time=time(9), channel=Channel.MET)
    desk.log(ida, text="later", on=MONDAY, time=time(15), channel=Channel.CALL)
    desk.log(ida, text="older", on=date(2026, 2, 1), channel=Channel.EMAIL)
    desk.log(bo, text="a note", on=TODAY, channel=Channel.NOTE)
    desk.log(bo, text="planned", on=date(2026, 4, 1), channel=Channel.CALL)
    assert last_talks(desk.reader, TODAY, [ida, bo]) == {
        ida: LastTalk(MONDAY, "call", "later"),
        bo: LastTalk(MONDAY, "met", "both"),
    }


def test_of_two_without_a_time_the_one_written_down_last_is_told(desk: DeskForTests) -> None:
    ida = desk.add("Ida Vale")
    for text in ("first", "second"):
        desk.log(ida, text=text, on=MONDAY)
    assert last_talks(desk.reader, TODAY, [ida])[ida].words == "second"


def test_who_was_never_spoken_to_is_left_out(desk: DeskForTests) -> None:
    assert last_talks(desk.reader, TODAY, [desk.add("Ida Vale")]) == {}
    assert last_talks(desk.reader, TODAY, []) == {}


def test_only_the_beginning_of_a_long_text_is_read(desk: DeskForTests) -> None:
    ida = desk.add("Ida Vale")
    desk.log(ida, text="x" * 5000, on=MONDAY)
    assert last_talks(desk.reader, TODAY, [ida])[ida].words == "x" * 200


def test_more_people_than_one_question_takes_are_all_answered(desk: DeskForTests) -> None:
    people = [desk.add(f"Person {number}") for number in range(3)]
    for person in people:
        desk.log(person, on=MONDAY)
    missing = list(range(10_000, 10_700))
    assert sorted(last_talks(desk.reader, TODAY, [*missing, *people])) == people
