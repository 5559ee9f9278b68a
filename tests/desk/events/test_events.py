"""Events, their editions, and who is there."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from relationship_desk.desk.commands.events import (
    GuestForm,
    add_events,
    delete_events,
    edit_event,
    put_guest,
    remove_guests,
)
from relationship_desk.desk.commands.merging import merge_people
from relationship_desk.desk.commands.organisations import (
    OrganisationForm,
    add_organisation,
    delete_organisations,
    edit_organisation,
    merge_organisations,
)
from relationship_desk.desk.commands.people import delete_people
from relationship_desk.domain.errors import UserError
from relationship_desk.domain.events import EventForm, EventKind, Part
from relationship_desk.domain.money import Money
from relationship_desk.store.events import (
    editions,
    event_rows,
    events_of_person,
    find_events,
    guests,
)
from relationship_desk.store.organisations import organisation_rows
from tests.support.desks import TODAY, DeskForTests
from tests.support.events import YESTERDAY, event, event_row


def put(desk: DeskForTests, event_id: int, person_id: int | None = None, **values: Any) -> int:
    return int(desk.do(put_guest, form=GuestForm(event_id, person_id, **values), region="DE"))


def test_an_event_keeps_all_that_was_said_of_it(desk: DeskForTests) -> None:
    form = EventForm(
        "Book Fair 2026", YESTERDAY, TODAY, EventKind.FAIR, None, "Hall 3, Leipzig",
        "https://fair.example", "Harbour Museum", Money(Decimal("240.50"), "EUR"), 5, 1,
        "a printer", "stand by the door", "Book Fair",
    )  # fmt: skip
    event_id = event(desk, "Other")
    desk.do(edit_event, event_id=event_id, form=form)

    assert event_row(desk, event_id).form == form
    desk.undo()
    assert event_row(desk, event_id).name == "Other"
    assert desk.reader.sql("SELECT count(*) FROM event_series") == [(0,)]


@pytest.mark.parametrize(
    ("form", "words"),
    [
        (EventForm(" ", TODAY), "needs a name"),
        (EventForm("Fair", TODAY, YESTERDAY), "end before it begins"),
        (EventForm("Fair", date(2020, 1, 1), TODAY), "a year at most"),
        (EventForm("Fair", TODAY, goal_people=-1), "A goal is a number"),
    ],
)
def test_what_cannot_be_an_event_is_refused_in_words(
    desk: DeskForTests, form: EventForm, words: str
) -> None:
    event_id = event(desk)
    with pytest.raises(UserError, match=words):
        desk.do(edit_event, event_id=event_id, form=form)


def test_editions_of_every_year_find_each_other(desk: DeskForTests) -> None:
    first = event(desk, "Book Fair 2024", date(2024, 3, 1))
    event(desk, "Harbour Day 2024", date(2024, 5, 1))
    alone = desk.facts()
    second = event(desk, "Book Fair 2025", date(2025, 3, 1))
    third = event(desk, "book fair 2026", TODAY)

    rows = [row.id for row in editions(desk.reader, event_row(desk, third))]
    assert rows == [second, first]
    assert event_row(desk, first).form.series == "Book Fair"
    assert [row.id for row in find_events(desk.reader, "book fair")] == [third, second, first]
    desk.undo()
    desk.undo()
    assert desk.facts() == alone


def test_an_event_leaves_its_series_by_the_form(desk: DeskForTests) -> None:
    event(desk, "Book Fair 2024", date(2024, 3, 1))
    second = event(desk, "Book Fair 2025", date(2025, 3, 1))

    desk.do(edit_event, event_id=second, form=replace(event_row(desk, second).form, series=""))

    assert editions(desk.reader, event_row(desk, second)) == []


def test_a_series_goes_with_its_last_event(desk: DeskForTests) -> None:
    ids = [event(desk, f"Book Fair {year}", date(year, 3, 1)) for year in (2024, 2025)]
    before = desk.facts()

    desk.do(delete_events, event_ids=ids)

    assert desk.reader.sql("SELECT count(*) FROM event_series") == [(0,)]
    desk.undo()
    assert desk.facts() == before


def test_a_calendar_brings_each_event_once(desk: DeskForTests) -> None:
    forms = [EventForm("Fair", TODAY, uid="a@b"), EventForm("Dinner", TODAY, uid="c@d")]
    desk.do(add_events, forms=forms[:1])

    added = desk.do(add_events, forms=forms)

    assert (len(added.new), len(added.known)) == (1, 1)
    assert [row.name for row in event_rows(desk.reader)] == ["Fair", "Dinner"]
    with pytest.raises(UserError, match="at most 500"):
        desk.do(add_events, forms=forms * 300)


def test_who_is_there_stands_once_with_the_newest_words(desk: DeskForTests) -> None:
    event_id = event(desk)
    ann, bo = desk.add("Ann Lee"), desk.add("Bo Ek")
    put(desk, event_id, ann)
    put(desk, event_id, ann, wanted=True, why="prints", opening="the harbour", introducer_id=bo)
    put(desk, event_id, new_name="Cy Moss", part=Part.SPEAKER)

    rows = guests(desk.reader, event_id)
    assert [(g.name, g.part, g.wanted, g.introducer) for g in rows] == [
        ("Cy Moss", Part.SPEAKER, False, ""), ("Ann Lee", Part.ATTENDING, True, "Bo Ek"),
    ]  # fmt: skip
    assert event_row(desk, event_id).wanted == 1
    assert [row.id for row in events_of_person(desk.reader, ann)] == [event_id]
    desk.do(remove_guests, guest_ids=[rows[1].id])
    assert [g.name for g in guests(desk.reader, event_id)] == ["Cy Moss"]


def test_nobody_introduces_themselves(desk: DeskForTests) -> None:
    event_id, ann = event(desk), desk.add("Ann Lee")

    with pytest.raises(UserError, match="Somebody else"):
        put(desk, event_id, ann, introducer_id=ann)


def test_after_a_merge_one_person_is_there_once(desk: DeskForTests) -> None:
    event_id, ann, anne = event(desk), desk.add("Ann Lee"), desk.add("Anne Lee")
    put(desk, event_id, ann, why="prints")
    put(desk, event_id, anne, why="paints")
    before = desk.facts()

    desk.do(merge_people, keep_id=ann, other_ids=[anne], region="DE")

    assert [(g.person_id, g.why) for g in guests(desk.reader, event_id)] == [(ann, "prints")]
    desk.undo()
    assert desk.facts() == before


def test_who_introduces_may_go(desk: DeskForTests) -> None:
    event_id, ann, bo = event(desk), desk.add("Ann Lee"), desk.add("Bo Ek")
    put(desk, event_id, ann, introducer_id=bo)
    before = desk.facts()

    desk.do(delete_people, person_ids=[bo])

    assert [(g.name, g.introducer) for g in guests(desk.reader, event_id)] == [("Ann Lee", "")]
    desk.undo()
    assert desk.facts() == before


def test_the_host_is_an_organisation_where_one_is_known_or_is_to_be_made(
    desk: DeskForTests,
) -> None:
    guild = desk.do(add_organisation, form=OrganisationForm("Book Guild"))
    fair = event(desk, "Fair", host=" book GUILD")
    invited = event(desk, "Evening", host="Harbour Museum")
    assert [row.name for row in organisation_rows(desk.reader)] == ["Book Guild"]
    desk.do(
        edit_event,
        event_id=invited,
        form=replace(event_row(desk, invited).form, makes_host=True),
    )
    assert [row.name for row in organisation_rows(desk.reader)] == ["Book Guild", "Harbour Museum"]

    desk.do(edit_organisation, organisation_id=guild, form=OrganisationForm("Guild of Books"))
    assert event_row(desk, fair).form.host == "Guild of Books"
    assert [row.id for row in find_events(desk.reader, "guild of books")] == [fair]
    [(museum,)] = desk.reader.sql("SELECT id FROM organisation WHERE name = 'Harbour Museum'")
    desk.do(merge_organisations, keep_id=guild, other_id=museum)
    assert event_row(desk, invited).form.host == "Guild of Books"
    desk.do(delete_organisations, organisation_ids=[guild])
    assert event_row(desk, invited).form.host == "Harbour Museum"


def test_somebody_who_hosts_an_event_is_no_organisation(desk: DeskForTests) -> None:
    desk.add("Ida Vale")
    dinner = event(desk, "Dinner", host="ida vale", makes_host=True)
    assert event_row(desk, dinner).form.host == "ida vale"
    assert organisation_rows(desk.reader) == []
