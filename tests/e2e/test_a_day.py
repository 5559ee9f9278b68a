"""The main job, as somebody does it at a terminal: import, log, plan, and be reminded."""

from __future__ import annotations

import json
from pathlib import Path

from tests.support.notification_double import NotificationDouble
from tests.support.program import program, started
from tests.support.waiting import eventually

_CARD = (
    "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Ida Vale\r\nTEL;TYPE=CELL:+49 40 66969 217\r\nEND:VCARD\r\n"
)
_DAWN, _NOON = "2026-03-03T05:00:00Z", "2026-03-03T12:00:30Z"


def a_desk_with_ida(data_dir: Path, tmp_path: Path) -> None:
    """One person, one entry, and a task that is due at noon."""
    card = tmp_path / "ida.vcf"
    card.write_text(_CARD, newline="")
    for words in (
        ("import", str(card)),
        ("log", "ida", "talked about the harbour plan", "--channel", "call", "--on", "2026-03-01"),
        ("task", "ida", "Send the slides", "--due", "2026-03-03T12:00"),
    ):
        done = program(data_dir, *words)
        assert done.returncode == 0, done.stderr


def test_import_log_and_plan_are_all_there_in_the_next_process(
    data_dir: Path, tmp_path: Path
) -> None:
    a_desk_with_ida(data_dir, tmp_path)

    shown = json.loads(program(data_dir, "show", "--json", "Ida Vale").stdout)

    assert [entry["text"] for entry in shown["interactions"]] == ["talked about the harbour plan"]
    assert [task["text"] for task in shown["tasks"]] == ["Send the slides"]
    assert program(data_dir, "check").returncode == 0


def test_a_task_pops_up_once_when_it_is_due(
    data_dir: Path, tmp_path: Path, double: NotificationDouble
) -> None:
    a_desk_with_ida(data_dir, tmp_path)
    utc = {"TZ": "UTC"}

    early = program(data_dir, "tick", "--at", _DAWN, env=utc)
    assert (early.returncode, double.received) == (0, [])

    beat = program(data_dir, "tick", "--json", "--at", _NOON, env=utc)
    assert [popup["title"] for popup in json.loads(beat.stdout)["delivered"]] == ["Send the slides"]
    [popup] = double.received
    assert (popup.title, popup.body) == ("Send the slides", "Ida Vale – due 12:00")

    program(data_dir, "tick", "--at", _NOON, env=utc)
    program(data_dir, "tick", "--at", "2026-03-04T12:00:00Z", env=utc)
    assert len(double.received) == 1
    assert popup.actions == []  # nobody is there to hear an answer
    assert double.closed == []  # and it stays when the command has ended


def test_the_window_raises_what_was_missed_once_and_not_again_after_a_restart(
    data_dir: Path, tmp_path: Path, double: NotificationDouble, xvfb: dict[str, str]
) -> None:
    a_desk_with_ida(data_dir, tmp_path)

    with started(data_dir, env=xvfb, notes=tmp_path / "first") as window:
        eventually(lambda: double.received or window.process.poll() is not None)
        assert window.process.poll() is None, window.said()
    [popup] = double.received
    assert popup.title == "Send the slides"
    assert popup.body.startswith("Ida Vale – was due ")

    # A later reminder is the sign that the second window has had its beat.
    program(data_dir, "task", "ida", "Call back", "--due", "2026-03-04T12:00")
    with started(data_dir, env=xvfb, notes=tmp_path / "second"):
        eventually(lambda: len(double.received) > 1)
    assert [popup.title for popup in double.received] == ["Send the slides", "Call back"]


def test_where_no_popup_can_be_shown_the_command_says_so_and_the_inbox_keeps_it(
    data_dir: Path, tmp_path: Path
) -> None:
    a_desk_with_ida(data_dir, tmp_path)

    beat = program(data_dir, "tick", "--json", "--at", _NOON, env={"TZ": "UTC"})

    assert beat.returncode == 0
    assert [failure["title"] for failure in json.loads(beat.stdout)["failed"]] == [
        "Send the slides"
    ]
    assert "Send the slides" in beat.stderr
    due = json.loads(program(data_dir, "agenda", "--json", "--on", "2026-03-03").stdout)
    assert [task["text"] for task in due] == ["Send the slides"]
