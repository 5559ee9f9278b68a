"""The middle pane: one person's card, read or edited, and under it what happened with them."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from relationship_desk.desk.commands.apart import keep_apart
from relationship_desk.desk.commands.people import PersonForm
from relationship_desk.desk.desk import Outcome
from relationship_desk.domain.changes import Changes
from relationship_desk.domain.errors import UserError
from relationship_desk.store.people import count_people, get_person, names_of
from relationship_desk.ui.actions import ActionId, Actions
from relationship_desk.ui.bridge import Bridge
from relationship_desk.ui.card.editor import PersonEditor
from relationship_desk.ui.card.forms import EMPTY, form_of
from relationship_desk.ui.card.menu import card_menu
from relationship_desk.ui.card.notice import Notice
from relationship_desk.ui.card.opener import open_link
from relationship_desk.ui.card.other import look_into_cards
from relationship_desk.ui.card.rhythm_line import RhythmLine
from relationship_desk.ui.card.saving import Draft, save_edited, save_new, stored_form
from relationship_desk.ui.card.view import CardView
from relationship_desk.ui.occasions.section import OccasionsSection
from relationship_desk.ui.panes.base import Pane
from relationship_desk.ui.panes.timeline import TimelinePane
from relationship_desk.ui.photos import Photos
from relationship_desk.ui.theme import Theme
from relationship_desk.ui.widgets.bar import Kind, Message
from relationship_desk.ui.widgets.empty_state import EmptyState

_CHANGED = "This card was changed elsewhere meanwhile. What you typed stays; Save brings both in."
_SHARE = 0.56  # of the pane's height, at most, for the card
_GONE = "This person was deleted meanwhile. What you typed stays here; Undo brings them back."


class PersonPane(Pane):
    """Leaving the form keeps what was typed as a draft; only `discard` throws it away.

    `added` when a new person was saved.
    """

    added = Signal(int)

    def __init__(
        self, bridge: Bridge, actions: Actions, theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__(bridge, actions, theme, parent)
        self._person_id: int | None = None
        self._editing: int | None = None  # whose form is open; None for a new person's
        self._drafts: dict[int | None, Draft] = {}
        self.card_height: int | None = None  # as the user drew it
        self._day = bridge.today()
        # The parts have their new sizes only after the event that changed them.
        self._fit = QTimer(self)
        self._fit.setSingleShot(True)
        self._fit.setInterval(0)
        photos = Photos.of(bridge)
        edit = actions[ActionId.EDIT_PERSON]
        menu, others = card_menu(actions), look_into_cards(bridge)
        rhythm, occasions = RhythmLine(bridge, theme), OccasionsSection(bridge, theme)
        self.view = CardView(theme, photos, edit, menu, others, rhythm, occasions)
        self.editor = PersonEditor(bridge, theme, photos)
        self.timeline = TimelinePane(bridge, actions, theme)
        self._build()
        self._connect()
        self._show_page()

    # ------------------------------------------------------------------------------------ reading

    @property
    def is_editing(self) -> bool:
        """Whether the form is open."""
        return self._stack.currentWidget() is self.editor

    def show_person(self, person_id: int | None) -> None:
        if self.is_editing:
            if person_id == self._editing:
                return
            self._keep_draft()
        self._person_id = person_id
        self.timeline.set_person(person_id)
        self._show_page()
        self._scroll.verticalScrollBar().setValue(0)

    def apply(self, changes: Changes) -> None:
        self.timeline.apply(changes)
        if self.is_editing:
            if self._editing is not None and changes.touches_person(self._editing):
                self._tell_elsewhere()
            return
        empty_before = self._stack.currentWidget() is self._empty
        day, self._day = self._day, self.bridge.today()
        if changes.touches_person(self._person_id) or empty_before or day != self._day:
            self._show_page()

    def take_focus(self) -> None:
        if self.is_editing:
            self.editor.begin()
        elif self._stack.currentWidget() is self._empty:
            self._empty.button.setFocus()
        else:
            self.timeline.entry.text.setFocus()

    def log(self) -> bool:
        if self.is_editing:
            self.leave()
        return self._stack.currentWidget() is self._parts and self.timeline.log()

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
            self._stack.setCurrentWidget(self._parts)
            self._fit.start()
        self._settle()

    def _tell_empty(self) -> None:
        somebody = count_people(self.bridge.reader) > 0
        if somebody:
            self._empty.say("Nobody chosen", "Choose somebody on the left to see their card.")
        else:
            self._empty.say(
                "Begin with the people you know",
                "Drop an exported contacts file (.vcf) anywhere on this window, or write down "
                "the first person yourself.",
            )

    # ------------------------------------------------------------------------------------ editing

    def edit(self) -> None:
        """Open the form of the person who is shown, with what was typed before."""
        if self.is_editing or self._person_id is None:
            return
        person = get_person(self.bridge.reader, self._person_id, self.bridge.today())
        if person is not None:
            self.wants_front.emit()
            self._open_form(person.id, f"Edit {person.name.full}", form_of(person))

    def new_person(self) -> None:
        """Open an empty form, or the one that was left."""
        if self.is_editing:
            if self._editing is None:
                self.editor.begin()
                return
            self._keep_draft()
        self._open_form(None, "New person", EMPTY)

    def save(self) -> None:
        """Save what is typed; the form stays open until that is done."""
        if not self.is_editing or self.editor.is_saving:
            return
        if not self.editor.name.check():
            return
        if not self.editor.is_dirty():
            self._close_form()
            return
        self.editor.set_saving(True)
        person_id, draft = self._editing, self._as_draft()

        def failed(error: BaseException) -> None:
            self._not_saved(person_id, draft, error)

        if person_id is None:
            self.bridge.follow(save_new(self.bridge, draft), self._added, failed)
        else:
            saving = save_edited(self.bridge, person_id, draft)
            self.bridge.follow(saving, lambda _: self._saved(person_id), failed)

    def leave(self) -> None:
        """Close the form; what was typed is kept as a draft."""
        if self.is_editing:
            self._keep_draft()
            self._close_form()

    def discard(self) -> None:
        """Throw the draft away that the notice speaks of."""
        self._drafts.pop(self._noticed(), None)
        self._settle()

    def finish(self) -> bool:
        """Save every form that was begun; one that cannot be saved is shown, the window stays."""
        if self.is_editing:
            self._keep_draft()
            self._close_form()
        for person_id, draft in list(self._drafts.items()):
            if person_id is not None and not names_of(self.bridge.reader, [person_id]):
                continue  # deleted: their form waits for Undo, and cannot keep the window open
            if not draft.is_named:
                self._person_id = person_id
                self.wants_front.emit()
                self._go_on()
                self.editor.name.check()
                return False
            if person_id is None:
                self.bridge.follow(save_new(self.bridge, draft))
            else:
                self.bridge.follow(save_edited(self.bridge, person_id, draft))
            del self._drafts[person_id]
        return self.timeline.finish()

    def _open_form(self, person_id: int | None, title: str, base: PersonForm) -> None:
        draft = self._drafts.pop(person_id, None)
        self._editing = person_id
        self._stack.setCurrentWidget(self.editor)
        if draft is None:
            self.editor.load(title, base)
        else:
            self.editor.load(title, draft.base, draft.form)
            self._tell_elsewhere()
        self._settle()
        self.editor.begin()

    def _as_draft(self) -> Draft:
        return Draft(self.editor.base, self.editor.form())

    def _keep_draft(self) -> None:
        if self.editor.is_dirty() and not self.editor.is_saving:
            self._drafts[self._editing] = self._as_draft()

    def _close_form(self) -> None:
        self._editing = None
        self._stack.setCurrentWidget(self._parts)
        self._show_page()
        self.take_focus()

    def _added(self, outcome: Outcome[int]) -> None:
        if self.is_editing and self._editing is None:
            self.editor.set_saving(False)
            self._person_id = outcome.result
            self.timeline.set_person(outcome.result)
            self._close_form()
            self.person_chosen.emit(outcome.result)
            self.added.emit(outcome.result)

    def _saved(self, person_id: int) -> None:
        if self.is_editing and self._editing == person_id:
            self.editor.set_saving(False)
            self._close_form()

    def _not_saved(self, person_id: int | None, draft: Draft, error: BaseException) -> None:
        if self.is_editing and self._editing == person_id:
            self.editor.set_saving(False)
            if isinstance(error, UserError):
                self.editor.bar.tell(Message(str(error), Kind.ERROR))
                return
        else:
            # The form was left before the writer answered.
            self._drafts.setdefault(person_id, draft)
            self._settle()
        self.bridge.tell(error)

    def _tell_elsewhere(self) -> None:
        """Say that the store has something else now than what the form was made from."""
        if self._editing is None or self.editor.is_saving:
            return
        now = stored_form(self.bridge, self._editing)
        if now is None:
            self.editor.bar.tell(Message(_GONE, Kind.WARNING))
        elif now != self.editor.base:
            self.editor.bar.tell(Message(_CHANGED, Kind.WARNING))

    # ------------------------------------------------------------------------------------- drafts

    def _noticed(self) -> int | None:
        """Whose draft the notice speaks of: that of who is shown, else a new person's."""
        return self._person_id if self._person_id in self._drafts else None

    def _settle(self) -> None:
        editing = self.is_editing
        words = ""
        if not editing and self._noticed() in self._drafts:
            whose = "this card" if self._noticed() is not None else "a new person's card"
            words = f"You began to fill in {whose} and have not saved it."
        self._notice.say(words)
        shown = self._stack.currentWidget() is self._parts
        self.actions_table[ActionId.EDIT_PERSON].setEnabled(shown)
        self.actions_table[ActionId.SAVE_PERSON].setEnabled(editing)

    def _go_on(self) -> None:
        if self._noticed() is None:
            self.new_person()
        else:
            self.edit()

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
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setWidget(self.view)
        self._scroll.viewport().setAutoFillBackground(False)
        self.view.setAutoFillBackground(False)
        self._scroll.setMinimumHeight(px(112))
        self._parts = QSplitter(Qt.Orientation.Vertical)
        self._parts.setHandleWidth(px(1))
        self._parts.setChildrenCollapsible(False)
        self._parts.addWidget(self._scroll)
        self._parts.addWidget(self.timeline)
        self._parts.setStretchFactor(0, 0)
        self._parts.setStretchFactor(1, 1)
        self._empty = EmptyState(self.theme, "people", "", "", "New person", leading=True)
        self._stack = QStackedWidget()
        for page in (self._empty, self._parts, self.editor):
            self._stack.addWidget(page)
        column.addWidget(self._stack, 1)
        self.setAccessibleName("Person")

    def _connect(self) -> None:
        actions = self.actions_table
        actions[ActionId.EDIT_PERSON].triggered.connect(lambda: self.edit())
        actions[ActionId.SAVE_PERSON].triggered.connect(lambda: self.save())
        self._empty.acted.connect(actions[ActionId.NEW_PERSON].trigger)
        self.editor.save_wanted.connect(self.save)
        self.editor.leave_wanted.connect(self.leave)
        self.view.link_wanted.connect(self._open_link)
        self.view.person_wanted.connect(self.person_chosen)
        self.view.rhythm.message.connect(self.message)
        self.view.occasions.message.connect(self.message)
        self.view.rhythm.circles_wanted.connect(actions[ActionId.CIRCLES].trigger)
        self.view.apart_wanted.connect(self._keep_apart)
        self.timeline.message.connect(self.message)
        self.timeline.person_chosen.connect(self.person_chosen)
        self.timeline.wants_front.connect(self.wants_front)
        self.timeline.entry.folded.connect(self._fit.start)
        self._fit.timeout.connect(self._fit_card)
        self.view.installEventFilter(self)
        self._parts.splitterMoved.connect(self._card_resized)

    def _open_link(self, link: str) -> None:
        sentence = open_link(link)
        if sentence:
            self.message.emit(Message(sentence, Kind.WARNING))

    def _keep_apart(self, person_id: int, other_id: int) -> None:
        def told(outcome: Outcome[None]) -> None:
            operation_id = outcome.operation_id
            if operation_id is not None:
                self.message.emit(
                    Message(
                        "The two are kept apart from now on.",
                        Kind.SUCCESS,
                        "Undo",
                        lambda: self.bridge.undo(None, operation_id),
                    )
                )

        self.bridge.do(keep_apart, told, person_id=person_id, other_id=other_id)

    def _card_resized(self, position: int, _: int) -> None:
        self.card_height = position

    def _fit_card(self) -> None:
        """As high as the card, but never more than half, unless the user drew it so."""
        wanted = self.view.heightForWidth(self._scroll.viewport().width())
        room = self._parts.height()
        most = self.card_height or round(room * _SHARE)
        most = min(most, room - self.timeline.needed_height())
        height = max(min(wanted, most), self._scroll.minimumHeight())
        self._parts.setSizes([height, max(room - height, 1)])

    def eventFilter(self, watched: QObject, event: QEvent, /) -> bool:
        # A text of the card has found its height.
        if event.type() == QEvent.Type.LayoutRequest:
            self._fit.start()
        return False

    def resizeEvent(self, event: QResizeEvent, /) -> None:
        super().resizeEvent(event)
        self._fit.start()
