"""`import`."""

from __future__ import annotations

from pathlib import Path
from zipfile import ZipFile

import pytest

from tests.support.prompt import Prompt

IDA = """\
BEGIN:VCARD
VERSION:3.0
FN:Ida Vale
N:Vale;Ida;;;
EMAIL:ida@vale.example
UID:ida
END:VCARD
"""
BO = IDA.replace("Ida", "Bo").replace("Vale", "Oss").replace("ida", "bo")


@pytest.fixture
def cards(tmp_path: Path) -> Path:
    path = tmp_path / "people.vcf"
    path.write_text(IDA + BO)
    return path


def test_import_prints_counts_of_which_read_is_the_sum(prompt: Prompt, cards: Path) -> None:
    ended = prompt("import", "--json", str(cards))
    assert (ended.code, ended.err) == (0, "")
    assert ended.json == {
        "read": 2,
        "new": 2,
        "updated": 0,
        "same": 0,
        "possible_duplicates": 0,
        "unreadable": 0,
        "operation": 1,
    }
    assert [row["name"] for row in prompt("list", "--json").json] == ["Bo Oss", "Ida Vale"]


def test_a_dry_run_says_the_same_and_writes_nothing(prompt: Prompt, cards: Path) -> None:
    dry = prompt("import", "--dry-run", "--json", str(cards)).json
    assert prompt("list", "--json").json == []
    assert prompt("history", "--json").json == []
    wet = prompt("import", "--json", str(cards)).json
    assert dry["operation"] is None
    assert dry | {"operation": 1} == wet


def test_a_dry_run_leaves_every_file_as_it_was(prompt: Prompt, cards: Path) -> None:
    def files() -> dict[Path, bytes]:
        return {file: file.read_bytes() for file in prompt.folder.rglob("*") if file.is_file()}

    assert prompt("import", "--dry-run", str(cards)).code == 0
    assert files() == {}
    prompt("import", str(cards))
    before = files()
    assert prompt("import", "--dry-run", str(cards)).code == 0
    assert files() == before


def test_the_same_file_again_changes_nothing(prompt: Prompt, cards: Path) -> None:
    prompt("import", str(cards))
    again = prompt("import", "--json", str(cards))
    assert (again.code, again.json["same"], again.json["operation"]) == (0, 2, None)
    assert len(prompt("history", "--json").json) == 1


def test_an_update_keeps_both_values(prompt: Prompt, cards: Path, tmp_path: Path) -> None:
    prompt("import", str(cards))
    newer = tmp_path / "newer.vcf"
    newer.write_text(IDA.replace("ida@vale", "vale@ida"))
    assert prompt("import", "--json", str(newer)).json["updated"] == 1
    details = prompt("show", "--json", "ida").json["card"]["details"]
    assert [detail["text"] for detail in details] == ["ida@vale.example", "vale@ida.example"]


def test_one_undo_takes_the_import_back(prompt: Prompt, cards: Path) -> None:
    ended = prompt("import", str(cards))
    assert ended.out.splitlines() == [
        "people.vcf: 2 new.",
        "Take it back with: relationship-desk undo",
    ]
    assert prompt("undo").code == 0
    assert prompt("list", "--json").json == []


def test_several_files_are_one_import(prompt: Prompt, tmp_path: Path) -> None:
    for name, card in (("a.vcf", IDA), ("b.vcf", BO)):
        (tmp_path / name).write_text(card)
    ended = prompt("import", "--json", str(tmp_path / "a.vcf"), str(tmp_path / "b.vcf"))
    assert (ended.json["read"], ended.json["operation"]) == (2, 1)
    assert len(prompt("history", "--json").json) == 1


@pytest.mark.parametrize(
    "content",
    [b"", b"hello", b"##fileformat=VCFv4.2\n#CHROM\tPOS\n1\t2\n", bytes(range(256)), None],
    ids=["empty", "text", "genomics", "binary", "missing"],
)
def test_what_is_no_vcard_is_one_sentence_and_writes_nothing(
    prompt: Prompt, tmp_path: Path, content: bytes | None
) -> None:
    path = tmp_path / "odd.vcf"
    if content is not None:
        path.write_bytes(content)
    ended = prompt("import", "--json", str(path))
    assert (ended.code, len(ended.err.splitlines())) == (3, 1)
    assert set(ended.json.values()) == {0, None}
    assert "odd.vcf" in ended.err
    assert prompt("history", "--json").json == []


def test_a_folder_is_one_sentence(prompt: Prompt, tmp_path: Path) -> None:
    ended = prompt("import", str(tmp_path))
    assert (ended.code, ended.out, len(ended.err.splitlines())) == (3, "", 1)


def test_a_bad_file_among_good_ones_is_told_and_the_others_come_in(
    prompt: Prompt, cards: Path, tmp_path: Path
) -> None:
    (tmp_path / "odd.vcf").write_text("hello")
    ended = prompt("import", "--json", str(tmp_path / "odd.vcf"), str(cards))
    assert (ended.code, ended.json["new"]) == (3, 2)
    assert "odd.vcf" in ended.err


def test_an_unreadable_card_is_named_with_file_and_lines_and_the_others_come_in(
    prompt: Prompt, tmp_path: Path
) -> None:
    path = tmp_path / "people.vcf"
    path.write_text(f"{IDA}what is this\n\nand that?\n{BO}")
    ended = prompt("import", "--json", str(path))
    counts = ended.json
    assert (ended.code, counts["new"], counts["unreadable"], counts["read"]) == (3, 2, 1, 3)
    assert ended.err.startswith("people.vcf:8-10: ")
    assert prompt("import", "--json", str(path)).code == 3


def test_a_truncated_card_is_named_with_its_line(prompt: Prompt, tmp_path: Path) -> None:
    path = tmp_path / "people.vcf"
    path.write_text(IDA + BO.removesuffix("UID:bo\nEND:VCARD\n"))
    ended = prompt("import", "--json", str(path))
    assert ended.json["read"] == 2
    assert ended.err.startswith("people.vcf:8: ")


def test_many_odd_lines_are_counted(prompt: Prompt, tmp_path: Path) -> None:
    path = tmp_path / "people.vcf"
    path.write_text(IDA.removesuffix("END:VCARD\n") * 30)
    ended = prompt("import", str(path))
    assert (ended.code, len(ended.err.splitlines())) == (0, 21)
    assert ended.err.splitlines()[-1] == "and 10 more odd lines, kept as they are."


def test_a_file_called_like_an_option_comes_after_two_dashes(
    prompt: Prompt, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("--json").write_text(IDA)
    assert prompt("import", "--", "--json").out.startswith("--json: 1 new.")


def test_a_file_name_in_a_broken_encoding_is_read(prompt: Prompt, tmp_path: Path) -> None:
    path = tmp_path / "caf\udce9.vcf"
    path.write_text(IDA)
    assert prompt("import", "--json", str(path)).json["new"] == 1


def test_import_without_a_file_is_wrong_use(prompt: Prompt) -> None:
    assert prompt("import").code == 2


def test_a_folder_an_archive_and_a_mail_come_in_and_what_else_they_held_is_told(
    prompt: Prompt, tmp_path: Path
) -> None:
    folder = tmp_path / "phone"
    folder.mkdir()
    (folder / "ida.vcf").write_text(IDA)
    (folder / "song.mp3").write_bytes(b"x")
    with ZipFile(tmp_path / "all.zip", "w") as archive:
        archive.writestr("bo.vcf", BO)
    ended = prompt("import", "--json", str(folder), str(tmp_path / "all.zip"))
    assert (ended.code, ended.json["new"]) == (0, 2)
    assert "“phone” is a folder with 1 file of contacts." in ended.err
