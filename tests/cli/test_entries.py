"""`log` and `task`."""

from __future__ import annotations

from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest

from relationship_desk.clock import FixedClock
from relationship_desk.domain.kinds import Channel
from tests.support.prompt import Prompt


def test_log_writes_down_what_happened_today(prompt: Prompt) -> None:
    prompt.add("Ida Vale")
    ended = prompt("log", "ida", "talked about the harbour", "--channel", "call")
    assert ended.code == 0
    assert ended.out == "Logged: call with Ida Vale on Tuesday 3 March 2026 (entry 1).\n"
    shown = prompt("show", "--json", "1").json
    assert shown["last_contact_on"] == "2026-03-03"
    [entry] = shown["interactions"]
    assert (entry["on"], entry["channel"], entry["text"]) == (
        "2026-03-03",
        "call",
        "talked about the harbour",
    )


@pytest.mark.parametrize(
    ("words", "on"),
    [
        ("2026-02-28", "2026-02-28"),
        ("yesterday", "2026-03-02"),
        ("today", "2026-03-03"),
        ("monday", "2026-03-09"),
        ("2026-02-28T22:00", "2026-02-28 22:00"),
        ("2026-02-28T23:30Z", "2026-03-01 00:30"),
        ("yesterday 9:30", "2026-03-02 09:30"),
    ],
)
def test_log_takes_days_as_they_are_typed(
    prompt: Prompt, clock: FixedClock, words: str, on: str
) -> None:
    clock.travel(ZoneInfo("Europe/Berlin"))
    prompt.add("Ida Vale")
    prompt("log", "--on", words, "1", "talked")
    [entry] = prompt("show", "--json", "1").json["interactions"]
    assert " ".join(filter(None, (entry["on"], entry["time"]))) == on


def test_a_log_in_the_future_is_accepted_and_does_not_count_until_then(
    prompt: Prompt, clock: FixedClock
) -> None:
    prompt.add("Ida Vale")
    ended = prompt("log", "1", "the fair", "--on", "2026-03-05")
    assert ended.code == 0
    assert "still to come" in ended.err
    assert prompt("show", "--json", "1").json["last_contact_on"] is None
    clock.advance(timedelta(days=2))
    assert prompt("show", "--json", "1").json["last_contact_on"] == "2026-03-05"


@pytest.mark.parametrize("channel", [channel.value for channel in Channel])
def test_log_knows_every_channel(prompt: Prompt, channel: str) -> None:
    prompt.add("Ida Vale")
    assert prompt("log", "1", "x", "--channel", channel).code == 0


def test_an_unknown_channel_is_wrong_use_and_names_the_known(prompt: Prompt) -> None:
    prompt.add("Ida Vale")
    ended = prompt("log", "1", "x", "--channel", "pigeon")
    assert ended.code == 2
    assert "letter" in ended.err


@pytest.mark.parametrize("day", ["soon", "2026-02-30", "0001-01-01", "9999-12-31", ""])
def test_a_day_that_is_none_is_wrong_use_and_writes_nothing(prompt: Prompt, day: str) -> None:
    prompt.add("Ida Vale")
    assert prompt("log", "1", "x", "--on", day).code == 2
    assert prompt("task", "1", "x", "--due", day).code == 2
    shown = prompt("show", "--json", "1").json
    assert (shown["interactions"], shown["tasks"]) == ([], [])


@pytest.mark.parametrize(
    ("due", "on", "at"),
    [
        ("2026-03-05", "2026-03-05", None),
        ("2026-03-05T15:00", "2026-03-05", "15:00"),
        ("2026-03-05 15:00:30", "2026-03-05", "15:00"),
        ("tomorrow", "2026-03-04", None),
        ("tomorrow 9:30", "2026-03-04", "09:30"),
        ("2026-03-05T15:00:00Z", "2026-03-05", "16:00"),
        ("2026-03-05T23:30:00.250Z", "2026-03-06", "00:30"),
        ("2026-07-05T15:00+00:00", "2026-07-05", "17:00"),
    ],
)
def test_task_takes_days_and_times_and_puts_instants_into_the_zone(
    prompt: Prompt, clock: FixedClock, due: str, on: str, at: str | None
) -> None:
    clock.travel(ZoneInfo("Europe/Berlin"))
    prompt.add("Ida Vale")
    assert prompt("task", "ida", "send slides", "--due", due).code == 0
    [task] = prompt("show", "--json", "1").json["tasks"]
    assert (task["text"], task["due_on"], task["due_time"]) == ("send slides", on, at)


def test_task_says_what_it_planned(prompt: Prompt) -> None:
    prompt.add("Ida Vale")
    ended = prompt("task", "ida", "send slides", "--due", "2026-03-05T15:00")
    assert ended.out == (
        "New task for Ida Vale: send slides – Thursday 5 March 2026, 15:00 (task 1).\n"
    )


def test_task_needs_a_due_date(prompt: Prompt) -> None:
    prompt.add("Ida Vale")
    ended = prompt("task", "ida", "send slides")
    assert ended.code == 2
    assert "--due" in ended.err


def test_a_task_without_words_is_wrong_use(prompt: Prompt) -> None:
    prompt.add("Ida Vale")
    assert prompt("task", "ida", " ", "--due", "today").code == 2


@pytest.mark.parametrize("command", [("log",), ("task", "--due", "today")])
def test_nothing_is_written_for_somebody_unknown_or_ambiguous(
    prompt: Prompt, command: tuple[str, ...]
) -> None:
    prompt.add("Ida Vale", "Ida Vane")
    assert prompt(*command, "ida", "x").code == 2
    assert prompt(*command, "nobody", "x").code == 2
    assert len(prompt("history", "--json").json) == 2


def test_words_after_two_dashes_are_no_options(prompt: Prompt) -> None:
    prompt.add("Ida Vale")
    assert prompt("log", "--channel", "call", "--", "1", "--on").code == 0
    assert prompt("log", "1", "--", "--").code == 0
    texts = [i["text"] for i in prompt("show", "--json", "1").json["interactions"]]
    assert texts == ["--", "--on"]


def test_words_in_a_broken_encoding_are_wrong_use(prompt: Prompt) -> None:
    prompt.add("Ida Vale")
    assert prompt("log", "1", "caf\udce9").code == 2


def test_a_task_repeats_as_it_is_said_and_shows_the_day_that_stands(
    prompt: Prompt, clock: FixedClock
) -> None:
    prompt.add("Ida Vale")
    ended = prompt(
        "task", "ida", "water", "--due", "2026-03-03", "--repeat", "every 2 weeks on mon, thu",
        "--count", "3", "--lead", "1",
    )  # fmt: skip
    assert ended.out == (
        "New task for Ida Vale: water – Thursday 5 March 2026, every 2 weeks on Mon and Thu, "
        "3 times (task 1).\n"
    )
    [task] = prompt("show", "--json", "1").json["tasks"]
    assert (task["due_on"], task["lead_days"]) == ("2026-03-05", 1)
    assert task["repeat"] == "every 2 weeks on Mon and Thu, 3 times"
    assert prompt("agenda", "--json").json == []
    [later] = prompt("agenda", "--json", "--on", "2026-03-20").json
    assert later["due_on"] == "2026-03-19"


def test_a_task_repeats_from_when_it_was_done_until_a_day(prompt: Prompt) -> None:
    prompt.add("Ida Vale")
    ended = prompt(
        "task", "ida", "water", "--due", "2026-03-03", "--repeat", "every 3 days",
        "--repeat-from", "completion", "--until", "2026-05-01",
    )  # fmt: skip
    assert "every 3 days after it is done until 1 May 2026" in ended.out


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (("--repeat", "now and then"), "every month on the last Friday"),
        (("--repeat", "every 1001 days"), "1 to 1000"),
        (("--count", "3"), "--repeat"),
        (("--repeat", "every day", "--count", "0"), "1 to 1000 times"),
        (("--repeat", "every day", "--count", "2", "--until", "2027-01-01"), "not both"),
        (("--repeat", "every day", "--until", "2026-01-01"), "later end"),
        (("--repeat", "every day", "--lead", "1"), "fewer days"),
        (("--lead", "366"), "0 to 365 days"),
        (("--lead", "-3"), "0 to 365 days"),
    ],
)
def test_a_repetition_that_cannot_be_is_wrong_use_and_writes_nothing(
    prompt: Prompt, options: tuple[str, ...], words: str
) -> None:
    prompt.add("Ida Vale")
    ended = prompt("task", "ida", "water", "--due", "today", *options)
    assert ended.code == 2
    assert words in ended.err
    assert prompt("show", "--json", "1").json["tasks"] == []
