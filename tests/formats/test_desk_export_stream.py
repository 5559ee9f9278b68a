"""JSON is read in pieces of any size as if it were read at once."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from relationship_desk.formats.desk_export import stream
from relationship_desk.formats.desk_export.stream import JsonStream, Malformed

_VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=12,
)


def pieces(data: bytes, size: int) -> Callable[[int], bytes]:
    """A file that gives so many bytes at a time, whatever is asked for."""
    left = [data[start : start + size] for start in range(0, len(data), size)]
    return lambda _: left.pop(0) if left else b""


def rows(data: bytes, size: int = 1 << 20) -> list[Any]:
    """The elements of a list, one after the other, to the end of the document."""
    found: list[Any] = []
    source = JsonStream(pieces(data, size))
    source.take("[")
    if source.peek() == "]":
        source.take("]")
    else:
        found.append(source.value())
        while source.goes_on("]"):
            found.append(source.value())
    source.take("")
    return found


@given(
    values=st.lists(_VALUES, max_size=6),
    size=st.integers(1, 40),
    indent=st.none() | st.integers(0, 4),
    ascii_only=st.booleans(),
)
def test_every_document_is_read_the_same_in_pieces(
    values: list[Any], size: int, indent: int | None, ascii_only: bool
) -> None:
    data = json.dumps(values, indent=indent, ensure_ascii=ascii_only).encode()
    assert rows(data, size) == values


def test_a_number_that_goes_on_in_the_next_piece_is_one_number() -> None:
    for size in range(1, 8):
        assert rows(b"[12, 345, -6.5e3]", size) == [12, 345, -6500.0]


@pytest.mark.parametrize(
    "data",
    [b"[1 2]", b"[1,]", b"[", b"[1", b'["a', b"[nul]", b"[1]]", b"\xef\xbb\xbf[\xff]", b"[-]"],
)
def test_what_is_no_json_is_malformed(data: bytes) -> None:
    with pytest.raises(Malformed):
        rows(data, 3)


def test_a_value_without_end_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stream, "VALUE_LIMIT", 1000)
    asked: list[int] = []

    def endless(size: int) -> bytes:
        asked.append(size)
        return b'["' + b"x" * 998 if len(asked) == 1 else b"x" * 1000

    source = JsonStream(endless)
    source.take("[")
    with pytest.raises(Malformed, match="without end"):
        source.value()
    assert len(asked) < 5
