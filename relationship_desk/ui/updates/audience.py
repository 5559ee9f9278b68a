"""For whom an update is: rules, people by hand, and at once who that comes to and why.

Invariant: every choice is saved as it is made, and is one step of Undo; who is shown is asked anew
after each.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QHBoxLayout,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from relationship_desk.desk.commands.news import choose_people, set_audience
from relationship_desk.desk.news import round_of
from relationship_desk.domain.audience import Audience, Rule, RuleKind
from relationship_desk.domain.changes import Changes
from relationship_desk.domain.news import Choice, Member
from relationship_desk.domain.rhythm import Lane
from relationship_desk.store.audience import known_places, known_topics, rule_words
from relationship_desk.store.circles import all_circles
from relationship_desk.store.news import NewsRow, get_news
from relationship_desk.store.people import all_tags, names_of
from relationship_desk.ui.bridge import Bridge
from relationship_desk.ui.delegates.line import Line, LineDelegate
from relationship_desk.ui.plain import PlainLabel, visible
from relationship_desk.ui.theme import Theme
from relationship_desk.ui.widgets.person_field import PersonField
from relationship_desk.ui.widgets.section import REMOVE_KEYS, Section, Verb

_KINDS = {
    RuleKind.CIRCLE: "Circle",
    RuleKind.TAG: "Tag",
    RuleKind.PLACE: "Place",
    RuleKind.TOPIC: "Topic",
    RuleKind.LANE: "Lane",
    RuleKind.SEARCH: "Words",
}
_TYPED = (RuleKind.PLACE, RuleKind.TOPIC, RuleKind.SEARCH)


@dataclass(frozen=True, slots=True)
class _RuleRow:
    rule: Rule
    words: str
    must: bool  # each person must fit it; else one such rule is enough


@dataclass(frozen=True, slots=True)
class _PersonRow:
    id: int
    name: str
    part: str  # the heading under which they stand
    why: str
    member: Member


class AudienceDialog(QDialog):
    """Closed by Esc or its button; there is nothing to save."""

    def __init__(
        self, theme: Theme, bridge: Bridge, news_id: int, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme, self._bridge, self._news_id = theme, bridge, news_id
        self.setWindowTitle("Audience")
        self.kind = QComboBox()
        self.kind.setAccessibleName("Kind of rule")
        for kind, words in _KINDS.items():
            self.kind.addItem(words, kind)
        self.value = QComboBox()
        self.value.setAccessibleName("What it asks for")
        self.add_rule = QPushButton("&Add")
        self.add_rule.setAutoDefault(False)
        self.person = PersonField(theme, bridge, "Add somebody by hand")
        self.person.line.setPlaceholderText("Add somebody by hand")
        self.rules: Section[_RuleRow] = Section(
            theme,
            "Rules",
            describe=_describe_rule,
            delegate=lambda view: LineDelegate(theme, view, _rule_line),
            verbs=(
                Verb("One is enough / must fit", self._turn, (Qt.Key.Key_Space,), opens=True),
                Verb("Remove", self._remove, REMOVE_KEYS),
            ),
            empty="Nobody yet. Add a circle, a tag, a place, a topic, a lane or words, or people "
            "by hand.",
            key=lambda row: row.rule,
            most=220,
        )
        self.people: Section[_PersonRow] = Section(
            theme,
            "Who that is",
            describe=_describe_person,
            delegate=lambda view: LineDelegate(theme, view, _person_line),
            verbs=(
                Verb("Leave out", partial(self._choose, Choice.LEFT_OUT), REMOVE_KEYS, _is_in),
                Verb("Tell anyway", partial(self._choose, Choice.ADDED), (Qt.Key.Key_A,), _may_add),
                Verb("As the rules say", partial(self._choose, Choice.NONE), (Qt.Key.Key_R,)),
            ),
            empty="Nobody fits yet.",
            heading=_heading,
            fills=True,
        )
        self._title = PlainLabel(size="large", wrap=True)
        self._progress = PlainLabel(tone="quiet")
        self._build()
        self.kind.currentIndexChanged.connect(lambda _: self._offer())
        self.add_rule.clicked.connect(self._add)
        self.person.submitted.connect(self._add_person)
        bridge.changed.connect(self._follow)
        self._offer()
        self.read()
        self.kind.setFocus()
        self.finished.connect(self.deleteLater)

    def read(self) -> None:
        """Show the rules and whom they come to as they are in the store now."""
        reader = self._bridge.reader
        news = get_news(reader, self._news_id)
        if news is None:
            self.reject()
            return
        words = rule_words(reader, news.audience.rules)
        self._title.setText(news.title)
        rows = [_RuleRow(rule, words[rule], must=False) for rule in news.audience.any_of]
        rows += [_RuleRow(rule, words[rule], must=True) for rule in news.audience.all_of]
        self.rules.show_rows(rows)
        found = round_of(reader, news, self._bridge.today())
        self._progress.setText(found.words)
        names = names_of(reader, [member.person_id for member in found.members])
        parts = (("To tell", found.to_tell), ("Know", found.told), ("Left out", found.left_out))
        self.people.show_rows(
            [
                _PersonRow(m.person_id, names[m.person_id], part, _why(m, words), m)
                for part, members in parts
                for m in members
            ]
        )

    def _follow(self, changes: Changes) -> None:
        if self.isVisible() and changes:
            self.read()

    # -------------------------------------------------------------------------------- the choices

    def _offer(self) -> None:
        """What can be asked for by the kind of rule that is chosen."""
        kind = RuleKind(self.kind.currentData())
        self.value.clear()
        if self.value.isEditable() != (kind in _TYPED):
            self.value.setEditable(kind in _TYPED)
            line = self.value.lineEdit()
            if line is not None:
                line.setAccessibleName("What it asks for")
                line.returnPressed.connect(self._add)
        for words, value in self._values(kind):
            self.value.addItem(visible(words), value)
        if kind is RuleKind.SEARCH:
            self.value.setCurrentText("")
        self.add_rule.setEnabled(kind in _TYPED or self.value.count() > 0)

    def _values(self, kind: RuleKind) -> Iterator[tuple[str, str]]:
        reader = self._bridge.reader
        if kind is RuleKind.CIRCLE:
            yield from ((circle.name, str(circle.id)) for circle in all_circles(reader))
        elif kind is RuleKind.TAG:
            yield from ((tag.name, str(tag.id)) for tag in all_tags(reader))
        elif kind is RuleKind.PLACE:
            yield from ((place, place) for place in known_places(reader))
        elif kind is RuleKind.TOPIC:
            topics = known_topics(reader, self._bridge.today())
            yield from ((topic, topic) for topic in topics)
        elif kind is RuleKind.LANE:
            yield from ((lane.words, lane.value) for lane in Lane)

    def _add(self) -> None:
        kind = RuleKind(self.kind.currentData())
        value = self.value.currentText() if kind in _TYPED else self.value.currentData()
        if value and str(value).strip():
            rule = Rule(kind, " ".join(str(value).split()))
            self._save(lambda now: Audience(_with(now.any_of, rule), now.all_of))

    def _remove(self, row: _RuleRow) -> None:
        self._save(lambda now: _without(now, row.rule))

    def _turn(self, row: _RuleRow) -> None:
        """One is enough, or each must fit: the other way round."""

        def turned(now: Audience) -> Audience:
            rest = _without(now, row.rule)
            if row.must:
                return Audience(_with(rest.any_of, row.rule), rest.all_of)
            return Audience(rest.any_of, _with(rest.all_of, row.rule))

        self._save(turned)

    def _save(self, change: Callable[[Audience], Audience]) -> None:
        news: NewsRow | None = get_news(self._bridge.reader, self._news_id)
        if news is not None:
            self._bridge.do(set_audience, None, news_id=news.id, audience=change(news.audience))

    def _add_person(self) -> None:
        person_id = self.person.person_id()
        if self.person.is_understood() and person_id is not None:
            self._hand(Choice.ADDED, person_id)
            self.person.set_person(None)

    def _choose(self, choice: Choice, row: _PersonRow) -> None:
        self._hand(choice, row.id)

    def _hand(self, choice: Choice, person_id: int) -> None:
        self._bridge.do(
            choose_people, None, news_id=self._news_id, person_ids=[person_id], choice=choice
        )

    # ----------------------------------------------------------------------------------- building

    def _build(self) -> None:
        px = self._theme.px
        adding = QHBoxLayout()
        adding.setSpacing(px(8))
        adding.addWidget(self.kind)
        adding.addWidget(self.value, 1)
        adding.addWidget(self.add_rule)
        left = QVBoxLayout()
        left.setSpacing(px(8))
        left.addLayout(adding)
        left.addWidget(self.rules)
        left.addWidget(self.person)
        left.addStretch(1)
        parts = QHBoxLayout()
        parts.setSpacing(px(16))
        parts.addLayout(left, 1)
        parts.addWidget(self.people, 1)
        close = QPushButton("Close")
        close.setProperty("kind", "primary")
        close.setAutoDefault(False)
        close.clicked.connect(self.reject)
        end = QHBoxLayout()
        end.addWidget(
            PlainLabel(
                "Space: one is enough, or must fit.  Del removes a rule, or leaves somebody out.",
                tone="quiet",
                size="small",
                wrap=True,
            ),
            1,
        )
        end.addWidget(close)
        column = QVBoxLayout(self)
        column.setContentsMargins(px(24), px(20), px(24), px(16))
        column.setSpacing(px(8))
        column.addWidget(self._title)
        column.addWidget(self._progress)
        column.addLayout(parts, 1)
        column.addLayout(end)
        room = self.screen().availableSize() * 0.92
        self.resize(min(px(820), room.width()), min(px(560), room.height()))


def _with(rules: tuple[Rule, ...], rule: Rule) -> tuple[Rule, ...]:
    return tuple(dict.fromkeys((*rules, rule)))


def _without(audience: Audience, rule: Rule) -> Audience:
    return Audience(
        tuple(one for one in audience.any_of if one != rule),
        tuple(one for one in audience.all_of if one != rule),
    )


def _rule_line(row: _RuleRow) -> Line:
    below = "must fit" if row.must else "one is enough"
    return Line(row.words[:1].upper() + row.words[1:], below, icon="filter")


def _describe_rule(row: _RuleRow) -> str:
    return visible(f"{row.words}, {'must fit' if row.must else 'one is enough'}")


def _person_line(row: _PersonRow) -> Line:
    return Line(row.name, row.why)


def _describe_person(row: _PersonRow) -> str:
    return visible(f"{row.name}, {row.part.lower()}: {row.why}")


def _heading(row: _PersonRow, before: _PersonRow | None) -> object:
    return row.part if before is None or before.part != row.part else None


def _why(member: Member, words: dict[Rule, str]) -> str:
    if member.reason:
        return member.reason[:1].upper() + member.reason[1:]
    if member.known is not None:
        return f"{member.known.words[:1].upper()}{member.known.words[1:]}"
    fits = [words[rule] for rule in member.why]
    said = ", ".join([*fits, *(["added by you"] if member.added else [])])
    return said[:1].upper() + said[1:]


def _is_in(row: _PersonRow) -> bool:
    return row.member.spared is None and row.member.known is None


def _may_add(row: _PersonRow) -> bool:
    return row.member.spared is not None
