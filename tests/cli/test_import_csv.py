"""`import` of tables, headless."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.prompt import Prompt

LINKEDIN = """\
Notes:
"Some e-mail addresses are missing."

First Name,Last Name,URL,Email Address,Company,Position,Connected On
Ida,Vale,https://l.example/ida,,"Acme, Inc.",Smith,12 Mar 2024
Bo,Oss,https://l.example/bo,bo@oss.example,,,01 Jan 2023
"""


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "Connections.csv"
    path.write_text(LINKEDIN, "utf-8-sig")
    return path


def test_a_table_comes_in_and_the_same_table_again_changes_nothing(
    prompt: Prompt, table: Path
) -> None:
    first = prompt("import", "--json", str(table))
    assert (first.code, first.json["new"]) == (0, 2)
    assert [row["name"] for row in prompt("list", "--json").json] == ["Bo Oss", "Ida Vale"]
    again = prompt("import", "--json", str(table))
    assert (again.code, again.json["same"], again.json["operation"]) == (0, 2, None)


def test_a_row_that_cannot_be_read_is_named_with_its_line(prompt: Prompt, table: Path) -> None:
    table.write_text(LINKEDIN + 'Jo,"Ek,,,,,\nUte,Fa,,ute@fa.example,,,\n', "utf-8")
    ended = prompt("import", str(table))
    assert ended.code == 3
    assert "Connections.csv:7-7: A quotation mark is opened" in ended.err
    assert "Ute Fa" in prompt("list").out


def test_what_is_no_table_of_people_is_said(prompt: Prompt, tmp_path: Path) -> None:
    path = tmp_path / "money.csv"
    path.write_text("Date,Amount\n2020-01-01,5\n")
    ended = prompt("import", str(path))
    assert ended.code == 3
    assert "“money.csv” is not a table of contacts (CSV)" in ended.err


def test_a_table_and_a_card_of_one_person_are_one_person(
    prompt: Prompt, table: Path, tmp_path: Path
) -> None:
    card = tmp_path / "bo.vcf"
    card.write_text("BEGIN:VCARD\nVERSION:3.0\nFN:Bo Oss\nEMAIL:bo@oss.example\nTEL:1\nEND:VCARD\n")
    prompt("import", str(card))
    told = prompt("import", "--json", str(table)).json
    assert (told["new"], told["updated"]) == (1, 1)


def test_a_table_goes_out_again_as_vcards(prompt: Prompt, table: Path, tmp_path: Path) -> None:
    prompt("import", str(table))
    out = tmp_path / "out.vcf"
    assert prompt("export", str(out)).code == 0
    text = out.read_text()
    assert text.count("BEGIN:VCARD\nVERSION:4.0") == text.count("BEGIN:VCARD") == 2
