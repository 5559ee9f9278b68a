"""What very many changes at once leave to the next beat."""

from __future__ import annotations

from datetime import date

import pytest

from relationship_desk.desk.commands.imports import import_cards
from relationship_desk.desk.derived import rebuild
from relationship_desk.desk.engine import Engine
from relationship_desk.desk.reminding import schedule
from relationship_desk.desk.transfer.files import plan_paths
from relationship_desk.desk.transfer.sources.parts import Pasted
from relationship_desk.formats import READERS
from tests.support.desks import DeskForTests


@pytest.fixture(autouse=True)
def _three_are_many(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(schedule, "_MANY", 2)


def _import(desk: DeskForTests) -> None:
    cards = "".join(
        f"BEGIN:VCARD\r\nVERSION:3.0\r\nFN:{name}\r\nBDAY:1980-0{month}-01\r\nEND:VCARD\r\n"
        for month, name in enumerate(("Ida Vale", "Bram Oss", "Zoe Quill"), 4)
    )
    given = [Pasted("three.vcf", cards.encode())]
    plan = plan_paths(desk.reader, given, READERS, "DE", lambda done, total: None)
    desk.do(import_cards, plan=plan, region="DE")


def _scheduled(desk: DeskForTests) -> list[tuple[str, str]]:
    return desk.reader.sql("SELECT source, occurrence FROM reminder ORDER BY next_due_at")  # type: ignore[no-any-return]


def _rebuilt(desk: DeskForTests) -> list[tuple[str, str]]:
    writer = desk.composition.store.writer()
    try:
        with writer.transaction():
            rebuild(writer, desk.composition.desk.circumstances(writer))
    finally:
        writer.close()
    return _scheduled(desk)


def test_birthdays_of_a_large_import_are_scheduled_by_the_next_beat(
    desk: DeskForTests, engine: Engine
) -> None:
    desk.task("water the plants", due_on=date(2030, 1, 1))
    engine.beat()
    _import(desk)
    engine.beat()
    scheduled = _scheduled(desk)
    assert [source for source, _ in scheduled].count("detail") == 3
    assert scheduled == _rebuilt(desk)


def test_an_edit_that_comes_before_that_beat_schedules_everything(desk: DeskForTests) -> None:
    _import(desk)
    desk.task("water the plants", due_on=date(2030, 1, 1))
    scheduled = _scheduled(desk)
    assert len(scheduled) == 4
    assert scheduled == _rebuilt(desk)


def test_nothing_stays_scheduled_of_a_large_import_that_was_taken_back(
    desk: DeskForTests, engine: Engine
) -> None:
    _import(desk)
    engine.beat()
    desk.undo()
    engine.beat()
    assert _scheduled(desk) == []
