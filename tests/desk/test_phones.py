"""Numbers in their international form."""

from __future__ import annotations

import pytest

from relationship_desk.desk.phones import e164


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
    ],
)
def test_a_number_is_put_into_its_international_form(
    text: str, region: str, international: str
) -> None:
    assert e164(text, region) == international
