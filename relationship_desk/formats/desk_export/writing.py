"""Writes a full export, row by row.

Invariant: the same rows give the same bytes, whenever and wherever they are written.
"""

from __future__ import annotations

import json
import os
import shutil
import tempfile
import zipfile
from base64 import b64encode
from collections.abc import Callable, Iterable
from hashlib import sha256
from pathlib import Path
from typing import Any, BinaryIO

from relationship_desk.desk.full_export import Head, Table
from relationship_desk.desk.transfer.whole_file import (
    require_free,
    write_whole,
    write_whole_folder,
)
from relationship_desk.formats.desk_export import layout

_to_json = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
_READABLE_BY_OWNER = 0o600 << 16
_COPIED_AT_ONCE = 1 << 20

# Puts a file beside desk.json: its name, its bytes.
_Add = Callable[[str, bytes], None]


def write_export(
    out: Path, head: Head, tables: Iterable[Table], *, unpacked: bool, force: bool
) -> None:
    """See `desk.full_export.WriteExport`."""
    require_free(out, force and not unpacked)
    if unpacked:
        write_whole_folder(out, lambda folder: _write_folder(folder, head, tables))
    else:
        write_whole(out, lambda file: _write_zip(file, out.parent, head, tables), force)


def _write_folder(folder: Path, head: Head, tables: Iterable[Table]) -> None:
    def add(name: str, data: bytes) -> None:
        path = folder / name
        path.parent.mkdir(mode=0o700, exist_ok=True)
        _write_synced(path, lambda file: file.write(data))

    _write_synced(folder / layout.JSON_NAME, lambda file: _write(file, add, head, tables))


def _write_synced(path: Path, write: Callable[[BinaryIO], Any]) -> None:
    with os.fdopen(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "wb") as file:
        write(file)
        file.flush()
        os.fsync(file.fileno())


def _write_zip(out: BinaryIO, scratch: Path, head: Head, tables: Iterable[Table]) -> None:
    """Files as they come, and desk.json, which grows meanwhile in a file of its own, last."""
    with (
        tempfile.TemporaryFile(dir=scratch) as spool,
        zipfile.ZipFile(out, "w", allowZip64=True) as archive,
    ):
        _write(spool, lambda name, data: archive.writestr(_entry(name), data), head, tables)
        size = spool.tell()
        spool.seek(0)
        entry = _entry(layout.JSON_NAME)
        entry.compress_type = zipfile.ZIP_DEFLATED
        entry.file_size = size
        with archive.open(entry, "w", force_zip64=size > zipfile.ZIP64_LIMIT // 2) as member:
            shutil.copyfileobj(spool, member, _COPIED_AT_ONCE)


def _entry(name: str) -> zipfile.ZipInfo:
    """An entry without a time, so that equal desks give equal archives; stored, not packed."""
    entry = zipfile.ZipInfo(name)
    entry.external_attr = _READABLE_BY_OWNER
    return entry


def _write(file: BinaryIO, add: _Add, head: Head, tables: Iterable[Table]) -> None:
    """desk.json: one line per key of the head and per row."""
    values = _Values(add)
    fields = {
        "format": layout.FORMAT,
        "version": layout.VERSION,
        "schema": head.schema,
        "program": head.program,
        "exported_at": head.exported_at,
        "last_ids": dict(head.last_ids),
        "playbooks": dict(head.playbooks or {}),
    }
    file.write(b"{\n")
    for key, value in fields.items():
        file.write(f"{_to_json(key)}:{_to_json(value)},\n".encode())
    file.write(b'"tables":{')
    between = b"\n"
    for table in tables:
        file.write(between + f"{_to_json(table.name)}:[".encode())
        between = b",\n"
        _write_rows(file, table, values)
        file.write(b"]")
    file.write(b"\n}\n}\n")


def _write_rows(file: BinaryIO, table: Table, values: _Values) -> None:
    between = "\n"
    for row in table.rows:
        named: dict[str, Any] = dict(zip(table.columns, row, strict=True))
        for column, value in named.items():
            if isinstance(value, bytes) or (
                isinstance(value, str) and len(value) > layout.INLINE_TEXT
            ):
                named[column] = values.told(table.name, named, value)
        file.write(f"{between}{_to_json(named)}".encode())
        between = ",\n"
    if between != "\n":
        file.write(b"\n")


class _Values:
    """Turns values into what JSON can hold; long ones go into files, each of them once."""

    def __init__(self, add: _Add) -> None:
        self._add = add
        self._added: set[str] = set()

    def told(self, table: str, row: dict[str, Any], value: str | bytes) -> dict[str, str]:
        """Bytes, or a long text, of a row."""
        if isinstance(value, str):
            data = value.encode()
            return {layout.TEXT_FILE: self._filed(layout.file_name(_hash(data), "txt"), data)}
        if table == layout.PHOTO_TABLE:
            name = layout.photo_name(_hash(value), row.get(layout.PHOTO_TYPE))
            return {layout.FILE: self._filed(name, value)}
        text = _as_text(value)
        if text is not None and len(value) <= layout.INLINE_TEXT:
            return {layout.TEXT: text}
        if text is None and len(value) <= layout.INLINE_BYTES:
            return {layout.BASE64: b64encode(value).decode("ascii")}
        suffix = "bin" if text is None else "txt"
        return {layout.FILE: self._filed(layout.file_name(_hash(value), suffix), value)}

    def _filed(self, name: str, data: bytes) -> str:
        if name not in self._added:
            self._added.add(name)
            self._add(name, data)
        return name


def _hash(data: bytes) -> str:
    return sha256(data).hexdigest()


def _as_text(data: bytes) -> str | None:
    try:
        return data.decode()
    except UnicodeDecodeError:
        return None
