"""What reaches the notifiers: the user's words as they are; making them safe is the notifier's."""

from __future__ import annotations

from datetime import time

from relationship_desk.desk.engine import Engine
from relationship_desk.notifiers.text import escaped, popup_body, popup_title
from tests.support.desks import TODAY, DeskForTests
from tests.support.reminders import NINE, Popups, at


def test_r44_the_title_stays_raw_the_body_is_escaped_for_markup_and_controls_go(
    desk: DeskForTests, engine: Engine, popups: Popups
) -> None:
    ida = desk.add("Ida <b>Vale</b> & \u202eson")
    desk.task("a <i>b</i> & c\x07\u202e d", ida, due_on=TODAY, due_time=time(9))
    at(desk, NINE)
    engine.beat()
    [popup] = popups.shown
    assert popup_title(popup.title) == "a <i>b</i> & c d"
    assert popup_body(popup.body) == "Ida <b>Vale</b> & son – due 09:00"
    assert escaped(popup_body(popup.body)) == ("Ida &lt;b&gt;Vale&lt;/b&gt; &amp; son – due 09:00")


def test_r44_a_lone_surrogate_is_dropped(
    desk: DeskForTests, engine: Engine, popups: Popups
) -> None:
    desk.task("a 😀 b", due_on=TODAY, due_time=time(9))
    at(desk, NINE)
    engine.beat()
    assert popup_title(popups.titles[0] + "\ud83d") == "a 😀 b"
