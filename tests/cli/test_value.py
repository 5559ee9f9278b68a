"""`need`, `resource`, `give`, `favours`, `introduce` and their lists."""

from __future__ import annotations

import pytest

from tests.support.prompt import Prompt


def test_a_need_is_noted_listed_and_over(prompt: Prompt) -> None:
    prompt.add("Ida Vale")
    made = prompt(
        "need", "ida", "a bookbinder", "--tags", "Binding, Paper", "--since", "2026-02-01"
    )
    assert made.out == "Ida Vale is looking for: a bookbinder (need 1).\n"
    assert prompt("needs", "--json").json == [
        {
            "id": 1,
            "person": {"id": 1, "name": "Ida Vale"},
            "text": "a bookbinder",
            "topics": ["Binding", "Paper"],
            "since_on": "2026-02-01",
            "until_on": None,
        }
    ]
    assert prompt("need", "1", "--over").out == "Over: a bookbinder.\n"
    assert prompt("need", "1", "--over").out == "Over already: a bookbinder.\n"
    assert "Nobody is looking" in prompt("needs").err
    assert "over since" in prompt("needs", "--over", "ida").out
    prompt("undo")
    assert len(prompt("needs", "--json").json) == 1


def test_the_shelf_is_filled_set_aside_and_emptied(prompt: Prompt) -> None:
    prompt.add("Ida Vale")
    prompt("resource", "add", "Bindings", "--at", "https://b.example", "--tags", "Binding")
    prompt("resource", "add", "How to fold", "--on", "2026-01-05")
    prompt("resource", "add", "Ask Ida", "--person", "ida")
    rows = prompt("resources", "--json").json
    assert [(r["title"], r["kind"], r["topics"]) for r in rows] == [
        ("Ask Ida", "person", []),
        ("Bindings", "link", ["Binding"]),
        ("How to fold", "skill", []),
    ]
    assert prompt("resource", "aside", "2").out == "Set aside: How to fold.\n"
    assert len(prompt("resources", "--json").json) == 2
    assert prompt("resource", "back", "2").out == "Back on the shelf: How to fold.\n"
    assert prompt("resource", "drop", "1").out == "Off the shelf: Bindings.\n"
    assert len(prompt("resources", "--json", "--aside").json) == 2


def test_what_was_given_is_told_with_what_became_of_it(prompt: Prompt) -> None:
    prompt.add("Ida Vale")
    prompt("need", "ida", "a bookbinder")
    made = prompt(
        "give", "ida", "referral", "to the bindery", "--on", "2026-01-05", "--minutes", "20",
        "--tags", "Binding", "--need", "1", "--over",
    )  # fmt: skip
    assert made.out == "Gave Ida Vale a referral: to the bindery (given 1).\n"
    assert prompt("needs", "--json").json == []
    [row] = [r for r in prompt("agenda", "--json").json if r["kind"] == "outcome"]
    assert row["text"] == "How did it go? to the bindery"
    assert prompt("outcome", "1", "They bind it in May").out == (
        "What became of to the bindery is written down (entry 2).\n"
    )
    [told] = prompt("given", "ida", "--json").json
    assert (told["kind"], told["effort_minutes"], told["outcome"], told["need"]) == (
        "referral", 20, "They bind it in May", 1,
    )  # fmt: skip
    assert "They bind it in May" in prompt("given").out


def test_favours_tell_what_could_be_done_and_why(prompt: Prompt) -> None:
    prompt.add("Ida Vale", "Bram Oss", "Zoe Quill")
    for who in ("ida", "bram", "zoe"):
        prompt("need", who, "old maps", "--tags", "Maps", "--since", "2026-02-01")
    prompt("resource", "add", "An atlas", "--tags", "maps", "--on", "2026-02-10")
    rows = prompt("favours", "--json").json
    assert [(r["person"]["name"], r["resource"], r["today"]) for r in rows] == [
        ("Ida Vale", 1, True), ("Bram Oss", 1, True), ("Zoe Quill", 1, False),
    ]  # fmt: skip
    assert rows[0]["why"] == "Ida Vale is looking for: old maps. It is on your shelf under Maps."
    assert "Another day:\nGive Zoe Quill “An atlas”." in prompt("favours").out
    assert prompt("favours", "--json", "--on", "2026-02-05").json == []
    assert "Nothing comes to mind" in prompt("favours", "--on", "2026-02-05").err


def test_topics_tell_what_people_come_for_and_are_tidied(prompt: Prompt) -> None:
    prompt.add("Ida Vale", "Bram Oss")
    for who, on in (("ida", "2026-01-02"), ("ida", "2026-02-02"), ("bram", "2026-02-05")):
        prompt("need", who, "old charts", "--tags", "Maps", "--since", on)
    prompt("resource", "add", "An atlas", "--tags", "charts")
    assert prompt("topics").out.splitlines() == [
        "Maps    2026-02-05  Asked for 3 times, by Ida Vale more than once",
        "charts              Nobody came for it yet",
    ]
    assert prompt("topic", "CHARTS", "--rename", "maps").out == "charts is called maps now.\n"
    [maps] = prompt("topics", "--json", "--on", "2026-01-03").json
    assert (maps["name"], len(maps["events"]), maps["events"][0]["on"]) == (
        "Maps", 1, "2026-01-02",
    )  # fmt: skip
    assert prompt("topic", "maps", "--delete").out == "Deleted the topic Maps.\n"
    assert prompt("topics").out == ""
    for wrong in (("maps", "--delete"), ("maps",), ("maps", "--delete", "--rename", "x")):
        assert prompt("topic", *wrong).code == 2


def test_the_favours_of_the_day_stand_first_whatever_else_is_found(prompt: Prompt) -> None:
    prompt.add("Ida Vale", "Bram Oss")
    for who in ("ida", "bram"):
        prompt("need", who, "old maps", "--tags", "Maps", "--since", "2026-02-01")
    for title in ("A globe", "An atlas"):
        prompt("resource", "add", title, "--tags", "maps", "--on", "2026-01-10")

    of_today, _, later = prompt("favours").out.partition("Another day:\n")

    assert [line.split(" “")[0] for line in of_today.splitlines()] == [
        "Give Ida Vale", "Give Bram Oss",
    ]  # fmt: skip
    assert len(later.splitlines()) == 2


def test_an_introduction_goes_its_way(prompt: Prompt) -> None:
    prompt.add("Ida Vale", "Bram Oss")
    assert prompt("introduce", "ida", "bram", "--why", "both print").out == (
        "Introduce Ida Vale to Bram Oss (introduction 1). Next: ask Ida Vale.\n"
    )
    assert prompt("introduction", "1", "made").code == 2
    for step in ("asked-first", "asked-second", "made", "checked"):
        assert prompt("introduction", "1", step).code == 0
    prompt("introduction", "1", "finished", "--text", "A book")
    assert "No introduction is under way." in prompt("introductions").err
    [row] = prompt("introductions", "--over", "--json").json
    assert (row["stage"], row["outcome"], row["made_on"]) == ("finished", "A book", "2026-03-03")
    assert prompt("introduction", "1", "drop").out == "Ida Vale and Bram Oss: removed.\n"


def test_a_no_is_private_and_may_become_a_yes(prompt: Prompt) -> None:
    prompt.add("Ida Vale", "Bram Oss")
    prompt("introduce", "ida", "bram")
    prompt("introduction", "1", "asked-first")
    ended = prompt("introduction", "1", "declined", "--by", "first")
    assert ended.out == "Ida Vale and Bram Oss: not wanted now.\n"
    assert prompt("show", "--json", "2").json["interactions"] == []
    assert (
        prompt("introduction", "1", "reopen").out == "Ida Vale and Bram Oss: the first is asked.\n"
    )


@pytest.mark.parametrize(
    "words",
    [
        ("need", "Ida"),
        ("need", "Nobody", "x"),
        ("need", "Ida", "x", "--since", "some day"),
        ("need", "9", "--over"),
        ("need", "Ida", "--over"),
        ("need", "1", "x", "--over"),
        ("resource", "add", " "),
        ("resource", "drop", "9"),
        ("resource", "drop", "x"),
        ("resource", "aside", "1", "--tags", "a"),
        ("give", "Ida", "money", "x"),
        ("give", "Ida", "advice", " "),
        ("give", "Ida", "advice", "x", "--resource", "9"),
        ("outcome", "9", "x"),
        ("introduce", "Ida", "Ida"),
        ("introduction", "9", "made"),
        ("introduction", "x", "made"),
        ("favours", "--on", "some day"),
    ],
)
def test_what_cannot_be_is_wrong_use_and_writes_nothing(
    prompt: Prompt, words: tuple[str, ...]
) -> None:
    prompt.add("Ida Vale")
    ended = prompt(*words)
    assert (ended.code, ended.out) == (2, "")
    assert ended.err
    for listing in ("needs", "resources", "given", "introductions"):
        assert prompt(listing, "--json").json == []
