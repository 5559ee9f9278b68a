"""Numbers in their international form."""

from __future__ import annotations

import phonenumbers
import pytest
from hypothesis import given
from hypothesis import strategies as st

from relationship_desk.desk.phones import e164

_CODES = sorted(phonenumbers.COUNTRY_CODE_TO_REGION_CODE)


@pytest.mark.parametrize(
    ("text", "region", "international"),
    [
        ("040 123456", "DE", "+4940123456"),
        ("+49 (0)40 123456", "US", "+4940123456"),
        ("0049 40 123456", "DE", "+4940123456"),
        ("06 1234 5678", "IT", "+390612345678"),
        ("(415) 555-0133", "US", "+14155550133"),
        ("+4940123456", "US", "+4940123456"),
        ("1", "DE", ""),
        ("ask Ida", "DE", ""),
        ("", "DE", ""),
        ("+49 40 123456" + " " * 240 + "7", "DE", ""),
    ],
)
def test_a_number_is_put_into_its_international_form(
    text: str, region: str, international: str
) -> None:
    assert e164(text, region) == international


@given(
    st.sampled_from(_CODES) | st.integers(1, 999),
    st.text("0123456789", min_size=1, max_size=16),
    st.sampled_from([" ", ".", "-", "/", "  ", " - "]),
    st.integers(1, 15),
    st.sampled_from(["+", "+ "]),
)
def test_digits_in_groups_come_out_as_the_library_has_them(
    code: int, national: str, between: str, group: int, plus: str
) -> None:
    groups = [national[i : i + group] for i in range(0, len(national), group)]
    text = between.join([f"{plus}{code}", *groups])
    try:
        number = phonenumbers.parse(text, "DE")
    except phonenumbers.NumberParseException:
        assert e164(text, "DE") == ""
        return
    possible = phonenumbers.is_possible_number(number)
    written = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
    assert e164(text, "DE") == (written if possible else "")
