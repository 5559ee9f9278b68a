"""Reads a JSON document piece by piece, so that it need not fit into memory.

Invariant: no more than `VALUE_LIMIT` characters, and what was read in one go, are held at a time.
"""

from __future__ import annotations

import codecs
import json
import re
from collections.abc import Callable
from typing import Any, NoReturn

VALUE_LIMIT = 128_000_000  # characters of one value: a row
_CHUNK = 1 << 18  # bytes
_OF_NUMBERS = "0123456789.eE+-"  # and "", which is in every string: the end
_SPACE = re.compile(r"[ \t\r\n]*")


class Malformed(Exception):
    """It is no JSON, or not what was asked for; `str()` says how in a few words."""


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise Malformed("a key that stands twice")
    return found


def _no_number(word: str) -> NoReturn:
    raise Malformed(f"{word} is no number")


_decode = json.JSONDecoder(object_pairs_hook=_object, parse_constant=_no_number).raw_decode


class JsonStream:
    """Values and punctuation, one after the other. `read(n)` gives up to n bytes, b"" at the end.

    Everything raises `Malformed`, and what `read` raises.
    """

    def __init__(self, read: Callable[[int], bytes]) -> None:
        self._read = read
        self._bytes = codecs.getincrementaldecoder("utf-8-sig")()
        self._text = ""
        self._at = 0
        self._ended = False

    def peek(self) -> str:
        """The next character that is no white space; empty at the end."""
        while True:
            if self._text[self._at : self._at + 1] <= " ":
                found = _SPACE.match(self._text, self._at)
                self._at = found.end() if found else self._at
            if self._at < len(self._text):
                return self._text[self._at]
            if not self._more(0):
                return ""

    def take(self, character: str) -> None:
        """Go past this character, which must come next; "" stands for the end."""
        if self.peek() != character:
            raise Malformed(f"{character or 'its end'} is missing")
        self._at += len(character)

    def goes_on(self, closing: str) -> bool:
        """Past a comma to the next element, or past `closing` to the end of the list or object."""
        if self.peek() == ",":
            self._at += 1
            return True
        self.take(closing)
        return False

    def value(self) -> Any:
        """The next value, whole."""
        self.peek()
        while True:
            try:
                found, end = _decode(self._text, self._at)
            except json.JSONDecodeError:
                end = len(self._text)  # there may be more of it
            except (ValueError, RecursionError) as error:
                raise Malformed("a number or a nesting without end") from error
            else:
                # A number that ends where the text ends may go on in what comes: "1.", "1e".
                if self._ended or self._text[end : end + 1] not in _OF_NUMBERS:
                    self._at = end
                    return found
            waiting = len(self._text) - self._at
            if waiting > VALUE_LIMIT:
                raise Malformed("a value without end")
            # As much again, so that a long value is not begun over and over.
            if not self._more(waiting):
                raise Malformed("it is no JSON")

    def _more(self, size: int) -> bool:
        """Read on; false where the end was seen before."""
        if self._ended:
            return False
        data = self._read(max(_CHUNK, size))
        self._ended = not data
        try:
            new = self._bytes.decode(data, final=self._ended)
        except UnicodeDecodeError as error:
            raise Malformed("it is not in UTF-8") from error
        self._text = self._text[self._at :] + new
        self._at = 0
        return True
