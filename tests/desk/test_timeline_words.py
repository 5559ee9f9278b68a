"""What is offered for undo after something was written into the timeline."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from relationship_desk.desk.commands.timeline import (
    InteractionForm,
    delete_interactions,
    edit_interaction,
    log_interaction,
)
from relationship_desk.domain.kinds import Channel
from relationship_desk.store.history import undo_label
from tests.support.desks import DeskForTests

DAY = date(2026, 3, 11)


@pytest.mark.parametrize(
    ("channel", "what"),
    [
        (Channel.MET, "a meeting with Ida Vale"),
        (Channel.EMAIL, "an e-mail with Ida Vale"),
        (Channel.NOTE, "a note about Ida Vale"),
    ],
)
def test_an_entry_is_called_by_its_channel(desk: DeskForTests, channel: Channel, what: str) -> None:
    form = InteractionForm((desk.add("Ida Vale"),), "", DAY, channel=channel)
    entry = desk.do(log_interaction, form=form)
    desk.do(edit_interaction, interaction_id=entry, form=replace(form, text="lunch"))
    assert undo_label(desk.reader) == f"Edit the {what.split(' ', 1)[1]}"
    desk.undo()
    assert undo_label(desk.reader) == f"Log {what}"


@pytest.mark.parametrize(
    ("text", "label"), [("lunch", "Delete “lunch”"), ("", "Delete an entry without text")]
)
def test_a_deleted_entry_is_called_by_its_text(desk: DeskForTests, text: str, label: str) -> None:
    form = InteractionForm((desk.add("Ida Vale"),), text, DAY)
    entry = desk.do(log_interaction, form=form)
    desk.do(delete_interactions, interaction_ids=[entry])
    assert undo_label(desk.reader) == label
