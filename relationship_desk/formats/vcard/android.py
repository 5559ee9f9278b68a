"""Owns what Android puts into a property of its own: nicknames, relations and dates by numbers.

    X-ANDROID-CUSTOM:vnd.android.cursor.item/relation;Ida;9;;;;;;;;;;;;;

Invariant: a number that Android has no word for leaves the card's own word.
"""

from __future__ import annotations

from collections.abc import Sequence

from relationship_desk.domain.contact import Detail, DetailKind
from relationship_desk.formats.vcard import dates, labels
from relationship_desk.formats.vcard.heads import Head
from relationship_desk.formats.vcard.properties import ANDROID as NAME

__all__ = ["NAME", "read"]

_EVENT = "vnd.android.cursor.item/contact_event"
_NICKNAME = "vnd.android.cursor.item/nickname"
_RELATION = "vnd.android.cursor.item/relation"
_EVENTS = {"1": labels.ANNIVERSARY, "2": "other", "3": labels.BIRTHDAY}
_RELATIONS = dict(
    zip(
        map(str, range(1, 15)),
        "assistant,brother,child,domestic partner,father,friend,manager,mother,parent,partner,"
        "referred by,relative,sister,spouse".split(","),
        strict=True,
    )
)


def read(components: Sequence[str], head: Head, version: str) -> Detail | None:
    """The fact of such a line, or None where it holds none that is known."""
    what, value, number, own = (*components, "", "", "", "")[:4]
    if not value:
        return None
    if what == _NICKNAME:
        return Detail(DetailKind.NICKNAME, (value,))
    if what == _RELATION:
        return Detail(DetailKind.RELATED, (value,), _RELATIONS.get(number) or own)
    if what == _EVENT:
        date = dates.read(value, head, version)
        return Detail(DetailKind.DATE, (date,), _EVENTS.get(number) or own)
    return None
