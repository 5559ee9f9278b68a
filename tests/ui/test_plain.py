"""What came from outside is shown as it is."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from relationship_desk.ui.plain import PlainLabel, breakable, tooltip, visible
from relationship_desk.ui.widgets.avatar import hue_of
from relationship_desk.ui.widgets.labels import ElidedLabel

HTML = '<img src="file:///etc/passwd"><b>bold</b>'


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain", "plain"),
        ("a\x00b", "a␀b"),
        ("tab\tand\nline", "tab\tand\nline"),
        ("dos\r\nend", "dos\nend"),
        ("\x7f", "␡"),
        ("\x85", "�"),
        ("\ud800", "�"),
        ("evil\u202egpj.exe", "evil⟨RLO⟩gpj.exe"),
        ("isolate\u2066x\u2069", "isolate⟨LRI⟩x⟨PDI⟩"),
        ("שלום\u200f!", "שלום\u200f!"),
        ("family 👩\u200d👧", "family 👩\u200d👧"),
    ],
)
def test_visible_shows_what_cannot_be_seen(text: str, shown: str) -> None:
    assert visible(text) == shown


def test_label_never_takes_text_for_markup(qtbot: QtBot) -> None:
    label = PlainLabel(HTML)
    qtbot.addWidget(label)
    assert label.textFormat() is Qt.TextFormat.PlainText
    assert label.text() == HTML


def test_label_makes_control_characters_visible_when_its_text_changes(qtbot: QtBot) -> None:
    label = PlainLabel()
    qtbot.addWidget(label)
    label.setText("a\u202eb")
    assert label.text() == "a⟨RLO⟩b"


def test_only_very_long_words_may_be_broken() -> None:
    assert breakable("Ida Donaudampfschiff-Vale") == "Ida Donaudampfschiff-Vale"
    broken = breakable(f"Ida {'Wolf' * 7}")
    assert broken.replace("\u200b", "") == f"Ida {'Wolf' * 7}"
    assert max(len(piece) for piece in broken.replace(" ", "\u200b").split("\u200b")) == 8


def test_tooltip_shows_markup_letter_by_letter() -> None:
    shown = tooltip(HTML + "\nnext")
    assert "<img" not in shown
    assert "&lt;img" in shown
    assert "<br>next" in shown
    assert tooltip("") == ""


def test_elided_label_keeps_its_text_whole_in_the_tooltip(qtbot: QtBot) -> None:
    label = ElidedLabel("A rather long name\nof <b>two</b> lines that cannot fit")
    qtbot.addWidget(label)
    label.resize(80, 20)
    label.show()
    assert label.shown_text().endswith("…")
    assert "&lt;b&gt;two" in label.toolTip()
    label.resize(2000, 20)
    assert label.shown_text() == "A rather long name of <b>two</b> lines that cannot fit"
    assert label.toolTip() == ""


def test_hue_of_a_name_is_the_same_in_every_process() -> None:
    code = "from relationship_desk.ui.widgets.avatar import hue_of; print(hue_of('Zoë Quill'))"
    seen = {
        subprocess.run(
            [sys.executable, "-c", code],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert seen == {f"{hue_of('Zoë Quill')}\n"}


def test_hue_of_a_name_stays_when_only_its_case_changes() -> None:
    assert hue_of("Ida Vale") == hue_of("IDA VALE")
    assert len({hue_of(name) for name in ("Ida", "Bo", "Ann", "Leo", "Zoe", "Max")}) > 2
