"""`quarantine`: what could not be read is listed, and read again."""

from __future__ import annotations

from pathlib import Path

import pytest

from relationship_desk.formats.vcard import reading
from tests.support.prompt import Prompt

CARD = "BEGIN:VCARD\nVERSION:3.0\nFN:Ida Vale\n" + "NOTE:x\n" * 40 + "END:VCARD\n"


@pytest.fixture
def cards(tmp_path: Path) -> Path:
    path = tmp_path / "people.vcf"
    path.write_text(CARD + "who is this?\n")
    return path


def test_nothing_waits_where_everything_could_be_read(prompt: Prompt) -> None:
    assert prompt("quarantine", "--json").json == []
    assert "nothing waits" in prompt("quarantine").err
    assert prompt("quarantine", "--retry").out == "Nothing waits to be read.\n"


def test_what_waits_is_listed_and_read_with_a_better_reader(
    prompt: Prompt, cards: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as older:
        older.setattr(reading, "LINES_LIMIT", 20)
        prompt("import", str(cards))
    text, card = prompt("quarantine", "--json").json
    assert (card["source"], card["first_line"], card["last_line"]) == ("people.vcf", 1, 44)
    assert (card["text"], text["text"]) == (CARD, "who is this?\n")
    assert "people.vcf:45-45" in prompt("quarantine").out
    told = prompt("quarantine", "--retry", "--json").json
    assert (told["read"], told["left"], told["new"]) == (1, 1, 1)
    assert [one["name"] for one in prompt("list", "--json").json] == ["Ida Vale"]
    assert "0 of 1 could be read now." in prompt("quarantine", "--retry").out
    prompt("undo")
    assert len(prompt("quarantine", "--json").json) == 2
