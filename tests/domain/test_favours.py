"""Favours: what each rule finds, what it leaves alone, and how few of them make a day."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from relationship_desk.domain.favours import (
    A_DAY,
    NEW_FOR_DAYS,
    Facts,
    Looking,
    OnShelf,
    Rule,
    find_favours,
    of_the_day,
)
from relationship_desk.domain.text import fold

ON = date(2026, 3, 3)
IDA, BO, ZOE = 1, 2, 3
NAMES = {IDA: "Ida Vale", BO: "Bram Oss", ZOE: "Zoë Quill"}
EMPTY = Facts(
    ON, NAMES.keys(), NAMES.keys(), (), (), frozenset(), {}, NAMES.__getitem__, dict, frozenset
)  # fmt: skip
BINDER = Looking(1, IDA, "a bookbinder", frozenset({"Bookbinding"}), ON - timedelta(days=40))
GUIDE = OnShelf(7, "A list of binders", frozenset({"bookbinding"}), ON - timedelta(days=90))


def by_topic(
    interests: Mapping[int, Collection[str]],
) -> Callable[[], Mapping[str, Mapping[int, str]]]:
    """What people are interested in, as a rule asks for it."""
    found: dict[str, dict[int, str]] = {}
    for person_id, topics in interests.items():
        for topic in sorted(set(topics) - {""}):
            found.setdefault(fold(topic), {}).setdefault(person_id, topic)
    return lambda: found


def test_what_somebody_looks_for_and_is_on_the_shelf_is_offered_with_its_reason() -> None:
    [favour] = find_favours(replace(EMPTY, needs=(BINDER,), shelf=(GUIDE,)))

    assert (favour.rule, favour.person_id, favour.resource_id, favour.need_id) == (
        Rule.SHELF, IDA, GUIDE.id, BINDER.id,
    )  # fmt: skip
    assert favour.title == "Give Ida Vale “A list of binders”"
    assert favour.why == (
        "Ida Vale is looking for: a bookbinder. It is on your shelf under Bookbinding."
    )


def test_who_has_it_already_is_not_offered_it_again() -> None:
    facts = replace(EMPTY, needs=(BINDER,), shelf=(GUIDE,), had=frozenset({(IDA, GUIDE.id)}))

    assert not list(find_favours(facts))


def test_who_looks_for_what_somebody_else_knows_is_introduced() -> None:
    facts = replace(EMPTY, needs=(BINDER,), interested=by_topic({BO: {"bookbinding"}}))

    [favour] = find_favours(facts)

    assert (favour.rule, favour.person_id, favour.other_id) == (Rule.SOMEBODY_KNOWS, IDA, BO)
    assert favour.why == "Ida Vale is looking for: a bookbinder. Bram Oss knows about Bookbinding."


def test_two_who_know_each_other_are_not_introduced() -> None:
    facts = replace(
        EMPTY,
        needs=(BINDER,),
        interested=by_topic({BO: {"bookbinding"}, IDA: {"Bookbinding"}}),
        acquainted=lambda: {(IDA, BO)},
    )

    assert not list(find_favours(facts))


def test_who_grieves_is_asked_for_nothing_and_may_be_given() -> None:
    facts = replace(
        EMPTY,
        needs=(BINDER, replace(BINDER, id=2, person_id=BO)),
        shelf=(GUIDE,),
        interested=by_topic({BO: {"bookbinding"}}),
        askable=frozenset({IDA, ZOE}),
    )

    found = find_favours(facts)

    assert [(f.rule, f.person_id) for f in found] == [(Rule.SHELF, IDA), (Rule.SHELF, BO)]


def test_what_is_new_on_the_shelf_goes_to_whom_it_interests_while_it_is_new() -> None:
    interested = by_topic({BO: {"Bookbinding"}})
    new = replace(GUIDE, added_on=ON - timedelta(days=NEW_FOR_DAYS - 1))
    old = replace(GUIDE, added_on=ON - timedelta(days=NEW_FOR_DAYS))

    [favour] = find_favours(replace(EMPTY, shelf=(new,), interested=interested))

    assert (favour.rule, favour.person_id) == (Rule.NEW_ON_THE_SHELF, BO)
    assert not list(find_favours(replace(EMPTY, shelf=(old,), interested=interested)))


def test_two_with_one_interest_who_do_not_know_each_other_are_introduced_once() -> None:
    both = {"Chess", "maps"}

    [favour] = find_favours(replace(EMPTY, interested=by_topic({BO: both, ZOE: both})))

    assert (favour.rule, favour.person_id, favour.other_id) == (Rule.SAME_INTEREST, BO, ZOE)
    assert favour.why.startswith("Both have to do with Chess")


def test_what_very_many_share_introduces_nobody() -> None:
    people = frozenset(range(1, 30))
    facts = replace(
        EMPTY,
        people=people,
        askable=people,
        name=str,
        interested=by_topic({person_id: ["food"] for person_id in people}),
    )

    assert not list(find_favours(facts))


def test_a_person_is_themselves_nothing_that_they_are_given() -> None:
    ida_herself = replace(GUIDE, person_id=IDA)

    assert not list(find_favours(replace(EMPTY, needs=(BINDER,), shelf=(ida_herself,))))


@pytest.mark.parametrize(("days", "offered"), [(6, 0), (7, 1)])
def test_whom_something_was_given_this_week_is_left_in_peace(days: int, offered: int) -> None:
    facts = replace(
        EMPTY, needs=(BINDER,), shelf=(GUIDE,), served_on={IDA: ON - timedelta(days=days)}
    )

    assert len(list(find_favours(facts))) == offered


def test_for_some_people_only_theirs_are_found() -> None:
    facts = replace(
        EMPTY, needs=(BINDER, replace(BINDER, id=2, person_id=BO)), shelf=(GUIDE,),
        interested=by_topic({BO: {"maps"}, ZOE: {"maps"}}),
    )  # fmt: skip

    everything = list(find_favours(facts))

    assert [favour.person_id for favour in everything] == [IDA, BO, BO]
    assert list(find_favours(facts, {BO})) == [f for f in everything if f.person_id == BO]


def test_what_is_needed_only_later_and_by_nobody_here_is_not_looked_at() -> None:
    later = replace(BINDER, since_on=ON + timedelta(days=1))
    of_nobody = replace(BINDER, person_id=99)

    assert not list(find_favours(replace(EMPTY, needs=(later, of_nobody), shelf=(GUIDE,))))


TOPICS = st.frozensets(st.sampled_from(["chess", "Chess", "maps", "Binding", ""]), max_size=3)
PEOPLE = st.sampled_from(sorted(NAMES))


@given(
    needs=st.lists(st.tuples(PEOPLE, TOPICS, st.integers(0, 60)), max_size=5),
    shelf=st.lists(st.tuples(TOPICS, st.integers(0, 60), st.none() | PEOPLE), max_size=5),
    interests=st.dictionaries(PEOPLE, TOPICS),
    acquainted=st.frozensets(st.sampled_from([(1, 2), (1, 3), (2, 3)])),
)
def test_a_day_has_few_favours_each_person_once_and_the_order_of_facts_does_not_matter(
    needs: list[tuple[int, frozenset[str], int]],
    shelf: list[tuple[frozenset[str], int, int | None]],
    interests: dict[int, frozenset[str]],
    acquainted: frozenset[tuple[int, int]],
) -> None:
    facts = replace(
        EMPTY,
        needs=tuple(
            Looking(i, person, "x", topics, ON - timedelta(days=ago))
            for i, (person, topics, ago) in enumerate(needs)
        ),
        shelf=tuple(
            OnShelf(i, "y", topics, ON - timedelta(days=ago), person)
            for i, (topics, ago, person) in enumerate(shelf)
        ),
        interested=by_topic(interests),
        acquainted=lambda: acquainted,
    )
    found = list(find_favours(facts))
    chosen = of_the_day(found)
    people = [i for f in chosen for i in (f.person_id, f.other_id) if i is not None]

    assert len(chosen) <= A_DAY
    assert len(people) == len(set(people))
    assert len({f.key for f in found}) == len(found)
    assert [f.rule for f in found] == sorted(f.rule for f in found)
    assert list(find_favours(replace(facts, needs=facts.needs[::-1]))) == found
    for favour in found:
        if favour.rule in (Rule.SOMEBODY_KNOWS, Rule.SAME_INTEREST):
            assert favour.other_id is not None
            pair = sorted((favour.person_id, favour.other_id))
            assert tuple(pair) not in acquainted
