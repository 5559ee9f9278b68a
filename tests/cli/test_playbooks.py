"""`playbooks`, `playbook` and `season` as they are typed."""

from __future__ import annotations

from tests.support.prompt import Prompt

OWN = """key = "birth"
title = "A child"
mood = "joy"
avoid = "Noise."

[[steps]]
days = 3
words = "Knit"
close = "[{what}|It] is here."
friendly = "[{what}|It] is here."
formal = "[{what}|It] is here."
"""


def test_playbooks_are_listed_with_their_keys(prompt: Prompt) -> None:
    lines = prompt("playbooks").out.splitlines()
    assert len(lines) >= 27
    assert any(line.startswith("bereavement") and "grief" in line for line in lines)
    found = prompt("playbooks", "--json").json
    illness = next(p for p in found if p["key"] == "illness")
    assert illness["mood"] == "trouble"
    assert set(illness["steps"][0]["texts"]) == {"close", "friendly", "formal"}
    assert illness["own"] is False


def test_a_playbook_is_shown_and_nothing_is_changed(prompt: Prompt) -> None:
    prompt.add("Ida Vale")
    ended = prompt(
        "playbook", "ida", "new job", "--what", "head of the archive", "--on", "2026-03-05",
        "--tone", "formal",
    )  # fmt: skip
    assert ended.code == 0
    assert "Thursday 5 March 2026: Congratulate" in ended.out
    assert "your new position, head of the archive, and" in ended.out
    assert "{" not in ended.out
    assert prompt("agenda", "--on", "2026-03-05").err == "Nothing is due.\n"


def test_a_started_playbook_is_one_step_of_undo(prompt: Prompt) -> None:
    prompt.add("Ida Vale")
    ended = prompt("playbook", "ida", "illness", "--start")
    assert "4 tasks for Ida Vale" in ended.err
    assert "Write to Ida Vale, and offer one thing" in prompt("agenda").out
    prompt("undo")
    assert "Write to Ida Vale" not in prompt("agenda", "--on", "2026-12-01").out


def test_cheer_for_somebody_who_grieves_is_questioned(prompt: Prompt) -> None:
    prompt.add("Ida Vale")
    assert "season grief 1" in prompt("playbook", "ida", "bereavement").err
    prompt("season", "grief", "ida", "--until", "2026-06-01")
    assert "grieving until 1 June 2026" in prompt("playbook", "ida", "award").err
    assert "grieving" not in prompt("playbook", "ida", "bereavement").err


def test_grief_silences_a_birthday_until_it_is_over(prompt: Prompt) -> None:
    prompt.add("Ida Vale")
    prompt("occasion", "add", "ida", "birthday", "--on", "1980-03-10")
    assert "Ida Vale" in prompt("occasions").out
    said = prompt("season", "grief", "ida", "--until", "2026-03-10").out
    assert "from Tuesday 3 March 2026 until Tuesday 10 March 2026" in said
    assert "Ida Vale" in prompt("occasions", "--on", "2026-03-10").out
    prompt("season", "grief", "ida", "--end")
    prompt("season", "grief", "ida")
    assert "Ida Vale" not in prompt("occasions").out
    assert "is over" in prompt("season", "grief", "ida", "--end").out
    assert "was not grieving" in prompt("season", "grief", "ida", "--end").out
    assert "Ida Vale" in prompt("occasions").out


def test_a_quiet_season_begins_ends_and_is_undone(prompt: Prompt) -> None:
    said = prompt("season", "quiet", "--from", "2026-03-01", "--until", "2026-04-01").out
    assert "until Wednesday 1 April 2026" in said
    assert prompt("season", "quiet", "--end").out == "Your quiet season is over.\n"
    assert prompt("season", "quiet", "--end").out == "There was no quiet season.\n"
    assert prompt("undo").code == 0


def test_wrong_use_of_seasons_is_explained(prompt: Prompt) -> None:
    prompt.add("Ida Vale")
    assert "Say who grieves" in prompt("season", "grief").err
    assert "--pause DATE" in prompt("season", "quiet", "ida").err
    assert "stands without dates" in prompt("season", "quiet", "--end", "--until", "today").err
    ended = prompt("season", "grief", "ida", "--until", "2026-03-01")
    assert ended.code == 2
    assert "cannot end before it begins" in ended.err


def test_an_unknown_playbook_is_named(prompt: Prompt) -> None:
    prompt.add("Ida Vale")
    ended = prompt("playbook", "ida", "nonsense")
    assert ended.code == 2
    assert "no playbook “nonsense”" in ended.err


def test_own_playbooks_go_first_and_a_broken_one_hides_nothing(prompt: Prompt) -> None:
    prompt.add("Ida Vale")
    own = prompt.folder / "playbooks"
    own.mkdir()
    (own / "mine.toml").write_text(OWN, "utf-8")
    (own / "torn.toml").write_text(OWN.replace("days = 3", "days = soon"), "utf-8")
    (own / "letters.toml").write_bytes(b"key = '\xff'")
    (own / "second.toml").write_text(OWN, "utf-8")
    ended = prompt("playbooks")
    assert "A child (your own)" in ended.out
    assert "bereavement" in ended.out
    assert "torn.toml, line 7: " in ended.err
    assert "letters.toml is not a text in UTF-8." in ended.err
    assert "second.toml has the key birth of another one" in ended.err
    shown = prompt("playbook", "ida", "birth", "--what", "Jonas").out
    assert "Friday 6 March 2026: Knit" in shown
    assert "Jonas is here." in shown
