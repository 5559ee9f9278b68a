"""`circle`, `circles`, `rhythm` and `lanes`."""

from __future__ import annotations

import pytest

from tests.support.prompt import Prompt

SEVEN = ["paused", "no_rhythm", "never_contacted", "overdue", "due", "soon", "in_touch"]


def lane_of(prompt: Prompt, person: int, on: str = "2026-03-03") -> str:
    found = prompt("lanes", "--json", "--on", on).json
    [lane] = [key for key, people in found.items() if person in [p["id"] for p in people]]
    return str(lane)


def test_lanes_of_an_empty_desk_are_seven_empty_arrays(prompt: Prompt) -> None:
    assert prompt("lanes", "--json").json == {lane: [] for lane in SEVEN}
    assert list(prompt("lanes", "--json").json) == SEVEN
    plain = prompt("lanes")
    assert (plain.code, plain.out, plain.err) == (0, "", "Nobody is here yet.\n")


def test_people_in_lanes_have_id_and_name_in_order(prompt: Prompt) -> None:
    zoe, ann = prompt.add("Zoe Quill", "Ann Lee")
    assert prompt("lanes", "--json").json["no_rhythm"] == [
        {"id": ann, "name": "Ann Lee"},
        {"id": zoe, "name": "Zoe Quill"},
    ]


def test_a_year_goes_through_the_lanes(prompt: Prompt) -> None:
    [ida] = prompt.add("Ida Vale")
    assert prompt("circle", "Monthly", "--ideal", "30", "--latest", "45").code == 0
    assert prompt("rhythm", "Ida Vale", "--circle", "monthly").out == (
        "Ida Vale: Monthly · not in touch yet.\n"
    )
    assert lane_of(prompt, ida) == "never_contacted"
    prompt("log", "Ida Vale", "lunch", "--on", "2026-03-01")
    days = ["2026-02-28", "2026-03-01", "2026-03-24", "2026-03-25", "2026-03-30", "2026-03-31"]
    days += ["2026-04-15", "2026-04-16"]
    assert [lane_of(prompt, ida, day) for day in days] == [
        "never_contacted",
        "in_touch",
        "in_touch",
        "soon",
        "soon",
        "due",
        "due",
        "overdue",
    ]


def test_the_shortest_circle_counts_an_own_rhythm_goes_before_and_none_before_all(
    prompt: Prompt,
) -> None:
    [ida] = prompt.add("Ida Vale")
    prompt("log", "1", "lunch", "--on", "2026-02-20")
    for name, ideal in (("Monthly", "30"), ("Weekly", "7")):
        prompt("circle", name, "--ideal", ideal, "--latest", "60")
        prompt("rhythm", "1", "--circle", name)
    prompt("rhythm", "1", "--circle", "Monthly")
    assert lane_of(prompt, ida) == "due"
    said = prompt("rhythm", "1", "--ideal", "100", "--latest", "120")
    assert said.out == "Ida Vale: Own rhythm, every 100 days · 11 days on.\n"
    assert lane_of(prompt, ida) == "in_touch"
    assert prompt("rhythm", "1", "--none").out == "Ida Vale: No rhythm.\n"
    assert lane_of(prompt, ida) == "no_rhythm"
    prompt("rhythm", "1", "--circle", "Weekly")
    assert lane_of(prompt, ida) == "due"


def test_a_pause_ends_on_its_day(prompt: Prompt) -> None:
    [ida] = prompt.add("Ida Vale")
    assert prompt("rhythm", "Ida", "--pause", "2026-04-01").out == (
        "Ida Vale: Paused until 1 April 2026.\n"
    )
    assert [lane_of(prompt, ida, day) for day in ("2025-01-01", "2026-03-31", "2026-04-01")] == [
        "paused",
        "paused",
        "no_rhythm",
    ]
    assert prompt("rhythm", "Ida", "--resume").code == 0
    assert lane_of(prompt, ida) == "no_rhythm"


def test_a_ready_made_circle_is_offered_and_made_when_it_is_used(prompt: Prompt) -> None:
    prompt.add("Ida Vale")
    assert prompt("circles", "--json").json == []
    assert "ready-made, nobody yet" in prompt("circles").out
    prompt("rhythm", "1", "--circle", "every 3 weeks")
    assert prompt("circles", "--json").json == [
        {"id": 1, "name": "Every 3 weeks", "ideal_days": 21, "latest_days": 35, "people": 1}
    ]


def test_people_go_into_a_circle_and_out_of_it_in_one_step(prompt: Prompt) -> None:
    prompt.add("Ida Vale", "Bo Oss", "Ann Lee")
    made = prompt("circle", "Choir", "--ideal", "7", "--latest", "9", "--add", "Ida", "2")
    assert made.out == "Choir: every week (7 days), at the latest after 9, 2 people.\n"
    changed = prompt("circle", "choir", "--rename", "Band", "--add", "Ann", "--remove", "Ida", "Bo")
    assert changed.out == "Band: every week (7 days), at the latest after 9, 1 person.\n"
    assert prompt("undo").code == 0
    [circle] = prompt("circles", "--json").json
    assert (circle["name"], circle["people"]) == ("Choir", 2)


def test_days_of_a_circle_change_and_people_stay(prompt: Prompt) -> None:
    prompt.add("Ida Vale")
    prompt("circle", "Choir", "--add", "Ida")
    assert prompt("circles", "--json").json[0]["ideal_days"] is None
    prompt("circle", "Choir", "--ideal", "10", "--latest", "10")
    [circle] = prompt("circles", "--json").json
    assert (circle["ideal_days"], circle["latest_days"], circle["people"]) == (10, 10, 1)
    assert prompt("circle", "CHOIR", "--delete").out == (
        "Deleted the circle Choir; 1 person had it.\n"
    )
    assert prompt("circles", "--json").json == []


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("circle", "X", "--ideal", "30"), "both --ideal DAYS and --latest DAYS"),
        (("circle", "X", "--ideal", "often", "--latest", "9"), "is no number of days"),
        (("circle", "X", "--ideal", "0", "--latest", "9"), "between 1 and 36,500 days"),
        (("circle", "X", "--ideal", "9", "--latest", "8"), "cannot come before"),
        (("circle", "X", "--delete"), "no circle “X”"),
        (("circle", "X", "--rename", "Y"), "no circle “X”"),
        (("circle", " "), "needs a name"),
        (("circle", "X", "--add", "Nobody"), "Nobody here is called"),
        (("rhythm", "Ida", "--circle", "X"), "no circle “X”"),
        (("rhythm", "Ida"), "Say which rhythm"),
        (("rhythm", "Ida", "--none", "--ideal", "3", "--latest", "4"), "without another option"),
        (("rhythm", "Ida", "--pause", "soon"), "is no day"),
        (("rhythm", "Ida", "--pause", "2020-01-01"), "a day to come"),
        (("rhythm", "Ida", "--pause", "today"), "a day to come"),
        (("rhythm", "Nobody", "--none"), "Nobody here is called"),
        (("lanes", "--on", "31.2."), "is no day"),
    ],
)
def test_what_cannot_be_is_said_in_a_sentence_and_changes_nothing(
    prompt: Prompt, words: tuple[str, ...], sentence: str
) -> None:
    prompt.add("Ida Vale")
    ended = prompt(*words)
    assert (ended.code, ended.out) == (2, "")
    assert sentence in ended.err
    assert prompt("circles", "--json").json == []
    assert prompt("lanes", "--json").json["no_rhythm"] == [{"id": 1, "name": "Ida Vale"}]


def test_show_tells_circles_rhythm_and_lane(prompt: Prompt) -> None:
    prompt.add("Ida Vale")
    shown = prompt("show", "--json", "1").json
    assert (shown["circles"], shown["rhythm"], shown["lane"]) == ([], None, "no_rhythm")
    prompt("circle", "Choir", "--add", "1")
    prompt("rhythm", "1", "--circle", "Every year")
    shown = prompt("show", "--json", "1").json
    assert shown["circles"] == ["Every year", "Choir"]
    assert shown["rhythm"] == {"ideal_days": 365, "latest_days": 450}
    assert shown["lane"] == "never_contacted"
    said = prompt("show", "1").out.splitlines()
    assert "  circles  Every year, Choir" in said
    assert "  rhythm   Every year · not in touch yet" in said


def test_lanes_in_words_say_how_it_stands(prompt: Prompt) -> None:
    prompt.add("Ida Vale", "Bo Oss")
    prompt("log", "Ida", "lunch", "--on", "2026-03-01")
    prompt("rhythm", "Ida", "--circle", "Every year")
    assert prompt("lanes").out.splitlines() == [
        "No rhythm (1)",
        "  2  Bo Oss  No rhythm",
        "",
        "In touch (1)",
        "  1  Ida Vale  Every year · 2 days on",
    ]


def test_another_rhythm_that_is_asked_about_is_taken_or_kept(prompt: Prompt) -> None:
    prompt.add("Ida Vale")
    prompt("rhythm", "1", "--ideal", "30", "--latest", "45")
    refused = prompt("rhythm", "1", "--offer", "take")
    assert (refused.code, "No other rhythm is offered" in refused.err) == (2, True)
    for day in ("2025-04-22", "2025-06-24", "2025-08-26", "2025-10-28", "2025-12-30", "2026-03-02"):
        prompt("log", "1", "lunch", "--on", day)
    assert "Make it" in prompt("agenda").out
    kept = prompt("rhythm", "1", "--offer", "keep")
    assert "every 30 days" in kept.out
    assert "Make it" not in prompt("agenda").out
    prompt("undo")
    assert "every 8 weeks" in prompt("rhythm", "1", "--offer", "take").out
