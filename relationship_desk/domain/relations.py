"""Relations between two people: what one is to the other, and how that is called from both sides.

A relation reads `one KIND other`: `Ida parent Bo` says that Ida is a parent of Bo, which is the
same relation as `Bo child Ida`. Invariant: of two kinds that say the same from either side one is
stored (`stored_as`), and of two people with an equal part in it the smaller id stands first.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from relationship_desk.domain.dates import PartialDate
from relationship_desk.domain.errors import UserError
from relationship_desk.domain.partial_dates import parse_partial_date
from relationship_desk.domain.text import fold


class RelationKind(StrEnum):
    """What one person is to another. The values are stored; never change one."""

    PARTNER = "partner"
    PARENT = "parent"
    CHILD = "child"
    SIBLING = "sibling"
    RELATIVE = "relative"
    COLLEAGUE = "colleague"
    MANAGER = "manager"
    REPORT = "report"
    ASSISTANT = "assistant"
    ASSISTED = "assisted"
    CLIENT = "client"
    SUPPLIER = "supplier"
    MENTOR = "mentor"
    MENTEE = "mentee"
    INTRODUCED_BY = "introduced_by"
    INTRODUCED = "introduced"
    FRIEND = "friend"
    NEIGHBOUR = "neighbour"
    KNOWS = "knows"

    @property
    def inverse(self) -> RelationKind:
        """What the other is to the one: of `PARENT` it is `CHILD`, of `KNOWS` itself."""
        return _INVERSE.get(self, self)

    @property
    def is_mutual(self) -> bool:
        """Whether both have an equal part in it."""
        return self.inverse is self

    @property
    def label(self) -> str:
        """How somebody is called who is this to the person shown: "Introduced by", "Parent"."""
        return _LABELS[self]

    def sentence(self, one: str, other: str) -> str:
        """ "Ida Vale is a parent of Bo Oss"."""
        return _SENTENCES[self].format(one, other)

    @property
    def choice(self) -> str:
        """The same as it is chosen from a list, between the two names: "is a parent of"."""
        return _SENTENCES[self].format("", "").strip()


_PAIRS = (
    (RelationKind.PARENT, RelationKind.CHILD),
    (RelationKind.MANAGER, RelationKind.REPORT),
    (RelationKind.ASSISTANT, RelationKind.ASSISTED),
    (RelationKind.CLIENT, RelationKind.SUPPLIER),
    (RelationKind.MENTOR, RelationKind.MENTEE),
    (RelationKind.INTRODUCED_BY, RelationKind.INTRODUCED),
)
_INVERSE = dict(_PAIRS) | {other: one for one, other in _PAIRS}
STORED = frozenset(RelationKind) - {other for _, other in _PAIRS}

FAMILY = frozenset(
    {
        RelationKind.PARTNER, RelationKind.PARENT, RelationKind.CHILD, RelationKind.SIBLING,
        RelationKind.RELATIVE,
    }
)  # fmt: skip

_SENTENCES: dict[RelationKind, str] = {
    RelationKind.PARTNER: "{} is the partner of {}",
    RelationKind.PARENT: "{} is a parent of {}",
    RelationKind.CHILD: "{} is a child of {}",
    RelationKind.SIBLING: "{} is a sibling of {}",
    RelationKind.RELATIVE: "{} is a relative of {}",
    RelationKind.COLLEAGUE: "{} is a colleague of {}",
    RelationKind.MANAGER: "{} manages {}",
    RelationKind.REPORT: "{} reports to {}",
    RelationKind.ASSISTANT: "{} assists {}",
    RelationKind.ASSISTED: "{} is assisted by {}",
    RelationKind.CLIENT: "{} is a client of {}",
    RelationKind.SUPPLIER: "{} has as a client {}",
    RelationKind.MENTOR: "{} is a mentor of {}",
    RelationKind.MENTEE: "{} is mentored by {}",
    RelationKind.INTRODUCED_BY: "{} was introduced to you by {}",
    RelationKind.INTRODUCED: "{} introduced {} to you",
    RelationKind.FRIEND: "{} is a friend of {}",
    RelationKind.NEIGHBOUR: "{} is a neighbour of {}",
    RelationKind.KNOWS: "{} knows {}",
}
# Of who stands beside the person on whose page it is told.
_LABELS: dict[RelationKind, str] = {
    RelationKind.ASSISTED: "Assists",
    RelationKind.INTRODUCED_BY: "Introduced",
    RelationKind.INTRODUCED: "Introduced by",
}
_LABELS = {kind: _LABELS.get(kind) or kind.value.capitalize() for kind in RelationKind}


class RelationState(StrEnum):
    """Whether the user says so. The values are stored; never change one."""

    SAID = "said"
    DECLINED = "declined"  # it was proposed, and is not proposed again


@dataclass(frozen=True, slots=True)
class Pair:
    """A relation as it is stored: `one KIND other`."""

    one: int
    kind: RelationKind
    other: int


def stored_as(one: int, kind: RelationKind, other: int) -> Pair:
    """The one way in which a relation is stored, from whichever side it was said."""
    turn = other < one if kind.is_mutual else kind not in STORED
    return Pair(other, kind.inverse, one) if turn else Pair(one, kind, other)


# As people and cards say it, beside the values themselves: folded, from the side of who is named.
_WORDS: dict[RelationKind, str] = {
    RelationKind.PARTNER: "spouse husband wife sweetheart fiance fiancee domestic-partner ehemann "
    "ehefrau ehepartner partnerin lebenspartner conjoint epoux epouse mari femme",
    RelationKind.PARENT: "mother father mum mom dad mutter vater elternteil mere pere",
    RelationKind.CHILD: "son daughter sohn tochter kind fils fille enfant",
    RelationKind.SIBLING: "brother sister bruder schwester frere soeur",
    RelationKind.RELATIVE: "kin family grandmother grandfather grandparent grandson granddaughter "
    "grandchild uncle aunt cousin nephew niece godparent godmother godfather godchild in-law "
    "verwandt onkel tante",
    RelationKind.COLLEAGUE: "co-worker coworker kollege kollegin collegue",
    RelationKind.MANAGER: "boss supervisor chef chefin vorgesetzter",
    RelationKind.REPORT: "reports-to employee",
    RelationKind.ASSISTANT: "assists assistent assistentin agent",
    RelationKind.ASSISTED: "assisted-by",
    RelationKind.CLIENT: "customer kunde kundin",
    RelationKind.SUPPLIER: "vendor",
    RelationKind.INTRODUCED: "introducer referred-by referrer",
    RelationKind.FRIEND: "freund freundin ami amie best-friend",
    RelationKind.NEIGHBOUR: "neighbor co-resident nachbar nachbarin voisin voisine",
    RelationKind.KNOWS: "know contact acquaintance met emergency date crush muse bekannt",
}
_MEANT: dict[str, RelationKind] = {
    word: kind for kind, words in _WORDS.items() for word in words.split()
} | {kind.value.replace("_", "-"): kind for kind in RelationKind}


def kind_called(text: str) -> RelationKind | None:
    """The kind that a word means: "parent", "introduced by", "Mutter"; None for no word of ours.

    A label of several words, such as a card's "friend, colleague", means the first that is known.
    """
    for part in text.split(","):
        word = "-".join(fold(part).replace("_", " ").replace("-", " ").split())
        if word in _MEANT:
            return _MEANT[word]
    return None


def since_text(text: str) -> str | None:
    """The stored form of a day since which something is so, of which month and day may be unknown;
    None for nothing. Raises `UserError` where it is no date, or one without its year."""
    if not text.strip():
        return None
    found = parse_partial_date(text)
    if found is None or found.year is None:
        raise UserError(
            f"“{text.strip()}” is no date since when. Write for example 2019, May 2019 or "
            "2019-05-04."
        )
    return str(found)


def since_words(stored: str | None) -> str:
    """ "since May 2019"; empty for nothing."""
    found = PartialDate.parse(stored) if stored else None
    return f"since {found.in_words()}" if found else ""
