"""`search`: everything by words, for people and for programs."""

from __future__ import annotations

from tests.support.prompt import Prompt


def test_search_finds_people_and_what_was_written_down(prompt: Prompt) -> None:
    prompt.add("Ida Vale")
    prompt("log", "Ida Vale", "Talked about the harbour plan", "--on", "2026-03-02")
    prompt("need", "Ida Vale", "a harbour for her boat", "--tags", "sailing")
    found = prompt("search", "HARBOUR", "--json")
    assert found.json[0] == {
        "kind": "entry", "id": 1, "title": "Talked about the harbour plan", "said": "",
        "on": "2026-03-02", "person": {"id": 1, "name": "Ida Vale"},
    }  # fmt: skip
    assert [one["kind"] for one in prompt("search", "ida", "--json").json] == ["person"]
    assert [one["kind"] for one in prompt("search", "sail", "--json").json] == ["need"]
    told = prompt("search", "harbour", "--most", "1")
    assert told.out.splitlines() == [
        "Timeline",
        "  1  2026-03-02  Ida Vale  Talked about the harbour plan",
        "Looking for",
        "  1  2026-03-03  Ida Vale  a harbour for her boat",
    ]


def test_search_can_be_for_one_kind_and_says_that_nothing_was_found(prompt: Prompt) -> None:
    prompt.add("Ida Vale")
    prompt("log", "Ida Vale", "Ida came", "--on", "2026-03-02")
    assert prompt("search", "ida", "--kind", "entry", "--json").json[0]["title"] == "Ida came"
    nothing = prompt("search", "zebra")
    assert (nothing.code, nothing.out, nothing.err) == (0, "", "Nothing found.\n")
    assert prompt("search", "zebra", "--json").json == []
