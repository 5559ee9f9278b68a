"""What is going onto paper, as it will look; saved as a PDF or printed from here.

Invariant: what is seen is painted by what paints the paper.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QPixmap
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from relationship_desk.domain.errors import UserError
from relationship_desk.domain.stationery import (
    AddressLayout,
    CardSize,
    Sheet,
    address_sheets,
    card_sheets,
)
from relationship_desk.domain.text import counted
from relationship_desk.ui.letters.sheets import (
    print_sheets,
    save_sheets,
    sheet_picture,
    whole_pages,
)
from relationship_desk.ui.plain import PlainLabel
from relationship_desk.ui.printing import ask_for_printer
from relationship_desk.ui.theme import Theme
from relationship_desk.ui.widgets.whole import WholeWidget

_WIDTH = 360
_MOST_PICTURES = 24


class PaperDialog(QDialog):
    """A subclass says by `sheets` what is printed, and tells `redraw` when that is another."""

    def __init__(self, theme: Theme, title: str, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._name = theme, name
        self.setWindowTitle(title)
        px = theme.px
        self.choices = QHBoxLayout()
        self.choices.setSpacing(px(8))
        self.pages = WholeWidget()
        self._column = QVBoxLayout(self.pages)
        self._column.setSpacing(px(12))
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setWidget(self.pages)
        area.setAccessibleName("How it will look")
        self._told = PlainLabel(tone="quiet", size="small", wrap=True)
        save = QPushButton("Save as PDF…")
        save.setProperty("kind", "primary")
        save.setDefault(True)
        save.clicked.connect(self._ask)
        self.print_button = QPushButton("Print…")
        close = QPushButton("Close")
        for button, slot in ((self.print_button, self._print), (close, self.reject)):
            button.setAutoDefault(False)
            button.clicked.connect(lambda _=False, s=slot: s())
        end = QHBoxLayout()
        end.setSpacing(px(8))
        end.addStretch(1)
        for button in (close, self.print_button, save):
            end.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(px(24), px(20), px(24), px(16))
        column.setSpacing(px(10))
        column.addLayout(self.choices)
        column.addWidget(area, 1)
        column.addWidget(self._told)
        column.addLayout(end)
        room = self.screen().availableSize() * 0.92
        self.resize(min(px(480), room.width()), min(px(600), room.height()))
        self.finished.connect(self.deleteLater)

    def sheets(self) -> Sequence[Sheet]:
        """What is printed now."""
        raise NotImplementedError

    def whole(self) -> list[Sheet]:
        """The same with the pages on which something goes on."""
        return list(whole_pages(self.sheets()))

    def redraw(self) -> None:
        """Show it as it is now."""
        while self._column.count():
            item = self._column.takeAt(0)
            if item is not None and (old := item.widget()) is not None:
                old.deleteLater()
        pages = self.whole()
        ratio = self.devicePixelRatioF()
        for number, page in enumerate(pages[:_MOST_PICTURES]):
            picture = QLabel()
            width = min(self._theme.px(_WIDTH), round(self._theme.px(_WIDTH) * page.width / 148))
            picture.setPixmap(QPixmap.fromImage(sheet_picture(page, width, ratio)))
            picture.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            words = " ".join(block.text for block in page.blocks)
            picture.setAccessibleName(f"Page {number + 1} of {len(pages)}: {words}")
            self._column.addWidget(picture)
        self._column.addStretch(1)
        size = f"{pages[0].width:g} × {pages[0].height:g} mm" if pages else ""
        count = counted(len(pages), "page")
        self._told.setText(f"{count} of {size}. Print them without scaling." if pages else "")

    def save(self, path: Path) -> None:
        """Write it as a PDF file."""
        try:
            save_sheets(path, self.sheets(), self.windowTitle())
        except UserError as error:
            self._told.setText(str(error))
            return
        self._told.setText(f"Saved as {path.name}.")

    def _ask(self) -> None:
        name, _ = QFileDialog.getSaveFileName(
            self, "Save as PDF", str(Path.home() / f"{self._name}.pdf"), "PDF (*.pdf)"
        )
        if name:
            self.save(Path(name))

    def _print(self) -> QPrintDialog:
        """Ask for a printer and print it there; the dialog, which is open."""
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        return ask_for_printer(printer, lambda: print_sheets(printer, self.sheets()), self)


class CardDialog(PaperDialog):
    """A text on a card: A6 or 10 × 15 cm, lying or upright."""

    def __init__(self, theme: Theme, text: str, parent: QWidget | None = None) -> None:
        super().__init__(theme, "A card", "card", parent)
        self._text = text
        self.size_choice = QComboBox()
        self.size_choice.setAccessibleName("Size of the card")
        for size in CardSize:
            self.size_choice.addItem(size.value, size)
        self.upright = QCheckBox("Upright")
        self.choices.addWidget(self.size_choice)
        self.choices.addWidget(self.upright)
        self.choices.addStretch(1)
        self.size_choice.currentIndexChanged.connect(lambda _: self.redraw())
        self.upright.toggled.connect(lambda _: self.redraw())
        self.redraw()

    def sheets(self) -> Sequence[Sheet]:
        size = CardSize(self.size_choice.currentData())
        return card_sheets(self._text, size, upright=self.upright.isChecked())


class AddressDialog(PaperDialog):
    """Addresses on labels or envelopes; the labels of a begun sheet can be skipped."""

    def __init__(
        self, theme: Theme, addresses: Sequence[str], sender: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(theme, "Labels and envelopes", "addresses", parent)
        self._addresses, self._sender = tuple(addresses), sender
        self.layout_choice = QComboBox()
        self.layout_choice.setAccessibleName("What they are printed on")
        for layout in AddressLayout:
            self.layout_choice.addItem(layout.value, layout)
        self.skip = QComboBox()
        self.skip.setAccessibleName("At which label of the sheet to begin")
        self.skip.addItems([f"From label {number}" for number in range(1, 25)])
        self.choices.addWidget(self.layout_choice, 1)
        self.choices.addWidget(self.skip)
        self.layout_choice.currentIndexChanged.connect(lambda _: self.redraw())
        self.skip.currentIndexChanged.connect(lambda _: self.redraw())
        self.redraw()

    def sheets(self) -> Sequence[Sheet]:
        layout = AddressLayout(self.layout_choice.currentData())
        return address_sheets(self._addresses, layout, self._sender, self.skip.currentIndex())

    def redraw(self) -> None:
        layout = AddressLayout(self.layout_choice.currentData())
        self.skip.setEnabled(layout.places > 1)
        super().redraw()
