"""News of one's own: for whom they are, who was told, and what becomes of that."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from relationship_desk.desk.commands.circles import put_into_circles
from relationship_desk.desk.commands.giving import GivingForm, give
from relationship_desk.desk.commands.merging import merge_people
from relationship_desk.desk.commands.needs import NeedForm, close_needs, note_need
from relationship_desk.desk.commands.news import (
    NewsForm,
    add_news,
    choose_people,
    close_news,
    delete_news,
    edit_news,
    keep_letter,
    put_behind,
    reopen_news,
    set_audience,
)
from relationship_desk.desk.commands.occasions import note_death
from relationship_desk.desk.commands.people import delete_people, set_archived
from relationship_desk.desk.commands.seasons import begin_grief
from relationship_desk.desk.commands.tellings import note_known, tell_person, untell_people
from relationship_desk.desk.commands.thanks import KindnessForm, record_kindness
from relationship_desk.desk.commands.timeline import (
    InteractionForm,
    delete_interactions,
    edit_interaction,
)
from relationship_desk.desk.erasure import erase_people
from relationship_desk.desk.news import find_news, letter_to, news_for, round_of
from relationship_desk.domain.audience import Audience, Rule, RuleKind
from relationship_desk.domain.contact import Detail, DetailKind
from relationship_desk.domain.errors import UserError
from relationship_desk.domain.kinds import Channel
from relationship_desk.domain.news import Choice, Round
from relationship_desk.domain.news_letters import Told
from relationship_desk.domain.playbooks import Tone
from relationship_desk.domain.value import Given
from relationship_desk.store.audience import known_places, known_topics, rule_words
from relationship_desk.store.history import undo_label
from relationship_desk.store.news import all_news, get_news, known_by, told_in, who_knows
from relationship_desk.store.timeline import feed_page
from tests.support.desks import TODAY, DeskForTests

ATLAS = "The atlas is out"
SEARCH = RuleKind.SEARCH


def news(desk: DeskForTests, title: str = ATLAS, *rules: Rule, **told: str) -> int:
    news_id = int(desk.do(add_news, form=NewsForm(title, Told(**told))))
    if rules:
        desk.do(set_audience, news_id=news_id, audience=Audience(rules))
    return news_id


def tell(desk: DeskForTests, news_id: int, person: int, **values: object) -> int:
    what = {"on": TODAY, "channel": Channel.EMAIL} | values
    return int(desk.do(tell_person, news_id=news_id, person_id=person, **what))


def whole(desk: DeskForTests, news_id: int) -> Round:
    row = get_news(desk.reader, news_id)
    assert row is not None
    return round_of(desk.reader, row, TODAY)


def parts(desk: DeskForTests, news_id: int) -> tuple[list[int], list[int], list[int]]:
    """Ids of those to be told, those who know, those left out."""
    found = whole(desk, news_id)
    to_tell, told, out = (
        [m.person_id for m in part] for part in (found.to_tell, found.told, found.left_out)
    )
    return to_tell, told, out


def address(town: str, country: str = "") -> Detail:
    return Detail(DetailKind.ADDRESS, ("", "", "", town, "", "", country))


# ------------------------------------------------------------------------------------ the news


def test_news_are_written_changed_closed_and_deleted(desk: DeskForTests) -> None:
    news_id = news(desk, "  The atlas\nis out ", short=" Out! ", link="https://a.example")
    [row] = all_news(desk.reader)
    assert (row.id, row.title, row.told) == (news_id, ATLAS, Told("Out!", "", "https://a.example"))
    assert row.is_open
    desk.do(edit_news, news_id=news_id, form=NewsForm("Atlas", Told("x"), Tone.CLOSE))
    [row] = all_news(desk.reader)
    assert (row.title, row.told.short, row.tone) == ("Atlas", "x", Tone.CLOSE)
    assert desk.do(close_news, news_id=news_id) is True
    assert desk.do(close_news, news_id=news_id) is False
    assert all_news(desk.reader, open_only=True) == []
    assert desk.do(reopen_news, news_id=news_id) is True
    assert desk.do(reopen_news, news_id=news_id) is False
    desk.do(delete_news, news_id=news_id)
    assert undo_label(desk.reader) == "Delete the update “Atlas”"
    assert all_news(desk.reader) == []
    desk.undo()
    assert [row.title for row in all_news(desk.reader)] == ["Atlas"]


def test_an_update_is_found_by_id_title_or_words(desk: DeskForTests) -> None:
    atlas, other = news(desk), news(desk, "The atlas, second edition")
    assert find_news(desk.reader, str(other)).id == other
    assert find_news(desk.reader, "the ATLAS is out").id == atlas
    assert find_news(desk.reader, "second").id == other
    with pytest.raises(UserError, match="fits 2 updates"):
        find_news(desk.reader, "atlas")
    with pytest.raises(UserError, match="no update “dog”"):
        find_news(desk.reader, "dog")


def test_what_is_gone_or_says_nothing_is_refused_and_writes_nothing(desk: DeskForTests) -> None:
    ida, news_id = desk.add("Ida"), news(desk)
    gone = {"news_id": 99}
    before = desk.facts()
    for command, arguments in (
        (add_news, {"form": NewsForm("  ")}),
        (edit_news, {"news_id": news_id, "form": NewsForm("")}),
        (edit_news, {**gone, "form": NewsForm("x")}),
        (delete_news, gone),
        (close_news, gone),
        (reopen_news, gone),
        (set_audience, {**gone, "audience": Audience()}),
        (choose_people, {**gone, "person_ids": [ida], "choice": Choice.ADDED}),
        (choose_people, {"news_id": news_id, "person_ids": [99], "choice": Choice.ADDED}),
        (keep_letter, {"news_id": news_id, "person_id": 99, "text": "x"}),
        (put_behind, {"news_id": news_id, "person_id": 99}),
        (note_known, {"news_id": news_id, "person_ids": [99], "on": TODAY}),
        (untell_people, {**gone, "person_ids": [ida]}),
        (
            tell_person,
            {"news_id": news_id, "person_id": 99, "on": TODAY, "channel": Channel.CALL},
        ),
        (tell_person, {**gone, "person_id": ida, "on": TODAY, "channel": Channel.CALL}),
    ):
        with pytest.raises(UserError):
            desk.do(command, **arguments)
    assert desk.facts() == before


# ---------------------------------------------------------------------------------- the audience


def test_people_fit_by_circle_tag_place_lane_and_search(desk: DeskForTests) -> None:
    ann = desk.add("Ann Lee", address("Hamburg", "Germany"), tags=("press",))
    bo = desk.add("Bo Quist", address("New York City", "USA"))
    cy = desk.add("Cy Dahl", tags=("friends",))
    desk.do(put_into_circles, person_ids=[bo, cy], add=["Every 3 weeks"])
    [(circle,)] = desk.reader.sql("SELECT id FROM circle")
    tags = dict(desk.reader.sql("SELECT name, id FROM tag"))

    def fits(*rules: Rule) -> list[int]:
        return parts(desk, news(desk, "x", *rules))[0]

    assert fits(Rule(RuleKind.TAG, str(tags["press"]))) == [ann]
    assert fits(Rule(RuleKind.CIRCLE, str(circle))) == [bo, cy]
    assert fits(Rule(RuleKind.PLACE, "hamburg"), Rule(RuleKind.PLACE, "new york")) == [ann, bo]
    assert fits(Rule(RuleKind.PLACE, "germany")) == [ann]
    assert fits(Rule(RuleKind.PLACE, "ham")) == []
    assert fits(Rule(RuleKind.LANE, "never_contacted")) == [bo, cy]
    assert fits(Rule(SEARCH, "lee")) == [ann]
    assert fits(Rule(RuleKind.TAG, "99"), Rule(RuleKind.CIRCLE, "99")) == []
    assert known_places(desk.reader) == ["Germany", "Hamburg", "New York City", "USA"]
    said = rule_words(
        desk.reader,
        [
            Rule(RuleKind.TAG, str(tags["press"])),
            Rule(RuleKind.CIRCLE, str(circle)),
            Rule(RuleKind.PLACE, "Hamburg"),
            Rule(RuleKind.LANE, "overdue"),
            Rule(SEARCH, "lee"),
            Rule(RuleKind.TAG, "99"),
        ],
    )
    assert list(said.values()) == [
        "tagged press",
        "in Every 3 weeks",
        "at Hamburg",
        "overdue",
        "found by “lee”",
        "a tag that is gone",
    ]


def test_people_fit_a_topic_by_interests_needs_and_what_was_given_or_done_for_me(
    desk: DeskForTests,
) -> None:
    likes, needs, met, given, helped = (desk.add(name) for name in ("Ann", "Bo", "Cy", "Di", "Ed"))
    desk.edit(likes, details=((None, Detail(DetailKind.INTEREST, ("Printing",))),))
    topics = ("  printing ",)
    desk.do(note_need, form=NeedForm(needs, "a press", TODAY, topics))
    over = desk.do(note_need, form=NeedForm(met, "paper", TODAY, topics))
    desk.do(close_needs, need_ids=[over])
    desk.do(give, form=GivingForm(given, Given.ADVICE, "which press", TODAY, topics=topics))
    desk.do(record_kindness, form=KindnessForm(helped, "lent me type", TODAY, topics=("PRINTING",)))
    rule = Rule(RuleKind.TOPIC, "printíng")
    assert parts(desk, news(desk, ATLAS, rule))[0] == [likes, needs, given, helped]
    assert parts(desk, news(desk, "x", Rule(RuleKind.TOPIC, "print")))[0] == []
    assert known_topics(desk.reader, TODAY) == ["Printing"]
    assert rule_words(desk.reader, [rule])[rule] == "to do with printíng"


def test_the_dead_the_archived_and_the_grieving_are_left_out_with_the_reason(
    desk: DeskForTests,
) -> None:
    people = [desk.add(f"Ann {name}", tags=("x",)) for name in "ABCDE"]
    a, b, c, d, e = people
    [(tag,)] = desk.reader.sql("SELECT id FROM tag")
    news_id = news(desk, ATLAS, Rule(RuleKind.TAG, str(tag)))
    desk.do(note_death, person_id=b, on="2026-01-02", region="")
    desk.do(set_archived, person_ids=[c], archived=True)
    desk.do(begin_grief, person_id=d, from_on=TODAY, until_on=TODAY + timedelta(days=20))
    desk.do(choose_people, news_id=news_id, person_ids=[e], choice=Choice.LEFT_OUT)
    assert parts(desk, news_id) == ([a], [], [b, c, d, e])
    assert [m.reason for m in whole(desk, news_id).left_out] == [
        "has died", "in the archive", "grieving until 23 March 2026", "left out by you",
    ]  # fmt: skip
    desk.do(choose_people, news_id=news_id, person_ids=[d], choice=Choice.ADDED)
    desk.do(choose_people, news_id=news_id, person_ids=[e], choice=Choice.NONE)
    assert parts(desk, news_id)[0] == [a, d, e]


def test_an_audience_is_asked_anew_so_who_joins_later_is_in_it(desk: DeskForTests) -> None:
    ida = desk.add("Ida Vale")
    news_id = news(desk, ATLAS, Rule(SEARCH, "vale"))
    bo = desk.add("Bo Vale")
    assert parts(desk, news_id)[0] == [bo, ida]


# ---------------------------------------------------------------------------------------- telling


def test_telling_writes_an_entry_and_who_knows_follows_from_it(desk: DeskForTests) -> None:
    ida, bo = desk.add("Ida Vale"), desk.add("Bo Vale")
    news_id = news(desk, ATLAS, Rule(SEARCH, "vale"))
    entry = tell(desk, news_id, ida, text="Dear Ida, it is out.")
    assert undo_label(desk.reader) == f"Tell Ida Vale about “{ATLAS}”"
    [row] = feed_page(desk.reader, ida)
    assert (row.id, row.text, row.channel, row.counts) == (
        entry, "Dear Ida, it is out.", Channel.EMAIL, True,
    )  # fmt: skip
    assert desk.person(ida).last_contact_on == TODAY
    assert parts(desk, news_id) == ([bo], [ida], [])
    assert whole(desk, news_id).words == "1 of 2 knows"
    assert [(t.title, t.people) for t in told_in(desk.reader, [entry])[entry]] == [(ATLAS, 1)]
    desk.undo()
    assert parts(desk, news_id) == ([bo, ida], [], [])
    desk.redo()
    assert parts(desk, news_id) == ([bo], [ida], [])


def test_told_follows_its_entry_when_that_is_moved_deleted_or_brought_back(
    desk: DeskForTests,
) -> None:
    ida, bo = desk.add("Ida"), desk.add("Bo")
    news_id = news(desk)
    entry = desk.log(ida, bo, told=(news_id,))
    assert set(who_knows(desk.reader, TODAY)[news_id]) == {ida, bo}
    later = InteractionForm((ida, bo), "talked", TODAY + timedelta(days=3))
    desk.do(edit_interaction, interaction_id=entry, form=later)
    assert who_knows(desk.reader, TODAY) == {}
    assert set(who_knows(desk.reader, TODAY + timedelta(days=3))[news_id]) == {ida, bo}
    desk.undo()
    desk.do(edit_interaction, interaction_id=entry, form=InteractionForm((bo,), "talked", TODAY))
    assert set(who_knows(desk.reader, TODAY)[news_id]) == {bo}
    desk.undo()
    desk.do(delete_interactions, interaction_ids=[entry])
    assert who_knows(desk.reader, TODAY) == {}
    desk.undo()
    assert set(who_knows(desk.reader, TODAY)[news_id]) == {ida, bo}


def test_what_was_told_in_an_entry_is_ticked_and_unticked_there(desk: DeskForTests) -> None:
    ida = desk.add("Ida")
    atlas, studio = news(desk), news(desk, "New studio")
    entry = desk.log(ida)

    def save(told: tuple[int, ...] | None) -> set[int]:
        form = InteractionForm((ida,), "talked", TODAY, told=told)
        desk.do(edit_interaction, interaction_id=entry, form=form)
        return set(known_by(desk.reader, ida, TODAY))

    assert save((atlas, studio)) == {atlas, studio}
    assert save(None) == {atlas, studio}
    assert save((studio,)) == {studio}
    assert save(()) == set()


def test_who_heard_of_it_otherwise_knows_without_an_entry(desk: DeskForTests) -> None:
    ida, news_id = desk.add("Ida"), news(desk, ATLAS, Rule(SEARCH, "ida"))
    assert desk.do(note_known, news_id=news_id, person_ids=[ida], on=TODAY) == 1
    assert feed_page(desk.reader, ida) == []
    assert parts(desk, news_id) == ([], [ida], [])
    assert whole(desk, news_id).told[0].known.words == "heard of it otherwise"  # type: ignore[union-attr]
    assert desk.do(untell_people, news_id=news_id, person_ids=[ida]) == 1
    assert parts(desk, news_id) == ([ida], [], [])
    assert desk.reader.sql("SELECT * FROM news_person") == []
    assert desk.do(untell_people, news_id=news_id, person_ids=[ida]) == 0


def test_untelling_takes_an_entry_that_said_only_this_and_leaves_any_other(
    desk: DeskForTests,
) -> None:
    ida, bo, news_id = desk.add("Ida"), desk.add("Bo"), news(desk)
    tell(desk, news_id, ida)
    lunch = desk.log(ida, bo, text="lunch", told=(news_id,))
    assert desk.do(untell_people, news_id=news_id, person_ids=[ida]) == 1
    assert [row.id for row in feed_page(desk.reader, ida)] == [lunch]
    assert set(who_knows(desk.reader, TODAY)[news_id]) == {bo}


def test_the_earliest_telling_says_how_somebody_knows(desk: DeskForTests) -> None:
    ida, news_id = desk.add("Ida"), news(desk)
    tell(desk, news_id, ida)
    tell(desk, news_id, ida, on=TODAY - timedelta(days=9), channel=Channel.CALL)
    desk.do(note_known, news_id=news_id, person_ids=[ida], on=TODAY - timedelta(days=9))
    known = known_by(desk.reader, ida, TODAY)[news_id]
    assert (known.on, known.words) == (TODAY - timedelta(days=9), "call")


def test_a_letter_is_kept_as_the_user_wrote_it_and_later_comes_last(desk: DeskForTests) -> None:
    ann, bo = desk.add("Ann Lee", given="Ann"), desk.add("Bo Lee")
    news_id = news(desk, ATLAS, Rule(SEARCH, "lee"), short="Out!")
    row = get_news(desk.reader, news_id)
    assert row is not None
    assert letter_to(desk.person(ann), row, "Mara", at_length=True) == (
        "Dear Ann,\n\nOut!\n\nWarm wishes,\nMara"
    )
    assert letter_to(desk.person(bo), row, "", Tone.CLOSE, at_length=True) == "Hi Bo Lee,\n\nOut!"
    desk.do(put_behind, news_id=news_id, person_id=ann)
    desk.do(keep_letter, news_id=news_id, person_id=ann, text="Dear Ann, look!")
    assert parts(desk, news_id)[0] == [bo, ann]
    desk.do(keep_letter, news_id=news_id, person_id=ann, text="")
    assert desk.reader.sql("SELECT draft FROM news_person") == [("",)]


def test_a_persons_news_are_what_is_meant_for_them_the_rest_and_what_they_know(
    desk: DeskForTests,
) -> None:
    ida = desk.add("Ida")
    known, closed, other = news(desk, "Known"), news(desk, "Closed"), news(desk, "Other")
    meant = news(desk, "Meant", Rule(SEARCH, "ida"))
    news(desk, "For others", Rule(SEARCH, "nobody"))
    tell(desk, known, ida)
    desk.do(close_news, news_id=known)
    desk.do(close_news, news_id=closed)
    found = news_for(desk.reader, ida, TODAY)
    assert [(n.news.title, n.meant, n.known is not None) for n in found] == [
        ("Meant", True, False),
        ("For others", False, False),
        ("Other", False, False),
        ("Known", False, True),
    ]
    assert {n.news.id for n in found}.isdisjoint({closed})
    assert {meant, other} < {n.news.id for n in found}


# ----------------------------------------------------------------------------- who goes and merges


def test_of_two_who_become_one_and_one_was_told_the_one_is_told(desk: DeskForTests) -> None:
    ida, twin = desk.add("Ida Vale"), desk.add("Ida Vale")
    news_id, other = news(desk), news(desk, "New studio")
    tell(desk, news_id, twin)
    desk.do(note_known, news_id=other, person_ids=[twin], on=TODAY)
    desk.do(keep_letter, news_id=other, person_id=ida, text="Dear Ida")
    desk.do(merge_people, keep_id=ida, other_ids=[twin], region="DE")
    assert set(known_by(desk.reader, ida, TODAY)) == {news_id, other}
    assert desk.reader.sql("SELECT person_id, draft FROM news_person") == [(ida, "Dear Ida")]
    desk.undo()
    assert known_by(desk.reader, ida, TODAY) == {}
    assert set(known_by(desk.reader, twin, TODAY)) == {news_id, other}


def test_told_in_an_entry_of_both_is_kept_when_the_two_become_one(desk: DeskForTests) -> None:
    ida, twin = desk.add("Ida Vale"), desk.add("Ida Vale")
    news_id = news(desk)
    desk.log(ida, twin, told=(news_id,))
    desk.do(untell_people, news_id=news_id, person_ids=[ida])
    desk.do(merge_people, keep_id=ida, other_ids=[twin], region="DE")
    assert set(known_by(desk.reader, ida, TODAY)) == {news_id}
    assert desk.reader.sql("SELECT count(*) FROM participant") == [(1,)]


def test_what_was_said_of_somebody_goes_and_comes_back_with_them(desk: DeskForTests) -> None:
    ida, news_id = desk.add("Ida"), news(desk)
    desk.log(ida, told=(news_id,))
    desk.do(choose_people, news_id=news_id, person_ids=[ida], choice=Choice.ADDED)
    before = desk.facts()
    desk.do(delete_people, person_ids=[ida])
    assert whole(desk, news_id) == Round()
    desk.undo()
    assert desk.facts() == before


def test_nothing_of_somebody_erased_is_left_but_the_news_stay(
    desk: DeskForTests, tmp_path: Path
) -> None:
    ida, bo, news_id = desk.add("Ida Zimtstern"), desk.add("Bo"), news(desk)
    desk.do(keep_letter, news_id=news_id, person_id=ida, text="Liebe Zimtstern")
    desk.log(ida, bo, told=(news_id,))
    tell(desk, news_id, ida, text="Zimtstern, it is out")
    store = desk.composition.store
    erasing = desk.composition.desk.maintain(
        lambda writer: erase_people(writer, store, desk.clock.now(), [ida])
    )
    erasing.result()
    assert b"Zimtstern" not in desk.paths.store.read_bytes()
    assert set(who_knows(desk.reader, TODAY)[news_id]) == {bo}


def test_deleting_news_leaves_the_entries_in_which_they_were_told(desk: DeskForTests) -> None:
    ida, news_id = desk.add("Ida"), news(desk)
    tell(desk, news_id, ida, text="Dear Ida")
    desk.do(delete_news, news_id=news_id)
    assert [row.text for row in feed_page(desk.reader, ida)] == ["Dear Ida"]
    assert desk.reader.sql("SELECT * FROM telling") == []
