"""Telephone numbers in their international form, by Google's libphonenumber tables."""

from __future__ import annotations

import re
from functools import lru_cache

import phonenumbers

_E164 = re.compile(r"\+[1-9][0-9]{6,14}\Z")
# A plus and digits in groups: no brackets, which may hold a trunk prefix, and no extension.
_GROUPED = re.compile(r"\+[1-9][0-9]*(?:[ .\-/][0-9]+)*\Z")
_LONGEST = 250  # characters; the library reads no more, and none are remembered
_BETWEEN_GROUPS = str.maketrans("", "", " .-/")


def e164(text: str, region: str) -> str:
    """`e164("040 123456", "DE") == "+4940123456"`; empty where it is no possible number.

    `region` is the country (ISO 3166-1 alpha-2) of a number that names none. ITU-T E.164.
    """
    if len(text) > _LONGEST:
        return ""
    plain = text.replace(" ", "")
    if not plain[1:].isdigit() and _GROUPED.match(text):
        plain = plain.translate(_BETWEEN_GROUPS)
    if _E164.match(plain) and (plain == text or _is_beyond_doubt(plain)):
        return plain
    return _by_the_library(text, region)


@lru_cache(maxsize=32768)
def _by_the_library(text: str, region: str) -> str:
    try:
        number = phonenumbers.parse(text, region)
    except phonenumbers.NumberParseException:
        return ""
    if not phonenumbers.is_possible_number(number):
        return ""
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def _is_beyond_doubt(number: str) -> bool:
    """Whether the library would leave these digits as they are: the country has numbers of this
    length, and what follows its code can be no trunk prefix. It spares most numbers the slow way.
    """
    plan = _plan(number[1:4])
    if plan is None:
        return False
    size, lengths, trunk = plan
    rest = number[size:]
    return len(rest) in lengths and rest[0] != "0" and not (trunk and trunk.match(rest))


@lru_cache(maxsize=1024)
def _plan(start: str) -> tuple[int, frozenset[int], re.Pattern[str] | None] | None:
    """Of the country whose code these digits begin with: where its own numbers begin, how long
    they may be, and what may stand before them."""
    for size in range(1, len(start) + 1):
        regions = phonenumbers.COUNTRY_CODE_TO_REGION_CODE.get(int(start[:size]), ())
        known = phonenumbers.PhoneMetadata.metadata_for_region(regions[0]) if regions else None
        if known is not None and known.general_desc is not None:
            trunk = known.national_prefix_for_parsing
            lengths = frozenset(known.general_desc.possible_length)
            return size + 1, lengths, re.compile(trunk) if trunk and trunk != "0" else None
    return None


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
