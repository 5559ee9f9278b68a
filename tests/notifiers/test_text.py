"""The text of a popup, for every text there is."""

from __future__ import annotations

import unicodedata
from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from relationship_desk.notifiers.text import (
    as_argument,
    as_body_argument,
    clean,
    clip,
    escaped,
    neutral,
    popup_body,
    popup_title,
    utf16_units,
)

# Lone surrogates too: they come out of files that were not UTF-8.
any_text = st.text(st.characters())
any_long_text = st.text(st.characters(), min_size=60, max_size=400)


@given(any_text | any_long_text, st.integers(1, 300))
def test_clipped_text_fits_and_is_the_beginning_of_what_it_was(text: str, units: int) -> None:
    clipped = clip(text, units)
    assert utf16_units(clipped) <= units
    assert clipped == text or (clipped.endswith("…") and text.startswith(clipped[:-1]))


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_utf16_units_are_those_of_the_encoding(text: str) -> None:
    assert utf16_units(text) == len(text.encode("utf-16-le")) // 2


@pytest.mark.parametrize(
    ("text", "clipped"),
    [
        ("a" * 63, "a" * 63),
        ("a" * 64, "a" * 62 + "…"),
        ("a" * 61 + "😀", "a" * 61 + "😀"),
        ("a" * 62 + "😀", "a" * 62 + "…"),
        ("a" * 61 + "😀b", "a" * 61 + "…"),
        ("Call Ada " * 8, "Call Ada " * 6 + "Call Ada…"),
    ],
)
def test_a_title_is_cut_between_characters(text: str, clipped: str) -> None:
    assert popup_title(text) == clipped


@given(any_text | any_long_text)
def test_a_title_is_one_safe_line(text: str) -> None:
    title = popup_title(text)
    assert utf16_units(title) <= 63
    assert all(unicodedata.category(c) not in ("Cc", "Cs", "Zl", "Zp") for c in title)
    assert title.encode("utf-8").decode("utf-8") == title


@given(any_text | any_long_text)
def test_a_body_is_safe_lines(text: str) -> None:
    body = popup_body(text)
    assert utf16_units(body) <= 255
    assert all(c == "\n" or unicodedata.category(c) not in ("Cc", "Cs") for c in body)


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        ("Zoë\0 \x1b[31mO'Brien\x7f", "Zoë [31mO'Brien"),
        ("pay \u202e001\u202c now\u2066!\u2069", "pay 001 now!"),
        ("a\ud800b\udfffc", "abc"),
        ("one\r\ntwo\rthree\u2028four", "one\ntwo\nthree\nfour"),
        ("tab\there", "tab here"),
        ("\u200fשלום 👩\u200d👩\u200d👧", "\u200fשלום 👩\u200d👩\u200d👧"),
    ],
)
def test_cleaning_takes_what_is_harmful_and_leaves_what_is_writing(text: str, cleaned: str) -> None:
    assert clean(text) == cleaned


@given(any_text)
def test_escaping_a_body_hides_all_markup_and_loses_nothing(text: str) -> None:
    plain = text.replace("&", "and")  # `unescape` also reads what only looks like an entity
    assert "<" not in escaped(text)
    assert ">" not in escaped(text)
    assert unescape(escaped(plain)) == unescape(plain)


@given(any_text)
def test_a_neutral_body_reads_the_same_with_and_without_markup(text: str) -> None:
    assert not set("<>&") & set(neutral(text))
    assert len(neutral(text)) == len(text)


def test_what_looks_like_an_option_is_taken_as_text() -> None:
    assert as_argument("--help") == "‐-help"
    assert as_argument("well-known") == "well-known"
    assert as_body_argument("-\\n") == "‐\\\\n"
