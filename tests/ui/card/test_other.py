"""What else the file said, on the card."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from relationship_desk.desk.ports import OtherLine
from relationship_desk.ui.card.other import OtherSection
from relationship_desk.ui.theme import Theme


class Cards:
    """Lines by person, and who was asked for."""

    def __init__(self, lines: dict[int, Sequence[OtherLine]]) -> None:
        self.lines, self.asked = lines, list[int]()

    def __call__(self, person_id: int) -> Sequence[OtherLine]:
        self.asked.append(person_id)
        return self.lines.get(person_id, ())


def test_other_is_read_when_opened_and_can_be_copied(theme: Theme, qtbot: QtBot) -> None:
    cards = Cards({1: [OtherLine("X-TEA", "kind green", "two\u202e cups"), OtherLine("", "", "a")]})
    section = OtherSection(theme, cards)
    qtbot.addWidget(section)
    section.show_person(1, cards=1)
    assert (section.isHidden(), section.words.isHidden(), cards.asked) == (False, True, [])
    section.button.click()
    assert section.words.toPlainText() == "X-TEA (kind green): two⟨RLO⟩ cups\na"
    section.copy_button.click()
    assert QGuiApplication.clipboard().text().startswith("X-TEA (kind green)")
    section.show_person(2, cards=1)
    assert (section.words.isHidden(), cards.asked) == (True, [1])


def test_other_says_where_there_is_nothing_and_is_hidden_without_cards(
    theme: Theme, qtbot: QtBot
) -> None:
    section = OtherSection(theme, Cards({}))
    qtbot.addWidget(section)
    section.show_person(1, cards=0)
    assert section.isHidden()
    section.show_person(1, cards=2)
    section.button.click()
    assert not section._empty.isHidden()
    assert section.copy_button.isHidden()
