"""`agenda`: the whole queue, for people and for programs."""

from __future__ import annotations

import pytest

from tests.support.prompt import Prompt


@pytest.fixture
def full(prompt: Prompt) -> Prompt:
    """A desk on which something of every kind is due on 3 March 2026."""
    prompt.add("Ida Vale")
    prompt.add("Bo Oss")
    for arguments in (
        ("circle", "Monthly", "--ideal", "30", "--latest", "45", "--add", "Ida Vale", "Bo Oss"),
        ("log", "Ida Vale", "the harbour plan", "--on", "2026-01-20", "--channel", "call"),
        ("log", "Bo Oss", "lunch", "--on", "2026-02-20"),
        ("task", "Bo Oss", "send slides", "--due", "2026-03-02"),
        ("occasion", "add", "Bo Oss", "birthday", "--on", "1986-03-03"),
        ("promise", "add", "Ida Vale", "the intro to Bo", "--due", "2026-03-01"),
    ):
        ended = prompt(*arguments)
        assert ended.code == 0, ended.err
    return prompt


def test_every_row_has_kind_person_why_and_due_on(full: Prompt) -> None:
    rows = full("agenda", "--json").json
    assert [(r["kind"], r["person"]["name"], r["due_on"]) for r in rows] == [
        ("occasion", "Bo Oss", "2026-03-03"),
        ("task", "Bo Oss", "2026-03-02"),
        ("promise", "Ida Vale", "2026-03-01"),
        ("person", "Ida Vale", "2026-02-19"),
    ]
    assert all(r["why"].endswith(".") and r["order"] and r["verbs"] for r in rows)
    assert rows[3]["last_note"] == "Call, 6 weeks ago: the harbour plan"
    assert set(rows[0]) == set(rows[1])


def test_a_task_keeps_all_the_fields_it_had(full: Prompt) -> None:
    [task] = [r for r in full("agenda", "--json").json if r["kind"] == "task"]
    assert {name: task[name] for name in ("id", "text", "due_time", "done_at", "group")} == {
        "id": 1, "text": "send slides", "due_time": None, "done_at": None, "group": "Overdue",
    }  # fmt: skip
    assert (task["snoozed_until"], task["repeat"], task["lead_days"]) == (None, None, 0)


def test_in_words_every_kind_has_its_heading(full: Prompt) -> None:
    assert full("agenda").out.splitlines() == [
        "Occasions",
        "  1  2026-03-03  Bo Oss  Bo Oss turns forty today.",
        "",
        "Overdue",
        "  1  2026-03-02  Bo Oss  send slides",
        "",
        "Promises",
        "  1  2026-03-01  Ida Vale  the intro to Bo. You promised it to Ida Vale for 1 March 2026, "
        "2 days ago.",
        "",
        "People",
        "  1  2026-02-19  Ida Vale  You were last in touch 6 weeks ago; your rhythm is every 30 "
        "days.",
    ]


def test_on_a_day_takes_it_for_today_for_every_kind(full: Prompt) -> None:
    early = full("agenda", "--json", "--on", "2026-02-19").json
    assert [(r["person"]["name"], r["due_on"]) for r in early] == [
        ("Bo Oss", None),  # with whom there was no contact by then
        ("Ida Vale", "2026-02-19"),
    ]
    later = full("agenda", "--json", "--on", "2026-03-22").json
    assert [(r["kind"], r["person"]["name"]) for r in later] == [
        ("task", "Bo Oss"),
        ("promise", "Ida Vale"),
        ("person", "Ida Vale"),
        ("person", "Bo Oss"),
    ]


def test_who_waits_for_another_day_is_told_beside_the_result(prompt: Prompt) -> None:
    names = [f"Person {number}" for number in range(6)]
    for name in names:
        prompt.add(name)
    prompt("circle", "Monthly", "--ideal", "30", "--latest", "45", "--add", *names)
    for name in names:
        prompt("log", name, "talked", "--on", "2025-11-01")
    ended = prompt("agenda")
    assert len(ended.out.splitlines()) == 1 + 3
    assert "3 more people are due" in ended.err


def test_the_help_says_why_the_order_is_this(prompt: Prompt) -> None:
    told = " ".join(prompt.bare("agenda", "--help").out.split())
    assert "Why this order? Occasions and events of the day come first" in told
