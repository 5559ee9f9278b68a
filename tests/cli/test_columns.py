"""`columns`, and `import` with a map of columns or an encoding."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.support.prompt import Prompt

ODD = "Wer;Erreichbar;Stadtteil\nIda Vale;ida@x.example;Altona\nUte Fa;ute@x.example;Bergedorf\n"
UNKNOWN = "Alpha,Beta,Gamma\none,two,three\nfour,five,six\nseven,eight,nine\n"


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "leute.csv"
    path.write_text(ODD, "utf-8")
    return path


def changed(path: Path, found: dict[str, object], **columns: tuple[str, str]) -> Path:
    for column in found["columns"]:  # type: ignore[attr-defined]
        if column["header"] in columns:
            column["kind"], column["part"] = columns[column["header"]]
    path.write_text(json.dumps(found), "utf-8")
    return path


def test_the_columns_are_told_with_their_first_values(prompt: Prompt, table: Path) -> None:
    ended = prompt("columns", str(table))
    assert ended.code == 0
    lines = [" ".join(line.split()) for line in ended.out.splitlines()]
    assert lines == [
        "1 Wer Full name Ida Vale | Ute Fa",
        "2 Erreichbar E-mail ida@x.example | ute@x.example",
        "3 Stadtteil No fact: kept with the card Altona | Bergedorf",
    ]


def test_an_edited_map_is_used_and_remembered_for_the_next_table_with_this_header(
    prompt: Prompt, table: Path, tmp_path: Path
) -> None:
    found = prompt("columns", "--json", str(table)).json
    edited = changed(tmp_path / "map.json", found, Stadtteil=("address", "locality"))
    first = prompt("import", "--json", "--columns", str(edited), str(table))
    assert (first.code, first.json["new"]) == (0, 2)
    assert "Altona" in prompt("show", "Ida Vale").out
    table.write_text("Wer;Erreichbar;Stadtteil\nBo Oss;bo@x.example;Wedel\n", "utf-8")
    second = prompt("import", str(table))
    assert "The columns of “leute.csv” are read as you decided." in second.err
    assert "Wedel" in prompt("show", "Bo Oss").out
    assert "City" in prompt("columns", str(table)).out


def test_a_table_in_which_nobody_is_recognised_comes_in_with_a_map(
    prompt: Prompt, tmp_path: Path
) -> None:
    path = tmp_path / "odd.csv"
    path.write_text(UNKNOWN, "utf-8")
    refused = prompt("import", str(path))
    assert refused.code == 3
    assert "no column could be recognised" in refused.err
    found = prompt("columns", "--json", str(path)).json
    edited = changed(tmp_path / "map.json", found, Alpha=("name", "full"), Beta=("note", "value"))
    assert prompt("import", "--json", "--columns", str(edited), str(path)).json["new"] == 3
    assert "two" in prompt("show", "one").out


def test_a_map_for_another_number_of_columns_is_refused(
    prompt: Prompt, table: Path, tmp_path: Path
) -> None:
    path = tmp_path / "odd.csv"
    path.write_text("Name,E-mail\nIda,ida@x.example\n", "utf-8")
    edited = changed(tmp_path / "map.json", prompt("columns", "--json", str(path)).json)
    ended = prompt("import", "--columns", str(edited), str(table))
    assert ended.code == 3
    assert "a table of" in ended.err


@pytest.mark.parametrize("words", ["no json", "{}", '{"delimiter": ",", "columns": []}'])
def test_what_is_no_map_is_refused_with_the_way_to_one(
    prompt: Prompt, table: Path, tmp_path: Path, words: str
) -> None:
    path = tmp_path / "map.json"
    path.write_text(words, "utf-8")
    ended = prompt("import", "--columns", str(path), str(table))
    assert ended.code == 2
    assert "relationship-desk columns FILE --json" in ended.err


def test_a_file_is_read_in_the_given_encoding_and_is_the_same_again_without_it(
    prompt: Prompt, tmp_path: Path
) -> None:
    path = tmp_path / "old.vcf"
    card = "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Jörg Müller\r\nEND:VCARD\r\n"
    path.write_bytes(card.encode("mac_roman"))
    told = prompt("import", "--dry-run", str(path))
    assert "The letters of “old.vcf” are read as" in told.err
    assert "Jörg Müller" not in prompt("list").out
    assert prompt("import", "--encoding", "mac_roman", "--json", str(path)).json["new"] == 1
    assert "Jörg Müller" in prompt("list").out
    again = prompt("import", "--json", str(path))
    assert (again.json["same"], again.json["operation"]) == (1, None)
    assert "Western (Macintosh): Jörg Müller, as you decided." in again.err


def test_an_encoding_that_there_is_not_is_wrong_use(prompt: Prompt, table: Path) -> None:
    ended = prompt("import", "--encoding", "klingon", str(table))
    assert ended.code == 2
    assert "no encoding is called" in ended.err


def test_an_unreadable_row_is_told_with_its_table_and_number(prompt: Prompt, table: Path) -> None:
    table.write_text(ODD + "Bo Oss,;bo@x.example;Wedel;more;cells\n", "utf-8")
    assert prompt("import", str(table)).code == 3
    [row] = prompt("quarantine", "--json").json
    assert (row["number"], row["first_line"], row["last_line"]) == (3, 4, 4)
