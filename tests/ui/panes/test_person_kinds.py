"""The rarer facts on a card and in its form: calm where they are not, whole where they are."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from relationship_desk.domain.contact import Detail, DetailKind
from relationship_desk.ui.actions import Actions
from relationship_desk.ui.bridge import Bridge
from relationship_desk.ui.card.sections import RARE
from relationship_desk.ui.panes.person import PersonPane
from relationship_desk.ui.theme import Theme
from tests.support.desks import DeskForTests

Settle = Callable[[], None]
K = DetailKind

RARER = (
    Detail(K.MESSENGER, ("ida.vale", "Signal"), "home"),
    Detail(K.SOCIAL, ("https://social.example/@ida", "Mastodon")),
    Detail(K.RELATED, ("Bo Oss",), "spouse"),
    Detail(K.PRONOUNS, ("she/her",)),
    Detail(K.GENDER, ("demigirl", "female")),
    Detail(K.LANGUAGE, ("fr",), "work"),
    Detail(K.PHONETIC, ("Aida",), "given name"),
    Detail(K.SORT_AS, ("Zzz",)),
    Detail(K.TIME_ZONE, ("Europe/Berlin",)),
    Detail(K.GEO, ("53.5,9.9",)),
    Detail(K.CALENDAR, ("https://cal.example/ida",), "free/busy"),
    Detail(K.LOGO, ("0" * 64,)),
)


@pytest.fixture
def pane(
    bridge: Bridge, actions: Actions, theme: Theme, qtbot: QtBot, settle: Settle
) -> Iterator[PersonPane]:
    """The pane, shown, with nobody chosen."""
    made = PersonPane(bridge, actions, theme)
    bridge.changed.connect(made.apply)
    qtbot.addWidget(made)
    made.resize(640, 900)
    made.show()
    settle()
    return made


def test_card_shows_the_rarer_facts_with_what_they_are(
    pane: PersonPane, desk: DeskForTests, settle: Settle
) -> None:
    pane.show_person(desk.add("Ida Vale", *RARER))
    settle()
    rows = {row.value: (row._label, row.link) for row in pane.view.facts()}
    assert rows == {
        "ida.vale": ("Signal · home", ""),
        "https://social.example/@ida": ("Mastodon", "https://social.example/@ida"),
        "Bo Oss": ("spouse", ""),
        "https://cal.example/ida": ("calendar · free/busy", "https://cal.example/ida"),
        "53.5,9.9": ("place", "geo:53.5,9.9"),
        "Europe/Berlin": ("time zone", ""),
        "fr": ("language · work", ""),
        "demigirl (female)": ("gender", ""),
        "Aida": ("phonetic name · given name", ""),
        "Zzz": ("sorted as", ""),
    }
    assert pane.view._aside.text() == "she/her"


def test_what_the_form_only_passed_by_is_saved_unchanged(
    pane: PersonPane, desk: DeskForTests, qtbot: QtBot, settle: Settle
) -> None:
    ida = desk.add("Ida Vale", *RARER)
    before = desk.person(ida).details
    pane.show_person(ida)
    pane.edit()
    settle()
    assert not pane.editor.is_dirty()
    pane.editor.name.full.end(False)
    qtbot.keyClicks(pane.editor.name.full, "-Oss")
    pane.editing.save()
    settle()
    assert desk.person(ida).name.full == "Ida Vale-Oss"
    assert desk.person(ida).details == before


def test_form_shows_no_rare_field_until_it_is_asked_for(
    pane: PersonPane, desk: DeskForTests, qtbot: QtBot, settle: Settle
) -> None:
    ida = desk.add("Ida Vale")
    pane.show_person(ida)
    pane.edit()
    settle()
    assert all(pane.editor.sections[kind].isHidden() for kind in RARE)
    assert not set(RARE) & pane.editor.adders.keys()
    pane.editor.adders[K.MESSENGER].click()
    handle, service = pane.editor.sections[K.MESSENGER].findChildren(QLineEdit)[:2]
    qtbot.keyClicks(handle, "ida.vale")
    qtbot.keyClicks(service, "Signal")
    pane.editor.rare_adders[K.RELATED].trigger()
    [row] = pane.editor.sections[K.RELATED]._rows
    qtbot.keyClicks(row.field.findChildren(QLineEdit)[0], "Bo")
    assert row.label is not None
    row.label.setCurrentText("spouse")
    pane.editing.save()
    settle()
    assert [d.detail for d in desk.person(ida).details] == [
        Detail(K.MESSENGER, ("ida.vale", "Signal")),
        Detail(K.RELATED, ("Bo",), "spouse"),
    ]
