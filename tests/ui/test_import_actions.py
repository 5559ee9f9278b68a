"""The ways to begin an import from the menu."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QUrl
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtWidgets import QWidget

from relationship_desk.desk.transfer.sources.parts import Given, Pasted
from relationship_desk.ui.actions import ActionId, Actions
from relationship_desk.ui.import_actions import ImportActions

CARD = "BEGIN:VCARD\nVERSION:3.0\nFN:Ida Vale\nEND:VCARD\n"


class Menu:
    """The actions, what they took, and what they said."""

    def __init__(self, actions: Actions, window: QWidget) -> None:
        self.taken: list[Sequence[Given]] = []
        self.refused: list[str] = []
        self.chosen: list[Path] = []
        self._actions = actions
        ImportActions(
            actions,
            self.taken.append,
            self.refused.append,
            window,
            lambda _: self.chosen,
            lambda _: self.chosen,
        )

    def paste(self, data: QMimeData) -> None:
        QGuiApplication.clipboard().setMimeData(data)
        self._actions[ActionId.IMPORT_CLIPBOARD].trigger()
        QGuiApplication.clipboard().clear()


@pytest.fixture
def menu(actions: Actions) -> Iterator[Menu]:
    window = QWidget()
    yield Menu(actions, window)
    window.deleteLater()


@pytest.mark.parametrize("action", [ActionId.IMPORT, ActionId.IMPORT_FOLDER])
def test_what_was_chosen_is_imported_and_nothing_where_the_user_cancels(
    menu: Menu, actions: Actions, action: ActionId
) -> None:
    actions[action].trigger()
    assert menu.taken == []
    menu.chosen = [Path("/tmp/people")]
    actions[action].trigger()
    assert menu.taken == [[Path("/tmp/people")]]


def test_a_copied_card_is_imported(menu: Menu) -> None:
    data = QMimeData()
    data.setText(CARD)
    menu.paste(data)
    assert menu.taken == [[Pasted("pasted text", CARD.encode())]]


def test_copied_files_are_imported(menu: Menu) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile("/tmp/a.vcf"), QUrl.fromLocalFile("/tmp/b.zip")])
    menu.paste(data)
    assert menu.taken == [[Path("/tmp/a.vcf"), Path("/tmp/b.zip")]]


def test_what_is_no_card_is_named(menu: Menu) -> None:
    data = QMimeData()
    data.setText("Buy milk")
    menu.paste(data)
    picture = QMimeData()
    picture.setImageData(QImage(2, 2, QImage.Format.Format_RGB32))
    menu.paste(picture)
    menu.paste(QMimeData())
    assert menu.taken == []
    assert [sentence.split(".")[0] for sentence in menu.refused] == [
        "The clipboard holds “Buy milk”, which is no card",
        "The clipboard holds a picture",
        "The clipboard holds nothing to import",
    ]
