"""Owns the card written as it was read; invariant: a line whose fact stayed keeps its bytes.

The raw card is a template: it is mapped again, each mapped detail is compared with the one the desk
holds now, and only lines that differ are written anew.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import cached_property
from itertools import zip_longest

from relationship_desk.desk.ports import CardNow
from relationship_desk.domain.contact import PICTURES, Detail, DetailKind, Name, Photo
from relationship_desk.domain.text import fold
from relationship_desk.formats.vcard import dates, headwriting, labels, own, traits
from relationship_desk.formats.vcard.heads import QUOTED_PRINTABLE, Head
from relationship_desk.formats.vcard.logical import Line
from relationship_desk.formats.vcard.mapping import (
    MappedCard,
    group_labels,
    map_card,
    says_how_it_sounds,
    tags_of,
)
from relationship_desk.formats.vcard.properties import ANDROID, DATES, WORDED
from relationship_desk.formats.vcard.style import Style
from relationship_desk.formats.vcard.writing import (
    Groups,
    full_name_line,
    label_line,
    name_components,
    name_line,
    new_lines,
    tags_line,
    value_of,
)

_STRUCTURED = frozenset({"N", "ADR", "ORG", "GENDER", "X-GENDER", "SOUND", ANDROID})
_COMPANIONS = frozenset({"X-ABLABEL", "X-ABADR"})


def as_read(raw: bytes, now: CardNow) -> bytes:
    """The card with only the changed facts' own lines rewritten; the same object if none did."""
    card = map_card(raw)
    edit = _Edit(card, now)
    edit.details()
    edit.tags()
    edit.name()
    if not edit.changed:
        return raw
    result = edit.result()
    if now.name is not None and map_card(result).contact.name.full != now.name.full:
        # The name that was shown came from a fact that has changed; now it needs a line.
        edit.full_name(now.name.full)
        result = edit.result()
    return result


class _Edit:
    """The edits of one card, line by line."""

    def __init__(self, card: MappedCard, now: CardNow) -> None:
        self._card = card
        self._now = now
        self._lines = card.lines
        self._style = Style.of(card.lines, card.version)
        ends = [i for i, line in enumerate(card.lines) if line.head.name == "END" and i]
        self._end = ends[-1] if ends else len(card.lines)
        self._tail_style = self._style_at(self._end) if ends else self._style
        self._groups = Groups(line.head.group for line in card.lines)
        # Line index: the bytes that replace it.
        self._new = own.edits(card.lines, card.contact.own, now.own, self._style)
        self._after: dict[int, bytes] = {}  # line index: new lines that follow it
        self._tail: list[bytes] = []
        self._full_tail = b""
        self._heads: dict[int, Head] = {}  # of lines of a name that were sorted otherwise
        self._has_postal_label = any(line.head.name == "LABEL" for line in card.lines)

    def _style_at(self, index: int) -> Style:
        """The style with one line's indentation; with less, the next would become its fold."""
        raw = self._lines[index].raw
        return replace(self._style, indent=raw[: len(raw) - len(raw.lstrip(b" \t"))])

    @property
    def changed(self) -> bool:
        """Whether anything differs from the card as it was read."""
        return bool(self._new or self._after or self._tail or self._full_tail)

    def result(self) -> bytes:
        """The card's bytes with all edits."""
        tail = b"".join((self._full_tail, *self._tail))
        pieces: list[bytes] = []
        for index, line in enumerate(self._lines):
            if index == self._end:
                if tail and index - 1 not in self._new and _is_left_open(self._lines[index - 1]):
                    pieces.append(self._style.eol)
                pieces.append(tail)
            pieces.append(self._new.get(index, line.raw))
            if after := self._after.get(index):
                pieces.append(
                    after if pieces[-1].endswith((b"\n", b"\r")) else self._style.eol + after
                )
        if self._end == len(self._lines):
            written = b"".join(pieces)
            if tail and written and not written.endswith((b"\n", b"\r")):
                pieces.append(self._style.eol)
            pieces.append(tail)
        return b"".join(pieces)

    # ------------------------------------------------------------------------------------ details

    def details(self) -> None:
        """Rewrite, drop and add what the desk holds otherwise than the card."""
        mapped = dict(zip(self._card.detail_lines, self._card.contact.details, strict=True))
        dropped = []
        for index, wanted in self._now.adopted.items():
            had = mapped.get(index)
            if had is None or had == wanted:
                continue
            if had.kind is DetailKind.SORT_AS and self._lines[index].head.name == "N":
                self._rewrite_sorting(index, had, wanted)
            elif wanted is None:
                dropped.append(index)
            else:
                self._rewrite(index, had, wanted)
        for index in dropped:
            self._new[index] = self._remains(index)
        for group in dict.fromkeys(self._lines[index].head.group.lower() for index in dropped):
            self._drop_companions(group)
        for detail in self._now.added:
            if detail.kind is not DetailKind.HOW_MET:  # our own property never enters their card
                lines = new_lines(detail, self._tail_style, self._groups, self._now.photos)
                if lines:
                    self._tail.append(lines)

    def _rewrite_sorting(self, index: int, had: Detail, wanted: Detail | None) -> None:
        """The SORT-AS of an N; what a parameter cannot say gets a line of its own."""
        again = wanted is not None and headwriting.sorted_as(wanted, had)
        head = headwriting.with_sorting(self._lines[index].head, again or "")
        self._heads[index] = Head(head)
        self._new[index] = self._with_head(index, head)
        if wanted is not None and not again:
            self._after[index] = new_lines(wanted, self._style_at(index), self._groups)

    def _remains(self, index: int) -> bytes:
        """What stands for a dropped line: nothing, unless stray text below would slip upwards.

        An address leaves an empty one, where the text of its label would take its place.
        """
        if self._lines[index].head.name == "ADR" and self._has_postal_label:
            return self._style_at(index).line(self._lines[index].head.raw.partition(b";")[0], "")
        below = self._lines[index + 1] if index + 1 < len(self._lines) else None
        if below is None or below.head.name or not below.value:
            return b""
        return self._style_at(index).line(self._lines[index].head.raw.partition(b";")[0], "")

    @cached_property
    def _members(self) -> dict[str, list[int]]:
        """The lines of each group, by its lower-case name: thousands may share one."""
        found: dict[str, list[int]] = {}
        for index, line in enumerate(self._lines):
            if line.head.group:
                found.setdefault(line.head.group.lower(), []).append(index)
        return found

    def _is_shared(self, group: str, index: int) -> bool:
        """Whether a fact in another line than this one has its place in the group."""
        return any(
            i != index and self._lines[i].head.name not in _COMPANIONS and self._new.get(i) != b""
            for i in self._members.get(group, ())
        )

    def _drop_companions(self, group: str) -> None:
        left = [i for i in self._members.get(group, ()) if self._new.get(i) != b""]
        if all(self._lines[i].head.name in _COMPANIONS for i in left):
            for index in left:
                self._new[index] = b""

    def _rewrite(self, index: int, had: Detail, wanted: Detail) -> None:
        line = self._lines[index]
        if had.kind is not wanted.kind or self._needs_another_name(line, had, wanted):
            lines = new_lines(wanted, self._style_at(index), self._groups, self._now.photos)
            if lines:
                self._new[index] = lines
                self._drop_companions_of_replaced(index)
            return
        if wanted.kind in PICTURES:
            if had.parts != wanted.parts:
                self._rewrite_photo(index, line, wanted)
            return
        head = line.head
        if had.preferred != wanted.preferred:
            head = Head(headwriting.with_preference(head, wanted.preferred, self._style))
        if had.label != wanted.label:
            head = self._relabelled(index, head, wanted.label)
        if had.parts == wanted.parts:
            self._new[index] = self._with_head(index, head.raw)
            return
        if wanted.kind is DetailKind.DATE and line.head.name in DATES:
            self._rewrite_date(index, line, head, wanted)
            return
        drop: tuple[str, ...] = ()
        if line.head.name == "TEL" and head.value("VALUE").lower() == "uri":
            drop = ("VALUE",)
        own = traits.value_again(line, self._card.decoder, wanted, self._style)
        value, add, drop = own or (self._value(line, had, wanted), [], drop)
        raw_head = b";".join((headwriting.without_encoding(head, also=drop), *add))
        self._new[index] = self._style_at(index).line(raw_head, value)

    def _needs_another_name(self, line: Line, had: Detail, wanted: Detail) -> bool:
        """Whether the property itself says what has changed: BDAY is always a birthday."""
        if line.head.name == ANDROID:
            return (had.label, had.preferred) != (wanted.label, wanted.preferred)
        if traits.needs_another_line(line, had, wanted):
            return True
        if had.label == wanted.label:
            return False
        if wanted.kind is not DetailKind.DATE:
            return line.head.name in WORDED
        return line.head.name != "X-ABDATE" or wanted.label == labels.BIRTHDAY

    def _drop_companions_of_replaced(self, index: int) -> None:
        group = self._lines[index].head.group.lower()
        if not self._is_shared(group, index):
            for i in self._members.get(group, ()):
                if self._lines[i].head.name in _COMPANIONS:
                    self._new[i] = b""

    def _rewrite_photo(self, index: int, line: Line, wanted: Detail) -> None:
        photo: Photo | None = self._now.photos.get(wanted.parts[0])
        if photo is None or not photo.data:
            return
        name = line.head.raw.partition(b";")[0]
        if line.head.preferred:
            name += b";" + headwriting.preference(self._style)
        self._new[index] = self._style_at(index).binary(name, photo.media_type, photo.data)

    def _rewrite_date(self, index: int, line: Line, head: Head, wanted: Detail) -> None:
        old = self._card.decoder.text(line).strip()
        value, parameters = dates.write(wanted.parts[0], self._style, extended=not old.isdigit())
        raw_head = headwriting.without_encoding(head, also=("VALUE", "X-APPLE-OMIT-YEAR"))
        self._new[index] = self._style_at(index).line(b";".join((raw_head, *parameters)), value)

    def _value(self, line: Line, had: Detail, wanted: Detail) -> str:
        if line.head.name == ANDROID:
            return self._components(line, {1: wanted.parts[0]})
        is_address = wanted.kind is DetailKind.ADDRESS  # one without structure gets it
        has_places = is_address and len(self._card.decoder.raw_components(line)) > 1
        if has_places or wanted.kind is DetailKind.ORGANISATION:
            pairs = enumerate(zip_longest(had.parts, wanted.parts, fillvalue=""))
            return self._components(line, {i: new for i, (old, new) in pairs if old != new})
        return value_of(wanted, self._style)

    def _components(self, line: Line, changes: dict[int, str]) -> str:
        """The structured value with some components replaced; the others keep their escapes."""
        decoder, style = self._card.decoder, self._style
        parts = decoder.raw_components(line)
        if line.head.encoding == QUOTED_PRINTABLE:
            parts = [style.component(decoder.unescaped(part)) for part in parts]
        parts += [""] * (max(changes, default=-1) + 1 - len(parts))
        for index, text in changes.items():
            parts[index] = style.component(text)
        return ";".join(parts)

    def _with_head(self, index: int, head: bytes) -> bytes:
        """The line under another head, its value as it stands in the file."""
        line = self._lines[index]
        blanks = len(line.raw) - len(line.raw.lstrip(b" \t"))
        start = blanks + len(line.head.raw)
        is_as_it_stands = line.raw[blanks : start + 1] == line.head.raw + b":"
        if is_as_it_stands and not _is_left_open(line):
            return line.raw[:blanks] + head + line.raw[start:]
        bare = headwriting.without_encoding(Head(head))
        if line.head.encoding == QUOTED_PRINTABLE and line.head.name in _STRUCTURED:
            return self._style_at(index).line(bare, self._components(line, {}))
        return self._style_at(index).line(bare, self._card.decoder.undecorated(line))

    @cached_property
    def _labels(self) -> dict[str, str]:
        return group_labels(self._card.columns, self._card.decoder)

    @cached_property
    def _label_lines(self) -> dict[str, list[int]]:
        is_label = {i for i, line in enumerate(self._lines) if line.head.name == "X-ABLABEL"}
        return {group: [i for i in at if i in is_label] for group, at in self._members.items()}

    def _relabelled(self, index: int, head: Head, label: str) -> Head:
        """The line's head under another label; the label's own line changes along where needed."""
        group = head.group.lower()
        label_lines = self._label_lines.get(group, [])
        shared = self._is_shared(group, index)
        speaks = group != "" and bool(self._labels.get(group))
        if speaks and not shared and label:
            for i in label_lines[:-1]:
                self._new[i] = b""
            last = label_lines[-1]
            self._new[last] = label_line(head.group, label, self._style_at(last))
            return head
        if speaks:
            for i in label_lines if not shared else []:
                self._new[i] = b""
            head = Head(headwriting.with_group(head.raw, ""))
            label_lines, group = [], ""
        is_relation = head.name == "RELATED"
        types = labels.to_relations(label) if is_relation else labels.to_types(label)
        raw = headwriting.with_label(head, types or [], self._style)
        if types is None:
            name = head.group if group and not shared else self._groups.fresh()
            raw = headwriting.with_group(raw, name)
            for i in label_lines if not shared else []:
                self._new[i] = b""
            self._after[index] = label_line(name, label, self._style_at(index))
        return Head(raw)

    # ------------------------------------------------------------------------------- name and tags

    def name(self) -> None:
        """Rewrite N and FN where they differ from the name as it is now."""
        wanted = self._now.name
        had = self._card.contact.name
        if wanted is None or wanted == had:
            return
        old, new = name_components(had), name_components(wanted)
        if old != new:
            self._components_of_name(wanted, old, new)
        if wanted.full != had.full:
            self.full_name(wanted.full)

    def _components_of_name(self, wanted: Name, old: tuple[str, ...], new: tuple[str, ...]) -> None:
        index = self._line_of("N", lambda line: any(self._stripped_components(line)))
        if index is None:
            self._tail.append(name_line(wanted, self._tail_style))
            return
        line = self._lines[index]
        changes = {i: n for i, (o, n) in enumerate(zip(old, new, strict=True)) if o != n}
        head = headwriting.without_encoding(self._heads.get(index, line.head))
        self._new[index] = self._style_at(index).line(head, self._components(line, changes))

    def full_name(self, full: str) -> None:
        """Write FN: into its line, or as a new one."""
        index = self._line_of("FN", lambda line: bool(self._card.decoder.text(line).strip()))
        if index is None:
            self._full_tail = full_name_line(full, self._tail_style)
            return
        head = headwriting.without_encoding(self._lines[index].head)
        self._new[index] = self._style_at(index).line(head, self._style.text(full))

    def _line_of(self, name: str, is_filled: Callable[[Line], bool]) -> int | None:
        """The line that was mapped: the first with content, else the first there is."""
        indexes = [
            i
            for i, line in enumerate(self._lines)
            if line.head.name == name and not says_how_it_sounds(line.head)
        ]
        filled = (i for i in indexes if is_filled(self._lines[i]))
        return next(filled, indexes[0] if indexes else None)

    def _stripped_components(self, line: Line) -> list[str]:
        return [part.strip() for part in self._card.decoder.components(line)]

    def tags(self) -> None:
        """Take tags that are gone out of their lines; add new ones to the first line there is."""
        if self._now.tags is None:
            return
        decoder = self._card.decoder
        # Tags are told apart folded: the desk may have met this one in another spelling.
        wanted = {"", *map(fold, self._now.tags)}
        there = set(map(fold, self._card.contact.tags))
        indexes = [i for i, line in enumerate(self._lines) if line.head.name == "CATEGORIES"]
        new = [tag for tag in dict.fromkeys(self._now.tags) if fold(tag) not in there]
        for index in indexes:
            line = self._lines[index]
            had = tags_of(line.head, line.value, decoder)
            kept = [tag for tag in had if fold(tag) in wanted]
            if (len(kept) == len(had) and not new) or (not had and not new):
                continue
            if not kept and not new:
                self._new[index] = b""
                continue
            self._new[index] = self._tags_rewritten(index, wanted, new)
            new = []
        if new:
            self._tail.append(tags_line(new, self._tail_style))

    def _tags_rewritten(self, index: int, wanted: set[str], new: list[str]) -> bytes:
        line, decoder, style = self._lines[index], self._card.decoder, self._style_at(index)
        parts = [
            style.escaped(tag, ",;") if line.head.encoding == QUOTED_PRINTABLE else part
            for part in decoder.raw_components(line, ",")
            if fold(tag := decoder.unescaped(part).strip()) in wanted
        ]
        parts += [style.escaped(tag, ",;") for tag in new]
        return style.line(headwriting.without_encoding(line.head), ",".join(parts))


def _is_left_open(line: Line) -> bool:
    """Whether a line of quoted-printable would swallow a line put behind it."""
    return line.head.encoding == QUOTED_PRINTABLE and line.raw.rstrip().endswith(b"=")
