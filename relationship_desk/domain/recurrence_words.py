"""How a repetition is written, read and said: "every 2 weeks on Mon and Thu".

Invariant: what `in_words` writes, `parse_repeat_rule` reads as the same rule.
"""

from __future__ import annotations

import calendar
import re

from relationship_desk.domain.dates import plain_date
from relationship_desk.domain.errors import UserError
from relationship_desk.domain.occasion_rules import LeapDay
from relationship_desk.domain.recurrence import Repeat, Rule, Unit

_EXAMPLES = (
    "Write for instance “every 3 days”, “every 2 weeks on Mon and Thu”, “every month on the 31st”, "
    "“every month on the last Friday” or “every year”."
)
_SHORT = tuple(calendar.day_abbr[number] for number in range(7))
_WEEKDAYS = {
    name.lower(): number
    for number in range(7)
    for name in (calendar.day_name[number], calendar.day_abbr[number])
} | {"tues": 1, "thur": 3, "thurs": 3}
_NTHS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "last": -1}
_NTH_WORDS = {number: word for word, number in _NTHS.items()}
_ADVERBS = {
    "daily": Unit.DAY, "weekly": Unit.WEEK, "monthly": Unit.MONTH, "yearly": Unit.YEAR,
    "annually": Unit.YEAR,
}  # fmt: skip
_LEAP = {"with 29 feb as 1 mar": LeapDay.MARCH, "with 29 feb as 28 feb": LeapDay.FEBRUARY}
_HEAD = re.compile(
    r"every(?: (?P<number>\d{1,9}|other|second|third|fourth))? (?P<unit>day|week|month|year)s?",
    re.ASCII,
)
_NUMBERS = {"other": 2, "second": 2, "third": 3, "fourth": 4}
_MONTH_DAY = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?(?: day)?", re.ASCII)


def rule_in_words(rule: Rule) -> str:
    """ "every day", "every 2 weeks on Mon and Thu", "every 3 months on the last Friday"."""
    unit = rule.unit if rule.interval == 1 else f"{rule.interval} {rule.unit}s"
    if rule.nth is not None:
        weekday = calendar.day_name[rule.weekdays[0]]
        return f"every {unit} on the {_NTH_WORDS[rule.nth]} {weekday}"
    if rule.weekdays:
        return f"every {unit} on {_joined([_SHORT[weekday] for weekday in rule.weekdays])}"
    if rule.month_day is not None:
        return f"every {unit} on the {rule.month_day}{_ending(rule.month_day)}"
    leap = " with 29 Feb as 1 Mar" if rule.leap is LeapDay.MARCH else ""
    return f"every {unit}{leap}"


def in_words(repeat: Repeat) -> str:
    """ "every 2 weeks after it is done, 5 times", "every day until 3 March 2026"."""
    words = rule_in_words(repeat.rule)
    if repeat.from_completion:
        words += " after it is done"
    if repeat.until is not None:
        return f"{words} until {plain_date(repeat.until)}"
    if repeat.count is not None:
        return f"{words}, {'once' if repeat.count == 1 else f'{repeat.count} times'}"
    return words


def parse_repeat_rule(text: str) -> Rule:
    """A rule as it is typed. Raises `UserError` with examples for what is none.

    "every weekday", "every Monday", "weekly on tue, thu", "every other month", "every month on the
    last day", "every year with 29 Feb as 1 Mar".
    """
    words = " ".join(text.lower().replace(",", " and ").split()).replace("and and", "and")
    if words in ("every weekday", "every working day", "on weekdays"):
        return Rule(Unit.WEEK, weekdays=(0, 1, 2, 3, 4))
    adverb, _, tail = words.partition(" ")
    if adverb in _ADVERBS:
        return _with_days(Rule(_ADVERBS[adverb]), tail)
    head = _HEAD.match(words)
    if head is None:
        days = _weekdays(words.removeprefix("every ")) if words.startswith("every ") else None
        if days is None:
            raise _not_understood(text)
        return Rule(Unit.WEEK, weekdays=days)
    number = head["number"] or "1"
    interval = _NUMBERS.get(number) or int(number)
    if words[head.end() :] and words[head.end()] != " ":
        raise _not_understood(text)
    return _with_days(Rule(Unit(head["unit"]), interval), words[head.end() + 1 :])


def _with_days(rule: Rule, tail: str) -> Rule:
    """The rule with what was written after its unit."""
    unit, interval = rule.unit, rule.interval
    if not tail:
        return rule
    if unit is Unit.YEAR and tail in _LEAP:
        return Rule(unit, interval, leap=_LEAP[tail])
    if tail.startswith("on "):
        days = tail.removeprefix("on ").removeprefix("the ")
        if unit is Unit.WEEK and (weekdays := _weekdays(days)) is not None:
            return Rule(unit, interval, weekdays)
        if unit is Unit.MONTH:
            if days == "last day":
                return Rule(unit, interval, month_day=31)
            nth, _, weekday = days.partition(" ")
            if nth in _NTHS and weekday in _WEEKDAYS:
                return Rule(unit, interval, (_WEEKDAYS[weekday],), _NTHS[nth])
            if (found := _MONTH_DAY.fullmatch(days)) is not None and 1 <= int(found[1]) <= 31:
                return Rule(unit, interval, month_day=int(found[1]))
    raise _not_understood(tail)


def _weekdays(text: str) -> tuple[int, ...] | None:
    names = [name for name in re.split(r" and | ", text) if name]
    if not names or any(
        name.removesuffix("s") not in _WEEKDAYS and name not in _WEEKDAYS for name in names
    ):
        return None
    found = {_WEEKDAYS[name] if name in _WEEKDAYS else _WEEKDAYS[name[:-1]] for name in names}
    return tuple(sorted(found))


def _not_understood(text: str) -> UserError:
    return UserError(f"“{text}” is no way to repeat that is understood here. {_EXAMPLES}")


def _joined(words: list[str]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"


def _ending(number: int) -> str:
    if number in (11, 12, 13):
        return "th"
    return {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
