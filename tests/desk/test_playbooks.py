"""Playbooks on the desk: begun as one change, sent, kept; grief suppresses cheer."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from relationship_desk.desk.commands.occasions import OccasionForm, add_occasion
from relationship_desk.desk.commands.people import delete_people
from relationship_desk.desk.commands.playbooks import keep_draft, note_sent, start_playbook
from relationship_desk.desk.commands.seasons import begin_grief
from relationship_desk.desk.commands.tasks import delete_tasks
from relationship_desk.desk.engine import Engine
from relationship_desk.desk.erasure import erase_people
from relationship_desk.desk.playbooks import (
    load_playbooks,
    ready_made,
    reset_playbook,
    save_playbook,
)
from relationship_desk.domain.dates import PartialDate
from relationship_desk.domain.errors import UserError
from relationship_desk.domain.kinds import Channel
from relationship_desk.domain.occasions import OccasionKind
from relationship_desk.domain.playbooks import Planned, Tone, plan
from relationship_desk.store.playbooks import draft_of, recent_playbooks
from relationship_desk.store.tasks import task_rows
from tests.support.desks import TODAY, DeskForTests
from tests.support.reminders import Popups


def _begin(desk: DeskForTests, person: int, key: str, **values: object) -> list[int]:
    playbook = load_playbooks(desk.paths.playbooks).playbooks[key]
    steps = plan(playbook, {"first_name": "Ida"}, Tone.CLOSE, TODAY, TODAY)
    return list(
        desk.do(
            start_playbook, person_id=person, key=key, title=playbook.title, steps=steps, **values
        )
    )


def _born_today(desk: DeskForTests, name: str) -> int:
    person = desk.add(name)
    form = OccasionForm(OccasionKind.BIRTHDAY, PartialDate(1980, 3, 3))
    desk.do(add_occasion, person_id=person, form=form, region="DE")
    return person


def test_what_was_begun_is_undone_and_done_again_as_one_change(desk: DeskForTests) -> None:
    ida = desk.add("Ida Vale", given="Ida")
    before = desk.facts()
    ids = _begin(desk, ida, "bereavement", grief_from=TODAY)
    after = desk.facts()
    assert [row.id for row in task_rows(desk.reader, ida)] == ids
    desk.undo()
    assert desk.facts() == before
    desk.redo()
    assert desk.facts() == after


def test_cheer_is_suppressed_by_the_grief_that_a_playbook_began(desk: DeskForTests) -> None:
    ida = _born_today(desk, "Ida Vale")
    _born_today(desk, "Bo Ray")
    _begin(desk, ida, "loss_of_pet", grief_from=TODAY, grief_until=TODAY + timedelta(days=9))
    popups = Popups()
    Engine(desk.composition.desk, popups).beat()
    assert sorted(popups.titles) == ["Birthday: turns forty-six", "Write to Ida"]  # Bo's alone


def test_a_season_that_is_over_suppresses_nothing(desk: DeskForTests) -> None:
    ida = _born_today(desk, "Ida Vale")
    desk.do(begin_grief, person_id=ida, from_on=date(2026, 1, 1), until_on=TODAY)
    popups = Popups()
    Engine(desk.composition.desk, popups).beat()
    assert popups.titles == ["Birthday: turns forty-six"]


def test_a_text_is_kept_and_sent_with_its_task(desk: DeskForTests) -> None:
    ida = desk.add("Ida Vale")
    task = _begin(desk, ida, "illness")[0]
    desk.do(keep_draft, task_id=task, text=" Get well. ")
    assert draft_of(desk.reader, task).text == "Get well."
    desk.do(
        note_sent,
        person_id=ida,
        text="Get well.",
        channel=Channel.LETTER,
        on=TODAY,
        task_id=task,
    )
    assert desk.person(ida).last_contact_on == TODAY
    assert task not in [row.id for row in task_rows(desk.reader, ida)]
    desk.undo()
    assert desk.person(ida).last_contact_on is None
    assert task in [row.id for row in task_rows(desk.reader, ida)]


def test_a_task_without_a_text_has_none_to_open(desk: DeskForTests) -> None:
    ida = desk.add("Ida Vale")
    assert draft_of(desk.reader, desk.task("call", ida)) is None
    with pytest.raises(UserError):
        desk.do(start_playbook, person_id=ida, key="x", title="X", steps=[])
    with pytest.raises(UserError):
        desk.do(keep_draft, task_id=99, text="x")


def test_texts_go_with_the_person(desk: DeskForTests) -> None:
    ida = desk.add("Ida Vale")
    step = Planned(TODAY, "Write", None, "Dear Ida")
    task = desk.do(start_playbook, person_id=ida, key="illness", title="X", steps=[step])[0]
    desk.do(delete_people, person_ids=[ida])
    desk.undo()
    assert draft_of(desk.reader, task).text == "Dear Ida"
    store, now = desk.composition.store, desk.clock.now()
    desk.composition.desk.maintain(lambda c: erase_people(c, store, now, [ida])).result()
    assert b"Dear Ida" not in desk.paths.store.read_bytes()


def test_the_playbooks_used_last_are_known_by_their_tasks(desk: DeskForTests) -> None:
    ida = desk.add("Ida Vale")
    _begin(desk, ida, "birth")
    ids = _begin(desk, ida, "move")
    assert recent_playbooks(desk.reader) == ["move", "birth"]
    desk.do(delete_tasks, task_ids=ids)
    assert recent_playbooks(desk.reader) == ["birth"]


def test_a_version_of_ones_own_is_saved_and_taken_back(desk: DeskForTests) -> None:
    folder = desk.paths.playbooks
    original = ready_made("illness")
    assert original is not None
    save_playbook(folder, replace(original, title="Ill"))
    library = load_playbooks(folder)
    assert library.playbooks["illness"].title == "Ill"
    assert library.own == {"illness"}
    assert library.find("Ill").key == "illness"
    assert reset_playbook(folder, "illness")
    assert not reset_playbook(folder, "illness")
    assert load_playbooks(folder).playbooks["illness"] == original


def test_a_playbook_that_cannot_be_used_is_not_saved(desk: DeskForTests) -> None:
    original = ready_made("illness")
    assert original is not None
    with pytest.raises(UserError):
        save_playbook(desk.paths.playbooks, replace(original, steps=()))
    assert not desk.paths.playbooks.exists()
