"""Owns the words of labels; invariant: a word `type_of` accepts is what `from_types` shows for it.

Labels are "home", "work", "mobile" and the user's own words; files say TYPE=CELL, X-ABLabel and
Apple's `_$!<HomeFAX>!$_`.
"""

from __future__ import annotations

import binascii
from collections.abc import Iterable

# TYPE words (RFC 2426, RFC 6350, and what phones write), in lower case, and how they are shown.
_SHOWN = {
    "home": "home",
    "work": "work",
    "cell": "mobile",
    "mobile": "mobile",
    "fax": "fax",
    "pager": "pager",
    "car": "car",
    "video": "video",
    "text": "text",
    "textphone": "textphone",
    "main": "main",
    "other": "other",
    "school": "school",
    "iphone": "iPhone",
    "assistant": "assistant",
    "isdn": "isdn",
    "modem": "modem",
}
_TYPES = {shown: word for word, shown in _SHOWN.items() if word != "mobile"}

# Other spellings of the same: read, never written.
_ALSO = {
    "homefax": "home fax",
    "workfax": "work fax",
    "otherfax": "other fax",
    "tlx": "telex",
    "x-evolution-telex": "telex",
    "x-evolution-ttytdd": "TTY/TDD",
    **{f"x-evolution-{word}": word for word in ("assistant", "callback", "company", "radio")},
}

# They say how a line travels, not what it is to a person.
_SILENT = frozenset(
    "pref internet voice msg x400 postal parcel dom intl url uri inline content-id".split()
)

_APPLE = {
    "homefax": "home fax",
    "workfax": "work fax",
    "otherfax": "other fax",
    "homepage": "homepage",
    "iphone": "iPhone",
    "applewatch": "Apple Watch",
}
_APPLE_WORDS = {
    "home": "Home",
    "work": "Work",
    "school": "School",
    "other": "Other",
    "mobile": "Mobile",
    "main": "Main",
    "homepage": "HomePage",
    "anniversary": "Anniversary",
    "home fax": "HomeFAX",
    "work fax": "WorkFAX",
    "other fax": "OtherFAX",
    "pager": "Pager",
    "iPhone": "iPhone",
    **{
        word: word.capitalize()
        for word in (
            "assistant", "brother", "child", "daughter", "father", "friend", "manager", "mother",
            "parent", "partner", "sister", "son", "spouse",
        )
    },
}  # fmt: skip
# What RFC 6350 section 6.6.6 calls the relations between people.
_RELATIONS = frozenset(
    "contact acquaintance friend met co-worker colleague co-resident neighbor child parent sibling"
    " spouse kin muse crush date sweetheart me agent emergency".split()
)

BIRTHDAY = "birthday"
ANNIVERSARY = "anniversary"


def from_types(types: Iterable[str]) -> str:
    """The label of TYPE words: `["CELL", "WORK", "pref"]` gives "mobile, work"."""
    shown: dict[str, None] = {}
    for word in types:
        low = word.lower()
        if low in _SILENT:
            continue
        own = word[2:] if low.startswith("x-") else word
        text = _SHOWN.get(low) or _ALSO.get(low) or (own.lower() if own.isupper() else own)
        if text:
            shown[text] = None
    return ", ".join(shown)


def is_silent(word: str) -> bool:
    """Whether a TYPE word is part of no label: `pref`, `internet`, `voice`."""
    return word.lower() in _SILENT


def to_types(label: str) -> list[str] | None:
    """The TYPE words (lower case) that show as this label; None where a label line is needed."""
    if not label:
        return []
    words = label.split(", ")
    if len(set(words)) != len(words):
        return None
    types = [_TYPES.get(word) for word in words]
    found = [word for word in types if word is not None]
    return found if len(found) == len(types) else None


def is_usual(word: str) -> bool:
    """Whether a TYPE word says where or how, as "home" and "pref" do."""
    low = word.lower()
    return low in _SHOWN or low in _ALSO or low in _SILENT


def to_relations(label: str) -> list[str] | None:
    """The TYPE words of a RELATED that show as this label; None where a label line is needed."""
    words = label.split(", ") if label else []
    return words if len(set(words)) == len(words) and _RELATIONS.issuperset(words) else None


def from_apple(text: str) -> str:
    """The label an X-ABLabel holds: Apple's own `_$!<Mobile>!$_` as a word, else as it is."""
    text = text.strip()
    bare = text.strip("_")  # some writers drop the outer signs
    if not (bare.startswith("$!<") and bare.endswith(">!$") and len(bare) > 6):
        return text
    word = bare[3:-3]
    return _APPLE.get(word.lower()) or word.lower()


def from_custom(text: str) -> str:
    """The label in `X-CUSTOM(CHARSET=UTF-8,ENCODING=QUOTED-PRINTABLE,=C3=A4)`, as phones write it.

    `text` is what stands behind the first equals sign.
    """
    described, _, label = text.rpartition(",")
    label = label.removesuffix(")")
    if "QUOTED-PRINTABLE" not in described.upper():
        return label.strip()
    data = binascii.a2b_qp(label.encode("utf-8", "replace"))
    return " ".join(data.decode("utf-8", "replace").split())


def to_apple(label: str) -> str:
    """The text of an X-ABLabel that shows as this label."""
    word = _APPLE_WORDS.get(label)
    return f"_$!<{word}>!$_" if word else label
