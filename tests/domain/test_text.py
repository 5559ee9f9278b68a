from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from relationship_desk.domain.text import digits, fold, initials, one_line


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Çağrı İnanç ßø", "cagri inanc sso"),
        ("ŁÓDŹ", "lodz"),
        ("  a \t b\n", "a b"),
        ("ﬁne", "fine"),
        ("Ⅻ", "xii"),
        ("Ø", "o"),
        ("", ""),
    ],
)
def test_fold_gives_the_form_people_type(text: str, folded: str) -> None:
    assert fold(text) == folded


@given(st.text())
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text())
def test_case_makes_no_difference(text: str) -> None:
    assert fold(text.casefold()) == fold(text)


def test_digits_are_ascii_whatever_was_typed() -> None:
    assert digits("+49 (0)40-123") == "49040123"
    assert digits("٠١٢") == "012"


@pytest.mark.parametrize(
    ("name", "letters"),
    [("Ida Vale", "IV"), ("Ida", "I"), ("Ida Maria Vale", "IV"), ("", ""), ("“X” Y", "Y")],
)
def test_initials(name: str, letters: str) -> None:
    assert initials(name) == letters


def test_one_line_cuts_with_an_ellipsis() -> None:
    assert one_line("a\nb  c") == "a b c"
    assert one_line("abcdef", 4) == "abc…"
    assert one_line("abcd", 4) == "abcd"
