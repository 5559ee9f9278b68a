"""Gifts as facts of the desk: noted, given, received, known, merged, erased."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest

from relationship_desk.desk.briefing import make_brief
from relationship_desk.desk.commands.gift_profiles import GiftProfileForm, set_gift_profile
from relationship_desk.desk.commands.gifts import (
    GiftForm,
    delete_gifts,
    edit_gift,
    give_gift,
    keep_gift,
    note_gift,
    receive_gift,
)
from relationship_desk.desk.commands.merging import merge_people
from relationship_desk.desk.commands.people import delete_people, set_archived
from relationship_desk.desk.commands.reminders import answer_reminder
from relationship_desk.desk.commands.thanks import delete_kindnesses
from relationship_desk.desk.commands.timeline import delete_interactions
from relationship_desk.desk.engine import Engine
from relationship_desk.desk.erasure import erase_people
from relationship_desk.domain.brief import page_of, text_of
from relationship_desk.domain.errors import UserError
from relationship_desk.domain.gifts import GiftState
from relationship_desk.domain.kinds import Direction
from relationship_desk.domain.money import Money
from relationship_desk.store.gifts import (
    GiftProfile,
    GiftRow,
    get_gift,
    gift_ideas,
    gift_rows,
    profile_of,
    spent_on,
    usual_currency,
    warnings,
)
from relationship_desk.store.kindness import kindness_rows
from relationship_desk.store.timeline import feed_page
from tests.support.desks import TODAY, DeskForTests
from tests.support.reminders import NINE, Popups, at, by_hand

EUROS = Money(Decimal(25), "EUR")


def idea(desk: DeskForTests, person: int, text: str = "bookends", **more: Any) -> int:
    return int(desk.do(note_gift, form=GiftForm(person, text, **more)))


def row(desk: DeskForTests, gift_id: int) -> GiftRow:
    found = get_gift(desk.reader, gift_id)
    assert found is not None
    return found


def test_a_planned_gift_reminds_its_lead_before_its_day_and_no_more_once_it_is_given(
    desk: DeskForTests,
) -> None:
    def reminders() -> list[tuple[str, str]]:
        query = "SELECT title, next_due_at FROM reminder WHERE source = 'gift'"
        return [(title, str(due)[:10]) for title, due in desk.reader.sql(query)]

    ida = desk.add("Ida Vale")
    idea(desk, ida, "a kite")
    planned = idea(desk, ida, needed_on=TODAY + timedelta(days=30), lead_days=10)
    assert reminders() == [("Gift: bookends", (TODAY + timedelta(days=20)).isoformat())]
    at(desk, NINE + timedelta(days=20))
    [told] = Engine(desk.composition.desk, Popups()).beat().delivered
    assert (told.title, told.body) == (
        "Gift: bookends", "Ida Vale – needed in 10 days, on 2 April 2026",
    )  # fmt: skip
    settles = (TODAY + timedelta(days=30)).isoformat()
    desk.do(answer_reminder, source="gift", source_id=planned, settles=settles, kind="done")
    assert row(desk, planned).state is GiftState.GIVEN
    assert reminders() == []
    desk.undo()
    desk.do(set_archived, person_ids=[ida], archived=True)
    assert reminders() == []
    desk.undo()
    by_hand(desk, f"UPDATE gift SET needed_on = 'soon' WHERE id = {planned}")
    desk.edit(ida, tags=("music",))
    assert reminders() == [("Gift: bookends", "")]


def test_an_idea_keeps_all_that_was_said_of_it(desk: DeskForTests) -> None:
    ida = desk.add("Ida Vale")

    made = idea(
        desk, ida, " a pair of  bookends ", occasion="birthday", needed_on=TODAY, lead_days=5,
        price=EUROS, note="the oak ones",
    )  # fmt: skip

    found = row(desk, made)
    assert (found.text, found.occasion, found.needed_on, found.lead_days) == (
        "a pair of bookends", "birthday", TODAY, 5,
    )  # fmt: skip
    assert (found.price, found.note, found.state) == (EUROS, "the oak ones", GiftState.PLANNED)
    assert usual_currency(desk.reader) == "EUR"


def test_a_gift_that_was_given_stands_in_the_timeline(desk: DeskForTests) -> None:
    ida = desk.add("Ida Vale")
    made = idea(desk, ida, occasion="birthday")
    before = desk.facts()

    entry = desk.do(give_gift, gift_id=made)

    assert row(desk, made).state is GiftState.GIVEN
    assert row(desk, made).interaction_id == entry
    [told] = feed_page(desk.reader, ida)
    assert (told.text, told.direction) == ("Gave: bookends (birthday)", Direction.MINE)
    assert desk.do(give_gift, gift_id=made) is None
    desk.undo()
    assert desk.facts() == before


def test_a_gift_that_was_not_given_after_all_is_an_idea_again(desk: DeskForTests) -> None:
    ida = desk.add("Ida Vale")
    made = idea(desk, ida)
    desk.do(give_gift, gift_id=made)

    assert desk.do(keep_gift, gift_id=made) is True

    assert row(desk, made).state is GiftState.IDEA
    assert feed_page(desk.reader, ida) == []
    assert desk.do(keep_gift, gift_id=made) is False


def test_a_gift_that_came_is_a_kindness_to_thank_for(desk: DeskForTests) -> None:
    ida = desk.add("Ida Vale")
    yesterday = TODAY - timedelta(days=1)

    made = desk.do(receive_gift, form=GiftForm(ida, "a jar of plum jam"), on=yesterday)

    [kindness] = kindness_rows(desk.reader)
    [entry] = feed_page(desk.reader, ida)
    found = row(desk, made)
    assert (found.state, found.on, found.kindness_id) == (
        GiftState.RECEIVED, yesterday, kindness.id,
    )  # fmt: skip
    assert (kindness.text, kindness.on, kindness.interaction_id) == (
        "a jar of plum jam", yesterday, entry.id,
    )  # fmt: skip
    assert (entry.text, entry.direction) == ("Was given: a jar of plum jam", Direction.THEIRS)
    assert desk.do(give_gift, gift_id=made) is None
    assert desk.do(keep_gift, gift_id=made) is False


def test_a_gift_may_come_without_thanks(desk: DeskForTests) -> None:
    made = desk.do(receive_gift, form=GiftForm(desk.add("Ida"), "a pen"), thank=False)

    assert row(desk, made).kindness_id is None
    assert kindness_rows(desk.reader) == []


def test_what_tells_of_a_gift_may_go_and_the_gift_stays(desk: DeskForTests) -> None:
    ida = desk.add("Ida Vale")
    made = desk.do(receive_gift, form=GiftForm(ida, "a pen"))
    before = desk.facts()

    desk.do(delete_kindnesses, kindness_ids=[kindness_rows(desk.reader)[0].id])
    desk.do(delete_interactions, interaction_ids=[feed_page(desk.reader, ida)[0].id])

    assert (row(desk, made).kindness_id, row(desk, made).interaction_id) == (None, None)
    desk.undo()
    desk.undo()
    assert desk.facts() == before


def test_ideas_are_caught_from_any_note(desk: DeskForTests) -> None:
    ida = desk.add("Ida Vale")

    entry = desk.log(ida, text="Lunch. She likes the sea.\n> gift: a book on ships")

    [[found]] = gift_ideas(desk.reader, [ida]).values()
    assert (found.text, found.noted_in) == ("a book on ships", entry)
    desk.do(delete_interactions, interaction_ids=[entry])
    assert row(desk, found.id).noted_in is None


def test_ideas_are_soonest_first_and_what_was_given_comes_last(desk: DeskForTests) -> None:
    ida = desk.add("Ida Vale")
    some_day = idea(desk, ida, "a lamp")
    later = idea(desk, ida, "a kite", needed_on=TODAY + timedelta(days=9))
    soon = idea(desk, ida, "a cake", needed_on=TODAY)
    given = idea(desk, ida, "a hat")
    desk.do(give_gift, gift_id=given)

    assert [g.id for g in gift_rows(desk.reader)] == [soon, later, some_day, given]
    assert [g.id for g in gift_ideas(desk.reader, [ida])[ida]] == [soon, later, some_day]


def test_the_same_and_what_does_not_agree_is_told_before(desk: DeskForTests) -> None:
    ida = desk.add("Ida Vale")
    given = idea(desk, ida, "a pair of bookends")
    desk.do(give_gift, gift_id=given)
    desk.do(receive_gift, form=GiftForm(ida, "walnut cake"))
    profile = GiftProfileForm(allergies="nuts; lilies", never_give="perfume")
    desk.do(set_gift_profile, person_id=ida, form=profile)

    assert warnings(desk.reader, ida, "Bookends") == ["You gave them “a pair of bookends” in 2026."]
    assert warnings(desk.reader, ida, "Bookends", apart_from=given) == []
    assert warnings(desk.reader, ida, "cake of walnuts") == ["They gave you “walnut cake” in 2026."]
    assert warnings(desk.reader, ida, "white lilies") == ["They do not tolerate lilies."]
    assert warnings(desk.reader, ida, "a perfume") == ["Never to give: perfume."]
    assert warnings(desk.reader, ida, "a lamp") == []
    idea(desk, ida, "a sea chart")
    assert warnings(desk.reader, ida, "an old sea chart") == [
        "You have thought of “a sea chart” already.",
    ]  # fmt: skip


def test_a_year_has_a_budget_in_its_currency(desk: DeskForTests) -> None:
    ida = desk.add("Ida Vale")
    given = idea(desk, ida, "a lamp", price=EUROS)
    desk.do(give_gift, gift_id=given)
    idea(desk, ida, "a kite", price=Money(Decimal("20.50"), "EUR"), needed_on=TODAY)
    idea(desk, ida, "tea", price=Money(Decimal(900), "JPY"), needed_on=TODAY)
    idea(desk, ida, "some day", price=Money(Decimal(999), "EUR"))

    spent = spent_on(desk.reader, ida, 2026)

    assert spent.given == (EUROS,)
    assert spent.planned == (Money(Decimal("20.50"), "EUR"), Money(Decimal(900), "JPY"))
    assert spent.beyond(Money(Decimal(45), "EUR"))
    assert not spent.beyond(Money(Decimal(46), "EUR"))
    assert not spent.beyond(None)
    assert not spent_on(desk.reader, ida, 2025).given


def test_a_profile_is_kept_and_an_empty_one_is_none(desk: DeskForTests) -> None:
    ida = desk.add("Ida Vale")
    form = GiftProfileForm(" 42 ", "the sea", "nuts", "perfume", EUROS)
    desk.do(set_gift_profile, person_id=ida, form=form)

    assert profile_of(desk.reader, ida) == GiftProfile("42", "the sea", "nuts", "perfume", EUROS)
    desk.do(set_gift_profile, person_id=ida, form=GiftProfileForm())
    assert not profile_of(desk.reader, ida)
    assert desk.reader.sql("SELECT * FROM gift_profile") == []


def test_two_who_become_one_lose_no_allergy(desk: DeskForTests) -> None:
    ida, twin, third = desk.add("Ida Vale"), desk.add("Ida Vahl"), desk.add("I. Vale")
    desk.do(set_gift_profile, person_id=ida, form=GiftProfileForm(allergies="nuts"))
    theirs = GiftProfileForm(sizes="42", allergies="lilies", budget=EUROS)
    desk.do(set_gift_profile, person_id=twin, form=theirs)
    desk.do(set_gift_profile, person_id=third, form=GiftProfileForm(allergies="Nuts"))
    idea(desk, twin)
    before = desk.facts()

    desk.do(merge_people, keep_id=ida, other_ids=[twin, third], region="DE")

    assert profile_of(desk.reader, ida) == GiftProfile("42", "", "nuts; lilies", "", EUROS)
    assert [g.person_id for g in gift_rows(desk.reader)] == [ida]
    desk.undo()
    assert desk.facts() == before


def test_who_had_no_profile_gets_the_one_of_the_other(desk: DeskForTests) -> None:
    ida, twin = desk.add("Ida Vale"), desk.add("Ida Vahl")
    desk.do(set_gift_profile, person_id=twin, form=GiftProfileForm(likes="the sea"))

    desk.do(merge_people, keep_id=ida, other_ids=[twin], region="DE")

    assert profile_of(desk.reader, ida).likes == "the sea"


def test_gifts_go_and_come_back_with_their_person(desk: DeskForTests) -> None:
    ida = desk.add("Ida Vale")
    idea(desk, ida)
    desk.do(receive_gift, form=GiftForm(ida, "a pen"))
    desk.do(set_gift_profile, person_id=ida, form=GiftProfileForm(likes="the sea"))
    before = desk.facts()

    desk.do(delete_people, person_ids=[ida])

    assert gift_rows(desk.reader) == []
    desk.undo()
    assert desk.facts() == before


def test_of_somebody_erased_no_gift_is_left(desk: DeskForTests) -> None:
    ida = desk.add("Ida Vale")
    made = idea(desk, ida, "Zimtstern tin", note="Zimtstern")
    desk.do(edit_gift, gift_id=made, form=GiftForm(ida, "Zimtsterne"))
    desk.do(give_gift, gift_id=made)
    desk.do(set_gift_profile, person_id=ida, form=GiftProfileForm(likes="Zimtstern"))
    desk.do(delete_gifts, gift_ids=[made])
    store = desk.composition.store

    desk.composition.desk.maintain(
        lambda writer: erase_people(writer, store, desk.clock.now(), [ida])
    ).result()

    assert b"Zimtstern" not in desk.paths.store.read_bytes()


@pytest.mark.parametrize(
    ("form", "says"),
    [
        (GiftForm(1, " "), "what the gift is"),
        (GiftForm(9, "a lamp"), "not there any more"),
        (GiftForm(1, "a lamp", lead_days=301), "up to 300 days"),
    ],
)
def test_what_cannot_be_noted_says_why(desk: DeskForTests, form: GiftForm, says: str) -> None:
    desk.add("Ida Vale")
    for command in (note_gift, receive_gift):
        with pytest.raises(UserError, match=says):
            desk.do(command, form=form)
    assert gift_rows(desk.reader) == []


def test_a_gift_that_is_gone_is_told(desk: DeskForTests) -> None:
    for command, more in (
        (edit_gift, {"form": GiftForm(1, "x")}),
        (give_gift, {}),
        (keep_gift, {}),
    ):
        with pytest.raises(UserError, match="not there any more"):
            desk.do(command, gift_id=4, **more)


def test_a_brief_names_what_to_thank_for_and_the_ideas(desk: DeskForTests) -> None:
    ida = desk.add("Ida Vale")
    idea(desk, ida, "a kite")
    desk.do(receive_gift, form=GiftForm(ida, "plum jam"))
    preferences = desk.composition.desk.preferences(desk.reader)

    brief = make_brief(desk.reader, ida, TODAY, desk.clock.zone(), preferences)

    assert (brief.thanks, brief.gifts) == (("plum jam",), ("a kite",))
    assert "GIFT IDEAS\n" in text_of(page_of(brief))
