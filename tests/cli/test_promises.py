"""`promise` and `promises`."""

from __future__ import annotations

import pytest

from tests.support.prompt import Prompt


def test_a_promise_is_made_listed_and_kept(prompt: Prompt) -> None:
    prompt.add("Ida Vale")
    made = prompt("promise", "add", "ida", "the intro to Bo", "--due", "2026-03-06")
    assert made.out == ("I owe Ida Vale: the intro to Bo – by Friday 6 March 2026 (promise 1).\n")
    assert prompt("promises").out == ("1  I owe Ida Vale  by 2026-03-06  the intro to Bo\n")
    assert prompt("promise", "done", "1").out == "Kept: the intro to Bo (entry 1).\n"
    assert "No promise is open" in prompt("promises").err
    [entry] = prompt("show", "--json", "1").json["interactions"]
    assert entry["text"] == "Promise kept: the intro to Bo"
    assert prompt("promise", "done", "1").out == "Kept already: the intro to Bo.\n"
    assert "the intro" in prompt("promises", "--done").out


def test_promises_of_others_are_theirs(prompt: Prompt) -> None:
    prompt.add("Ida Vale", "Bo")
    prompt("promise", "add", "Bo", "the tickets")
    made = prompt("promise", "add", "Ida", "the book", "--theirs")
    assert made.out == "Ida Vale owes me: the book (promise 2).\n"
    assert prompt("promises", "ida", "--json").json == [
        {
            "id": 2,
            "person": {"id": 1, "name": "Ida Vale"},
            "direction": "theirs",
            "text": "the book",
            "due_on": None,
            "made_in": None,
            "kept_by": None,
            "done_at": None,
        }
    ]
    assert [row["id"] for row in prompt("promises", "--json").json] == [1, 2]


def test_a_promise_is_dropped_and_undone(prompt: Prompt) -> None:
    prompt.add("Ida Vale")
    prompt("promise", "add", "Ida", "x")
    assert prompt("promise", "drop", "1").out == "Dropped: x.\n"
    assert prompt("promises", "--json").json == []
    prompt("undo")
    assert len(prompt("promises", "--json").json) == 1


@pytest.mark.parametrize(
    "words",
    [
        ("promise", "add", "Ida"),
        ("promise", "add", "Nobody", "x"),
        ("promise", "add", "Ida", " "),
        ("promise", "add", "Ida", "x", "--due", "some day"),
        ("promise", "done", "9"),
        ("promise", "done", "Ida"),
        ("promise", "done", "1", "--due", "today"),
        ("promise", "drop", "9"),
        ("promise", "drop", "1", "x"),
        ("promise", "dance", "1"),
        ("promises", "Nobody"),
    ],
)
def test_what_cannot_be_is_wrong_use_and_writes_nothing(
    prompt: Prompt, words: tuple[str, ...]
) -> None:
    prompt.add("Ida Vale")
    ended = prompt(*words)
    assert (ended.code, ended.out) == (2, "")
    assert ended.err
    assert prompt("promises", "--json").json == []
