"""Owns pictures in cards; invariant: only embedded bytes are read, nothing is ever fetched."""

from __future__ import annotations

import hashlib
from urllib.parse import unquote_to_bytes

from relationship_desk.domain.contact import Photo
from relationship_desk.formats.vcard import labels
from relationship_desk.formats.vcard.heads import BASE64, Head
from relationship_desk.formats.vcard.logical import Line
from relationship_desk.formats.vcard.values import unbase64

SHOWN_LIMIT = 5_000_000  # bytes of a picture; a larger one is kept in its card, not shown

_MAGIC = (
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"GIF8", "image/gif"),
    (b"BM", "image/bmp"),
    (b"II*\0", "image/tiff"),
    (b"MM\0*", "image/tiff"),
)
_TYPES = {"JPG": "image/jpeg", "JPE": "image/jpeg", "X-JPEG": "image/jpeg", "PJPEG": "image/jpeg"}
_SCHEMES = (b"http:", b"https:", b"file:", b"ftp:", b"cid:", b"content:")

REMOTE = "The photo is only a link; it was not fetched."
TOO_LARGE = "The photo is larger than 5 MB; it is kept in the card and not shown."
BROKEN = "The photo could not be decoded; it is kept in the card as it is."


def read(line: Line) -> Photo | str:
    """The picture of a PHOTO line, or the sentence that says why there is none ("" if empty)."""
    value = line.value.strip()
    start = value[:10].lower()
    if not value:
        return ""
    declared = _declared_type(line.head)
    if is_link(value):
        return REMOTE
    if not start.startswith(b"data:"):
        if line.head.value("VALUE").lower() in ("uri", "url"):
            return REMOTE
        if line.head.encoding != BASE64 and not declared and len(value) < 64:
            return BROKEN
    if len(value) > SHOWN_LIMIT * 2:
        return TOO_LARGE
    kind, data = embedded(line)
    if len(data) > SHOWN_LIMIT:
        return TOO_LARGE
    kind = media_type(data) or kind
    if not data or not kind.startswith("image/"):
        return BROKEN
    return Photo(hashlib.sha256(data).hexdigest(), kind, data)


def is_link(value: bytes) -> bool:
    """Whether a value is the address of a picture, whatever its head says of its encoding."""
    return value[:10].lower().startswith(_SCHEMES)


def embedded(line: Line) -> tuple[str, bytes]:
    """Media type ("" if unknown) and bytes of an embedded value, whatever its size."""
    value = line.value.strip()
    declared = _declared_type(line.head)
    if value[:5].lower() != b"data:":
        return declared, unbase64(value)
    described, _, body = value[5:].partition(b",")
    words = [
        w.decode("ascii", "replace").strip().lower() for w in described.rstrip(b"\\").split(b";")
    ]
    kind = words[0] if "/" in words[0] else declared
    return kind, unbase64(body) if "base64" in words else unquote_to_bytes(body)


def media_type(data: bytes) -> str:
    """The media type that the bytes themselves show; "" where they show none."""
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "image/webp"
    if data[4:8] == b"ftyp" and data[8:11] in (b"hei", b"mif", b"avi"):
        return "image/avif" if data[8:12] == b"avif" else "image/heic"
    if data[:256].lstrip()[:5] in (b"<svg ", b"<?xml"):
        return "image/svg+xml"
    return next((kind for magic, kind in _MAGIC if data.startswith(magic)), "")


def _declared_type(head: Head) -> str:
    words = [*head.values("MEDIATYPE"), *head.values("TYPE")]
    words += [w for w in head.values("") if w.upper() not in ("BASE64", "B", "INLINE")]
    for word in words:
        if word.lower().startswith("image/"):
            return word.lower()
        name = word.upper()
        if labels.is_usual(word):
            continue
        if name.isalnum() or name == "SVG+XML" or name == "X-JPEG":
            return _TYPES.get(name, f"image/{word.lower()}")
    return ""
