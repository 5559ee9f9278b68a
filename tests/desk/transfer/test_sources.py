"""Folders, archives, mails and pasted text: what is in them comes in, the rest is told."""

from __future__ import annotations

import struct
import zipfile
from email.message import EmailMessage
from pathlib import Path

import pytest

from relationship_desk.desk.ports import Cancelled
from relationship_desk.desk.transfer.files import Sources, plan_paths, read_sources
from relationship_desk.desk.transfer.sources import archives, folders, mails
from relationship_desk.desk.transfer.sources.parts import Given, Pasted
from relationship_desk.domain.errors import InputUnreadable
from relationship_desk.formats import READERS
from tests.desk.transfer.conftest import TransferDesk, card, ignore

IDA, BO = card("Ida Vale", "EMAIL:ida@vale.example"), card("Bo Oss")
CSV = b"Name,E-mail\nNia Holt,nia@holt.example\n"


def read(*given: Given) -> Sources:
    return read_sources(given, READERS, ignore)


def names(sources: Sources) -> list[str]:
    return [file.name for file in sources.files]


def refused(sources: Sources) -> str:
    return "\n".join(one.message for one in sources.refused)


def put(folder: Path, **files: bytes) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    for name, data in files.items():
        (folder / name.replace("__", ".")).write_bytes(data)
    return folder


def zipped(path: Path, **files: bytes) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name.replace("__", "."), data)
    return path


# ----------------------------------------------------------------------------------------- folders


def test_a_folder_gives_its_contact_files_at_any_depth_and_says_how_many(tmp_path: Path) -> None:
    top = put(tmp_path / "people", b__vcf=BO, notes__txt=b"x")
    put(top / "old" / "phone", a__VCF=IDA, table__csv=CSV)
    sources = read(top)
    assert names(sources) == [
        "people/b.vcf",
        "people/old/phone/a.VCF",
        "people/old/phone/table.csv",
    ]
    assert sources.notes == (
        "“people” is a folder with 3 files of contacts. One other file in it was left alone.",
    )
    assert sources.refused == ()


def test_a_folder_without_contacts_is_one_sentence(transfer: TransferDesk, tmp_path: Path) -> None:
    top = put(tmp_path / "music", song__mp3=b"x")
    with pytest.raises(InputUnreadable, match="“music” is a folder without files of contacts"):
        transfer.plan(top)


def test_hidden_files_links_in_circles_and_devices_are_left_alone(tmp_path: Path) -> None:
    top = put(tmp_path / "people", a__vcf=IDA)
    put(top / ".cache", b__vcf=BO)
    (top / "._a.vcf").write_bytes(b"\0\5\x16\7")
    (top / "round").symlink_to(top)
    (top / "gone.vcf").symlink_to(tmp_path / "nowhere")
    (top / "endless.vcf").symlink_to("/dev/zero")
    sources = read(top)
    assert names(sources) == ["people/a.vcf"]
    assert "gone.vcf" in refused(sources)


def test_a_folder_beyond_the_limits_is_told_and_ends(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(folders, "DEPTH_LIMIT", 2)
    top = put(tmp_path / "people", a__vcf=IDA)
    put(top / "1" / "2" / "3" / "4", b__vcf=BO)
    sources = read(top)
    assert names(sources) == ["people/a.vcf"]
    assert "more than 2 deep" in refused(sources)
    monkeypatch.setattr(folders, "LOOKED_AT_LIMIT", 1)
    assert "more than 1 files" in refused(read(top))


# ---------------------------------------------------------------------------------------- archives


def test_an_archive_gives_its_cards_and_tables(transfer: TransferDesk, tmp_path: Path) -> None:
    path = zipped(tmp_path / "all.zip", **{"old/ida.vcf": IDA, "t.csv": CSV, "r.txt": b"x"})
    plan = plan_paths(transfer.desk.reader, [path], READERS, "DE", ignore)
    assert [(row.source, row.name) for row in plan.rows] == [
        ("all.zip/old/ida.vcf", "Ida Vale"),
        ("all.zip/t.csv", "Nia Holt"),
    ]
    assert plan.notes == ("1 other file in “all.zip” was left alone.",)
    transfer.write(plan)
    assert len(transfer.people()) == 2


def test_an_archive_is_known_by_its_content(tmp_path: Path) -> None:
    assert names(read(zipped(tmp_path / "all.vcf", a__vcf=IDA))) == ["all.vcf/a.vcf"]


def test_no_entry_escapes_the_scratch_folder(tmp_path: Path) -> None:
    inside = tmp_path / "deep" / "deeper"
    inside.mkdir(parents=True)
    path = inside / "all.zip"
    bad = {
        "./../a:b?.vcf": IDA,
        "../../../escape.vcf": IDA,
        "/etc/absolute.vcf": BO,
        "..\\..\\windows.vcf": CSV,
    }
    zipped(path, **bad)
    before = sorted(tmp_path.rglob("*"))
    assert len(read(path).files) == 4
    assert sorted(tmp_path.rglob("*")) == before


def test_a_locked_entry_and_a_nested_archive_are_told_and_the_others_come_in(
    tmp_path: Path,
) -> None:
    path = zipped(tmp_path / "all.zip", ida__vcf=IDA, bo__vcf=BO, inner__zip=b"PK\5\6")
    data = bytearray(path.read_bytes())
    for signature, offset in ((b"PK\3\4", 6), (b"PK\1\2", 8)):
        place = data.index(b"bo.vcf", data.index(signature)) if signature == b"PK\3\4" else 0
        start = data.rindex(signature, 0, place or data.rindex(b"bo.vcf"))
        struct.pack_into("<H", data, start + offset, 1)
    path.write_bytes(data)
    sources = read(path)
    assert names(sources) == ["all.zip/ida.vcf"]
    assert "“bo.vcf” in “all.zip” is locked with a password" in refused(sources)
    assert "“inner.zip” in “all.zip” is an archive in an archive" in refused(sources)


def test_an_entry_that_swells_is_refused_and_the_next_one_comes_in(tmp_path: Path) -> None:
    bomb = b"BEGIN:VCARD\n" + b"a" * 3_000_000
    sources = read(zipped(tmp_path / "all.zip", bomb__vcf=bomb, ida__vcf=IDA))
    assert names(sources) == ["all.zip/ida.vcf"]
    assert "grows more than 200 times" in refused(sources)


def test_an_archive_is_unpacked_to_its_limit_only(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(archives, "BYTES_LIMIT", len(IDA) + 10)
    sources = read(zipped(tmp_path / "all.zip", a__vcf=IDA, b__vcf=BO, c__vcf=BO))
    assert names(sources) == ["all.zip/a.vcf"]
    assert refused(sources).count("over 1 GB") == 1


def test_an_archive_with_an_endless_list_is_not_read_into_memory(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(archives, "DIRECTORY_LIMIT", 10)
    assert "too large an archive" in refused(read(zipped(tmp_path / "all.zip", a__vcf=IDA)))


@pytest.mark.parametrize("cut", [30, 60, 120])
def test_a_broken_archive_is_a_sentence(tmp_path: Path, cut: int) -> None:
    path = zipped(tmp_path / "all.zip", a__vcf=IDA)
    path.write_bytes(path.read_bytes()[:cut])
    assert "damaged ZIP archive" in refused(read(path))


def test_a_damaged_entry_is_a_sentence(tmp_path: Path) -> None:
    path = tmp_path / "all.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_STORED) as archive:
        archive.writestr("a.vcf", IDA)
        archive.writestr("b.vcf", BO)
    path.write_bytes(path.read_bytes().replace(b"Ida", b"Adi"))
    sources = read(path)
    assert names(sources) == ["all.zip/b.vcf"]
    assert "“a.vcf” in “all.zip” is damaged" in refused(sources)


def test_an_office_document_is_called_so(tmp_path: Path) -> None:
    path = zipped(tmp_path / "people.xlsx", **{"[Content_Types].xml": b"<x/>"})
    assert "is an office document. Save its table as CSV" in refused(read(path))


def test_the_export_of_a_whole_desk_is_called_so(tmp_path: Path) -> None:
    path = zipped(tmp_path / "desk.zip", **{"desk.json": b"{}"})
    assert "is a whole desk, and no contacts to import: restore takes it" in refused(read(path))


# ------------------------------------------------------------------------------------------- mails


def mail(**headers: str) -> EmailMessage:
    made = EmailMessage()
    made["From"], made["Subject"], made["Message-ID"] = "a@x.example", "Cards", "<1@x.example>"
    for name, value in headers.items():
        made[name] = value
    made.set_content("Here is the card.\n")
    return made


def test_a_mail_gives_its_attached_and_inline_cards(tmp_path: Path) -> None:
    made = mail()
    made.add_attachment(IDA, maintype="text", subtype="vcard", filename="ida.vcf")
    made.add_attachment(BO, maintype="application", subtype="octet-stream", filename="bo.vcf")
    made.add_attachment(card("Nia Holt").decode(), subtype="x-vcard", disposition="inline")
    made.add_attachment(b"%PDF", maintype="application", subtype="pdf", filename="cv.pdf")
    path = tmp_path / "mail.eml"
    path.write_bytes(made.as_bytes())
    sources = read(path)
    assert names(sources) == ["mail.eml/ida.vcf", "mail.eml/bo.vcf", "mail.eml/card-3.vcf"]
    assert all(len(file.items) == 1 for file in sources.files)
    assert sources.notes == ("1 other attachment of “mail.eml” was left alone.",)


def test_a_card_in_the_text_of_a_mail_is_taken_without_the_words_around_it(tmp_path: Path) -> None:
    made = mail()
    made.set_content(f"Hello,\n\n{IDA.decode()}\nBest wishes\n")
    path = tmp_path / "saved-mail"
    path.write_bytes(made.as_bytes())
    [file] = read(path).files
    [item] = file.items
    assert item.raw.startswith(b"BEGIN:VCARD")
    assert item.raw.rstrip().endswith(b"END:VCARD")


def test_a_card_in_another_encoding_is_read_by_what_the_mail_says(tmp_path: Path) -> None:
    text = card("Jörg Über").decode().encode("iso-8859-2")
    head = b"From: a@x.example\r\nContent-Type: text/x-vcard; charset=iso-8859-2\r\n\r\n"
    path = tmp_path / "mail.eml"
    path.write_bytes(head + text)
    [file] = read(path).files
    assert "Jörg Über".encode() in file.items[0].raw


@pytest.mark.parametrize(
    "content",
    [
        b"From: a@x.example\r\nSubject: Hi\r\n\r\nNothing here\r\n",
        b"From: a\r\nContent-Type: multipart/mixed; boundary=\r\n\r\n",
        b"From: a\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n" * 50,
        b"\xff\xfe: \x00\r\n\r\n",
    ],
)
def test_a_mail_without_cards_or_in_pieces_is_a_sentence(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "mail.eml"
    path.write_bytes(content)
    sources = read(path)
    assert names(sources) == []
    assert "“mail.eml” is a" in refused(sources)


def test_a_mail_nested_without_end_is_a_sentence(tmp_path: Path) -> None:
    nest = b"".join(
        b"Content-Type: multipart/mixed; boundary=b%d\r\n\r\n--b%d\r\n" % (n, n)
        for n in range(3000)
    )
    path = tmp_path / "mail.eml"
    path.write_bytes(b"From: a@x.example\r\n" + nest)
    assert "“mail.eml” is a" in refused(read(path))


def test_a_mail_of_lines_against_boundaries_is_refused_at_once(tmp_path: Path) -> None:
    nest = b"".join(
        b"Content-Type: multipart/mixed; boundary=b%d\r\n\r\n--b%d\r\n" % (n, n) for n in range(200)
    )
    path = tmp_path / "mail.eml"
    path.write_bytes(b"From: a@x.example\r\n" + nest + b"\r\n" * 3_000_000)
    assert "“mail.eml” is a damaged mail" in refused(read(path))


def test_a_mail_beyond_the_limit_and_a_mailbox_are_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(mails, "MAIL_LIMIT", 10)
    (tmp_path / "mail.eml").write_bytes(mail().as_bytes())
    (tmp_path / "inbox").write_bytes(b"From a@x Mon Jan 1\nReceived: by x\n\n")
    sources = read(tmp_path / "mail.eml", tmp_path / "inbox")
    assert "more than 100 MB" in refused(sources)
    assert "“inbox” is a whole mailbox" in refused(sources)


# ---------------------------------------------------------------------------- text, and all of them


def test_several_sources_together_are_one_import(transfer: TransferDesk, tmp_path: Path) -> None:
    made = mail()
    made.add_attachment(BO, maintype="text", subtype="vcard", filename="bo.vcf")
    (tmp_path / "mail.eml").write_bytes(made.as_bytes())
    given: list[Given] = [
        Pasted("pasted text", IDA),
        put(tmp_path / "people", ole__vcf=card("Ole Ruud")),
        zipped(tmp_path / "all.zip", nia__vcf=card("Nia Holt"), ida__vcf=IDA),
        tmp_path / "mail.eml",
    ]
    plan = plan_paths(transfer.desk.reader, given, READERS, "DE", ignore)
    assert (plan.counts.new, plan.counts.same, plan.source) == (4, 1, "5 files")
    assert plan.rows[0].source == "pasted text"
    transfer.write(plan)
    assert plan_paths(transfer.desk.reader, given, READERS, "DE", ignore).changes_nothing


def test_unpacking_stops_when_asked(tmp_path: Path) -> None:
    path = zipped(tmp_path / "all.zip", a__vcf=IDA * 100)

    def stop(done: int, total: int) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        read_sources([path], READERS, stop)
