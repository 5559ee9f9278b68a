"""A brief as a document that Qt lays out, for the screen and for paper alike.

Invariant: every text goes in letter by letter through a cursor; nothing is ever read as markup.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextOption,
)

from relationship_desk.domain.brief import Line, Page
from relationship_desk.ui.paper import STAYS_WITH_THE_NEXT
from relationship_desk.ui.plain import visible


@dataclass(frozen=True, slots=True)
class Look:
    """How it is drawn: colours as "#rrggbb", and `px`, which makes a length of the 8-pixel rhythm
    (body text is 13) one of the device."""

    text: str
    quiet: str
    accent: str
    warning: str
    family: str
    px: Callable[[float], int]


def brief_document(page: Page, look: Look) -> QTextDocument:
    """The page as a document; how wide and how high it is, is for who shows it."""
    document = QTextDocument()
    document.setUndoRedoEnabled(False)
    document.setDocumentMargin(0)
    document.setMetaInformation(QTextDocument.MetaInformation.DocumentTitle, visible(page.title))
    font = QFont(look.family) if look.family else QFont(document.defaultFont())
    font.setPixelSize(look.px(13))
    # Without ligatures: an address that is copied from paper keeps each of its letters.
    font.setFeature(QFont.Tag("liga"), 0)
    document.setDefaultFont(font)
    wrapping = QTextOption()
    wrapping.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    document.setDefaultTextOption(wrapping)
    writer = _Writer(document, look)
    writer.block(0, leads=True)
    writer.add(page.title, size=21, bold=True)
    for words in page.under:
        writer.block(1, leads=True)
        writer.add(words)
    writer.block(1)
    writer.add(page.made, colour=look.quiet, size=11.5)
    for sentence, colour in ((page.care, look.warning), (page.calm, look.text)):
        if sentence:
            writer.block(12)
            writer.add(sentence, colour=colour, bold=colour == look.warning)
    for section in page.sections:
        writer.block(13, heading=True)
        writer.add(section.title, colour=look.accent, size=11.5, bold=True)
        for line in section.lines:
            writer.line(line)
    return document


class _Writer:
    def __init__(self, document: QTextDocument, look: Look) -> None:
        self._cursor = QTextCursor(document)
        self._look = look
        self._begun = False

    def block(self, above: float, *, heading: bool = False, leads: bool = False) -> None:
        """Begin a paragraph, `above` under the last. What `leads` reads from the left, whatever
        script its first letter is of."""
        form = QTextBlockFormat()
        form.setTopMargin(self._look.px(above) if above else 0)
        form.setLineHeight(112.0, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        if leads:
            form.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        if self._begun:
            self._cursor.insertBlock(form)
        else:
            self._cursor.setBlockFormat(form)
            self._begun = True
        self._cursor.block().setUserState(STAYS_WITH_THE_NEXT if heading else -1)

    def add(self, text: str, *, colour: str = "", size: float = 13, bold: bool = False) -> None:
        """Some words at the end of the paragraph; line breaks stay in it."""
        form = QTextCharFormat()
        font = QFont(self._cursor.document().defaultFont())
        font.setPixelSize(self._look.px(size))
        font.setWeight(QFont.Weight.DemiBold if bold else QFont.Weight.Normal)
        form.setFont(font)
        form.setForeground(QColor(colour or self._look.text))
        self._cursor.insertText(visible(text).replace("\n", "\u2028"), form)

    def line(self, line: Line) -> None:
        """A line of a section; what stands before the text is quiet, and so is what follows."""
        self.block(3, leads=bool(line.lead or line.aside))
        parts = [(line.lead, self._look.quiet), (line.text, ""), (line.aside, self._look.quiet)]
        there = [(text, colour) for text, colour in parts if text]
        for place, (text, colour) in enumerate(there):
            if place:
                self.add("  ·  " if "\n" not in there[place - 1][0] else "\n", colour=colour)
            self.add(text, colour=colour)
