"""Numbers in their international form: quickly read ones as the library reads them."""

from __future__ import annotations

import phonenumbers
import pytest
from hypothesis import given
from hypothesis import strategies as st

from relationship_desk.desk.phones import e164, national_digits

_REGIONS = "DE US GB FR IT ES CH RU BR MX AR AU JP HU SM".split()


def _by_library(text: str, region: str) -> str:
    try:
        number = phonenumbers.parse(text, region)
    except phonenumbers.NumberParseException:
        return ""
    if not phonenumbers.is_possible_number(number):
        return ""
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


@given(
    region=st.sampled_from(_REGIONS),
    start=st.sampled_from(["", "0", "00", "+49 ", "+1 ", "+52 1 ", "+39 0", "(0", "1-", "8 "]),
    rest=st.from_regex(r"[0-9]{2,4}[ /.-][0-9]{3,8}", fullmatch=True),
)
def test_any_number_is_read_as_the_library_reads_it(region: str, start: str, rest: str) -> None:
    text = start + rest
    assert e164(text, region) == _by_library(text, region)


@pytest.mark.parametrize(
    ("text", "dialled"),
    [
        ("+49 151 123", "0151123"),
        ("+49 (0)40 12", "04012"),
        ("+39 06 12", "0612"),
        ("+7 800 1", "88001"),
        ("040 12", ""),
        ("+", ""),
    ],
)
def test_national_digits_are_what_is_dialled_at_home(text: str, dialled: str) -> None:
    assert national_digits(text) == dialled
