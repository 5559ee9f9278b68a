"""Circles, rhythms, pauses and the lanes that come of them."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

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
    end_grief,
    end_quiet,
    pause_people,
    resume_people,
)
from relationship_desk.desk.erasure import erase_people
from relationship_desk.domain.contact import Detail, DetailKind
from relationship_desk.domain.errors import UserError
from relationship_desk.domain.rhythm import Lane, Rhythm, SeasonKind, Standing
from relationship_desk.store.circles import (
    all_circles,
    circles_of,
    my_quiet_season,
    people_in_season,
    seasons_of,
)
from relationship_desk.store.lanes import lanes, standings
from tests.support.desks import NOON, TODAY, DeskForTests

MONTH = Rhythm(30, 45)
WEEK = Rhythm(7, 10)


def ago(days: int) -> date:
    return TODAY - timedelta(days=days)


def standing(desk: DeskForTests, person: int, on: date = TODAY) -> Standing:
    return standings(desk.reader, on, [person])[person]


def lane(desk: DeskForTests, person: int, on: date = TODAY) -> Lane:
    return standing(desk, person, on).lane


def death(value: str) -> Detail:
    return Detail(DetailKind.DATE, (value,), "death")


def test_every_lane_is_there_also_when_nobody_is(desk: DeskForTests) -> None:
    assert lanes(desk.reader, TODAY) == {lane: [] for lane in Lane}


def test_who_was_just_imported_has_no_rhythm_and_then_was_never_contacted(
    desk: DeskForTests,
) -> None:
    ida = desk.add("Ida Vale")
    assert lane(desk, ida) is Lane.NO_RHYTHM
    desk.do(put_into_circles, person_ids=[ida], add=["every year"])
    assert lane(desk, ida) is Lane.NEVER_CONTACTED


def test_a_ready_made_circle_is_made_when_it_is_first_used(desk: DeskForTests) -> None:
    ida, bo = desk.add("Ida"), desk.add("Bo")
    assert all_circles(desk.reader) == []
    desk.do(put_into_circles, person_ids=[ida], add=["Every 3 weeks"])
    desk.do(put_into_circles, person_ids=[bo], add=["every 3 WEEKS"])
    [circle] = all_circles(desk.reader)
    assert (circle.name, circle.rhythm, circle.people) == ("Every 3 weeks", Rhythm(21, 35), 2)
    with pytest.raises(UserError, match="no circle “Weekly”"):
        desk.do(put_into_circles, person_ids=[ida], add=["Weekly"])


def test_the_shortest_circle_gives_the_rhythm_and_an_own_one_goes_before(
    desk: DeskForTests,
) -> None:
    ida = desk.add("Ida")
    desk.log(ida, on=ago(8))
    desk.do(add_circle, name="Choir", rhythm=None)
    desk.do(add_circle, name="Monthly", rhythm=MONTH)
    desk.do(add_circle, name="Weekly", rhythm=WEEK)
    desk.do(put_into_circles, person_ids=[ida], add=["Choir", "Monthly"])
    assert (standing(desk, ida).circle, lane(desk, ida)) == ("Monthly", Lane.IN_TOUCH)
    desk.do(put_into_circles, person_ids=[ida], add=["Weekly"])
    assert (standing(desk, ida).circle, lane(desk, ida)) == ("Weekly", Lane.DUE)
    desk.do(set_rhythm, person_ids=[ida], rhythm=Rhythm(100, 120))
    assert (standing(desk, ida).circle, lane(desk, ida)) == ("", Lane.IN_TOUCH)
    desk.do(set_rhythm, person_ids=[ida], rhythm=None)
    assert lane(desk, ida) is Lane.NO_RHYTHM
    desk.do(follow_circles, person_ids=[ida])
    assert standing(desk, ida).circle == "Weekly"
    desk.do(put_into_circles, person_ids=[ida], remove=["weekly"])
    assert standing(desk, ida).circle == "Monthly"


def test_a_circle_without_days_gives_no_rhythm(desk: DeskForTests) -> None:
    ida = desk.add("Ida")
    desk.do(add_circle, name="Choir", rhythm=None)
    desk.do(put_into_circles, person_ids=[ida], add=["Choir"])
    assert lane(desk, ida) is Lane.NO_RHYTHM


def test_choosing_a_circle_makes_its_rhythm_count(desk: DeskForTests) -> None:
    ida = desk.add("Ida")
    desk.do(set_rhythm, person_ids=[ida], rhythm=None)
    desk.do(choose_circle, person_ids=[ida], name="Every year")
    assert standing(desk, ida).circle == "Every year"
    desk.undo()
    assert standing(desk, ida).rhythm is None
    assert all_circles(desk.reader) == []


def test_an_edited_circle_moves_everybody_in_it_and_undo_moves_them_back(
    desk: DeskForTests,
) -> None:
    ida, bo = desk.add("Ida"), desk.add("Bo")
    desk.log(ida, bo, on=ago(20))
    circle = desk.do(add_circle, name="Monthly", rhythm=MONTH)
    desk.do(put_into_circles, person_ids=[ida, bo], add=["Monthly"])
    desk.heard.clear()
    desk.do(edit_circle, circle_id=circle, name="Weekly", rhythm=WEEK)
    assert [lane(desk, person) for person in (ida, bo)] == [Lane.OVERDUE, Lane.OVERDUE]
    assert desk.heard[-1].circles
    assert {ida, bo} <= desk.heard[-1].people
    desk.undo()
    assert [lane(desk, person) for person in (ida, bo)] == [Lane.IN_TOUCH, Lane.IN_TOUCH]
    assert {ida, bo} <= desk.heard[-1].people


def test_a_name_stands_for_one_circle(desk: DeskForTests) -> None:
    desk.do(add_circle, name="Monthly", rhythm=MONTH)
    weekly = desk.do(add_circle, name="Weekly", rhythm=WEEK)
    with pytest.raises(UserError, match="already"):
        desk.do(add_circle, name=" monthly ", rhythm=None)
    with pytest.raises(UserError, match="already"):
        desk.do(edit_circle, circle_id=weekly, name="MONTHLY", rhythm=WEEK)
    with pytest.raises(UserError, match="needs a name"):
        desk.do(add_circle, name="  ", rhythm=None)
    with pytest.raises(UserError, match="not there any more"):
        desk.do(delete_circle, circle_id=99)


def test_a_deleted_circle_leaves_its_people_and_undo_brings_all_back(desk: DeskForTests) -> None:
    ida = desk.add("Ida")
    circle = desk.do(add_circle, name="Monthly", rhythm=MONTH)
    desk.do(put_into_circles, person_ids=[ida], add=["Monthly"])
    before = desk.facts()
    assert desk.do(delete_circle, circle_id=circle) == 1
    assert lane(desk, ida) is Lane.NO_RHYTHM
    desk.undo()
    assert desk.facts() == before


def test_a_pause_lasts_to_the_day_before_and_does_not_care_when_it_was_entered(
    desk: DeskForTests,
) -> None:
    ida = desk.add("Ida")
    until = ago(100)
    desk.do(pause_people, person_ids=[ida], until=until)
    assert lane(desk, ida) is Lane.NO_RHYTHM
    assert lane(desk, ida, until - timedelta(days=1)) is Lane.PAUSED
    assert lane(desk, ida, until) is Lane.NO_RHYTHM
    desk.do(pause_people, person_ids=[ida], until=None)
    assert standing(desk, ida) == Standing(Lane.PAUSED)
    assert len(seasons_of(desk.reader, ida)) == 1
    assert desk.do(resume_people, person_ids=[ida]) == 1
    assert lane(desk, ida) is Lane.NO_RHYTHM
    desk.undo()
    assert lane(desk, ida) is Lane.PAUSED


def test_the_day_of_the_question_is_today_for_everything(desk: DeskForTests) -> None:
    ida = desk.add("Ida")
    desk.log(ida, on=ago(400))
    desk.log(ida, on=ago(10))
    desk.do(set_rhythm, person_ids=[ida], rhythm=MONTH)
    assert lane(desk, ida) is Lane.IN_TOUCH
    assert lane(desk, ida, ago(11)) is Lane.OVERDUE
    assert lane(desk, ida, ago(390)) is Lane.IN_TOUCH
    assert lane(desk, ida, ago(401)) is Lane.NEVER_CONTACTED
    assert lane(desk, ida, ago(-36)) is Lane.OVERDUE


def test_the_dead_and_the_archived_are_in_no_lane(desk: DeskForTests) -> None:
    ida, bo, ann = desk.add("Ida", death("2026-02-01")), desk.add("Bo"), desk.add("Ann")
    year = desk.add("Cleo", death("--02-01"))
    desk.do(set_archived, person_ids=[bo], archived=True)
    assert set(standings(desk.reader, TODAY)) == {ann}
    assert set(standings(desk.reader, date(2026, 1, 31))) == {ann, ida}
    assert set(standings(desk.reader, TODAY, [ida, bo, ann, year, 99])) == {ann}


def test_people_in_a_lane_stand_in_the_order_of_their_names(desk: DeskForTests) -> None:
    zoe, ann = desk.add("Zoe"), desk.add("Ann")
    assert lanes(desk.reader, TODAY)[Lane.NO_RHYTHM] == [ann, zoe]


def test_a_merge_unites_circles_and_seasons_and_undo_is_exact(desk: DeskForTests) -> None:
    ida, twin = desk.add("Ida Vale"), desk.add("Ida V.")
    for name, rhythm in (("Monthly", MONTH), ("Weekly", WEEK)):
        desk.do(add_circle, name=name, rhythm=rhythm)
    desk.do(put_into_circles, person_ids=[ida, twin], add=["Monthly"])
    desk.do(put_into_circles, person_ids=[twin], add=["Weekly"])
    desk.do(set_rhythm, person_ids=[ida], rhythm=MONTH)
    desk.do(set_rhythm, person_ids=[twin], rhythm=None)
    desk.do(pause_people, person_ids=[ida, twin], until=ago(-10))
    desk.do(pause_people, person_ids=[ida], until=ago(-20))
    desk.do(begin_grief, person_id=twin, from_on=ago(5))
    before = desk.facts()
    desk.do(merge_people, keep_id=ida, other_ids=[twin], region="DE")
    assert [name for name, _ in circles_of(desk.reader, [ida])[ida]] == ["Weekly", "Monthly"]
    assert standing(desk, ida) == Standing(Lane.PAUSED, MONTH, paused_until=ago(-20))
    assert people_in_season(desk.reader, SeasonKind.GRIEF, TODAY) == {ida: None}
    desk.undo()
    assert desk.facts() == before


def test_who_has_no_rhythm_or_pause_takes_those_of_whom_they_are_merged_with(
    desk: DeskForTests,
) -> None:
    ida, twin = desk.add("Ida Vale"), desk.add("Ida V.")
    desk.do(set_rhythm, person_ids=[twin], rhythm=WEEK)
    desk.do(pause_people, person_ids=[twin], until=ago(-3))
    desk.do(merge_people, keep_id=ida, other_ids=[twin], region="DE")
    assert standing(desk, ida) == Standing(Lane.PAUSED, WEEK, paused_until=ago(-3))


def test_deleting_a_person_takes_their_rhythm_along_and_undo_brings_it_back(
    desk: DeskForTests,
) -> None:
    ida = desk.add("Ida")
    desk.do(put_into_circles, person_ids=[ida], add=["Every year"])
    desk.do(set_rhythm, person_ids=[ida], rhythm=WEEK)
    desk.do(pause_people, person_ids=[ida], until=None)
    before = desk.facts()
    desk.do(delete_people, person_ids=[ida])
    for table in ("person_circle", "rhythm", "season"):
        assert desk.facts()[table] == []
    desk.undo()
    assert desk.facts() == before


def test_erasing_a_person_takes_their_rhythm_out_of_the_journal_too(desk: DeskForTests) -> None:
    ida = desk.add("Ida")
    desk.do(put_into_circles, person_ids=[ida], add=["Every year"])
    desk.do(set_rhythm, person_ids=[ida], rhythm=WEEK)
    desk.do(begin_grief, person_id=ida, from_on=TODAY)
    desk.do(set_rhythm, person_ids=[ida], rhythm=MONTH)
    store = desk.composition.store
    desk.composition.reader.close()
    desk.composition.desk.maintain(lambda writer: erase_people(writer, store, NOON, [ida])).result()
    reader = store.reader()
    for table in ("person_circle", "rhythm", "season"):
        assert reader.sql(f"SELECT * FROM {table}") == []
    updates = reader.sql("SELECT target FROM change WHERE action = 'update'")
    assert updates == []
    reader.close()


def test_grief_begins_and_ends_and_what_is_over_is_remembered(desk: DeskForTests) -> None:
    ida = desk.add("Ida")
    desk.do(begin_grief, person_id=ida, from_on=ago(30))
    assert people_in_season(desk.reader, SeasonKind.GRIEF, ago(30)) == {ida: None}
    assert people_in_season(desk.reader, SeasonKind.GRIEF, ago(31)) == {}
    assert desk.do(end_grief, person_id=ida, on=TODAY) == 1
    assert people_in_season(desk.reader, SeasonKind.GRIEF, ago(1)) == {ida: TODAY}
    assert people_in_season(desk.reader, SeasonKind.GRIEF, TODAY) == {}
    assert desk.do(end_grief, person_id=ida, on=TODAY) == 0
    assert len(seasons_of(desk.reader, ida)) == 1
    assert lane(desk, ida, ago(3)) is Lane.NO_RHYTHM
    with pytest.raises(UserError, match="before it begins"):
        desk.do(begin_grief, person_id=ida, from_on=TODAY, until_on=TODAY)


def test_a_quiet_season_is_my_own_and_nobody_elses(desk: DeskForTests) -> None:
    ida = desk.add("Ida")
    assert my_quiet_season(desk.reader, TODAY) is None
    desk.heard.clear()
    desk.do(begin_quiet, from_on=TODAY, until_on=ago(-14))
    assert desk.heard[-1].circles
    found = my_quiet_season(desk.reader, TODAY)
    assert found is not None
    assert found.until_on == ago(-14)
    assert my_quiet_season(desk.reader, ago(-14)) is None
    assert lane(desk, ida) is Lane.NO_RHYTHM
    desk.do(end_quiet, on=TODAY)
    assert seasons_of(desk.reader, None) == []


def test_nothing_is_changed_where_somebody_is_gone(desk: DeskForTests) -> None:
    ida = desk.add("Ida")
    for people in ([ida, 99], []):
        with pytest.raises(UserError):
            desk.do(put_into_circles, person_ids=people, add=["Every year"])
        with pytest.raises(UserError):
            desk.do(set_rhythm, person_ids=people, rhythm=None)
    assert all_circles(desk.reader) == []
