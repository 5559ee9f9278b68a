"""For whom something is meant: one rule is enough, each must fit, and both."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from relationship_desk.domain.audience import Audience, Rule, RuleKind, as_text, from_text

PRESS = Rule(RuleKind.TAG, "1")
MONTHLY = Rule(RuleKind.CIRCLE, "2")
HAMBURG = Rule(RuleKind.PLACE, "Hamburg")
FITTING = {PRESS: [1, 2], MONTHLY: [2, 3], HAMBURG: [3, 2, 9]}


def people(audience: Audience) -> dict[int, tuple[Rule, ...]]:
    return audience.people(FITTING.__getitem__)


def test_an_audience_without_rules_is_nobody() -> None:
    assert people(Audience()) == {}
    assert not Audience()
    assert as_text(Audience()) == ""


def test_one_of_several_rules_is_enough() -> None:
    assert people(Audience((PRESS, MONTHLY))) == {1: (PRESS,), 2: (PRESS, MONTHLY), 3: (MONTHLY,)}


def test_each_rule_must_fit_where_that_is_asked() -> None:
    assert people(Audience((), (MONTHLY, HAMBURG))) == {
        2: (MONTHLY, HAMBURG),
        3: (MONTHLY, HAMBURG),
    }


def test_both_together_are_one_of_these_and_each_of_those() -> None:
    assert people(Audience((PRESS,), (HAMBURG,))) == {2: (PRESS, HAMBURG)}


_RULES = st.lists(
    st.one_of(
        st.builds(Rule, st.just(RuleKind.PLACE), st.text(min_size=1).filter(str.strip)),
        st.builds(Rule, st.just(RuleKind.TAG), st.integers(1, 99).map(str)),
        st.builds(Rule, st.just(RuleKind.LANE), st.sampled_from(["due", "in_touch"])),
    ),
    max_size=3,
).map(tuple)


@given(_RULES, _RULES)
def test_an_audience_is_stored_and_read_as_the_same(
    one: tuple[Rule, ...], each: tuple[Rule, ...]
) -> None:
    audience = Audience(one, each)
    assert from_text(as_text(audience)) == audience


@pytest.mark.parametrize(
    "text",
    [
        "x", "[]", '{"some":[]}', '{"any":{}}', '{"any":[["tag"]]}', '{"any":[["tag",1]]}',
        '{"any":[["tag","press"]]}', '{"any":[["lane","best"]]}', '{"any":[["place"," "]]}',
        '{"any":[["moon","1"]]}',
    ],
)  # fmt: skip
def test_what_is_no_audience_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        from_text(text)
