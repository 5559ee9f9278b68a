"""The words of one language, made of plain data (resources/quicklog)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from relationship_desk.domain.kinds import Channel, Direction
from relationship_desk.domain.quicklog.tokens import Phrase, tokens


@dataclass(frozen=True, slots=True)
class DateWords:
    """The words of days. `days`: phrase to days from today; `units`: word to days."""

    days: Mapping[Phrase, int]
    weekdays: Mapping[str, int]
    months: Mapping[str, int]
    units: Mapping[str, int]
    numbers: Mapping[Phrase, int]
    on: frozenset[str]
    by: frozenset[str]
    last: frozenset[str]
    next: frozenset[str]
    ago: frozenset[str]
    within: frozenset[str]
    of: frozenset[str]
    at: frozenset[str]
    am: tuple[str, ...]
    pm: tuple[str, ...]
    ordinals: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ChannelWord:
    """What one way of being in contact is called."""

    channel: Channel
    direction: Direction
    needs_connector: bool
    is_kept: bool  # it stays in the text
    tells: bool = False  # what follows was told


@dataclass(frozen=True, slots=True)
class Words:
    """All of a language; phrases are folded words."""

    channels: Mapping[Phrase, ChannelWord]
    connectors: Mapping[str, Direction]
    joins: frozenset[str]
    filler: frozenset[str]
    name_ends: frozenset[str]
    topic: frozenset[str]
    breaks: frozenset[str]
    mine: tuple[Phrase, ...]
    theirs: tuple[Phrase, ...]
    subjects: frozenset[str]
    short_subjects: frozenset[str]
    objects: frozenset[str]
    everybody: frozenset[str]
    next_cues: tuple[Phrase, ...]
    told_cues: tuple[Phrase, ...]
    told_verbs: tuple[Phrase, ...]
    needs: tuple[Phrase, ...]
    actions: frozenset[str]
    particles: frozenset[str]
    kindness_cues: tuple[Phrase, ...]
    gift_cues: tuple[Phrase, ...]
    dates: DateWords

    def verb(self, channel: Channel) -> str:
        """The first word for having been in contact so; it stands before whom."""
        return next(
            " ".join(phrase)
            for phrase, word in self.channels.items()
            if word.channel is channel and not word.needs_connector
        )

    @staticmethod
    def of(data: Mapping[str, Any]) -> Words:
        """From the content of a file. A missing key is a `KeyError`."""
        names, promises = data["names"], data["promises"]
        return Words(
            _channels(data["channels"]) | _telling(data["told"]["verbs"]),
            {_word(text): Direction(value) for text, value in data["connectors"].items()},
            _set(names["joins"]),
            _set(names["filler"]),
            _set(names["ends"]),
            _set(names["topic"]),
            _set(names["breaks"]),
            _phrases(promises["mine"]),
            _phrases(promises["theirs"]),
            _set(promises["subjects"]),
            _set(promises["short"]),
            _set(promises["objects"]),
            _set(promises["everybody"]),
            _phrases(data["next"]["cues"]),
            _phrases(data["told"]["cues"]),
            _phrases(data["told"]["verbs"]),
            _phrases(data["encounters"]["needs"]),
            _set(data["encounters"]["actions"]),
            _set(data["encounters"]["particles"]),
            _phrases(data["kindness"]["cues"]),
            _phrases(data["gift"]["cues"]),
            _dates(data["dates"]),
        )


def _dates(data: Mapping[str, Any]) -> DateWords:
    def said(key: str) -> frozenset[str]:
        return _set(data[key])

    return DateWords(
        days={_phrase(text): days for text, days in data["days"].items()},
        weekdays=data["weekdays"],
        months=data["months"],
        units=data["units"],
        numbers={_phrase(text): number for text, number in data["numbers"].items()},
        on=said("on"),
        by=said("by"),
        last=said("last"),
        next=said("next"),
        ago=said("ago"),
        within=said("within"),
        of=said("of"),
        at=said("at"),
        am=tuple(data["am"]),
        pm=tuple(data["pm"]),
        ordinals=tuple(data["ordinals"]),
    )


def _channels(data: Mapping[str, Any]) -> dict[Phrase, ChannelWord]:
    found: dict[Phrase, ChannelWord] = {}
    for name, said in data.items():
        channel, direction = Channel(name), Direction(said["direction"])
        for key, needs_connector in (("verbs", False), ("nouns", True), ("kept", True)):
            for text in said.get(key, ()):
                word = ChannelWord(
                    channel,
                    Direction.MUTUAL if needs_connector else direction,
                    needs_connector,
                    key == "kept",
                )
                found[_phrase(text)] = word
    return found


def _telling(verbs: Iterable[str]) -> dict[Phrase, ChannelWord]:
    word = ChannelWord(Channel.OTHER, Direction.MINE, False, False, tells=True)
    return {_phrase(text): word for text in verbs}


def _phrase(text: str) -> Phrase:
    return tuple(token.word for token in tokens(text))


def _phrases(texts: Iterable[str]) -> tuple[Phrase, ...]:
    return tuple(_phrase(text) for text in texts)


def _word(text: str) -> str:
    return _phrase(text)[0]


def _set(texts: Iterable[str]) -> frozenset[str]:
    return frozenset(_word(text) for text in texts)
