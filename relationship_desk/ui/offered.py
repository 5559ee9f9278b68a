"""What dragged or copied data offers for an import: files first, then cards as text.

Knows no window; invariant: what it does not recognise stays where it is.
"""

from __future__ import annotations

import re
from pathlib import Path

from PySide6.QtCore import QMimeData

from relationship_desk.desk.transfer.sources.parts import Given, Pasted
from relationship_desk.domain.text import one_line

# What programs call a card; some add parameters such as "text/directory;profile=vCard".
_CARD_TYPES = ("text/vcard", "text/x-vcard", "text/directory")
_BEGIN = re.compile(r"BEGIN[ \t]*:[ \t]*VCARD", re.IGNORECASE)
_BLANK = "\ufeff \t\r\n"


def dropped_files(data: QMimeData) -> list[Path]:
    """The local files that are being dragged, in their order."""
    return [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]


def has_card_type(data: QMimeData) -> bool:
    """Whether the data says of itself that it is a card."""
    return _card_type(data) is not None


def offered(data: QMimeData, name: str) -> list[Given]:
    """The files, or else the cards in the text, which the import calls `name`; or nothing."""
    files: list[Given] = [*dropped_files(data)]
    if files:
        return files
    card_type = _card_type(data)
    if card_type is not None:
        cards = bytes(data.data(card_type).data()).rstrip(b"\0")
        if cards.strip():
            return [Pasted(name, cards)]
    text = data.text() if data.hasText() else ""
    if _BEGIN.match(text.lstrip(_BLANK)):
        return [Pasted(name, text.encode("utf-8", "replace"))]
    return []


def nothing_to_paste(data: QMimeData) -> str:
    """Why nothing on the clipboard can be imported, in a sentence that names what was seen."""
    if data.hasText() and data.text().strip():
        seen = one_line(data.text(), 60)
        return f"The clipboard holds “{seen}”, which is no card. Copy a vCard or files first."
    if data.hasImage():
        return "The clipboard holds a picture. Copy a vCard or files of contacts first."
    return "The clipboard holds nothing to import. Copy a vCard or files of contacts first."


def _card_type(data: QMimeData) -> str | None:
    for wanted in _CARD_TYPES:
        for found in data.formats():
            if found.split(";", 1)[0].strip().lower() == wanted:
                return found
    return None
