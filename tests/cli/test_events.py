"""`event`, `events`, and a calendar given to `import`."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from tests.support.prompt import Prompt

CALENDAR = (
    "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//x//EN\r\nBEGIN:VEVENT\r\nUID:fair@example\r\n"
    "DTSTAMP:20260101T000000Z\r\nDTSTART;VALUE=DATE:20260512\r\nDTEND;VALUE=DATE:20260515\r\n"
    "SUMMARY:Book Fair 2026\r\nLOCATION:Leipzig\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
)


def test_an_event_is_made_listed_edited_and_removed(prompt: Prompt) -> None:
    made = prompt(
        "event", "add", "Book Fair 2026", "--on", "2026-05-12", "--until", "2026-05-14",
        "--kind", "fair", "--place", "Leipzig", "--cost", "240 EUR", "--people", "5",
        "--at", "09:30",
    )  # fmt: skip
    assert made.out == (
        "Book Fair 2026 · 12 May 2026 at 09:30 to 14 May 2026 · Leipzig (event 1).\n"
    )
    [row] = prompt("events", "--json").json
    assert (row["id"], row["kind"], row["starts_on"], row["ends_on"], row["starts_time"]) == (
        1, "fair", "2026-05-12", "2026-05-14", "09:30",
    )  # fmt: skip
    assert (row["cost"], row["currency"], row["goal_people"]) == ("240", "EUR", 5)
    assert prompt("event", "edit", "fair", "--host", "Acme", "--name", "Fair").code == 0
    assert prompt("event", "show", "1", "--json").json["host"] == "Acme"
    assert "Acme" in prompt("organisations").out
    assert prompt("events").out == "1  2026-05-12  Fair  Leipzig\n"
    assert prompt("event", "remove", "Fair").out.startswith("Removed: Fair.")
    assert "No event is found" in prompt("events").err
    prompt("undo")
    assert len(prompt("events", "--json").json) == 1


def test_what_is_over_is_listed_when_asked_for(prompt: Prompt) -> None:
    prompt("event", "add", "Dinner", "--on", "2026-02-01", "--place", "Kiel")
    assert prompt("events", "--json").json == []
    assert len(prompt("events", "--all", "--json").json) == 1
    assert len(prompt("events", "--on", "2026-01-31", "--json").json) == 1
    assert len(prompt("events", "dinner", "kiel", "--json").json) == 1


def test_a_line_makes_the_person_and_says_what_it_made(prompt: Prompt) -> None:
    prompt("event", "add", "Book Fair", "--on", "today")
    line = "Ann Lee @Acme met at booth; wants intro to Bo; send slides by Friday"
    told = prompt("event", "encounter", "fair", line)
    assert told.out == (
        "Met the new Ann Lee (Acme) at Book Fair on Tuesday 3 March 2026 (card 1).\n"
        "  looks for: intro to Bo\n"
        "  I owe Ann Lee: send slides – by Friday 6 March 2026\n"
    )
    [entry] = prompt("show", "--json", "Ann").json["interactions"]
    assert (entry["channel"], entry["text"]) == ("event", "Book Fair: met at booth")
    assert [p["text"] for p in prompt("promises", "Ann", "--json").json] == ["send slides"]
    found = prompt("event", "encounter", "fair", "Bo Ek; next: lunch", "--json").json
    assert (found["person"], found["draft"]) == ({"id": 2, "name": "Bo Ek", "new": True}, None)
    assert [row["name"] for row in prompt("events", "--person", "Bo", "--json").json] == [
        "Book Fair"
    ]


def test_a_name_that_fits_several_waits_until_it_is_said_who_it_was(prompt: Prompt) -> None:
    prompt.add("Ann Lee", "Ann Lee")
    prompt("event", "add", "Book Fair", "--on", "today")
    told = prompt("event", "encounter", "fair", "Ann Lee gave a talk; send slides")
    assert told.out == (
        "“Ann Lee” fits 2 people; it waits as a draft (card 1).\n  1  Ann Lee\n  2  Ann Lee\n"
    )
    assert "event who 1 PERSON" in told.err
    [board] = prompt("event", "sprint", "--json").json
    assert (board["cards"][0]["person"], board["scorecard"]["drafts"]) == (None, 1)
    assert prompt("event", "who", "1", "2").out == "Met Ann Lee at Book Fair (card 1).\n"
    assert len(prompt("promises", "2", "--json").json) == 1
    assert prompt("event", "who", "1", "2").code == 2


def test_a_line_that_waits_may_be_somebody_new(prompt: Prompt) -> None:
    prompt("event", "add", "Book Fair", "--on", "today")
    prompt("event", "encounter", "1", "? @Acme gave a talk")
    assert prompt("event", "who", "1", "Cy Moss", "--new").code == 0
    [person] = prompt("list", "--json").json
    assert person["name"] == "Cy Moss"
    prompt("event", "encounter", "1", "Bo Ek", "--draft")
    assert prompt("event", "sprint", "--json").json[0]["scorecard"]["drafts"] == 1


def test_the_board_is_told_and_cards_move(prompt: Prompt) -> None:
    prompt("event", "add", "Book Fair", "--on", "2026-03-02", "--cost", "100 EUR")
    for name in ("Ann Lee", "Bo Ek"):
        prompt("event", "encounter", "1", name)
    assert prompt("event", "move", "1", "sent", "--channel", "call").out == "Ann Lee: sent.\n"
    assert prompt("event", "move", "2", "rhythm_set", "--circle", "Every year").code == 0
    [board] = prompt("event", "sprint", "fair", "--json").json
    assert board["event"] == {"id": 1, "name": "Book Fair"}
    one, other = board["cards"]
    assert (one["stage"], one["badge"], one["in_48_hours"]) == (
        "sent", "Written within 48 hours", True,
    )  # fmt: skip
    assert one["next_touch_on"] == "2026-03-09"
    assert one["channels"][0] == "email"
    assert (other["stage"], other["rhythm"]) == ("rhythm_set", "Every year")
    assert prompt("event", "sprint").out == (
        "Book Fair: met 2, 1 followed up in 48 hours, 0 in touch so far\n"
        "  Sent\n    1  Ann Lee  Written within 48 hours\n"
        "  Rhythm set\n    2  Bo Ek\n"
    )
    assert prompt("event", "move", "1", "met").code == 0
    assert prompt("event", "takeback", "1").out == "Taken back: Ann Lee.\n"


def test_who_is_there_stands_on_the_prep_sheet(
    prompt: Prompt, tmp_path: Path, qapp: QApplication
) -> None:
    prompt.add("Ida Vale", "Bo Ek")
    prompt("event", "add", "Book Fair", "--on", "2026-03-10", "--notes", "Who prints maps?\nhall 3")
    prompt("event", "guest", "fair", "Ida", "--part", "speaker")
    prompt("event", "guest", "fair", "Ann Lee", "--new", "--why", "prints", "--by", "Bo")
    told = prompt("event", "prep", "fair").out
    for words in ("Ann Lee", "prints", "Bo Ek can introduce you", "Ida Vale (speaks)",
                  "Who prints maps?", "hall 3", "QUESTIONS TO ASK"):  # fmt: skip
        assert words in told
    sheet = prompt("event", "prep", "1", "--json").json
    assert sheet["event"] == {"id": 1, "name": "Book Fair"}
    assert len(sheet["questions"]) == 3
    out = tmp_path / "prep.pdf"
    assert str(out) in prompt("event", "prep", "1", "--pdf", str(out)).out
    assert out.read_bytes().startswith(b"%PDF")
    assert prompt("event", "prep", "1", "--pdf", str(out)).code == 2
    assert prompt("event", "unguest", "fair", "Ida").code == 0
    assert "Ida Vale" not in prompt("event", "prep", "fair").out


def test_a_calendar_brings_its_events_once(prompt: Prompt, tmp_path: Path) -> None:
    path = tmp_path / "fair.ics"
    path.write_text(CALENDAR, "utf-8", newline="")
    assert prompt("import", "--dry-run", str(path)).out == "Would bring 1 event.\n"
    assert prompt("events", "--json").json == []
    assert prompt("import", str(path)).out.startswith("1 event is new: Book Fair 2026")
    assert prompt("import", str(path)).out.startswith("1 event was here already")
    [row] = prompt("events", "--json").json
    assert (row["name"], row["starts_on"], row["ends_on"]) == (
        "Book Fair 2026", "2026-05-12", "2026-05-14",
    )  # fmt: skip
    assert prompt("import", "--json", str(path)).json == {"events": [], "known": [1]}


def test_a_calendar_that_cannot_be_read_is_said_so(prompt: Prompt, tmp_path: Path) -> None:
    path = tmp_path / "fair.ics"
    path.write_text("BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n", "utf-8")
    ended = prompt("import", str(path))
    assert (ended.code, "no event in it" in ended.err) == (3, True)


def test_a_calendar_that_cannot_be_read_does_not_hold_up_contacts(
    prompt: Prompt, tmp_path: Path
) -> None:
    calendar, cards = tmp_path / "fair.ics", tmp_path / "ada.vcf"
    calendar.write_text("BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n", "utf-8")
    cards.write_text("BEGIN:VCARD\r\nFN:Ada Reed\r\nEND:VCARD\r\n", "utf-8")
    ended = prompt("import", str(calendar), str(cards))
    assert (ended.code, "no event in it" in ended.err) == (3, True)
    assert "Ada Reed" in prompt("list").out


@pytest.mark.parametrize(
    "words",
    [
        ("add", "Fair"),
        ("add", "Fair", "--on", "some day"),
        ("add", "Fair", "--on", "today", "--until", "2020-01-01"),
        ("add", "Fair", "--on", "today", "--cost", "much"),
        ("add", "Fair", "--on", "today", "--at", "late"),
        ("add", "Fair", "--on", "today", "--why", "x"),
        ("add",),
        ("show", "9"),
        ("show", "Nothing"),
        ("encounter", "Dinner", " "),
        ("encounter", "Dinner"),
        ("encounter", "Dinner", "Ann", "--new", "--draft"),
        ("guest", "Dinner", "Nobody"),
        ("unguest", "Dinner", "Ida"),
        ("move", "9", "sent"),
        ("move", "1", "nowhere"),
        ("who", "x", "Ida"),
        ("prep", "Dinner", "--force"),
    ],
)
def test_wrong_use_changes_nothing_and_says_why(prompt: Prompt, words: tuple[str, ...]) -> None:
    prompt.add("Ida Vale")
    prompt("event", "add", "Dinner", "--on", "today")
    ended = prompt("event", *words)
    assert ended.code == 2
    assert ended.out == ""
    assert ended.err.strip()
    assert len(prompt("events", "--json").json) == 1


def test_words_that_fit_several_events_are_asked_about(prompt: Prompt) -> None:
    prompt("event", "add", "Book Fair 2025", "--on", "2025-05-12")
    prompt("event", "add", "Book Fair 2026", "--on", "2026-05-12")
    told = prompt("event", "show", "fair")
    assert told.code == 2
    assert "fits 2 events" in told.err
    assert prompt("event", "show", "book fair 2025").code == 0
