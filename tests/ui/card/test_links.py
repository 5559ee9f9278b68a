"""Links out of a card: what may leave, and in which form."""

from __future__ import annotations

import pytest

from relationship_desk.domain.contact import Detail, DetailKind
from relationship_desk.ui.card.links import email_link, link_of, phone_link, web_link


@pytest.mark.parametrize(
    ("typed", "link"),
    [
        ("+49 (40) 123-456", "tel:+4940123456"),
        ("tel:+49 40 1", "tel:+49401"),
        ("040/123.456", "tel:040123456"),
        ("call me", ""),
        ("+49;phone-context=evil", ""),
        ("1", ""),
    ],
)
def test_phone_link_holds_digits_only(typed: str, link: str) -> None:
    assert phone_link(typed) == link


@pytest.mark.parametrize(
    ("typed", "link"),
    [
        ("ida@example.org", "mailto:ida@example.org"),
        ("ida+desk@example.org", "mailto:ida+desk@example.org"),
        ("ida@example.org?attach=/etc/passwd", ""),
        ("ida@example.org,bo@example.org", ""),
        ("ida@example.org\nbcc:x@y", ""),
        ("Ida <ida@example.org>", ""),
        ("ida", ""),
        ("idä@example.org", "mailto:id%C3%A4@example.org"),
    ],
)
def test_mailto_link_is_built_from_one_address(typed: str, link: str) -> None:
    assert email_link(typed) == link


@pytest.mark.parametrize(
    ("typed", "link"),
    [
        ("https://example.org/a?b=c#d", "https://example.org/a?b=c#d"),
        ("HTTP://example.org", "HTTP://example.org"),
        ("www.example.org", "https://www.example.org"),
        ("example.org/maps", "https://example.org/maps"),
        ("example.org:8080/maps", "https://example.org:8080/maps"),
        ("mailto:ida@example.org?cc=x@y.z", "mailto:ida@example.org"),
        ("tel:+49 40 1", ""),
        ("tel:+49401", "tel:+49401"),
        ("sip:ida@example.org", "sip:ida@example.org"),
        ("geo:53.54,9.99;u=35", "geo:53.54,9.99"),
        ("javascript:alert(1)", ""),
        ("file:///etc/passwd", ""),
        ("smb://server/share", ""),
        ("https:///no-host", ""),
        ("https://example.org/\u202egpj.exe", ""),
        ("https://example.org\\@evil.org", ""),
        ("http://[broken", ""),
        ("just words", ""),
    ],
)
def test_web_link_knows_few_schemes(typed: str, link: str) -> None:
    assert web_link(typed) == link


def test_address_link_asks_a_map() -> None:
    detail = Detail(DetailKind.ADDRESS, ("", "", "Kai 1", "Hamburg", "", "20457", ""))
    assert link_of(detail) == "geo:0,0?q=Kai%201%2C%20Hamburg%2C%2020457"


def test_link_of_endless_text_is_none() -> None:
    assert link_of(Detail(DetailKind.URL, ("https://example.org/" + "a" * 5000,))) == ""
