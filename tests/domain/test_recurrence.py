"""The days of a rule, against a plain walk over the calendar."""

from __future__ import annotations

import calendar
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from relationship_desk.domain.errors import UserError
from relationship_desk.domain.occasion_rules import LeapDay
from relationship_desk.domain.recurrence import (
    Repeat,
    Rule,
    Series,
    Unit,
    first_on_or_after,
    next_from_completion,
)
from relationship_desk.domain.recurrence_words import in_words, parse_repeat_rule, rule_in_words

_DAYS = st.dates(date(1990, 1, 1), date(2060, 12, 31))
_INTERVALS = st.integers(1, 40) | st.sampled_from([999, 1000])
_WEEKDAYS = st.sets(st.integers(0, 6)).map(lambda days: tuple(sorted(days)))
_RULES = st.one_of(
    st.builds(Rule, st.just(Unit.DAY), _INTERVALS),
    st.builds(Rule, st.just(Unit.WEEK), _INTERVALS, _WEEKDAYS),
    st.builds(Rule, st.just(Unit.MONTH), _INTERVALS, month_day=st.none() | st.integers(1, 31)),
    st.builds(
        Rule,
        st.just(Unit.MONTH),
        _INTERVALS,
        st.integers(0, 6).map(lambda day: (day,)),
        st.sampled_from([1, 2, 3, 4, -1]),
    ),
    st.builds(Rule, st.just(Unit.YEAR), _INTERVALS, leap=st.sampled_from(LeapDay)),
)


def _is_on(rule: Rule, anchor: date, day: date) -> bool:
    """Whether a day is one of the rule's, asked of that day alone."""
    length = calendar.monthrange(day.year, day.month)[1]
    if rule.unit is Unit.DAY:
        return (day - anchor).days % rule.interval == 0
    if rule.unit is Unit.WEEK:
        mondays = [d - timedelta(days=d.weekday()) for d in (anchor, day)]
        weeks = (mondays[1] - mondays[0]).days // 7
        return weeks % rule.interval == 0 and day.weekday() in (
            rule.weekdays or (anchor.weekday(),)
        )
    if rule.unit is Unit.MONTH:
        months = (day.year - anchor.year) * 12 + day.month - anchor.month
        if months % rule.interval:
            return False
        if rule.nth is not None:
            if day.weekday() != rule.weekdays[0]:
                return False
            return day.day > length - 7 if rule.nth == -1 else (day.day - 1) // 7 == rule.nth - 1
        return day.day == min(rule.month_day or anchor.day, length)
    if (day.year - anchor.year) % rule.interval:
        return False
    wanted = (anchor.month, anchor.day)
    if wanted == (2, 29) and not calendar.isleap(day.year):
        wanted = (2, 28) if rule.leap is LeapDay.FEBRUARY else (3, 1)
    return (day.month, day.day) == wanted


@given(_RULES, _DAYS, st.integers(-40, 40), st.integers(0, 3000))
def test_days_are_those_of_a_walk_over_the_calendar(
    rule: Rule, anchor: date, begins_after: int, look: int
) -> None:
    begins = anchor + timedelta(days=begins_after)
    walked = [
        day
        for number in range(1500)
        if (day := max(anchor, begins) + timedelta(days=number)) and _is_on(rule, anchor, day)
    ]
    series = Series(rule, anchor, begins)
    end = max(anchor, begins) + timedelta(days=1499)
    found: list[date] = []
    day = series.first_after(min(anchor, begins) - timedelta(days=1))
    while day is not None and day <= end:
        found.append(day)
        day = series.first_after(day)
    assert found == walked
    at = anchor + timedelta(days=look % 1400)
    assert series.newest(min(at, end)) == max(
        (d for d in walked if d <= min(at, end)), default=None
    )
    assert series.how_many(at, end) == sum(1 for d in walked if at < d)


@given(_RULES, _DAYS, st.integers(1, 30), st.integers(0, 2000))
def test_an_end_by_count_and_one_by_day_end_it(
    rule: Rule, anchor: date, count: int, days: int
) -> None:
    endless = Series(rule, anchor, anchor)
    counted = Series(rule, anchor, anchor, count=count)
    day = endless.first_after(anchor - timedelta(days=1))
    last = day
    for _ in range(count):
        if day is None:
            break
        assert counted.newest(day) == day
        last, day = day, endless.first_after(day)
    assert last is not None
    assert counted.first_after(last) is None
    assert counted.newest(date.max) == last
    until = anchor + timedelta(days=days)
    ended = Series(rule, anchor, anchor, until=until)
    assert ended.newest(date.max) == endless.newest(until)
    assert ended.first_after(until) is None


def test_the_31st_clamps_and_returns() -> None:
    rule = parse_repeat_rule("every month on the 31st")
    series = Series(rule, date(2026, 1, 31), date(2026, 1, 31))
    days = [date(2026, 1, 31)]
    for _ in range(3):
        day = series.first_after(days[-1])
        assert day is not None
        days.append(day)
    assert [d.isoformat() for d in days[1:]] == ["2026-02-28", "2026-03-31", "2026-04-30"]


def test_the_end_of_the_calendar_ends_a_rule() -> None:
    for unit in Unit:
        series = Series(Rule(unit, 1000), date(9998, 3, 1), date(9998, 3, 1))
        assert series.first_after(date.max) is None
        assert series.newest(date.max) is not None
    assert Series(Rule(Unit.DAY), date.min, date.min).first_after(date.min) == date(1, 1, 2)


def test_a_far_future_costs_no_more_than_tomorrow() -> None:
    series = Series(Rule(Unit.DAY), date(1, 1, 1), date(1, 1, 1))
    assert series.how_many(date(1, 1, 1), date.max) == date.max.toordinal() - 1


def test_from_completion_it_counts_from_the_day_it_was_done() -> None:
    wednesday = date(2026, 3, 4)
    assert next_from_completion(Rule(Unit.DAY, 3), wednesday) == date(2026, 3, 7)
    assert next_from_completion(Rule(Unit.WEEK, 2), wednesday) == date(2026, 3, 18)
    assert next_from_completion(Rule(Unit.WEEK, 1, (0,)), wednesday) == date(2026, 3, 9)
    assert next_from_completion(Rule(Unit.MONTH), date(2026, 1, 31)) == date(2026, 2, 28)


def test_the_first_day_may_be_the_anchor() -> None:
    assert first_on_or_after(Rule(Unit.DAY), date(2026, 3, 4), date(2026, 3, 1)) == date(2026, 3, 4)
    friday = parse_repeat_rule("every month on the last Friday")
    assert first_on_or_after(friday, date(2026, 3, 4), date(2026, 3, 4)) == date(2026, 3, 27)


@given(_RULES)
def test_no_two_days_are_nearer_than_the_shortest_gap(rule: Rule) -> None:
    series = Series(rule, date(2024, 1, 31), date(2024, 1, 31))
    one = series.first_after(date(2024, 1, 1))
    for _ in range(30):
        assert one is not None
        other = series.first_after(one)
        if other is None:
            return
        assert (other - one).days >= rule.shortest_gap
        one = other


@given(_RULES)
def test_what_is_written_is_read_as_the_same(rule: Rule) -> None:
    assert parse_repeat_rule(rule_in_words(rule)) == rule


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("daily", "every day"),
        ("Every Other Week", "every 2 weeks"),
        ("every 2 weeks on monday, thursday", "every 2 weeks on Mon and Thu"),
        ("weekly on Tue, Thu, and Sat", "every week on Tue, Thu and Sat"),
        ("every weekday", "every week on Mon, Tue, Wed, Thu and Fri"),
        ("every Mondays and Fri", "every week on Mon and Fri"),
        ("every month on the last day", "every month on the 31st"),
        ("every 1 month on 22", "every month on the 22nd"),
        ("every third month on the first tue", "every 3 months on the first Tuesday"),
        ("every year with 29 Feb as 1 Mar", "every year with 29 Feb as 1 Mar"),
        ("annually", "every year"),
        ("every 1000 days", "every 1000 days"),
    ],
)
def test_ways_to_say_it(text: str, words: str) -> None:
    assert rule_in_words(parse_repeat_rule(text)) == words


@pytest.mark.parametrize(
    "text",
    [
        "", "every", "every second", "every 0 days", "every 1001 days", "every 999999999 weeks",
        "every month on the 32nd", "every month on the fifth Monday", "every day on Mon",
        "every week on the 3rd", "every dayish", "sometimes", "every year on Monday",
        "every minute",
    ],
)  # fmt: skip
def test_what_cannot_be_is_refused_with_a_sentence(text: str) -> None:
    with pytest.raises(UserError, match=r"\."):
        parse_repeat_rule(text)


def test_the_whole_of_it_in_words() -> None:
    rule = Rule(Unit.WEEK, 2)
    assert in_words(Repeat(rule, True, count=5)) == "every 2 weeks after it is done, 5 times"
    assert in_words(Repeat(rule, count=1)) == "every 2 weeks, once"
    assert in_words(Repeat(rule, until=date(2026, 3, 1))) == "every 2 weeks until 1 March 2026"


@pytest.mark.parametrize(
    "values", [{"count": 0}, {"count": 1001}, {"count": 2, "until": date(2026, 1, 1)}]
)
def test_an_end_that_cannot_be_is_refused(values: dict[str, object]) -> None:
    with pytest.raises(UserError):
        Repeat(Rule(Unit.DAY), **values)  # type: ignore[arg-type]
