"""Links out of a card; invariant: only schemes we know, rebuilt from parts that were checked."""

from __future__ import annotations

import re
from urllib.parse import quote, urlsplit

from relationship_desk.domain.contact import Detail, DetailKind

# What a link does, as a button says it.
VERBS = {
    DetailKind.PHONE: "Call",
    DetailKind.EMAIL: "Write an e-mail",
    DetailKind.URL: "Open",
    DetailKind.ADDRESS: "Show on a map",
    DetailKind.SOCIAL: "Open",
    DetailKind.CALENDAR: "Open",
    DetailKind.GEO: "Show on a map",
}

_PHONE = re.compile(r"\+?[\d\s().\-/]{3,40}")
_EMAIL = re.compile(r"""[^\s@<>,;:"()\[\]\\?&#%/]+@[^\s@<>,;:"()\[\]\\?&#%/]+""")
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+-]*):")
_BARE_HOST = re.compile(r"(?:[^\W_](?:[\w-]*[^\W_])?\.)+[^\W\d_]{2,}(?::\d{1,5})?(?:[/?#]\S*)?")
_GEO = re.compile(r"-?\d{1,3}(?:\.\d+)?,-?\d{1,3}(?:\.\d+)?(?:,-?\d+(?:\.\d+)?)?")
_UNSAFE = re.compile(r"[\x00-\x20\x7f-\xa0\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff\\]")
_MOST = 2000


def link_of(detail: Detail) -> str:
    """The URL that a detail leads to; empty where it leads nowhere safely."""
    text = detail.text.strip()
    if not text or len(text) > _MOST:
        return ""
    if detail.kind is DetailKind.PHONE:
        return phone_link(text)
    if detail.kind is DetailKind.EMAIL:
        return email_link(text)
    if detail.kind is DetailKind.URL:
        return web_link(text)
    if detail.kind in (DetailKind.SOCIAL, DetailKind.CALENDAR):
        return web_link(detail.parts[0])
    if detail.kind is DetailKind.GEO:
        return web_link(f"geo:{text}")
    if detail.kind is DetailKind.ADDRESS:
        return f"geo:0,0?q={quote(' '.join(text.split()))}"
    return ""


def phone_link(text: str) -> str:
    """`phone_link("+49 (40) 123-456") == "tel:+4940123456"`."""
    number = text.strip().removeprefix("tel:")
    if not _PHONE.fullmatch(number):
        return ""
    return "tel:" + "".join(c for c in number if c in "+0123456789")


def email_link(text: str) -> str:
    """A mailto link with nothing but the address in it: no subject, no attachment."""
    address = text.strip()
    return f"mailto:{quote(address, safe='@+.-_')}" if _EMAIL.fullmatch(address) else ""


def web_link(text: str) -> str:
    """http and https as they are, a bare host with https; mailto, tel, sip and geo rebuilt."""
    address = text.strip()
    if _UNSAFE.search(address):
        return ""
    match = _SCHEME.match(address)
    if match is None:
        return f"https://{address}" if _BARE_HOST.fullmatch(address) else ""
    scheme, rest = match[1].lower(), address[match.end() :]
    if scheme in ("http", "https"):
        return address if _host(address) else ""
    if scheme == "mailto":
        return email_link(rest.partition("?")[0])
    if scheme == "tel":
        return phone_link(rest)
    if scheme == "sip":
        return f"sip:{rest}" if _EMAIL.fullmatch(rest) else ""
    if scheme == "geo":
        place = re.split("[;?]", rest)[0]
        return f"geo:{place}" if _GEO.fullmatch(place) else ""
    return ""


def _host(address: str) -> str:
    try:
        return urlsplit(address).hostname or ""
    except ValueError:
        return ""
