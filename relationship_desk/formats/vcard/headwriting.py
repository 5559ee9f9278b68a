"""Owns changes to a head; invariant: what is not asked to change stays, in its order and case."""

from __future__ import annotations

from collections.abc import Callable

from relationship_desk.domain.contact import Detail
from relationship_desk.formats.vcard import labels
from relationship_desk.formats.vcard.heads import (
    CUSTOM,
    Head,
    is_encoding,
    raw_parts,
    type_list,
    type_words,
)
from relationship_desk.formats.vcard.properties import SORT_AS
from relationship_desk.formats.vcard.style import Style

_Edit = Callable[[str, str, bytes], list[bytes]]


def without_encoding(head: Head, *, also: tuple[str, ...] = ()) -> bytes:
    """The head without what says how the value was encoded, and without other named parameters.

    A CHARSET that says UTF-8 stays true and stays.
    """

    def edit(key: str, value: str, raw: bytes) -> list[bytes]:
        if key == "ENCODING" or is_encoding(key, value) or key in also:
            return []
        if key == "CHARSET" and (head.encoding or head.charset not in ("utf-8", "utf8")):
            return []
        return [raw]

    return _edited(head, edit) if head.params else head.raw


def with_group(raw: bytes, group: str) -> bytes:
    """The head in a group; "" takes it out of its group."""
    name, semicolon, rest = raw.partition(b";")
    bare = name.rpartition(b".")[2]
    return (group.encode() + b"." + bare if group else bare) + semicolon + rest


def with_label(head: Head, types: list[str], style: Style) -> bytes:
    """The head with these TYPE words (lower case) in place of those that make a label."""
    lower = style.version == "4.0" or any(
        word.islower() for key, value in head.params if key == "TYPE" for word in type_words(value)
    )
    new = [type_parameter(word if lower else word.upper(), style) for word in types]

    def edit(key: str, value: str, raw: bytes) -> list[bytes]:
        if key == "X-ABLABEL" or key.startswith(CUSTOM):
            return []
        if key not in ("", "TYPE") or is_encoding(key, value):
            return [raw]
        words = type_words(value.strip().strip('"'))
        silent = [word for word in words if labels.is_silent(word)]
        if len(silent) == len(words):
            return [raw]
        here = [*new]
        new.clear()
        if silent:
            here.insert(0, _rest(key, silent))
        return here

    edited = _edited(head, edit)
    return b";".join((edited, *new))


def with_preference(head: Head, preferred: bool, style: Style) -> bytes:
    """The head with or without its mark of preference."""

    def edit(key: str, value: str, raw: bytes) -> list[bytes]:
        if key == "PREF":
            return []
        if key not in ("", "TYPE"):
            return [raw]
        words = type_words(value.strip().strip('"'))
        rest = [word for word in words if word.lower() != "pref"]
        if len(rest) == len(words):
            return [raw]
        return [_rest(key, rest)] if rest else []

    edited = _edited(head, edit)
    return b";".join((edited, preference(style))) if preferred else edited


def sorted_as(wanted: Detail, had: Detail) -> str:
    """The text of a SORT-AS parameter that says this and no more; "" where none can."""
    text = wanted.parts[0].strip()
    says = (wanted.label, wanted.preferred) == (had.label, had.preferred)
    return text if says and text.isprintable() and '"' not in text else ""


def with_sorting(head: Head, text: str) -> bytes:
    """The head of an N with another SORT-AS; "" takes it away."""

    def edit(key: str, value: str, raw: bytes) -> list[bytes]:
        if key != SORT_AS:
            return [raw]
        return [f'{SORT_AS}="{text}"'.encode("utf-8", "replace")] if text else []

    return _edited(head, edit)


def preference(style: Style) -> bytes:
    """The parameter that marks the preferred one of several."""
    return {"2.1": b"PREF", "3.0": b"TYPE=PREF"}.get(style.version, b"PREF=1")


def type_parameter(word: str, style: Style) -> bytes:
    """One TYPE word as a parameter."""
    return word.upper().encode() if style.legacy else b"TYPE=" + word.encode()


def _rest(key: str, words: list[str]) -> bytes:
    """What is left of a TYPE parameter or of a bare token."""
    return type_list(words) if key else type_list(words).removeprefix(b"TYPE=")


def _edited(head: Head, edit: _Edit) -> bytes:
    first, *raws = raw_parts(head.raw)
    parts = [first]
    for (key, value), raw in zip(head.params, raws, strict=True):
        parts += edit(key, value, raw)
    return b";".join(parts)
