"""A person's card as it is edited: every field, one form.

Invariant: the form is a value at any moment (`form()`), and nothing is saved by itself.
"""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QAction, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QMenu,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from relationship_desk.desk.commands.people import PersonForm
from relationship_desk.domain.contact import DetailKind
from relationship_desk.store.people import all_tags
from relationship_desk.ui.bridge import Bridge
from relationship_desk.ui.card.forms import EMPTY, in_order
from relationship_desk.ui.card.name_fields import NameFields
from relationship_desk.ui.card.photo_field import PhotoField
from relationship_desk.ui.card.sections import RARE, SECTIONS, Section
from relationship_desk.ui.card.tabbing import order_tabs
from relationship_desk.ui.card.titled import Titled
from relationship_desk.ui.photos import Photos
from relationship_desk.ui.plain import PlainLabel
from relationship_desk.ui.theme import Theme
from relationship_desk.ui.widgets.bar import Bar
from relationship_desk.ui.widgets.flow import FlowLayout
from relationship_desk.ui.widgets.labels import ElidedLabel
from relationship_desk.ui.widgets.tags import TagEditor

# The rows that a new person is asked for; the rest is one click away.
_ASKED = (
    DetailKind.ORGANISATION,
    DetailKind.TITLE,
    DetailKind.PHONE,
    DetailKind.EMAIL,
    DetailKind.HOW_MET,
    DetailKind.NOTE,
)
_WIDE = 560  # from here on there is room for the names of the fields beside them


class PersonEditor(QWidget):
    """`save_wanted` and `leave_wanted` are for the pane to answer."""

    save_wanted = Signal()
    leave_wanted = Signal()

    def __init__(
        self, bridge: Bridge, theme: Theme, photos: Photos, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._bridge, self._theme = bridge, theme
        self.base = EMPTY
        self.is_saving = False
        self.bar = Bar(theme)
        self.name = NameFields(theme)
        self.photo = PhotoField(bridge, theme, photos)
        self.tags = TagEditor(theme)
        self.tags.setFocusProxy(None)  # type: ignore[arg-type]  # see `ValueField`
        self.sections = {kind: Section(theme, kind) for kind in SECTIONS}
        # Rows that come later would be last for Tab; the order is put right once they have a place.
        self._order = QTimer(self)
        self._order.setSingleShot(True)
        self._order.setInterval(0)
        self._build()
        self._connect()

    def load(self, title: str, base: PersonForm, form: PersonForm | None = None) -> None:
        """Show `form`, or `base` where nothing was typed yet; `base` is what is saved now."""
        self.base = base
        shown = base if form is None else form
        self._title.setText(title)
        self.bar.clear()
        self.name.set_name(shown.name, shown.kind)
        photos = [row for row in shown.details if row[1].kind is DetailKind.PHOTO]
        self.photo.set_rows(photos, shown.photos)
        self.photo.set_name(shown.name.full)
        self.tags.set_known_tags(tag.name for tag in all_tags(self._bridge.reader))
        self.tags.set_tags(shown.tags)
        is_new = not base.name.full
        for kind, section in self.sections.items():
            section.set_rows(row for row in shown.details if row[1].kind is kind)
            if not len(section) and is_new and kind in _ASKED:
                section.add()
        self.set_saving(False)
        self._settle()
        self._scroll.verticalScrollBar().setValue(0)

    def form(self) -> PersonForm:
        """What is typed now."""
        rows = [row for section in self.sections.values() for row in section.rows()]
        # What the form has no field for, a logo, stays as it is.
        unseen = [row for row in self.base.details if row[1].kind is DetailKind.LOGO]
        details = in_order(self.base.details, [*rows, *self.photo.rows(), *unseen])
        return PersonForm(
            self.name.name(), details, self.tags.tags(), self.name.kind(), self.photo.photos()
        )

    def is_dirty(self) -> bool:
        """Whether anything is different from what is saved."""
        return self.form() != self.base

    def set_saving(self, saving: bool) -> None:
        """While a save is on its way there is no second one."""
        self.is_saving = saving
        self._save.setEnabled(not saving)
        self._save.setText("Saving…" if saving else "Save")

    def begin(self) -> None:
        """Put the focus where typing begins."""
        self.name.full.setFocus()
        self.name.full.end(False)

    def _build(self) -> None:
        px = self._theme.px
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self._title = ElidedLabel(size="large")
        head = QVBoxLayout()
        head.setContentsMargins(px(24), px(20), px(16), px(8))
        head.addWidget(self._title)
        head.addWidget(self.bar)
        column.addLayout(head)
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._body = body = QWidget()
        self._scroll.setWidget(body)
        self._scroll.viewport().setAutoFillBackground(False)
        body.setAutoFillBackground(False)
        self._fill(body)
        column.addWidget(self._scroll, 1)
        column.addWidget(self._footer())
        self.setAccessibleName("Edit card")

    def _fill(self, body: QWidget) -> None:
        px = self._theme.px
        column = QVBoxLayout(body)
        column.setContentsMargins(px(24), px(8), px(16), px(24))
        column.setSpacing(px(12))
        column.addWidget(self.photo)
        below = (DetailKind.HOW_MET, DetailKind.NOTE)
        named: list[tuple[str, QWidget]] = [("Name", self.name)]
        named += [(SECTIONS[k][0], s) for k, s in self.sections.items() if k not in below]
        named += [("Add", self._adders()), ("Tags", self.tags)]
        named += [(SECTIONS[k][0], self.sections[k]) for k in below]
        self._titled = [Titled(self._theme, title, widget, body) for title, widget in named]
        for titled in self._titled:
            column.addWidget(titled)
        column.addStretch(1)

    def resizeEvent(self, event: QResizeEvent, /) -> None:
        super().resizeEvent(event)
        narrow = self.width() < self._theme.px(_WIDE)
        for titled in self._titled:
            titled.set_narrow(narrow)

    def _adders(self) -> QWidget:
        holder = QWidget()
        flow = FlowLayout(holder, self._theme.px(4))
        self.adders: dict[DetailKind, QPushButton] = {}
        for kind, (name, _) in SECTIONS.items():
            if kind in RARE:
                continue
            button = self.adders[kind] = QPushButton(name)
            button.setProperty("kind", "quiet")
            button.setAccessibleName(f"Add: {name}")
            self._theme.dress(button, "add", "accent")
            button.clicked.connect(lambda _=False, kind=kind: self._add(kind))
            flow.addWidget(button)
        more = QPushButton("More…")
        more.setProperty("kind", "quiet")
        more.setAccessibleName("Add: more")
        self._theme.dress(more, "add", "accent")
        more.setMenu(self._rare_menu(more))
        flow.addWidget(more)
        return holder

    def _rare_menu(self, parent: QWidget) -> QMenu:
        menu = QMenu(parent)
        self.rare_adders: dict[DetailKind, QAction] = {}
        for kind in RARE:
            action = self.rare_adders[kind] = menu.addAction(SECTIONS[kind][0])
            action.triggered.connect(lambda _=False, kind=kind: self._add(kind))
        return menu

    def _footer(self) -> QWidget:
        px = self._theme.px
        footer = QWidget()
        row = QHBoxLayout(footer)
        row.setContentsMargins(px(24), px(12), px(16), px(12))
        row.setSpacing(px(8))
        self._hint = PlainLabel(tone="quiet", size="small")
        self._leave = leave = QPushButton("Cancel")
        leave.setToolTip("Cancel (Esc); what you typed is kept as a draft")
        leave.clicked.connect(self.leave_wanted)
        self._save = QPushButton("Save")
        self._save.setProperty("kind", "primary")
        self._save.setToolTip("Save (Ctrl+S)")
        self._save.clicked.connect(self.save_wanted)
        row.addWidget(self._hint, 1)
        row.addWidget(leave)
        row.addWidget(self._save)
        return footer

    def _connect(self) -> None:
        self.name.edited.connect(self._name_edited)
        self.photo.edited.connect(self._settle)
        self.tags.tags_changed.connect(self._settle)
        for section in self.sections.values():
            section.edited.connect(self._settle)
            section.rearranged.connect(self._order.start)
        self._order.timeout.connect(self._order_tabs)
        for keys, signal in (("Ctrl+Return", self.save_wanted), ("Esc", self.leave_wanted)):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(signal)

    def _add(self, kind: DetailKind) -> None:
        row = self.sections[kind].add()
        row.field.begin()
        # The layout has to have made room first.
        QTimer.singleShot(0, row, lambda: self._scroll.ensureWidgetVisible(row))
        self._settle()

    def _name_edited(self) -> None:
        self.photo.set_name(self.name.name().full)
        self._settle()

    def _order_tabs(self) -> None:
        order_tabs(self._body, (self._leave, self._save))

    def _settle(self) -> None:
        self._hint.setText("Not saved yet" if self.is_dirty() else "")
