"""Owns the text of a file that is not UTF-8 and names no encoding, and what it may be.

Invariant: the same bytes give the same key and the same offers.
"""

from __future__ import annotations

import binascii
import re
from collections.abc import Callable, Iterable, Iterator

from relationship_desk.desk.ports import Letters, Spelling
from relationship_desk.desk.transfer.readings import LETTERS, key_of
from relationship_desk.formats import encodings
from relationship_desk.formats.choices import Choices
from relationship_desk.formats.vcard import charset

EXAMPLES = 3
_ENOUGH = 64 * 1024  # bytes of odd lines
_FOLD = re.compile(rb"\r{0,2}\n[ \t]")
# Only from the beginning of a line on, so that a long line is looked through once.
_ODD_LINE = re.compile(rb"(?<![^\r\n])[^\r\n]*[\x80-\xff][^\r\n]*")
_DECLARED = re.compile(rb"[^:]*;[ \t]*CHARSET=[ \t]*[^:;, \t]", re.IGNORECASE)
_QUOTED = re.compile(
    rb"[^:\r\n]{0,300};[^:\r\n]{0,100}?QUOTED-PRINTABLE[^:\r\n]{0,100}:(?:[^\r\n]*=\r?\n)*[^\r\n]*",
    re.IGNORECASE,
)
_WORDS = (b"QUOTED-PRINTABLE", b"quoted-printable")
_LONGEST_HEAD = 400
_LINE_END = re.compile(rb"[\r\n]")
_NAMES = re.compile(rb"(?:[^.:;]*\.)?F?N[;:]", re.IGNORECASE)
_HEAD = re.compile(rb"(?:[A-Za-z0-9-]+\.)?[A-Za-z][A-Za-z0-9-]*(?:;[^:]*)?:")
_PIECES = re.compile(r"[;,\t|\":=<>()]+")


def letters_of(
    odd: list[bytes], choices: Choices, guess: Callable[[bytes], str] | None = None
) -> Letters | None:
    """What is said of a file with these odd lines; None where there are none.

    `guess` is what the format does by itself; without it the likeliest encoding is taken.
    """
    if not odd:
        return None
    key = key_of(LETTERS, b"\n".join(odd))
    text = b"\n".join(map(_value, odd))
    offered = [one.codec for one in encodings.ranked(encodings.words(text))]
    codec = choices.codec_for(key)
    chosen = bool(codec)
    if not codec:
        codec = guess(text) if guess is not None else offered[0]
    if codec not in offered:
        offered = [*offered[: encodings.OFFERED - 1], codec]
    return Letters(key, codec, chosen, tuple(spelling(odd, one) for one in offered))


def spelling(odd: list[bytes], codec: str) -> Spelling:
    """The first words of odd lines in an encoding; names come first."""
    named = sorted(odd, key=lambda line: _NAMES.match(line) is None)
    found: dict[str, None] = {}
    for line in named:
        text = _value(line).decode(codec, "replace")
        for piece in _PIECES.split(text):
            words = " ".join(piece.split())
            if not words.isascii() and len(found) < EXAMPLES:
                found[words] = None
    return Spelling(codec, encodings.name_of(codec), tuple(found))


def odd_lines(chunks: Iterable[bytes]) -> list[bytes]:
    """The lines that are neither UTF-8 nor name their encoding, as far as they are needed.

    A chunk ends where a line does. Quoted-printable lines come decoded.
    """
    found: list[bytes] = []
    size = 0
    for chunk in chunks:
        for line in _odd(chunk):
            found.append(line)
            size += len(line)
            if size > _ENOUGH:
                return found
    return found


def whole_lines(chunks: Iterable[bytes]) -> Iterator[bytes]:
    """The same bytes, cut where lines end."""
    rest = b""
    for chunk in chunks:
        # A piece without a line end is a picture's, and may be cut anywhere.
        cut = max(chunk.rfind(b"\n"), chunk.rfind(b"\r")) + 1 or len(chunk)
        yield rest + chunk[:cut]
        rest = chunk[cut:]
    if rest:
        yield rest


def _odd(chunk: bytes) -> Iterator[bytes]:
    if not chunk.isascii() and charset.utf8(chunk) is None:
        for line in _ODD_LINE.findall(_FOLD.sub(b"", chunk)):
            if charset.utf8(line) is None and not _DECLARED.match(line):
                yield line[:_ENOUGH]
    for quoted in _quoted_lines(chunk):
        if not _DECLARED.match(quoted):
            head, _, value = quoted.partition(b":")
            line = binascii.a2b_qp(value)
            if charset.utf8(line) is None:
                yield head[:80].split(b";")[0] + b":" + line.replace(b"\n", b" ")[:_ENOUGH]


def _quoted_lines(chunk: bytes) -> Iterator[bytes]:
    """The lines whose head says quoted-printable, with those that their soft breaks join."""
    for word in _WORDS:
        position = chunk.find(word)
        while position >= 0:
            floor = max(0, position - _LONGEST_HEAD)
            start = max(chunk.rfind(b"\n", floor, position), chunk.rfind(b"\r", floor, position))
            found = _QUOTED.match(chunk, max(start + 1, floor))
            if found:
                yield found[0]
            # A line is tried once, however often it says the word.
            end = _LINE_END.search(chunk, max(position, found.end() if found else 0))
            position = chunk.find(word, end.end()) if end else -1


def _value(line: bytes) -> bytes:
    """A line without the head of a property, where it has one."""
    head = _HEAD.match(line)
    return line[head.end() :] if head is not None else line
