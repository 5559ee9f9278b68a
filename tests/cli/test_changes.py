"""`undo`, `redo` and `history`."""

from __future__ import annotations

import pytest

from tests.support.prompt import Prompt


def test_undo_and_redo_say_what_they_did(prompt: Prompt) -> None:
    prompt.add("Ida Vale")
    prompt("log", "1", "talked", "--channel", "call")
    assert prompt("undo").out == "Undone: Log a call with Ida Vale\n"
    assert prompt("show", "--json", "1").json["interactions"] == []
    assert prompt("redo").out == "Done again: Log a call with Ida Vale\n"
    assert len(prompt("show", "--json", "1").json["interactions"]) == 1


@pytest.mark.parametrize("command", ["undo", "redo"])
def test_nothing_to_undo_is_wrong_use(prompt: Prompt, command: str) -> None:
    ended = prompt(command)
    assert (ended.code, ended.out, ended.err) == (2, "", f"There is nothing to {command}.\n")


def test_history_as_json_is_newest_first(prompt: Prompt) -> None:
    prompt.add("Ida Vale", "Bo Oss")
    prompt("undo")
    assert prompt("history", "--json").json == [
        {
            "id": 2,
            "at": "2026-03-03T12:00:00Z",
            "label": "New person Bo Oss",
            "state": "undone",
            "undoable": True,
        },
        {
            "id": 1,
            "at": "2026-03-03T12:00:00Z",
            "label": "New person Ida Vale",
            "state": "done",
            "undoable": True,
        },
    ]


def test_history_in_words_marks_what_was_taken_back(prompt: Prompt) -> None:
    prompt.add("Ida Vale", "Bo Oss")
    prompt("undo")
    assert prompt("history").out.splitlines() == [
        "2  2026-03-03 12:00  New person Bo Oss    (undone)",
        "1  2026-03-03 12:00  New person Ida Vale",
    ]


def test_an_empty_history_is_a_sentence(prompt: Prompt) -> None:
    ended = prompt("history")
    assert (ended.code, ended.out, ended.err) == (0, "", "Nothing was changed yet.\n")
    assert prompt("history", "--json").json == []
