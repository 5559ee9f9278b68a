"""`log LINE`: one argument says everything."""

from __future__ import annotations

import pytest

from tests.support.prompt import Prompt

WHOLE = (
    "called Ann and Leo yesterday re slides; owe her the intro by Friday; "
    "Leo owes me the book; next: call Ann in May; told: new job"
)


def test_a_line_is_an_entry_promises_and_a_task_as_one_step(prompt: Prompt) -> None:
    prompt.add("Ann Lee", "Leo Marr")
    ended = prompt("log", WHOLE)
    assert ended.code == 0
    assert ended.out.splitlines() == [
        "Logged: call with Ann Lee, Leo Marr on Monday 2 March 2026 (entry 1).",
        "  slides Told: new job",
        "I owe Ann Lee: the intro – by Friday 6 March 2026 (promise 1).",
        "Leo Marr owes me: the book (promise 2).",
        "Next: call Ann – Friday 1 May 2026 (task 1).",
    ]
    [entry] = prompt("show", "--json", "2").json["interactions"]
    assert (entry["channel"], entry["direction"], entry["text"]) == (
        "call", "mine", "slides\nTold: new job",
    )  # fmt: skip
    assert [row["made_in"] for row in prompt("promises", "--json").json] == [1, 1]
    assert "Log a call with Ann Lee and Leo Marr, and 3 more things" in prompt("undo").out
    assert prompt("promises", "--json").json == []
    assert prompt("show", "--json", "1").json["interactions"] == []


def test_a_promise_alone_writes_no_entry(prompt: Prompt) -> None:
    prompt.add("Ida Vale")
    ended = prompt("log", "owe ida the intro by friday")
    assert ended.out == "I owe Ida Vale: the intro – by Friday 6 March 2026 (promise 1).\n"
    assert prompt("show", "--json", "1").json["interactions"] == []


def test_without_a_word_for_how_it_is_a_note_that_does_not_count(prompt: Prompt) -> None:
    prompt.add("Ida Vale")
    assert "Logged: note with Ida Vale" in prompt("log", "ida moved to Bremen").out
    assert prompt("show", "--json", "1").json["last_contact_on"] is None


def test_a_name_that_fits_several_lists_them_and_writes_nothing(prompt: Prompt) -> None:
    prompt.add("Ann Lee", "Ann Moss")
    ended = prompt("log", "called ann yesterday")
    assert (ended.code, ended.out) == (2, "")
    assert "“ann” fits 2 people" in ended.err
    assert "1  Ann Lee" in ended.err
    assert "2  Ann Moss" in ended.err
    assert prompt("show", "--json", "1").json["interactions"] == []


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("called Zoe yesterday", "Nobody here is called “Zoe”"),
        ("what a day", "about nobody"),
        ("", "Type what happened"),
        ("ida", "Say what happened with ida"),
        ("owe her the intro", "about nobody"),
        ("owe ida the intro; raining", "Say with whom"),
    ],
)
def test_what_is_not_understood_is_told_and_not_written(
    prompt: Prompt, line: str, said: str
) -> None:
    prompt.add("Ida Vale")
    ended = prompt("log", line)
    assert (ended.code, ended.out) == (2, "")
    assert said in ended.err
    assert prompt("promises", "--json").json == []


@pytest.mark.parametrize("option", [("--on", "today"), ("--channel", "call")])
def test_options_do_not_go_with_a_line(prompt: Prompt, option: tuple[str, str]) -> None:
    prompt.add("Ida Vale")
    ended = prompt("log", "called ida", *option)
    assert ended.code == 2
    assert "PERSON and TEXT" in ended.err


def test_a_day_to_come_is_accepted_and_told(prompt: Prompt) -> None:
    prompt.add("Ida Vale")
    assert "still to come: it counts from then on" in prompt("log", "met ida tomorrow").err
    assert prompt("log", "ida moves to Bremen; next: call her tomorrow").err == ""  # a bare note


def test_an_hour_to_come_is_told_and_counts_today(prompt: Prompt) -> None:
    prompt.add("Ida Vale")
    assert prompt("log", "met ida at 9:30").err == ""
    assert "still to come: it counts from now on" in prompt("log", "met ida at 23:59").err
    assert prompt("show", "--json", "1").json["last_contact_on"] == "2026-03-03"


def test_what_was_told_is_an_update_where_the_words_fit_one(prompt: Prompt) -> None:
    prompt.add("Ann Lee")
    prompt("update", "add", "The harbour atlas is out")
    ended = prompt("log", "called ann yesterday; told her: the atlas")
    assert "Told: your update “The harbour atlas is out”." in ended.out
    shown = prompt("show", "--json", "1").json
    assert shown["updates"]["knows"][0]["on"] == "2026-03-02"
    assert shown["interactions"][0]["text"] == "Told: the atlas"
    prompt("undo")
    assert prompt("show", "--json", "1").json["updates"]["knows"] == []


def test_what_was_told_stays_words_where_it_fits_several_updates_or_none(prompt: Prompt) -> None:
    prompt.add("Ann Lee")
    prompt("update", "add", "The atlas is out")
    prompt("update", "add", "The atlas, second edition")
    ended = prompt("log", "called ann; told: atlas")
    assert "“atlas” fits 2 of your updates" in ended.err
    assert "Told:" not in ended.out.replace("  Told: atlas", "")
    assert prompt("log", "called ann; told: the weather").err == ""
    assert prompt("show", "--json", "1").json["updates"]["knows"] == []
