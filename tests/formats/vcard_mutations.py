"""Ways in which real files differ, done to a file: the first kind keeps its facts, the other not.

Each is a plain function of the bytes and a seeded source of chance, so that a failure can be had
again from its seed.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable
from random import Random

Mutation = Callable[[bytes, Random], bytes]

_LINE = re.compile(rb"[^\r\n]*(?:\r*\n|\r|\Z)")
_PLAIN_HEAD = re.compile(rb"(?:[A-Za-z0-9-]+\.)?([A-Za-z-]+)((?:;[^:;\"\r\n=]+=[^:;\"\r\n]*)*):")
_ENCODED = re.compile(rb"QUOTED|BASE64|ENCODING|;B[;:]|AGENT|data:", re.IGNORECASE)
_FRAME = re.compile(rb"\s*(?:[^.:]*\.)?(?:BEGIN|END|VERSION|AGENT|X-ABLABEL)\b", re.IGNORECASE)
_SHORT = re.compile(rb"(?:FN|TEL|EMAIL|ADR|ORG|TITLE|URL)[;:]", re.IGNORECASE)
_CHARSET = re.compile(rb"CHARSET", re.IGNORECASE)


def lines_of(content: bytes) -> list[bytes]:
    """The lines as they stand, with their ends."""
    return [line for line in _LINE.findall(content) if line]


def _is_calm(content: bytes) -> bool:
    """Whether the file is ASCII or UTF-8 and no CR of it is content."""
    if b"\0" in content:
        return False
    try:
        content.decode()
    except UnicodeDecodeError:
        return False
    lone = content.replace(b"\r\r\n", b"\n").replace(b"\r\n", b"\n")
    return b"\r" not in lone or b"\n" not in lone


def _with_ends(end: bytes) -> Mutation:
    def mutate(content: bytes, chance: Random) -> bytes:
        if not _is_calm(content):
            return content
        return end.join(line.rstrip(b"\r\n") for line in lines_of(content)) + end

    return mutate


def mixed_ends(content: bytes, chance: Random) -> bytes:
    """CRLF and LF as chance has it."""
    if not _is_calm(content):
        return content
    ends = (b"\n", b"\r\n", b"\r\r\n")
    return b"".join(line.rstrip(b"\r\n") + chance.choice(ends) for line in lines_of(content))


def _encoded(codec: str, mark: bytes) -> Mutation:
    def mutate(content: bytes, chance: Random) -> bytes:
        if not _is_calm(content) or _CHARSET.search(content) or b"\0" in content:
            return content
        text = content.removeprefix(codecs.BOM_UTF8).decode()
        return mark + text.encode(codec)

    return mutate


def folded(content: bytes, chance: Random) -> bytes:
    """Plain lines are folded anywhere in their values, inside of characters too."""

    def fold(line: bytes, end: bytes) -> bytes:
        pieces = []
        start = line.find(b":") + 2
        while start < len(line) and len(pieces) < 4:
            cut = chance.randint(start, len(line))
            pieces.append(cut)
            start = cut + 1
        for cut in reversed(pieces):
            line = line[:cut] + end + chance.choice((b" ", b"\t")) + line[cut:]
        return line

    return _on_plain_lines(content, fold)


def folded_heads(content: bytes, chance: Random) -> bytes:
    """Plain lines are folded inside their heads."""

    def fold(line: bytes, end: bytes) -> bytes:
        colon = line.find(b":")
        if colon < 3 or line[:colon].count(b'"') % 2:
            return line
        cut = chance.randint(2, colon)
        return line[:cut] + end + b" " + line[cut:]

    return _on_plain_lines(content, fold)


def _on_plain_lines(content: bytes, change: Callable[[bytes, bytes], bytes]) -> bytes:
    """Change the lines that are whole by themselves: not encoded, not folded, not indented."""
    if b"\0" in content:
        return content
    lines = lines_of(content)
    found = []
    for number, line in enumerate(lines):
        body = line.rstrip(b"\r\n")
        before = lines[number - 1] if number else b""
        after = lines[number + 1] if number + 1 < len(lines) else b""
        whole = (
            _PLAIN_HEAD.match(body)
            and not _FRAME.match(body)
            and not _ENCODED.search(body)
            and not before.rstrip().endswith((b"=", b":"))
            and after[:1] not in (b" ", b"\t")
            and (b":" in after or not after.strip())
            and len(line) > len(body)
        )
        found.append(change(body, line[len(body) :]) + line[len(body) :] if whole else line)
    return b"".join(found)


def other_case(content: bytes, chance: Random) -> bytes:
    """Names of properties and parameters in another case."""

    def change(line: bytes, end: bytes) -> bytes:
        head, colon, value = line.partition(b":")
        first, *params = head.split(b";")
        how = chance.choice((bytes.lower, bytes.upper, bytes.title, bytes.swapcase))
        group, dot, name = first.rpartition(b".")
        words = [b"=".join((how(key), *rest)) for key, *rest in (p.split(b"=", 1) for p in params)]
        return b";".join((group + dot + how(name), *words)) + colon + value

    return _on_plain_lines(content, change)


def quoted_parameters(content: bytes, chance: Random) -> bytes:
    """The values of TYPE in quotation marks."""

    def change(line: bytes, end: bytes) -> bytes:
        head, colon, value = line.partition(b":")
        head = re.sub(rb"(?i);TYPE=([^;\"]*)", lambda m: b';TYPE="' + m[1] + b'"', head)
        return head + colon + value

    return _on_plain_lines(content, change)


def repeated_parameters(content: bytes, chance: Random) -> bytes:
    """A list of TYPE words as so many parameters."""

    def change(line: bytes, end: bytes) -> bytes:
        head, colon, value = line.partition(b":")
        head = re.sub(
            rb"(?i);TYPE=([^;\"]*)",
            lambda m: b"".join(b";TYPE=" + word for word in m[1].split(b",")),
            head,
        )
        return head + colon + value

    return _on_plain_lines(content, change)


def grouped(content: bytes, chance: Random) -> bytes:
    """Each property that is in no group gets one of its own."""
    number = iter(range(1_000_000))

    def change(line: bytes, end: bytes) -> bytes:
        if b"." in line.partition(b":")[0].partition(b";")[0]:
            return line
        return b"zz%d." % next(number) + line

    return _on_plain_lines(content, change)


def blank_lines(content: bytes, chance: Random) -> bytes:
    """Blank lines behind plain lines."""
    return _on_plain_lines(
        content,
        lambda line, end: line + end * chance.randint(0, 3) if _SHORT.match(line) else line,
    )


def trailing_blanks_in_frames(content: bytes, chance: Random) -> bytes:
    """BEGIN, VERSION and END with blanks behind them."""
    return re.sub(rb"(?im)^((?:BEGIN|END):VCARD|VERSION:[0-9.]+)(?=\r*$)", rb"\1 \t ", content)


def garbage_behind(content: bytes, chance: Random) -> bytes:
    """What old systems fill a file up with."""
    if b"\0" in content:
        return content
    end = content[-1:] not in (b"\n", b"\r")
    return content + b"\r\n" * end + b"\x1a\x00\x00"


def doubled(content: bytes, chance: Random) -> bytes:
    """The whole file behind itself."""
    if b"\0" in content:
        return content
    return content.rstrip() + b"\r\n" + content.removeprefix(codecs.BOM_UTF8)


# ------------------------------------------------------------------------------- facts may change


def indented(content: bytes, chance: Random) -> bytes:
    """Every line indented."""
    return b"".join(b"  " + line for line in lines_of(content))


def unindented(content: bytes, chance: Random) -> bytes:
    """No line indented: folds become lines without a colon."""
    return b"".join(line.lstrip(b" \t") for line in lines_of(content))


def dropped_lines(content: bytes, chance: Random) -> bytes:
    """Some lines are gone, END among them."""
    return b"".join(line for line in lines_of(content) if chance.random() > 0.15)


def without_ends(content: bytes, chance: Random) -> bytes:
    """No END at all."""
    return re.sub(rb"(?im)^END:VCARD[ \t]*\r*\n?", b"", content)


def without_begins(content: bytes, chance: Random) -> bytes:
    """No BEGIN at all."""
    return re.sub(rb"(?im)^BEGIN:VCARD[ \t]*\r*\n?", b"", content)


def shuffled_lines(content: bytes, chance: Random) -> bytes:
    """Lines in any order."""
    lines = lines_of(content)[:2000]
    chance.shuffle(lines)
    return b"".join(lines)


def doubled_lines(content: bytes, chance: Random) -> bytes:
    """Some lines twice."""
    return b"".join(line * chance.choice((1, 1, 1, 2, 3)) for line in lines_of(content))


def other_version(content: bytes, chance: Random) -> bytes:
    """Another version than the one that is spoken."""
    versions = (b"2.1", b"3.0", b"4.0", b"4", b"5.0", b"", b"zwei", b"4.0.1")
    return re.sub(rb"(?i)VERSION:[0-9.]*", lambda _: b"VERSION:" + chance.choice(versions), content)


def some_bytes(content: bytes, chance: Random) -> bytes:
    """Bytes changed, put in and taken out anywhere."""
    found = bytearray(content[:200_000])
    special = b'\0\r\n \t:;,="\\^.=\xff\xc3\x28\xe2\x1a\x85\x0b\x0c'
    for _ in range(max(3, min(len(found) // 50, 60))):
        at = chance.randrange(len(found) + 1)
        what = chance.random()
        if what < 0.4:
            found[at:at] = bytes([chance.choice(special)])
        elif what < 0.7:
            found[at : at + 1] = bytes([chance.choice(special)])
        elif what < 0.9:
            del found[at : at + chance.randint(1, 4)]
        else:
            found[at:at] = found[: chance.randint(1, 40)]
    return bytes(found)


def cut_anywhere(content: bytes, chance: Random) -> bytes:
    """The file breaks off."""
    return content[: chance.randrange(len(content) + 1)]


def nuls(content: bytes, chance: Random) -> bytes:
    """NULs between and inside of lines."""
    return b"".join(
        line.replace(b" ", b"\0") if chance.random() < 0.2 else line for line in lines_of(content)
    )


def eight_bit(content: bytes, chance: Random) -> bytes:
    """What is UTF-8 in one of the older encodings, as far as it goes."""
    codec = chance.choice(("cp1252", "cp1250", "cp1251", "shift_jis", "gb18030", "koi8-r"))
    return content.decode("utf-8", "replace").encode(codec, "replace")


def open_quotes(content: bytes, chance: Random) -> bytes:
    """Quotation marks that nobody closes, in heads and values."""
    return b"".join(
        line.replace(chance.choice((b";", b":", b"=", b",")), b'"' + b":", 1)
        if chance.random() < 0.3
        else line
        for line in lines_of(content)
    )


def bare_heads(content: bytes, chance: Random) -> bytes:
    """`TYPE=` and `ENCODING=` left out, as version 2.1 does, whatever the version is."""
    return re.sub(rb"(?i);(?:TYPE|ENCODING)=", b";", content)


def all_quoted_printable(content: bytes, chance: Random) -> bytes:
    """Heads say quoted-printable though nothing is."""
    return re.sub(rb"(?im)^([A-Z]+)([;:])", rb"\1;ENCODING=QUOTED-PRINTABLE\2", content)


def nested(content: bytes, chance: Random) -> bytes:
    """A card as the agent of itself."""
    return content[:50_000].replace(
        b"END:VCARD", b"AGENT:\r\n" + content[:50_000] + b"END:VCARD", 1
    )


KEEP_FACTS: dict[str, Mutation] = {
    "lf": _with_ends(b"\n"),
    "crlf": _with_ends(b"\r\n"),
    "cr": _with_ends(b"\r"),
    "crcrlf": _with_ends(b"\r\r\n"),
    "mixed ends": mixed_ends,
    "utf-8 mark": _encoded("utf-8", codecs.BOM_UTF8),
    "utf-16-le mark": _encoded("utf-16-le", codecs.BOM_UTF16_LE),
    "utf-16-be mark": _encoded("utf-16-be", codecs.BOM_UTF16_BE),
    "utf-16-le": _encoded("utf-16-le", b""),
    "utf-16-be": _encoded("utf-16-be", b""),
    "utf-32 mark": _encoded("utf-32", b""),
    "folded": folded,
    "folded heads": folded_heads,
    "other case": other_case,
    "quoted parameters": quoted_parameters,
    "repeated parameters": repeated_parameters,
    "grouped": grouped,
    "blank lines": blank_lines,
    "blanks in frames": trailing_blanks_in_frames,
    "garbage behind": garbage_behind,
    "doubled": doubled,
}

SPOIL: dict[str, Mutation] = {
    found.__name__.replace("_", " "): found
    for found in (
        indented,
        unindented,
        dropped_lines,
        without_ends,
        without_begins,
        shuffled_lines,
        doubled_lines,
        other_version,
        some_bytes,
        cut_anywhere,
        nuls,
        eight_bit,
        open_quotes,
        bare_heads,
        all_quoted_printable,
        nested,
    )
}
