"""Made-up people of whom it is known who is in the list twice: for measuring what is found.

The same seed gives the same people. Every trap is there: slips of the pen, nicknames, swapped
names, reduced cards; and against them households with one line, one address and one mailbox,
father and son, twins, namesakes, colleagues behind one switchboard.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from relationship_desk.desk.commands.people import add_person
from relationship_desk.desk.duplicates.evidence import Pair
from relationship_desk.domain.contact import Contact, Detail, DetailKind, Name

_GIVEN = (
    "Robert Katherine William Elizabeth Michael Margaret Thomas Johannes Christina Stefan "
    "Alexander Susanne Andreas Friedrich Barbara Wolfgang Daniel Daniela Mario Maria Julian "
    "Juliana Erik Erika Karl Karla Paul Paula Anna Anne Jan Jana Marie Martin Martina Simon Simone "
    "Matthias Jennifer Richard Benjamin Samuel Rebecca Patricia Nikolaus Gabriele Hildegard "
    "Yannick Tjorven Ottilie Leander Philippa Severin Rosalind Cosima Valentin "
    "Henrike Quirin Annegret Burkhard"
).split()
_NICKNAMES = {
    "Robert": "Bob", "Katherine": "Kate", "William": "Bill", "Elizabeth": "Liz", "Michael": "Mike",
    "Margaret": "Peggy", "Thomas": "Tom", "Johannes": "Hans", "Christina": "Tina",
    "Alexander": "Sascha", "Susanne": "Susi", "Friedrich": "Fritz", "Daniel": "Dan",
    "Jennifer": "Jenny", "Richard": "Dick", "Benjamin": "Ben", "Samuel": "Sam", "Rebecca": "Becky",
    "Patricia": "Trish", "Nikolaus": "Klaus", "Gabriele": "Gabi", "Hildegard": "Hilde",
}  # fmt: skip
_BEGIN = "Al Ber Cor Dam Eich Fal Gar Hol Ing Jor Kel Lin Mar Nor Ost Pfa Ros Sten Tal Wal".split()
_MIDDLE = "ber den fel gen hau len man ner sing tor ven zel".split()
_END = "er mann stein berg feld sen bach hoff burg wald ski dorf".split()
_ORGANISATIONS = [f"{a}{b} {c}" for a in _BEGIN[:10] for b in _END[:4] for c in ("AG", "Works")]


@dataclass(frozen=True, slots=True)
class Labelled:
    """A card of somebody; those of one `who` are one person."""

    who: int
    contact: Contact


def labelled_people(size: int, seed: int) -> list[Labelled]:
    """About `size` cards, shuffled; one in five people is there twice."""
    return _Maker(random.Random(seed)).make(size)


def add_all(work: Any, now: datetime, *, people: list[Labelled]) -> dict[int, int]:
    """Add them in one command; who each person of the store is."""
    return {
        add_person(work, now, contact=person.contact, region="DE"): person.who for person in people
    }


def precision_and_recall(found: list[Pair], who: dict[int, int]) -> tuple[float, float]:
    """Of what was found how much is right, and how much of what is there was found."""
    pairs = {(pair.person_id, pair.other_id) for pair in found}
    right = sum(who[one] == who[other] for one, other in pairs)
    by_person: dict[int, int] = {}
    for person in who.values():
        by_person[person] = by_person.get(person, 0) + 1
    there = sum(count * (count - 1) // 2 for count in by_person.values())
    return right / max(len(pairs), 1), right / max(there, 1)


class _Maker:
    def __init__(self, chance: random.Random) -> None:
        self._chance = chance
        self._cards: list[Labelled] = []
        self._who = 0
        self._number = 0

    def make(self, size: int) -> list[Labelled]:
        situations: tuple[tuple[Callable[[], None], int], ...] = (
            (self._alone, 50), (self._twice, 25), (self._couple, 9), (self._father_and_son, 5),
            (self._twins, 3), (self._namesakes, 4), (self._colleagues, 4),
        )  # fmt: skip
        does, weights = zip(*situations, strict=True)
        while len(self._cards) < size:
            self._chance.choices(does, weights)[0]()
        self._chance.shuffle(self._cards)
        return self._cards

    # ------------------------------------------------------------------------------ situations

    def _alone(self) -> None:
        self._put(self._person())

    def _twice(self) -> None:
        first = self._person()
        changes = (
            self._as_is, self._slip, self._slip, self._nickname, self._nickname, self._swapped,
            self._initial, self._one_piece, self._nameless, self._married,
        )  # fmt: skip
        second = self._chance.choice(changes)(first)
        self._put(first)
        self._put(second, same=True)

    def _couple(self) -> None:
        one = self._person(home=True)
        given = self._chance.choice([g for g in _GIVEN if g != one.name.given])
        shared = tuple(d for d in one.details if "home" in d.label)
        self._put(one)
        self._put(self._person(Name(given=given, family=one.name.family), shared))

    def _father_and_son(self) -> None:
        father = self._person(home=True, birthday="1950")
        shared = tuple(d for d in father.details if "home" in d.label)
        if self._chance.random() < 0.5:
            name = father.name._replace(suffix="Jr.")
            son = self._person(name, shared)
        else:
            son = self._person(father.name, shared, birthday="1985")
        self._put(father)
        self._put(son)

    def _twins(self) -> None:
        one = self._person(home=True, birthday="1990")
        pairs = (("Mario", "Maria"), ("Daniel", "Daniela"), ("Paul", "Paula"), ("Jan", "Jana"))
        names = self._chance.choice((*pairs, ("Martin", "Martina"), ("Simon", "Anna")))
        shared = tuple(d for d in one.details if "home" in d.label or d.kind is DetailKind.DATE)
        family = one.name.family
        self._put(one._replace(name=self._named(Name(given=names[0], family=family))))
        self._put(self._person(Name(given=names[1], family=family), shared, birthday=""))

    def _namesakes(self) -> None:
        one = self._person()
        self._put(one)
        self._put(self._person(one.name))

    def _colleagues(self) -> None:
        firm = Detail(DetailKind.ORGANISATION, (self._chance.choice(_ORGANISATIONS),))
        line = Detail(DetailKind.PHONE, (self._landline(),), "work")
        box = Detail(DetailKind.EMAIL, (f"info@firm{self._next()}.example",), "work")
        for _ in range(self._chance.randint(2, 6)):
            self._put(self._person(details=(firm, line, box)))

    # -------------------------------------------------------------------------- second cards

    def _as_is(self, first: Contact) -> Contact:
        return self._reduced(first, first.name)

    def _slip(self, first: Contact) -> Contact:
        name = first.name
        if self._chance.random() < 0.5:
            name = name._replace(given=self._mistype(name.given))
        else:
            name = name._replace(family=self._mistype(name.family))
        return self._reduced(first, name)

    def _nickname(self, first: Contact) -> Contact:
        short = _NICKNAMES.get(first.name.given, first.name.given)
        return self._reduced(first, first.name._replace(given=short))

    def _swapped(self, first: Contact) -> Contact:
        swapped = Name(given=first.name.family, family=first.name.given)
        return self._reduced(first, swapped)

    def _initial(self, first: Contact) -> Contact:
        return self._reduced(first, first.name._replace(given=first.name.given[0] + "."))

    def _one_piece(self, first: Contact) -> Contact:
        full = f"{first.name.family}, {first.name.given}"
        return self._reduced(first, first.name)._replace(name=Name(full))

    def _nameless(self, first: Contact) -> Contact:
        [email] = [d for d in first.details if d.kind is DetailKind.EMAIL and d.label == ""]
        return Contact(Name(email.parts[0]), (email,))

    def _married(self, first: Contact) -> Contact:
        kept = tuple(d for d in first.details if d.label in ("", "mobile"))
        return Contact(self._named(first.name._replace(family=self._family())), kept)

    def _reduced(self, first: Contact, name: Name) -> Contact:
        """The same person from another address book: some facts, some in other words, one new."""
        kept = [d for d in first.details if self._chance.random() < 0.6]
        kept += [self._chance.choice(first.details)] if not kept else []
        kept = [self._respelled(d) for d in kept]
        new = Detail(DetailKind.EMAIL, (f"other{self._next()}@mail.example",), "work")
        if self._chance.random() < 0.4:
            kept.append(new)
        return Contact(self._named(name), tuple(kept))

    def _respelled(self, detail: Detail) -> Detail:
        text = detail.parts[0]
        if detail.kind is DetailKind.EMAIL:
            text = text.title()
        elif detail.kind is DetailKind.PHONE:
            text = text.replace("+49", "0").replace(" ", "/", 1)
        return detail._replace(parts=(text, *detail.parts[1:]))

    # ---------------------------------------------------------------------------------- pieces

    def _put(self, contact: Contact, *, same: bool = False) -> None:
        self._who += not same
        self._cards.append(Labelled(self._who, contact))

    def _person(
        self, name: Name | None = None, details: tuple[Detail, ...] = (), *, home: bool = False,
        birthday: str | None = None,
    ) -> Contact:  # fmt: skip
        chance = self._chance
        name = name or Name(given=chance.choice(_GIVEN), family=self._family())
        own = f"{name.given}.{name.family}{self._next()}@mail.example".lower()
        found = [*details, Detail(DetailKind.EMAIL, (own,)),
                 Detail(DetailKind.PHONE, (self._mobile(),), "mobile")]  # fmt: skip
        if home or (chance.random() < 0.3 and not details):
            found.append(Detail(DetailKind.PHONE, (self._landline(),), "home"))
            street = f"{self._family()}weg {chance.randint(1, 99)}"
            place = ("", "", street, "Hamburg", "", "20095", "Germany")
            found.append(Detail(DetailKind.ADDRESS, place, "home"))
            box = f"familie.{name.family}{self._next()}@mail.example".lower()
            found.append(Detail(DetailKind.EMAIL, (box,), "home"))
        if birthday is None and chance.random() < 0.6:
            birthday = str(chance.randint(1940, 2005))
        if birthday:
            day = f"{birthday}-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}"
            found.append(Detail(DetailKind.DATE, (day,), "birthday"))
        if chance.random() < 0.5:
            found.append(Detail(DetailKind.ORGANISATION, (chance.choice(_ORGANISATIONS),)))
        return Contact(self._named(name), tuple(found))

    def _named(self, name: Name) -> Name:
        return name._replace(full=name._replace(full="").composed())

    def _family(self) -> str:
        chance = self._chance
        return chance.choice(_BEGIN) + chance.choice(_MIDDLE) + chance.choice(_END)

    def _mobile(self) -> str:
        return f"+49 170 {1_000_000 + self._next()}"

    def _landline(self) -> str:
        return f"+49 40 {2_000_000 + self._next()}"

    def _next(self) -> int:
        self._number += 1
        return self._number

    def _mistype(self, word: str) -> str:
        at = self._chance.randrange(1, len(word) - 1)
        letter = self._chance.choice("abcdefghiklmnoprstuw")
        return self._chance.choice(
            (
                word[:at] + word[at + 1 :],
                word[:at] + letter + word[at:],
                word[:at] + letter + word[at + 1 :],
                word[:at] + word[at + 1] + word[at] + word[at + 2 :],
            )
        )
