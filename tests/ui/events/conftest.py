"""A place of events for tests, with what it says."""

from __future__ import annotations

from typing import cast

import pytest
from pytestqt.qtbot import QtBot

from relationship_desk.ui.actions import Actions
from relationship_desk.ui.bridge import Bridge
from relationship_desk.ui.panes.events import EventsPane
from relationship_desk.ui.theme import Theme
from relationship_desk.ui.widgets.bar import Message


@pytest.fixture
def said() -> list[Message]:
    return []


@pytest.fixture
def pane(
    qtbot: QtBot, bridge: Bridge, actions: Actions, theme: Theme, said: list[Message]
) -> EventsPane:
    pane = EventsPane(bridge, actions, theme)
    pane.message.connect(lambda message: said.append(cast(Message, message)))
    bridge.changed.connect(pane.apply)
    pane.resize(900, 640)
    qtbot.addWidget(pane)
    pane.show()
    return pane
