"""Warmth: a touch never lowers it, time never raises it, and every rhythm has one scale."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from relationship_desk.domain.kinds import Channel
from relationship_desk.domain.rhythm import LONGEST_DAYS, Rhythm
from relationship_desk.domain.warmth import (
    LIGHTEST,
    WEIGHTS,
    Level,
    Warmth,
    WarmthPart,
    added,
    rule_words,
    told_apart,
    warmth,
)

WEEKLY, YEARLY = Rhythm(7, 14), Rhythm(365, 450)
_RHYTHMS = st.integers(1, LONGEST_DAYS).map(lambda days: Rhythm(days, days))
_CONTACTS = st.lists(st.tuples(st.integers(-400, 40_000), st.sampled_from(Channel)), max_size=30)
_CONTACT = st.tuples(st.integers(-400, 40_000), st.sampled_from(Channel))


@given(_RHYTHMS, _CONTACTS, _CONTACT)
def test_a_touch_never_lowers_it(
    rhythm: Rhythm, contacts: list[tuple[int, Channel]], touch: tuple[int, Channel]
) -> None:
    assert warmth(rhythm, [*contacts, touch]).exact >= warmth(rhythm, contacts).exact


@given(_RHYTHMS, st.lists(st.tuples(st.integers(0, 40_000), st.sampled_from(Channel))),
       st.integers(0, 5_000))  # fmt: skip
def test_time_alone_never_raises_it(
    rhythm: Rhythm, contacts: list[tuple[int, Channel]], days: int
) -> None:
    later = [(age + days, channel) for age, channel in contacts]
    assert warmth(rhythm, later).exact <= warmth(rhythm, contacts).exact


@given(_RHYTHMS, _CONTACTS)
def test_what_is_yet_to_come_adds_nothing(
    rhythm: Rhythm, contacts: list[tuple[int, Channel]]
) -> None:
    past = [(age, channel) for age, channel in contacts if age >= 0]
    assert warmth(rhythm, contacts) == warmth(rhythm, past)


@pytest.mark.parametrize("rhythm", [WEEKLY, Rhythm(21, 35), YEARLY])
@given(data=st.data())
def test_who_is_on_schedule_stands_between_63_and_100_whatever_the_rhythm_and_the_channel(
    rhythm: Rhythm, data: st.DataObject
) -> None:
    since = data.draw(st.integers(0, rhythm.ideal_days))
    channels = data.draw(st.lists(st.sampled_from(Channel), min_size=20, max_size=40))
    on_schedule = [(since + n * rhythm.ideal_days, channel) for n, channel in enumerate(channels)]
    found = warmth(rhythm, on_schedule)
    assert 63 <= found.points <= 100
    assert found.level is Level.WARM


@given(_RHYTHMS, _CONTACTS)
def test_it_is_from_0_to_100_and_in_no_order(
    rhythm: Rhythm, contacts: list[tuple[int, Channel]]
) -> None:
    found = warmth(rhythm, contacts)
    assert 0 <= found.exact <= 100
    assert warmth(rhythm, reversed(contacts)) == found


def test_silence_cools_a_full_hundred_by_its_own_rhythm() -> None:
    for rhythm in (WEEKLY, YEARLY):
        always = [(n * rhythm.ideal_days, Channel.EMAIL) for n in range(60)]
        told = []
        for rhythms in (0, 1, 2, 4, 8):
            silent = [(age + rhythms * rhythm.ideal_days, channel) for age, channel in always]
            found = warmth(rhythm, silent)
            told.append((found.points, found.level))
        assert told == [
            (100, Level.WARM), (63, Level.WARM), (40, Level.MILD), (16, Level.COOL),
            (2, Level.FAINT),
        ]  # fmt: skip


def test_every_channel_has_a_weight_and_a_meeting_the_greatest() -> None:
    assert set(WEIGHTS) == set(Channel)
    assert max(WEIGHTS, key=lambda channel: WEIGHTS[channel]) is Channel.MET
    assert LIGHTEST == WEIGHTS[Channel.MESSAGE] == WEIGHTS[Channel.NOTE]


def test_a_contact_adds_half_as_much_after_one_and_a_half_rhythms() -> None:
    month = Rhythm(30, 45)
    assert added(month, 45, Channel.CALL) == pytest.approx(added(month, 0, Channel.CALL) / 2)
    assert added(month, -1, Channel.CALL) == 0
    assert added(Rhythm(1, 1), 700_000, Channel.CALL) == 0


def test_it_is_told_in_words() -> None:
    assert Warmth(81.6, WEEKLY).words == "Warm, 82 of 100"
    assert Warmth(0.0, WEEKLY).words == "Faint, 0 of 100"
    assert rule_words(WEEKLY) == (
        "Your rhythm is every week, so what a contact adds is halved every 10.5 days. Whoever you "
        "are in touch with on schedule stands between 63 and 100."
    )


def part(adds: float) -> WarmthPart:
    return WarmthPart(1, date(2026, 2, 10), Channel.CALL, "the plan", adds)


def test_each_contact_is_a_sentence_and_what_has_faded_is_one_together() -> None:
    today = date(2026, 3, 3)
    assert part(12.4).words(today) == "Call, 3 weeks ago: adds 12"
    assert part(0.2).words(today) == "Call, 3 weeks ago: adds less than 1"
    assert part(12.4).weight == 1.25
    assert told_apart([]) == ([], "")
    assert told_apart([part(3), part(0.5)]) == ([part(3), part(0.5)], "")
    assert told_apart([part(3), part(0.4)]) == (
        [part(3)], "1 older contact has faded; it adds less than 1."
    )  # fmt: skip
    assert told_apart([part(0.4)] * 4)[1] == (
        "4 older contacts have faded; together they add about 2."
    )
    assert told_apart([part(0.1)] * 4)[1] == (
        "4 older contacts have faded; together they add less than 1."
    )


def test_more_than_a_hundred_is_said_to_be_as_warm_as_it_gets() -> None:
    words = "Together that is more than 100, which is as warm as it gets."
    assert told_apart([part(60), part(40.4)])[1] == ""
    assert told_apart([part(60), part(41)])[1] == words
    assert told_apart([part(60), part(41), part(0)])[1] == (
        f"1 older contact has faded; it adds less than 1. {words}"
    )
