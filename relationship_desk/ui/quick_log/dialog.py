"""The quick-log popup: one line, what it was understood as, and what is still in doubt.

Invariant: nothing is saved while a name is in doubt; what was typed stays until it is saved.
"""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QDialog, QPushButton, QVBoxLayout, QWidget

from relationship_desk.desk.commands.quick_log import QuickLogForm
from relationship_desk.desk.quick_log import EXAMPLE, Understood, Who, understand
from relationship_desk.desk.quick_words import quick_words
from relationship_desk.domain.changes import Changes
from relationship_desk.domain.kinds import Channel
from relationship_desk.domain.quicklog.completing import completion
from relationship_desk.domain.text import fold, one_line
from relationship_desk.store.naming import Names
from relationship_desk.store.news import open_titles
from relationship_desk.store.people import person_rows
from relationship_desk.ui.bridge import Bridge
from relationship_desk.ui.plain import PlainLabel, visible
from relationship_desk.ui.quick_log.line import QuickLine
from relationship_desk.ui.quick_log.words import ChipWords, chips
from relationship_desk.ui.theme import Theme
from relationship_desk.ui.widgets.flow import FlowLayout, clear
from relationship_desk.ui.widgets.offers import offer_words

_KEYS = "Tab goes through what was understood; type over it.  Enter saves.  Esc leaves."
_NEWS_KEYS = "Alt+U goes through your updates."
_MOST_CANDIDATES = 6
_WIDTH = 640


class QuickLogDialog(QDialog):
    """`submitted` carries a `QuickLogForm`; whoever saves it closes the dialog, or complains."""

    submitted = Signal(QuickLogForm)

    def __init__(
        self, theme: Theme, bridge: Bridge, draft: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent, Qt.WindowType.Dialog | Qt.WindowType.FramelessWindowHint)
        self._theme, self._bridge = theme, bridge
        self._names = Names(bridge.reader, bridge.today())
        self._chosen: dict[str, int] = {}
        self._new: set[str] = set()
        self._news = open_titles(bridge.reader)
        self._told: dict[str, int | None] = {}  # which update folded words mean
        self._tried = False  # Enter was pressed, and it could not be saved
        self._saving = False
        self._piece = -1  # the chip whose words are selected
        self.setWindowTitle("Log in one line")
        self.setModal(True)
        self.line = QuickLine(theme)
        self.line.setPlaceholderText(EXAMPLE)
        self.line.textChanged.connect(self._read)
        self.line.cursorPositionChanged.connect(lambda *_: self.line.update())
        self.line.returnPressed.connect(self.submit)
        self.line.tabbed.connect(self._go)
        self.line.chosen.connect(self._choose)
        self.line.new_wanted.connect(self._make_new)
        self.line.news_wanted.connect(self._next_news)
        self._chips = QWidget()
        self._chips.setAccessibleName("Understood as")
        self._flow = FlowLayout(self._chips, theme.px(6))
        self._people = QWidget()
        self._candidates = QVBoxLayout(self._people)
        self._candidates.setContentsMargins(0, 0, 0, 0)
        self._candidates.setSpacing(theme.px(2))
        self._hint = PlainLabel(_KEYS, tone="quiet", size="small", wrap=True)
        self._build()
        self.found: Understood
        self.line.setText(draft)
        self._read()
        self.line.setFocus()
        self.finished.connect(self.deleteLater)
        bridge.changed.connect(self._follow)

    def begin(self, person_id: int, name: str) -> bool:
        """Begin a line about a meeting with somebody; False where their name cannot be read as one,
        and then nothing is changed."""
        before, chosen = self.line.text(), self._chosen
        self._chosen = {fold(name): person_id}
        self.line.setText(f"{quick_words().verb(Channel.MET)} {name} ")
        meant = [who.chosen.id for who in self.found.who if who.chosen is not None]
        begun = meant == [person_id] and not self.found.said.text
        if not begun:
            self._chosen = chosen
            self.line.setText(before)
        return begun

    def submit(self) -> None:
        """Hand over what the line says, or say what is missing."""
        if self._saving:
            return
        if self.found.problem:
            self._tried = True
            self._say(self.found.problem, wrong=True)
            return
        self._saving = True
        self.submitted.emit(self.found.form())

    def complain(self, sentence: str) -> None:
        """It was not saved: say why, and keep what was typed."""
        self._saving, self._tried = False, True
        self._say(sentence or "It was not saved; try again.", wrong=True)

    def chip_words(self) -> list[str]:
        """What the chips say, in order."""
        return [button.accessibleName() for button in self._buttons()]

    def hint(self) -> str:
        """The sentence under the chips."""
        return self._hint.text()

    # ------------------------------------------------------------------------------------ reading

    def _follow(self, changes: Changes) -> None:
        """Somebody came, went or has another name now; or an update has."""
        if not self._saving and (changes.people or changes.touches("news")):
            self._names = Names(self._bridge.reader, self._bridge.today())
            self._news = open_titles(self._bridge.reader)
            self._read()

    def _read(self) -> None:
        self.found = understand(
            self._names,
            self.line.text(),
            self._bridge.today(),
            self._chosen,
            self._new,
            news=self._news,
            told=self._told,
        )
        said, names = self.found.said, self._names
        self.line.offer(
            completion(said, quick_words(), lambda text: [m.name for m in names.meant(text)])
        )
        self._piece = -1
        self._show_chips()
        self._show_candidates(self.found.doubtful)
        if self._tried and self.found.problem:
            self._say(self.found.problem, wrong=True)
        else:
            self._tried = False
            asks = bool(self.found.told and self._news)
            self._say(f"{_KEYS}  {_NEWS_KEYS}" if asks else _KEYS)
        self._fit()

    def _show_chips(self) -> None:
        clear(self._flow)
        for words in self._said():
            _put(self._flow, self._chip(words))

    def _said(self) -> list[ChipWords]:
        return chips(self.found, self._bridge.wall_time())

    def _chip(self, words: ChipWords) -> QPushButton:
        button = QPushButton(visible(words.text).replace("&", "&&"))
        button.setAccessibleName(visible(f"{words.kind}: {words.text}"))
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        button.setCheckable(True)
        button.setToolTip(f"{words.kind}: Tab and type to change it" if words.piece else words.kind)
        role = "danger" if words.is_doubtful else "accent" if words.piece else "quiet"
        self._theme.dress(button, words.icon, role)
        if words.piece is None:
            button.setProperty("kind", "quiet")
        button.setProperty("piece", -1 if words.piece is None else words.piece.start)
        button.clicked.connect(lambda: self._select(words))
        return button

    def _show_candidates(self, who: Who | None) -> None:
        clear(self._candidates)
        self._people.setVisible(who is not None)
        if who is None:
            return
        shown = [meant.id for meant in who.candidates[:_MOST_CANDIDATES]]
        rows = person_rows(self._bridge.reader, shown, self._bridge.today())
        for number, person_id in enumerate(shown):
            words = f"Alt+{number + 1}   {offer_words(rows[person_id])}"
            self._add_candidate(words, lambda _=False, n=number: self._choose(n))
        more = len(who.candidates) - len(shown)
        if more:
            words = f"and {more} more: type more of the name"
            _put(self._candidates, PlainLabel(words, tone="quiet", size="small"))
        if not who.candidates:
            words = f"Alt+N   New person: {one_line(visible(who.typed), 40)}"
            self._add_candidate(words, lambda _=False: self._make_new())

    def _add_candidate(self, words: str, chosen: object) -> None:
        button = QPushButton(words.replace("&", "&&"))
        button.setProperty("kind", "quiet")
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        button.setStyleSheet("text-align: left")
        button.clicked.connect(chosen)
        _put(self._candidates, button)

    # ----------------------------------------------------------------------------------- choosing

    def _choose(self, number: int) -> None:
        who = self.found.doubtful
        if who is not None and number < len(who.candidates):
            self._chosen[fold(who.typed)] = who.candidates[number].id
            self._read()

    def _make_new(self) -> None:
        who = self.found.doubtful
        if who is not None and not who.candidates:
            self._new.add(fold(who.typed))
            self._read()

    def _next_news(self) -> None:
        """Another update is meant, or none: each in turn, those that fit the words first."""
        if not self.found.told:
            return
        told = self.found.told[-1]
        ids = [news_id for news_id, _ in (*told.candidates, *self._news)]
        turns: list[int | None] = [*dict.fromkeys(ids), None]
        now = None if told.news is None else told.news[0]
        self._told[fold(told.words)] = turns[(turns.index(now) + 1) % len(turns)]
        self._read()

    def _go(self, step: int) -> None:
        """Select the words of the next chip; typing replaces them."""
        shown = [words for words in self._said() if words.piece is not None]
        if not shown:
            return
        ends = self._piece < 0
        place = (0 if step > 0 else -1) if ends else (self._piece + step) % len(shown)
        self._select(shown[place])
        self._piece = place % len(shown)

    def _select(self, words: ChipWords) -> None:
        self.line.setFocus()
        piece = words.piece
        for button in self._buttons():
            button.setChecked(piece is not None and button.property("piece") == piece.start)
        if piece is not None:
            # Qt counts UTF-16 units, Python code points.
            text = self.line.text()
            start, end = _units(text[: piece.start]), _units(text[: piece.end])
            self.line.setSelection(start, end - start)
            self._say(f"{words.kind}: type to replace it, or Tab to go on.")

    def _buttons(self) -> list[QPushButton]:
        items = (self._flow.itemAt(place) for place in range(self._flow.count()))
        return [w for item in items if isinstance(w := item.widget(), QPushButton)]

    # ----------------------------------------------------------------------------------- building

    def _say(self, sentence: str, *, wrong: bool = False) -> None:
        self._hint.setText(sentence)
        self._hint.set_tone("danger" if wrong else "quiet")
        self.setAccessibleDescription(sentence)
        self._fit()

    def _build(self) -> None:
        px = self._theme.px
        column = QVBoxLayout(self)
        column.setContentsMargins(px(12), px(12), px(12), px(10))
        column.setSpacing(px(8))
        for widget in (self.line, self._chips, self._people, self._hint):
            column.addWidget(widget)
        colours = self._theme.colours
        self.setStyleSheet(
            f"QuickLogDialog {{ background: {colours.raised}; border: 1px solid {colours.edge}; }}"
        )

    def _fit(self) -> None:
        """As high as what is in it, in the middle of the window's upper part."""
        px, parent = self._theme.px, self.parentWidget()
        room = px(_WIDTH)
        window = None if parent is None else parent.window()
        if window is not None:
            room = min(room, window.width() - px(16))
        inner = room - px(24)
        self._chips.setFixedHeight(self._flow.heightForWidth(inner))
        self._chips.setVisible(self._flow.count() > 0)
        layout = self.layout()
        if layout is not None:
            layout.activate()
            height = layout.totalHeightForWidth(room)
            self.setFixedSize(room, max(height, layout.totalMinimumSize().height()))
        if window is not None:
            left = (window.width() - self.width()) // 2
            self.move(window.mapToGlobal(QPoint(left, px(64))))


def _put(layout: FlowLayout | QVBoxLayout, widget: QWidget) -> None:
    layout.addWidget(widget)
    widget.show()  # Qt shows it later by itself: too late to measure how high it is


def _units(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2
