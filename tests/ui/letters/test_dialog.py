"""A letter: its tones, each with what was typed into it, and what is left for later."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from relationship_desk.domain.kinds import Channel
from relationship_desk.domain.playbooks import Tone
from relationship_desk.ui.letters.dialog import Letter, LetterDialog
from relationship_desk.ui.theme import Theme

TEXTS = {Tone.CLOSE: "Hi!", Tone.FRIENDLY: "Hello,", Tone.FORMAL: "Good day,"}


@pytest.fixture
def dialog(theme: Theme, qtbot: QtBot) -> LetterDialog:
    letter = Letter("A word", "Ida", TEXTS[Tone.FRIENDLY], ["ida@example.org"], tones=TEXTS)
    made = LetterDialog(theme, letter)
    qtbot.addWidget(made)
    made.show()
    return made


def test_another_tone_has_other_words(dialog: LetterDialog) -> None:
    assert dialog.text.toPlainText() == "Hello,"
    dialog.tones.buttons[Tone.FORMAL].click()
    assert dialog.text.toPlainText() == "Good day,"


def test_what_was_typed_stays_for_its_tone(dialog: LetterDialog) -> None:
    dialog.text.setPlainText("Hello, my words")
    dialog.tones.buttons[Tone.CLOSE].click()
    assert dialog.text.toPlainText() == "Hi!"
    dialog.tones.buttons[Tone.FRIENDLY].click()
    assert dialog.text.toPlainText() == "Hello, my words"


def test_a_letter_without_tones_offers_none(theme: Theme, qtbot: QtBot) -> None:
    dialog = LetterDialog(theme, Letter("A word", "Ida", "Hello"))
    qtbot.addWidget(dialog)
    dialog.show()
    assert not dialog.tones.isVisible()


@pytest.mark.parametrize(("typed", "kept"), [("Mine", ["Mine"]), ("Good day,", []), ("  ", [])])
def test_only_words_of_ones_own_are_kept_for_later(
    dialog: LetterDialog, typed: str, kept: list[str]
) -> None:
    told: list[str] = []
    dialog.kept.connect(told.append)
    dialog.text.setPlainText(typed)
    dialog.reject()
    assert told == kept


def test_i_sent_it_hands_over_text_and_way(dialog: LetterDialog) -> None:
    told: list[tuple[str, Channel]] = []
    dialog.sent.connect(lambda text, channel: told.append((text, channel)))
    dialog.submit()
    assert told == [("Hello,", Channel.MESSAGE)]
