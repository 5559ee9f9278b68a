"""The keys of what is remembered about how files are read; invariant: a key tells no content.

A decision is found by a key that a file's own content gives, so that the same file, or the next one
of the same program, is read in the same way wherever it lies.
"""

from __future__ import annotations

import hashlib

LETTERS = "encoding:"  # the codec of a text that names none
COLUMNS = "columns:"  # the layout of tables with one header
TABLE = "table:"  # the layout of a table of which rows wait in quarantine
_LENGTH = 32  # hex digits: 128 bits


def key_of(kind: str, content: bytes) -> str:
    """The key of a decision: what it is about, and the content's digest."""
    return kind + hashlib.sha256(content).hexdigest()[:_LENGTH]
