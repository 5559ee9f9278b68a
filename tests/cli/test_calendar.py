"""`calendar`: into a file and into a folder."""

from __future__ import annotations

from pathlib import Path

import pytest
from icalendar import Calendar

from tests.support.prompt import Prompt


@pytest.fixture
def filled(prompt: Prompt) -> Prompt:
    prompt.add("Ida Vale")
    prompt("task", "1", "call", "--due", "2026-03-05")
    return prompt


def test_a_file_is_written_and_said_what_is_in_it(filled: Prompt, tmp_path: Path) -> None:
    out = tmp_path / "out.ics"
    ended = filled("calendar", str(out))
    assert (ended.code, ended.err) == (0, "")
    assert ended.out == f"The calendar is in {out}: 0 occasions and 1 task\n"
    [todo] = Calendar.from_ical(out.read_bytes()).subcomponents
    assert (todo.name, str(todo["summary"])) == ("VTODO", "call (Ida Vale)")
    assert filled("calendar", str(out)).code == 2
    assert filled("calendar", "--force", "--events", "--no-names", str(out)).code == 0
    [event] = Calendar.from_ical(out.read_bytes()).subcomponents
    assert (event.name, str(event["summary"])) == ("VEVENT", "Task")


def test_a_folder_is_kept(filled: Prompt, tmp_path: Path) -> None:
    folder = tmp_path / "calendars"
    folder.mkdir()
    ended = filled("calendar", str(folder))
    assert ended.code == 0
    assert "Written: birthdays.ics, occasions.ics, tasks.ics, task-days.ics" in ended.out
    assert "Written: nothing, all is as it was" in filled("calendar", str(folder)).out


@pytest.mark.parametrize(
    ("words", "sentence"),
    [(("out",), "no folder"), (("--force", "."), "leave --events and --force out")],
)
def test_wrong_use_is_told(
    filled: Prompt, tmp_path: Path, words: tuple[str, ...], sentence: str
) -> None:
    ended = filled("calendar", *words[:-1], str(tmp_path / words[-1]))
    assert (ended.code, sentence in ended.err) == (2, True)
