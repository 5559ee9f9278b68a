"""Owns xCard (RFC 6351); invariant: no document type, and so no entity, is ever looked at."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from xml.etree import ElementTree
from xml.etree.ElementTree import Element, TreeBuilder, XMLParser

from relationship_desk.desk.ports import NotThisFormat
from relationship_desk.formats.markup.lines import BEGIN, END, Value, content_line

START = re.compile(rb"<(?:[A-Za-z_][\w.-]*:)?vcard[\s>/]", re.IGNORECASE)
_NAMESPACE = "urn:ietf:params:xml:ns:vcard-4.0"
_DEEPEST = 50  # elements inside each other; a card needs seven

# The elements of structured values, in the order of their components.
_COMPONENTS = {
    "n": ("surname", "given", "additional", "prefix", "suffix"),
    "adr": ("pobox", "ext", "street", "locality", "region", "code", "country"),
    "gender": ("sex", "identity"),
    "clientpidmap": ("sourceid", "uri"),
}


class _Refused(Exception):
    """Raised from inside the parser, to leave it."""


class _Builder(TreeBuilder):
    """Builds a tree of bounded depth out of a document without a document type."""

    def __init__(self) -> None:
        super().__init__()
        self._depth = 0

    def start(self, tag: str, attrs: dict[str, str], /) -> Element:
        self._depth += 1
        if self._depth > _DEEPEST:
            raise _Refused("its elements lie too deep inside each other")
        return super().start(tag, attrs)

    def end(self, tag: str, /) -> Element:
        self._depth -= 1
        return super().end(tag)

    def doctype(self, name: str, public: str, system: str) -> None:
        """A document type may define entities that grow without end or lie elsewhere."""
        raise _Refused("it has a document type, which a card never needs")


def cards(content: bytes, name: str) -> Sequence[bytes | str]:
    """The vCard 4.0 of each card in the file."""
    parser = XMLParser(target=_Builder())
    try:
        parser.feed(content)
        root: Element = parser.close()
    except _Refused as why:
        raise NotThisFormat(f"“{name}” was not read: {why}.") from None
    except (ElementTree.ParseError, ValueError, LookupError):
        raise NotThisFormat(f"“{name}” is not an xCard: it is no XML that can be read.") from None
    found = [root] if _name(root) == "vcard" else [e for e in root if _name(e) == "vcard"]
    if not found:
        raise NotThisFormat(f"“{name}” is XML, but there is no xCard in it.")
    return [_card(one) for one in found]


def _name(element: Element) -> str:
    """The name without its namespace, in lower case; "" for what is no element of a card."""
    space, _, name = element.tag.rpartition("}")
    return name.lower() if space in ("", "{" + _NAMESPACE) else ""


def _card(found: Element) -> bytes:
    return b"".join((BEGIN, *_lines(found, ""), END))


def _lines(found: Element, group: str) -> Iterator[bytes]:
    for element in found:
        name = _name(element)
        if name == "group" and not group:
            yield from _lines(element, element.get("name", ""))
        elif name:
            yield _line(name, element, group)
        else:
            element.tail = None
            yield content_line("XML", [], "text", [ElementTree.tostring(element, "unicode")])


def _line(name: str, element: Element, group: str) -> bytes:
    params: list[tuple[str, list[str]]] = []
    values: list[Element] = []
    for child in element:
        if _name(child) == "parameters":
            params += [(_name(p) or "x-parameter", _texts(p)) for p in child]
        else:
            values.append(child)
    if name in _COMPONENTS:
        return content_line(name, params, "", [_structured(name, values)], group)
    if not values:
        text = " ".join("".join(element.itertext()).split()) if not len(element) else ""
        return content_line(name, params, "", [text], group)
    if name == "org":
        return content_line(name, params, "text", [[[_text(v)] for v in values]], group)
    kind = _name(values[0]) or "text"
    return content_line(name, params, kind, [_text(v) for v in values], group)


def _structured(name: str, values: Sequence[Element]) -> Value:
    """The components in their order, each with all its elements; strange ones come last."""
    known = _COMPONENTS[name]
    found: dict[str, list[str]] = {component: [] for component in known}
    for value in values:
        found.setdefault(_name(value), []).append(_text(value))
    return [[part for part in parts if part] or [""] for parts in found.values()]


def _texts(parameter: Element) -> list[str]:
    return [_text(value) for value in parameter] or [_text(parameter)]


def _text(value: Element) -> str:
    """All text of an element; blanks around what is no text value belong to the file."""
    text = "".join(value.itertext())
    return text if _name(value) == "text" else text.strip()
