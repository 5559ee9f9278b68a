"""`warmth`: the number, and the contacts behind it."""

from __future__ import annotations

from tests.support.prompt import Prompt


def _ida(prompt: Prompt) -> int:
    [ida] = prompt.add("Ida Vale")
    prompt("circle", "Monthly", "--ideal", "30", "--latest", "45", "--add", "Ida Vale")
    prompt("log", "Ida Vale", "lunch at the fair", "--on", "2026-02-17", "--channel", "met")
    prompt("log", "Ida Vale", "the plan", "--on", "2026-01-03", "--channel", "email")
    prompt("log", "Ida Vale", "coffee", "--on", "2026-03-20", "--channel", "met")
    prompt("log", "Ida Vale", "looks well", "--on", "2026-03-01", "--channel", "note")
    return ida


def test_warmth_is_told_in_words_with_the_sentences_behind_it(prompt: Prompt) -> None:
    _ida(prompt)
    ended = prompt("warmth", "Ida Vale")
    assert ended.code == 0
    assert ended.out.splitlines() == [
        "Ida Vale: Mild, 60 of 100.",
        "Your rhythm is every 30 days, so what a contact adds is halved every 45 days. Whoever you "
        "are in touch with on schedule stands between 63 and 100.",
        "  Meeting, 2 weeks ago: adds 45  lunch at the fair",
        "  E-mail, 8 weeks ago: adds 15   the plan",
    ]


def test_warmth_on_another_day_knows_only_what_was_by_then(prompt: Prompt) -> None:
    _ida(prompt)
    told = {
        day: prompt("warmth", "Ida Vale", "--json", "--on", day).json["warmth"]
        for day in ("2026-01-02", "2026-01-03", "2026-02-17", "2026-03-19", "2026-03-20")
    }
    assert told == {
        "2026-01-02": 0, "2026-01-03": 37, "2026-02-17": 74, "2026-03-19": 47, "2026-03-20": 100,
    }  # fmt: skip


def test_warmth_as_json_names_each_contact_and_what_it_adds(prompt: Prompt) -> None:
    ida = _ida(prompt)
    found = prompt("warmth", str(ida), "--json").json
    entries = found.pop("entries")
    assert found == {
        "person": {"id": ida, "name": "Ida Vale"},
        "on": "2026-03-03",
        "warmth": 60,
        "level": "mild",
        "rhythm": {"ideal_days": 30, "latest_days": 45},
        "halved_after_days": 45.0,
    }
    assert entries == [
        {"id": 1, "on": "2026-02-17", "channel": "met", "weight": 1.5, "adds": 44.74,
         "text": "lunch at the fair"},
        {"id": 2, "on": "2026-01-03", "channel": "email", "weight": 1.0, "adds": 14.91,
         "text": "the plan"},
    ]  # fmt: skip


def test_without_a_rhythm_or_a_contact_there_is_a_sentence(prompt: Prompt) -> None:
    prompt.add("Bo Oss")
    assert prompt("warmth", "Bo").out == (
        "Bo Oss: no warmth is told without a rhythm to measure it by.\n"
    )
    assert prompt("warmth", "Bo", "--json").json["warmth"] is None
    prompt("rhythm", "Bo", "--ideal", "30", "--latest", "45")
    assert prompt("warmth", "Bo").out.splitlines()[0] == "Bo Oss: Faint, 0 of 100."
    assert prompt("warmth", "Bo").out.splitlines()[-1] == "You have not been in touch yet."
    assert prompt("warmth", "nobody").code == 2
    assert prompt("warmth", "Bo", "--on", "no day").code == 2
