"""`insights`: sentences, tables and pictures."""

from __future__ import annotations

import csv

from PySide6.QtWidgets import QApplication

from tests.support.prompt import Prompt

NAMES = {
    "balance", "contacts", "gratitude", "occasions", "introductions", "communities", "both-ways",
}  # fmt: skip


def test_each_figure_is_a_sentence_a_table_and_a_picture(
    prompt: Prompt, qapp: QApplication
) -> None:
    prompt.add("Ida Vale")
    prompt("log", "ida", "talked", "--on", "2026-03-02")
    folder = prompt.folder.parent / "out"
    ended = prompt("insights", "--csv", str(folder), "--png", str(folder))
    assert ended.code == 0
    assert "Contacts day by day: 1 contact on 1 day;" in ended.out
    assert {path.stem for path in folder.glob("*.csv")} == NAMES
    assert {path.stem for path in folder.glob("*.png")} == NAMES
    for path in folder.glob("*.png"):
        assert path.read_bytes().startswith(b"\x89PNG\r\n\x1a\n")
    rows = list(csv.reader((folder / "contacts.csv").read_text("utf-8").splitlines()))
    assert ["2026-03-02", "1"] in rows


def test_the_warmth_of_somebody_comes_with_their_name(prompt: Prompt) -> None:
    prompt.add("Ida Vale")
    assert prompt("circle", "Monthly", "--ideal", "30", "--latest", "45", "--add", "ida")
    prompt("log", "ida", "talked", "--on", "2026-03-02")
    figures = prompt("insights", "ida", "--json").json
    assert {figure["name"] for figure in figures} == NAMES | {"warmth"}
    assert figures[-1]["title"] == "Warmth with Ida Vale"
    assert figures[-1]["rows"][-1][1] > 0
    assert prompt("insights", "nobody").code == 2


def test_nothing_that_is_there_is_overwritten(prompt: Prompt) -> None:
    folder = prompt.folder.parent / "out"
    folder.mkdir()
    (folder / "contacts.csv").write_text("mine")
    ended = prompt("insights", "--csv", str(folder))
    assert ended.code == 2
    assert [path.name for path in folder.iterdir()] == ["contacts.csv"]
    assert (folder / "contacts.csv").read_text() == "mine"
    assert prompt("insights", "--csv", str(folder), "--force").code == 0
    assert (folder / "contacts.csv").read_text() != "mine"


def test_a_day_is_today_for_all_of_them(prompt: Prompt) -> None:
    prompt.add("Ida Vale")
    prompt("log", "ida", "talked", "--on", "2026-03-02")
    [before] = [
        f for f in prompt("insights", "--json", "--on", "2026-03-01").json
        if f["name"] == "contacts"
    ]  # fmt: skip
    assert before["says"] == "No contact is written down for the last year."
    assert prompt("insights", "--on", "some day").code == 2


def test_a_folder_that_cannot_be_is_told(prompt: Prompt) -> None:
    prompt.add("Ida Vale")
    taken = prompt.folder.parent / "file"
    taken.write_text("x")
    ended = prompt("insights", "--png", str(taken))
    assert (ended.code, ended.out) == (2, "")
    assert "nothing was written" in ended.err
