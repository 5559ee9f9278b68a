"""The command's own beat leaves its lines in the log of notifications."""

from __future__ import annotations

from relationship_desk.store.popup_log import popup_log
from tests.support.desks import open_desk
from tests.support.prompt import Prompt


def test_a_beat_that_shows_nothing_is_in_the_log(prompt: Prompt) -> None:
    prompt.add("Ida Vale")
    assert prompt("task", "1", "send slides", "--due", "2026-03-03T12:00").code == 0
    assert "Not shown: send slides." in prompt("tick").err
    desk = open_desk(prompt.folder, prompt.clock)
    [row] = popup_log(desk.reader, None, 10)
    desk.composition.close()
    assert (row.title, row.fate) == ("send slides", "failed")
    assert row.reason
