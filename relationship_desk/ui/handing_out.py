"""People handed to other programs: dragged out as a file, or copied as text or as cards.

Invariant: the files that drags leave lie in one folder of the cache, and go with the window.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QMimeData, QObject, Qt, QUrl
from PySide6.QtGui import QDrag, QGuiApplication
from PySide6.QtWidgets import QWidget

from relationship_desk.desk.transfer.export import cards_as_bytes
from relationship_desk.domain.text import counted, fold
from relationship_desk.formats import FORMATS
from relationship_desk.store.people import details_of, names_of
from relationship_desk.ui.actions import ActionId, Actions
from relationship_desk.ui.bridge import Bridge
from relationship_desk.ui.people_text import people_text
from relationship_desk.ui.widgets.bar import Kind, Message

CARD_TYPES = ("text/vcard", "text/x-vcard")
PEOPLE_LIMIT = 1000  # at once; what is more would make the window wait

_FOLDER = "dragged"
_NOT_PLAIN = re.compile(r"[^a-z0-9]+")
_TOO_MANY = (
    f"More than {PEOPLE_LIMIT:,} people are too many to hand over at once. Export them into a file "
    "with Ctrl+Shift+E instead."
)


def begin_drag(drag: QDrag) -> None:
    """Let the user drag, until the button is let go."""
    drag.exec(Qt.DropAction.CopyAction)


class HandingOut(QObject):
    """`whom()` tells the ids of those who are selected; `cache` is the folder for files."""

    def __init__(
        self,
        bridge: Bridge,
        actions: Actions,
        cache: Path,
        whom: Callable[[], Sequence[int]],
        tell: Callable[[Message], None],
        window: QWidget,
        begin: Callable[[QDrag], None] = begin_drag,
    ) -> None:
        super().__init__(window)
        self._bridge = bridge
        self._folder = cache / _FOLDER
        self._whom = whom
        self._tell = tell
        self._window = window
        self._begin = begin
        actions[ActionId.COPY_TEXT].triggered.connect(lambda: self.copy_text())
        actions[ActionId.COPY_CARDS].triggered.connect(lambda: self.copy_cards())
        folder = self._folder
        self._clean(folder)  # a window that was killed may have left some
        window.destroyed.connect(lambda: self._clean(folder))
        application = QCoreApplication.instance()
        if application is not None:
            application.aboutToQuit.connect(self._clean_up)

    def drag(self, people: Sequence[int]) -> None:
        """Begin to drag these people: a `.vcf` file, its bytes, and a text to read."""
        if not self._can(people):
            return
        data = self._cards(people)
        try:
            data.setUrls([QUrl.fromLocalFile(str(self._file(people, data)))])
        except OSError as error:
            why = error.strerror or str(error)
            self._tell(Message(f"The file for other programs was not made: {why}.", Kind.WARNING))
        data.setText(self._text(people))
        drag = QDrag(self._window)
        drag.setMimeData(data)
        self._begin(drag)

    def copy_text(self) -> None:
        """Put them on the clipboard as text to read."""
        people = list(self._whom())
        if self._can(people):
            QGuiApplication.clipboard().setText(self._text(people))
            self._tell(Message(f"{counted(len(people), 'person', 'people')} copied as text."))

    def copy_cards(self) -> None:
        """Put them on the clipboard as cards, also for programs that know only text."""
        people = list(self._whom())
        if self._can(people):
            data = self._cards(people)
            data.setText(bytes(data.data(CARD_TYPES[0]).data()).decode("utf-8", "replace"))
            QGuiApplication.clipboard().setMimeData(data)
            self._tell(Message(f"{counted(len(people), 'person', 'people')} copied as vCard."))

    def _can(self, people: Sequence[int]) -> bool:
        if len(people) > PEOPLE_LIMIT:
            self._tell(Message(_TOO_MANY, Kind.WARNING))
        return 0 < len(people) <= PEOPLE_LIMIT

    def _cards(self, people: Sequence[int]) -> QMimeData:
        cards = cards_as_bytes(self._bridge.reader, FORMATS[0], people)
        data = QMimeData()
        for card_type in CARD_TYPES:
            data.setData(card_type, cards)
        return data

    def _text(self, people: Sequence[int]) -> str:
        reader = self._bridge.reader
        names, details = names_of(reader, people), details_of(reader, people)
        return people_text(
            (names[one], [stored.detail for stored in details.get(one, ())])
            for one in people
            if one in names
        )

    def _file(self, people: Sequence[int], data: QMimeData) -> Path:
        names = names_of(self._bridge.reader, people[:1])
        slug = _NOT_PLAIN.sub("-", fold(names.get(people[0], ""))).strip("-")[:40] or "person"
        more = f"-and-{len(people) - 1}-more" if len(people) > 1 else ""
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        path = self._folder / f"{people[0]}-{slug.rstrip('-')}{more}.vcf"
        path.write_bytes(bytes(data.data(CARD_TYPES[0]).data()))
        return path

    def _clean_up(self) -> None:
        self._clean(self._folder)

    @staticmethod
    def _clean(folder: Path) -> None:
        shutil.rmtree(folder, ignore_errors=True)
