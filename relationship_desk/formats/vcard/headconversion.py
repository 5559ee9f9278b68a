"""Owns a head in another version; invariant: parameters the target lacks are told as lost."""

from __future__ import annotations

from relationship_desk.formats.vcard.heads import (
    Head,
    bare_types,
    is_encoding,
    raw_parts,
    type_list,
    type_words,
)
from relationship_desk.formats.vcard.headwriting import preference
from relationship_desk.formats.vcard.style import Style

_ONLY_4 = frozenset("ALTID CALSCALE GEO JSPTR LABEL MEDIATYPE PID SORT-AS TZ".split())
# What 4.0 no longer says about an e-mail address or a postal one; every one of them is like that.
_ONLY_3 = frozenset("internet x400 postal parcel dom intl msg".split())


def converted_head(
    head: Head,
    style: Style,
    name: str = "",
    *,
    drop: tuple[str, ...] = (),
    only_name: bool = False,
) -> tuple[bytes, list[str]]:
    """The head in the target's form, perhaps under another name, and sentences for what is lost.

    Encoding and charset are gone: the style says its own. `only_name` leaves all parameters out but
    the mark of preference, for values that bring their own.
    """
    modern = style.version == "4.0"
    first, *raws = raw_parts(head.raw)
    group, dot, old_name = first.rpartition(b".")
    parts = [group + dot + (name.encode() if name else old_name)]
    losses: list[str] = []
    types: list[str] = []
    preferred = False
    for (key, value), raw in zip(head.params, raws, strict=True):
        if key in ("ENCODING", "CHARSET") or is_encoding(key, value) or key in drop:
            continue
        if key in ("", "TYPE"):
            words = type_words(value.strip().strip('"'))
            preferred = preferred or any(word.lower() == "pref" for word in words)
            types += [word for word in words if word.lower() != "pref"]
        elif key == "PREF":
            if modern and not only_name:
                parts.append(raw)
            elif value.strip('" ') == "1":
                preferred = True
            elif not modern:
                losses.append(f"vCard {style.version} has no place for the order of preference.")
        elif only_name:
            continue
        elif key == "VALUE":
            parts += _value_type(head, value, raw, modern)
        elif key in _ONLY_4 and not modern:
            losses.append(
                f"vCard {style.version} has no place for the parameter {key} of {head.name}."
            )
        else:
            parts.append(raw)
    if modern:
        kept = (word for word in types if word.lower() not in _ONLY_3)
        types = [word.lower() if word.isupper() else word for word in kept]
    if types and not only_name:
        parts[1:1] = bare_types(types) if style.legacy else [type_list(types)]
    if preferred:
        parts.append(preference(style))
    return b";".join(parts), losses


def _value_type(head: Head, value: str, raw: bytes, modern: bool) -> list[bytes]:
    kind = value.strip('" ').lower()
    if head.name == "TEL" or kind in ("url", "inline", "content-id", "cid"):
        return []
    if not modern and kind == "date-and-or-time":
        return []
    return [raw]
