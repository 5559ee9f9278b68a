"""The occasions of one person on the card: what comes next, in words; each can be opened."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from relationship_desk.domain.dates import PartialDate, exact_date
from relationship_desk.domain.occasion_rules import LeapDay
from relationship_desk.domain.occasions import OccasionKind
from relationship_desk.store.occasions import (
    CARD,
    Coming,
    OccasionRow,
    coming_on,
    leap_day_of,
    occasion_rows,
)
from relationship_desk.ui.bridge import Bridge
from relationship_desk.ui.occasions.lead_box import lead_words
from relationship_desk.ui.occasions.opening import open_occasion
from relationship_desk.ui.plain import PlainLabel, visible
from relationship_desk.ui.theme import Theme
from relationship_desk.ui.widgets.bar import Message
from relationship_desk.ui.widgets.labels import ElidedLabel

_HANG = 10


class OccasionsSection(QWidget):
    """Shows one person. `message` carries what was done, with its Undo."""

    message = Signal(Message)
    playbook_wanted = Signal(object, object)  # an `OccasionRow`, and its `Coming` or None

    def __init__(self, bridge: Bridge, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge, self._theme = bridge, theme
        self._person_id = 0
        self.leap = LeapDay.FEBRUARY  # when the person who is shown keeps 29 February
        px = theme.px
        self.add_button = QPushButton("Add…")
        self.add_button.setProperty("kind", "quiet")
        self.add_button.setAccessibleName("Add an occasion")
        self.add_button.clicked.connect(self.add)
        head = QHBoxLayout()
        head.setContentsMargins(px(_HANG), 0, 0, 0)
        head.setSpacing(px(4))
        head.addWidget(PlainLabel("Occasions", tone="quiet", size="small"))
        head.addWidget(self.add_button)
        head.addStretch(1)
        self._lines = QVBoxLayout()
        self._lines.setSpacing(0)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addLayout(self._lines)

    def show_person(self, person_id: int) -> None:
        """Read the person's occasions anew; the soonest first, those that are silent last."""
        self._person_id = person_id
        self.leap = leap_day_of(self._bridge.reader, person_id)
        while (item := self._lines.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.setParent(None)
                widget.deleteLater()
        for row, following in self._coming():
            line = _Line(self._theme, row, following, self._opener(row))
            line.playbook.clicked.connect(self._asker(row, following))
            self._lines.addWidget(line)

    def add(self) -> None:
        """Ask for a new occasion."""
        self._open(None)

    def lines(self) -> list[str]:
        """What stands there, a text for each occasion."""
        return [line.accessibleName() for line in self.findChildren(_Line)]

    def _coming(self) -> list[tuple[OccasionRow, Coming | None]]:
        on = self._bridge.today()
        found: list[tuple[OccasionRow, Coming | None]] = []
        for row in occasion_rows(
            self._bridge.reader, on, self._bridge.preferences(), people=[self._person_id]
        ):
            if row.silent and row.source == CARD:
                continue
            day = row.next_on(on)
            found.append((row, None if day is None else coming_on(row, day, on)))
        return sorted(
            found, key=lambda p: (p[0].silent, p[1] is None, p[1].on if p[1] else on, p[0].id)
        )

    def _opener(self, row: OccasionRow) -> Callable[[], None]:
        return lambda: self._open(row)

    def _asker(self, row: OccasionRow, following: Coming | None) -> Callable[[], None]:
        return lambda: self.playbook_wanted.emit(row, following)

    def _open(self, row: OccasionRow | None) -> None:
        tell = self.message.emit
        open_occasion(self._bridge, self._theme, self._person_id, row, tell, self.window())


class _Line(QWidget):
    """One occasion: a picture, what it is, when it is next; a button opens it."""

    def __init__(
        self,
        theme: Theme,
        row: OccasionRow,
        following: Coming | None,
        opened: Callable[[], None],
    ) -> None:
        super().__init__()
        self._theme, self._row = theme, row
        px = theme.px
        title = _title(row, following)
        when = _when(row, following)
        self.setAccessibleName(visible(f"{title} – {when}"))
        self._picture = QLabel()
        self._picture.setFixedSize(px(28), px(28))
        self._picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        words = ElidedLabel(title)
        quiet = ElidedLabel(when, tone="quiet", size="small")
        edit = QToolButton()
        edit.setIconSize(QSize(px(16), px(16)))
        edit.setAccessibleName(visible(f"Open {row.occasion.title}"))
        edit.setToolTip("Open")
        edit.clicked.connect(opened)
        theme.dress(edit, "edit", "quiet")
        self.playbook = QToolButton()
        self.playbook.setIconSize(QSize(px(16), px(16)))
        self.playbook.setAccessibleName(visible(f"Steps and words for {row.occasion.title}"))
        self.playbook.setToolTip("Steps and words for it")
        if row.silent or row.occasion.of_the_dead:
            self.playbook.hide()
        theme.dress(self.playbook, "note", "quiet")
        texts = QVBoxLayout()
        texts.setSpacing(0)
        texts.addWidget(words)
        texts.addWidget(quiet)
        line = QHBoxLayout(self)
        line.setContentsMargins(px(4), px(2), 0, px(2))
        line.setSpacing(px(6))
        line.addWidget(self._picture, 0, Qt.AlignmentFlag.AlignTop)
        line.addLayout(texts, 1)
        line.addWidget(self.playbook, 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(edit, 0, Qt.AlignmentFlag.AlignTop)
        theme.changed.connect(self._draw)
        self._draw()

    def _draw(self) -> None:
        is_birthday = self._row.occasion.kind is OccasionKind.BIRTHDAY
        icon = "cake" if is_birthday and not self._row.occasion.of_the_dead else "calendar"
        ratio, side = self.devicePixelRatioF(), self._theme.px(16)
        self._picture.setPixmap(self._theme.pixmap(icon, "quiet", side, ratio))


def _title(row: OccasionRow, following: Coming | None) -> str:
    if following is None or row.silent:
        title = row.occasion.title
        return title[:1].upper() + title[1:]
    return row.occasion.headline_on(following.on)


def _when(row: OccasionRow, following: Coming | None) -> str:
    """ "in 6 weeks · Sunday 12 April 2026 · 1 week before, and on the day"."""
    if row.silent:
        return "not told any more"
    if following is None:
        return "no day to come"
    rule = row.occasion.rule
    is_month = isinstance(rule, PartialDate) and rule.day is None
    shown = [following.when] if is_month else [following.when, exact_date(following.on)]
    if row.archived:
        shown.append("not told from the archive")
    elif not row.is_told_on(following.on):
        shown.append("not told in grief")
    elif row.lead_days:
        shown.append(lead_words(row.lead_days))
    return " · ".join(shown)
