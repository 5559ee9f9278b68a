"""Circles and rhythm in cards: written, read back, and never put into a card of another program."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from relationship_desk.desk.ports import CardNow
from relationship_desk.domain.contact import Contact, Name
from relationship_desk.domain.rhythm import CircleFact, OwnFacts, OwnRhythm, Rhythm
from relationship_desk.formats.vcard import VCard
from relationship_desk.formats.vcard.mapping import map_card

MONTHLY = CircleFact("Monthly; a, b", Rhythm(30, 45))
CHOIR = CircleFact("Chœur")
BOTH = OwnFacts((MONTHLY, CHOIR), OwnRhythm(Rhythm(14, 20)))
FOREIGN = b"BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Ida Vale\r\nN:Vale;Ida;;;\r\nEND:VCARD\r\n"

_names = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cf", "Zl", "Zp")))
_rhythms = st.builds(lambda a, b: Rhythm(a, a + b), st.integers(1, 900), st.integers(0, 900))
_circles = st.builds(
    CircleFact,
    _names.map(lambda name: " ".join(name.split())).filter(bool),
    st.none() | _rhythms,
)
_own = st.builds(
    OwnFacts,
    st.lists(_circles, max_size=3, unique=True).map(tuple),
    st.none() | st.builds(OwnRhythm, st.none() | _rhythms),
)


@pytest.mark.parametrize("version", ["3.0", "4.0"])
@given(own=_own)
def test_a_new_card_holds_circles_and_rhythm_and_they_come_back(
    version: str, own: OwnFacts
) -> None:
    card = VCard().write(Contact(Name("Ida Vale"), own=own), version)
    assert map_card(card).contact.own == own


def test_the_lines_are_plain_to_read() -> None:
    card = VCard().write(Contact(Name("Ida Vale"), own=BOTH), "4.0").decode()
    assert "X-RELATIONSHIP-DESK-CIRCLE;X-IDEAL=30;X-LATEST=45:Monthly\\; a\\, b\r\n" in card
    assert "X-RELATIONSHIP-DESK-CIRCLE:Chœur\r\n" in card
    assert "X-RELATIONSHIP-DESK-RHYTHM:14;20\r\n" in card
    none = VCard().write(Contact(Name("Ida"), own=OwnFacts(rhythm=OwnRhythm(None))), "3.0")
    assert b"X-RELATIONSHIP-DESK-RHYTHM:none\r\n" in none


@pytest.mark.parametrize("version", ["2.1", "3.0", "4.0"])
def test_a_conversion_carries_them_and_as_read_never_does(version: str) -> None:
    now = CardNow({}, own=BOTH)
    assert VCard().as_read(FOREIGN, now) == FOREIGN
    converted, losses = VCard().convert(FOREIGN, now, version)
    assert map_card(converted).contact.own == BOTH
    assert losses == ()


def test_a_card_of_our_own_is_rewritten_only_where_they_differ() -> None:
    raw = VCard().write(Contact(Name("Ida Vale"), own=BOTH), "4.0")
    same = OwnFacts((CHOIR, MONTHLY), BOTH.rhythm)
    assert VCard().as_read(raw, CardNow({}, own=same)) == raw
    assert VCard().as_read(raw, CardNow({})) == raw
    weekly = OwnFacts((CircleFact("Weekly", Rhythm(7, 9)),))
    changed = VCard().as_read(raw, CardNow({}, own=weekly))
    assert map_card(changed).contact.own == weekly
    ours = b"X-RELATIONSHIP-DESK"
    kept = [line for line in raw.split(b"\r\n") if not line.startswith(ours)]
    assert [line for line in changed.split(b"\r\n") if not line.startswith(ours)] == kept
    assert VCard().as_read(raw, CardNow({}, own=OwnFacts())).count(ours) == 0
    assert VCard().convert(raw, CardNow({}, own=weekly), "3.0")[0].count(ours) == 1


@pytest.mark.parametrize(
    "line",
    [
        b"X-RELATIONSHIP-DESK-CIRCLE;X-IDEAL=45;X-LATEST=30:Monthly",
        b"X-RELATIONSHIP-DESK-CIRCLE;X-IDEAL=often:Monthly",
        b"X-RELATIONSHIP-DESK-CIRCLE;X-IDEAL=9999999999999;X-LATEST=9:Monthly",
        b"X-RELATIONSHIP-DESK-CIRCLE;X-IDEAL=;X-LATEST=:Monthly",
    ],
)
def test_days_that_cannot_be_leave_a_circle_without_rhythm(line: bytes) -> None:
    raw = FOREIGN.replace(b"END:", line + b"\r\nEND:")
    assert map_card(raw).contact.own == OwnFacts((CircleFact("Monthly"),))


@pytest.mark.parametrize(
    "line",
    [
        b"X-RELATIONSHIP-DESK-CIRCLE: ",
        b"X-RELATIONSHIP-DESK-RHYTHM:14",
        b"X-RELATIONSHIP-DESK-RHYTHM:20;14",
        b"X-RELATIONSHIP-DESK-RHYTHM:-1;14",
        b"X-RELATIONSHIP-DESK-RHYTHM:1;2;3",
    ],
)
def test_a_line_that_says_nothing_is_kept_and_says_nothing(line: bytes) -> None:
    raw = FOREIGN.replace(b"END:", line + b"\r\nEND:")
    assert map_card(raw).contact.own == OwnFacts()
    assert VCard().as_read(raw, CardNow({}, own=OwnFacts())) == raw


def test_the_members_of_a_group_are_its_identifiers() -> None:
    apple = FOREIGN.replace(
        b"END:",
        b"X-ADDRESSBOOKSERVER-KIND:group\r\nX-ADDRESSBOOKSERVER-MEMBER:urn:uuid:a-1\r\nEND:",
    )
    new = FOREIGN.replace(b"3.0", b"4.0").replace(b"END:", b"KIND:group\r\nMEMBER:b-2\r\nEND:")
    assert map_card(apple).contact.members == ("a-1",)
    assert map_card(new).contact.members == ("b-2",)
