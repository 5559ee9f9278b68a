"""The page "Give and thank": what somebody did for me and how I thanked, gifts, what they look for
and were given, introductions, and what they are to my work.

A part of it is a factory in `PARTS`; whatever else is given to a person gets its list here, too.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from PySide6.QtWidgets import QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from relationship_desk.desk.looking_back import awareness_of
from relationship_desk.store.gifts import gift_rows, profile_of, spent_on
from relationship_desk.store.kindness import kindness_rows
from relationship_desk.store.standings import standing_rows
from relationship_desk.ui.actions import Actions
from relationship_desk.ui.appreciation.calendar_leaf import (
    milestone_section,
    milestones_of,
    standing_section,
)
from relationship_desk.ui.appreciation.opening import AppreciationDialogs
from relationship_desk.ui.appreciation.sections import (
    gift_section,
    in_gift_order,
    kindness_section,
)
from relationship_desk.ui.bridge import Bridge
from relationship_desk.ui.pages.page import PersonPage
from relationship_desk.ui.plain import PlainLabel, visible
from relationship_desk.ui.telling import Tell
from relationship_desk.ui.theme import Theme
from relationship_desk.ui.value.given import GivenListing
from relationship_desk.ui.value.introductions import IntroductionsListing
from relationship_desk.ui.value.listing import Listing
from relationship_desk.ui.value.needs import NeedsListing
from relationship_desk.ui.widgets.section import Section
from relationship_desk.ui.widgets.whole import WholeWidget

_LEAST_HEIGHT = 240
R = TypeVar("R")


@dataclass(frozen=True, slots=True)
class Desk:
    """What a part of the page is made with; `whose` is the person in front."""

    bridge: Bridge
    theme: Theme
    dialogs: AppreciationDialogs
    tell: Tell
    whose: Callable[[], int | None]


@dataclass(frozen=True, slots=True)
class Part:
    """A widget, how it reads a person, and where it takes the focus."""

    widget: QWidget
    show: Callable[[int], None]
    take_focus: Callable[[], None]


def count_kindnesses(bridge: Bridge, person_id: int) -> int:
    """The number on the tab: those for which to thank."""
    rows = kindness_rows(bridge.reader, person_id)
    return sum(1 for row in rows if row.state.is_open)


class GivingPage(PersonPage):
    """Parts below each other, as many as there are in `PARTS`."""

    def __init__(
        self, bridge: Bridge, actions: Actions, theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__(bridge, actions, theme, parent)
        dialogs = AppreciationDialogs(bridge, theme, self.message.emit, self)
        desk = Desk(bridge, theme, dialogs, self.message.emit, lambda: self.person_id)
        self.parts = tuple(make(desk) for make in PARTS)
        inner = WholeWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, theme.px(4), 0, 0)
        column.setSpacing(0)
        for part in self.parts:
            column.addWidget(part.widget)
        column.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setWidget(inner)
        area.viewport().setAutoFillBackground(False)
        inner.setAutoFillBackground(False)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(area)

    def read(self) -> None:
        if self.person_id is not None:
            for part in self.parts:
                part.show(self.person_id)

    def take_focus(self) -> None:
        self.parts[0].take_focus()

    def needed_height(self) -> int:
        return self.theme.px(_LEAST_HEIGHT)


def _kindnesses(desk: Desk) -> Part:
    section = kindness_section(desk.bridge, desk.theme, desk.dialogs, desk.tell)
    section.add_wanted.connect(lambda: desk.dialogs.record_for(desk.whose()))
    return _listed(section, lambda whose: kindness_rows(desk.bridge.reader, whose))


def _gifts(desk: Desk) -> Part:
    section = gift_section(desk.bridge, desk.theme, desk.dialogs, desk.tell)
    section.add_wanted.connect(lambda: desk.dialogs.gift_idea(desk.whose()))
    return _listed(section, lambda whose: in_gift_order(gift_rows(desk.bridge.reader, whose)))


def _known(desk: Desk) -> Part:
    """What is good to know before giving, in a sentence, with the buttons beside it."""
    px = desk.theme.px
    words = PlainLabel(tone="quiet", size="small", wrap=True)
    know, came = QPushButton("Good to know…"), QPushButton("Something came…")
    know.clicked.connect(lambda _=False: _with(desk.whose(), desk.dialogs.profile))
    came.clicked.connect(lambda _=False: desk.dialogs.gift_received(desk.whose()))
    widget = QWidget()
    row = QHBoxLayout(widget)
    row.setContentsMargins(px(16), px(2), px(16), px(8))
    row.setSpacing(px(8))
    row.addWidget(words, 1)
    row.addWidget(came)
    row.addWidget(know)

    def show(whose: int) -> None:
        profile = profile_of(desk.bridge.reader, whose)
        spent = spent_on(desk.bridge.reader, whose, desk.bridge.today().year)
        said = [
            f"{name}: {value}"
            for name, value in (
                ("Sizes", profile.sizes), ("Likes", profile.likes),
                ("Allergies", profile.allergies), ("Never", profile.never_give),
            )
            if value
        ]  # fmt: skip
        if profile.budget is not None or spent.given:
            given = ", ".join(map(str, spent.given)) or "nothing"
            of = f" of {profile.budget}" if profile.budget is not None else ""
            said.append(f"Given this year: {given}{of}")
        words.setText(" · ".join(said) or "Nothing is noted yet of sizes, likes or allergies.")

    return Part(widget, show, know.setFocus)


def _standings(desk: Desk) -> Part:
    section = standing_section(desk.bridge, desk.theme, desk.dialogs, desk.tell, names=False)
    section.add_wanted.connect(lambda: desk.dialogs.standing(None, desk.whose()))
    return _listed(section, lambda whose: standing_rows(desk.bridge.reader, whose))


def _milestones(desk: Desk) -> Part:
    section = milestone_section(desk.bridge, desk.theme, desk.dialogs, desk.tell)
    section.add_wanted.connect(lambda: desk.dialogs.milestone(None, desk.whose()))
    return _listed(section, lambda whose: milestones_of(desk.bridge, whose))


def _aware(desk: Desk) -> Part:
    """What flowed both ways, in words, and two hints at most for the user's eyes alone."""
    px = desk.theme.px
    words = PlainLabel(tone="quiet", wrap=True)
    words.setContentsMargins(px(16), px(8), px(16), px(8))

    def show(whose: int) -> None:
        aware = awareness_of(desk.bridge.reader, desk.bridge.today(), whose)
        told = " ".join((*aware.words, *aware.hints))
        words.setText(visible(told))
        words.setVisible(bool(told))

    return Part(words, show, words.setFocus)


def _value(kind: type[Listing[R]]) -> Callable[[Desk], Part]:
    """A listing of the place Value, of one person."""

    def make(desk: Desk) -> Part:
        listing = kind(desk.bridge, desk.theme)
        listing.message.connect(desk.tell)
        return Part(listing, listing.show_of, listing.section.take_focus)

    return make


PARTS: tuple[Callable[[Desk], Part], ...] = (
    _kindnesses, _gifts, _known, _value(NeedsListing), _value(GivenListing),
    _value(IntroductionsListing), _standings, _milestones, _aware,
)  # fmt: skip


def _listed(section: Section[R], rows: Callable[[int], list[R]]) -> Part:
    return Part(section, lambda whose: section.show_rows(rows(whose)), section.take_focus)


def _with(whose: int | None, do: Callable[[int], object]) -> None:
    if whose is not None:
        do(whose)
