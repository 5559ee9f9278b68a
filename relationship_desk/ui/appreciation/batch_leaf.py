"""Batches of cards: one at a time, with who gets what, whether it is sent, and whether the address
is known to be right."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from relationship_desk.desk.commands.batches import (
    confirm_addresses,
    delete_batch,
    leave_batch,
    send_batch,
    set_batch_what,
    take_back_batch,
)
from relationship_desk.domain.changes import Changes
from relationship_desk.domain.dates import plain_date
from relationship_desk.domain.standing import address_words, is_fresh
from relationship_desk.domain.stationery import addressed
from relationship_desk.domain.text import counted
from relationship_desk.store.batches import BatchRow, RecipientRow, batch_rows, recipients
from relationship_desk.ui.actions import Actions
from relationship_desk.ui.appreciation.batch_dialogs import WhatDialog
from relationship_desk.ui.appreciation.opening import AppreciationDialogs
from relationship_desk.ui.bridge import Bridge
from relationship_desk.ui.delegates.line import Line, LineDelegate
from relationship_desk.ui.letters.paper_dialog import AddressDialog
from relationship_desk.ui.panes.base import LazyPane
from relationship_desk.ui.plain import PlainLabel, visible
from relationship_desk.ui.telling import tell_done
from relationship_desk.ui.theme import Theme
from relationship_desk.ui.widgets.section import OPEN_KEYS, REMOVE_KEYS, Section, Verb

_TABLES = ("card_batch", "card_batch_person", "detail", "person", "preference")


class CardsLeaf(LazyPane):
    """The batch is chosen above; its people are below."""

    def __init__(
        self, bridge: Bridge, actions: Actions, theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__(bridge, actions, theme, parent)
        self._told = tell_done(bridge, self.message.emit)
        self._dialogs = AppreciationDialogs(bridge, theme, self.message.emit, self)
        self._batches: list[BatchRow] = []
        self.choice = QComboBox()
        self.choice.setAccessibleName("Which batch")
        self.choice.currentIndexChanged.connect(lambda _: self._show())
        self.new = self._button("New batch…", lambda: self._dialogs.batch(None, self.show_thing))
        self.edit = self._button("Edit…", self._edit)
        self.remove = self._button("Delete", self._delete)
        self.paper = self._button("Labels and envelopes…", self.open_paper)
        self.all_sent = self._button("All are sent", self._send_all)
        self._words = PlainLabel(tone="quiet", size="small", wrap=True)
        self.section: Section[RecipientRow] = Section(
            theme,
            "Who gets it",
            describe=self._describe,
            delegate=lambda view: LineDelegate(theme, view, self._line),
            verbs=(
                Verb("Sent", self._send, (Qt.Key.Key_Space,), lambda row: row.sent_on is None),
                Verb("Not sent yet", self._take_back, (Qt.Key.Key_U,), _is_sent),
                Verb("What they get…", self._what, OPEN_KEYS, opens=True),
                Verb("The address is right", self._confirm, (Qt.Key.Key_A,), _has_address),
                Verb("Show person", self._go, (Qt.Key.Key_O,), begins=True),
                Verb("Take out", self._leave, REMOVE_KEYS, begins=True),
            ),
            empty="Nobody is in it yet.",
            add="Somebody more",
            fills=True,
        )
        self.section.add_wanted.connect(self._add)
        self._build()

    def show_thing(self, thing_id: int) -> bool:
        self.read()
        ids = [batch.id for batch in self._batches]
        if thing_id in ids:
            self.choice.setCurrentIndex(ids.index(thing_id))
        return thing_id in ids

    def concerns(self, changes: Changes) -> bool:
        return changes.touches(*_TABLES)

    def read(self) -> None:
        chosen = self._batch()
        self._batches = batch_rows(self.bridge.reader)
        with QSignalBlocker(self.choice):
            self.choice.clear()
            for batch in self._batches:
                self.choice.addItem(f"{batch.title}  ({batch.sent} of {batch.people})")
            ids = [batch.id for batch in self._batches]
            place = ids.index(chosen.id) if chosen is not None and chosen.id in ids else 0
            self.choice.setCurrentIndex(place if self._batches else -1)
        self._show()

    def take_focus(self) -> None:
        (self.section.take_focus if self._batches else self.new.setFocus)()

    def open_paper(self) -> AddressDialog | None:
        """The addresses of those who have not got it yet, on labels or envelopes."""
        addresses = [
            addressed(row.person_name, row.address.parts)
            for row in self.section.rows.rows
            if row.address is not None and row.sent_on is None
        ]
        if not addresses:
            return None
        sender = self.bridge.preferences().my_name
        dialog = AddressDialog(self.theme, addresses, sender, self.window())
        dialog.open()
        return dialog

    # ------------------------------------------------------------------------------------- verbs

    def _batch(self) -> BatchRow | None:
        place = self.choice.currentIndex()
        return self._batches[place] if 0 <= place < len(self._batches) else None

    def _show(self) -> None:
        batch = self._batch()
        rows = recipients(self.bridge.reader, batch.id) if batch is not None else []
        self.section.show_rows(rows)
        self.section.setVisible(batch is not None)
        waiting = [row for row in rows if row.sent_on is None]
        for button in (self.edit, self.remove):
            button.setVisible(batch is not None)
        self.choice.setVisible(batch is not None)
        self.paper.setVisible(any(row.address is not None for row in waiting))
        self.all_sent.setVisible(bool(waiting))
        self._words.setText(self._said(batch, waiting))

    def _said(self, batch: BatchRow | None, waiting: list[RecipientRow]) -> str:
        if batch is None:
            return (
                "Cards, letters or small gifts that go out to many at once, such as at the "
                "year's end. Here is who got what and when, and whether each address is right."
            )
        by = f"All to be sent by {plain_date(batch.due_on)}. " if batch.due_on else ""
        today = self.bridge.today()
        stale = sum(1 for row in waiting if row.address and not is_fresh(row.checked_on, today))
        missing = sum(1 for row in waiting if row.address is None)
        told = f"{by}{batch.sent} of {batch.people} sent."
        waits = "address waits to be looked at", "addresses wait to be looked at"
        told += f" {counted(stale, *waits)}." if stale else ""
        lacks = "person has no address", "people have no address"
        return told + (f" {counted(missing, *lacks)}." if missing else "")

    def _edit(self) -> None:
        batch = self._batch()
        if batch is not None:
            self._dialogs.batch(batch)

    def _delete(self) -> None:
        batch = self._batch()
        if batch is not None:
            self.bridge.do(delete_batch, self._told, batch_id=batch.id)

    def _add(self) -> None:
        batch = self._batch()
        if batch is not None:
            self._dialogs.recipient(batch.id)

    def _send_all(self) -> None:
        ids = [row.id for row in self.section.rows.rows if row.sent_on is None]
        self.bridge.do(send_batch, self._told, recipient_ids=ids)

    def _send(self, row: RecipientRow) -> None:
        self.bridge.do(send_batch, self._told, recipient_ids=[row.id])

    def _take_back(self, row: RecipientRow) -> None:
        self.bridge.do(take_back_batch, self._told, recipient_ids=[row.id])

    def _confirm(self, row: RecipientRow) -> None:
        self.bridge.do(confirm_addresses, self._told, recipient_ids=[row.id])

    def _leave(self, row: RecipientRow) -> None:
        self.bridge.do(leave_batch, self._told, recipient_ids=[row.id])

    def _go(self, row: RecipientRow) -> None:
        self.person_chosen.emit(row.person_id)

    def _what(self, row: RecipientRow) -> None:
        dialog = WhatDialog(self.theme, visible(row.person_name), row.what, self.window())
        desk = self.bridge.desk
        dialog.save_by(
            self.bridge,
            lambda what: desk.do(set_batch_what, recipient_id=row.id, what=what),
            self._told,
        )
        dialog.open()

    # --------------------------------------------------------------------------------------- rows

    def _line(self, row: RecipientRow) -> Line:
        batch = self._batch()
        form = batch.form.words if batch is not None else ""
        sent = f"sent on {plain_date(row.sent_on)}" if row.sent_on else "not sent yet"
        year = str(row.before_on.year) if row.before_on else ""
        when = "" if year in row.before else f", {year}"
        before = f"last: {row.before}{when}" if row.before_on else ""
        return Line(
            row.person_name,
            self._address(row),
            icon="done-circle" if row.sent_on else "todo-circle",
            warns=row.sent_on is None and row.address is None,
            beside=before,
            right=f"{row.what or form} · {sent}",
        )

    def _describe(self, row: RecipientRow) -> str:
        line = self._line(row)
        return visible(", ".join(p for p in (line.title, line.right, line.below, line.beside) if p))

    def _address(self, row: RecipientRow) -> str:
        address = row.address.text if row.address is not None else ""
        words = address_words(address, row.checked_on, self.bridge.today())
        return f"{address} · {words}" if address else words

    # ----------------------------------------------------------------------------------- building

    def _button(self, words: str, slot: object) -> QPushButton:
        button = QPushButton(words)
        button.clicked.connect(lambda _=False: slot())  # type: ignore[operator]
        return button

    def _build(self) -> None:
        px = self.theme.px
        row = QHBoxLayout()
        row.setContentsMargins(px(16), px(8), px(16), px(4))
        row.setSpacing(px(8))
        row.addWidget(self.choice, 1)
        for button in (self.new, self.edit, self.remove):
            row.addWidget(button)
        row.addStretch(0)
        self._words.setContentsMargins(px(16), 0, px(16), px(2))
        below = QHBoxLayout()
        below.setContentsMargins(px(16), px(2), px(16), px(6))
        below.setSpacing(px(8))
        below.addWidget(self.paper)
        below.addWidget(self.all_sent)
        below.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(row)
        column.addWidget(self._words)
        column.addLayout(below)
        column.addWidget(self.section, 1)
        column.addStretch(0)


def _is_sent(row: RecipientRow) -> bool:
    return row.sent_on is not None


def _has_address(row: RecipientRow) -> bool:
    return row.address is not None
