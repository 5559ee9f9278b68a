"""What is done about somebody stands in their timeline, and goes when it was not done after all."""

from __future__ import annotations

from datetime import time, timedelta

import pytest

from relationship_desk.desk.commands.playbooks import note_sent
from relationship_desk.desk.commands.tasks import complete_tasks, finish_tasks, reopen_tasks
from relationship_desk.desk.commands.timeline import (
    InteractionForm,
    edit_interaction,
    set_counting,
)
from relationship_desk.domain.kinds import Channel, Direction
from relationship_desk.domain.recurrence import Repeat
from relationship_desk.domain.recurrence_words import parse_repeat_rule
from relationship_desk.store.timeline import InteractionRow, feed_page
from tests.support.desks import TODAY, DeskForTests

EVERY_DAY = Repeat(parse_repeat_rule("every day"))


def timeline(desk: DeskForTests, whom: int | None = None) -> list[InteractionRow]:
    return feed_page(desk.reader, whom)


@pytest.mark.parametrize(
    ("text", "channel", "direction"),
    [
        ("Send the slides", Channel.OTHER, Direction.MINE),
        ("Lunch at the harbour", Channel.MET, Direction.MUTUAL),
    ],
)
def test_a_task_about_somebody_that_is_done_is_contact_of_today(
    desk: DeskForTests, text: str, channel: Channel, direction: Direction
) -> None:
    ida = desk.add("Ida Vale")
    task = desk.task(text, ida, due_on=TODAY - timedelta(days=3))
    before = desk.facts()
    desk.do(complete_tasks, task_ids=[task])
    [entry] = timeline(desk, ida)
    assert (entry.text, entry.on) == (f"Done: {text}", TODAY)
    assert (entry.channel, entry.direction) == (channel, direction)
    assert desk.person(ida).last_contact_on == TODAY
    desk.do(complete_tasks, task_ids=[task])
    assert len(timeline(desk)) == 1, "what was done before is not written down again"
    desk.undo()
    assert desk.facts() == before


def test_each_time_of_a_repetition_is_written_down_once(desk: DeskForTests) -> None:
    ida = desk.add("Ida Vale")
    task = desk.task("Call her", ida, due_on=TODAY, due_time=time(9), repeat=EVERY_DAY)
    for _ in range(2):
        desk.do(complete_tasks, task_ids=[task], occurrence=f"{TODAY.isoformat()} 09:00")
    assert [entry.text for entry in timeline(desk, ida)] == ["Done: Call her"]


def test_what_concerns_nobody_or_was_only_ended_writes_nothing(desk: DeskForTests) -> None:
    ida = desk.add("Ida Vale")
    tasks = [desk.task("Tidy the desk"), desk.task("Call her", ida, due_on=TODAY, repeat=EVERY_DAY)]
    desk.do(complete_tasks, task_ids=tasks[:1])
    desk.do(finish_tasks, task_ids=tasks[1:])
    assert timeline(desk) == []


def test_a_text_that_was_sent_is_the_one_entry_of_its_task(desk: DeskForTests) -> None:
    ida = desk.add("Ida Vale")
    task = desk.task("Write to her", ida)
    desk.do(
        note_sent, person_id=ida, text="Dear Ida", channel=Channel.EMAIL, on=TODAY, task_id=task
    )
    assert [entry.text for entry in timeline(desk, ida)] == ["Dear Ida"]


@pytest.mark.parametrize("own_words", [False, True])
def test_reopening_takes_away_what_only_said_that_it_was_done(
    desk: DeskForTests, own_words: bool
) -> None:
    ida = desk.add("Ida Vale")
    earlier = desk.log(ida, text="Done: Send the slides", on=TODAY - timedelta(days=9))
    task = desk.task("Send the slides", ida)
    desk.clock.advance(timedelta(minutes=5))
    desk.do(complete_tasks, task_ids=[task])
    if own_words:
        form = InteractionForm((ida,), "Sent them; she laughed", TODAY)
        desk.do(edit_interaction, interaction_id=timeline(desk)[0].id, form=form)
    desk.do(reopen_tasks, task_ids=[task])
    kept = ["Sent them; she laughed"] if own_words else []
    assert [entry.text for entry in timeline(desk, ida) if entry.id != earlier] == kept
    assert len(timeline(desk)) == 1 + own_words


def test_what_was_no_contact_stays_in_the_timeline_and_counts_no_more(desk: DeskForTests) -> None:
    ida = desk.add("Ida Vale")
    desk.do(complete_tasks, task_ids=[desk.task("Buy her a present", ida)])
    [entry] = timeline(desk, ida)
    assert desk.do(set_counting, interaction_ids=[entry.id], counts=False)
    assert desk.person(ida).last_contact_on is None
    assert not desk.do(set_counting, interaction_ids=[entry.id], counts=False)
    assert [row.counts for row in timeline(desk, ida)] == [False]
    desk.undo()
    assert desk.person(ida).last_contact_on == TODAY
