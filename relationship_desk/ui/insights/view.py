"""One figure in the window: its sentence, its picture, its table, and both as files.

Invariant: what the picture shows can be read by keyboard and screen reader in the table.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QAction, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFileDialog,
    QHBoxLayout,
    QHeaderView,
    QPushButton,
    QSizePolicy,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from relationship_desk.domain.figures import Cell, Figure, as_csv
from relationship_desk.ui.insights.painting import Look, height_of, paint
from relationship_desk.ui.insights.picture import png_of
from relationship_desk.ui.plain import PlainLabel, visible
from relationship_desk.ui.theme import Text, Theme
from relationship_desk.ui.widgets.bar import Kind, Message
from relationship_desk.ui.widgets.menu_button import PopupMenuButton

_TABLE = 260  # px
_NUMBER = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_UNIT = 100  # pixels of the theme's scale, to tell it exactly


class Drawing(QWidget):
    """The picture of a figure, as high as its width asks for."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._figure = theme, None  # type: tuple[Theme, Figure | None]
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_figure(self, figure: Figure) -> None:
        """Draw this one."""
        self._figure = figure
        self.setAccessibleName(visible(figure.title))
        self.setAccessibleDescription(visible(figure.says))
        self._fit()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(240), self.height())

    def resizeEvent(self, event: QResizeEvent, /) -> None:
        super().resizeEvent(event)
        self._fit()

    def paintEvent(self, event: QPaintEvent, /) -> None:
        if self._figure is not None:
            painter = QPainter(self)
            paint(painter, QRectF(self.rect()), self._figure, self._look())
            painter.end()

    def _fit(self) -> None:
        if self._figure is not None:
            height = height_of(self._figure, self.width(), self._look())
            self.setFixedHeight(round(height) + 1)

    def _look(self) -> Look:
        scale = self._theme.px(_UNIT) / _UNIT
        return Look(self._theme.colours, self._theme.font(Text.SMALL), scale)


class FigureView(QWidget):
    """`tell` says where a file was saved, or why not."""

    def __init__(
        self, theme: Theme, tell: Callable[[Message], None], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme, self._tell = theme, tell
        self.figure: Figure | None = None
        px = theme.px
        self._title = PlainLabel(strong=True, wrap=True)
        self._says = PlainLabel(tone="quiet", wrap=True)
        self.drawing = Drawing(theme)
        self.table = QTableWidget()
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setTabKeyNavigation(False)
        self.table.verticalHeader().hide()
        self.table.setFixedHeight(px(_TABLE))
        self.table.hide()
        self.as_table = self._button("Table", self._turn)
        self.as_table.setCheckable(True)
        self.save_picture = QAction("Save picture…", self)
        self.save_picture.triggered.connect(lambda: self._ask("png"))
        self.save_table = QAction("Save table…", self)
        self.save_table.triggered.connect(lambda: self._ask("csv"))
        self.more = PopupMenuButton(theme, "more", "Save")
        self.more.set_actions([self.save_picture, self.save_table])
        head = QHBoxLayout()
        head.setSpacing(px(4))
        head.addWidget(self._title, 1)
        head.addWidget(self.as_table)
        head.addWidget(self.more)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, px(20))
        column.setSpacing(px(6))
        column.addLayout(head)
        column.addWidget(self._says)
        column.addSpacing(px(4))
        column.addWidget(self.drawing)
        column.addWidget(self.table)

    def show_figure(self, figure: Figure) -> None:
        """Show this figure."""
        self.figure = figure
        title = visible(figure.title)
        self._title.setText(title)
        self._says.setText(visible(figure.says))
        self.drawing.show_figure(figure)
        self.table.setAccessibleName(f"{title}, as a table")
        self.as_table.setAccessibleName(f"{title} as a table")
        self.more.setAccessibleName(f"Save {title}")
        self.as_table.setEnabled(not figure.is_empty)
        self.more.setEnabled(not figure.is_empty)
        if self.table.isVisible():
            self._fill()

    def save(self, path: Path) -> None:
        """Write picture or table, as the name ends."""
        if self.figure is None:
            return
        try:
            if path.suffix.lower() == ".csv":
                path.write_text(as_csv(self.figure), "utf-8", newline="")
            else:
                path.write_bytes(png_of(self.figure))
        except OSError as error:
            words = f"{path} could not be written ({error.strerror})."
            self._tell(Message(visible(words), Kind.ERROR))
            return
        self._tell(Message(visible(f"Saved as {path.name}."), Kind.SUCCESS))

    def _turn(self) -> None:
        """The table in place of the picture, or the reverse."""
        as_table = self.as_table.isChecked()
        if as_table:
            self._fill()
        self.table.setVisible(as_table)
        self.drawing.setVisible(not as_table)
        if as_table:
            self.table.setFocus()

    def _fill(self) -> None:
        figure = self.figure
        if figure is None:
            return
        self.table.clear()
        self.table.setColumnCount(len(figure.columns))
        self.table.setRowCount(len(figure.rows))
        self.table.setHorizontalHeaderLabels([visible(name) for name in figure.columns])
        for row, cells in enumerate(figure.rows):
            for column, cell in enumerate(cells):
                item = QTableWidgetItem(_words(cell))
                if not isinstance(cell, str):
                    item.setTextAlignment(_NUMBER)
                self.table.setItem(row, column, item)
        self.table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.table.setCurrentCell(0, 0)

    def _ask(self, suffix: str) -> None:
        if self.figure is None:
            return
        words = {"png": "Picture (*.png)", "csv": "Table (*.csv)"}[suffix]
        offered = str(Path.home() / f"{self.figure.name}.{suffix}")
        name, _ = QFileDialog.getSaveFileName(self, "Save", offered, words)
        if name:
            path = Path(name)
            self.save(path if path.suffix else path.with_suffix(f".{suffix}"))

    def _button(self, words: str, slot: Callable[[], object]) -> QPushButton:
        button = QPushButton(words)
        button.setProperty("kind", "quiet")
        button.setAutoDefault(False)
        button.clicked.connect(lambda _=False: slot())
        return button


def _words(cell: Cell) -> str:
    if isinstance(cell, str):
        return visible(cell)
    return f"{cell:,.1f}".removesuffix(".0")
