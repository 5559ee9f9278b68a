"""Kindnesses and thanks as facts of the desk: recorded, thanked, merged, deleted, erased."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from relationship_desk.desk.commands.merging import merge_people
from relationship_desk.desk.commands.people import delete_people, set_archived
from relationship_desk.desk.commands.thanks import (
    KindnessForm,
    acknowledge_thanks,
    decline_kindness,
    delete_kindnesses,
    edit_kindness,
    keep_thanks_draft,
    propose_thanks,
    record_kindness,
    reopen_thanks,
    say_thanks,
    want_thanks,
)
from relationship_desk.desk.commands.timeline import (
    InteractionForm,
    delete_interactions,
    edit_interaction,
)
from relationship_desk.desk.erasure import erase_people
from relationship_desk.desk.forgotten import proposals
from relationship_desk.domain.errors import UserError
from relationship_desk.domain.kindness import ThanksForm, ThanksState, Weight
from relationship_desk.domain.kinds import Channel, Direction
from relationship_desk.store.kindness import (
    KindnessRow,
    get_kindness,
    kindness_rows,
    kindnesses_in,
    matching,
)
from relationship_desk.store.timeline import feed_page
from relationship_desk.store.topics import all_topics
from tests.support.desks import TODAY, DeskForTests

YESTERDAY = TODAY - timedelta(days=1)


def kind(desk: DeskForTests, person: int, text: str = "recommended me", **more: Any) -> int:
    form = KindnessForm(person, text, more.pop("on", YESTERDAY), **more)
    return int(desk.do(record_kindness, form=form))


def row(desk: DeskForTests, kindness_id: int) -> KindnessRow:
    found = get_kindness(desk.reader, kindness_id)
    assert found is not None
    return found


def label(desk: DeskForTests) -> str:
    [(words,)] = desk.reader.sql("SELECT label FROM operation ORDER BY id DESC LIMIT 1")
    return str(words)


def test_a_kindness_keeps_all_that_was_said_of_it(desk: DeskForTests) -> None:
    ida = desk.add("Ida Vale")
    entry = desk.log(ida, text="coffee")

    made = kind(
        desk, ida, weight=Weight.TURN, meant_for=" the  museum job ", topics=("jobs", "Jobs"),
        interaction_id=entry,
    )  # fmt: skip

    found = row(desk, made)
    assert (found.person_name, found.text, found.weight) == (
        "Ida Vale", "recommended me", Weight.TURN,
    )  # fmt: skip
    assert (found.meant_for, found.topics, found.interaction_id) == (
        "the museum job", ("jobs",), entry,
    )  # fmt: skip
    assert found.state is ThanksState.OWED
    assert label(desk) == "Ida Vale was kind: “recommended me”"
    assert [k.id for k in kindnesses_in(desk.reader, [entry])[entry]] == [made]


@pytest.mark.parametrize("form", ThanksForm)
def test_thanks_that_were_said_stand_in_the_timeline(desk: DeskForTests, form: ThanksForm) -> None:
    ida = desk.add("Ida Vale")
    made = kind(desk, ida)
    before = desk.facts()

    entry = desk.do(say_thanks, kindness_id=made, form=form, text=" Thank you, Ida. ")

    found = row(desk, made)
    [told] = feed_page(desk.reader, ida)
    assert (told.id, told.text, told.direction) == (
        entry, "Thanks for: recommended me\n\nThank you, Ida.", Direction.MINE,
    )  # fmt: skip
    assert told.counts
    assert (found.state, found.form, found.thanked_on) == (ThanksState.SENT, form, TODAY)
    assert (found.thanked_in, found.draft) == (entry, "Thank you, Ida.")
    assert desk.do(say_thanks, kindness_id=made, form=form) is None
    desk.undo()
    assert desk.facts() == before


def test_the_channel_follows_the_form_unless_it_is_said(desk: DeskForTests) -> None:
    ida = desk.add("Ida Vale")
    desk.do(say_thanks, kindness_id=kind(desk, ida), form=ThanksForm.CARD)
    desk.do(
        say_thanks, kindness_id=kind(desk, ida), form=ThanksForm.SPOKEN, channel=Channel.CALL,
        on=YESTERDAY,
    )  # fmt: skip

    assert [(e.channel, e.on) for e in feed_page(desk.reader, ida)] == [
        (Channel.LETTER, TODAY), (Channel.CALL, YESTERDAY),
    ]  # fmt: skip


def test_thanks_are_answered_once_and_never_before_they_were_said(desk: DeskForTests) -> None:
    made = kind(desk, desk.add("Ida Vale"))
    with pytest.raises(UserError, match="Say thanks first"):
        desk.do(acknowledge_thanks, kindness_id=made)
    desk.do(say_thanks, kindness_id=made, form=ThanksForm.MAIL)

    assert desk.do(acknowledge_thanks, kindness_id=made, on=date(2020, 1, 1)) is True
    assert desk.do(acknowledge_thanks, kindness_id=made) is False
    assert row(desk, made).acknowledged_on == TODAY
    assert row(desk, made).state is ThanksState.ACKNOWLEDGED


def test_thanks_taken_back_take_their_entry_with_them(desk: DeskForTests) -> None:
    ida = desk.add("Ida Vale")
    made = kind(desk, ida)
    desk.do(say_thanks, kindness_id=made, form=ThanksForm.MAIL, text="Dear Ida")
    desk.do(acknowledge_thanks, kindness_id=made)

    assert desk.do(reopen_thanks, kindness_id=made) is True

    assert feed_page(desk.reader, ida) == []
    assert row(desk, made).state is ThanksState.DRAFTED
    assert row(desk, made).draft == "Dear Ida"
    assert desk.do(reopen_thanks, kindness_id=made) is False


def test_an_entry_that_goes_leaves_the_kindness_and_the_thanks(desk: DeskForTests) -> None:
    ida = desk.add("Ida Vale")
    entry = desk.log(ida)
    made = kind(desk, ida, interaction_id=entry)
    thanked_in = desk.do(say_thanks, kindness_id=made, form=ThanksForm.MAIL)
    before = desk.facts()

    desk.do(delete_interactions, interaction_ids=[entry, thanked_in])

    found = row(desk, made)
    assert (found.interaction_id, found.thanked_in) == (None, None)
    assert found.state is ThanksState.SENT
    desk.undo()
    assert desk.facts() == before


def test_a_draft_is_kept_with_the_form_it_is_meant_for(desk: DeskForTests) -> None:
    made = kind(desk, desk.add("Ida Vale"))
    desk.do(keep_thanks_draft, kindness_id=made, text=" Dear Ida ", form=ThanksForm.CARD)

    assert (row(desk, made).draft, row(desk, made).form) == ("Dear Ida", ThanksForm.CARD)
    assert row(desk, made).state is ThanksState.DRAFTED


def test_thanks_that_are_not_needed_can_be_wanted_again(desk: DeskForTests) -> None:
    ida = desk.add("Ida Vale")
    both = [kind(desk, ida), kind(desk, ida, "lent me her car")]

    assert desk.do(want_thanks, kindness_ids=both, wanted=False) == 2
    assert {row(desk, one).state for one in both} == {ThanksState.NOT_NEEDED}
    assert desk.do(want_thanks, kindness_ids=both[:1], wanted=True) == 1
    assert row(desk, both[0]).state is ThanksState.OWED


def test_editing_keeps_how_somebody_was_thanked(desk: DeskForTests) -> None:
    ida = desk.add("Ida Vale")
    made = kind(desk, ida, topics=("jobs",))
    desk.do(say_thanks, kindness_id=made, form=ThanksForm.MAIL)

    form = KindnessForm(ida, "put in a word for me", TODAY, topics=("museums",))
    desk.do(edit_kindness, kindness_id=made, form=form)

    found = row(desk, made)
    assert (found.text, found.on, found.topics) == ("put in a word for me", TODAY, ("museums",))
    assert found.state is ThanksState.SENT


@pytest.mark.parametrize(
    ("form", "says"),
    [
        (KindnessForm(1, "  ", TODAY), "what they did"),
        (KindnessForm(9, "helped", TODAY), "not there any more"),
        (KindnessForm(1, "helped", TODAY, interaction_id=9), "entry is not there"),
    ],
)
def test_what_cannot_be_recorded_says_why(
    desk: DeskForTests, form: KindnessForm, says: str
) -> None:
    desk.add("Ida Vale")
    before = desk.facts()

    with pytest.raises(UserError, match=says):
        desk.do(record_kindness, form=form)
    assert desk.facts() == before


@pytest.mark.parametrize(
    ("command", "more"),
    [
        (edit_kindness, {"form": KindnessForm(1, "x", TODAY)}),
        (keep_thanks_draft, {"text": "x"}),
        (say_thanks, {"form": ThanksForm.MAIL}),
        (acknowledge_thanks, {}),
        (reopen_thanks, {}),
    ],
)
def test_a_kindness_that_is_gone_is_told(
    desk: DeskForTests, command: Any, more: dict[str, Any]
) -> None:
    with pytest.raises(UserError, match="not there any more"):
        desk.do(command, kindness_id=7, **more)


def test_the_ledger_is_found_by_state_topic_and_words(desk: DeskForTests) -> None:
    ida, bo = desk.add("Ida Vale"), desk.add("Bo Lind")
    job = kind(desk, ida, meant_for="museum job", topics=("jobs",))
    car = kind(desk, bo, "lent me his car", on=TODAY)
    desk.do(say_thanks, kindness_id=car, form=ThanksForm.SPOKEN)
    rows = kindness_rows(desk.reader)

    def found(**by: Any) -> list[int]:
        return [each.id for each in matching(rows, **by)]

    assert found() == [car, job]
    assert found(states=frozenset({ThanksState.SENT})) == [car]
    assert found(topic="Jobs") == [job]
    assert found(words="MUSEUM ida") == [job]
    assert found(words="museum bo") == []
    desk.do(set_archived, person_ids=[bo], archived=True)
    assert [each.id for each in kindness_rows(desk.reader)] == [job]
    assert [each.id for each in kindness_rows(desk.reader, bo)] == [car]


def test_two_who_become_one_keep_the_kindnesses_of_both(desk: DeskForTests) -> None:
    ida, twin = desk.add("Ida Vale"), desk.add("Ida Vahl")
    both = [kind(desk, ida), kind(desk, twin, "lent me her car")]
    before = desk.facts()

    desk.do(merge_people, keep_id=ida, other_ids=[twin], region="DE")

    assert [each.id for each in kindness_rows(desk.reader, ida)] == both[::-1]
    desk.undo()
    assert desk.facts() == before


def test_what_somebody_did_goes_and_comes_back_with_them(desk: DeskForTests) -> None:
    ida = desk.add("Ida Vale")
    kind(desk, ida, topics=("jobs",))
    before = desk.facts()

    desk.do(delete_people, person_ids=[ida])

    assert kindness_rows(desk.reader) == []
    assert [(t.name, t.uses) for t in all_topics(desk.reader)] == [("jobs", 0)]
    desk.undo()
    assert desk.facts() == before


def test_of_somebody_erased_no_kindness_and_no_thanks_are_left(desk: DeskForTests) -> None:
    ida = desk.add("Ida Vale")
    made = kind(desk, ida, "Zimtstern baked for me", meant_for="Zimtsternfest")
    desk.do(keep_thanks_draft, kindness_id=made, text="Dear Zimtstern")
    desk.do(say_thanks, kindness_id=made, form=ThanksForm.CARD, text="Zimtstern!")
    desk.do(edit_kindness, kindness_id=made, form=KindnessForm(ida, "baked", TODAY))
    store = desk.composition.store

    desk.composition.desk.maintain(
        lambda writer: erase_people(writer, store, desk.clock.now(), [ida])
    ).result()

    assert b"Zimtstern" not in desk.paths.store.read_bytes()


def test_deleting_says_how_many_and_comes_back(desk: DeskForTests) -> None:
    ida = desk.add("Ida Vale")
    both = [kind(desk, ida), kind(desk, ida, "lent me her car")]
    before = desk.facts()

    assert desk.do(delete_kindnesses, kindness_ids=both) == 2
    assert label(desk) == "Delete 2 kindnesses"
    desk.undo()
    assert desk.facts() == before


# --------------------------------------------------------------------------- from what was written


def test_an_entry_that_notes_a_kindness_records_it(desk: DeskForTests) -> None:
    ida, bo = desk.add("Ida Vale"), desk.add("Bo Lind")

    entry = desk.log(
        ida, bo, text="Dinner.\nkindness: paid for all\n> thanks: the ride for Bo", on=YESTERDAY
    )

    assert [(k.person_id, k.text, k.on, k.interaction_id) for k in kindness_rows(desk.reader)] == [
        (bo, "the ride", YESTERDAY, entry),
        (ida, "paid for all", YESTERDAY, entry),
    ]
    assert label(desk).endswith(", with a kindness and a kindness")


def test_a_note_is_caught_once_however_often_its_entry_is_saved(desk: DeskForTests) -> None:
    ida = desk.add("Ida Vale")
    entry = desk.log(ida, text="kindness: paid for all")
    desk.do(delete_kindnesses, kindness_ids=[kindness_rows(desk.reader)[0].id])

    def save(text: str) -> None:
        form = InteractionForm((ida,), text, TODAY)
        desk.do(edit_interaction, interaction_id=entry, form=form)

    save("Dinner.\nkindness: paid for all")
    assert kindness_rows(desk.reader) == []
    save("Dinner.\nkindness: paid for all\nkindness: drove me home")
    assert [k.text for k in kindness_rows(desk.reader)] == ["drove me home"]


def test_entries_that_look_like_help_are_proposed_until_they_are_answered(
    desk: DeskForTests,
) -> None:
    ida = desk.add("Ida Vale")
    helped = desk.log(ida, text="She recommended me for the job", on=YESTERDAY)
    desk.log(ida, text="talked about boats", on=YESTERDAY)
    old = desk.log(ida, text="lent me her car", on=TODAY - timedelta(days=40))
    declined = desk.log(ida, text="gave me a lift", on=TODAY)

    assert [p.told.interaction_id for p in proposals(desk.reader, TODAY)] == [declined, helped]
    assert "“recommended me”" in proposals(desk.reader, TODAY)[1].why
    assert desk.do(decline_kindness, interaction_id=declined) is True
    assert desk.do(decline_kindness, interaction_id=declined) is False
    assert [p.told.interaction_id for p in proposals(desk.reader, TODAY)] == [helped]
    kind(desk, ida, interaction_id=helped)
    assert proposals(desk.reader, TODAY) == []
    assert [p.told.interaction_id for p in proposals(desk.reader, TODAY - timedelta(days=30))] == [
        old
    ]


def test_the_thanks_themselves_are_not_taken_for_help(desk: DeskForTests) -> None:
    made = kind(desk, desk.add("Ida Vale"), "helped me move")
    desk.do(say_thanks, kindness_id=made, form=ThanksForm.MAIL)

    assert proposals(desk.reader, TODAY) == []


def test_declining_an_entry_that_is_gone_says_so(desk: DeskForTests) -> None:
    with pytest.raises(UserError, match="not there any more"):
        desk.do(decline_kindness, interaction_id=5)


def test_thanks_are_proposed_to_everybody_in_one_step(desk: DeskForTests) -> None:
    ida, bo = desk.add("Ida Vale"), desk.add("Bo Lind")
    before = desk.facts()
    win = {"person_ids": [ida, bo, ida], "text": "helped me to the order", "meant_for": "Acme"}

    assert len(desk.do(propose_thanks, **win)) == 2
    assert {k.person_id for k in kindness_rows(desk.reader)} == {ida, bo}
    assert desk.do(propose_thanks, **win) == []
    desk.undo()
    assert desk.facts() == before
