from __future__ import annotations

from relationship_desk.domain.changes import EVERYTHING, Changes


def test_no_changes_are_falsy_and_any_is_truthy() -> None:
    assert not Changes()
    assert Changes(people=frozenset({1}))
    assert Changes(tags=True)
    assert EVERYTHING


def test_changes_add_up() -> None:
    both = Changes(people=frozenset({1}), tags=True) | Changes(frozenset({2}), tasks=frozenset({3}))
    assert both == Changes(frozenset({1, 2}), tasks=frozenset({3}), tags=True)


def test_everything_touches_everybody() -> None:
    assert EVERYTHING.touches_person(7)
    assert Changes(people=frozenset({7})).touches_person(7)
    assert not Changes(people=frozenset({7})).touches_person(8)
    assert not Changes().touches_person(None)
