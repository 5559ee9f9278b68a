"""Owns the logical lines of one card; invariant: their `raw` joined are the card."""

from __future__ import annotations

from relationship_desk.formats.vcard.heads import Head


class Line:
    """One logical line: its own bytes with their line ends, its head, its unfolded value.

    `value` is neither decoded nor unescaped; soft breaks of quoted-printable are gone.
    """

    __slots__ = ("flaw", "head", "raw", "value")

    def __init__(self, raw: bytes, head: Head, value: bytes, flaw: str = "") -> None:
        self.raw = raw
        self.head = head
        self.value = value
        self.flaw = flaw


class Lines:
    """The lines of a card in columns: an import reads millions of them and looks at few as a whole,
    so each is made a `Line` when somebody asks for them.

    `flaws` has the sentences of those that are broken, by index, in order.
    """

    __slots__ = ("_whole", "flaws", "heads", "raws", "values")

    def __init__(self) -> None:
        self.raws: list[bytes] = []
        self.heads: list[Head] = []
        self.values: list[bytes] = []
        self.flaws: dict[int, str] = {}
        self._whole: list[Line] | None = None

    def add(self, raw: bytes, head: Head, value: bytes, flaw: str = "") -> None:
        """Append a line."""
        if flaw:
            self.flaws[len(self.heads)] = flaw
        self.raws.append(raw)
        self.heads.append(head)
        self.values.append(value)

    def cut(self, length: int) -> None:
        """Forget all lines but the first `length`."""
        for index in range(length, len(self.heads)):
            self.flaws.pop(index, None)
        del self.raws[length:], self.heads[length:], self.values[length:]

    def whole(self) -> list[Line]:
        """Each line as one value, the same whenever it is asked for."""
        if self._whole is None:
            self._whole = [
                Line(raw, head, value, self.flaws.get(index, ""))
                for index, (raw, head, value) in enumerate(
                    zip(self.raws, self.heads, self.values, strict=True)
                )
            ]
        return self._whole
