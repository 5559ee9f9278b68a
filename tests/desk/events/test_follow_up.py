"""The board of an event: what moves a card, forth and back, and what Undo makes of it."""

from __future__ import annotations

from datetime import timedelta

import pytest

from relationship_desk.desk.commands.circles import set_rhythm
from relationship_desk.desk.commands.follow_up import keep_draft, move_card, write_follow_up
from relationship_desk.desk.commands.timeline import delete_interactions
from relationship_desk.domain.errors import UserError
from relationship_desk.domain.follow_up import Stage
from relationship_desk.domain.kinds import Channel, Direction
from relationship_desk.domain.rhythm import Rhythm
from relationship_desk.store.timeline import feed_page
from tests.support.desks import TODAY, DeskForTests
from tests.support.events import YESTERDAY, board, event, met

FAR = ("9999-12-31", "", 0)
S = Stage


@pytest.fixture
def ann(desk: DeskForTests) -> int:
    """The card of Ann Lee, met yesterday; the id of its line."""
    return met(desk, event(desk, on=YESTERDAY), "Ann Lee @Acme gave a talk").encounter_id


def stage(desk: DeskForTests) -> Stage:
    [card] = board(desk, 1).values()
    return card.follow_up.stage


def move(desk: DeskForTests, card: int, to: Stage, **values: object) -> None:
    desk.do(move_card, encounter_id=card, stage=to, **values)


def timeline(desk: DeskForTests) -> list[tuple[str, str, str]]:
    rows = feed_page(desk.reader, 1, FAR, 9)
    return [(row.channel.value, row.direction.value, row.text) for row in rows]


def test_a_card_goes_all_the_way_and_the_timeline_tells_of_it(desk: DeskForTests, ann: int) -> None:
    assert stage(desk) is S.MET
    move(desk, ann, S.DRAFTED)
    assert stage(desk) is S.DRAFTED
    move(desk, ann, S.SENT)
    assert stage(desk) is S.SENT
    move(desk, ann, S.REPLIED, channel=Channel.CALL)
    assert stage(desk) is S.REPLIED
    move(desk, ann, S.RHYTHM, circle="Every 2 months")
    assert stage(desk) is S.RHYTHM
    assert sorted(timeline(desk)) == [
        ("call", "theirs", "Answered after Book Fair"),
        ("email", "mine", "After Book Fair"),
        ("event", "mutual", "Book Fair: gave a talk"),
    ]


@pytest.mark.parametrize("there", list(S))
@pytest.mark.parametrize("to", [S.MET, S.DRAFTED, S.SENT, S.REPLIED])
def test_a_card_goes_back_and_what_the_board_wrote_goes_with_it(
    desk: DeskForTests, ann: int, there: Stage, to: Stage
) -> None:
    for step in list(S)[1 : there.place + 1]:
        move(desk, ann, step)

    move(desk, ann, to)

    assert stage(desk) is to
    wanted = 1 + (to.place >= S.SENT.place) + (to.place >= S.REPLIED.place)
    if there is not S.MET or to is not S.REPLIED:  # to the last column but one in one go
        assert len(timeline(desk)) == wanted or there.place < to.place


@pytest.mark.parametrize("to", list(S)[1:])
def test_one_undo_takes_a_move_back(desk: DeskForTests, ann: int, to: Stage) -> None:
    before = desk.facts()
    move(desk, ann, to, circle="Every year" if to is S.RHYTHM else "")
    after = desk.facts()

    assert desk.undo().label == f"Ann Lee: {to.words.lower()}"
    assert desk.facts() == before
    desk.redo()
    assert desk.facts() == after


@pytest.mark.parametrize("to", list(S)[:-1])
def test_one_undo_brings_a_card_forth_again(desk: DeskForTests, ann: int, to: Stage) -> None:
    for step in list(S)[1:]:
        move(desk, ann, step)
    before = desk.facts()

    move(desk, ann, to)
    desk.undo()

    assert desk.facts() == before


def test_what_is_logged_elsewhere_moves_the_card_and_takes_it_back(
    desk: DeskForTests, ann: int
) -> None:
    entry = desk.log(1, channel=Channel.MESSAGE, direction=Direction.MINE)
    assert stage(desk) is S.SENT
    with pytest.raises(UserError, match="Take the entry away there"):
        move(desk, ann, S.MET)
    assert stage(desk) is S.SENT
    desk.do(delete_interactions, interaction_ids=[entry])
    assert stage(desk) is S.MET


def test_whoever_has_a_rhythm_is_looked_after_from_the_first_letter_on(
    desk: DeskForTests, ann: int
) -> None:
    desk.do(set_rhythm, person_ids=[1], rhythm=Rhythm(30, 45))
    assert stage(desk) is S.MET
    desk.log(1, channel=Channel.EMAIL, direction=Direction.MINE)
    assert stage(desk) is S.RHYTHM
    with pytest.raises(UserError, match="has a rhythm"):
        move(desk, ann, S.SENT)


def test_a_card_does_not_go_back_to_what_never_was(desk: DeskForTests, ann: int) -> None:
    move(desk, ann, S.RHYTHM)

    with pytest.raises(UserError, match="Nothing in the timeline"):
        move(desk, ann, S.SENT)
    assert stage(desk) is S.RHYTHM


def test_a_bare_note_and_what_was_before_the_meeting_move_nothing(
    desk: DeskForTests, ann: int
) -> None:
    desk.log(1, channel=Channel.NOTE)
    desk.log(1, channel=Channel.CALL, on=YESTERDAY - timedelta(days=1))
    assert stage(desk) is S.MET


def test_the_same_day_counts_once_the_meeting_is_written_down(desk: DeskForTests) -> None:
    event_id = event(desk)
    ann = desk.add("Ann Lee")
    desk.log(ann, channel=Channel.CALL)
    met(desk, event_id, "Ann Lee")
    assert stage(desk) is S.MET
    desk.log(ann, channel=Channel.EMAIL, direction=Direction.MINE)
    assert stage(desk) is S.SENT


def test_a_draft_is_kept_and_sent_with_its_words(desk: DeskForTests, ann: int) -> None:
    desk.do(keep_draft, encounter_id=ann, text="Dear Ann, the slides.\n")
    assert stage(desk) is S.DRAFTED
    desk.do(write_follow_up, encounter_id=ann, channel=Channel.EMAIL)
    assert stage(desk) is S.SENT
    assert timeline(desk)[0] == ("email", "mine", "After Book Fair: Dear Ann, the slides.")
    desk.undo()
    desk.do(keep_draft, encounter_id=ann, text=" ")
    assert stage(desk) is S.MET


def test_a_second_letter_stays_when_the_first_is_taken_back(desk: DeskForTests, ann: int) -> None:
    desk.do(write_follow_up, encounter_id=ann)
    desk.do(write_follow_up, encounter_id=ann, channel=Channel.CALL, text="about the slides")

    with pytest.raises(UserError, match="Take the entry away there"):
        move(desk, ann, S.MET)
    assert len(timeline(desk)) == 3


def test_a_line_that_is_not_clear_cannot_be_moved(desk: DeskForTests) -> None:
    noted = met(desk, event(desk), "? @Acme")

    with pytest.raises(UserError, match="First say who this was"):
        move(desk, noted.encounter_id, S.SENT)
    with pytest.raises(UserError, match="not there any more"):
        move(desk, 99, S.SENT)


def test_two_lines_about_one_person_are_one_card(desk: DeskForTests, ann: int) -> None:
    met(desk, 1, "Ann Lee came by again")
    move(desk, ann, S.SENT)

    [card] = board(desk, 1).values()
    assert [row.line for row in card.lines] == [
        "Ann Lee @Acme gave a talk", "Ann Lee came by again",
    ]  # fmt: skip
    assert card.follow_up.stage is S.SENT
    assert board(desk, 1, YESTERDAY)["Ann Lee"].follow_up.stage is S.MET
    assert card.row.met_on == YESTERDAY < TODAY
