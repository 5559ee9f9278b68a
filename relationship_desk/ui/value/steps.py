"""The steps of an introduction, from wherever they are taken.

Invariant: what was sent or said is written down by the step itself, for those whom it reached.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from typing import Any

from PySide6.QtWidgets import QWidget

from relationship_desk.desk.commands.introductions import (
    advance_introduction,
    end_introduction,
)
from relationship_desk.desk.commands.timeline import InteractionForm, log_interaction
from relationship_desk.desk.desk import Outcome
from relationship_desk.desk.introduction_letters import Pair, letter
from relationship_desk.domain.introductions import Side, Stage
from relationship_desk.domain.kinds import Channel, Direction
from relationship_desk.domain.playbooks import Tone
from relationship_desk.domain.text import one_line
from relationship_desk.store.introductions import IntroductionRow
from relationship_desk.store.people import get_person
from relationship_desk.ui.bridge import Bridge
from relationship_desk.ui.dialogs.form import FormDialog
from relationship_desk.ui.letters.dialog import Letter
from relationship_desk.ui.letters.opening import addresses_of, open_letter
from relationship_desk.ui.plain import visible
from relationship_desk.ui.telling import Tell, tell_done
from relationship_desk.ui.theme import Theme
from relationship_desk.ui.widgets.growing_text import GrowingTextEdit

_NAME = 24  # letters of a name on a button
_ASKED = {Stage.ASKED_FIRST: Side.FIRST, Stage.ASKED_SECOND: Side.SECOND}  # who is to answer


class Steps:
    """The steps of an introduction, from wherever they are taken: letters, words, and an end."""

    def __init__(self, bridge: Bridge, theme: Theme, tell: Tell, parent: QWidget) -> None:
        self._bridge, self._theme, self._tell, self._parent = bridge, theme, tell, parent
        self._told = tell_done(bridge, tell)

    def go_on(self, row: IntroductionRow) -> None:
        """What the next step is: a letter to be sent, or words about what became of it."""
        following = row.steps.follows
        if following is Stage.CHECKED:
            self.advance(row, Stage.CHECKED)
        elif following is Stage.FINISHED:
            self.finish(row)
        elif following is not None:
            self.write(row)

    def write(self, row: IntroductionRow) -> None:
        """A letter to whom the next step reaches. Once sent, the step is done; a letter that only
        asks how it goes is an entry of the timeline."""
        following = row.steps.follows
        if following is None:
            return

        def send(text: str, channel: Channel) -> Future[Outcome[Any]]:
            if following in (Stage.CHECKED, Stage.FINISHED):
                people = (row.first_id, row.second_id)
                on = self._bridge.today()
                entry = InteractionForm(people, text, on, None, channel, Direction.MINE)
                return self._bridge.desk.do(log_interaction, form=entry)
            return self._bridge.desk.do(
                advance_introduction, introduction_id=row.id, to=following, text=text,
                channel=channel,
            )  # fmt: skip

        written = self._letter(row, following)
        opened = open_letter(self._bridge, self._theme, written, send, self._tell, self._parent)
        asked = _ASKED.get(row.stage)
        if asked is not None:  # in private: the letter to the other is never sent
            name = row.first_name if asked is Side.FIRST else row.second_name
            words = visible(f"{one_line(name, _NAME)} said no").replace("&", "&&")
            opened.add_button(words, lambda: self.end(row, Stage.DECLINED, asked))

    def advance(self, row: IntroductionRow, to: Stage) -> None:
        """It is done, without a letter."""
        self._bridge.do(advance_introduction, self._told, introduction_id=row.id, to=to)

    def finish(self, row: IntroductionRow) -> None:
        """Ask what became of it."""
        dialog = _FinishDialog(self._theme, row, self._parent)
        do: Callable[..., Any] = self._bridge.desk.do
        dialog.save_by(
            self._bridge,
            lambda text: do(
                advance_introduction, introduction_id=row.id, to=Stage.FINISHED, text=text
            ),
            self._told,
        )
        dialog.open()

    def end(self, row: IntroductionRow, as_: Stage, by: Side | None = None) -> None:
        """It is not wanted, or they know each other."""
        self._bridge.do(end_introduction, self._told, introduction_id=row.id, as_=as_, by=by)

    def _letter(self, row: IntroductionRow, step: Stage) -> Letter:
        bridge = self._bridge
        pair = Pair(
            row.first_name, row.second_name, self._called(row.first_id), self._called(row.second_id)
        )
        my_name = bridge.preferences().my_name
        written = {tone: letter(step, pair, row.why, my_name, tone) for tone in Tone}
        first = written[Tone.FRIENDLY]
        names = {Side.FIRST: row.first_name, Side.SECOND: row.second_name}
        ids = {Side.FIRST: row.first_id, Side.SECOND: row.second_id}
        addresses = [addresses_of(bridge, ids[side])[:1] for side in first.to]
        both = ", ".join(address for found in addresses for address in found)
        offered = addresses_of(bridge, ids[first.to[0]]) if len(first.to) == 1 else [both]
        return Letter(
            row.steps.step,
            " and ".join(names[side] for side in first.to),
            first.text,
            [address for address in offered if address],
            first.subject,
            Channel.EMAIL,
            "Writes it into the timeline, and the step is done"
            if step not in (Stage.CHECKED, Stage.FINISHED)
            else "Writes it into the timeline",
            {tone: each.text for tone, each in written.items()},
        )

    def _called(self, person_id: int) -> str:
        person = get_person(self._bridge.reader, person_id, self._bridge.today())
        return "" if person is None else person.name.given or person.name.full


class _FinishDialog(FormDialog):
    """`submitted` carries what became of an introduction."""

    def __init__(self, theme: Theme, row: IntroductionRow, parent: QWidget) -> None:
        says = visible(f"{row.first_name} and {row.second_name}, introduced by you.")
        super().__init__(theme, "What became of it?", parent, says=says)
        self.text = GrowingTextEdit(theme, "What became of it", lines=3, most_lines=8)
        self.add_row("What became of it", self.text)
        self.text.setFocus()

    def value(self) -> str:
        return self.text.toPlainText()
