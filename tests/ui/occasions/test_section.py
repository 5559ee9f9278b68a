"""The occasions on a card, and the dialog in which one is opened."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QToolButton, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from relationship_desk.desk.commands.occasions import (
    OccasionForm,
    add_occasion,
    note_death,
    set_lead,
)
from relationship_desk.desk.commands.people import set_archived
from relationship_desk.desk.commands.seasons import begin_grief
from relationship_desk.domain.contact import Detail, DetailKind
from relationship_desk.domain.occasion_rules import LeapDay, parse_rule
from relationship_desk.domain.occasions import NEVER, OccasionKind
from relationship_desk.store.occasions import leap_day_of, occasion_rows, own_leads
from relationship_desk.ui.bridge import Bridge
from relationship_desk.ui.occasions.dialog import OccasionDialog
from relationship_desk.ui.occasions.section import OccasionsSection
from relationship_desk.ui.theme import Theme
from relationship_desk.ui.widgets.bar import Message
from tests.support.desks import DeskForTests

K = OccasionKind
Settle = Callable[[], None]
Open = Callable[..., OccasionDialog]


def born(on: str) -> Detail:
    return Detail(DetailKind.DATE, (on,), "birthday")


def add(desk: DeskForTests, person_id: int, kind: OccasionKind, on: str, **values: Any) -> int:
    rule = parse_rule(on)
    assert rule is not None
    form = OccasionForm(kind, rule, **values)
    return int(desk.do(add_occasion, person_id=person_id, form=form, region="DE")[1])


@pytest.fixture
def said() -> list[Message]:
    return []


@pytest.fixture
def section(
    bridge: Bridge, theme: Theme, qtbot: QtBot, said: list[Message], settle: Settle
) -> Iterator[OccasionsSection]:
    """The section in a window, which reads anew as the card does."""
    window = QWidget()
    qtbot.addWidget(window)
    made = OccasionsSection(bridge, theme, window)
    made.message.connect(said.append)
    made.resize(480, 400)
    bridge.changed.connect(lambda _: made.show_person(made.property("whose")))
    window.show()
    yield made
    settle()


@pytest.fixture
def opened(section: OccasionsSection, settle: Settle) -> Open:
    """Open the occasion with this name on its button, or a new one; the dialog."""

    def run(name: str = "") -> OccasionDialog:
        settle()
        if name:
            buttons = section.findChildren(QToolButton)
            next(b for b in buttons if b.accessibleName() == f"Open {name}").click()
        else:
            section.add_button.click()
        settle()
        [dialog] = [
            w
            for w in QApplication.topLevelWidgets()
            if isinstance(w, OccasionDialog) and w.isVisible()
        ]
        return dialog

    return run


def show(section: OccasionsSection, person_id: int) -> None:
    section.setProperty("whose", person_id)
    section.show_person(person_id)


def test_what_comes_stands_there_in_words_the_soonest_first(
    desk: DeskForTests, section: OccasionsSection
) -> None:
    ida = desk.add("Ida Vale", born("1986-03-19"))
    add(desk, ida, K.WEDDING, "2016-06-04", lead_days=14)
    add(desk, ida, K.OTHER, "april", label="moving house")
    show(section, ida)
    assert section.lines() == [
        "Big birthday: turns forty – in 7 days · Thursday 19 March 2026",
        "Moving house – in April",
        "Ten years since the wedding – in 3 months · Thursday 4 June 2026 · "
        "2 weeks before, and on the day",
    ]


def test_what_is_not_told_says_why(
    desk: DeskForTests, section: OccasionsSection, bridge: Bridge
) -> None:
    ida = desk.add("Ida Vale", born("1946-03-19"))
    add(desk, ida, K.WEDDING, "--06-04", lead_days=NEVER)
    desk.do(begin_grief, person_id=ida, from_on=bridge.today())
    show(section, ida)
    assert [line.split(" · ")[-1] for line in section.lines()] == ["not told in grief"] * 2
    desk.undo()
    show(section, ida)
    assert section.lines()[1].endswith("no reminder")
    desk.do(set_archived, person_ids=[ida], archived=True)
    show(section, ida)
    assert {line.split(" · ")[-1] for line in section.lines()} == {"not told from the archive"}
    desk.do(note_death, person_id=ida, on="2020-05-02", region="DE")
    show(section, ida)
    assert section.lines() == [
        "Six years since the death – in 7 weeks · Saturday 2 May 2026 · not told from the archive",
        "Wedding anniversary – not told any more",
    ]


def test_a_new_occasion_is_saved_and_undo_takes_it_back(
    desk: DeskForTests, section: OccasionsSection, opened: Open, said: list[Message], settle: Settle
) -> None:
    ida = desk.add("Ida Vale")
    show(section, ida)
    dialog = opened()
    dialog.kind.setCurrentIndex(dialog.kind.findData(K.NAME_DAY))
    dialog.rule.day.line.setText("12 april")
    assert dialog.preview().splitlines() == [
        "Sunday 12 April 2026",
        "Monday 12 April 2027",
        "Wednesday 12 April 2028",
    ]
    dialog.lead.setCurrentIndex(dialog.lead.findData(7))
    dialog.save.click()
    settle()
    assert not isValid(dialog)
    assert section.lines() == [
        "Name day – in 4 weeks · Sunday 12 April 2026 · 1 week before, and on the day"
    ]
    [message] = said
    assert (message.text, message.action) == ("New name day of Ida Vale.", "Undo")
    assert message.on_action is not None
    message.on_action()
    settle()
    assert section.lines() == []


@pytest.mark.parametrize(
    ("shape", "stored", "first"),
    [
        ("weekday", "--05 2SU", "Sunday 10 May 2026"),
        ("easter", "orthodox-2", "Friday 10 April 2026"),
    ],
)
def test_a_rule_is_picked_and_previewed(
    desk: DeskForTests,
    section: OccasionsSection,
    opened: Open,
    settle: Settle,
    bridge: Bridge,
    shape: str,
    stored: str,
    first: str,
) -> None:
    ida = desk.add("Ida Vale")
    show(section, ida)
    dialog = opened()
    dialog.kind.setCurrentIndex(dialog.kind.findData(K.OTHER))
    dialog.label.setText("the choir")
    rule = dialog.rule
    if shape == "weekday":
        rule.shape.setCurrentIndex(1)
        rule.nth.setCurrentIndex(1)
        rule.weekday.setCurrentIndex(6)
        rule.month.setCurrentIndex(4)
    else:
        rule.shape.setCurrentIndex(2)
        rule.days.setText("2")
        rule.side.setCurrentIndex(1)
        rule.orthodox.setChecked(True)
    assert dialog.preview().splitlines()[0] == first
    dialog.save.click()
    settle()
    [row] = occasion_rows(desk.reader, bridge.today(), bridge.preferences(), people=[ida])
    assert str(row.occasion.rule) == stored
    again = opened("the choir")
    assert again.rule.rule() == row.occasion.rule
    again.reject()


def test_29_february_asks_when_it_is_kept_in_other_years(
    desk: DeskForTests, section: OccasionsSection, opened: Open, said: list[Message], settle: Settle
) -> None:
    ida = desk.add("Ida Vale", born("1988-02-29"))
    show(section, ida)
    dialog = opened("birthday")
    assert dialog.march.isVisible()
    assert dialog.february.isChecked()
    assert dialog.preview().splitlines()[0] == "Sunday 28 February 2027: turns thirty-nine"
    dialog.march.setChecked(True)
    assert dialog.preview().splitlines()[0] == "Monday 1 March 2027: turns thirty-nine"
    dialog.save.click()
    settle()
    assert leap_day_of(desk.reader, ida) is LeapDay.MARCH
    assert [message.text for message in said] == ["29 February of Ida Vale."]
    other = opened()
    other.rule.day.line.setText("12 April")
    assert not other.march.isVisible()
    other.reject()


def test_of_a_date_of_the_card_only_the_reminder_is_set_here(
    desk: DeskForTests, section: OccasionsSection, opened: Open, settle: Settle
) -> None:
    ida = desk.add("Ida Vale", born("1986-04-12"))
    show(section, ida)
    dialog = opened("birthday")
    assert not dialog.kind.isEnabled()
    assert not dialog.rule.isEnabled()
    assert not dialog.remove.isVisible()
    assert dialog.lead.days() is None
    dialog.lead.setCurrentIndex(dialog.lead.findData(NEVER))
    dialog.save.click()
    settle()
    assert own_leads(desk.reader, ida) == {K.BIRTHDAY: NEVER}
    assert section.lines()[0].endswith("no reminder")
    again = opened("birthday")
    assert again.lead.days() == NEVER
    again.reject()


def test_an_unusual_lead_is_shown_and_kept(
    desk: DeskForTests, section: OccasionsSection, opened: Open, settle: Settle
) -> None:
    ida = desk.add("Ida Vale", born("1986-04-12"))
    desk.do(set_lead, person_id=ida, kind=K.BIRTHDAY, days=11)
    show(section, ida)
    dialog = opened("birthday")
    assert dialog.lead.currentText() == "11 days before, and on the day"
    dialog.save.click()
    settle()
    assert own_leads(desk.reader, ida) == {K.BIRTHDAY: 11}


def test_an_occasion_is_edited_and_removed(
    desk: DeskForTests, section: OccasionsSection, opened: Open, said: list[Message], settle: Settle
) -> None:
    ida = desk.add("Ida Vale")
    add(desk, ida, K.WORK, "2016-05-01", label="Harbour Museum")
    show(section, ida)
    dialog = opened("Harbour Museum")
    dialog.label.setText("Book Fair")
    dialog.save.click()
    settle()
    assert section.lines()[0].startswith("Ten years at Book Fair – ")
    dialog = opened("Book Fair")
    dialog.remove.click()
    settle()
    assert section.lines() == []
    assert said[-1].text == "Remove Book Fair of Ida Vale."


def test_what_is_not_understood_keeps_the_dialog_open_and_says_so(
    desk: DeskForTests, section: OccasionsSection, opened: Open, settle: Settle
) -> None:
    ida = desk.add("Ida Vale", born("1986-04-12"))
    show(section, ida)
    dialog = opened()
    dialog.kind.setCurrentIndex(dialog.kind.findData(K.OTHER))
    dialog.rule.day.line.setText("some day")
    dialog.save.click()
    assert dialog.rule.day.hint() == (
        "Not a day of the year. Try “12 April 1985”, “12 April” or “April”."
    )
    dialog.rule.shape.setCurrentIndex(2)
    dialog.rule.days.setText("90")
    dialog.rule.side.setCurrentIndex(1)
    dialog.save.click()
    assert "at most 80 days before" in dialog.accessibleDescription()
    dialog.rule.days.setText("2")
    dialog.save.click()
    settle()
    assert dialog.isVisible()
    assert dialog.accessibleDescription() == ("Say in a few words what it is; nothing was saved.")
    dialog.reject()
    settle()
    assert len(section.lines()) == 1


def test_that_somebody_died_is_noted_with_or_without_a_day(
    desk: DeskForTests, section: OccasionsSection, opened: Open, settle: Settle
) -> None:
    ida = desk.add("Ida Vale", born("1946-04-12"))
    show(section, ida)
    dialog = opened()
    dialog.kind.setCurrentIndex(dialog.kind.count() - 1)
    assert dialog.died_on.isVisible()
    assert not dialog.rule.isVisible()
    assert "nobody congratulates" in dialog.preview()
    dialog.save.click()
    settle()
    assert section.lines() == []
    desk.undo()
    dialog = opened()
    dialog.kind.setCurrentIndex(dialog.kind.count() - 1)
    dialog.died_on.line.setText("2 May 2020")
    dialog.save.click()
    settle()
    assert section.lines() == ["Six years since the death – in 7 weeks · Saturday 2 May 2026"]


def test_the_keyboard_reaches_everything(
    desk: DeskForTests, section: OccasionsSection, opened: Open, settle: Settle
) -> None:
    ida = desk.add("Ida Vale", born("1986-04-12"))
    show(section, ida)
    for button in (section.add_button, *section.findChildren(QToolButton)):
        assert button.focusPolicy() & Qt.FocusPolicy.TabFocus
        assert button.accessibleName()
    dialog = opened()
    for field in (dialog.kind, dialog.label, dialog.lead, dialog.rule.shape, dialog.save):
        assert field.focusPolicy() & Qt.FocusPolicy.TabFocus
    dialog.reject()
