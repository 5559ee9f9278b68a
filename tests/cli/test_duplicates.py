"""`duplicates` and `merge`."""

from __future__ import annotations

from pathlib import Path

from tests.support.prompt import Prompt

_CARDS = """BEGIN:VCARD
VERSION:3.0
FN:Robert Vale
N:Vale;Robert;;;
EMAIL:vale@example.org
END:VCARD
BEGIN:VCARD
VERSION:3.0
FN:Bob Quarz
N:Quarz;Bob;;;
EMAIL:vale@example.org
TEL:+49 170 1234567
END:VCARD
"""


def _two(prompt: Prompt, tmp_path: Path) -> None:
    file = tmp_path / "two.vcf"
    file.write_text(_CARDS.replace("Quarz", "Vale"))
    prompt("import", str(file))


def test_duplicates_tells_pairs_with_score_and_reasons(prompt: Prompt, tmp_path: Path) -> None:
    _two(prompt, tmp_path)
    [pair] = prompt("duplicates", "--json").json
    assert [person["name"] for person in pair["people"]] == ["Robert Vale", "Bob Vale"]
    assert pair["score"] >= 60
    assert "Both have the e-mail address vale@example.org." in pair["reasons"]
    told = prompt("duplicates").out
    assert "Robert Vale" in told
    assert "very likely" in told


def test_nobody_twice_is_said(prompt: Prompt) -> None:
    prompt.add("Ida Vale")
    ended = prompt("duplicates")
    assert (ended.code, ended.out, ended.err) == (0, "", "Nobody seems to be here twice.\n")


def test_merge_makes_one_of_two_and_undo_two_again(prompt: Prompt, tmp_path: Path) -> None:
    _two(prompt, tmp_path)
    assert prompt("merge", "robert", "bob").out == "Merged Bob Vale (2) into Robert Vale (1).\n"
    assert [row["name"] for row in prompt("list", "--json").json] == ["Robert Vale"]
    assert prompt("undo").out == "Undone: Merge Robert Vale and Bob Vale\n"
    assert len(prompt("list", "--json").json) == 2


def test_merging_somebody_with_themselves_is_wrong_use(prompt: Prompt) -> None:
    prompt.add("Ida Vale")
    ended = prompt("merge", "1", "ida")
    assert ended.code == 2
    assert "name two people" in ended.err
