"""Owns the head of a content line, what stands before its colon; invariant: `raw` is never changed.

Heads repeat in every card of a file, so they are parsed once and kept in a bounded cache.
"""

from __future__ import annotations

import re

from relationship_desk.formats.vcard import labels

CUSTOM = "X-CUSTOM("  # phones put a label, encoded for itself, into the name of a parameter
QUOTED_PRINTABLE = "q"
BASE64 = "b"
_ENCODINGS = {
    "QUOTED-PRINTABLE": QUOTED_PRINTABLE,
    "QUOTEDPRINTABLE": QUOTED_PRINTABLE,
    "QP": QUOTED_PRINTABLE,
    "BASE64": BASE64,
    "B": BASE64,
    "7BIT": "",
    "8BIT": "",
    "BINARY": "",
}
_BARE_ENCODINGS = frozenset({"QUOTED-PRINTABLE", "BASE64", "7BIT", "8BIT"})
_TOKEN = re.compile(r"[A-Za-z0-9-]+\Z", re.ASCII)
_CARETS = {"^n": "\n", "^'": '"', "^^": "^"}

# What opens a line also after a lone CR or an indentation; X- names do too.
_PROPERTIES = frozenset(
    "ADR AGENT ANNIVERSARY BDAY BEGIN CALADRURI CALURI CATEGORIES CLASS CLIENTPIDMAP EMAIL END"
    " FBURL FN GENDER GEO IMPP KEY KIND LABEL LANG LOGO MAILER MEMBER N NAME NICKNAME NOTE ORG"
    " PHOTO PRODID PROFILE RELATED REV ROLE SORT-STRING SOUND SOURCE TEL TITLE TZ UID URL VERSION"
    " XML PRONOUNS SOCIALPROFILE GRAMGENDER BIRTHPLACE DEATHPLACE DEATHDATE EXPERTISE HOBBY"
    " INTEREST CONTACT-URI ORG-DIRECTORY".split()
)

_PARAMETERS = frozenset("TYPE PREF VALUE LABEL MEDIATYPE ENCODING CHARSET LANGUAGE".split())

Params = tuple[tuple[str, str], ...]


class Head:
    """Group, name and parameters of a content line.

    `name` is upper case. `params` keeps order and raw values; a bare token is `("", token)`.
    `encoding` is "q" (quoted-printable), "b" (base64) or "". `plain` says that such a line needs
    no care beyond cutting it at its first colon. `label` and `preferred` come from the parameters.
    """

    __slots__ = (
        "charset",
        "encoding",
        "group",
        "label",
        "name",
        "params",
        "plain",
        "preferred",
        "raw",
        "special",
    )

    def __init__(self, raw: bytes, carets: bool = False) -> None:
        self.raw = raw
        text = raw.decode("utf-8", "replace")
        parts = _split_outside_quotes(text, ";")
        # Files put together keep the mark that each began with.
        group, _, name = parts[0].strip().removeprefix("\ufeff").rpartition(".")
        self.group = group
        self.name = name.upper()
        self.params = tuple(_param(part) for part in parts[1:])
        self.encoding = ""
        self.charset = ""
        types: list[str] = []
        own_label = ""
        self.preferred = False
        for key, value in self.params:
            word = unquoted(value, carets)
            if key == "" and word.upper() in _BARE_ENCODINGS:
                self.encoding = _ENCODINGS[word.upper()]
            elif key in ("", "TYPE"):
                types += type_words(word)
            elif key == "ENCODING":
                self.encoding = _ENCODINGS.get(word.upper(), "")
            elif key == "CHARSET":
                self.charset = word.lower()
            elif key == "PREF":
                self.preferred = self.preferred or word == "1"
            elif key == "X-ABLABEL":
                own_label = labels.from_apple(word)
            elif key.startswith(CUSTOM):
                own_label = labels.from_custom(word)
        self.preferred = self.preferred or "pref" in (t.lower() for t in types)
        self.label = own_label or labels.from_types(types)
        self.special = bool(self.encoding or self.charset)
        self.plain = (
            not self.encoding
            and raw.count(b'"') % 2 == 0
            and self.name != "AGENT"
            and is_known(self.name)
        )

    def values(self, key: str) -> list[str]:
        """The unquoted values of a parameter, by its upper-case name."""
        return [unquoted(value) for name, value in self.params if name == key]

    def value(self, key: str) -> str:
        """The first value of a parameter; "" where there is none."""
        return next(iter(self.values(key)), "")


class HeadCache(dict[bytes, Head]):
    """Heads by their bytes. Bounded, because a hostile file can make every head different."""

    LIMIT = 4096
    LONGEST = 256

    def __init__(self, carets: bool) -> None:
        super().__init__()
        self._carets = carets

    def __missing__(self, raw: bytes) -> Head:
        head = Head(raw, self._carets)
        if len(raw) <= self.LONGEST:
            if len(self) >= self.LIMIT:
                self.clear()
            self[raw] = head
        return head


def is_known(name: str) -> bool:
    """Whether an upper-case name is a property of the standards or an extension."""
    return name in _PROPERTIES or (name[:2] == "X-" and " " not in name)


def unquoted(value: str, carets: bool = False) -> str:
    """A parameter's value without its quotes; RFC 6868 carets are undone in version 4.0 only."""
    value = value.strip()
    if value[:1] == '"' and value[-1:] == '"' and len(value) > 1:
        value = value[1:-1]
    if carets and "^" in value:
        value = _without_carets(value)
    return value


def _without_carets(value: str) -> str:
    found = []
    position = 0
    while (caret := value.find("^", position)) >= 0:
        pair = value[caret : caret + 2]
        found.append(value[position:caret])
        found.append(_CARETS.get(pair, pair))
        position = caret + 2
    found.append(value[position:])
    return "".join(found)


def type_words(value: str) -> list[str]:
    """`HOME,TYPE=VOICE` gives HOME and VOICE: several real writers repeat the name in a list."""
    words = (word.replace('"', "").strip() for word in value.split(","))
    return [w[5:] if w[:5].upper() == "TYPE=" else w for w in words if w]


def type_list(words: list[str]) -> bytes:
    """TYPE words as one parameter, in quotes where a word needs them."""
    text = ",".join(words).replace('"', "")
    quoted = f'"{text}"' if any(c in text for c in ":;") else text
    return b"TYPE=" + quoted.encode("utf-8", "replace")


def bare_types(words: list[str]) -> list[bytes]:
    """TYPE words as version 2.1 has them, without `TYPE=` but where they would say another thing.

    Usual words are in capitals, as old telephones know them.
    """
    return [
        (word.upper() if labels.is_usual(word) else word).encode()
        if _TOKEN.match(word) and word.upper() not in _BARE_ENCODINGS
        else type_list([word])
        for word in words
    ]


def _param(part: str) -> tuple[str, str]:
    key, equals, value = part.partition("=")
    if not equals:
        # A real writer turns every "=" of a head into "#".
        key, hash_sign, value = part.partition("#")
        if not hash_sign or key.upper() not in _PARAMETERS:
            return "", part.strip()
    return key.strip().upper(), value


def is_encoding(key: str, value: str) -> bool:
    """Whether a bare token is an encoding and no TYPE: `PHOTO;BASE64:`."""
    return key == "" and value.strip().upper() in _BARE_ENCODINGS


def raw_parts(raw: bytes) -> list[bytes]:
    """The head's name and parameters as they are: one part more than `Head.params` has."""
    return [part.encode("latin-1") for part in _split_outside_quotes(raw.decode("latin-1"), ";")]


def _split_outside_quotes(text: str, separator: str) -> list[str]:
    if '"' not in text or text.count('"') % 2:
        return text.split(separator)
    parts: list[list[str]] = [[]]
    for number, piece in enumerate(text.split('"')):
        if number % 2:
            parts[-1].append(f'"{piece}"')
            continue
        first, *others = piece.split(separator)
        parts[-1].append(first)
        parts += [[other] for other in others]
    return ["".join(pieces) for pieces in parts]


def split_head(line: bytes) -> tuple[bytes, bytes] | None:
    """Head and value of an unfolded line; None where there is no colon.

    The first colon outside quotes; the first colon of all where the quotes do not close. Each byte
    is looked at a fixed number of times, whatever the quotes are.
    """
    first = line.find(b":")
    if first < 0:
        return None
    colon, position = first, 0
    while (quote := line.find(b'"', position)) >= 0 and colon >= 0:
        if colon < quote:
            return line[:colon], line[colon + 1 :]
        closing = line.find(b'"', quote + 1)
        if closing < 0:
            colon = first
            break
        position = closing + 1
        if colon < position:
            colon = line.find(b":", position)
    if colon < 0:
        colon = first
    return line[:colon], line[colon + 1 :]
