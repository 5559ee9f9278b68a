"""What waits in a spool comes out as it went in."""

from __future__ import annotations

from dataclasses import fields

import pytest
from hypothesis import given
from hypothesis import strategies as st

from relationship_desk.desk.ports import Problem, ReadCard, Unreadable
from relationship_desk.desk.transfer.drafts import Drafts
from relationship_desk.desk.transfer.repeats import Repeats
from relationship_desk.desk.transfer.spool import Item, Spool
from relationship_desk.domain.contact import Contact, ContactKind, Detail, DetailKind, Name, Photo
from relationship_desk.domain.rhythm import CircleFact, OwnFacts, OwnRhythm, Rhythm

_TEXT = st.text(st.characters(), max_size=20)  # also lone surrogates
_TEXTS = st.lists(_TEXT, max_size=3).map(tuple)
_DETAIL = st.builds(
    Detail,
    st.sampled_from(DetailKind),
    _TEXTS.map(lambda parts: parts or ("",)),
    _TEXT,
    st.booleans(),
)
_RHYTHM = st.none() | st.builds(Rhythm, st.integers(1, 9), st.integers(9, 20))
_CONTACT = st.builds(
    Contact,
    st.builds(Name, _TEXT, _TEXT, _TEXT, _TEXT, _TEXT, _TEXT),
    st.lists(_DETAIL, max_size=3).map(tuple),
    _TEXTS,
    _TEXT,
    st.sampled_from(ContactKind),
    st.lists(st.builds(Photo, _TEXT, _TEXT, st.binary(max_size=20)), max_size=2).map(tuple),
    st.builds(
        OwnFacts,
        st.lists(st.builds(CircleFact, _TEXT, _RHYTHM), max_size=2).map(tuple),
        st.none() | st.builds(OwnRhythm, _RHYTHM),
    ),
    _TEXTS,
)
_CARD = st.builds(
    ReadCard,
    _CONTACT,
    st.binary(max_size=20),
    st.lists(st.integers(0, 9), max_size=3).map(tuple),
    st.integers(1, 9),
    st.integers(1, 2**40),
    st.lists(st.builds(Problem, st.integers(1, 9), _TEXT, st.binary(max_size=9))).map(tuple),
)
_ITEM = _CARD | st.builds(
    Unreadable, st.integers(1, 9), st.integers(1, 9), _TEXT, st.binary(max_size=20), _TEXT
)


def test_the_items_below_have_every_field_that_cards_have() -> None:
    """A field that is not packed would be lost; add a new one there and in the strategies."""
    tuples = {made: len(made._fields) for made in (ReadCard, Contact, Name, Detail)}
    assert tuples == {ReadCard: 6, Contact: 8, Name: 6, Detail: 4}
    assert [len(fields(made)) for made in (Unreadable, Problem, Photo)] == [5, 3, 3]


@given(st.lists(_ITEM, max_size=6), st.integers(0, 40), st.integers(0, 40))
def test_items_and_their_heads_come_out_equal_in_any_order(
    items: list[Item], in_memory: int, block: int
) -> None:
    spool = Spool(in_memory, block)
    for number, item in enumerate(items):
        spool.append((number, "head"), item)
    assert [spool[number] for number in reversed(range(len(items)))] == items[::-1]
    assert spool[:] == items
    assert list(spool.heads()) == [(number, "head") for number in range(len(items))]


@given(
    st.lists(_ITEM, max_size=6),
    st.integers(0, 40),
    st.integers(0, 40),
    st.integers(0, 6),
    st.lists(_ITEM, max_size=4),
)
def test_what_is_cut_off_is_gone_and_more_can_follow(
    items: list[Item], in_memory: int, block: int, length: int, more: list[Item]
) -> None:
    spool = Spool(in_memory, block)
    for number, item in enumerate(items):
        spool.append((number,), item)
    assert spool[:] == items
    spool.cut(length)
    for item in more:
        spool.append(("more",), item)
    assert spool[:] == [*items[:length], *more]
    kept = [(number,) for number in range(min(length, len(items)))]
    assert list(spool.heads()) == [*kept, *([("more",)] * len(more))]


def test_no_item_stands_before_the_first_or_behind_the_last() -> None:
    spool = Spool()
    spool.append((), Unreadable(1, 1, "odd"))
    for index in (-1, 1):
        with pytest.raises(IndexError):
            spool[index]


def test_nothing_stays_of_a_file_that_breaks_off_and_the_next_one_follows() -> None:
    drafts = Drafts("DE")

    def broken() -> object:
        yield Unreadable(1, 1, "odd", b"x")
        raise OSError

    drafts.take("a.vcf", [Unreadable(1, 2, "first", b"1")])
    with pytest.raises(OSError):  # noqa: PT011 (any will do)
        drafts.take("b.vcf", broken())  # type: ignore[arg-type]
    drafts.take("c.vcf", [Unreadable(3, 4, "last", b"2")])
    told = [(drafts.sources[draft.file], draft.name, draft.first_line) for draft in drafts]
    assert told == [("a.vcf", "first", 1), ("c.vcf", "last", 3)]
    assert [item.first_line for item in drafts.items] == [1, 3]


@given(
    st.lists(st.sampled_from([hash(f"text {n}") for n in range(10)]), max_size=60),
    st.sampled_from([4, 100]),  # signs that are held exactly, and then in filters
)
def test_every_sign_that_came_twice_is_told_and_none_that_never_came(
    signs: list[int], exactly: int
) -> None:
    repeats = Repeats(exactly)
    for sign in signs:
        repeats.add([sign])
    assert all(repeats.has(sign) for sign in signs)
    assert all(repeats.has_twice([sign]) for sign in signs if signs.count(sign) > 1)
    # Two places in 2^25 each: that ten signs meet in both is as good as impossible.
    assert not any(repeats.has_twice([sign]) for sign in signs if signs.count(sign) == 1)
