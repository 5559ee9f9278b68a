"""The lists of kindnesses and gifts: of one person on their page, of everybody in the ledger.

Invariant: what the keys of a row do is the same in both places.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt

from relationship_desk.desk.commands.gifts import delete_gifts, give_gift, keep_gift
from relationship_desk.desk.commands.thanks import (
    acknowledge_thanks,
    delete_kindnesses,
    reopen_thanks,
    want_thanks,
)
from relationship_desk.domain.dates import date_in_words, plain_date
from relationship_desk.domain.gifts import GiftState
from relationship_desk.domain.kindness import ThanksState, Weight, state_words
from relationship_desk.store.gifts import GiftRow
from relationship_desk.store.kindness import KindnessRow
from relationship_desk.ui.appreciation.opening import AppreciationDialogs
from relationship_desk.ui.bridge import Bridge
from relationship_desk.ui.delegates.line import Line, LineDelegate
from relationship_desk.ui.plain import visible
from relationship_desk.ui.telling import Tell, tell_done
from relationship_desk.ui.theme import Theme
from relationship_desk.ui.widgets.section import OPEN_KEYS, REMOVE_KEYS, Section, Verb

_SAID = (ThanksState.SENT, ThanksState.ACKNOWLEDGED)
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_EDIT = (Qt.Key.Key_E, Qt.Key.Key_F2)


def kindness_section(
    bridge: Bridge,
    theme: Theme,
    dialogs: AppreciationDialogs,
    tell: Tell,
    *,
    title: str = "Kindnesses and thanks",
    go: Callable[[int], None] | None = None,
    fills: bool = False,
) -> Section[KindnessRow]:
    """Kindnesses, each with how it was thanked for; `go` puts somebody in front, where the list is
    of everybody."""
    told = tell_done(bridge, tell)

    def line(row: KindnessRow) -> Line:
        return Line(
            row.text,
            state_words(row.state, row.thanked_on, row.form),
            icon="kindness",
            icon_role="accent" if row.state.is_open else "quiet",
            beside=" · ".join(part for part in (_for(row), ", ".join(row.topics)) if part),
            right=f"{row.person_name} · {_day(bridge, row)}" if go else _day(bridge, row),
            whole=_whole(row),
        )

    def describe(row: KindnessRow) -> str:
        state = state_words(row.state, row.thanked_on, row.form)
        return visible(f"{row.person_name}: {row.text}, {_day(bridge, row)}, {state}")

    return Section(
        theme,
        title,
        describe=describe,
        delegate=lambda view: LineDelegate(theme, view, line),
        verbs=(
            Verb(
                "Thank…", lambda row: _nothing(dialogs.thank(row.id)), _ENTER,
                lambda row: row.state not in _SAID, opens=True,
            ),
            Verb(
                "They answered",
                lambda row: bridge.do(acknowledge_thanks, told, kindness_id=row.id),
                (Qt.Key.Key_A,), lambda row: row.state is ThanksState.SENT,
            ),
            Verb(
                "Not thanked yet", lambda row: bridge.do(reopen_thanks, told, kindness_id=row.id),
                (Qt.Key.Key_U,), lambda row: row.state in _SAID,
            ),
            Verb(
                "No thanks needed",
                lambda row: bridge.do(want_thanks, told, kindness_ids=[row.id], wanted=False),
                (Qt.Key.Key_N,), lambda row: row.state.is_open,
            ),
            Verb(
                "Thanks wanted",
                lambda row: bridge.do(want_thanks, told, kindness_ids=[row.id], wanted=True),
                (Qt.Key.Key_N,), lambda row: row.state is ThanksState.NOT_NEEDED,
            ),
            Verb("Edit…", lambda row: _nothing(dialogs.edit_kindness(row)), _EDIT, begins=True),
            *_going(go),
            Verb(
                "Delete",
                lambda row: bridge.do(delete_kindnesses, told, kindness_ids=[row.id]),
                REMOVE_KEYS, begins=True,
            ),
        ),
        empty="Nothing is recorded here. In the timeline, K on an entry records a kindness.",
        icon="kindness",
        add="Record a kindness",
        fills=fills,
    )  # fmt: skip


def gift_section(
    bridge: Bridge,
    theme: Theme,
    dialogs: AppreciationDialogs,
    tell: Tell,
    *,
    title: str = "Gifts",
    go: Callable[[int], None] | None = None,
    fills: bool = False,
) -> Section[GiftRow]:
    """Gifts: ideas and what is planned first, then what was given and what came."""
    told = tell_done(bridge, tell)

    def line(row: GiftRow) -> Line:
        late = row.state is GiftState.PLANNED and (row.needed_on or bridge.today()) < bridge.today()
        more = (row.occasion, str(row.price or ""), row.note)
        return Line(
            row.text,
            _gift_words(bridge, row),
            icon="gift",
            icon_role="accent" if row.state.is_open else "quiet",
            warns=late,
            beside=" · ".join(part for part in more if part),
            right=row.person_name if go else "",
        )

    def describe(row: GiftRow) -> str:
        return visible(f"{row.person_name}: {row.text}, {_gift_words(bridge, row)}")

    def heading(row: GiftRow, before: GiftRow | None) -> str | None:
        return _HEADINGS[row.state] if before is None or before.state != row.state else None

    return Section(
        theme,
        title,
        describe=describe,
        delegate=lambda view: LineDelegate(theme, view, line),
        verbs=(
            Verb(
                "Given today", lambda row: bridge.do(give_gift, told, gift_id=row.id),
                (Qt.Key.Key_G, Qt.Key.Key_Space), lambda row: row.state.is_open,
            ),
            Verb(
                "Not given yet", lambda row: bridge.do(keep_gift, told, gift_id=row.id),
                (Qt.Key.Key_U,), lambda row: row.state is GiftState.GIVEN,
            ),
            Verb(
                "Thank…", lambda row: _nothing(dialogs.thank(row.kindness_id or 0)),
                (Qt.Key.Key_T,), lambda row: row.kindness_id is not None,
            ),
            Verb("Edit…", lambda row: _nothing(dialogs.edit_gift(row)), OPEN_KEYS, opens=True),
            *_going(go),
            Verb(
                "Delete", lambda row: bridge.do(delete_gifts, told, gift_ids=[row.id]),
                REMOVE_KEYS, begins=True,
            ),
        ),
        empty="No gift is noted yet. “gift: bookends” in any entry catches an idea.",
        icon="gift",
        add="New gift idea",
        heading=heading,
        fills=fills,
    )  # fmt: skip


_HEADINGS = {
    GiftState.PLANNED: "Planned",
    GiftState.IDEA: "Ideas",
    GiftState.GIVEN: "Given",
    GiftState.RECEIVED: "Received",
}
GIFT_ORDER = tuple(_HEADINGS)


def in_gift_order(rows: list[GiftRow]) -> list[GiftRow]:
    """By state, so that each has one heading."""
    return sorted(rows, key=lambda row: GIFT_ORDER.index(row.state))


def _going(go: Callable[[int], None] | None) -> tuple[Verb[Any], ...]:
    if go is None:
        return ()
    return (Verb("Show person", lambda row: go(row.person_id), (Qt.Key.Key_O,)),)


def _for(row: KindnessRow) -> str:
    meant = f"for {row.meant_for}" if row.meant_for else ""
    turned = row.weight.words if row.weight is Weight.TURN else ""
    return " · ".join(part for part in (meant, turned) if part)


def _day(bridge: Bridge, row: KindnessRow) -> str:
    return date_in_words(row.on, bridge.today())


def _gift_words(bridge: Bridge, row: GiftRow) -> str:
    if row.on is not None:
        return f"{row.state.value} on {plain_date(row.on)}"
    if row.needed_on is None:
        return "some day"
    when = date_in_words(row.needed_on, bridge.today())
    return f"needed {when}, on {plain_date(row.needed_on)}"


def _whole(row: KindnessRow) -> str:
    parts = (
        f"{row.person_name}, {plain_date(row.on)}",
        row.text,
        row.weight.words,
        f"for {row.meant_for}" if row.meant_for else "",
        row.draft,
    )
    return "\n".join(part for part in parts if part)


def _nothing(_: object) -> None:
    """What a verb returns."""
