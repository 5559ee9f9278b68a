"""Tab goes as the eye does: the order of the fields of a form, made from where they stand."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget


def order_tabs(form: QWidget, last: Sequence[QWidget]) -> None:
    """Let Tab go through what can be focused in `form`, row by row, and then through `last`.

    A field of several lines is left only after its last line.

    What is hidden now keeps a place of its own among the rest, as Qt gave it.
    """
    inside = form.findChildren(QWidget)
    # A row that came a moment ago has no place yet.
    for widget in (*reversed(inside), form):
        layout = widget.layout()
        if layout is not None:
            layout.activate()
    fields = [
        widget
        for widget in inside
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and widget.focusProxy() is None
        and widget.isVisibleTo(form)
    ]
    fields.sort(key=lambda widget: _place(widget, form))
    for before, after in pairwise([*fields, *last]):
        QWidget.setTabOrder(before, after)


def _place(widget: QWidget, form: QWidget) -> list[tuple[int, int]]:
    """Where the widget stands in its parent, before that its parent, and so on up to the form."""
    places: list[tuple[int, int]] = []
    inner: QWidget | None = widget
    while inner is not None and inner is not form:
        places.append((inner.y(), inner.x()))
        inner = inner.parentWidget()
    return places[::-1]
