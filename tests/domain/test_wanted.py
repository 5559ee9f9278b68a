"""What a second start tells the first: it comes through whole, and nothing else comes through."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from relationship_desk.domain.wanted import MOST_FILES, Wanted, decoded, encoded


@given(
    st.lists(st.binary(min_size=1, max_size=20).filter(lambda b: b"\0" not in b), max_size=5),
    st.none() | st.integers(1, 2**63 - 1),
    st.text(st.characters(min_codepoint=33, max_codepoint=126), max_size=256),
)
def test_everything_that_can_be_wanted_comes_through(
    names: list[bytes], person_id: int | None, token: str
) -> None:
    files = tuple(Path("/", os.fsdecode(name)) for name in names)
    wanted = Wanted(files, person_id, token=token)

    line = encoded(wanted)

    assert decoded(line) == wanted
    assert line.count(b"\n") == 1


def test_a_token_that_is_no_token_is_left_out() -> None:
    assert decoded(encoded(Wanted(token="a\nb"))) == Wanted()
    assert decoded(encoded(Wanted(token="x" * 257))) == Wanted()


_GOOD = {"files": [], "person": None, "token": ""}


@pytest.mark.parametrize(
    "message",
    [
        [],
        "files",
        {},
        _GOOD | {"more": 1},
        _GOOD | {"files": "/a"},
        _GOOD | {"files": ["a.vcf"]},
        _GOOD | {"files": ["/a\0b"]},
        _GOOD | {"files": [1]},
        _GOOD | {"files": ["/a"] * (MOST_FILES + 1)},
        _GOOD | {"person": 0},
        _GOOD | {"person": -1},
        _GOOD | {"person": True},
        _GOOD | {"person": "1"},
        _GOOD | {"person": 2**63},
        _GOOD | {"token": "a\nb"},
        _GOOD | {"token": "é"},
        _GOOD | {"token": 1},
        _GOOD | {"token": "x" * 257},
    ],
)
def test_what_no_start_would_say_is_nothing(message: object) -> None:
    assert decoded(json.dumps(message).encode()) is None


@pytest.mark.parametrize("line", [b"", b"\n", b"\xff\xfe", b"[" * 200_000, b'{"files": NaN'])
def test_what_is_no_message_at_all_is_nothing(line: bytes) -> None:
    assert decoded(line) is None
