"""The user's own playbooks: a ready-made one is changed, copied, or taken back to what it was.

Invariant: only what `parse_playbook` accepts is saved, and a ready-made playbook is never changed:
the user's version lies in a folder of theirs. What was typed stays with its playbook until it is
saved or the window is left, which asks; the last saving or taking away can be undone.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from dataclasses import replace
from pathlib import Path
from typing import Any

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QIntValidator, QKeySequence
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from relationship_desk.desk.playbooks import (
    bring_back,
    load_playbooks,
    own_file,
    ready_made,
    reset_playbook,
    save_playbook,
)
from relationship_desk.domain.errors import UserError
from relationship_desk.domain.kinds import Channel
from relationship_desk.domain.playbooks import EARLIEST, LATEST, Playbook, Step, Tone
from relationship_desk.domain.text import fold
from relationship_desk.domain.wording import FIELDS, check_wording
from relationship_desk.ui.dialogs.ask import ask
from relationship_desk.ui.letters.tones import ToneButtons
from relationship_desk.ui.plain import PlainLabel, visible
from relationship_desk.ui.playbooks.chooser import PlaybookChooser
from relationship_desk.ui.theme import Theme

_HELP = (
    "[on {when}] is left out where the day is not known; [Dear {first_name},|Hello,] takes the "
    f"first part that is known. There are {', '.join(f'{{{field}}}' for field in FIELDS)}."
)


class PlaybookEditor(QDialog):
    """Edits one playbook at a time."""

    def __init__(self, theme: Theme, folder: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._folder = theme, folder
        self._edited: Playbook | None = None  # as it stands in the fields
        self._drafts: dict[str, Playbook] = {}  # those that differ from what is saved
        # The key of what was saved or taken away last, and the user's file before that.
        self._before: tuple[str, tuple[Path, str] | None] | None = None
        self._filling = False
        self.setWindowTitle("My playbooks")
        self._library = load_playbooks(folder)
        self.chooser = PlaybookChooser(theme, self._library, ())
        self.title, self.avoid, self.words = QLineEdit(), QLineEdit(), QLineEdit()
        self.steps = QListWidget()
        self.days = QLineEdit()
        self.via = QComboBox()
        self.tones = ToneButtons(theme, Tone.FRIENDLY)
        self.text = QPlainTextEdit()
        self._build()
        self.chooser.chosen.connect(self._choose)
        self.chooser.entered.connect(self.title.setFocus)
        self.steps.currentRowChanged.connect(lambda _: self._show_step())
        self.tones.chosen.connect(lambda _: self._show_step())
        self.title.textEdited.connect(lambda words: self._change(title=words))
        self.avoid.textEdited.connect(lambda words: self._change(avoid=words))
        self.words.textEdited.connect(lambda words: self._change_step(words=words))
        self.days.textEdited.connect(lambda _: self._change_days())
        self.via.activated.connect(lambda _: self._change_step(via=self._chosen_via()))
        self.text.textChanged.connect(self._typed)
        self._choose(self.chooser.current())
        self.chooser.setFocus()
        self.finished.connect(self.deleteLater)

    def save(self) -> None:
        """Save the user's version; what is wrong with it is said, with its line."""
        playbook = self._edited
        if playbook is None:
            return
        steps = tuple(replace(s, texts=s.texts if _has_text(s) else None) for s in playbook.steps)
        self._write(
            lambda: save_playbook(self._folder, replace(playbook, steps=steps)),
            "Saved. It is used from now on.",
        )

    def reset(self) -> None:
        """Take the user's version away: the ready-made one is there again, or none."""
        playbook = self._edited
        if playbook is None:
            return
        back = ready_made(playbook.key)
        self._write(
            lambda: reset_playbook(self._folder, playbook.key),
            "As it came." if back else "The playbook was removed.",
        )

    def undo(self) -> None:
        """Bring back what stood there before the last saving or taking away."""
        if self._before is None:
            return
        key, before = self._before
        try:
            bring_back(self._folder, key, before)
        except UserError as error:
            self._say(str(error), "danger")
            return
        self._before = None
        self._drafts.pop(key, None)
        self._reload(key, "As it was before.")

    def reject(self) -> None:
        """Leave; what is not saved is asked about."""
        titles = " and ".join(f"“{draft.title}”" for draft in self._drafts.values())
        if not titles or ask(
            self._theme,
            "Leave without saving?",
            f"What you changed in {titles} is not saved.",
            "Leave",
            self,
        ):
            super().reject()

    def copy(self) -> None:
        """A new playbook like this one, not yet saved."""
        playbook = self._edited
        if playbook is None:
            return
        title = f"{playbook.title} (mine)"
        key = _free_key(title, {*self._library.playbooks, *self._drafts})
        self._drafts[key] = replace(playbook, title=title, key=key)
        self._reload(key, "A new playbook, not saved yet.", "quiet")
        self.title.setFocus()
        self.title.selectAll()

    def add_step(self) -> None:
        """One more step at the end."""
        playbook = self._edited
        if playbook is None:
            return
        last = playbook.steps[-1].days if playbook.steps else 0
        step = Step(min(last + 7, LATEST), "What is to be done")
        self._change(steps=(*playbook.steps, step))
        self._list_steps(len(playbook.steps))
        self.words.setFocus()
        self.words.selectAll()

    def remove_step(self) -> None:
        """Leave the chosen step out."""
        playbook, row = self._edited, self.steps.currentRow()
        if playbook is not None and 0 <= row < len(playbook.steps):
            self._change(steps=playbook.steps[:row] + playbook.steps[row + 1 :])
            self._list_steps(max(row - 1, 0))

    # ------------------------------------------------------------------------------------ showing

    def _write(self, change: Callable[[], object], said: str) -> None:
        """Change the user's file of the playbook that is shown, so that it can be undone."""
        key = self._edited.key if self._edited is not None else ""
        try:
            before = own_file(self._folder, key)
            change()
        except UserError as error:
            self._say(str(error), "danger")
            return
        self._before = (key, before)
        self._drafts.pop(key, None)
        self._reload(key, said)

    def _reload(self, key: str, said: str, tone: str = "success") -> None:
        self._library = load_playbooks(self._folder)
        unsaved = {**self._library.playbooks, **self._drafts}
        self.chooser.show_library(replace(self._library, playbooks=unsaved))
        self.chooser.choose(key)
        self._undo.setVisible(self._before is not None)
        self._say(said, tone)

    def _choose(self, playbook: Playbook | None) -> None:
        self._side.setVisible(playbook is not None)
        problems = "\n".join(self._library.problems)
        self._say(problems, "warning")
        if playbook is not None:
            self._show(self._drafts.get(playbook.key, playbook))
            if playbook.key in self._drafts:
                self._say("Not saved yet.", "quiet")

    def _show(self, playbook: Playbook) -> None:
        self._edited = playbook
        self.title.setText(playbook.title)
        self.avoid.setText(playbook.avoid)
        self._list_steps(0)
        self._reset.setEnabled(playbook.key in self._library.own)
        self._reset.setText("Reset" if ready_made(playbook.key) else "Remove")

    def _list_steps(self, row: int) -> None:
        self.steps.blockSignals(True)
        self.steps.clear()
        for step in self._edited.steps if self._edited else ():
            self.steps.addItem(visible(f"{step.when}  ·  {step.words}"))
            item = self.steps.item(self.steps.count() - 1)
            item.setSizeHint(QSize(0, self._theme.px(26)))
        self.steps.setCurrentRow(row)
        self.steps.blockSignals(False)
        self._show_step()

    def _step(self) -> Step | None:
        row = self.steps.currentRow()
        steps = self._edited.steps if self._edited is not None else ()
        return steps[row] if 0 <= row < len(steps) else None

    def _show_step(self) -> None:
        step = self._step()
        self._filling = True
        for field in (self.words, self.days, self.via, self.text, self.tones):
            field.setEnabled(step is not None)
        if step is not None:
            self.words.setText(step.words)
            self.days.setText(str(step.days))
            self.via.setCurrentIndex(max(self.via.findData(step.via), 0))
            self.text.setPlainText((step.texts or {}).get(self.tones.tone, ""))
        self._filling = False

    def _change(self, **values: Any) -> None:
        if self._edited is not None and not self._filling:
            self._edited = edited = replace(self._edited, **values)
            self._drafts[edited.key] = edited
            if edited == self._library.playbooks.get(edited.key):
                del self._drafts[edited.key]
            self._say("", "quiet")

    def _change_step(self, **values: Any) -> None:
        step, row = self._step(), self.steps.currentRow()
        if step is None or self._edited is None or self._filling:
            return
        steps = list(self._edited.steps)
        steps[row] = new = replace(step, **values)
        self._change(steps=tuple(steps))
        self.steps.item(row).setText(visible(f"{new.when}  ·  {new.words}"))
        texts = [new.words, *(new.texts or {}).values()]
        problem = next((p for p in map(check_wording, texts) if p), "")
        self._say(f"{problem[:1].upper()}{problem[1:]}." if problem else "", "danger")

    def _change_days(self) -> None:
        if self.days.hasAcceptableInput():
            self._change_step(days=int(self.days.text()))

    def _chosen_via(self) -> Channel | None:
        stored = self.via.currentData()  # Qt hands a string enumeration back as a string
        return None if stored is None else Channel(stored)

    def _typed(self) -> None:
        step = self._step()
        if step is not None and not self._filling:
            texts = {tone: (step.texts or {}).get(tone, "") for tone in Tone}
            self._change_step(texts=texts | {self.tones.tone: self.text.toPlainText()})

    def _say(self, sentence: str, tone: str) -> None:
        self._told.set_tone(tone)
        self._told.setText(sentence)
        self._told.setVisible(bool(sentence))
        self.setAccessibleDescription(sentence)

    # ----------------------------------------------------------------------------------- building

    def _build(self) -> None:
        px = self._theme.px
        self.days.setValidator(QIntValidator(EARLIEST, LATEST, self.days))
        self.days.setFixedWidth(px(64))
        self.via.addItem("without a channel", None)
        for channel in Channel:
            if channel is not Channel.NOTE:
                self.via.addItem(f"by {channel.noun}", channel)
        for field, name in (
            (self.title, "Title"), (self.avoid, "What to avoid"), (self.words, "What to do"),
            (self.days, "Days after what happened"), (self.via, "Channel"), (self.steps, "Steps"),
            (self.text, "Text in this tone"),
        ):  # fmt: skip
            field.setAccessibleName(name)
        self.steps.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.steps.setFixedHeight(px(112))
        self.text.setTabChangesFocus(True)
        self.text.setMinimumHeight(px(80))
        form = QFormLayout()
        form.setHorizontalSpacing(px(16))
        form.setVerticalSpacing(px(6))
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        form.addRow(PlainLabel("Title"), self.title)
        form.addRow(PlainLabel("Avoid"), self.avoid)
        self._side = QWidget()
        side = QVBoxLayout(self._side)
        side.setContentsMargins(0, 0, 0, 0)
        side.setSpacing(px(8))
        side.addLayout(form)
        side.addWidget(self.steps)
        side.addLayout(
            self._row(
                self.days,
                PlainLabel("days after (minus: before)", tone="quiet"),
                self.via,
                None,
                self._button("Add step", self.add_step),
                self._button("Remove step", self.remove_step),
            )
        )
        side.addWidget(self.words)
        side.addWidget(self.tones)
        side.addWidget(self.text, 1)
        side.addWidget(PlainLabel(_HELP, tone="quiet", size="small", wrap=True))
        middle = QHBoxLayout()
        middle.setSpacing(px(16))
        middle.addWidget(self.chooser, 2)
        middle.addWidget(self._side, 4)
        self._told = PlainLabel(wrap=True)
        self._reset = self._button("Reset", self.reset)
        self._undo = self._button("&Undo", self.undo)
        self._undo.hide()
        save = self._button("Save", self.save)
        save.setProperty("kind", "primary")
        save.setShortcut(QKeySequence.StandardKey.Save)
        copy = self._button("New from this", self.copy)
        column = QVBoxLayout(self)
        column.setContentsMargins(px(24), px(20), px(24), px(16))
        column.setSpacing(px(10))
        column.addLayout(middle, 1)
        column.addWidget(self._told)
        close = self._button("Close", self.reject)
        column.addLayout(self._row(copy, self._reset, self._undo, None, close, save))
        room = self.screen().availableSize() * 0.92
        self.resize(min(px(820), room.width()), min(px(620), room.height()))

    def _row(self, *widgets: QWidget | None) -> QHBoxLayout:
        """Side by side; None takes the room that is left."""
        row = QHBoxLayout()
        row.setSpacing(self._theme.px(6))
        for widget in widgets:
            if widget is None:
                row.addStretch(1)
            else:
                row.addWidget(widget)
        return row

    def _button(self, words: str, slot: Callable[[], None]) -> QPushButton:
        button = QPushButton(words)
        button.setAutoDefault(False)
        button.clicked.connect(lambda _=False: slot())
        return button


def _has_text(step: Step) -> bool:
    return any(text.strip() for text in (step.texts or {}).values())


def _free_key(title: str, taken: Collection[str]) -> str:
    """A key made of the title that no playbook has."""
    plain = re.sub(r"[^a-z0-9]+", "_", fold(title)).strip("_") or "playbook"
    numbers = (f"{plain}_{number}" for number in range(2, len(taken) + 3))
    return next(key for key in (plain, *numbers) if key not in taken)
