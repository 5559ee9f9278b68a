"""The ladder by which a card is taken for somebody known: from the surest sign to the weakest.

Invariant: a name alone never merges, nor does an address or number that another name has, nor the
end of a number; another first name, suffix or birthday keeps two cards apart.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Set
from dataclasses import dataclass

from relationship_desk.desk.transfer.facts import (
    FactKey,
    birthdays,
    birthdays_differ,
    fact_key,
    first_names_differ,
    share_a_word,
    suffixes_differ,
    tells_apart,
)
from relationship_desk.desk.transfer.known import Acquaintances, Known
from relationship_desk.desk.transfer.numbers import is_number, is_own
from relationship_desk.domain.contact import Contact, DetailKind

# What those who live or work together share.
_OF_A_HOUSE = frozenset({DetailKind.PHONE, DetailKind.ORGANISATION, DetailKind.ADDRESS})


@dataclass(slots=True)
class Question:
    """What a card says of who it is; the whole of it is fetched once somebody is like it.

    `names` is empty for a nameless one.
    """

    fetch: Callable[[], Contact]
    uid: str
    keys: tuple[str, ...]
    names: tuple[str, ...]
    region: str
    _contact: Contact | None = None

    @property
    def contact(self) -> Contact:
        """All that the card says."""
        if self._contact is None:
            self._contact = self.fetch()
        return self._contact


@dataclass(frozen=True, slots=True)
class Match:
    """Somebody the card is (`merges`) or may be, and why, in a sentence."""

    known: Known
    merges: bool
    reason: str


def find_match(question: Question, people: Acquaintances) -> Match | None:
    """Whom the card is or may be; None where nobody is like it."""
    doubt: Match | None = None
    for same_uid in people.with_uid(question.uid, question.names):
        if _is_plausible(question, same_uid):
            return Match(same_uid, True, "It has the same identifier.")
        doubt = doubt or Match(same_uid, False, "It has the same identifier, but another name.")
    found = _by_reach(question, people)
    if found is not None:
        if found.merges:
            return found
        doubt = doubt or found
    found = _by_name(question, people)
    if found is not None and (found.merges or doubt is None):
        return found if found.merges else _by_tail(question, people, found)
    return doubt or _by_tail(question, people, None)


def _is_plausible(question: Question, known: Known) -> bool:
    """Whether one identifier may well be one person. Copied cards keep the first one's."""
    if not known.keys.isdisjoint(question.keys) or known.nameless or not question.names:
        return True
    name = question.contact.name
    return share_a_word(name, known.name) and not first_names_differ(name, known.name)


def _by_reach(question: Question, people: Acquaintances) -> Match | None:
    """By e-mail address or number, where the name agrees or one has none."""
    keys = question.keys
    if not keys:
        return None
    reached = people.reached_by(keys)
    if question.names:
        alike = people.reached_and_named(keys, question.names)
    else:
        # Without a name nothing tells who of several at one number it is.
        alike = reached if len(reached) == 1 else []
    doubt: Match | None = None
    best: Known | None = None
    for known in alike:
        obstacle = _obstacle(question, known)
        if obstacle:
            doubt = doubt or Match(known, False, f"It is like this person, but {obstacle}.")
        elif best is None or len(known.keys & set(keys)) > len(best.keys & set(keys)):
            best = known
    if best is not None:
        if _answered_by_several(question, best):
            sentence = (
                "The name and a number are the same, but the e-mail addresses are others: perhaps "
                "a parent and a child."
            )
            return Match(best, False, sentence)
        return Match(best, True, "The name and an e-mail address or number are the same.")
    if doubt is None and reached:
        sentence = "An e-mail address or number is the same, but the name is another."
        doubt = Match(reached[0], False, sentence)
    return doubt


def _by_tail(question: Question, people: Acquaintances, found: Match | None) -> Match | None:
    """By the last nine digits of a number, which other countries' numbers may end in too."""
    for known in people.ending_alike(question.keys):
        if found is not None and known is found.known:
            sentence = "The name is the same, and a number ends in the same nine digits."
            return found if _obstacle(question, known) else Match(known, False, sentence)
        alike = not question.names or known.nameless
        alike = alike or share_a_word(question.contact.name, known.name)
        if found is None and alike and not _obstacle(question, known):
            return Match(known, False, "A number ends in the same nine digits.")
    return found


def _by_name(question: Question, people: Acquaintances) -> Match | None:
    """By name and one more agreeing fact."""
    named = people.named(question.names)
    if not named:
        return None
    evidence = frozenset(_evidence(question))
    doubt: Match | None = None
    for known in named:
        obstacle = _obstacle(question, known)
        if not obstacle:
            agree = evidence & known.facts.keys()
            if _is_enough(agree, question, known):
                return Match(known, True, "The name and another fact are the same.")
        if doubt is None:
            sentence = (
                f"The name is the same, but {obstacle}."
                if obstacle
                else "The name is the same, but nothing else agrees."
            )
            doubt = Match(known, False, sentence)
    return doubt


def _is_enough(agree: Set[FactKey], question: Question, known: Known) -> bool:
    """Whether facts that agree make one person of two of one name."""
    if not agree or any(kind not in _OF_A_HOUSE for kind, _ in agree):
        return bool(agree)
    return not _answered_by_several(question, known)


def _answered_by_several(question: Question, known: Known) -> bool:
    """Whether all that two have in common is a line of a house, while each has e-mail addresses of
    their own: a father and a son of one name.
    """
    shared = known.keys.intersection(question.keys)
    if not shared or not all(map(is_number, shared)):
        return False
    if all(map(is_number, question.keys)) or all(map(is_number, known.keys)):
        return False
    mine = {fact_key(d, question.region): d for d in question.contact.details}
    for number in shared:
        key = (DetailKind.PHONE, number)
        labels = [facts[key].label for facts in (mine, known.facts) if key in facts]
        if is_own(number, labels):
            return False
    return True


def _evidence(question: Question) -> Iterable[FactKey]:
    """The facts that speak for one person when they agree beside the name.

    An organisation's own name is none where it stands in for a person's.
    """
    name = question.contact.name
    has_own_name = bool(name.given or name.family)
    for detail in question.contact.details:
        key = fact_key(detail, question.region)
        if not tells_apart(key) or key[1] in question.names:
            continue
        if has_own_name or detail.kind is not DetailKind.ORGANISATION:
            yield key


def _obstacle(question: Question, known: Known) -> str:
    """What keeps the card from being this person; empty for nothing."""
    name = question.contact.name
    if question.names and not known.nameless:
        if first_names_differ(name, known.name):
            return "the first name is another"
        if suffixes_differ(name, known.name):
            return "what follows the name differs"
    if birthdays_differ(birthdays(question.contact.details), known.birthdays()):
        return "the birthday is another"
    return ""
