"""Owns jCard (RFC 7095); invariant: what is not understood is kept as JSON in a line of its own."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from typing import Any

from relationship_desk.desk.ports import NotThisFormat
from relationship_desk.formats.markup.lines import BEGIN, END, Value, content_line
from relationship_desk.formats.vcard import sniffing

START = re.compile(rb'\[\s*"vcard"\s*,', re.IGNORECASE)
_BROKEN = "This card is no list of properties."


def cards(content: bytes, name: str) -> Sequence[bytes | str]:
    """The vCard 4.0 of each card in the file: one card, or a list of them."""
    try:
        # Numbers stay as they are written: a handle of digits may be longer than any number.
        found = json.loads(content, parse_int=str, parse_float=str, parse_constant=str)
    except (ValueError, RecursionError):
        raise NotThisFormat(f"“{name}” is not a jCard: it is no JSON that can be read.") from None
    if _is_card(found):
        return [_card(found)]
    if isinstance(found, list) and any(map(_is_card, found)):
        return [_card(one) if _is_card(one) else _BROKEN for one in found]
    seen = sniffing.known_content(content[: sniffing.ENOUGH])
    if seen and seen != sniffing.JSON:
        raise NotThisFormat(f"“{name}” is not a jCard: it is {seen}.")
    raise NotThisFormat(f"“{name}” is JSON, but there is no jCard in it.")


def _is_card(found: Any) -> bool:
    return isinstance(found, list) and len(found) > 1 and _low(found[0]) == "vcard"


def _low(found: Any) -> str:
    return found.lower() if isinstance(found, str) else ""


def _card(found: list[Any]) -> bytes | str:
    if not isinstance(found[1], list):
        return _BROKEN
    rest = [content_line("X-JCARD", [], "", [_text(more)]) for more in found[2:] if more]
    return b"".join((BEGIN, *map(_line, found[1]), *rest, END))


def _line(found: Any) -> bytes:
    understood = (
        isinstance(found, list)
        and len(found) > 3
        and isinstance(found[0], str)
        and isinstance(found[1], dict)
        and isinstance(found[2], str)
    )
    if not understood:
        return content_line("X-JCARD", [], "", [_text(found)])
    name, params, type_, *values = found
    group = _text(params.get("group", ""))
    words = [
        (key, [_text(word) for word in (value if isinstance(value, list) else [value])])
        for key, value in params.items()
        if key != "group"
    ]
    return content_line(name, words, type_.lower(), [_value(one) for one in values], group)


def _value(found: Any) -> Value:
    if not isinstance(found, list):
        return _text(found)
    return [
        [_text(one) for one in part] if isinstance(part, list) else [_text(part)] for part in found
    ]


def _text(found: Any) -> str:
    """A text as it is, anything else as JSON; lone surrogates are made storable."""
    if found is None:
        return ""
    try:
        text = found if isinstance(found, str) else json.dumps(found, ensure_ascii=False)
    except RecursionError:
        text = "…"
    return text.encode("utf-8", "replace").decode()
