"""What the writer and the reader of a full export agree on; EXPORT.md says it in words."""

from __future__ import annotations

import re

from relationship_desk.desk.full_export import DOCUMENT

FORMAT = "relationship-desk export"
VERSION = 1
JSON_NAME = DOCUMENT

# Longer values stand in a file of their own, so that a line stays one that programs can read.
INLINE_TEXT = 1_000_000  # characters
INLINE_BYTES = 65_536  # of bytes that are no text

# How a value is written that is no number, no short text and not null: an object with one key.
TEXT = "text"  # bytes, as the UTF-8 text that they are
BASE64 = "base64"  # bytes
FILE = "file"  # bytes, in a file
TEXT_FILE = "text_file"  # text, in a file, in UTF-8

PHOTO_TABLE = "photo"
PHOTO_TYPE = "media_type"  # the column that says what a photo is
_SUFFIXES = {
    "image/jpeg": "jpg", "image/png": "png", "image/gif": "gif", "image/webp": "webp",
    "image/bmp": "bmp", "image/tiff": "tif", "image/svg+xml": "svg", "image/heic": "heic",
    "image/avif": "avif",
}  # fmt: skip

FILE_NAME = re.compile(r"(?:photos|files)/([0-9a-f]{64})\.[a-z0-9]{1,5}")


def photo_name(sha256: str, media_type: object) -> str:
    """Where the bytes of a photo lie."""
    suffix = _SUFFIXES.get(media_type, "bin") if isinstance(media_type, str) else "bin"
    return f"photos/{sha256}.{suffix}"


def file_name(sha256: str, suffix: str) -> str:
    """Where the bytes of anything else lie."""
    return f"files/{sha256}.{suffix}"
