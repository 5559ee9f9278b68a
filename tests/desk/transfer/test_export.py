"""What goes out: every card as it was read, changed facts in their own lines alone."""

from __future__ import annotations

import base64
import os
from pathlib import Path

import pytest

from relationship_desk.desk.commands.people import rename_tag, set_archived
from relationship_desk.desk.ports import Cancelled
from relationship_desk.desk.transfer.export import export_people, losses_of
from relationship_desk.desk.transfer.export_table import export_table
from relationship_desk.desk.transfer.files import plan_paths
from relationship_desk.domain.contact import Detail, DetailKind
from relationship_desk.domain.errors import UserError
from relationship_desk.formats import FORMATS, READERS
from relationship_desk.formats.csv import write_csv_file
from relationship_desk.store.people import all_tags
from tests.desk.transfer.conftest import TransferDesk, card
from tests.formats.support import GIF
from tests.support.desks import email, phone

IDA = card(
    "Ida Vale", "UID:ida-1", "item1.TEL;type=CELL:040 123456", "item1.X-ABLabel:Boat",
    "X-ODD;P=1:stays\\, as it was", "EMAIL:ida@vale.example", "CATEGORIES:A,B",
)  # fmt: skip
BO = card("Bo Oss", "NOTE:tea, coffee", "TEL:040 777777")


def _changed(before: bytes, after: bytes) -> tuple[list[bytes], list[bytes]]:
    """The lines that are gone and those that are new."""
    old, new = before.splitlines(), after.splitlines()
    return [line for line in old if line not in new], [line for line in new if line not in old]


def test_an_untouched_file_comes_back_byte_for_byte(transfer: TransferDesk) -> None:
    broken = b"BEGIN:VCARD\r\nVERSION:3.0\r\nX-ONLY:nothing\r\n"
    group = card("The Choir", "KIND:group", "MEMBER:urn:uuid:1", version="4.0")
    cards = (IDA, BO, group, card("Vale Ida", "EMAIL:ida@vale.example", "CATEGORIES:a,C"), broken)
    transfer.import_cards(*cards)
    assert transfer.export() == b"".join(cards)


def test_a_card_without_a_last_line_end_stays_apart_from_the_next(transfer: TransferDesk) -> None:
    transfer.import_cards(IDA.rstrip(b"\r\n"))
    transfer.import_cards(BO.rstrip(b"\r\n"))
    assert transfer.export() == IDA + BO.rstrip(b"\r\n")


def test_an_edited_fact_rewrites_its_own_line_alone(transfer: TransferDesk) -> None:
    transfer.import_cards(IDA, BO)
    ida = transfer.named("Ida Vale")
    details = tuple(
        (d.id, d.detail._replace(parts=("040 654321",)) if d.detail.kind == "phone" else d.detail)
        for d in transfer.desk.person(ida).details
    )
    transfer.desk.edit(ida, details=details)
    assert _changed(IDA + BO, transfer.export()) == (
        [b"item1.TEL;type=CELL:040 123456"],
        [b"item1.TEL;type=CELL:040 654321"],
    )


def test_a_deleted_fact_loses_its_line_and_a_new_one_gets_one(transfer: TransferDesk) -> None:
    transfer.import_cards(IDA)
    [ida] = transfer.people()
    kept = [(d.id, d.detail) for d in transfer.desk.person(ida).details if d.detail.kind != "email"]
    transfer.desk.edit(ida, details=(*kept, (None, Detail(DetailKind.TITLE, ("Vet",)))))
    gone, new = _changed(IDA, transfer.export())
    assert (gone, new) == ([b"EMAIL:ida@vale.example"], [b"TITLE:Vet"])


def test_a_name_and_tags_change_only_the_card_that_speaks(transfer: TransferDesk) -> None:
    other = card("Ida Vale", "UID:ida-1", "TEL:040 999999", "CATEGORIES:C")
    transfer.import_cards(IDA, other)
    [ida] = transfer.people()
    name = transfer.desk.person(ida).name._replace(full="Ida V. Vale")
    transfer.desk.edit(ida, name=name, tags=("A", "C", "New"))
    gone, new = _changed(IDA + other, transfer.export())
    assert gone == [b"FN:Ida Vale", b"CATEGORIES:A,B"] or gone == [b"CATEGORIES:A,B"]
    assert new == [b"FN:Ida V. Vale", b"CATEGORIES:A,New"]
    assert transfer.export().endswith(other)


def test_a_renamed_tag_goes_out_under_its_new_name(transfer: TransferDesk) -> None:
    transfer.import_cards(IDA)
    [tag] = [tag for tag in all_tags(transfer.desk.reader) if tag.name == "B"]
    transfer.desk.do(rename_tag, tag_id=tag.id, name="Best")
    assert b"CATEGORIES:A,Best" in transfer.export()


def test_a_fact_of_a_second_card_is_edited_in_that_card(transfer: TransferDesk) -> None:
    other = card("Ida Vale", "UID:ida-1", "TEL:040 999999")
    transfer.import_cards(IDA, other)
    [ida] = transfer.people()
    details = tuple(
        (d.id, d.detail._replace(parts=("040 1",)) if "999" in d.detail.text else d.detail)
        for d in transfer.desk.person(ida).details
    )
    transfer.desk.edit(ida, details=details)
    assert transfer.export() == IDA + other.replace(b"040 999999", b"040 1")


def test_another_spelling_of_a_known_number_keeps_its_line(transfer: TransferDesk) -> None:
    other = card("Ida Vale", "UID:ida-1", "TEL;TYPE=WORK:+49 (40) 123456")
    transfer.import_cards(IDA, other)
    assert transfer.export() == IDA + other


@pytest.mark.parametrize(
    "lines",
    [
        "N;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:Gro=C3=9F;J=C3=B6rg;;;",
        "N;CHARSET=ISO-8859-1:Gro\xdf;J\xf6rg;;;",
        "FN:Acme\\, Fish & So\r\n ns",
    ],
)
def test_another_name_stays_in_its_own_card_however_it_is_spelled(
    transfer: TransferDesk, lines: str
) -> None:
    text = f"VERSION:2.1\r\n{lines}\r\nUID:ida-1\r\nEMAIL:ida@vale.example\r\n"
    cards = IDA + f"BEGIN:VCARD\r\n{text}END:VCARD\r\n".encode("latin-1")
    transfer.import_cards(cards)
    [ida] = transfer.people()
    assert len(transfer.values(ida, "nickname")) == 1
    assert transfer.export() == cards


def test_another_name_that_was_edited_is_written_also_where_only_an_accent_changed(
    transfer: TransferDesk,
) -> None:
    other = card("Jorg Oss", "UID:ida-1", "EMAIL:ida@vale.example")
    transfer.import_cards(IDA, other)
    [ida] = transfer.people()
    details = tuple(
        (d.id, d.detail._replace(parts=("Jörg Oss",)) if d.detail.kind == "nickname" else d.detail)
        for d in transfer.desk.person(ida).details
    )
    transfer.desk.edit(ida, details=details)
    assert _changed(IDA + other, transfer.export()) == ([], ["NICKNAME:Jörg Oss".encode()])


def test_people_made_here_are_written_as_4_0_archived_ones_too(transfer: TransferDesk) -> None:
    tom = transfer.desk.add("Tom Berg", phone("040 5"))
    transfer.import_cards(IDA)
    transfer.desk.do(set_archived, person_ids=[tom, transfer.named("Ida Vale")], archived=True)
    out = transfer.export()
    assert out.startswith(IDA)
    assert b"VERSION:4.0" in out
    assert b"FN:Tom Berg" in out


def test_only_the_people_asked_for_go_out(transfer: TransferDesk) -> None:
    transfer.import_cards(IDA, BO)
    assert transfer.export(person_ids=[transfer.named("Bo Oss")]) == BO


@pytest.mark.parametrize("mode", ["as_read", "4.0", "3.0", "2.1"])
def test_our_own_export_comes_back_as_the_same(transfer: TransferDesk, mode: str) -> None:
    transfer.import_cards(IDA, BO, card("Ida Vale", "UID:ida-1", "TEL:040 999999", "CATEGORIES:C"))
    transfer.desk.add("Tom Berg", phone("040 5"), email("tom@berg.example"), tags=("A",))
    ida = transfer.named("Ida Vale")
    details = tuple((d.id, d.detail) for d in transfer.desk.person(ida).details)
    transfer.desk.edit(ida, details=(*details[1:], (None, phone("040 88", "work"))))
    before = transfer.desk.facts()
    counts = transfer.import_cards(transfer.export(mode), name="export.vcf")
    assert (counts["same"], counts["operation"]) == (counts["read"], None)
    assert transfer.desk.facts() == before


@pytest.mark.parametrize("mode", ["as_read", "4.0", "3.0", "2.1"])
def test_a_card_without_a_name_comes_back_as_the_same(transfer: TransferDesk, mode: str) -> None:
    body = base64.b64encode(GIF).decode()
    nameless = f"BEGIN:VCARD\r\nVERSION:3.0\r\nPHOTO;ENCODING=b;TYPE=GIF:{body}\r\nEND:VCARD\r\n"
    transfer.import_cards(IDA, nameless.encode())
    counts = transfer.import_cards(transfer.export(mode), name="export.vcf")
    assert (counts["read"], counts["same"], counts["operation"]) == (2, 2, None)


def test_another_version_says_what_it_cannot_hold_before_it_writes(transfer: TransferDesk) -> None:
    broken = b"BEGIN:VCARD\r\nVERSION:3.0\r\nX-ONLY:nothing\r\n"
    transfer.import_cards(card("Ida Vale", "UID:1", "MAILER:Old"), broken)
    losses = losses_of(transfer.desk.reader, FORMATS[0], "4.0")
    assert [loss.name for loss in losses] == ["Ida Vale", ""]
    assert transfer.export("4.0").count(b"BEGIN:VCARD") == 1


def test_an_existing_file_is_refused_without_force(transfer: TransferDesk, tmp_path: Path) -> None:
    transfer.import_cards(IDA)
    out = tmp_path / "mine.vcf"
    out.write_text("mine")
    with pytest.raises(UserError, match="exists already"):
        export_people(transfer.desk.reader, FORMATS[0], out)
    assert out.read_text() == "mine"
    assert export_people(transfer.desk.reader, FORMATS[0], out, force=True).count == 1
    assert out.read_bytes() == IDA


def test_a_folder_a_missing_folder_and_an_empty_desk_are_told(
    transfer: TransferDesk, tmp_path: Path
) -> None:
    reader = transfer.desk.reader
    with pytest.raises(UserError, match="nobody"):
        export_people(reader, FORMATS[0], tmp_path / "out.vcf")
    transfer.import_cards(IDA)
    with pytest.raises(UserError, match="is a folder"):
        export_people(reader, FORMATS[0], tmp_path, force=True)
    with pytest.raises(UserError, match="could not be written"):
        export_people(reader, FORMATS[0], tmp_path / "no" / "out.vcf")
    assert not list(tmp_path.glob("*.part")) + list(tmp_path.glob(".*.part"))


def test_a_full_disk_leaves_the_old_file(
    transfer: TransferDesk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    transfer.import_cards(IDA)
    out = tmp_path / "mine.vcf"
    out.write_text("mine")

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(UserError, match="No space left"):
        export_people(transfer.desk.reader, FORMATS[0], out, force=True)
    assert out.read_text() == "mine"
    assert not list(tmp_path.glob(".*.part"))


def test_cancelling_an_export_leaves_nothing(transfer: TransferDesk, tmp_path: Path) -> None:
    transfer.import_cards(IDA)

    def stop(done: int, total: int) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        export_people(transfer.desk.reader, FORMATS[0], tmp_path / "x.vcf", progress=stop)
    assert not list(tmp_path.glob("x.vcf")) + list(tmp_path.glob(".*.part"))


def test_an_own_export_is_recognised_also_behind_many_who_were_edited_since(
    transfer: TransferDesk,
) -> None:
    names = [f"Ida Vale{number}" for number in range(80)]
    edited = [card(name, f"EMAIL:{name[4:]}@x.example", "CATEGORIES:A") for name in names[:40]]
    others = [card(name, f"EMAIL:{name[4:]}@x.example") for name in names[40:]]
    transfer.import_cards(*edited, *others)
    written = transfer.folder / "own.vcf"
    written.write_bytes(transfer.export("4.0"))
    [tag] = all_tags(transfer.desk.reader)
    transfer.desk.do(rename_tag, tag_id=tag.id, name="B")
    rows = transfer.plan(written).rows
    own = [row.reason.startswith("The desk itself") for row in rows]
    assert not any(own[:40])
    assert sum(own[40:]) >= 30


def test_a_table_leaves_out_whom_it_can_say_nothing_about_and_says_so(
    transfer: TransferDesk, tmp_path: Path
) -> None:
    picture = f"PHOTO;ENCODING=b;TYPE=GIF:{base64.b64encode(GIF).decode()}"
    faceless = f"BEGIN:VCARD\r\nVERSION:3.0\r\n{picture}\r\nEND:VCARD\r\n".encode()
    out = tmp_path / "out.csv"
    transfer.import_cards(faceless)
    with pytest.raises(UserError, match="Nothing was written"):
        export_table(transfer.desk.reader, write_csv_file, out)
    assert not out.exists()
    transfer.import_cards(IDA, name="ida.vcf")
    report = export_table(transfer.desk.reader, write_csv_file, out)
    assert (report.count, [loss.name for loss in report.losses]) == (1, [""])
    plan = plan_paths(transfer.desk.reader, [out], READERS, "DE", lambda done, total: None)
    assert (plan.counts.same, plan.counts.read) == (1, 1)
