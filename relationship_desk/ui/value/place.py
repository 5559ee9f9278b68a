"""The place Value: what can be given, what was, and what people come for, leaf by leaf."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from relationship_desk.ui.actions import Actions
from relationship_desk.ui.bridge import Bridge
from relationship_desk.ui.panes.book import Book, Leaf
from relationship_desk.ui.theme import Theme
from relationship_desk.ui.value.favours import FavoursListing
from relationship_desk.ui.value.given import GivenListing
from relationship_desk.ui.value.introductions import IntroductionsListing
from relationship_desk.ui.value.listing import ListLeaf
from relationship_desk.ui.value.needs import NeedsListing
from relationship_desk.ui.value.shelf import ShelfListing
from relationship_desk.ui.value.topics import TopicsListing

_PEOPLE = ("person", "detail")


class FavoursLeaf(ListLeaf):
    """What could be done in five minutes."""

    listing_kind = FavoursListing
    hint = (
        "One or two a day, found by what people look for, what is on your shelf and what they are "
        "interested in. Enter does one, X never offers it again."
    )
    tables = (
        "need", "need_topic", "resource", "resource_topic", "giving", "introduction", "relation",
        "favour_answer", "participant", "person_tag", "season", *_PEOPLE,
    )  # fmt: skip


class IntroductionsLeaf(ListLeaf):
    """Two people brought together."""

    listing_kind = IntroductionsListing
    hint = "Both are asked before either has the other's address, and a no stays private."
    tables = ("introduction", *_PEOPLE)


class NeedsLeaf(ListLeaf):
    """What people are looking for."""

    listing_kind = NeedsListing
    hint = "What people mention in passing is what they are glad to be helped with."
    tables = ("need", "need_topic", "topic", *_PEOPLE)


class ShelfLeaf(ListLeaf):
    """What I can give."""

    listing_kind = ShelfListing
    hint = (
        "Links, files, what you know and whom you know. Drop a link or a file here and see who "
        "would like it, and why."
    )
    tables = ("resource", "resource_topic", "topic", "giving", *_PEOPLE)


class GivenLeaf(ListLeaf):
    """What I gave, and what became of it."""

    listing_kind = GivenListing
    hint = "Given without expecting a return. After a month Today asks how it went."
    tables = ("giving", "giving_topic", "topic", "resource", *_PEOPLE)


class TopicsLeaf(ListLeaf):
    """What people come to me for."""

    listing_kind = TopicsListing
    hint = "How a trusted adviser comes to be seen: what people ask you about, again and again."
    tables = (
        "topic", "need", "need_topic", "giving", "giving_topic", "kindness", "kindness_topic",
        *_PEOPLE,
    )  # fmt: skip


LEAVES = (
    Leaf("favours", "Favours", FavoursLeaf),
    Leaf("introductions", "Introductions", IntroductionsLeaf),
    Leaf("needs", "Needs", NeedsLeaf),
    Leaf("shelf", "Shelf", ShelfLeaf),
    Leaf("given", "Given", GivenLeaf),
    Leaf("topics", "Topics", TopicsLeaf),
)


class ValuePane(Book):
    """What waits here is in Today, so there is no number beside the place."""

    def __init__(
        self, bridge: Bridge, actions: Actions, theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__(bridge, actions, theme, LEAVES, "Value", parent)
