"""`path` and `bridges`."""

from __future__ import annotations

import pytest

from relationship_desk.domain.contact import Detail, DetailKind
from tests.support.desks import open_desk
from tests.support.prompt import Prompt


def _three(prompt: Prompt) -> list[int]:
    ids = prompt.add("Ida Vale", "Bo Oss", "Cy Ray", "Di Far")
    prompt("log", "Ida Vale", "lunch", "--on", "2026-03-01", "--channel", "met")
    for one, other in (("Ida", "Bo"), ("Bo", "Cy"), ("Cy", "Di")):
        prompt("relate", other, "knows", one)
    return ids


def test_a_path_is_told_with_the_reason_of_each_step(prompt: Prompt) -> None:
    _three(prompt)
    ended = prompt("path", "cy")
    assert (ended.code, ended.err) == (0, "")
    assert ended.out.splitlines() == [
        "1. You → Ida Vale → Bo Oss → Cy Ray",
        "   Ida Vale  You were in touch 2 days ago",
        "   Bo Oss    Ida Vale knows Bo Oss",
        "   Cy Ray    Bo Oss knows Cy Ray",
    ]


def test_a_path_as_json_is_an_array_of_ways(prompt: Prompt) -> None:
    ida, bo, *_ = _three(prompt)
    assert prompt("path", "Bo Oss", "--json").json == [
        [
            {"id": ida, "name": "Ida Vale", "reason": "You were in touch 2 days ago"},
            {"id": bo, "name": "Bo Oss", "reason": "Ida Vale knows Bo Oss"},
        ]
    ]
    assert [[p["id"] for p in way] for way in prompt("path", str(ida), "--json").json] == [[ida]]
    assert prompt("path", "Bo", "--json", "--on", "2026-02-28").json == []


def test_without_a_way_there_is_an_empty_array_and_no_error(prompt: Prompt) -> None:
    _three(prompt)
    ended = prompt("path", "Di", "--json")
    assert (ended.code, ended.json, ended.err) == (0, [], "")
    ended = prompt("path", "Di")
    assert (ended.code, ended.out) == (0, "")
    assert "No way of three steps leads to Di Far" in ended.err


def test_who_grieves_is_not_asked_and_that_is_said(prompt: Prompt) -> None:
    _three(prompt)
    prompt("season", "grief", "Ida Vale")
    ended = prompt("path", "Bo")
    assert (ended.code, ended.out) == (0, "")
    assert "Not asked: Ida Vale is grieving." in ended.err


def test_an_organisation_ends_at_the_best_person_there(prompt: Prompt) -> None:
    _three(prompt)
    desk = open_desk(prompt.folder, prompt.clock)
    desk.edit(3, details=((None, Detail(DetailKind.ORGANISATION, ("Acme", "Press"))),))
    desk.add("Ed", Detail(DetailKind.ORGANISATION, ("Acme Foundation",)))
    desk.composition.close()
    assert [[p["id"] for p in way] for way in prompt("path", "ACME", "--json").json] == [[1, 2, 3]]
    assert prompt("path", "foundation", "--json").json == []
    ended = prompt("path", "acm")
    assert ended.code == 2
    assert "fits 2 organisations" in ended.err
    assert "  Acme Foundation" in ended.err


@pytest.mark.parametrize("words", [("path",), ("path", "Nobody"), ("path", "Ida", "--on", "x")])
def test_wrong_use_is_told(prompt: Prompt, words: tuple[str, ...]) -> None:
    prompt.add("Ida Vale")
    ended = prompt(*words)
    assert (ended.code, ended.out) == (2, "")
    assert ended.err


def test_who_alone_leads_to_a_group_is_told(prompt: Prompt) -> None:
    ida, bo, cy, di = _three(prompt)
    assert prompt("bridges").out.splitlines() == [
        "Only through Ida Vale you reach Bo Oss, Cy Ray and Di Far.",
        "Only through Bo Oss you reach Cy Ray and Di Far.",
    ]
    found = prompt("bridges", "--json").json
    assert [(b["id"], [p["id"] for p in b["leads_to"]]) for b in found] == [
        (ida, [bo, cy, di]), (bo, [cy, di]),
    ]  # fmt: skip
    prompt("log", "Di Far", "call", "--channel", "call")
    prompt("log", "Cy Ray", "call", "--channel", "call")
    ended = prompt("bridges")
    assert (ended.out, ended.err) == ("", "Nobody is the only bridge to a group.\n")


def test_a_whole_name_goes_before_a_part_and_a_person_before_an_organisation(
    prompt: Prompt,
) -> None:
    _three(prompt)
    desk = open_desk(prompt.folder, prompt.clock)
    desk.edit(3, details=((None, Detail(DetailKind.ORGANISATION, ("Acme",))),))
    desk.edit(4, details=((None, Detail(DetailKind.ORGANISATION, ("Annual Fair",))),))
    for name in ("Bob Acmeson", "Ann Lee", "Ann Moss"):
        desk.log(desk.add(name))
    desk.composition.close()
    assert [[p["id"] for p in way] for way in prompt("path", "acme", "--json").json] == [[1, 2, 3]]
    ended = prompt("path", "ann", "--json")
    assert (ended.code, ended.out) == (2, "")
    assert "fits 2 people" in ended.err
    assert [[p["name"] for p in way] for way in prompt("path", "acmeson", "--json").json] == [
        ["Bob Acmeson"]
    ]
