"""Where the table lies in a file, and what becomes of rows that cannot be trusted."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from relationship_desk.desk.ports import Cancelled, NotThisFormat, ReadCard, Unreadable
from relationship_desk.formats.csv import Csv, reading, text
from relationship_desk.formats.csv.records import records
from relationship_desk.formats.vcard.heads import unquoted
from relationship_desk.formats.vcard.mapping import map_card
from tests.formats.csv_support import LINKEDIN, cards, facts, kept, only, read_bytes, remarks
from tests.formats.support import nothing

PLAIN = "First Name,Last Name,E-mail Address,Notes\n"


def names(items: list[ReadCard | Unreadable]) -> list[str]:
    """What the items are called; "-" stands for what could not be read."""
    return [item.contact.name.full if isinstance(item, ReadCard) else "-" for item in items]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("eol", ["\n", "\r\n", "\r", "\r\r\n"])
def test_unicode_in_every_form_and_with_every_line_end(
    tmp_path: Path, encoding: str, eol: str
) -> None:
    content = (PLAIN + "Zoë,Weiß,z@a.example,\nBo,Oss,,\n").replace("\n", eol)
    zoe, bo = cards(read_bytes(tmp_path, content.encode(encoding)))
    assert zoe.contact.name.full == "Zoë Weiß"
    assert (zoe.first_line, zoe.last_line, bo.first_line) == (2, 2, 3)


@pytest.mark.parametrize(
    ("encoding", "name"),
    [("cp1252", "Jörg Weiß"), ("cp932", "山田 はなこ"), ("cp1251", "Василий Иванов")],
)
def test_eight_bit_texts_are_told_by_their_words(tmp_path: Path, encoding: str, name: str) -> None:
    given, family = name.split()
    content = PLAIN + "Bo,Oss,bo@a.example,\n" * 300 + f"{given},{family},,\n"
    assert cards(read_bytes(tmp_path, content.encode(encoding)))[-1].contact.name.full == name


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_every_usual_delimiter(tmp_path: Path, delimiter: str) -> None:
    content = (PLAIN + 'Ida,Vale,ida@a.example,"a,b;c\td|e"\n').replace(",", delimiter)
    card = only(read_bytes(tmp_path, content))
    assert card.contact.name.full == "Ida Vale"


def test_the_delimiter_may_be_named_in_the_first_line(tmp_path: Path) -> None:
    card = only(read_bytes(tmp_path, "sep=^\nFirst Name^E-mail Address\nIda^ida@a.example\n"))
    assert (card.contact.name.full, card.first_line) == ("Ida", 3)


def test_rows_cut_by_another_sign_than_the_header(tmp_path: Path) -> None:
    items = read_bytes(tmp_path, PLAIN + "Ida\tVale\tida@a.example\tx\nBo,Oss,,\nJo;Ek;jo@a;\n")
    assert names(items) == ["Ida Vale", "Bo Oss", "Jo Ek"]


def test_a_table_without_header_is_understood_by_its_content(tmp_path: Path) -> None:
    card, _ = cards(
        read_bytes(
            tmp_path,
            "Ida Vale,Ida,Vale,ida@a.example,+33 1 23 45,https://a.example\n"
            "Bo Oss,Bo,Oss,bo@a.example,+33 1 23 46,\n",
        )
    )
    assert (card.contact.name.given, card.contact.name.family) == ("Ida", "Vale")
    assert facts(card.contact) == [
        ("email", "ida@a.example", ""),
        ("phone", "+33 1 23 45", ""),
        ("url", "https://a.example", ""),
    ]


def test_a_header_in_an_unknown_language_is_no_person(tmp_path: Path) -> None:
    content = "Izena,Abizena,Helbidea\nIda,Vale,ida@a.example\nBo,Oss,bo@a.example\n"
    ida, _ = cards(read_bytes(tmp_path, content))
    assert (ida.contact.name.full, ida.first_line) == ("Ida Vale", 2)
    assert facts(ida.contact) == [("email", "ida@a.example", "")]


@pytest.mark.parametrize(
    ("header", "kinds"),
    [
        ("Prénom;Nom;Courriel;Téléphone portable;Société", "name name email phone organisation"),
        ("Nombre;Apellidos;Correo electrónico;Móvil;Empresa", "name name email phone organisation"),
        ("Nome;Cognome;Posta elettronica;Cellulare;Azienda", "name name email phone organisation"),
        (
            "Titre;Deuxième prénom;Suffixe;Rue (bureau);Code postal (bureau);Tél. domicile;"
            "Adresse de messagerie;Télécopie (bureau)",
            "name name name address address phone email phone",
        ),
        ("Voornaam;Achternaam;E-mail;GSM;Bedrijf", "name name email phone organisation"),
        ("Имя;Фамилия;Почта;Телефон;Компания", "name name email phone organisation"),
        ("名;姓;メール;携帯電話;会社名", "name name email phone organisation"),
        (
            "given_name;family-name;EMAIL (work);Cell #;Employer",
            "name name email phone organisation",
        ),
        ("Name;Straße;PLZ;Wohnort;Handynummer", "name address address address phone"),
    ],
)
def test_headers_of_no_known_program_are_guessed_from_their_words(
    tmp_path: Path, header: str, kinds: str
) -> None:
    path = tmp_path / "people.csv"
    path.write_text(header + "\n", "utf-8")
    assert [c.kind for c in Csv().preview(path).mapping.columns] == kinds.split()


def test_a_cell_of_several_lines_counts_its_lines(tmp_path: Path) -> None:
    ida, bo = cards(read_bytes(tmp_path, PLAIN + 'Ida,Vale,,"one\n\n""two"", three"\nBo,Oss,,\n'))
    assert facts(ida.contact) == [("note", 'one\n\n"two", three', "")]
    assert (ida.first_line, ida.last_line, bo.first_line, bo.last_line) == (2, 4, 5, 5)


def test_what_is_not_understood_stays_in_the_card(tmp_path: Path) -> None:
    header = 'First Name,E-mail Address,"Shoe ""size"" ^ [cm]; left:",Colour\n'
    card = only(read_bytes(tmp_path, header + 'Ida,ida@a.example,"37, or 38",\n'))
    assert kept(card) == [
        "X-CSV-3;X-COLUMN=\"Shoe ^'size^' ^^ [cm]; left:\":37\\, or 38",
    ]
    (line,) = [line for line in map_card(card.raw).lines if line.head.name == "X-CSV-3"]
    assert unquoted(line.head.params[0][1], carets=True) == 'Shoe "size" ^ [cm]; left:'


def test_a_card_read_again_from_its_bytes_is_the_same(tmp_path: Path) -> None:
    header = LINKEDIN + ",Birthday,Work Phone\n"
    card = only(read_bytes(tmp_path, header + "Ida,Vale,u,i@a,A,B,1 May 2020,2000-01-02,5\n"))
    again = map_card(card.raw)
    assert (again.contact, again.detail_lines) == (card.contact, card.detail_lines)
    assert again.version == "4.0"


def test_the_same_file_gives_the_same_bytes(tmp_path: Path) -> None:
    content = PLAIN + "Ida,Vale,ida@a.example,x\n"
    assert read_bytes(tmp_path, content) == read_bytes(tmp_path, content)


# ------------------------------------------------------------------------------- broken rows


def broken(items: list[ReadCard | Unreadable]) -> list[tuple[int, int, str, bytes]]:
    """Lines, first words and bytes of what could not be read."""
    return [
        (item.first_line, item.last_line, " ".join(item.message.split()[:5]), item.raw)
        for item in items
        if isinstance(item, Unreadable)
    ]


def test_a_quotation_mark_that_never_closes_costs_its_own_row(tmp_path: Path) -> None:
    items = read_bytes(tmp_path, PLAIN + 'Ida,Vale,"i@a,x\nBo,Oss,b@a,\nJo,Ek,j@a,\n')
    assert names(items) == ["-", "Bo Oss", "Jo Ek"]
    assert broken(items) == [(2, 2, "A quotation mark is opened", b'Ida,Vale,"i@a,x')]


def test_a_stray_quotation_mark_does_not_swallow_the_rows_up_to_the_next(tmp_path: Path) -> None:
    content = PLAIN + 'Ida,Vale,"i@a,x\nBo,Oss,b@a,\nJo,"Ek, Jr",j@a,\n'
    assert names(read_bytes(tmp_path, content)) == ["-", "Bo Oss", "Jo Ek, Jr"]


def test_cells_of_several_lines_after_a_stray_quotation_mark_are_whole(tmp_path: Path) -> None:
    content = PLAIN + 'Ida,Vale,"i@a,x\nBo,Oss,b@a,\nJo,Ek,j@a,"one\ntwo"\n'
    items = read_bytes(tmp_path, content)
    assert names(items) == ["-", "Bo Oss", "Jo Ek"]
    assert (items[-1].first_line, items[-1].last_line) == (4, 5)


def test_quotation_marks_that_are_not_doubled_are_reported(tmp_path: Path) -> None:
    card = only(read_bytes(tmp_path, PLAIN + '"Ida "the" bold",Vale,i@a,5" pipe\n'))
    assert card.contact.name.family == "Vale"
    assert ("note", '5" pipe', "") in facts(card.contact)
    assert [remark.split(" is ")[0] for remark in remarks(card)] == [
        "A quotation mark inside a cell"
    ]


def test_a_row_with_too_many_cells_waits(tmp_path: Path) -> None:
    items = read_bytes(tmp_path, PLAIN + "Ida,Vale,Jr.,i@a,x\nBo,Oss,b@a,,,\n")
    assert names(items) == ["-", "Bo Oss"]
    assert broken(items) == [(2, 2, "The row has 5 cells", b"Ida,Vale,Jr.,i@a,x")]


def test_a_row_cut_in_two_waits_where_the_others_are_whole(tmp_path: Path) -> None:
    whole = "Bo,Oss,b@a,x\n" * 20
    items = read_bytes(tmp_path, PLAIN + whole + "Ida,Vale,i@a\nand more,\n" + whole)
    assert names(items).count("Bo Oss") == 40
    assert [part[:3] for part in broken(items)] == [
        (22, 22, "The row has 3 cells"),
        (23, 23, "The row has 2 cells"),
    ]


def test_short_rows_are_whole_where_a_program_leaves_out_empty_cells(tmp_path: Path) -> None:
    items = read_bytes(tmp_path, PLAIN + "Ida,Vale\nBo,Oss,b@a\nJo\nUte,Fa,u@a,x\n")
    assert names(items) == ["Ida Vale", "Bo Oss", "Jo", "Ute Fa"]


def test_nul_characters_and_empty_rows(tmp_path: Path) -> None:
    rows = "Bo,Oss,b@a,\n" * 20 + "I\0da,Vale,i@a,\n,,,\n\n , ,,\nJo,Ek,j@a,"
    items = read_bytes(tmp_path, PLAIN + rows)
    assert names(items)[20:] == ["-", "Jo Ek"]
    assert items[-1].first_line == 26


def test_a_row_that_says_nothing_of_anybody_waits(tmp_path: Path) -> None:
    (item,) = read_bytes(tmp_path, "First Name,E-mail Address,Mileage\n,,12\n")
    assert isinstance(item, Unreadable)
    assert item.message == "The row holds nothing that says who it is about."


def test_more_rows_than_the_limit_are_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "ROWS_LIMIT", 2)
    items = read_bytes(tmp_path, PLAIN + "Bo,Oss,b@a,\n" * 4)
    assert names(items) == ["Bo Oss", "Bo Oss", "-"]
    assert items[-1].first_line == 4


def test_a_file_over_the_limit_is_read_up_to_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(text, "FILE_LIMIT", len(PLAIN) + 20)
    items = read_bytes(tmp_path, PLAIN + "Bo,Oss,b@a,\n" * 4)
    assert names(items) == ["Bo Oss", "-"]
    assert items[-1].first_line == 3


def test_a_row_over_the_limit_waits(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "ROW_LIMIT", 100)
    items = read_bytes(tmp_path, PLAIN + "Ida,Vale,," + "x" * 100 + "\nBo,Oss,b@a,\n")
    assert names(items) == ["-", "Bo Oss"]


@pytest.mark.parametrize(
    "bait", ['x"a,"b\n', ',"\n', '"\n', '","\n', '""",\n', 'a,"b""\n', " " * 50 + '"\n']
)
def test_baits_of_quotation_marks_end_soon(bait: str) -> None:
    # Were each of these rows to look through all that follow, this would take hours.
    count = 300_000 // len(bait)
    found = sum(1 for _ in records(bait * count, ",", 2))
    assert 0 < found <= count


def test_a_row_of_very_many_cells_ends_soon_and_waits(tmp_path: Path) -> None:
    items = read_bytes(tmp_path, PLAIN + '"x",' * 100_000 + "\nBo,Oss,,\n")
    assert names(items) == ["-", "Bo Oss"]


# --------------------------------------------------------------------------- no table at all


@pytest.mark.parametrize(
    ("content", "seen"),
    [
        (b"", "is empty"),
        (b"\n \r\n", "is empty"),
        (b"BEGIN:VCARD\nFN:Ida\nEND:VCARD\n", "it is a vCard file"),
        (b"PK\x03\x04....", "it is a ZIP archive"),
        (b"%PDF-1.4", "it is a PDF document"),
        (b"<html><body>a,b</body>", "it is a web page"),
        (b"\x01\0\x02\x03\0" * 500, "it is a file of binary data"),
        (b"Dear Ida,\n\nhow are you, and Bo?\n", "it is a table in which no column"),
        (b"hello\nworld\n", "it is text without columns"),
        (b"Name\nOnce upon a time\n", "it is text without columns"),
        (b"Date,Amount,Balance\n2020-01-01,5,10\n", "(Date, Amount, Balance)"),
        (b'{"a": 1, "b": [2, 3]}', "it is a JSON file"),
    ],
)
def test_what_is_no_table_of_people_is_named(tmp_path: Path, content: bytes, seen: str) -> None:
    path = tmp_path / "thing.csv"
    path.write_bytes(content)
    with pytest.raises(NotThisFormat, match="thing") as refused:
        Csv().read(path, nothing)
    assert seen in str(refused.value)


def test_folders_and_missing_files(tmp_path: Path) -> None:
    with pytest.raises(NotThisFormat, match="is a folder"):
        Csv().read(tmp_path, nothing)
    with pytest.raises(FileNotFoundError):
        Csv().read(tmp_path / "none.csv", nothing)


def test_progress_counts_bytes_up_to_all_and_can_stop(tmp_path: Path) -> None:
    path = tmp_path / "people.csv"
    path.write_text(PLAIN + "Bo,Oss,b@a,\n" * 1000)
    told: list[tuple[int, int]] = []
    list(Csv().read(path, lambda done, total: told.append((done, total))))
    size = path.stat().st_size
    assert [done for done, _ in told] == sorted(done for done, _ in told)
    assert told[-1] == (size, size)
    assert len(told) >= 10

    def stop_at(limit: int) -> Callable[[int, int], None]:
        def told(done: int, total: int) -> None:
            if done >= limit:
                raise Cancelled

        return told

    items = Csv().read(path, stop_at(size // 2))
    with pytest.raises(Cancelled):
        list(items)


_PIECES = st.sampled_from(
    ['"', '""', ",", ";", "\t", "\n", "\r", "\r\n", "a", "@", "First Name", "\0", "é", " ", "'+1"]
)


@settings(max_examples=120, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    pieces=st.lists(_PIECES, max_size=60), encoding=st.sampled_from(["utf-8", "utf-16", "cp1252"])
)
def test_nothing_raises_and_every_filled_row_is_an_item(
    tmp_path: Path, pieces: list[str], encoding: str
) -> None:
    # Many rows, so that a NUL among them does not make the file one of binary data.
    content = (PLAIN + "".join(pieces) + "\n" + "Bo,Oss,b@a,x\n" * 400).encode(encoding)
    items = read_bytes(tmp_path, content)
    lines = [(item.first_line, item.last_line) for item in items]
    assert lines == sorted(lines)
    assert all(one[1] < other[0] for one, other in pairwise(lines))
    for item in items:
        if isinstance(item, ReadCard):
            again = map_card(item.raw)
            assert (again.contact, again.detail_lines) == (item.contact, item.detail_lines)


@settings(max_examples=120, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(content=st.binary(max_size=300))
def test_any_bytes_are_a_table_or_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "people.csv"
    path.write_bytes(content)
    with suppress(NotThisFormat):
        list(Csv().read(path, nothing))
