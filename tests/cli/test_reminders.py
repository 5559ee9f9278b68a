"""`tick`, and the tasks of `agenda`."""

from __future__ import annotations

from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest

from relationship_desk.clock import FixedClock
from tests.support.prompt import Prompt
from tests.support.reminders import Popups

DUE = "2026-03-03T12:00"


def plan(prompt: Prompt, text: str, due: str) -> None:
    assert prompt("task", "1", text, "--due", due).code == 0


def test_agenda_groups_what_is_overdue_and_what_is_due_today(prompt: Prompt) -> None:
    prompt.add("Ida Vale")
    plan(prompt, "in the evening", "2026-03-03T20:00")
    plan(prompt, "long ago", "2026-02-01")
    plan(prompt, "tomorrow", "2026-03-04")
    plan(prompt, "some time today", "2026-03-03")
    assert prompt("agenda").out.splitlines() == [
        "Overdue",
        "  2  2026-02-01  Ida Vale  long ago",
        "",
        "Today",
        "  1  2026-03-03 20:00  Ida Vale  in the evening",
        "  4  2026-03-03        Ida Vale  some time today",
    ]
    found = prompt("agenda", "--json").json
    assert [(task["id"], task["group"]) for task in found] == [
        (2, "Overdue"),
        (1, "Today"),
        (4, "Today"),
    ]
    assert found[0]["person"] == {"id": 1, "name": "Ida Vale"}


@pytest.mark.parametrize(
    ("on", "found"),
    [
        ("2026-03-04", [("early", "Overdue"), ("late", "Today")]),
        ("tomorrow", [("early", "Overdue"), ("late", "Today")]),
        ("2026-03-02", [("early", "Today")]),
        ("2026-03-01", []),
    ],
)
def test_agenda_on_a_day_takes_it_for_today_whenever_the_rows_were_entered(
    prompt: Prompt, on: str, found: list[tuple[str, str]]
) -> None:
    prompt.add("Ida Vale")
    plan(prompt, "early", "2026-03-02")
    plan(prompt, "late", "2026-03-04")
    tasks = prompt("agenda", "--json", "--on", on).json
    assert [(task["text"], task["group"]) for task in tasks] == found


def test_an_empty_agenda_is_an_empty_array_and_a_sentence(prompt: Prompt) -> None:
    assert prompt("agenda", "--json").json == []
    assert prompt("agenda").err == "Nothing is due.\n"


def test_tick_shows_once_and_prints_what_it_delivered(prompt: Prompt, popups: Popups) -> None:
    prompt.add("Ida Vale")
    plan(prompt, "send slides", DUE)
    report = prompt("tick", "--json")
    assert report.code == 0
    assert report.json == {
        "delivered": [
            {
                "task": 1,
                "title": "send slides",
                "body": "Ida Vale – due 12:00",
                "occurrence": DUE,
                "digest": False,
            }
        ],
        "failed": [],
    }
    assert prompt("tick", "--json").json == {"delivered": [], "failed": []}
    assert prompt("tick").err == "Nothing is due.\n"
    assert popups.titles == ["send slides"]


def test_tick_in_words_says_what_it_showed(prompt: Prompt, popups: Popups) -> None:
    prompt.add("Ida Vale")
    for _ in range(2):
        plan(prompt, "send slides", DUE)
    assert prompt("tick").out == 2 * "Shown: send slides\n  Ida Vale – due 12:00\n"
    for number in range(4):
        plan(prompt, f"task {number}", DUE)
    assert prompt("tick").out.splitlines() == [
        "Shown: 4 reminders are due",
        *(f"  task {number} (Ida Vale)" for number in range(3)),
        "  and 1 more in the inbox",
    ]


def test_a_digest_lists_every_task(prompt: Prompt, popups: Popups) -> None:
    prompt.add("Ida Vale")
    for number in range(5):
        plan(prompt, f"task {number}", DUE)
    delivered = prompt("tick", "--json").json["delivered"]
    assert [(row["task"], row["digest"]) for row in delivered] == [(n, True) for n in range(1, 6)]
    assert popups.titles == ["5 reminders are due"]


def test_tick_prints_what_failed_and_tries_again(prompt: Prompt, popups: Popups) -> None:
    prompt.add("Ida Vale")
    plan(prompt, "send slides", DUE)
    popups.refuses = True
    for _ in range(2):
        report = prompt("tick", "--json")
        [failure] = report.json["failed"]
        assert (failure["task"], failure["title"]) == (1, "send slides")
        assert report.err == f"Not shown: send slides. {failure['reason']}\n"
        assert (report.code, report.json["delivered"]) == (0, [])
    popups.refuses = False
    assert len(prompt("tick", "--json").json["delivered"]) == 1


def test_tick_at_an_instant_replaces_the_clock_of_the_whole_beat(
    prompt: Prompt, popups: Popups
) -> None:
    prompt.add("Ida Vale")
    plan(prompt, "send slides", "2026-03-05T09:00")
    assert prompt("tick", "--json", "--at", "2026-03-05T08:59:59").json["delivered"] == []
    popups.refuses = True
    assert len(prompt("tick", "--json", "--at", "2026-03-08T09:00").json["failed"]) == 1
    popups.refuses = False
    [shown] = prompt("tick", "--json", "--at", "2026-03-08T09:00:20").json["delivered"]
    assert shown["body"] == "Ida Vale – was due Thursday 5 March, 09:00"
    assert prompt("tick", "--json", "--at", "2027-01-01").json["delivered"] == []


@pytest.mark.parametrize("at", ["2026-03-05T09:00", "2026-03-05T09:00+01:00", "2026-03-05T08:00Z"])
def test_an_instant_without_a_zone_is_in_the_users_own(
    prompt: Prompt, popups: Popups, clock: FixedClock, at: str
) -> None:
    clock.travel(ZoneInfo("Europe/Berlin"))
    prompt.add("Ida Vale")
    plan(prompt, "send slides", "2026-03-05T09:00")
    assert len(prompt("tick", "--json", "--at", at).json["delivered"]) == 1


def test_tick_at_is_refused_without_a_data_folder(prompt: Prompt, popups: Popups) -> None:
    ended = prompt.bare("tick", "--at", "2026-03-05T09:00")
    assert (ended.code, ended.out) == (2, "")
    assert "--data-dir" in ended.err
    assert not prompt.folder.exists()


@pytest.mark.parametrize("at", ["now", "0001-01-01T00:00", "9999-12-31T23:59"])
def test_tick_at_no_instant_is_wrong_use(prompt: Prompt, popups: Popups, at: str) -> None:
    assert prompt("tick", "--at", at).code == 2


def test_a_task_entered_after_its_time_fires_once(
    prompt: Prompt, popups: Popups, clock: FixedClock
) -> None:
    prompt.add("Ida Vale")
    plan(prompt, "forgotten", "2025-01-01T09:00")
    for _ in range(3):
        prompt("tick")
        clock.advance(timedelta(days=1))
    assert popups.titles == ["forgotten"]
