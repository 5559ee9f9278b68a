"""The text of a popup: what may be sent to a notification service, and how long it may be.

Invariant: what leaves `popup_title` and `popup_body` holds no control character (but the line feed
in a body), no bidirectional override, no lone surrogate, and no more UTF-16 units than its limit.
"""

from __future__ import annotations

import re
import unicodedata

# A Windows balloon holds 64 and 256 UTF-16 units with the closing NUL (NOTIFYICONDATAW of the
# Windows API); plyer raises where a text is longer.
TITLE_UNITS = 63
BODY_UNITS = 255

_ELLIPSIS = "…"
_LINE_ENDS = re.compile("\r\n|[\n\r\v\f\x85\u2028\u2029]")
# Embeddings, overrides and isolates (UAX #9): they let a name rewrite the text around it. The
# marks LRM, RLM and ALM cannot, and right-to-left writers need them.
_BIDI = frozenset(map(chr, (*range(0x202A, 0x202F), *range(0x2066, 0x206A))))

_ESCAPED = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})
_NEUTRAL = str.maketrans({"&": "＆", "<": "‹", ">": "›"})


def utf16_units(text: str) -> int:
    """How many UTF-16 code units a text takes: two for a character beyond U+FFFF."""
    return len(text) + sum(c > "\uffff" for c in text)


def clip(text: str, units: int) -> str:
    """The text, or its beginning and an ellipsis, in at most `units` (1 or more) UTF-16 units."""
    if utf16_units(text) <= units:
        return text
    end, left = 0, units - 1
    while (left := left - utf16_units(text[end])) >= 0:
        end += 1
    return text[:end].rstrip() + _ELLIPSIS


def clean(text: str) -> str:
    """The text without what a notification service could choke on or be fooled by.

    Every kind of line end becomes a line feed and a tab becomes a space.
    """
    lines = _LINE_ENDS.sub("\n", text).replace("\t", " ")
    return "".join(c for c in lines if c == "\n" or _is_safe(c))


def _is_safe(character: str) -> bool:
    return character not in _BIDI and unicodedata.category(character) not in ("Cc", "Cs")


def popup_title(text: str) -> str:
    """A clean line of at most 63 UTF-16 units; never escaped, since titles are never markup."""
    return clip(" ".join(clean(text).split()), TITLE_UNITS)


def popup_body(text: str) -> str:
    """Clean lines of at most 255 UTF-16 units in all."""
    return clip(clean(text).strip(), BODY_UNITS)


def escaped(body: str) -> str:
    """The body for a service that reads markup in it (the capability "body-markup")."""
    return body.translate(_ESCAPED)


def neutral(body: str) -> str:
    """The body for a service of which that is unknown: look-alikes that read the same in both."""
    return body.translate(_NEUTRAL)


def as_argument(text: str) -> str:
    """A text that `notify-send` takes for a summary or body even where it looks like an option.

    plyer gives no `--` before them, so a leading hyphen-minus becomes a hyphen (U+2010).
    """
    return "‐" + text[1:] if text.startswith("-") else text


def as_body_argument(body: str) -> str:
    r"""The same for a body, in which `notify-send` reads C escapes: `\n` would end a line."""
    return as_argument(body.replace("\\", "\\\\"))
