"""A three-day conference, from the prep sheet to the scorecard of ninety days later."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

from relationship_desk.desk.commands.encounters import resolve_encounter
from relationship_desk.desk.commands.events import GuestForm, put_guest
from relationship_desk.desk.commands.follow_up import keep_draft, move_card, write_follow_up
from relationship_desk.desk.commands.insights import InsightForm, note_insight
from relationship_desk.desk.commands.promises import keep_promise
from relationship_desk.desk.encounter_log import Reader
from relationship_desk.desk.preparing import make_prep
from relationship_desk.desk.scoring import cost_of_each, score
from relationship_desk.desk.today.queue import today_queue
from relationship_desk.desk.today.source import Asked
from relationship_desk.domain.brief import text_of
from relationship_desk.domain.contact import ADDRESS_PARTS, Detail, DetailKind
from relationship_desk.domain.events import Part
from relationship_desk.domain.follow_up import Stage
from relationship_desk.domain.kinds import Channel, Direction
from relationship_desk.domain.money import Money
from relationship_desk.domain.prep import page_of_prep
from relationship_desk.store.encounters import unclear
from relationship_desk.store.promises import promise_rows
from tests.support.desks import TODAY, DeskForTests
from tests.support.events import board, event, event_row, met

FIRST = TODAY + timedelta(days=5)


def titles(desk: DeskForTests, on: date) -> list[str]:
    preferences = desk.composition.desk.preferences(desk.reader)
    asked = Asked.whole_day(on, desk.clock.zone(), preferences)
    return [row.title for row in today_queue(desk.reader, asked).rows]


def test_a_conference_of_three_days_from_its_sheet_to_its_scorecard(desk: DeskForTests) -> None:
    # Before: a friend in the town, somebody to meet, and who can introduce.
    town = tuple("Leipzig" if part == "locality" else "" for part in ADDRESS_PARTS)
    ida = desk.add("Ida Vale", Detail(DetailKind.ADDRESS, town))
    bo = desk.add("Bo Ek")
    desk.log(ida, text="talked about maps", on=TODAY - timedelta(days=20))
    fair = event(
        desk, "Book Fair 2026", FIRST, ends_on=FIRST + timedelta(days=2), place="Hall 3, Leipzig",
        cost=Money(Decimal(300), "EUR"), goal_people=4, notes="Who prints maps?",
    )  # fmt: skip
    target = GuestForm(
        fair, new_name="Ann Lee", part=Part.SPEAKER, wanted=True, why="prints maps",
        opening="her talk", introducer_id=bo,
    )  # fmt: skip
    desk.do(put_guest, form=target, region="DE")
    assert titles(desk, TODAY) == ["Prepare Book Fair 2026"]
    sheet = text_of(page_of_prep(make_prep(desk.reader, fair, TODAY)))
    for words in ("prints maps", "To begin: her talk", "Bo Ek can introduce you",
                  "Ida Vale (lives in Leipzig)", "talked about maps", "Who prints maps?",
                  "Meet 4 new people"):  # fmt: skip
        assert words in sheet

    # There: a line for each, one of them not clear.
    desk.clock.advance(timedelta(days=5))
    assert titles(desk, FIRST) == ["Book Fair 2026"]
    met(desk, fair, "Ann Lee @Acme met at booth; wants intro to Bo; send slides by Friday")
    met(desk, fair, "Cy Moss @Quill talked about paper")
    desk.clock.advance(timedelta(days=1))
    met(desk, fair, "Dea Oren gave the talk on type")
    desk.do(note_insight, form=InsightForm("paper is scarce", FIRST, event_id=fair))
    draft = met(desk, fair, "? @Quill asked a good question")
    assert len(unclear(desk.reader)) == 1

    # After: who it was, drafts, letters within 48 hours, an answer, a rhythm.
    desk.clock.advance(timedelta(days=1))
    reader = Reader(desk.reader, event_row(desk, fair), desk.clock.now().date())
    form = reader.read("Eve Roth @Quill asked a good question", new=True).form()
    desk.do(resolve_encounter, encounter_id=draft.encounter_id, form=form, region="DE")
    cards = board(desk, fair)
    assert sorted(cards) == ["Ann Lee", "Cy Moss", "Dea Oren", "Eve Roth"]
    ann, cy = cards["Ann Lee"].row.id, cards["Cy Moss"].row.id
    desk.do(keep_draft, encounter_id=ann, text="Hello Ann, the slides.")
    desk.do(write_follow_up, encounter_id=ann)
    [slides] = promise_rows(desk.reader, cards["Ann Lee"].row.person_id)
    desk.do(keep_promise, promise_id=slides.id)
    desk.do(move_card, encounter_id=cy, stage=Stage.SENT, channel=Channel.MESSAGE)
    desk.clock.advance(timedelta(days=2))
    desk.do(move_card, encounter_id=ann, stage=Stage.REPLIED)
    desk.do(move_card, encounter_id=ann, stage=Stage.RHYTHM, circle="Every 3 weeks")
    stages = {name: card.follow_up.stage for name, card in board(desk, fair).items()}
    assert stages == {
        "Ann Lee": Stage.RHYTHM, "Cy Moss": Stage.SENT, "Dea Oren": Stage.MET,
        "Eve Roth": Stage.MET,
    }  # fmt: skip
    later = titles(desk, FIRST + timedelta(days=7))
    assert "Follow up with Cy Moss" in later
    assert "Follow up with Ann Lee" not in later

    # Ninety days on: one relation lives, because the contact went on.
    person_id = cards["Ann Lee"].row.person_id
    assert person_id is not None
    for days in (20, 45, 70, 88):
        desk.log(person_id, on=FIRST + timedelta(days=days), direction=Direction.MUTUAL)
    desk.clock.advance(timedelta(days=120))
    row = event_row(desk, fair)
    card = score(desk.reader, row, desk.clock.now().date())
    assert (card.is_final, card.on) == (True, row.ends_on + timedelta(days=90))
    assert (card.met, card.new, card.in_time, card.replied) == (4, 4, 2, 1)
    assert (card.with_rhythm, card.in_touch, card.drafts) == (1, 1, 0)
    assert (card.targets, card.targets_met, card.insights) == (1, 1, 1)
    assert cost_of_each(row, card) == Money(Decimal(300), "EUR")
    desk.log(person_id, on=FIRST + timedelta(days=100))
    late = InsightForm("too late to count", FIRST + timedelta(days=100), event_id=fair)
    desk.do(note_insight, form=late)
    assert score(desk.reader, row, desk.clock.now().date()) == card  # what comes later is later
