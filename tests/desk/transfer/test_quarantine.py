"""Cards that could not be read wait: read again with a better reader, or thrown away."""

from __future__ import annotations

from typing import Any

import pytest

from relationship_desk.desk.commands.quarantine import discard_quarantined, import_quarantined
from relationship_desk.desk.transfer.quarantine import ReadAgain, read_again
from relationship_desk.formats import READERS
from relationship_desk.formats.vcard import reading
from relationship_desk.store.cards import quarantined
from tests.desk.transfer.conftest import TransferDesk, card, ignore

LONG = card("Ida Vale", "EMAIL:ida@vale.example", *["NOTE:x"] * 40)


@pytest.fixture
def waiting(transfer: TransferDesk, monkeypatch: pytest.MonkeyPatch) -> TransferDesk:
    """A desk with a card that an older reader refused, and text that is no card."""
    with monkeypatch.context() as older:
        older.setattr(reading, "LINES_LIMIT", 20)
        transfer.import_cards(card("Bo Oss"), b"what is this?\r\n", LONG)
    assert len(quarantined(transfer.desk.reader)) == 2
    return transfer


def again(transfer: TransferDesk) -> ReadAgain:
    return read_again(transfer.desk.reader, READERS, "DE", ignore)


def retry(transfer: TransferDesk) -> Any:
    found = again(transfer)
    return transfer.desk.composition.desk.do(
        import_quarantined, plan=found.plan, region="DE", card_ids=found.card_ids
    ).result()


def test_what_waits_is_told_with_its_place(waiting: TransferDesk) -> None:
    long, text = quarantined(waiting.desk.reader)
    assert (text.source, text.first_line, text.last_line) == ("contacts.vcf", 6, 6)
    assert (long.first_line, long.last_line) == (7, 7 + 45)
    assert long.original == LONG


def test_what_can_be_read_now_becomes_a_person_and_the_rest_stays(waiting: TransferDesk) -> None:
    found = again(waiting)
    assert (found.waiting, len(found.card_ids)) == (2, 1)
    assert found.plan is not None
    [row] = found.plan.rows
    assert (row.source, row.first_line, row.verdict.value) == ("contacts.vcf", 7, "new")
    outcome = retry(waiting)
    assert outcome.label == "Import Ida Vale from contacts.vcf"
    assert waiting.values(waiting.named("Ida Vale"), "email") == ["ida@vale.example"]
    assert [one.original for one in quarantined(waiting.desk.reader)] == [b"what is this?\r\n"]
    assert again(waiting).plan is None


def test_a_retry_is_taken_back_whole(waiting: TransferDesk) -> None:
    before = waiting.desk.facts()
    outcome = retry(waiting)
    waiting.desk.undo(outcome.operation_id)
    assert waiting.desk.facts() == before
    waiting.desk.redo()
    assert len(quarantined(waiting.desk.reader)) == 1


def test_a_retry_made_twice_makes_nobody_twice(waiting: TransferDesk) -> None:
    found = again(waiting)
    for _ in range(2):
        waiting.desk.do(import_quarantined, plan=found.plan, region="DE", card_ids=found.card_ids)
    assert len(waiting.people()) == 2


def test_what_is_read_now_adds_to_somebody_known(waiting: TransferDesk) -> None:
    waiting.import_cards(card("Ida Vale", "EMAIL:ida@vale.example"), name="other.vcf")
    retry(waiting)
    assert len(waiting.people()) == 2
    assert waiting.values(waiting.named("Ida Vale"), "note") == ["x"]


def test_discarded_cards_are_gone_and_come_back_with_undo(waiting: TransferDesk) -> None:
    ids = [one.id for one in quarantined(waiting.desk.reader)]
    before = waiting.desk.facts()
    waiting.desk.heard.clear()
    assert waiting.desk.do(discard_quarantined, card_ids=ids) == 2
    assert quarantined(waiting.desk.reader) == []
    assert any(changes.cards for changes in waiting.desk.heard)
    waiting.desk.undo()
    assert waiting.desk.facts() == before


def test_only_what_is_in_quarantine_can_be_discarded(waiting: TransferDesk) -> None:
    everything = [i for (i,) in waiting.desk.reader.sql("SELECT id FROM card")]
    assert waiting.desk.do(discard_quarantined, card_ids=[*everything, 999]) == 2
    assert len(waiting.people()) == 1
