"""`relate` and `relations`."""

from __future__ import annotations

import pytest

from tests.support.prompt import Prompt


def test_a_relation_is_said_told_from_both_sides_and_removed(prompt: Prompt) -> None:
    ida, bo = prompt.add("Ida Vale", "Bo Oss")
    said = prompt("relate", "ida", "parent", "bo", "--since", "May 2019", "--note", "at last")
    assert said.out == "Ida Vale is a parent of Bo Oss (relation 1).\n"
    assert prompt("relations", "bo").out == "Parent  Ida Vale  since May 2019  at last\n"
    assert prompt("relations", "ida").out == "Child  Bo Oss  since May 2019  at last\n"
    assert prompt("relations", "Bo", "--json").json == {
        "person": {"id": bo, "name": "Bo Oss"},
        "relations": [
            {
                "id": 1,
                "kind": "child",
                "other": {"id": ida, "name": "Ida Vale"},
                "sentence": "Bo Oss is a child of Ida Vale",
                "note": "at last",
                "since": "2019-05",
            }
        ],
        "proposals": [],
    }
    assert prompt("relate", "bo", "child", "ida", "--remove").out == (
        "Removed: Bo Oss is a child of Ida Vale.\n"
    )
    assert "No relation of Ida Vale" in prompt("relations", "ida").err
    prompt("undo")
    assert prompt("relations", "ida").out.startswith("Child  Bo Oss")


@pytest.mark.parametrize(
    ("word", "kind"),
    [("knows", "knows"), ("Introduced by", "introduced_by"), ("introduced-by", "introduced_by"),
     ("mother", "parent"), ("co-worker", "colleague"), ("Nachbar", "neighbour")],
)  # fmt: skip
def test_kinds_are_understood_as_people_and_cards_write_them(
    prompt: Prompt, word: str, kind: str
) -> None:
    prompt.add("Ida Vale", "Bo Oss")
    assert prompt("relate", "ida", word, "bo").code == 0
    assert prompt("relations", "ida", "--json").json["relations"][0]["kind"] == kind


def test_what_seems_so_is_proposed_and_not_written_down(prompt: Prompt) -> None:
    ida, bo = prompt.add("Ida Vale", "Bo Oss")
    for text in ("lunch", "the fair"):
        prompt("log", f"met Ida Vale and Bo Oss yesterday: {text}")
    assert prompt("relations", "bo", "--json").json["relations"] == []
    found = prompt("relations", "bo", "--json").json["proposals"]
    assert found == [
        {
            "kind": "knows",
            "other": {"id": ida, "name": "Ida Vale"},
            "sentence": "Bo Oss knows Ida Vale",
            "why": "You wrote down 2 entries with both of them",
        }
    ]
    assert bo
    assert prompt("relations", "bo").out.splitlines() == [
        "Perhaps also, if you say so with relate:",
        "  Knows  Ida Vale  You wrote down 2 entries with both of them",
    ]


@pytest.mark.parametrize(
    "words",
    [
        ("relate", "Ida", "knows"),
        ("relate", "Ida", "adores", "Bo"),
        ("relate", "Ida", "knows", "Nobody"),
        ("relate", "Ida", "knows", "Ida"),
        ("relate", "Ida", "knows", "Bo", "--since", "once"),
        ("relate", "Ida", "knows", "Bo", "--remove"),
        ("relations", "Nobody"),
        ("relations", "Ida", "--on", "no day"),
    ],
)
def test_what_cannot_be_is_wrong_use_and_writes_nothing(
    prompt: Prompt, words: tuple[str, ...]
) -> None:
    prompt.add("Ida Vale", "Bo Oss")
    ended = prompt(*words)
    assert (ended.code, ended.out) == (2, "")
    assert ended.err
    assert prompt("relations", "Ida", "--json").json["relations"] == []
