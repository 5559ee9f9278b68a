"""`update`, `updates` and `told`; and what `show` and `brief` say of them."""

from __future__ import annotations

import pytest

from tests.support.prompt import Prompt


def _atlas(prompt: Prompt) -> None:
    """Three people, and an update for two of them."""
    prompt.add("Ann Lee", "Bo Lee", "Cy Dahl")
    prompt("update", "add", "The atlas is out", "--short", "It is out!", "--link", "a.example")
    prompt("update", "audience", "1", "--any", "search:lee")


def test_an_update_is_written_changed_closed_and_deleted(prompt: Prompt) -> None:
    assert "There is no update yet" in prompt("updates").err
    made = prompt("update", "add", "The atlas", "--short", "Out!", "--tone", "close")
    assert made.out == "New update: The atlas (1).\n"
    assert prompt("updates").out == "1  The atlas  no audience yet\n"
    changed = prompt("update", "edit", "atlas", "--title", "Harbour atlas", "--long", "After all.")
    assert changed.out == "Saved: Harbour atlas.\n"
    [row] = prompt("updates", "--json").json
    assert (row["short"], row["long"], row["tone"]) == ("Out!", "After all.", "close")
    assert prompt("update", "close", "1").out == "Closed: Harbour atlas.\n"
    assert prompt("update", "close", "1").out == "Closed already: Harbour atlas.\n"
    assert prompt("updates").out == "1  Harbour atlas  no audience yet  closed\n"
    assert prompt("update", "reopen", "1").out == "Open again: Harbour atlas.\n"
    assert prompt("update", "reopen", "1").out == "Open already: Harbour atlas.\n"
    assert prompt("update", "delete", "1").out.startswith("Deleted: Harbour atlas.")
    assert prompt("updates", "--json").json == []
    prompt("undo")
    assert len(prompt("updates", "--json").json) == 1


def test_an_audience_is_previewed_with_who_and_why(prompt: Prompt) -> None:
    prompt.add("Ann Lee", "Bo Lee", "Cy Dahl")
    prompt("circle", "Monthly", "--ideal", "30", "--latest", "45", "--add", "Cy")
    prompt("update", "add", "The atlas is out")
    shown = prompt(
        "update", "audience", "1", "--any", "search:lee", "--any", "circle:monthly",
        "--leave-out", "bo", "--add", "cy",
    )  # fmt: skip
    assert shown.out == (
        "The atlas is out (1): 0 of 2 know\n"
        "  for: found by “lee”, in Monthly\n"
        "\nTo tell\n"
        "  1  Ann Lee  found by “lee”\n"
        "  3  Cy Dahl  in Monthly, added by you\n"
        "\nLeft out\n"
        "  2  Bo Lee  left out by you\n"
    )
    both = prompt(
        "update", "audience", "1", "--clear", "--all", "search:lee", "--all",
        "lane:no_rhythm", "--by-rule", "bo", "--by-rule", "cy", "--json",
    ).json  # fmt: skip
    assert both["audience"] == {
        "any": [],
        "all": [
            {"kind": "search", "value": "lee", "words": "found by “lee”"},
            {"kind": "lane", "value": "no_rhythm", "words": "no rhythm"},
        ],
    }
    assert [person["name"] for person in both["to_tell"]] == ["Ann Lee", "Bo Lee"]
    assert both["left_out"] == []


def test_who_grieves_is_left_out_and_says_so(prompt: Prompt) -> None:
    _atlas(prompt)
    prompt("season", "grief", "Ann Lee", "--until", "2026-04-01")
    [row] = prompt("updates", "--json").json
    assert row["left_out"] == [
        {"id": 1, "name": "Ann Lee", "reason": "grieving", "words": "grieving until 1 April 2026"}
    ]
    [later] = prompt("updates", "--json", "--on", "2026-04-02").json
    assert later["left_out"] == []


def test_somebody_is_told_and_everything_follows(prompt: Prompt) -> None:
    _atlas(prompt)
    told = prompt("told", "Ann", "atlas", "--on", "2026-03-01", "--via", "call")
    assert told.out == "Told: Ann Lee about “The atlas is out” on Sunday 1 March 2026 (entry 1).\n"
    assert prompt("updates").out == "1  The atlas is out  1 of 2 knows\n"
    assert prompt("updates", "--on", "2026-02-28").out == "1  The atlas is out  0 of 2 know\n"
    again = prompt("told", "Ann", "atlas")
    assert "knew already, since 1 March" in again.err
    [person, other] = prompt("updates", "--people", "--json").json
    knows = {"id": 1, "title": "The atlas is out", "on": "2026-03-01", "channel": "call"}
    assert person["knows"] == [knows | {"entry": 1}]
    assert other["does_not_know"] == [{"id": 1, "title": "The atlas is out"}]
    assert prompt("updates", "--people").out == (
        "1  Ann Lee  knows: The atlas is out\n2  Bo Lee   does not know yet: The atlas is out\n"
    )
    assert prompt("show", "Ann", "--json").json["updates"] == {
        "knows": [knows | {"entry": 1}],
        "does_not_know": [],
    }
    assert "does not know yet  The atlas is out" in prompt("show", "Bo").out
    assert prompt("show", "Cy", "--json").json["updates"]["does_not_know"][0]["meant"] is False
    assert "knows         The atlas is out (2026-03-01)" in prompt("show", "Ann").out


def test_not_told_after_all_takes_the_entry_that_said_so(prompt: Prompt) -> None:
    _atlas(prompt)
    prompt("told", "Ann", "atlas")
    assert prompt("told", "Ann", "1", "--not").out == (
        "Ann Lee does not know of “The atlas is out”.\n"
    )
    assert prompt("show", "Ann", "--json").json["interactions"] == []
    assert prompt("told", "Ann", "1", "--not").out.startswith("Ann Lee was not told of")
    prompt("undo")
    assert prompt("updates").out == "1  The atlas is out  1 of 2 knows\n"


def test_who_heard_of_it_otherwise_knows_without_an_entry(prompt: Prompt) -> None:
    _atlas(prompt)
    assert prompt("told", "Ann", "1", "--heard").out == (
        "Noted: Ann Lee knows of “The atlas is out”.\n"
    )
    assert prompt("show", "Ann", "--json").json["interactions"] == []
    [told] = prompt("updates", "--json").json[0]["told"]
    assert told == {"id": 1, "name": "Ann Lee", "on": "2026-03-03", "channel": None, "entry": None}
    assert "heard of it otherwise" in prompt("updates", "1").out
    prompt("told", "Ann", "1", "--not")
    assert prompt("updates").out == "1  The atlas is out  0 of 2 know\n"


def test_a_day_to_come_counts_from_then_on(prompt: Prompt) -> None:
    _atlas(prompt)
    ended = prompt("told", "Ann", "atlas", "--on", "2026-03-09")
    assert "still to come" in ended.err
    assert prompt("updates").out == "1  The atlas is out  0 of 2 know\n"
    assert prompt("updates", "--on", "2026-03-09").out == "1  The atlas is out  1 of 2 knows\n"


def test_a_letter_is_proposed_and_kept(prompt: Prompt) -> None:
    _atlas(prompt)
    letter = prompt("update", "letter", "atlas", "Ann")
    assert letter.out == "Dear Ann Lee,\n\nIt is out!\n\na.example\n\nWarm wishes\n"
    assert prompt("update", "letter", "1", "Ann", "--tone", "close").out.startswith("Hi Ann Lee")
    kept = prompt("update", "letter", "1", "Ann", "--text", "Ann, look!")
    assert (kept.out, kept.err) == ("Ann, look!\n", "Kept for Ann Lee.\n")
    assert prompt("update", "letter", "1", "Ann").out == "Ann, look!\n"
    assert prompt("update", "letter", "1", "Ann", "--text", "").out.startswith("Dear Ann Lee")


def test_a_brief_says_what_they_know_and_what_there_is_to_tell(prompt: Prompt) -> None:
    _atlas(prompt)
    prompt("update", "add", "New studio")
    prompt("told", "Ann", "studio", "--via", "call", "--on", "2026-03-01")
    page = prompt("brief", "Ann").out
    assert "YOUR UPDATES\n  Not told yet – The atlas is out\n" in page
    assert "  Told – New studio (1 March 2026, call)\n" in page
    brief = prompt("brief", "Ann", "--json").json
    assert brief["told"] == [{"title": "New studio", "on": "2026-03-01", "how": "call"}]
    assert [news["title"] for news in brief["not_told"]] == ["The atlas is out"]


@pytest.mark.parametrize(
    "words",
    [
        ("update", "add", " "),
        ("update", "add", "x", "--any", "search:y"),
        ("update", "add", "x", "--title", "y"),
        ("update", "add", "x", "Ann"),
        ("update", "edit", "dog"),
        ("update", "edit", "1", "--title", " "),
        ("update", "audience", "1", "--any", "moon:full"),
        ("update", "audience", "1", "--any", "search:"),
        ("update", "audience", "1", "--any", "lane:best"),
        ("update", "audience", "1", "--all", "tag:nobody"),
        ("update", "audience", "1", "--add", "Nobody"),
        ("update", "letter", "1"),
        ("update", "letter", "1", "Nobody"),
        ("update", "close", "9"),
        ("update", "dance", "1"),
        ("updates", "dog"),
        ("updates", "--on", "some day"),
        ("told", "Nobody", "1"),
        ("told", "Ann", "dog"),
        ("told", "Ann", "1", "--on", "some day"),
        ("told", "Ann", "1", "--via", "pigeon"),
        ("told", "Ann", "1", "--heard", "--not"),
        ("told", "Ann", "1", "--heard", "--via", "call"),
        ("told", "Ann", "1", "--not", "--text", "x"),
        ("told", "Ann", "1", "--not", "--on", "today"),
    ],
)
def test_what_cannot_be_is_wrong_use_and_writes_nothing(
    prompt: Prompt, words: tuple[str, ...]
) -> None:
    _atlas(prompt)
    before = prompt("updates", "--json").out
    ended = prompt(*words)
    assert (ended.code, ended.out) == (2, "")
    assert ended.err
    assert prompt("updates", "--json").out == before
