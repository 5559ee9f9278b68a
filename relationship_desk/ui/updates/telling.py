"""Telling people one by one: a letter for each, and the next when one was sent.

Invariant: how far it is stands in the store alone, so it goes on wherever it was left.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from relationship_desk.desk.commands.news import close_news, keep_letter, put_behind
from relationship_desk.desk.commands.tellings import note_known, tell_person
from relationship_desk.desk.desk import Outcome
from relationship_desk.desk.news import letter_to, round_of
from relationship_desk.domain.kinds import Channel
from relationship_desk.domain.playbooks import Tone
from relationship_desk.domain.text import one_line
from relationship_desk.store.news import NewsRow, by_hand, get_news
from relationship_desk.store.people import Person, get_person
from relationship_desk.ui.bridge import Bridge
from relationship_desk.ui.letters.dialog import Letter, LetterDialog
from relationship_desk.ui.letters.opening import addresses_of, open_letter
from relationship_desk.ui.plain import visible
from relationship_desk.ui.telling import Tell, tell_done
from relationship_desk.ui.theme import Theme
from relationship_desk.ui.widgets.bar import Kind, Message

_TITLE = 40


class Telling(QObject):
    """`dialog` is the letter that is open."""

    def __init__(self, bridge: Bridge, theme: Theme, tell: Tell, parent: QWidget) -> None:
        super().__init__(parent)
        self._bridge, self._theme, self._tell, self._parent = bridge, theme, tell, parent
        self.dialog: LetterDialog | None = None

    def go_on(self, news_id: int) -> None:
        """Open the letter for whoever is next; say so where there is nobody."""
        bridge = self._bridge
        news = get_news(bridge.reader, news_id)
        if news is None:
            return
        found = round_of(bridge.reader, news, bridge.today())
        if found.to_tell:
            self._open(news, found.to_tell[0].person_id, found.words, alone=False)
        elif found.told:
            self._tell(_finished(bridge, news))
        else:
            title = visible(one_line(news.title, _TITLE))
            self._tell(Message(f"Nobody is to be told about “{title}” yet: choose an audience."))

    def write_to(self, news_id: int, person_id: int) -> None:
        """Open the letter for one person, whatever the audience."""
        news = get_news(self._bridge.reader, news_id)
        if news is not None:
            self._open(news, person_id, "", alone=True)

    def _open(
        self, news: NewsRow, person_id: int, progress: str, *, alone: bool, short: bool = False
    ) -> None:
        bridge = self._bridge
        person = get_person(bridge.reader, person_id, bridge.today())
        if person is None:
            return
        letter = self._letter(news, person, progress, short=short)
        dialog = open_letter(
            bridge,
            self._theme,
            letter,
            lambda text, channel: bridge.desk.do(
                tell_person,
                news_id=news.id,
                person_id=person_id,
                on=bridge.today(),
                channel=channel,
                text=text,
            ),
            self._tell,
            self._parent,
        )
        which = {"news_id": news.id, "person_id": person_id}
        dialog.kept.connect(lambda text: bridge.do(keep_letter, None, text=text, **which))

        def go_on() -> None:
            if not alone:
                self.go_on(news.id)

        dialog.accepted.connect(go_on)
        if news.told.short and news.told.long and letter.tones:
            other = "&Long version" if short else "&Short version"
            dialog.add_button(
                other, lambda: self._open(news, person_id, progress, alone=alone, short=not short)
            )
        dialog.add_button("&Knows already", lambda: self._knows(news, person_id, go_on))
        if not alone:
            dialog.add_button("S&kip", lambda: bridge.do(put_behind, lambda _: go_on(), **which))
        self.dialog = dialog

    def _letter(self, news: NewsRow, person: Person, progress: str, *, short: bool) -> Letter:
        bridge = self._bridge
        me = bridge.preferences().my_name
        hand = by_hand(bridge.reader, news.id, [person.id]).get(person.id)
        tones = {tone: letter_to(person, news, me, tone, at_length=not short) for tone in Tone}
        draft = hand.draft if hand is not None else ""
        addresses = addresses_of(bridge, person.id)
        return Letter(
            news.title,
            f"{person.name.full}  ·  {progress}" if progress else person.name.full,
            draft or tones[news.tone],
            addresses,
            news.title,
            Channel.EMAIL if addresses else Channel.MESSAGE,
            "Writes it into the timeline: from then on they know",
            {} if draft else tones,
            news.tone,
        )

    def _knows(self, news: NewsRow, person_id: int, go_on: Callable[[], None]) -> None:
        bridge = self._bridge
        told = tell_done(bridge, self._tell)

        def noted(outcome: Outcome[int]) -> None:
            told(outcome)
            go_on()

        bridge.do(note_known, noted, news_id=news.id, person_ids=[person_id], on=bridge.today())


def _finished(bridge: Bridge, news: NewsRow) -> Message:
    title = visible(one_line(news.title, _TITLE))
    words = f"Everybody whom “{title}” is for knows of it."
    if not news.is_open:
        return Message(words, Kind.SUCCESS)
    return Message(
        words, Kind.SUCCESS, "Close it", lambda: bridge.do(close_news, None, news_id=news.id)
    )
