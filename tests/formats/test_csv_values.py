"""What programs write into cells: dates, numbers, lists, labels."""

from __future__ import annotations

from pathlib import Path

import pytest

from relationship_desk.formats.csv import dates
from relationship_desk.formats.csv.columns import DAY_FIRST, MONTH_FIRST
from tests.formats.csv_support import cards, facts, kept, only, read_bytes, remarks


def birthdays(folder: Path, *texts: str) -> list[tuple[str, list[str]]]:
    """Each birthday of a column as it is read, and what was odd."""
    rows = "".join(f'Ida,"{text}"\n' for text in texts)
    found = cards(read_bytes(folder, "First Name,Birthday\n" + rows))
    return [(next((d.parts[0] for d in card.contact.details), ""), remarks(card)) for card in found]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("1980-04-07", "1980-04-07"),
        ("19800407", "1980-04-07"),
        ("--04-07", "--04-07"),
        ("1980", "1980"),
        ("1980/4/7", "1980-04-07"),
        ("1980-04-07T00:00:00Z", "1980-04-07"),
        ("07.04.1980", "1980-04-07"),
        ("7.4.80", "1980-04-07"),
        ("25/4/1980", "1980-04-25"),
        ("4/25/1980 00:00", "1980-04-25"),
        ("4/4/1980", "1980-04-04"),
        ("7 Apr 1980", "1980-04-07"),
        ("7-Apr-80", "1980-04-07"),
        ("April 7, 1980", "1980-04-07"),
        ("7. März 1980", "1980-03-07"),
        ("7 février 1980", "1980-02-07"),
        ("7 avril", "--04-07"),
        ("29/2/1980", "1980-02-29"),
    ],
)
def test_a_birthday_that_can_be_one_day_only(tmp_path: Path, text: str, day: str) -> None:
    assert birthdays(tmp_path, text) == [(day, [])]


@pytest.mark.parametrize("text", ["0/0/00", "0.0.00", "00/00/0000", "1/1/4501", " "])
def test_what_outlook_writes_for_no_birthday(tmp_path: Path, text: str) -> None:
    assert birthdays(tmp_path, text) == [("", [])]


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("3/4/1985", "could be two days"),
        ("1.2.05", "The century"),
        ("31.2.1980", "is a day that there is not"),
        ("some time in May", "is no date that the desk knows"),
        ("99 Xyz 1980", "is no date that the desk knows"),
    ],
)
def test_a_birthday_that_is_not_certain_stays_as_it_was(
    tmp_path: Path, text: str, why: str
) -> None:
    ((kept_text, remarked),) = birthdays(tmp_path, text)
    assert kept_text == text
    assert [why in remark for remark in remarked] == [True]


def test_the_whole_column_tells_which_number_is_the_month(tmp_path: Path) -> None:
    assert [day for day, _ in birthdays(tmp_path, "3/4/1985", "25/12/1985")] == [
        "1985-04-03",
        "1985-12-25",
    ]
    assert [day for day, _ in birthdays(tmp_path, "3/4/1985", "12/25/1985")] == [
        "1985-03-04",
        "1985-12-25",
    ]


def test_a_column_that_contradicts_itself_tells_nothing(tmp_path: Path) -> None:
    found = birthdays(tmp_path, "3/4/1985", "12/25/1985", "25/12/1985")
    assert [day for day, _ in found] == ["3/4/1985", "1985-12-25", "1985-12-25"]
    assert [len(remarked) for _, remarked in found] == [1, 0, 0]


def test_a_row_far_below_tells_it_too(tmp_path: Path) -> None:
    found = birthdays(tmp_path, *["3/4/1985"] * 300, "25/12/1985")
    assert found[0] == ("1985-04-03", [])


def test_the_order_of_a_column() -> None:
    assert dates.order_of(["1/2/2000", "13/2/2000"]) == DAY_FIRST
    assert dates.order_of(["1/2/2000", "2/13/2000"]) == MONTH_FIRST
    assert dates.order_of(["1/2/2000", "text", "13.12.2000"]) == ""


@pytest.mark.parametrize(
    ("parts", "day", "odd"),
    [
        (("1980", "4", "7"), "1980-04-07", False),
        (("", "04", "07"), "--04-07", False),
        (("1980", "", ""), "1980", False),
        (("1980", "April", "7"), "1980-04-07", False),
        (("1980", "", "7"), "1980 7", True),
        (("80s", "", ""), "80s", True),
        (("1980", "13", "7"), "1980 13 7", True),
        (("0", "0", "0"), "", False),
    ],
)
def test_a_date_of_three_cells(parts: tuple[str, str, str], day: str, odd: bool) -> None:
    found, problem = dates.from_parts(*parts)
    assert (found, bool(problem)) == (day, odd)


def test_numbers_that_a_spreadsheet_touched(tmp_path: Path) -> None:
    rows = "Ida,'+49 40 1\nBo,4.91712E+11\nJo,+33 1 23\nUte,'s number\nEva,=\"040 1\"\n"
    ida, bo, jo, ute, eva = cards(read_bytes(tmp_path, "First Name,Mobile Phone\n" + rows))
    assert facts(ida.contact) == [("phone", "+49 40 1", "mobile")]
    assert "apostrophe" in remarks(ida)[0]
    assert facts(bo.contact) == [("phone", "4.91712E+11", "mobile")]
    assert "some digits are lost" in remarks(bo)[0]
    assert facts(jo.contact) == [("phone", "+33 1 23", "mobile")]
    assert facts(ute.contact) == [("phone", "'s number", "mobile")]
    assert remarks(jo) == remarks(ute) == []
    assert facts(eva.contact) == [("phone", "040 1", "mobile")]
    assert "formula" in remarks(eva)[0]


@pytest.mark.parametrize(
    ("cell", "tags"),
    [
        ("a ::: * b ::: * myContacts", ("a", "b")),
        ("a;b; a", ("a", "b")),
        ("a, b", ("a", "b")),
        ("* My Contacts", ()),
        ("a b", ("a b",)),
    ],
)
def test_tags_in_one_cell(tmp_path: Path, cell: str, tags: tuple[str, ...]) -> None:
    card = only(read_bytes(tmp_path, f'First Name,Categories\nIda,"{cell}"\n'))
    assert card.contact.tags == tags


@pytest.mark.parametrize(
    ("cell", "line"),
    [("Male", "GENDER:M"), ("weiblich", "GENDER:F"), ("both; neither", "GENDER:;both\\; neither")],
)
def test_gender(tmp_path: Path, cell: str, line: str) -> None:
    header = "First Name,Last Name,E-mail Address,Gender\n"
    assert kept(only(read_bytes(tmp_path, f'{header}Ida,,,"{cell}"\n'))) == [line]


def test_two_columns_of_one_meaning_lose_nothing(tmp_path: Path) -> None:
    content = "First Name,First Name,Company,Company,Birthday,Birthday\n"
    card = only(read_bytes(tmp_path, content + "Ida,Bea,Acme,Oss,1980,1981\n"))
    assert facts(card.contact) == [
        ("organisation", "Acme", ""),
        ("organisation", "Oss", ""),
        ("date", "1980", "birthday"),
        ("date", "1981", "birthday"),
    ]
    assert kept(card) == ['X-CSV-2;X-COLUMN="First Name":Bea']


@pytest.mark.parametrize(
    ("cell", "parts"),
    [
        (";;Long Road 1;Town;;123;Eire", "||Long Road 1|Town||123|Eire"),
        ("Long Road 1, Town", "||Long Road 1, Town||||"),
    ],
)
def test_cells_as_vcards_have_them(tmp_path: Path, cell: str, parts: str) -> None:
    content = f'"FN","N","TEL;CELL","ADR;HOME"\n"Ida Vale","Vale;Ida","1","{cell}"\n'
    card = only(read_bytes(tmp_path, content))
    assert (card.contact.name.family, card.contact.name.given) == ("Vale", "Ida")
    assert facts(card.contact) == [("phone", "1", "mobile"), ("address", parts, "home")]


def test_several_addresses_in_one_cell_each(tmp_path: Path) -> None:
    header = "First Name,Last Name,Address 1 - Label,Address 1 - Street,Address 1 - City\n"
    card = only(read_bytes(tmp_path, header + "Ida,,Home,A 1 ::: B 2,Town ::: City\n"))
    assert facts(card.contact) == [
        ("address", "||A 1|Town|||", "home"),
        ("address", "||B 2|City|||", "home"),
    ]
