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
    # A widget that hands its focus on is a stop of Tab too: left where it was, it would lead back
    # from the end of the form to its beginning. It goes before what it hands on to.
    proxies = {
        widget: proxy
        for widget in form.findChildren(QWidget)
        if (proxy := widget.focusProxy()) is not None
    }
    for widget in proxies:
        widget.setFocusProxy(None)  # type: ignore[arg-type]
    inside = form.findChildren(QWidget)
    # A row that came a moment ago has no place yet.
    for widget in (*reversed(inside), form):
        layout = widget.layout()
        if layout is not None:
            layout.activate()
    fields = [
        widget
        for widget in inside
        if widget in proxies
        or (widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.isVisibleTo(form))
    ]
    fields = [widget for widget in fields if widget not in last]
    fields.sort(key=lambda widget: (*_place(widget, form), widget not in proxies))
    for before, after in pairwise([*fields, *last]):
        QWidget.setTabOrder(before, after)
    for widget, proxy in proxies.items():
        widget.setFocusProxy(proxy)


def _place(widget: QWidget, form: QWidget) -> tuple[int, int]:
    corner = widget.mapTo(form, QPoint(0, 0))
    return corner.y(), corner.x()
