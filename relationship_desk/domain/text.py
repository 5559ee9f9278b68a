"""Texts: the one form in which they are compared and searched, and short ways to show them."""

from __future__ import annotations

import re
import unicodedata

# Letters that Unicode does not decompose, as a person who types ASCII would spell them.
_LETTERS = str.maketrans(
    {
        "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i",
        "ħ": "h", "ŧ": "t", "ŋ": "n", "ĸ": "k", "ſ": "s", "ə": "e", "ƒ": "f", "’": "'", "‘": "'",
    }
)  # fmt: skip


class _Folded(dict[int, str]):
    """Each character's folded form, worked out when it is first met: folding is per character."""

    def __missing__(self, point: int) -> str:
        plain = unicodedata.normalize("NFKD", chr(point).casefold())
        plain = "".join(c for c in plain if not unicodedata.combining(c)).translate(_LETTERS)
        self[point] = folded = plain.casefold()
        return folded


_FOLDED = _Folded()
_NOT_ASCII = re.compile(r"[^\x00-\x7f]+")


def fold(text: str) -> str:
    """Case- and accent-insensitive form: `fold("Çağrı İnanç ßø") == "cagri inanc sso"`.

    Unicode case folding (Unicode 3.13), compatibility decomposition, marks dropped, the letters
    without a decomposition spelled in ASCII, white space collapsed.
    """
    # Of a text that holds a few accents only these are looked up.
    plain = text if text.isascii() else _NOT_ASCII.sub(_plain, text)
    plain = plain.lower() if plain.isascii() else plain.translate(_FOLDED)
    return " ".join(plain.split())


def _plain(found: re.Match[str]) -> str:
    return found[0].translate(_FOLDED)


def digits(text: str) -> str:
    """The decimal digits of a text, in ASCII: `digits("+49 (0)40-123") == "49040123"`."""
    if text.isascii():
        return "".join(filter(str.isdigit, text))
    return "".join(str(unicodedata.decimal(c)) for c in text if c.isdecimal())


def initials(name: str) -> str:
    """One or two letters for an avatar; empty for an empty name."""
    words = [w for w in name.split() if w[0].isalnum()]
    if not words:
        return name[:1].upper()
    if len(words) == 1:
        return words[0][:1].upper()
    return (words[0][:1] + words[-1][:1]).upper()


def counted(number: int, one: str, many: str = "") -> str:
    """A number with its noun: "1 person", "1,200 people"; without `many` by an s."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def times(number: int) -> str:
    """ "once", "twice", "12 times"."""
    return {1: "once", 2: "twice"}.get(number, f"{number:,} times")


def one_line(text: str, limit: int = 0) -> str:
    """White space collapsed; cut with an ellipsis where longer than `limit` (0: never)."""
    line = " ".join(text.split())
    return line if not limit or len(line) <= limit else line[: limit - 1].rstrip() + "…"
