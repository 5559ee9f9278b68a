"""Rounds of news and the letters in them."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from relationship_desk.domain.audience import Rule, RuleKind
from relationship_desk.domain.kinds import Channel
from relationship_desk.domain.news import (
    ByHand,
    Choice,
    Facts,
    Known,
    Round,
    make_round,
    news_meant,
)
from relationship_desk.domain.news_letters import Told, letter, merged
from relationship_desk.domain.playbooks import Tone

PRESS = (Rule(RuleKind.TAG, "1"),)
DAY = date(2026, 3, 3)
KNOWS = Known(DAY, 7, Channel.EMAIL)


def ids(members: object) -> list[int]:
    return [m.person_id for m in members]  # type: ignore[attr-defined]


def test_a_round_tells_who_is_to_be_told_who_knows_and_who_is_left_out_and_why() -> None:
    facts = Facts(
        dict.fromkeys(range(1, 7), PRESS),
        {3: ByHand(Choice.LEFT_OUT), 8: ByHand(Choice.ADDED)},
        {2: KNOWS},
        dead={4},
        archived={5},
        grieving={6: date(2026, 4, 1)},
    )
    found = make_round(facts, range(10))
    assert ids(found.to_tell) == [1, 8]
    assert ids(found.told) == [2]
    assert [(m.person_id, m.reason) for m in found.left_out] == [
        (3, "left out by you"),
        (4, "has died"),
        (5, "in the archive"),
        (6, "grieving until 1 April 2026"),
    ]
    assert (found.to_tell[0].why, found.to_tell[1].why) == (PRESS, ())
    assert found.words == "1 of 3 knows"


def test_who_is_added_by_hand_is_told_though_grieving_but_never_when_gone() -> None:
    added = ByHand(Choice.ADDED)
    facts = Facts({}, {1: added, 2: added, 3: added}, dead={2}, archived={3}, grieving={1: None})
    found = make_round(facts, [1, 2, 3])
    assert (ids(found.to_tell), ids(found.left_out)) == ([1], [2, 3])


def test_who_was_put_behind_comes_last_the_earliest_first() -> None:
    def later(minute: int) -> ByHand:
        return ByHand(later_at=datetime(2026, 3, 3, 9, minute, tzinfo=UTC))

    facts = Facts(dict.fromkeys(range(1, 5), PRESS), {1: later(5), 2: later(1)})
    assert ids(make_round(facts, range(1, 5)).to_tell) == [3, 4, 2, 1]


@given(st.data())
def test_everybody_of_a_round_is_in_one_part_and_nobody_spared_is_proposed(
    data: st.DataObject,
) -> None:
    some = st.sets(st.integers(1, 6))
    fits, known, dead, archived, grieving = (data.draw(some) for _ in range(5))
    hand = data.draw(st.dictionaries(st.integers(1, 6), st.sampled_from(Choice).map(ByHand)))
    facts = Facts(
        dict.fromkeys(fits, PRESS), hand, dict.fromkeys(known, KNOWS), dead, archived,
        dict.fromkeys(grieving),
    )  # fmt: skip
    found = make_round(facts, range(1, 7))
    assert sorted(ids(found.members)) == sorted(facts.people)
    proposed = set(ids(found.to_tell))
    added = {i for i, said in hand.items() if said.choice is Choice.ADDED}
    assert proposed.isdisjoint(known | dead | archived | (grieving - added))


@pytest.mark.parametrize(
    ("counts", "words"),
    [
        ((0, 0), "no audience yet"),
        ((2, 0), "0 of 2 know"),
        ((1, 2), "2 of 3 know"),
        ((0, 1), "1 person knows"),
        ((0, 3), "all 3 know"),
    ],
)
def test_how_far_a_round_is(counts: tuple[int, int], words: str) -> None:
    member = make_round(Facts({1: PRESS}), [1]).to_tell[0]
    assert Round((member,) * counts[0], (member,) * counts[1]).words == words


TITLES = [(1, "The harbour atlas is out"), (2, "New studio"), (3, "Atlas, second edition")]


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ("about the new studio", [2]),
        ("the atlas", [1, 3]),
        ("her that the harbour atlas is out", [1]),
        ("about the studio and the weather", [2]),
        ("about the", []),
        ("about the dog", []),
        ("", []),
    ],
)
def test_words_in_a_log_mean_the_news_that_they_fit(said: str, found: list[int]) -> None:
    assert news_meant(said, TITLES) == found


# -------------------------------------------------------------------------------------- letters

NEWS = Told("The atlas is out!", "After four years the atlas is out.", "https://a.example/1")
BOTH = {"first_name": "Ida", "my_name": "Mara Lind"}


def test_a_letter_greets_tells_links_and_closes() -> None:
    assert letter(NEWS, BOTH, Tone.FRIENDLY, at_length=True) == (
        "Dear Ida,\n\nAfter four years the atlas is out.\n\nhttps://a.example/1\n\n"
        "Warm wishes,\nMara Lind"
    )
    assert letter(NEWS, BOTH, Tone.CLOSE, at_length=False) == (
        "Hi Ida,\n\nThe atlas is out!\n\nhttps://a.example/1\n\nMara Lind"
    )


@pytest.mark.parametrize("tone", Tone)
def test_a_letter_leaves_no_gap_where_nothing_is_known(tone: Tone) -> None:
    bare = letter(Told("Out!"), {}, tone, at_length=True)
    assert "Out!" in bare
    assert not set(bare) & set("{}[]|")
    assert "\n\n\n" not in bare
    assert bare == bare.strip()


def test_names_fill_the_users_own_gaps_and_all_else_stays_as_written() -> None:
    text = "See [1] and {x}[, {first_name}|, my friend]: a  b.\n\n\n  {my_name}"
    assert merged(text, BOTH) == "See [1] and {x}, Ida: a  b.\n\n\n  Mara Lind"
    assert merged(text, {}) == "See [1] and {x}, my friend: a  b.\n\n\n  "
    assert merged("Hello [{first_name}], good news", {}) == "Hello, good news"


@given(st.text(st.sampled_from("ab []|{} \n")))
def test_whatever_the_user_writes_comes_through(text: str) -> None:
    assert merged(text, {}) == text
