"""What a card says beyond the facts of its person, whenever it was read."""

from __future__ import annotations

import pytest

from relationship_desk.desk.ports import OtherLine
from relationship_desk.desk.transfer.others import other_lines
from relationship_desk.domain.contact import Detail, DetailKind
from relationship_desk.formats import FORMATS
from relationship_desk.formats.vcard import mapping
from tests.desk.transfer.conftest import TransferDesk, card

_IDA = card("Ida Vale", "HOBBY:rowing", "TEL:040 123456", "X-ODD:1")


def _others(transfer: TransferDesk) -> list[OtherLine]:
    ida = transfer.named("Ida Vale")
    return list(other_lines(transfer.desk.reader, FORMATS[0], ida))


def test_what_an_older_version_read_past_is_shown_until_it_is_a_fact(
    transfer: TransferDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as older:
        older.delitem(mapping._PLANS, "HOBBY")
        transfer.import_cards(_IDA)
    assert _others(transfer) == [OtherLine("HOBBY", "", "rowing"), OtherLine("X-ODD", "", "1")]
    assert transfer.import_cards(_IDA)["same"] == 1
    assert transfer.export() == _IDA
    ida = transfer.named("Ida Vale")
    details = tuple((d.id, d.detail) for d in transfer.desk.person(ida).details)
    rowing = Detail(DetailKind.INTEREST, ("rowing",), "hobby")
    transfer.desk.edit(ida, details=(*details, (None, rowing)))
    assert _others(transfer) == [OtherLine("X-ODD", "", "1")]


def test_a_fact_that_was_deleted_here_is_not_shown_again(transfer: TransferDesk) -> None:
    transfer.import_cards(_IDA)
    ida = transfer.named("Ida Vale")
    transfer.desk.edit(ida, details=())
    assert _others(transfer) == [OtherLine("X-ODD", "", "1")]
