"""Owns what programs write into cells instead of the plain value: marks, lists, spoilt numbers.

Invariant: what is taken away carries no fact; everything else stays as it was.
"""

from __future__ import annotations

import re

SEVERAL = ":::"  # Google's sign between several values in one cell
_STAR = "* "
_SYSTEM_GROUPS = frozenset({"mycontacts", "my contacts"})
_APOSTROPHE = re.compile(r"'[+=\d(]")
_FORMULA = re.compile(r'="([^"]*)"')  # keeps a spreadsheet from dropping zeros
_SCIENTIFIC = re.compile(r"\d(?:[.,]\d+)?E\+?\d+", re.IGNORECASE)
_LABELS = {
    "home": "home",
    "work": "work",
    "other": "other",
    "mobile": "mobile",
    "main": "main",
    "pager": "pager",
    "fax": "fax",
    "home fax": "home, fax",
    "work fax": "work, fax",
    "other fax": "other, fax",
    "work mobile": "work, mobile",
    "home page": "homepage",
    "birthday": "birthday",
    "anniversary": "anniversary",
}
_GENDERS = {
    "M": "male m man männlich masculin masculino maschio",
    "F": "female f woman weiblich féminin femenino femmina",
}
_NO_GENDER = frozenset({"unspecified", "keine angabe", "non spécifié", "unknown"})


def several(text: str) -> list[str]:
    """The values of one cell."""
    if SEVERAL not in text:
        return [text]
    return [part for piece in text.split(SEVERAL) if (part := piece.strip())]


def label(text: str) -> tuple[str, bool]:
    """A label as the desk says it, and whether Google's star marks it as the preferred one."""
    starred = text.startswith("*")
    text = text[1:].strip() if starred else text
    return _LABELS.get(text.casefold(), text), starred


def tags(text: str) -> list[str]:
    """The tags of a cell that holds a list, without the group that every contact is in."""
    for separator in (SEVERAL, ";", ","):
        if separator in text:
            break
    found = (tag.strip().removeprefix(_STAR).strip() for tag in text.split(separator))
    return [tag for tag in found if tag and tag.casefold() not in _SYSTEM_GROUPS]


def phone(text: str) -> tuple[str, str]:
    """A number, and a sentence where a spreadsheet has been at it."""
    if _APOSTROPHE.match(text):
        return text[1:], f"The apostrophe that a spreadsheet put before {text[1:]} was left out."
    if (formula := _FORMULA.fullmatch(text)) and (number := formula[1].strip()):
        return number, f"The formula that kept {number} as it is in a spreadsheet was left out."
    if _SCIENTIFIC.fullmatch(text):
        return text, f"A spreadsheet has shortened the number {text}: some digits are lost."
    return text, ""


def gender(text: str) -> str:
    """The value of a vCard's GENDER ("M", "F", ";own words"), still to be escaped, or ""."""
    plain = text.casefold()
    if plain in _NO_GENDER:
        return ""
    return next((sex for sex, words in _GENDERS.items() if plain in words.split()), f";{text}")


def is_repeated(text: str, parts: list[str]) -> bool:
    """Whether every word of a text stands in the parts too: an address written twice."""
    words = re.findall(r"\w+", " ".join(parts).casefold())
    return set(re.findall(r"\w+", text.casefold())) <= set(words)
