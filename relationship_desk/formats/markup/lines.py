"""Owns a property as a content line of vCard 4.0; invariant: no part of it is left out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from relationship_desk.formats.vcard.style import Style

_STYLE = Style("4.0")
_NAME = re.compile(r"[A-Za-z0-9-]+\Z")
_URIS = frozenset(
    "SOURCE PHOTO URL IMPP LOGO MEMBER RELATED UID KEY SOUND GEO FBURL CALADRURI CALURI"
    " SOCIALPROFILE".split()
)
_DATES = frozenset({"BDAY", "ANNIVERSARY", "DEATHDATE"})
_PLAIN = frozenset({"", "unknown", "phone-number", "float", "integer", "boolean", "vcard"})
_MEDIA = {"PHOTO": "image", "LOGO": "image", "SOUND": "audio"}
_LANGUAGE, _URI, _TEXT = "language-tag", "uri", "text"

BEGIN, END = b"BEGIN:VCARD\r\nVERSION:4.0\r\n", b"END:VCARD\r\n"

# A value is a text, or the components of a structured one, each of which is one or more texts.
Value = str | Sequence[Sequence[str]]
Params = Sequence[tuple[str, Sequence[str]]]


def content_line(
    name: str, params: Params, type_: str, values: Sequence[Value], group: str = ""
) -> bytes:
    """One line. `type_` is the type of the values, "" or "unknown" where nobody says it."""
    name = name.upper()
    if name in ("BEGIN", "END", "VERSION"):
        return b""  # the frame is ours
    head = [name if _NAME.match(name) else "X-OTHER"]
    if head[0] != name:
        head.append(_parameter("X-NAME", [name]))
    if group and _NAME.match(group):
        head[0] = f"{group}.{head[0]}"
    for key, words in params:
        if type_ != "binary" or key.upper() not in ("ENCODING", "TYPE", "MEDIATYPE"):
            head.append(_parameter(key, words))
    if type_ not in _PLAIN and type_ != "binary" and type_ != _usual(name):
        head.append(_parameter("VALUE", [type_]))
    value = _data(name, params, values) if type_ == "binary" else _joined(name, type_, values)
    return _STYLE.line(";".join(head).encode("utf-8", "replace"), value)


def _usual(name: str) -> str:
    """The type that version 4.0 gives a property where it says none."""
    if name in _DATES:
        return "date-and-or-time"
    if name == "LANG":
        return _LANGUAGE
    if name == "REV":
        return "timestamp"
    return _URI if name in _URIS else _TEXT


def _parameter(key: str, words: Iterable[str]) -> str:
    key = key.upper()
    key = key if _NAME.match(key) else "X-PARAMETER"
    return f"{key}={','.join(map(_word, words))}"


def _word(text: str) -> str:
    """A parameter's value with RFC 6868 carets, in quotation marks where it needs them."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    for character, caret in (("^", "^^"), ("\n", "^n"), ('"', "^'")):
        text = text.replace(character, caret)
    return f'"{text}"' if any(c in text for c in ",;:=") else text


def _joined(name: str, type_: str, values: Sequence[Value]) -> str:
    if name == "GEO" and type_ == "float" and values and not isinstance(values[0], str):
        return "geo:" + ",".join(part for parts in values[0] for part in parts)
    return ",".join(_value(type_, value) for value in values)


def _value(type_: str, value: Value) -> str:
    if isinstance(value, str):
        return _STYLE.escaped(value) if type_ == _URI else _STYLE.text(value)
    return ";".join(",".join(map(_STYLE.component, parts)) for parts in value)


def _data(name: str, params: Params, values: Sequence[Value]) -> str:
    """Embedded bytes as a `data:` URI."""
    words = [
        word for key, found in params if key.upper() in ("TYPE", "MEDIATYPE") for word in found
    ]
    kind = next((word.lower() for word in words), "")
    if kind and "/" not in kind:
        kind = f"{_MEDIA.get(name, 'application')}/{kind}"
    body = "".join(value for value in values if isinstance(value, str))
    return f"data:{kind or 'application/octet-stream'};base64,{''.join(body.split())}"
