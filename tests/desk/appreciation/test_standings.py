"""Standings, milestones and batches of cards as facts of the desk, and the calendar of thanks."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from relationship_desk.desk.appreciation import ComingKind, appreciation_calendar
from relationship_desk.desk.commands.batches import (
    add_to_batch,
    confirm_addresses,
    delete_batch,
    edit_batch,
    leave_batch,
    make_batch,
    send_batch,
    set_batch_what,
    take_back_batch,
)
from relationship_desk.desk.commands.gifts import GiftForm, note_gift
from relationship_desk.desk.commands.merging import merge_people
from relationship_desk.desk.commands.occasions import OccasionForm, add_occasion
from relationship_desk.desk.commands.people import delete_people
from relationship_desk.desk.commands.standings import (
    StandingForm,
    add_milestone,
    add_standing,
    delete_milestones,
    delete_standings,
    edit_milestone,
    edit_standing,
)
from relationship_desk.domain.contact import Detail, DetailKind
from relationship_desk.domain.dates import PartialDate
from relationship_desk.domain.errors import UserError
from relationship_desk.domain.kinds import Channel
from relationship_desk.domain.occasions import OccasionKind
from relationship_desk.domain.standing import (
    BatchForm,
    StandingKind,
    address_words,
    anniversaries,
    standing_words,
)
from relationship_desk.store.batches import RecipientRow, batch_rows, recipients
from relationship_desk.store.standings import milestone_rows, standing_rows
from relationship_desk.store.timeline import feed_page
from tests.support.desks import TODAY, DeskForTests

YEARS = date(2023, 3, 10)
HOME = Detail(DetailKind.ADDRESS, ("", "", "Kai 3", "Hamburg", "", "20457", "Germany"), "home")
WORK = Detail(DetailKind.ADDRESS, ("", "", "Am Hafen 1", "Bremen", "", "28195", ""), "work", True)


def stand(desk: DeskForTests, person: int, kind: StandingKind = StandingKind.CLIENT) -> int:
    return int(desk.do(add_standing, form=StandingForm(person, kind, YEARS)))


def coming(desk: DeskForTests, days: int = 30) -> list[tuple[ComingKind, date, str]]:
    preferences = desk.composition.desk.preferences(desk.reader)
    rows = appreciation_calendar(desk.reader, TODAY, days, preferences)
    return [(row.kind, row.on, row.words) for row in rows]


def only(desk: DeskForTests, batch_id: int) -> RecipientRow:
    [found] = recipients(desk.reader, batch_id)
    return found


def test_a_standing_holds_from_its_first_day_to_its_last(desk: DeskForTests) -> None:
    ida = desk.add("Ida Vale")
    made = stand(desk, ida)

    [row] = standing_rows(desk.reader)
    assert row.holds(TODAY)
    assert not row.holds(YEARS - timedelta(days=1))
    until = StandingForm(ida, StandingKind.PARTNER, YEARS, TODAY - timedelta(days=1), "by mail")
    desk.do(edit_standing, standing_id=made, form=until)
    [row] = standing_rows(desk.reader, ida)
    assert (row.kind, row.note, row.holds(TODAY)) == (StandingKind.PARTNER, "by mail", False)
    assert desk.do(delete_standings, standing_ids=[made]) == 1
    assert standing_rows(desk.reader) == []


def test_a_standing_that_ends_before_it_begins_is_refused(desk: DeskForTests) -> None:
    ida = desk.add("Ida Vale")
    form = StandingForm(ida, StandingKind.CLIENT, TODAY, YEARS)
    with pytest.raises(UserError, match="ends before it begins"):
        desk.do(add_standing, form=form)
    with pytest.raises(UserError, match="not there any more"):
        desk.do(edit_standing, standing_id=3, form=StandingForm(ida, StandingKind.CLIENT))


def test_years_count_while_the_standing_lasts() -> None:
    leap = date(2024, 2, 29)
    window = date(2025, 1, 1), date(2026, 12, 31)

    assert list(anniversaries(leap, None, *window)) == [
        (date(2025, 2, 28), 1), (date(2026, 2, 28), 2),
    ]  # fmt: skip
    assert list(anniversaries(leap, date(2025, 6, 1), *window)) == [(date(2025, 2, 28), 1)]
    assert list(anniversaries(None, None, *window)) == []
    assert list(anniversaries(leap, None, leap, leap)) == []


def test_a_standing_is_told_with_its_days() -> None:
    kind = StandingKind.CLIENT
    assert standing_words(kind, YEARS, None, TODAY) == "client since 10 March 2023"
    assert standing_words(kind, None, YEARS, TODAY) == "client until 10 March 2023"
    assert standing_words(kind, TODAY + timedelta(days=1), None, TODAY) == (
        "client from 4 March 2026"
    )
    assert standing_words(kind, None, None, TODAY) == "client"


def test_the_calendar_tells_what_comes_soonest_first(desk: DeskForTests) -> None:
    ida, bo = desk.add("Ida Vale"), desk.add("Bo Lind")
    stand(desk, ida)
    desk.do(add_milestone, person_id=bo, text="The atlas is printed", on=date(2026, 3, 6))
    gift = GiftForm(bo, "bookends", "birthday", date(2026, 3, 20))
    desk.do(note_gift, form=gift)
    for whom in (ida, bo):  # only those who have a standing are asked for days of their own
        form = OccasionForm(OccasionKind.OTHER, PartialDate(2020, 3, 8), "First order")
        desk.do(add_occasion, person_id=whom, form=form, region="DE")
    desk.do(
        make_batch, title="Spring cards", form=BatchForm.CARD, due_on=date(2026, 3, 9),
        person_ids=[bo],
    )  # fmt: skip

    assert coming(desk) == [
        (ComingKind.MILESTONE, date(2026, 3, 6), "The atlas is printed"),
        (ComingKind.OCCASION, date(2026, 3, 8), "First order, six years on"),
        (ComingKind.BATCH, date(2026, 3, 9), "Spring cards: 0 of 1 sent"),
        (ComingKind.TOGETHER, date(2026, 3, 10), "three years as your client"),
        (ComingKind.GIFT, date(2026, 3, 20), "gift: bookends (birthday)"),
    ]
    assert coming(desk, 2) == []


def test_milestones_are_edited_and_deleted(desk: DeskForTests) -> None:
    ida = desk.add("Ida Vale")
    made = desk.do(add_milestone, person_id=ida, text=" The  atlas ", on=TODAY)
    one = {"milestone_id": made, "person_id": ida, "on": YEARS}
    desk.do(edit_milestone, **one, text="The second atlas")

    [row] = milestone_rows(desk.reader, ida)
    assert (row.text, row.on, row.person_name) == ("The second atlas", YEARS, "Ida Vale")
    with pytest.raises(UserError, match="what was reached"):
        desk.do(edit_milestone, **one, text=" ")
    assert desk.do(delete_milestones, milestone_ids=[made]) == 1
    with pytest.raises(UserError, match="not there any more"):
        desk.do(edit_milestone, **one, text="x")


def test_a_batch_says_where_each_card_goes_and_what_came_before(desk: DeskForTests) -> None:
    ida = desk.add("Ida Vale", HOME, WORK)
    old = desk.do(make_batch, title="Cards 2025", form=BatchForm.CARD, person_ids=[ida])
    desk.do(set_batch_what, recipient_id=only(desk, old).id, what=" a  calendar ")
    desk.do(confirm_addresses, recipient_ids=[only(desk, old).id])
    desk.do(send_batch, recipient_ids=[only(desk, old).id], on=date(2025, 12, 1))
    new = desk.do(make_batch, title="Cards 2026", form=BatchForm.LETTER, person_ids=[ida, ida])

    row = only(desk, new)
    assert row.address == WORK
    assert (row.before, row.before_on) == ("a calendar", date(2025, 12, 1))
    assert (row.checked_on, row.sent_on) == (TODAY, None)
    assert [(b.title, b.people, b.sent) for b in batch_rows(desk.reader)] == [
        ("Cards 2026", 1, 0), ("Cards 2025", 1, 1),
    ]  # fmt: skip


def test_what_was_sent_stands_in_each_timeline_once(desk: DeskForTests) -> None:
    people = [desk.add("Ida Vale"), desk.add("Bo Lind")]
    batch = desk.do(make_batch, title="Cards", form=BatchForm.CARD, person_ids=people)
    ids = [row.id for row in recipients(desk.reader, batch)]
    before = desk.facts()

    assert desk.do(send_batch, recipient_ids=ids) == 2
    assert desk.do(send_batch, recipient_ids=ids) == 0

    for person in people:
        [entry] = feed_page(desk.reader, person)
        assert (entry.text, entry.channel) == ("Cards", Channel.LETTER)
    assert desk.do(take_back_batch, recipient_ids=ids) == 2
    assert feed_page(desk.reader) == []
    desk.undo()
    desk.undo()
    assert desk.facts() == before


def test_people_come_into_a_batch_once_and_go(desk: DeskForTests) -> None:
    ida, bo = desk.add("Ida Vale"), desk.add("Bo Lind")
    batch = desk.do(make_batch, title="Cards", form=BatchForm.CARD, person_ids=[ida])

    assert desk.do(add_to_batch, batch_id=batch, person_ids=[ida, bo]) == 1
    assert [row.person_name for row in recipients(desk.reader, batch)] == ["Bo Lind", "Ida Vale"]
    first = recipients(desk.reader, batch)[0].id
    assert desk.do(leave_batch, recipient_ids=[first]) == 1
    assert only(desk, batch).person_name == "Ida Vale"
    with pytest.raises(UserError, match="not in this batch"):
        desk.do(send_batch, recipient_ids=[first])
    with pytest.raises(UserError, match="not there any more"):
        desk.do(add_to_batch, batch_id=batch, person_ids=[77])


def test_a_batch_is_edited_and_deleted_with_its_list_alone(desk: DeskForTests) -> None:
    ida = desk.add("Ida Vale")
    batch = desk.do(make_batch, title="Cards", form=BatchForm.CARD, person_ids=[ida])
    desk.do(edit_batch, batch_id=batch, title="Mails", form=BatchForm.MAIL, due_on=TODAY)
    desk.do(send_batch, recipient_ids=[only(desk, batch).id])
    before = desk.facts()

    assert batch_rows(desk.reader, batch)[0].form is BatchForm.MAIL
    assert desk.do(delete_batch, batch_id=batch) == 1
    assert [entry.channel for entry in feed_page(desk.reader, ida)] == [Channel.EMAIL]
    desk.undo()
    assert desk.facts() == before
    with pytest.raises(UserError, match="needs a name"):
        desk.do(edit_batch, batch_id=batch, title=" ", form=BatchForm.MAIL)


def test_two_who_become_one_get_one_card(desk: DeskForTests) -> None:
    ida, twin = desk.add("Ida Vale"), desk.add("Ida Vahl")
    batch = desk.do(make_batch, title="Cards", form=BatchForm.CARD, person_ids=[ida, twin])
    stand(desk, twin)
    desk.do(add_milestone, person_id=twin, text="The atlas", on=TODAY)
    before = desk.facts()

    desk.do(merge_people, keep_id=ida, other_ids=[twin], region="DE")

    assert only(desk, batch).person_id == ida
    assert [row.person_id for row in standing_rows(desk.reader)] == [ida]
    assert [row.person_id for row in milestone_rows(desk.reader)] == [ida]
    desk.undo()
    assert desk.facts() == before


def test_all_of_it_goes_and_comes_back_with_the_person(desk: DeskForTests) -> None:
    ida = desk.add("Ida Vale")
    batch = desk.do(make_batch, title="Cards", form=BatchForm.CARD, person_ids=[ida])
    stand(desk, ida)
    desk.do(add_milestone, person_id=ida, text="The atlas", on=TODAY)
    before = desk.facts()

    desk.do(delete_people, person_ids=[ida])

    assert recipients(desk.reader, batch) == []
    assert standing_rows(desk.reader) == []
    assert coming(desk) == []
    desk.undo()
    assert desk.facts() == before


@pytest.mark.parametrize(
    ("address", "checked", "says"),
    [
        ("", None, "no address yet"),
        ("Kai 3", None, "address not confirmed yet"),
        ("Kai 3", TODAY, "address confirmed today"),
        ("Kai 3", TODAY - timedelta(days=365), "address confirmed 12 months ago"),
        ("Kai 3", TODAY - timedelta(days=366), "address last confirmed 12 months ago"),
    ],
)
def test_an_address_is_fresh_for_a_year(address: str, checked: date | None, says: str) -> None:
    assert address_words(address, checked, TODAY) == says
