"""Numbers as people say them: pure functions, English, for ages and years gone by."""

from __future__ import annotations

_SMALL = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen"
).split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_ORDINALS = {
    "one": "first", "two": "second", "three": "third", "five": "fifth", "eight": "eighth",
    "nine": "ninth", "twelve": "twelfth",
}  # fmt: skip

LARGEST = 999  # beyond, a number reads better in digits


def cardinal(number: int) -> str:
    """ "forty-one", "one hundred and five"; from 1000 on, and below zero, in digits."""
    if not 0 <= number <= LARGEST:
        return str(number)
    hundreds, rest = divmod(number, 100)
    if not hundreds:
        return _below_hundred(rest)
    words = f"{_SMALL[hundreds]} hundred"
    return f"{words} and {_below_hundred(rest)}" if rest else words


def ordinal(number: int) -> str:
    """ "fortieth", "twenty-first"; from 1000 on "1000th"."""
    if not 0 <= number <= LARGEST:
        return f"{number}{_ending(abs(number))}"
    words = cardinal(number)
    at = max(words.rfind(" "), words.rfind("-")) + 1
    return words[:at] + _last_as_ordinal(words[at:])


def years(number: int) -> str:
    """ "one year", "ten years"."""
    return f"{cardinal(number)} year" if number == 1 else f"{cardinal(number)} years"


def _below_hundred(number: int) -> str:
    if number < 20:
        return _SMALL[number]
    tens, ones = divmod(number, 10)
    return f"{_TENS[tens - 2]}-{_SMALL[ones]}" if ones else _TENS[tens - 2]


def _last_as_ordinal(word: str) -> str:
    if word in _ORDINALS:
        return _ORDINALS[word]
    return f"{word[:-1]}ieth" if word.endswith("y") else f"{word}th"


def _ending(number: int) -> str:
    if number % 100 in (11, 12, 13):
        return "th"
    return {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
