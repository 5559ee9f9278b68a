"""`brief`: text, JSON and PDF."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import date, time
from pathlib import Path

from tests.support.desks import open_desk
from tests.support.prompt import Prompt


def test_a_brief_is_printed(prompt: Prompt) -> None:
    prompt.add("Ida Vale", "Bo")
    prompt("log", "ida", "lunch; next: the map", "--on", "2026-02-27")
    ended = prompt("brief", "ida")
    assert ended.code == 0
    assert ended.out.startswith("Ida Vale\nBrief for Tuesday 3 March 2026\n")
    assert "TOPICS TO RAISE\n  the map (from the meeting of 27 February 2026)" in ended.out


def test_a_brief_is_one_json_object(prompt: Prompt) -> None:
    prompt.add("Ida Vale", "Bo")
    desk = open_desk(prompt.folder, prompt.clock)
    desk.log(1, 2, text="lunch", on=date(2026, 2, 27), time=time(12, 30))
    desk.composition.close()
    prompt("promise", "add", "ida", "the intro", "--due", "2026-03-06")
    told = prompt("brief", "--json", "ida").json
    assert told["person"] == {"id": 1, "name": "Ida Vale"}
    assert told["on"] == "2026-03-03"
    assert told["since"] == "2026-02-27"
    assert told["i_owe"] == [{"text": "the intro", "due_on": "2026-03-06"}]
    [talk] = told["talks"]
    assert (talk["on"], talk["at"], talk["channel"]) == ("2026-02-27", "12:30", "met")
    assert talk["others"] == ["Bo"]
    assert told["common"] == [
        {"id": 2, "name": "Bo", "why": "1 entry together, last on 27 February 2026"}
    ]
    assert told["reach"] == told["they_owe"] == told["changed"] == []


def test_a_name_that_nobody_has_is_refused(prompt: Prompt) -> None:
    prompt.add("Ida Vale")
    ended = prompt("brief", "Nobody")
    assert (ended.code, ended.out) == (2, "")


def test_a_file_that_is_there_is_replaced_only_by_force(prompt: Prompt, tmp_path: Path) -> None:
    prompt.add("Ida Vale")
    out = tmp_path / "ida.pdf"
    out.write_text("mine")
    ended = prompt("brief", "ida", "--pdf", str(out))
    assert ended.code == 2
    assert "--force" in ended.err
    assert out.read_text() == "mine"
    assert prompt("brief", "ida", "--force").code == 2


def test_a_pdf_is_written_where_there_is_no_display(prompt: Prompt, tmp_path: Path) -> None:
    prompt.add("Ida Vale")
    out = tmp_path / "ida.pdf"
    dark = {"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"}
    words = ["--data-dir", str(prompt.folder), "brief", "ida", "--pdf", str(out)]
    ended = subprocess.run(
        [sys.executable, "-m", "relationship_desk", *words],
        env={name: value for name, value in os.environ.items() if name not in dark},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (ended.returncode, ended.stderr) == (0, "")
    assert ended.stdout == f"The brief of Ida Vale is in {out}.\n"
    assert out.read_bytes().startswith(b"%PDF-")
    assert [file.name for file in tmp_path.iterdir() if file.suffix == ".part"] == []
