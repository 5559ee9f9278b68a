"""The key under which two details are the same address or the same line."""

from __future__ import annotations

from relationship_desk.desk.phones import e164
from relationship_desk.domain.contact import Detail, DetailKind

_EMAIL, _PHONE = DetailKind.EMAIL, DetailKind.PHONE
MATCHED = frozenset({_EMAIL, _PHONE})  # the kinds that have a key


def match_key(detail: Detail, region: str) -> str:
    """An e-mail address casefolded (dots and plus stay), a phone in E.164; else empty."""
    if detail.kind is _EMAIL:
        return detail.parts[0].strip().casefold()
    if detail.kind is _PHONE:
        return e164(detail.parts[0].strip().removeprefix("tel:"), region)
    return ""
