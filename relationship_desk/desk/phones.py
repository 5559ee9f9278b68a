"""Telephone numbers in their international form, by Google's libphonenumber tables."""

from __future__ import annotations

import re
from functools import lru_cache

import phonenumbers

_E164 = re.compile(r"\+[1-9][0-9]{6,14}\Z")


@lru_cache(maxsize=32768)
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


def is_landline(number: str) -> bool:
    """Whether a number in E.164 surely is one of a place and not of a pocket.

    In some countries, as in the USA, a number does not tell.
    """
    return _kind(number) == phonenumbers.PhoneNumberType.FIXED_LINE


def is_of_a_pocket(number: str) -> bool:
    """Whether a number in E.164 surely is one of a mobile phone."""
    return _kind(number) == phonenumbers.PhoneNumberType.MOBILE


@lru_cache(maxsize=16384)
def _kind(number: str) -> int:
    try:
        parsed = phonenumbers.parse(number)
    except phonenumbers.NumberParseException:
        return int(phonenumbers.PhoneNumberType.UNKNOWN)
    return int(phonenumbers.number_type(parsed))
