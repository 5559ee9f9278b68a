"""Telephone numbers in their international form, by Google's libphonenumber tables."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

import phonenumbers

from relationship_desk.domain.text import digits

_E164 = re.compile(r"\+[1-9][0-9]{6,14}\Z")
_SEPARATORS = str.maketrans("", "", " -./()\u00a0")


@dataclass(frozen=True, slots=True)
class _Plan:
    """How one region dials: enough to read a plainly written number without the whole library,
    which takes twenty times as long; whatever is not plain is left to it."""

    code: str
    trunk: str
    abroad: re.Pattern[str]
    viable: re.Pattern[str]
    lengths: frozenset[int]


@lru_cache(maxsize=512)
def _plan(region: str) -> _Plan | None:
    """The plan of a region; None where its rule for trunk prefixes is more than fixed digits."""
    metadata = phonenumbers.PhoneMetadata.metadata_for_region(region, None)
    if metadata is None or metadata.national_prefix_transform_rule:
        return None
    trunk = metadata.national_prefix_for_parsing or ""
    if trunk and not trunk.isdigit():
        return None
    general = metadata.general_desc
    if general is None or not general.national_number_pattern:
        return None
    return _Plan(
        str(metadata.country_code),
        trunk,
        re.compile(metadata.international_prefix or r"\Z"),
        re.compile(general.national_number_pattern),
        frozenset(general.possible_length),
    )


def _simple_national(number: str, region: str) -> str:
    """E.164 of digits dialled inside a region; empty where the library has to look closer."""
    plan = _plan(region)
    if plan is None or number.startswith(plan.code) or plan.abroad.match(number):
        return ""
    national = number.removeprefix(plan.trunk)
    # A trunk prefix is one only if the number is none with it, or is one without it too.
    kept = plan.viable.fullmatch(number) is not None and not plan.viable.fullmatch(national)
    if kept or len(national) not in plan.lengths or national.startswith("0"):
        return ""
    return f"+{plan.code}{national}"


def _simple_international(number: str) -> str:
    """`number` where nothing but its length has to be looked at; else empty."""
    for length in (1, 2, 3):  # no country's code begins with another's (ITU-T E.164)
        regions = phonenumbers.COUNTRY_CODE_TO_REGION_CODE.get(int(number[1 : 1 + length]))
        if regions:
            plan = _plan(regions[0])
            national = number[1 + length :]
            if plan is None or national.startswith("0") or len(national) not in plan.lengths:
                return ""
            return "" if plan.trunk and national.startswith(plan.trunk) else number
    return ""


@lru_cache(maxsize=65536)
def e164(text: str, region: str) -> str:
    """`e164("040 123456", "DE") == "+4940123456"`; empty where it is no possible number.

    `region` is the country (ISO 3166-1 alpha-2) of a number that names none. ITU-T E.164.
    """
    if _E164.match(text):
        return text
    plain = text.translate(_SEPARATORS)
    if plain.isascii():
        found = ""
        if _E164.match(plain):
            found = _simple_international(plain)
        elif plain.isdigit():
            found = _simple_national(plain, region)
        if found:
            return found
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
    for length in (1, 2, 3):
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
