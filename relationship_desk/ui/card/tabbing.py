"""Tab goes as the eye does: the order of the fields of a form, made from where they stand."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QWidget


def order_tabs(form: QWidget, last: Sequence[QWidget]) -> None:
    """Let Tab go through what can be focused in `form`, row by row, and then through `last`.

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


def _place(widget: QWidget, form: QWidget) -> tuple[int, int]:
    corner = widget.mapTo(form, QPoint(0, 0))
    return corner.y(), corner.x()
