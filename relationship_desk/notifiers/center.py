"""`CenterNotifier`: what the notification centers of Windows and macOS share (desktop-notifier).

Invariant: the library is spoken to in one thread with an event loop of its own, and nobody waits
for it longer than the seconds of one answer. It is an extra: without it there is a sentence that
says how to get it. Read in desktop-notifier 6.2, where failures to show are only logged: so what
can be asked before (capabilities, permission) is asked before.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Collection, Coroutine
from pathlib import Path
from threading import Lock, Thread
from typing import Any, TypeVar

from relationship_desk.desk.ports import (
    Abilities,
    Fate,
    Heard,
    Listener,
    Notification,
    NotifierFailed,
    Reply,
)
from relationship_desk.notifiers.text import popup_body, popup_title
from relationship_desk.notifiers.words import APP_NAME, REPLY_WORDS

T = TypeVar("T")

_ANSWER_SECONDS = 2.4  # less than `chain.CHAIN_SECONDS`

_MISSING = (
    "No popup with buttons was shown because the package desktop-notifier is missing; "
    "install relationship-desk[native] for it."
)
_HANGS = (
    "No popup was shown because the notification center does not answer; "
    "allow notifications if you are asked to, and look in the inbox until then."
)

_log = logging.getLogger(__name__)


class CenterNotifier:
    """Implements `desk.ports.Notifier`; a subclass says for which system."""

    name: str
    title: str
    daemon: str
    service: str
    cannot: str  # a sentence: this program cannot use the center
    forbidden: str  # a sentence: the user has forbidden it

    def __init__(self, icon: Path | None = None, hear: Listener | None = None) -> None:
        self._icon = icon
        self._hear = hear
        self._starting = Lock()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._center: Any = None
        self._shown: dict[str, tuple[str, Notification]] = {}  # by tag; in the loop's thread only

    def probe(self) -> Abilities:
        """What it can do, and whether it may. Raises `NotifierFailed`."""
        return self._wait_for(self._ask())

    def notify(self, notification: Notification) -> None:
        """Show it; returns when the center has taken it. Raises `NotifierFailed`."""
        self._wait_for(self._send(notification))

    def withdraw(self, tags: Collection[str]) -> None:
        """Take them out of the center; does not wait."""
        if self._loop is not None:
            asyncio.run_coroutine_threadsafe(self._clear(tuple(tags)), self._loop)

    def close(self) -> None:
        """End the thread; nobody waits for it."""
        self._hear = None
        if self._loop is not None:
            self._loop.call_soon_threadsafe(self._loop.stop)

    def _wait_for(self, job: Coroutine[Any, Any, T]) -> T:
        future = asyncio.run_coroutine_threadsafe(job, self._running())
        try:
            return future.result(_ANSWER_SECONDS)
        except TimeoutError:
            future.cancel()
            raise NotifierFailed(_HANGS, timed_out=True) from None

    def _running(self) -> asyncio.AbstractEventLoop:
        with self._starting:
            if self._loop is None:
                self._loop = asyncio.new_event_loop()
                Thread(target=_turn, args=(self._loop,), name="center", daemon=True).start()
            return self._loop

    # ------------------------------------------------------------------ in the thread of the loop

    async def _ask(self) -> Abilities:
        try:
            from desktop_notifier import Capability, DesktopNotifier, Icon
        except ImportError:
            raise NotifierFailed(_MISSING) from None
        if self._center is None:
            icon = {"app_icon": Icon(path=self._icon)} if self._icon else {}
            self._center = DesktopNotifier(app_name=APP_NAME, **icon)
        able = await self._center.get_capabilities()
        if Capability.MESSAGE not in able:
            raise NotifierFailed(self.cannot)
        if not await self._center.request_authorisation():
            raise NotifierFailed(self.forbidden)
        buttons = Capability.BUTTONS in able and self._hear is not None
        return Abilities(self.service, buttons=buttons, replaces=True)

    async def _send(self, notification: Notification) -> None:
        abilities = await self._ask()
        await self._clear((notification.tag,))
        identifier = await self._center.send(
            title=popup_title(notification.title) or APP_NAME,
            message=popup_body(notification.body),
            buttons=self._buttons(notification) if abilities.buttons else (),
            on_clicked=self._told(notification, Fate.ANSWERED, Reply.OPEN),
            on_dismissed=self._told(notification, Fate.DISMISSED),
        )
        self._shown[notification.tag] = (identifier, notification)

    async def _clear(self, tags: Collection[str]) -> None:
        for tag in tags:
            shown = self._shown.pop(tag, None)
            if shown is not None:
                try:
                    await self._center.clear(shown[0])
                except Exception as error:  # a popup that stays harms nobody
                    _log.info("a popup stays: %s", type(error).__name__)

    def _buttons(self, notification: Notification) -> tuple[Any, ...]:
        from desktop_notifier import Button

        return tuple(
            Button(
                title=REPLY_WORDS[reply], on_pressed=self._told(notification, Fate.ANSWERED, reply)
            )
            for reply in notification.replies
        )

    # ------------------------------------------------------- in whatever thread the center calls

    def _told(
        self, notification: Notification, fate: Fate, reply: Reply | None = None
    ) -> Callable[[], None]:
        """What to call once: an answer that comes again only raises the window."""
        said: list[bool] = []

        def tell() -> None:
            hear, again = self._hear, bool(said)
            said.append(True)
            if hear is None:
                return
            if not again:
                hear(Heard(fate, self.name, notification, reply))
            elif fate is Fate.ANSWERED:
                hear(Heard(fate, self.name, None, Reply.OPEN))

        return tell


def _turn(loop: asyncio.AbstractEventLoop) -> None:
    try:
        loop.run_forever()
    finally:
        loop.close()
