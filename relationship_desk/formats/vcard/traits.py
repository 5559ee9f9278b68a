"""Owns facts whose value has a form of its own; invariant: what it writes reads back the same.

Gender, place, related people, phonetic names of phones, and, through `services`, messengers.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from relationship_desk.domain.contact import UNIT_SEPARATOR, Detail, DetailKind
from relationship_desk.formats.vcard import services
from relationship_desk.formats.vcard.heads import type_words
from relationship_desk.formats.vcard.logical import Line
from relationship_desk.formats.vcard.properties import PLACES, UNITS
from relationship_desk.formats.vcard.style import Style
from relationship_desk.formats.vcard.values import Decoder

_SEXES = {"M": "male", "F": "female", "O": "other", "N": "none", "U": "unknown"}
_LETTERS = {word: letter for letter, word in _SEXES.items()}
_NUMBER = r"[+-]?\d+(?:\.\d*)?"
_PLACE = re.compile(rf"({_NUMBER})\s*[;,]\s*({_NUMBER})\Z", re.ASCII)
_URI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+:\S+\Z")
_OFFSET = re.compile(r"[+-]\d\d(?::?\d\d)?\Z", re.ASCII)

AGENT = "agent"
_LABEL = "LABEL"  # an address as it stands on an envelope


class Found(NamedTuple):
    """A fact of a line. `label` is None where the parameters say it; a group's label goes before
    it, unless the property itself says it (`fixed`).
    """

    kind: DetailKind
    parts: tuple[str, ...]
    label: str | None = None
    fixed: bool = False


def read(line: Line, decoder: Decoder) -> Found | None:
    """The fact of a line of one of `NAMES`, or None where it holds none that can be shown."""
    name = line.head.name
    if name in ("GENDER", "X-GENDER"):
        return _gender(decoder.components(line))
    if name == "SOUND":
        return _reading(line, decoder)
    if name == "N":
        return _spoken_name(line, decoder)
    if name == "AGENT" and line.value.strip()[:5].upper() == b"BEGIN":
        return None
    text = decoder.text(line).replace(UNIT_SEPARATOR, " ").strip()
    if not text:
        return None
    if name == "GEO":
        return Found(DetailKind.GEO, (_place(text),))
    if name in PLACES:
        return Found(DetailKind.GEO, (_place(text),), PLACES[name], True)
    if name in UNITS:
        return Found(DetailKind.ORGANISATION, ("", text), UNITS[name], True)
    if name == _LABEL:
        return Found(DetailKind.ADDRESS, ("", "", text, "", "", "", ""))
    if name in ("RELATED", "AGENT"):
        named = line.head.value("VALUE").lower() == "text" or not _URI.match(text)
        if not named:
            return None
        is_agent = name == "AGENT"
        return Found(DetailKind.RELATED, (text,), AGENT if is_agent else None, is_agent)
    if name in services.PROFILES or name in _PROFILES:
        parts, own = services.read_profile(line.head, text)
        return Found(DetailKind.SOCIAL, parts, own) if parts else None
    parts = services.read_messenger(line.head, text)
    return Found(DetailKind.MESSENGER, parts) if parts else None


_PROFILES = ("SOCIALPROFILE", "X-SOCIALPROFILE")
NAMES = frozenset(
    {"GENDER", "X-GENDER", "SOUND", "AGENT", "GEO", "RELATED", "IMPP", *_PROFILES}
    | PLACES.keys()
    | UNITS.keys()
    | services.MESSENGERS.keys()
    | services.PROFILES.keys()
)


def _gender(components: list[str]) -> Found | None:
    sex, own = ([part.replace(UNIT_SEPARATOR, " ").strip() for part in components] + [""])[:2]
    word = _SEXES.get(sex.upper(), sex)
    word = word.lower() if word.lower() in _LETTERS else word
    parts = tuple(part for part in (own, word) if part)
    return Found(DetailKind.GENDER, parts) if parts else None


def _reading(line: Line, decoder: Decoder) -> Found | None:
    """The reading of a Japanese name that phones keep in a SOUND."""
    words = [w.upper() for key, v in line.head.params if key in ("", "TYPE") for w in type_words(v)]
    if "X-IRMC-N" not in words:
        return None
    parts = [part.replace(UNIT_SEPARATOR, " ").strip() for part in decoder.components(line)]
    text = " ".join(part for part in parts if part)
    return Found(DetailKind.PHONETIC, (text,), "", True) if text else None


def _spoken_name(line: Line, decoder: Decoder) -> Found | None:
    """How a name is said: a second N that says so (RFC 9554, section 4.6)."""
    parts = [part.replace(UNIT_SEPARATOR, " ").strip() for part in decoder.components(line)]
    text = " ".join(part for part in parts if part)
    return Found(DetailKind.PHONETIC, (text,), "", True) if text else None


def _place(text: str) -> str:
    bare = text[4:] if text[:4].lower() == "geo:" else text
    found = _PLACE.match(bare)
    return f"{found[1]},{found[2]}" if found else bare


def place_value(text: str, style: Style) -> str:
    """The escaped value of a GEO: a URI in 4.0, two numbers before."""
    found = _PLACE.match(text)
    if found and style.version != "4.0":
        return f"{found[1]}{',' if style.legacy else ';'}{found[2]}"
    if found or text[:4].lower() == "geo:":
        return f"geo:{style.escaped(text)}"
    return style.text(text)


def gender_value(parts: tuple[str, ...], style: Style, in_words: bool = False) -> str:
    """The escaped components of a GENDER; `in_words` for X-GENDER, which knows no letters."""
    if len(parts) == 1:
        word = parts[0]
        if word in _LETTERS:
            return word if in_words else _LETTERS[word]
        plain = in_words and word.upper() not in _SEXES and word.lower() not in _LETTERS
        return style.component(word) if plain else f";{style.component(word)}"
    own, word = parts[:2]
    letter = word if in_words else _LETTERS.get(word, word)
    return f"{style.component(letter)};{style.component(own)}"


def zone_parameters(text: str, style: Style) -> list[bytes]:
    """What a time zone that is no offset says of itself before 4.0, where offsets are usual."""
    return [] if style.version == "4.0" or _OFFSET.match(text) else [b"VALUE=text"]


def new_value(detail: Detail, style: Style) -> tuple[str, list[bytes]] | None:
    """The escaped value and parameters of a new line; None for kinds that are one plain text."""
    kind, text = detail.kind, detail.parts[0]
    if kind is DetailKind.MESSENGER:
        return services.new_messenger(detail, style)
    if kind is DetailKind.SOCIAL:
        return services.new_profile(detail, style)
    if kind is DetailKind.GENDER:
        return gender_value(detail.parts, style, style.version != "4.0"), []
    if kind is DetailKind.GEO:
        return place_value(text, style), []
    if kind is DetailKind.TIME_ZONE:
        return style.text(text), zone_parameters(text, style)
    if kind is DetailKind.RELATED:
        return style.text(text), [b"VALUE=text"] if style.version == "4.0" else []
    return None


def value_again(
    line: Line, decoder: Decoder, wanted: Detail, style: Style
) -> tuple[str, list[bytes], tuple[str, ...]] | None:
    """The escaped value of a line that is written anew, parameters to add and to drop.

    None for kinds that are one plain text.
    """
    name, text = line.head.name, wanted.parts[0]
    if wanted.kind is DetailKind.MESSENGER:
        return services.handle_again(line.head, decoder.text(line).strip(), text, style), [], ()
    if wanted.kind is DetailKind.SOCIAL and name in _PROFILES:
        return services.profile_again(line.head, wanted, style)
    if name in ("RELATED", "AGENT"):
        says = name == "RELATED" or _URI.match(text) is not None
        return style.text(text), [b"VALUE=text"] if says else [], ("VALUE",)
    if name == "TZ":
        return style.text(text), zone_parameters(text, style), ("VALUE",)
    if name in ("GENDER", "X-GENDER"):
        return gender_value(wanted.parts, style, name == "X-GENDER"), [], ()
    if name in PLACES:
        is_uri = _PLACE.match(text) or text[:4].lower() == "geo:"
        return place_value(text, style), [b"VALUE=uri"] if is_uri else [], ("VALUE",)
    if wanted.kind is DetailKind.GEO:
        return place_value(text, style), [], ()
    if name in ("SOUND", "N"):
        return style.component(text), [], ()
    if name in UNITS:
        return style.text(wanted.parts[1]), [], ()
    if name == _LABEL:
        return style.text(wanted.parts[2]), [], ()
    return None


def needs_another_line(line: Line, had: Detail, wanted: Detail) -> bool:
    """Whether the property itself or its TYPE words say what has changed."""
    if (
        wanted.kind in (DetailKind.MESSENGER, DetailKind.SOCIAL)
        and had.parts[1:] != wanted.parts[1:]
    ):
        return True
    name = line.head.name
    if name in UNITS and (wanted.parts[0] or len(wanted.parts) != 2):
        return True
    if name == _LABEL and any(wanted.parts[:2] + wanted.parts[3:]):
        return True
    if had.label == wanted.label:
        return False
    return name in ("AGENT", "SOUND", "N", *PLACES, *UNITS) or services.says_label_with_service(
        line.head, wanted.kind
    )
