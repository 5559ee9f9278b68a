"""The middle pane: one person's card, read or edited, and under it the pages of that person.

Invariant: exactly one of three is seen: the sheet of a person, the open form, or what to do where
there is nobody.
"""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from relationship_desk.desk.commands.apart import keep_apart
from relationship_desk.domain.changes import Changes
from relationship_desk.store.people import count_people, get_person, names_of
from relationship_desk.ui.actions import ActionId, Actions
from relationship_desk.ui.bridge import Bridge
from relationship_desk.ui.card.editing import Editing
from relationship_desk.ui.card.menu import card_menu
from relationship_desk.ui.card.notice import Notice
from relationship_desk.ui.card.opener import open_link
from relationship_desk.ui.card.other import look_into_cards
from relationship_desk.ui.card.rhythm_line import RhythmLine
from relationship_desk.ui.card.sheet import Sheet
from relationship_desk.ui.card.view import CardView
from relationship_desk.ui.occasions.section import OccasionsSection
from relationship_desk.ui.pages.book import PageBook
from relationship_desk.ui.pages.timeline import TimelinePage
from relationship_desk.ui.panes.base import Pane
from relationship_desk.ui.photos import Photos
from relationship_desk.ui.telling import tell_done
from relationship_desk.ui.theme import Theme
from relationship_desk.ui.widgets.bar import Kind, Message
from relationship_desk.ui.widgets.empty_state import EmptyState


class PersonPane(Pane):
    """`added` when a new person was saved."""

    added = Signal(int)

    def __init__(
        self, bridge: Bridge, actions: Actions, theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__(bridge, actions, theme, parent)
        self._person_id: int | None = None
        self._day = bridge.today()
        photos = Photos.of(bridge)
        edit = actions[ActionId.EDIT_PERSON]
        menu, others = card_menu(actions), look_into_cards(bridge)
        rhythm, occasions = RhythmLine(bridge, theme), OccasionsSection(bridge, theme)
        self.view = CardView(theme, photos, edit, menu, others, rhythm, occasions)
        self.book = PageBook(bridge, actions, theme)
        self.sheet = Sheet(theme, self.view, self.book)
        self.editing = Editing(bridge, theme, photos, self)
        self.editor = self.editing.editor
        self._build()
        self._connect()
        self._show_page()

    @property
    def timeline(self) -> TimelinePage:
        """The page of what happened, turned to."""
        return self.book.open_kind(TimelinePage)

    # ------------------------------------------------------------------------------------ reading

    def show_person(self, person_id: int | None) -> None:
        if self.editing.is_open:
            if self.editing.is_of(person_id):
                return
            self.editing.put_aside()
        self._person_id = person_id
        self.book.show_person(person_id)
        self._show_page()
        self.sheet.scroll_to_top()

    def apply(self, changes: Changes) -> None:
        self.book.apply(changes)
        self.editing.apply(changes)
        if self.editing.is_open:
            return
        empty_before = self._stack.currentWidget() is self._empty
        day, self._day = self._day, self.bridge.today()
        if changes.touches_person(self._person_id) or empty_before or day != self._day:
            self._show_page()

    def take_focus(self) -> None:
        if self.editing.is_open:
            self.editor.begin()
        elif self._stack.currentWidget() is self._empty:
            self._empty.button.setFocus()
        else:
            self.book.take_focus()

    def turn(self, step: int) -> bool:
        return self._stack.currentWidget() is self.sheet and self.book.turn(step)

    def log(self) -> bool:
        self.editing.leave()
        return self._stack.currentWidget() is self.sheet and self.book.log()

    def finish(self) -> bool:
        return self.editing.finish() and self.book.finish()

    def _show_page(self) -> None:
        """Show the card as it is in the store now, or what to do where there is none."""
        person = None
        if self._person_id is not None:
            person = get_person(self.bridge.reader, self._person_id, self.bridge.today())
        if person is None:
            self._stack.setCurrentWidget(self._empty)
            self._tell_empty()
        else:
            twin = ""
            if person.maybe_same_as is not None:
                names = names_of(self.bridge.reader, [person.maybe_same_as])
                twin = names.get(person.maybe_same_as, "")
            self.view.show_person(person, self.bridge.today(), twin)
            self._stack.setCurrentWidget(self.sheet)
            self.sheet.fit()
        self._settle()

    def _tell_empty(self) -> None:
        somebody = count_people(self.bridge.reader) > 0
        if somebody:
            self._empty.say("Nobody chosen", "Choose somebody on the left to see their card.")
        else:
            self._empty.say(
                "Begin with the people you know",
                "Drop an exported contacts file (.vcf) anywhere on this window or open it by "
                "Ctrl+I, or write down the first person yourself.",
            )

    # ------------------------------------------------------------------------------------ editing

    def edit(self) -> None:
        """Open the form of the person who is shown, with what was typed before."""
        if self._person_id is not None and not self.editing.is_open:
            self.editing.edit(self._person_id)

    def new_person(self) -> None:
        """Open an empty form, or the one that was left."""
        self.editing.new_person()

    def discard(self) -> None:
        """Throw the draft away that the notice speaks of."""
        self.editing.discard(self._noticed())

    def _noticed(self) -> int | None:
        """Whose draft the notice speaks of: that of who is shown, else a new person's."""
        return self._person_id if self.editing.has_draft(self._person_id) else None

    def _settle(self) -> None:
        editing = self.editing.is_open
        words = ""
        if not editing and self.editing.has_draft(self._noticed()):
            whose = "this card" if self._noticed() is not None else "a new person's card"
            words = f"You began to fill in {whose} and have not saved it."
        self._notice.say(words)
        shown = self._stack.currentWidget() is self.sheet
        self.actions_table[ActionId.EDIT_PERSON].setEnabled(shown)
        self.actions_table[ActionId.SAVE_PERSON].setEnabled(editing)

    def _go_on(self) -> None:
        if self._noticed() is None:
            self.new_person()
        else:
            self.edit()

    def _show_form(self) -> None:
        self.wants_front.emit()
        self._stack.setCurrentWidget(self.editor)

    def _form_closed(self) -> None:
        self._show_page()
        self.take_focus()

    def _form_stuck(self, person_id: int | None) -> None:
        self._person_id = person_id
        self._go_on()

    def _added(self, person_id: int) -> None:
        self._person_id = person_id
        self.book.show_person(person_id)
        self._form_closed()
        self.person_chosen.emit(person_id)
        self.added.emit(person_id)

    # ---------------------------------------------------------------------------------- the parts

    def _build(self) -> None:
        px = self.theme.px
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self._notice = Notice(self.theme, "edit", "accent")
        self._notice.setContentsMargins(px(12), px(8), px(12), 0)
        self._notice.add_button("Go on", self._go_on)
        self._notice.add_button("Discard", self.discard)
        column.addWidget(self._notice)
        self._empty = EmptyState(self.theme, "people", "", "", "New person", leading=True)
        self._stack = QStackedWidget()
        for page in (self._empty, self.sheet, self.editor):
            self._stack.addWidget(page)
        column.addWidget(self._stack, 1)
        self.setAccessibleName("Person")

    def _connect(self) -> None:
        actions = self.actions_table
        actions[ActionId.EDIT_PERSON].triggered.connect(lambda: self.edit())
        actions[ActionId.SAVE_PERSON].triggered.connect(lambda: self.editing.save())
        self._empty.acted.connect(actions[ActionId.NEW_PERSON].trigger)
        self.view.link_wanted.connect(self._open_link)
        self.view.person_wanted.connect(self.person_chosen)
        self.view.rhythm.message.connect(self.message)
        self.view.occasions.message.connect(self.message)
        self.view.rhythm.circles_wanted.connect(actions[ActionId.CIRCLES].trigger)
        self.view.apart_wanted.connect(self._keep_apart)
        self.speak_for(self.book)
        self.book.turned.connect(self.sheet.fit)
        self.editing.opened.connect(self._show_form)
        self.editing.closed.connect(self._form_closed)
        self.editing.drafts_changed.connect(self._settle)
        self.editing.added.connect(self._added)
        self.editing.stuck.connect(self._form_stuck)

    def _open_link(self, link: str) -> None:
        sentence = open_link(link)
        if sentence:
            self.message.emit(Message(sentence, Kind.WARNING))

    def _keep_apart(self, person_id: int, other_id: int) -> None:
        told = tell_done(self.bridge, self.message.emit, "The two are kept apart from now on.")
        self.bridge.do(keep_apart, told, person_id=person_id, other_id=other_id)
