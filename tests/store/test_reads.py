"""Search, lists, timelines and tasks as they are read."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta

import pytest

from relationship_desk.desk.commands.people import set_archived
from relationship_desk.desk.commands.tasks import complete_tasks, snooze_tasks
from relationship_desk.domain.contact import Detail, DetailKind, Name
from relationship_desk.domain.kinds import Channel
from relationship_desk.store.people import all_tags, matching_people, person_ids, person_rows
from relationship_desk.store.tasks import agenda, task_rows
from relationship_desk.store.timeline import feed_page, get_interaction
from relationship_desk.store.waiting import waiting
from tests.support.desks import NOON, TODAY, DeskForTests, email, phone


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        ("Søren Kierkegård", "soren kierkegard"),
        ("Łukasz Żółć", "lukasz zolc"),
        ("Jürgen Großmann", "jurgen grossmann"),
        ("Jürgen Großmann", "GROSSMANN"),
        ("İnci Yılmaz", "inci yilmaz"),
        ("Ængus Þór", "aengus thor"),
        ("Đặng Thị Hà", "dang thi ha"),
        ("山田太郎", "太郎"),
        ("山田太郎", "太"),
        ("محمد علي", "علي"),
        ("Ann-Marie O’Brien", "marie o'b"),
        ('50% "Bob" AND_x', '% "bob" and_'),
    ],
)
def test_search_finds_a_name_as_people_type_it(desk: DeskForTests, name: str, typed: str) -> None:
    wanted = desk.add(name)
    desk.add("Nobody Else")
    assert person_ids(desk.reader, typed) == [wanted]


@pytest.mark.parametrize("typed", ["40123", "040 123", "040-123 456", "+49 40 1234", "123456"])
def test_search_finds_a_phone_by_any_digits(desk: DeskForTests, typed: str) -> None:
    wanted = desk.add("Ida Vale", phone("+49 40 123456"))
    desk.add("Bo Oss", phone("+49 30 999999"))
    assert person_ids(desk.reader, typed) == [wanted]


@pytest.mark.parametrize("typed", ["040 123", "+49 40 123", "0049 40 123"])
def test_search_finds_a_phone_that_was_written_as_dialled_at_home(
    desk: DeskForTests, typed: str
) -> None:
    wanted = desk.add("Ida Vale", phone("040 / 123 456"))
    assert person_ids(desk.reader, typed) == [wanted]


def test_search_looks_into_organisation_email_and_notes_with_every_word(
    desk: DeskForTests,
) -> None:
    ida = desk.add(
        "Ida Vale",
        email("ida@harbour.example"),
        Detail(DetailKind.ORGANISATION, ("Harbour Museum", "Prints")),
        Detail(DetailKind.NOTE, ("collects woodcuts\nand clocks",)),
    )
    bo = desk.add("Bo Oss", Detail(DetailKind.ORGANISATION, ("Harbour Crane",)))
    assert person_ids(desk.reader, "harbour") == [bo, ida]
    assert person_ids(desk.reader, "harbour wood") == [ida]
    assert person_ids(desk.reader, "ida@har") == [ida]
    assert person_ids(desk.reader, "harbour nothing") == []


def test_the_list_is_in_the_order_of_family_names_without_accents(desk: DeskForTests) -> None:
    for given, family in (("Zoe", "Ärlig"), ("Ann", "Zed"), ("Bo", "Oss"), ("Al", "arlig")):
        desk.add(f"{given} {family}", given=given, family=family)
    rows = person_rows(desk.reader, person_ids(desk.reader), TODAY)
    assert [rows[i].name for i in person_ids(desk.reader)] == [
        "Al arlig",
        "Zoe Ärlig",
        "Bo Oss",
        "Ann Zed",
    ]


def test_archived_people_are_only_in_the_archive(desk: DeskForTests) -> None:
    ida, bo = desk.add("Ida", tags=("x",)), desk.add("Bo", tags=("x",))
    desk.do(set_archived, person_ids=[ida], archived=True)
    assert person_ids(desk.reader) == [bo]
    assert person_ids(desk.reader, archived=True) == [ida]
    assert [(tag.name, tag.people) for tag in all_tags(desk.reader)] == [("x", 1)]


def test_several_tags_must_all_be_worn(desk: DeskForTests) -> None:
    both = desk.add("Ida", tags=("x", "y"))
    desk.add("Bo", tags=("x",))
    ids = [tag.id for tag in all_tags(desk.reader)]
    assert person_ids(desk.reader, tag_ids=ids) == [both]


def test_last_contact_is_the_newest_that_counts_and_has_happened(desk: DeskForTests) -> None:
    ida = desk.add("Ida")
    desk.log(ida, on=TODAY - timedelta(days=9))
    desk.log(ida, on=TODAY - timedelta(days=3), channel=Channel.NOTE)
    planned = desk.log(ida, on=TODAY + timedelta(days=2))
    row = person_rows(desk.reader, [ida], TODAY)[ida]
    assert row.last_contact_on == TODAY - timedelta(days=9)
    later = person_rows(desk.reader, [ida], TODAY + timedelta(days=2))[ida]
    assert later.last_contact_on == TODAY + timedelta(days=2)
    assert get_interaction(desk.reader, planned) is not None


def test_a_row_says_title_and_organisation_before_anything_else(desk: DeskForTests) -> None:
    ida = desk.add(
        "Ida",
        email("i@x.example"),
        Detail(DetailKind.TITLE, ("Curator",)),
        Detail(DetailKind.ORGANISATION, ("Harbour Museum", "Prints")),
    )
    bo = desk.add("Bo", phone("1"), email("b@x.example"))
    rows = person_rows(desk.reader, [ida, bo, 99], TODAY)
    assert {i: row.line for i, row in rows.items()} == {
        ida: "Curator, Harbour Museum",
        bo: "b@x.example",
    }


def test_a_name_that_fits_exactly_wins_over_those_that_contain_it(desk: DeskForTests) -> None:
    ann = desk.add("Ann Lee")
    desk.add("Mary-Ann Leeds")
    assert matching_people(desk.reader, "ANN LEE") == [(ann, "Ann Lee")]
    assert len(matching_people(desk.reader, "ann")) == 2
    assert matching_people(desk.reader, "  ") == []


def test_pages_of_a_timeline_hold_every_entry_once_newest_first(desk: DeskForTests) -> None:
    ida, bo = desk.add("Ida"), desk.add("Bo")
    for day in range(7):
        desk.log(ida, text=f"date {day}", on=TODAY - timedelta(days=day // 2))
        desk.log(ida, bo, text=f"time {day}", on=TODAY - timedelta(days=day // 2), time=time(day))
    for person in (ida, None):
        whole = feed_page(desk.reader, person, limit=100)
        paged, key = [], None
        while page := feed_page(desk.reader, person, before=key, limit=3):
            paged += page
            key = page[-1].key
        assert paged == whole
        assert len(whole) == 14
        assert [row.key for row in whole] == sorted((row.key for row in whole), reverse=True)


def test_tasks_stand_soonest_first_and_without_a_date_last(desk: DeskForTests) -> None:
    ida = desk.add("Ida")
    desk.task("someday")
    desk.task("afternoon", ida, due_on=TODAY, due_time=time(15))
    desk.task("today", due_on=TODAY)
    desk.task("morning", due_on=TODAY, due_time=time(9))
    done = desk.task("yesterday", due_on=TODAY - timedelta(days=1))
    desk.do(complete_tasks, task_ids=[done])
    texts = [task.text for task in task_rows(desk.reader)]
    assert texts == ["morning", "afternoon", "today", "someday"]
    assert [task.text for task in task_rows(desk.reader, ida)] == ["afternoon"]
    assert [task.text for task in task_rows(desk.reader, done=True)] == ["yesterday"]


def test_the_agenda_of_a_day_holds_what_is_due_by_then(desk: DeskForTests) -> None:
    desk.task("late", due_on=TODAY - timedelta(days=3))
    desk.task("today", due_on=TODAY)
    desk.task("tomorrow", due_on=TODAY + timedelta(days=1))
    away = desk.task("snoozed", due_on=TODAY)
    desk.do(snooze_tasks, task_ids=[away], until=NOON + timedelta(days=2))
    back = desk.task("back again")
    desk.do(snooze_tasks, task_ids=[back], until=NOON + timedelta(hours=1))
    end = datetime.combine(TODAY, time(23, 59), tzinfo=UTC)
    assert [task.text for task in agenda(desk.reader, TODAY, end)] == [
        "late",
        "today",
        "back again",
    ]


def test_the_inbox_holds_what_has_come_due_and_nothing_of_archived_people(
    desk: DeskForTests,
) -> None:
    ida = desk.add("Ida")
    desk.task("noon", due_on=TODAY, due_time=time(12))
    desk.task("after", due_on=TODAY, due_time=time(12, 1))
    desk.task("of ida", ida, due_on=TODAY)
    assert [row.title for row in waiting(desk.reader, NOON)] == ["of ida", "noon"]
    desk.do(set_archived, person_ids=[ida], archived=True)
    assert [row.title for row in waiting(desk.reader, NOON)] == ["noon"]
    desk.undo()
    assert [row.title for row in waiting(desk.reader, NOON)] == ["of ida", "noon"]


def test_an_edit_is_found_and_the_old_text_is_not(desk: DeskForTests) -> None:
    ida = desk.add("Ida Vale")
    desk.edit(ida, name=Name("Eva Stone"))
    assert (person_ids(desk.reader, "vale"), person_ids(desk.reader, "stone")) == ([], [ida])
    desk.undo()
    assert (person_ids(desk.reader, "vale"), person_ids(desk.reader, "stone")) == ([ida], [])
