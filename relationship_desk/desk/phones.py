"""Telephone numbers in their international form, by Google's libphonenumber tables."""

from __future__ import annotations

import re
from functools import lru_cache

import phonenumbers

from relationship_desk.domain.text import digits

_E164 = re.compile(r"\+[1-9]\d{6,14}\Z")


@lru_cache(maxsize=65536)
def e164(text: str, region: str) -> str:
    """`e164("040 123456", "DE") == "+4940123456"`; empty where it is no possible number.

    `region` is the country (ISO 3166-1 alpha-2) of a number that names none. ITU-T E.164.
    """
    if _E164.match(text):
        return text
    try:
        number = phonenumbers.parse(text, region)
    except phonenumbers.NumberParseException:
        return ""
    if not phonenumbers.is_possible_number(number):
        return ""
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def national_digits(text: str) -> str:
    """The digits dialled inside the country, for a number that names its country; else empty."""
    if not text.lstrip().startswith("+"):
        return ""
    number = digits(text)
    for length in (1, 2, 3):  # no country's code begins with another's (ITU-T E.164)
        trunk = _trunk_prefix(number[:length])
        if trunk is not None:
            rest = number[length:]
            return rest if trunk and f"({trunk})" in text else trunk + rest
    return ""


@lru_cache(maxsize=2048)
def _trunk_prefix(code: str) -> str | None:
    """What is dialled before a number inside its country; None where there is no such country.

    Looked up one by one: reading the tables of every country takes a third of a second.
    """
    regions = phonenumbers.COUNTRY_CODE_TO_REGION_CODE.get(int(code)) if code else None
    if not regions:
        return None
    metadata = phonenumbers.PhoneMetadata.metadata_for_region(regions[0], None)
    return (metadata.national_prefix or "") if metadata else ""
