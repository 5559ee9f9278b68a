"""Opens the dialogs of thanks and gifts, and saves what they say; the same from everywhere.

Invariant: what was done is said with a button that takes back exactly this.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from typing import Any

from PySide6.QtWidgets import QWidget

from relationship_desk.desk.commands.batches import add_to_batch, edit_batch, make_batch
from relationship_desk.desk.commands.gift_profiles import set_gift_profile
from relationship_desk.desk.commands.gifts import edit_gift, note_gift, receive_gift
from relationship_desk.desk.commands.standings import (
    add_milestone,
    add_standing,
    edit_milestone,
    edit_standing,
)
from relationship_desk.desk.commands.thanks import (
    KindnessForm,
    edit_kindness,
    keep_thanks_draft,
    record_kindness,
    say_thanks,
)
from relationship_desk.desk.desk import Outcome
from relationship_desk.desk.thanks_letters import thanks_letters
from relationship_desk.domain.gifts import GiftWay
from relationship_desk.domain.kindness import ThanksForm
from relationship_desk.domain.thanks_letters import Thanked
from relationship_desk.store.batches import BatchRow
from relationship_desk.store.gifts import GiftRow
from relationship_desk.store.kindness import KindnessRow, get_kindness
from relationship_desk.store.people import get_person, names_of
from relationship_desk.store.standings import MilestoneRow, StandingRow
from relationship_desk.store.timeline import InteractionRow
from relationship_desk.ui.appreciation.batch_dialogs import BatchDialog, RecipientDialog
from relationship_desk.ui.appreciation.composer import ThanksDialog
from relationship_desk.ui.appreciation.gift_dialog import GiftDialog
from relationship_desk.ui.appreciation.kindness_dialog import KindnessDialog
from relationship_desk.ui.appreciation.profile_dialog import GiftProfileDialog
from relationship_desk.ui.appreciation.work_dialogs import MilestoneDialog, StandingDialog
from relationship_desk.ui.bridge import Bridge
from relationship_desk.ui.dialogs.form import FormDialog
from relationship_desk.ui.letters.opening import addresses_of, open_dialog
from relationship_desk.ui.plain import visible
from relationship_desk.ui.telling import Tell, tell_done
from relationship_desk.ui.theme import Theme

_Saving = Future[Outcome[Any]]


class AppreciationDialogs:
    """Opens each of them over a widget's window; `tell` says what was done."""

    def __init__(self, bridge: Bridge, theme: Theme, tell: Tell, over: QWidget) -> None:
        self._bridge, self._theme, self._over = bridge, theme, over
        self._tell = tell
        self._told = tell_done(bridge, tell)

    # --------------------------------------------------------------------------------- kindnesses

    def record(self, begin: KindnessForm | None = None, says: str = "") -> KindnessDialog:
        """Ask for a new kindness, begun with what is known."""
        dialog = KindnessDialog(self._theme, self._bridge, None, begin, self._window(), says)
        self._open(dialog, lambda form: self._bridge.desk.do(record_kindness, form=form))
        return dialog

    def record_for(self, person_id: int | None) -> KindnessDialog:
        """Ask for a new kindness of this person, or of somebody to be named."""
        if person_id is None:
            return self.record()
        return self.record(KindnessForm(person_id, "", self._bridge.today()))

    def record_of(self, entry: InteractionRow, whose: int | None = None) -> KindnessDialog | None:
        """Ask for what an entry tells of; `whose` of its people it is, else the first."""
        people = [person_id for person_id, _ in entry.people]
        if not people:
            return None
        who = whose if whose in people else people[0]
        return self.record(KindnessForm(who, entry.text, entry.on, interaction_id=entry.id))

    def edit_kindness(self, row: KindnessRow) -> KindnessDialog:
        """Open a kindness."""
        dialog = KindnessDialog(self._theme, self._bridge, row, None, self._window())
        desk = self._bridge.desk
        self._open(dialog, lambda form: desk.do(edit_kindness, kindness_id=row.id, form=form))
        return dialog

    def thank(self, kindness_id: int) -> ThanksDialog | None:
        """Compose thanks for a kindness; None where it, or whoever was kind, is gone."""
        bridge, row = self._bridge, get_kindness(self._bridge.reader, kindness_id)
        person = None if row is None else get_person(bridge.reader, row.person_id, bridge.today())
        if row is None or person is None:
            return None
        given = person.name.given or person.name.full
        said = Thanked(row.text, row.weight, row.meant_for, given, bridge.preferences().my_name)
        dialog = ThanksDialog(
            self._theme, thanks_letters(), said, person.name.full,
            addresses_of(bridge, person.id), row.draft, row.form, row.id, self._window(),
        )  # fmt: skip

        def send(text: str, form: ThanksForm) -> _Saving:
            return bridge.desk.do(say_thanks, kindness_id=row.id, form=form, text=text)

        def keep(text: str) -> None:
            bridge.do(
                keep_thanks_draft, self._told, kindness_id=row.id, text=text, form=dialog.way()
            )

        dialog.kept.connect(keep)
        open_dialog(bridge, dialog, send, self._tell)
        return dialog

    # -------------------------------------------------------------------------------------- gifts

    def gift_idea(self, person_id: int | None = None) -> GiftDialog:
        """Ask for an idea."""
        dialog = GiftDialog(self._theme, self._bridge, None, person_id, parent=self._window())
        self._open(dialog, lambda form: self._bridge.desk.do(note_gift, form=form))
        return dialog

    def gift_received(self, person_id: int | None = None) -> GiftDialog:
        """Ask what came, and from whom."""
        dialog = GiftDialog(
            self._theme, self._bridge, None, person_id, GiftWay.RECEIVED, self._window()
        )

        def save(form: Any) -> _Saving:
            thank, on = dialog.thank.isChecked(), dialog.on.value()
            return self._bridge.desk.do(receive_gift, form=form, on=on, thank=thank)

        self._open(dialog, save)
        return dialog

    def edit_gift(self, row: GiftRow) -> GiftDialog:
        """Open a gift."""
        dialog = GiftDialog(self._theme, self._bridge, row, parent=self._window())
        desk = self._bridge.desk
        self._open(dialog, lambda form: desk.do(edit_gift, gift_id=row.id, form=form))
        return dialog

    def profile(self, person_id: int) -> GiftProfileDialog:
        """Open what is good to know before giving."""
        name = visible(names_of(self._bridge.reader, [person_id]).get(person_id, ""))
        dialog = GiftProfileDialog(self._theme, self._bridge, person_id, name, self._window())
        desk = self._bridge.desk
        self._open(dialog, lambda form: desk.do(set_gift_profile, person_id=person_id, form=form))
        return dialog

    # --------------------------------------------------------------------------- days of the work

    def standing(
        self, row: StandingRow | None = None, person_id: int | None = None
    ) -> StandingDialog:
        """Open a standing, or ask for a new one."""
        dialog = StandingDialog(self._theme, self._bridge, row, person_id, self._window())
        desk = self._bridge.desk
        self._open(
            dialog,
            lambda form: (
                desk.do(add_standing, form=form)
                if row is None
                else desk.do(edit_standing, standing_id=row.id, form=form)
            ),
        )
        return dialog

    def milestone(
        self, row: MilestoneRow | None = None, person_id: int | None = None
    ) -> MilestoneDialog:
        """Open a milestone, or ask for a new one."""
        dialog = MilestoneDialog(self._theme, self._bridge, row, person_id, self._window())
        desk = self._bridge.desk

        def save(value: Any) -> _Saving:
            whose, text, on = value
            what = {"person_id": whose, "text": text, "on": on}
            if row is None:
                return desk.do(add_milestone, **what)
            return desk.do(edit_milestone, milestone_id=row.id, **what)

        self._open(dialog, save)
        return dialog

    # ------------------------------------------------------------------------------------ batches

    def batch(
        self, row: BatchRow | None = None, made: Callable[[int], object] | None = None
    ) -> BatchDialog:
        """Open a batch, or ask for a new one; `made` gets its id."""
        dialog = BatchDialog(self._theme, self._bridge, row, self._window())
        desk = self._bridge.desk

        def save(value: Any) -> _Saving:
            what = {"title": value.title, "form": value.form, "due_on": value.due_on}
            if row is None:
                return desk.do(make_batch, **what, person_ids=value.people)
            return desk.do(edit_batch, batch_id=row.id, **what)

        def told(outcome: Outcome[Any]) -> None:
            if row is None and made is not None:
                made(outcome.result)
            self._told(outcome)

        dialog.save_by(self._bridge, save, told)
        dialog.open()
        return dialog

    def recipient(self, batch_id: int) -> RecipientDialog:
        """Ask who gets it, too."""
        dialog = RecipientDialog(self._theme, self._bridge, self._window())
        desk = self._bridge.desk
        self._open(dialog, lambda who: desk.do(add_to_batch, batch_id=batch_id, person_ids=[who]))
        return dialog

    def _open(self, dialog: FormDialog, save: Callable[[Any], _Saving]) -> None:
        dialog.save_by(self._bridge, save, self._told)
        dialog.open()

    def _window(self) -> QWidget:
        return self._over.window()
