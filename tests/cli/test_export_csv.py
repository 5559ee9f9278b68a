"""`export` into a table, headless."""

from __future__ import annotations

import base64
import csv
from pathlib import Path

import pytest

from tests.formats.support import GIF
from tests.support.prompt import Prompt

CARDS = f"""\
BEGIN:VCARD
VERSION:3.0
FN:Ida Vale
N:Vale;Ida;;;
TEL;TYPE=CELL:+33 1 23
NOTE:=1+1
CATEGORIES:choir
PHOTO;ENCODING=b;TYPE=GIF:{base64.b64encode(GIF).decode()}
UID:ida
END:VCARD
BEGIN:VCARD
VERSION:3.0
FN:Bo Oss
EMAIL:bo@oss.example
END:VCARD
"""


@pytest.fixture
def desk(prompt: Prompt, tmp_path: Path) -> Prompt:
    path = tmp_path / "people.vcf"
    path.write_text(CARDS)
    prompt("import", str(path))
    return prompt


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_everybody_goes_into_one_table(desk: Prompt, tmp_path: Path) -> None:
    out = tmp_path / "out.csv"
    ended = desk("export", str(out))
    assert (ended.code, ended.out) == (0, f"Exported 2 rows to {out}\n")
    assert ended.err == "Ida Vale: A table has no place for pictures.\n"
    ida, bo = rows(out)
    assert (ida["Phone 1 - Value"], ida["Note 1 - Value"]) == ("+33 1 23", "=1+1")
    assert (ida["Tag 1"], bo["E-mail 1 - Value"]) == ("choir", "bo@oss.example")


def test_a_safe_table_holds_no_formula(desk: Prompt, tmp_path: Path) -> None:
    out = tmp_path / "out.csv"
    assert desk("export", "--safe", str(out)).code == 0
    cells = [cell for row in rows(out) for cell in row.values()]
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@"))]


@pytest.mark.parametrize("options", [(), ("--safe",)])
def test_our_own_table_read_again_changes_nobody(
    desk: Prompt, tmp_path: Path, options: tuple[str, ...]
) -> None:
    out = tmp_path / "out.csv"
    desk("export", *options, str(out))
    before = desk("list", "--json").json
    told = desk("import", "--json", str(out)).json
    assert (told["read"], told["same"], told["new"]) == (2, 2, 0)
    assert desk("list", "--json").json == before


def test_a_file_that_is_there_is_replaced_with_force_only(desk: Prompt, tmp_path: Path) -> None:
    out = tmp_path / "out.csv"
    out.write_text("mine")
    assert desk("export", str(out)).code == 2
    assert out.read_text() == "mine"
    assert desk("export", "--force", str(out)).code == 0
    assert len(rows(out)) == 2


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("--version", "4.0", "out.csv"), "A table has no vCard version"),
        (("--safe", "out.vcf"), "--safe is for tables"),
    ],
)
def test_options_of_the_other_kind_of_file_are_refused(
    desk: Prompt, tmp_path: Path, arguments: tuple[str, ...], sentence: str
) -> None:
    out = tmp_path / arguments[-1]
    ended = desk("export", *arguments[:-1], str(out))
    assert (ended.code, sentence in ended.err, out.exists()) == (2, True, False)


def test_an_empty_desk_writes_no_table(prompt: Prompt, tmp_path: Path) -> None:
    ended = prompt("export", str(tmp_path / "out.csv"))
    assert (ended.code, (tmp_path / "out.csv").exists()) == (2, False)
    assert "There is nobody to export." in ended.err
