"""Takes the contacts out of a saved mail: attached files, and cards in its text.

Invariant: a mail is never more than read: nothing in it is fetched, opened or run.
"""

from __future__ import annotations

import re
from email.message import Message
from email.parser import BytesParser
from email.policy import compat32
from pathlib import Path

from relationship_desk.desk.transfer.plan import Refused
from relationship_desk.desk.transfer.sources.parts import (
    Gathered,
    Part,
    Room,
    plain_name,
    shown,
)
from relationship_desk.domain.text import counted

MAIL_LIMIT = 100_000_000  # bytes
PARTS_LIMIT = 1000
# The standard library holds every line against every boundary that it is inside of.
COMPARED_LIMIT = 30_000_000

_HEADER = re.compile(rb"[A-Za-z][A-Za-z0-9-]{1,40}:[ \t]")
_TELLING = re.compile(
    rb"^(?:MIME-Version|Message-ID|Received|Return-Path|From):", re.IGNORECASE | re.MULTILINE
)
_BOUNDARY = re.compile(rb"boundary", re.IGNORECASE)
_CARD = re.compile(rb"^[ \t]*BEGIN:VCARD[ \t]*\r?$", re.IGNORECASE | re.MULTILINE)
_TYPES = {
    "text/vcard": ".vcf",
    "text/x-vcard": ".vcf",
    "text/directory": ".vcf",
    "text/csv": ".csv",
    "text/tab-separated-values": ".tsv",
}
# What the standard library raises for parts that are nested or encoded beyond reason.
_DAMAGED = (RecursionError, ValueError, LookupError, TypeError, AttributeError)


def is_mail(name: str, start: bytes) -> bool:
    """Whether a file is a mail, by its name or by the header it begins with."""
    head = re.split(rb"\r?\n\r?\n", start, maxsplit=1)[0]
    if _CARD.search(head):
        return False
    if name.lower().endswith(".eml"):
        return True
    return _HEADER.match(head) is not None and len(set(_TELLING.findall(head))) >= 2


def is_mailbox(start: bytes) -> bool:
    """Whether a file is a mailbox (mbox): mails one after another."""
    first, _, rest = start.partition(b"\n")
    return first.startswith(b"From ") and _HEADER.match(rest) is not None


def open_mail(path: Path, room: Room, into: Gathered) -> None:
    """Add the cards and tables of a mail. Raises `OSError` where it cannot be read."""
    name = shown(path.name)
    if path.stat().st_size > MAIL_LIMIT:
        sentence = f"“{name}” is a mail of more than 100 MB. Save its attachment, and give that."
        into.refused.append(Refused(name, sentence))
        return
    room.checkpoint()
    try:
        data = path.read_bytes()
        if data.count(b"\n") * len(_BOUNDARY.findall(data)) > COMPARED_LIMIT:
            raise ValueError("more boundaries than a mail has")
        found, others = _found(BytesParser(policy=compat32).parsebytes(data), room)
    except _DAMAGED:
        sentence = f"“{name}” is a damaged mail. Save its attachment, and give that instead."
        into.refused.append(Refused(name, sentence))
        return
    for part_name, data in found:
        target = room.place_for(len(into.parts) + 1, part_name)
        target.write_bytes(data)
        label = f"{plain_name(path.name)}/{plain_name(part_name)}"
        into.parts.append(Part(label, target, len(data)))
    if not found:
        seen = f" It has {counted(others, 'other attachment')}." if others else ""
        sentence = f"“{name}” is a mail without a card or a table of contacts.{seen}"
        into.refused.append(Refused(name, sentence))
    elif others:
        were = "was" if others == 1 else "were"
        into.notes.append(f"{counted(others, 'other attachment')} of “{name}” {were} left alone.")


def _found(mail: Message, room: Room) -> tuple[list[tuple[str, bytes]], int]:
    """`(name, bytes)` of each card or table, and how many other attachments there are."""
    found: list[tuple[str, bytes]] = []
    others = 0
    waiting = [mail]
    for _ in range(PARTS_LIMIT):
        if not waiting:
            break
        part = waiting.pop()
        room.checkpoint()
        inner = part.get_payload()
        if isinstance(inner, list):
            waiting.extend(one for one in reversed(inner) if isinstance(one, Message))
            continue
        name, data = _file_name(part), _bytes_of(part)
        kind = _TYPES.get(part.get_content_type(), "")
        if kind or room.takes(name):
            found.append((name if room.takes(name) else f"card-{len(found) + 1}{kind}", data))
        elif not name and part.get_content_type() == "text/plain" and _CARD.search(data):
            found.append((f"text-{len(found) + 1}.vcf", _only_cards(data)))
        elif name:
            others += 1
    return found, others


def _file_name(part: Message) -> str:
    return " ".join(str(part.get_filename() or "").replace("/", "_").split())


def _bytes_of(part: Message) -> bytes:
    """The part's bytes; in UTF-8 where it says its encoding and is in another."""
    payload = part.get_payload(decode=True)
    data = payload if isinstance(payload, bytes) else b""
    charset = part.get_content_charset() or ""
    if part.get_content_maintype() != "text" or not charset:
        return data
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        try:
            return data.decode(charset).encode("utf-8")
        except (LookupError, ValueError):
            return data
    return data


def _only_cards(text: bytes) -> bytes:
    """The text from the first card on, without what is said before and after."""
    begin = _CARD.search(text)
    ends = list(re.finditer(rb"^[ \t]*END:VCARD[^\n]*\n?", text, re.IGNORECASE | re.MULTILINE))
    end = ends[-1].end() if ends else len(text)
    return text[begin.start() if begin else 0 : end]
