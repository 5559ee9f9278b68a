"""A person's card as it is read: who they are, how to reach them, what one knows of them."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from relationship_desk.domain.contact import DetailKind
from relationship_desk.store.people import Person
from relationship_desk.ui.card.fact import FactRow
from relationship_desk.ui.card.facts import facts_of
from relationship_desk.ui.card.notice import Notice
from relationship_desk.ui.card.other import Look, OtherSection
from relationship_desk.ui.card.rhythm_line import RhythmLine
from relationship_desk.ui.card.words import (
    aside_line,
    last_contact_words,
    life_words,
    work_lines,
)
from relationship_desk.ui.occasions.section import OccasionsSection
from relationship_desk.ui.photos import Photos
from relationship_desk.ui.plain import PlainLabel, breakable, set_tooltip, visible
from relationship_desk.ui.theme import Theme
from relationship_desk.ui.widgets.avatar import Avatar
from relationship_desk.ui.widgets.columns import ColumnsLayout
from relationship_desk.ui.widgets.flow import FlowLayout
from relationship_desk.ui.widgets.growing_text import GrowingTextEdit
from relationship_desk.ui.widgets.menu_button import PopupMenuButton
from relationship_desk.ui.widgets.tags import TagChip
from relationship_desk.ui.widgets.whole import WholeWidget

_COLUMN = 256
_HANG = 10  # how far the buttons reach out to the left of what is in them


class CardView(WholeWidget):
    """Shows one person; knows no store, but asks `photos` for the picture, `others` for what else
    the cards say, and leaves circles and rhythm to `rhythm`, what comes back to `occasions`.
    """

    link_wanted = Signal(str)
    person_wanted = Signal(int)  # open the one that might be the same
    compare_wanted = Signal(int, int)  # this person and who might be the same
    apart_wanted = Signal(int, int)  # this person is not that one

    def __init__(
        self,
        theme: Theme,
        photos: Photos,
        edit: QAction,
        menu: list[QAction | None],
        others: Look,
        rhythm: RhythmLine,
        occasions: OccasionsSection,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.rhythm, self.occasions = rhythm, occasions
        self._other = OtherSection(theme, others)
        self._theme, self._photos = theme, photos
        self._person: Person | None = None
        self._photo_key = ""
        self._build(edit, menu)
        photos.arrived.connect(self._photo_arrived)

    @property
    def person(self) -> Person | None:
        """Who is shown."""
        return self._person

    def show_person(self, person: Person, on: date, twin: str = "") -> None:
        """Show this person as of that day; `twin` is the name of who might be the same."""
        self._person = person
        self._photo_key = person.first(DetailKind.PHOTO) or person.first(DetailKind.LOGO)
        self._draw_avatar()
        self._name.setText(breakable(person.name.full))
        self._name.setAccessibleName(visible(person.name.full))
        set_tooltip(self._name, person.name.full)
        lines = work_lines(person)
        self._work.setText("\n".join(lines))
        self._work.setVisible(bool(lines))
        aside = aside_line(person)
        self._aside.setText(aside)
        self._aside.setVisible(bool(aside))
        words, exact = last_contact_words(person.last_contact_on, on)
        self._last.setText(f"{words} · in the archive" if person.archived else words)
        set_tooltip(self._last, exact)
        self._last.setAccessibleDescription(exact)
        self.rhythm.show_person(person.id)
        self.occasions.show_person(person.id)
        life = life_words(person)
        self._life.setText(life)
        self._life.setVisible(bool(life))
        self._show_twin(twin)
        self._fill_tags(person.tags)
        self._fill_facts(person, on)
        self._fill_texts(person)
        self._other.show_person(person.id, person.cards)
        self.setAccessibleName(f"Card of {visible(person.name.full)}")

    def facts(self) -> list[FactRow]:
        """The rows as they stand, in their order."""
        return self._facts.findChildren(FactRow, options=Qt.FindChildOption.FindDirectChildrenOnly)

    def _build(self, edit: QAction, menu: list[QAction | None]) -> None:
        px = self._theme.px
        column = QVBoxLayout(self)
        # The icons of the facts, and not their buttons' edges, stand under the avatar.
        column.setContentsMargins(px(24 - _HANG), px(20), px(16), px(12))
        column.setSpacing(px(12))
        column.addLayout(self._head(edit, menu))
        column.addWidget(self.rhythm)
        column.addWidget(self.rhythm.offer)
        self._twin = Notice(self._theme, "copy", "warning")
        self._twin.add_button("Open", self._open_twin)
        self._twin.add_button("Compare…", self._compare)
        self._twin.add_button("Keep apart", self._keep_apart)
        column.addWidget(self._twin)
        self._facts = QWidget()
        self._columns = ColumnsLayout(px(_COLUMN), px(8), self._facts)
        column.addWidget(self._facts)
        column.addWidget(self.occasions)
        self._texts = QVBoxLayout()
        self._texts.setSpacing(px(8))
        column.addLayout(self._texts)
        column.addWidget(self._other)
        column.addStretch(1)

    def _head(self, edit: QAction, menu: list[QAction | None]) -> QHBoxLayout:
        px = self._theme.px
        head = QHBoxLayout()
        head.setContentsMargins(px(_HANG), 0, 0, 0)
        head.setSpacing(px(16))
        self._avatar = Avatar(self._theme, 72)
        head.addWidget(self._avatar, 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(px(2))
        self._name = PlainLabel(size="large", wrap=True)
        # One long word must not make the card wider than the pane.
        self._name.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._work = PlainLabel(wrap=True)
        self._aside = PlainLabel(tone="quiet", wrap=True)
        self._life = PlainLabel(wrap=True)
        self._last = PlainLabel(tone="quiet", size="small")
        self._tags = QWidget()
        self._tags_row = FlowLayout(self._tags, px(4))
        self._tags_row.setContentsMargins(0, px(6), 0, 0)
        told = (self._work, self._aside, self._life, self._last)
        for widget in (self._name, *told, self._tags):
            words.addWidget(widget)
        # A name that is written from the right stands beside the picture all the same.
        beside = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignAbsolute
        for label in (self._name, self._work, self._aside):
            label.setAlignment(beside | Qt.AlignmentFlag.AlignVCenter)
        words.addStretch(1)
        head.addLayout(words, 1)
        head.addLayout(self._buttons(edit, menu))
        return head

    def _buttons(self, edit: QAction, menu: list[QAction | None]) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(self._theme.px(4))
        self.edit_button = QToolButton()
        side = self._theme.px(20)
        self.edit_button.setIconSize(QSize(side, side))
        self.edit_button.setAccessibleName("Edit card")
        self.edit_button.setToolTip(edit.toolTip())
        self.edit_button.clicked.connect(edit.trigger)
        self._theme.dress(self.edit_button, "edit")
        more = PopupMenuButton(self._theme, "more", "More for this person")
        more.set_actions(menu)
        top = Qt.AlignmentFlag.AlignTop
        row.addWidget(self.edit_button, 0, top)
        row.addWidget(more, 0, top)
        return row

    def _show_twin(self, name: str) -> None:
        self._twin.say(f"Might be the same as {name}." if name else "")

    def _open_twin(self) -> None:
        if self._person is not None and self._person.maybe_same_as is not None:
            self.person_wanted.emit(self._person.maybe_same_as)

    def _compare(self) -> None:
        if self._person is not None and self._person.maybe_same_as is not None:
            self.compare_wanted.emit(self._person.id, self._person.maybe_same_as)

    def _keep_apart(self) -> None:
        if self._person is not None and self._person.maybe_same_as is not None:
            self.apart_wanted.emit(self._person.id, self._person.maybe_same_as)

    def _draw_avatar(self) -> None:
        if self._person is not None:
            photo = self._photos.pixmap(self._photo_key)
            self._avatar.show_person(self._person.name.full, photo)

    def _photo_arrived(self, sha256: str) -> None:
        if sha256 == self._photo_key:
            self._draw_avatar()

    def _fill_tags(self, tags: tuple[str, ...]) -> None:
        _empty(self._tags_row)
        for tag in tags:
            self._tags_row.addWidget(TagChip(self._theme, tag))
        self._tags.setVisible(bool(tags))

    def _fill_facts(self, person: Person, on: date) -> None:
        _empty(self._columns)
        for fact in facts_of(person, on, self.occasions.leap):
            row = FactRow(
                self._theme,
                fact.icon,
                fact.value,
                fact.label,
                shown=fact.shown,
                link=fact.link,
                verb=fact.verb,
            )
            row.link_wanted.connect(self.link_wanted)
            self._columns.addWidget(row)
        self._facts.setVisible(bool(self._columns.count()))

    def _fill_texts(self, person: Person) -> None:
        _empty(self._texts)
        for kind, heading in ((DetailKind.HOW_MET, "How we met"), (DetailKind.NOTE, "Note")):
            for stored in person.details:
                if stored.detail.kind is kind and stored.detail.text:
                    self._texts.addWidget(self._text_block(heading, stored.detail.text))

    def _text_block(self, heading: str, text: str) -> QWidget:
        px = self._theme.px
        block = QWidget()
        column = QVBoxLayout(block)
        column.setContentsMargins(px(_HANG), 0, 0, 0)
        column.setSpacing(px(2))
        column.addWidget(PlainLabel(heading, tone="quiet", size="small"))
        # An editor and no label: a long address in a note is broken, not cut.
        words = GrowingTextEdit(self._theme, heading, most_lines=60)
        words.setReadOnly(True)
        words.setProperty("bare", True)
        words.document().setDocumentMargin(0)
        words.setPlainText(visible(text))
        column.addWidget(words)
        return block


def _empty(layout: FlowLayout | QVBoxLayout) -> None:
    while (item := layout.takeAt(0)) is not None:
        widget = item.widget()
        if widget is not None:
            widget.hide()
            widget.setParent(None)
            widget.deleteLater()
