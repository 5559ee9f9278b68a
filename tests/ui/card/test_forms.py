"""Forms as values: put in order, and merged with what changed elsewhere."""

from __future__ import annotations

from dataclasses import replace

from relationship_desk.desk.commands.people import PersonForm
from relationship_desk.domain.contact import ContactKind, Detail, DetailKind, Name
from relationship_desk.ui.card.forms import in_order, merged
from tests.support.desks import email, phone

OLD_PHONE, OLD_MAIL, SECOND_PHONE = (1, phone("1")), (2, email("a@b")), (3, phone("3"))
BASE = PersonForm(Name("Ida Vale", family="Vale"), (OLD_PHONE, OLD_MAIL, SECOND_PHONE), ("museum",))


def test_rows_by_kind_go_back_to_the_places_of_the_card() -> None:
    by_kind = (OLD_PHONE, SECOND_PHONE, OLD_MAIL)
    assert in_order(BASE.details, by_kind) == BASE.details


def test_new_row_comes_last() -> None:
    new = (None, phone("9"))
    assert in_order(BASE.details, (OLD_PHONE, SECOND_PHONE, new, OLD_MAIL)) == (*BASE.details, new)


def test_reordered_kind_keeps_the_places_of_the_others() -> None:
    reordered = (SECOND_PHONE, OLD_PHONE, OLD_MAIL)
    assert in_order(BASE.details, reordered) == (SECOND_PHONE, OLD_MAIL, OLD_PHONE)


def test_merge_without_a_change_elsewhere_is_mine() -> None:
    mine = replace(BASE, tags=("x",))
    assert merged(BASE, mine, BASE) is mine


def test_merge_brings_both_changes_in() -> None:
    mine = replace(
        BASE,
        name=Name("Ida Vale-Oss", family="Vale"),
        details=((1, phone("111")), OLD_MAIL, SECOND_PHONE, (None, phone("new"))),
        tags=("museum", "close"),
    )
    theirs = PersonForm(
        Name("Ida Vale", prefix="Dr.", family="Vale"),
        (OLD_PHONE, (2, email("new@b")), SECOND_PHONE, (7, email("added@b"))),
        ("museum", "maps"),
        ContactKind.ORGANISATION,
    )
    both = merged(BASE, mine, theirs)
    assert both.name == Name("Ida Vale-Oss", prefix="Dr.", family="Vale")
    assert both.details == (
        (1, phone("111")),
        (2, email("new@b")),
        SECOND_PHONE,
        (None, phone("new")),
        (7, email("added@b")),
    )
    assert both.tags == ("museum", "maps", "close")
    assert both.kind is ContactKind.ORGANISATION


def test_merge_keeps_what_i_changed_and_they_deleted() -> None:
    mine = replace(BASE, details=((1, phone("111")), OLD_MAIL, SECOND_PHONE))
    theirs = replace(BASE, details=())
    assert merged(BASE, mine, theirs).details == ((None, phone("111")),)


def test_merge_leaves_out_what_i_deleted_and_tags_i_took_off() -> None:
    mine = replace(BASE, details=(OLD_MAIL,), tags=())
    theirs = replace(BASE, details=(*BASE.details, (9, Detail(DetailKind.NOTE, ("n",)))))
    both = merged(BASE, mine, theirs)
    assert both.details == (OLD_MAIL, (9, Detail(DetailKind.NOTE, ("n",))))
    assert both.tags == ()
