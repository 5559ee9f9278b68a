"""The brief of a person, made from what the desk holds."""

from __future__ import annotations

from datetime import UTC, date, timedelta

import pytest

from relationship_desk.desk.briefing import make_brief
from relationship_desk.desk.commands.circles import choose_circle
from relationship_desk.desk.commands.merging import merge_people
from relationship_desk.desk.commands.people import set_archived
from relationship_desk.desk.commands.promises import PromiseForm, make_promise
from relationship_desk.desk.commands.relations import RelationForm, relate
from relationship_desk.desk.commands.seasons import begin_grief
from relationship_desk.domain.brief import Brief, page_of, text_of
from relationship_desk.domain.contact import Detail, DetailKind, Name
from relationship_desk.domain.errors import UserError
from relationship_desk.domain.kinds import Channel
from relationship_desk.domain.promises import Owing
from relationship_desk.domain.relations import RelationKind
from tests.support.desks import TODAY, DeskForTests

_K = DetailKind


def brief(desk: DeskForTests, person_id: int, on: date = TODAY) -> Brief:
    preferences = desk.composition.desk.preferences(desk.reader)
    return make_brief(desk.reader, person_id, on, UTC, preferences)


def seeded(desk: DeskForTests) -> int:
    """Ida with everything that a brief can tell."""
    ida = desk.add(
        "Ida Vale",
        Detail(_K.TITLE, ("Curator",)),
        Detail(_K.ORGANISATION, ("Harbour Museum", "Maps")),
        Detail(_K.PHONE, ("+49 40 1",), "work"),
        Detail(_K.EMAIL, ("ida@x.example",), "home"),
        Detail(_K.EMAIL, ("best@x.example",), "work", preferred=True),
        Detail(_K.HOW_MET, ("Book fair 2024, by Bo",)),
        Detail(_K.RELATED, ("Mia Vale",), "child"),
        Detail(_K.DATE, ("1986-03-08",), "birthday"),
        Detail(_K.DATE, ("2010-11-20",), "wedding"),
        Detail(_K.NOTE, ("Reads footnotes.\nAsk: the bell of 1868",)),
        Detail(_K.NICKNAME, ("Idi",)),
        given="Ida",
    )
    bo = desk.add("Bo Oss")
    desk.add("Cas Tern", Detail(_K.ORGANISATION, ("harbour museum",)))
    for day in range(7):
        desk.log(ida, text=f"talk {day}", on=TODAY - timedelta(days=30 - day))
    desk.log(ida, bo, text="Lunch; next: the grey linen", on=date(2026, 2, 19))
    desk.log(ida, text="still to come", on=TODAY + timedelta(days=3))
    desk.do(make_promise, form=PromiseForm(ida, "the intro", Owing.MINE, date(2026, 3, 6)))
    desk.do(make_promise, form=PromiseForm(ida, "the tickets", Owing.THEIRS, None))
    desk.task("send the slides", ida, due_on=date(2026, 3, 4))
    return ida


def test_everything_that_is_written_down_is_told(desk: DeskForTests) -> None:
    text = text_of(page_of(brief(desk, seeded(desk))))
    assert text == (
        "Ida Vale\n"
        "Curator, Harbour Museum, Maps\n"
        "Idi\n"
        "Brief for Tuesday 3 March 2026\n"
        "\n"
        "HOW TO REACH\n"
        "  phone – +49 40 1 (work)\n"
        "  e-mail – best@x.example (work) · ida@x.example (home)\n"
        "\n"
        "HOW WE MET\n"
        "  Book fair 2024, by Bo\n"
        "\n"
        "WHAT HAPPENED LAST\n"
        "  19 February 2026, 12 days ago, meeting – Lunch; next: the grey linen (with Bo Oss)\n"
        "  7 February 2026, 3 weeks ago, meeting – talk 6\n"
        "  6 February 2026, 4 weeks ago, meeting – talk 5\n"
        "  5 February 2026, 4 weeks ago, meeting – talk 4\n"
        "  4 February 2026, 4 weeks ago, meeting – talk 3\n"
        "\n"
        "PROMISES\n"
        "  I owe – the intro (by 6 March 2026, in 3 days)\n"
        "  They owe me – the tickets\n"
        "\n"
        "OPEN TASKS\n"
        "  send the slides (by 4 March 2026, tomorrow)\n"
        "\n"
        "TOPICS TO RAISE\n"
        "  the bell of 1868 (from the notes)\n"
        "  the grey linen (from the meeting of 19 February 2026)\n"
        "\n"
        "FAMILY AND DATES\n"
        "  child – Mia Vale\n"
        "  8 March 2026 – Big birthday: turns forty (in 5 days)\n"
        "  20 November 2026 – Sixteen years since the wedding (in 9 months)\n"
        "\n"
        "PEOPLE IN COMMON\n"
        "  Bo Oss (1 entry together, last on 19 February 2026)\n"
        "  Cas Tern (Harbour Museum)\n"
        "\n"
        "NOTES\n"
        "  Reads footnotes.\n"
        "    Ask: the bell of 1868\n"
    )


def test_the_same_facts_and_day_give_the_same_brief(desk: DeskForTests) -> None:
    ida = seeded(desk)
    assert brief(desk, ida) == brief(desk, ida)


def test_somebody_of_whom_nothing_is_known_gets_a_calm_page(desk: DeskForTests) -> None:
    page = page_of(brief(desk, desk.add("Nobody Yet")))
    assert page.sections == ()
    assert "Nothing is written down" in page.calm


def test_who_is_gone_has_no_brief(desk: DeskForTests) -> None:
    with pytest.raises(UserError, match="not on the desk any more"):
        brief(desk, 99)


def test_where_nobody_noted_how_we_met_the_first_entry_is_named(desk: DeskForTests) -> None:
    bo = desk.add("Bo")
    desk.log(bo, text="hello", on=date(2024, 5, 1))
    assert brief(desk, bo).met == ("Not noted; the first entry is of 1 May 2024.",)


def test_circle_and_rhythm_stand_in_words(desk: DeskForTests) -> None:
    bo = desk.add("Bo")
    desk.log(bo, text="hello", on=date(2026, 2, 28))
    desk.do(choose_circle, person_ids=[bo], name="Every 3 weeks")
    assert "Every 3 weeks · 3 days on" in page_of(brief(desk, bo)).under


def test_grief_is_said_kindly_and_keeps_birthdays_away(desk: DeskForTests) -> None:
    ida = seeded(desk)
    desk.do(begin_grief, person_id=ida, from_on=TODAY, until_on=date(2026, 6, 1))
    told = brief(desk, ida)
    assert told.care == (
        "This is a hard time for Ida (noted until 1 June 2026). Ask how it is, listen, and let "
        "the rest wait."
    )
    assert [day.on for day in told.days] == [date(2026, 11, 20)]


def test_somebody_who_died_is_remembered(desk: DeskForTests) -> None:
    bo = desk.add("Bo", Detail(_K.DATE, ("2025-12-01",), "death"))
    assert brief(desk, bo).care.startswith("Bo has died (1 December 2025).")


def test_what_changed_since_the_last_contact_is_told_with_its_day(desk: DeskForTests) -> None:
    bo = desk.add(
        "Bo Oss",
        Detail(_K.EMAIL, ("old@x.example",), "work"),
        Detail(_K.PHONE, ("1",)),
        Detail(_K.URL, ("https://same.example",)),
    )
    desk.log(bo, text="met")
    email, phone, url = desk.person(bo).details
    desk.clock.advance(timedelta(days=10))
    desk.edit(
        bo,
        name=Name("Bo Fern"),
        details=(
            (email.id, Detail(_K.EMAIL, ("new@x.example",), "work")),
            (url.id, url.detail),
            (None, Detail(_K.DATE, ("1986-03-08",), "birthday")),
        ),
    )
    told = brief(desk, bo, TODAY + timedelta(days=11))
    assert {change.words for change in told.changed} == {
        "name is Bo Fern, was Bo Oss",
        "e-mail is new@x.example (work), was old@x.example (work)",
        "phone is gone: 1",
        "date is new: 8 March 1986 (birthday)",
    }
    assert {change.on for change in told.changed} == {date(2026, 3, 13)}
    assert phone.detail.text == "1"
    assert "Changed since 3 March 2026" in [s.title for s in page_of(told).sections]


def test_what_is_as_it_was_is_no_change(desk: DeskForTests) -> None:
    bo = desk.add("Bo", Detail(_K.EMAIL, ("old@x.example",)))
    desk.log(bo, text="met")
    [email] = desk.person(bo).details
    for day, value in enumerate(("new@x.example", "old@x.example")):
        desk.clock.advance(timedelta(days=day + 1))
        desk.edit(bo, details=((email.id, Detail(_K.EMAIL, (value,))),))
    desk.clock.advance(timedelta(days=1))
    desk.edit(bo, details=())
    desk.undo()
    assert brief(desk, bo, TODAY + timedelta(days=9)).changed == ()


def test_what_somebody_was_entered_with_is_no_change(desk: DeskForTests) -> None:
    bo = desk.add("Bo", Detail(_K.EMAIL, ("a@x.example",)))
    desk.log(bo, text="years ago", on=date(2020, 1, 1))
    assert brief(desk, bo).changed == ()


def test_what_a_merge_brought_is_new(desk: DeskForTests) -> None:
    bo, twin = desk.add("Bo"), desk.add("Bo", Detail(_K.EMAIL, ("a@x.example",)))
    desk.log(bo, text="met", on=TODAY - timedelta(days=9))
    desk.clock.advance(timedelta(days=1))
    desk.do(merge_people, keep_id=bo, other_ids=[twin], region="DE")
    told = brief(desk, bo, TODAY + timedelta(days=2))
    assert [change.words for change in told.changed] == ["e-mail is new: a@x.example"]


def test_the_archived_are_not_in_common(desk: DeskForTests) -> None:
    ida, bo = desk.add("Ida"), desk.add("Bo")
    desk.log(ida, bo, text="lunch", channel=Channel.MET)
    assert [common.name for common in brief(desk, ida).common] == ["Bo"]
    desk.do(set_archived, person_ids=[bo], archived=True)
    assert brief(desk, ida).common == ()


def test_of_many_in_common_the_first_are_named_and_the_others_counted(desk: DeskForTests) -> None:
    ida = desk.add("Ida")
    desk.log(ida, *(desk.add(f"Guest {i:02}") for i in range(12)), text="party")
    told = brief(desk, ida)
    assert len(told.common) == 8
    assert told.more_in_common == 4
    assert "and 4 more" in text_of(page_of(told))


def test_family_and_others_whom_they_are_something_to_are_named(desk: DeskForTests) -> None:
    ida, bo, cy = desk.add("Ida Vale"), desk.add("Bo Oss"), desk.add("Cy Ray")
    desk.log(ida, cy, on=date(2026, 3, 1))
    desk.do(relate, form=RelationForm(ida, RelationKind.PARENT, bo))
    desk.do(relate, form=RelationForm(ida, RelationKind.REPORT, cy))

    told = text_of(page_of(brief(desk, ida)))

    assert "FAMILY AND DATES\n  child – Bo Oss" in told
    assert "PEOPLE IN COMMON\n  Cy Ray (manager; 1 entry together, last on 1 March 2026)" in told
