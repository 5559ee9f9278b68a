"""Plain text: what came from outside is shown as it is, never taken for markup."""

from __future__ import annotations

import html
import re

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

# C0 without tab and line feed, DEL, C1, the bidirectional embeddings, overrides and isolates
# (which can make a text read as another), and lone surrogates (which Qt cannot encode).
_ODD = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
_LONG_WORD = re.compile(r"\w{24,}")
_PIECE = re.compile(r"\w{1,8}")
_BIDI = {
    "\u202a": "LRE", "\u202b": "RLE", "\u202c": "PDF", "\u202d": "LRO", "\u202e": "RLO",
    "\u2066": "LRI", "\u2067": "RLI", "\u2068": "FSI", "\u2069": "PDI",
}  # fmt: skip


def visible(text: str) -> str:
    """The text with what cannot be seen made visible: `visible("a\\x00") == "a␀"`.

    Controls become their pictures (U+2400), bidirectional controls their names in brackets,
    anything else that cannot be shown U+FFFD. Line ends become line feeds.
    """
    if text.isascii() and text.isprintable():
        return text
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    text = text.replace("\u2028", "\n").replace("\u2029", "\n")
    return _ODD.sub(_shown, text)


def _shown(match: re.Match[str]) -> str:
    char = match[0]
    if char in _BIDI:
        return f"⟨{_BIDI[char]}⟩"
    if char < " ":
        return chr(0x2400 + ord(char))
    return "␡" if char == "\x7f" else "\ufffd"


def breakable(text: str) -> str:
    """The text with places to break (U+200B) in words that no narrow pane can hold."""
    return _LONG_WORD.sub(lambda word: "\u200b".join(_PIECE.findall(word[0])), text)


def tooltip(text: str) -> str:
    """A text as a tooltip that Qt shows letter by letter, lines wrapped."""
    if not text:
        return ""
    return "<p>" + html.escape(visible(text)).replace("\n", "<br>") + "</p>"


def set_tooltip(widget: QWidget, text: str) -> None:
    """Give a widget a tooltip that is never taken for markup."""
    widget.setToolTip(tooltip(text))


class PlainLabel(QLabel):
    """A label that shows its text letter by letter. Use this, never QLabel.

    `tone`: "", "quiet", "accent", "danger", "warning", "success"; `size`: "", "small", "large".
    """

    def __init__(
        self,
        text: str = "",
        parent: QWidget | None = None,
        *,
        tone: str = "",
        size: str = "",
        strong: bool = False,
        wrap: bool = False,
    ) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("tone", tone)
        self.setProperty("textSize", size)
        self.setProperty("strong", strong)
        self.setWordWrap(wrap)
        self.setText(text)

    def setText(self, text: str, /) -> None:
        super().setText(visible(text))

    def set_tone(self, tone: str) -> None:
        """Change the colour by its meaning."""
        if self.property("tone") != tone:
            self.setProperty("tone", tone)
            self.style().unpolish(self)
            self.style().polish(self)
