"""Reads a full export, row by row; trusts nothing in it.

Invariant: whatever the export is, it is read or refused in one sentence, in bounded memory.
"""

from __future__ import annotations

import binascii
from base64 import b64decode
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager
from hashlib import sha256
from pathlib import Path
from typing import Any

from relationship_desk.desk.full_export import Head, too_new, unsound
from relationship_desk.desk.ports import Progress
from relationship_desk.formats.desk_export import layout
from relationship_desk.formats.desk_export.places import Place, open_place
from relationship_desk.formats.desk_export.stream import JsonStream, Malformed

_FIELDS: dict[str, type] = {
    "format": str, "version": int, "schema": int, "program": str, "exported_at": str,
    "last_ids": dict, "playbooks": dict,
}  # fmt: skip
_MAY_BE_MISSING = {"playbooks"}


@contextmanager
def open_export(source: Path, progress: Progress) -> Iterator[Export]:
    """See `desk.full_export.OpenExport`; `progress` counts bytes and may raise `Cancelled`."""
    with open_place(source) as place:
        done = 0

        def read(data: bytes) -> bytes:
            nonlocal done
            done += len(data)
            progress(min(done, place.size), place.size)
            return data

        with closing(place.open(layout.JSON_NAME)) as file:
            try:
                yield Export(source, place, JsonStream(lambda size: read(file.read(size))), read)
            except Malformed as error:
                raise unsound(source, str(error)) from error


class Export:
    """See `desk.full_export.ReadExport`."""

    def __init__(
        self, source: Path, place: Place, stream: JsonStream, count: Callable[[bytes], bytes]
    ) -> None:
        self.size = place.size
        self._source = source
        self._place = place
        self._stream = stream
        self._count = count
        self.head = self._read_head()

    def tables(self) -> Iterator[tuple[str, Iterator[Mapping[str, Any]]]]:
        """Each table's name and rows by column name; goes on when the rows were gone through."""
        stream = self._stream
        stream.take("{")
        if stream.peek() == "}":
            stream.take("}")
        else:
            yield self._table()
            while stream.goes_on("}"):
                yield self._table()
        stream.take("}")
        stream.take("")

    def _table(self) -> tuple[str, Iterator[Mapping[str, Any]]]:
        name = self._key()
        self._stream.take("[")
        return name, self._rows()

    def _rows(self) -> Iterator[Mapping[str, Any]]:
        stream = self._stream
        if stream.peek() == "]":
            stream.take("]")
            return
        yield self._row()
        while stream.goes_on("]"):
            yield self._row()

    def _row(self) -> Mapping[str, Any]:
        row = self._stream.value()
        if not isinstance(row, dict):
            raise Malformed("a row that is no object")
        for column, value in row.items():
            if isinstance(value, dict):
                row[column] = self._value(value)
        return row

    def _key(self) -> str:
        if self._stream.peek() != '"':
            raise Malformed("a name is missing")
        key: str = self._stream.value()
        self._stream.take(":")
        return key

    def _read_head(self) -> Head:
        """Everything before the tables, with which the reading stops."""
        self._stream.take("{")
        fields: dict[str, Any] = {}
        while (key := self._key()) != "tables":
            if key not in _FIELDS or key in fields:
                raise Malformed(f"{key!r} is unknown, or stands twice")
            fields[key] = value = self._stream.value()
            if type(value) is not _FIELDS[key]:
                raise Malformed(f"what {key!r} says makes no sense")
            self._stream.take(",")
            if key == "format" and value != layout.FORMAT:
                raise Malformed("it is no export of Relationship Desk")
            # Before the rest, of which a newer format may hold more.
            if key == "version" and fields["version"] > layout.VERSION:
                raise too_new(self._source, fields["version"], layout.VERSION)
        if missing := _FIELDS.keys() - fields.keys() - _MAY_BE_MISSING:
            raise Malformed(f"{min(missing)!r} is missing")
        if fields["version"] < 1:
            raise Malformed(f"its format cannot be {fields['version']}")
        used = fields["last_ids"]
        if any(type(number) is not int for number in used.values()):
            raise Malformed("what 'last_ids' says makes no sense")
        playbooks = fields.get("playbooks")
        if any(type(text) is not str for text in (playbooks or {}).values()):
            raise Malformed("what 'playbooks' says makes no sense")
        return Head(fields["schema"], fields["program"], fields["exported_at"], used, playbooks)

    def _value(self, told: dict[str, Any]) -> str | bytes:
        """What an object stands for in a row."""
        match list(told.items()):
            case [(layout.TEXT, str(text))]:
                return _utf8(text)
            case [(layout.BASE64, str(text))]:
                try:
                    return b64decode(_utf8(text), validate=True)
                except binascii.Error as error:
                    raise Malformed("a value that is no Base64") from error
            case [(layout.FILE, str(name))]:
                return self._file(name)
            case [(layout.TEXT_FILE, str(name))]:
                try:
                    return self._file(name).decode()
                except UnicodeDecodeError as error:
                    raise Malformed(f"{name} is no text") from error
        raise Malformed("a value of an unknown kind")

    def _file(self, name: str) -> bytes:
        """The bytes of a file, which must be those that its name promises."""
        known = layout.FILE_NAME.fullmatch(name)
        if known is None:
            raise Malformed("a file name that is none of an export")
        with closing(self._place.open(name)) as file:
            data = self._count(file.read())
        if sha256(data).hexdigest() != known[1]:
            raise Malformed(f"{name} is not what it was")
        return data


def _utf8(text: str) -> bytes:
    try:
        return text.encode()
    except UnicodeEncodeError as error:
        raise Malformed("half a character") from error
