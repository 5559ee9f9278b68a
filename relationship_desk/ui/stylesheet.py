"""The one stylesheet, generated from colours and sizes; it styles kinds of widgets, never one.

What a widget wants is told by dynamic properties, set before it is shown:
`QPushButton[kind]` primary, quiet, danger; `QToolButton` is quiet by nature;
`QLabel[tone]` quiet, accent, danger, warning, success; `QLabel[textSize]` small, large;
`QLabel[strong]` true; `QFrame[pane]` side, main, card, bar; `QLineEdit[wrong]` true;
`QAbstractItemView[raised]` true for a list that pops up, `[pages]` true for one of pages.
Pictures come from the search path "style" (resources/style), which the theme sets.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from string import Template

from relationship_desk.ui.colours import Colours

_SHEET = Template("""
QToolTip { background: $raised; color: $text; border: 1px solid $edge; padding: ${p4}px; }

QFrame[pane="side"] { background: $window; border: none; }
QFrame[pane="main"] { background: $surface; border: none; }
QFrame[pane="card"] { background: $raised; border: 1px solid $line; border-radius: ${p8}px; }
QFrame[pane="line"] { background: $line; border: none; }
QDialog, QMessageBox { background: $window; }
QDialogButtonBox { dialogbuttonbox-buttons-have-icons: 0; button-layout: 3; }

QLabel { background: transparent; }
QLabel[textSize="small"] { font-size: ${small}px; }
QLabel[textSize="large"] { font-size: ${large}px; font-weight: 600; }
QLabel[strong="true"] { font-weight: 600; }
QLabel[tone="quiet"] { color: $quiet; }
QLabel[tone="accent"] { color: $accent; }
QLabel[tone="danger"] { color: $danger; }
QLabel[tone="warning"] { color: $warning; }
QLabel[tone="success"] { color: $success; }

QLineEdit, QPlainTextEdit, QTextEdit, QSpinBox, QComboBox, QTimeEdit, QAbstractSpinBox {
  background: $surface; color: $text; border: 1px solid $field_edge; border-radius: ${p6}px;
  padding: ${p5}px ${p8}px; selection-background-color: $accent; selection-color: $on_accent; }
QLineEdit, QComboBox, QAbstractSpinBox { min-height: ${p18}px; }
QLineEdit:hover, QPlainTextEdit:hover, QTextEdit:hover, QComboBox:hover, QAbstractSpinBox:hover {
  border-color: $edge; }
QLineEdit:focus, QPlainTextEdit:focus, QTextEdit:focus, QComboBox:focus, QAbstractSpinBox:focus {
  border: 2px solid $accent; padding: ${p4}px ${p7}px; }
QLineEdit[wrong="true"] { border: 2px solid $danger; padding: ${p4}px ${p7}px; }
QLineEdit:disabled, QPlainTextEdit:disabled, QComboBox:disabled, QAbstractSpinBox:disabled {
  color: $edge; background: $window; }
QLineEdit[bare="true"] { background: transparent; border: none; min-height: 0; padding: ${p4}px; }
QFrame[field="true"] { background: $surface; border: 1px solid $field_edge;
  border-radius: ${p6}px; }
QFrame[field="true"][active="true"] { border: 2px solid $accent; }
QComboBox { combobox-popup: 0; }
QComboBox::drop-down { border: none; width: ${p24}px; }
QComboBox::down-arrow { image: url(style:arrow.svg); width: ${p16}px; height: ${p16}px; }
QComboBox QAbstractItemView { background: $raised; border: 1px solid $edge; padding: ${p4}px;
  selection-background-color: $selected; selection-color: $text; outline: none; }
QComboBox QAbstractItemView::item { min-height: ${p24}px; }

QPushButton { background: $raised; color: $text; border: 1px solid $field_edge;
  border-radius: ${p6}px; padding: ${p5}px ${p12}px; min-height: ${p18}px;
  icon-size: ${p16}px; }
QPushButton:hover { background: $hover; }
QPushButton:pressed, QPushButton:checked { background: $selected; }
QPushButton:focus { border: 2px solid $accent; padding: ${p4}px ${p11}px; outline: none; }
QPushButton:disabled { color: $edge; border-color: $line; }
QPushButton[kind="primary"] {
  background: $accent; color: $on_accent; border: 1px solid $accent; font-weight: 600; }
QPushButton[kind="primary"]:hover { background: $accent_hover; }
QPushButton[kind="primary"]:focus { border: 2px solid $text; }
QPushButton[kind="primary"]:disabled { background: $line; color: $quiet; border-color: $line; }
QPushButton[kind="quiet"] { background: transparent; border-color: transparent; }
QPushButton[kind="quiet"]:hover { background: $hover; }
QPushButton[kind="quiet"]:checked { background: $selected; }
QPushButton[kind="quiet"]:focus { border-color: $accent; }
QPushButton[kind="danger"] { color: $danger; border-color: $danger; }
QPushButton::menu-indicator { width: 0; }

QToolButton { background: transparent; color: $text; border: 1px solid transparent;
  border-radius: ${p6}px; padding: ${p4}px; }
QToolButton:hover { background: $hover; }
QToolButton:pressed, QToolButton:checked { background: $selected; }
QToolButton:focus { border: 1px solid $accent; outline: none; }
QToolButton:disabled { color: $edge; }
QToolButton::menu-indicator { image: none; }

QListView, QTreeView, QTableView { background: transparent; border: none; outline: none;
  selection-background-color: $selected; selection-color: $text; }
QScrollArea { background: transparent; border: none; }
QAbstractItemView[raised="true"] { background: $raised; border: 1px solid $edge;
  padding: ${p4}px; }
QAbstractItemView[raised="true"]::item { padding: ${p4}px ${p8}px; border-radius: ${p4}px; }
QAbstractItemView[pages="true"]::item { padding: ${p4}px ${p8}px; border-radius: ${p6}px;
  border: 1px solid transparent; color: $text; }
QAbstractItemView[pages="true"]::item:hover { background: $hover; }
QAbstractItemView[pages="true"]::item:selected { background: $selected; }
QAbstractItemView[pages="true"]::item:selected:focus { border-color: $accent; }
QAbstractScrollArea[bare="true"] { background: transparent; border: none; padding: 0; }
QScrollBar:vertical { background: transparent; width: ${p10}px; margin: ${p2}px; }
QScrollBar:horizontal { background: transparent; height: ${p10}px; margin: ${p2}px; }
QScrollBar::handle { background: $scroll; border-radius: ${p3}px; }
QScrollBar::handle:vertical { min-height: ${p32}px; }
QScrollBar::handle:horizontal { min-width: ${p32}px; }
QScrollBar::handle:hover { background: $edge; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }

QSplitter::handle { background: $line; }
QSplitter::handle:hover { background: $accent; }
QSplitter::handle:horizontal { width: 1px; }
QSplitter::handle:vertical { height: 1px; }

QMenuBar { background: $window; padding: ${p2}px; }
QMenuBar::item { background: transparent; padding: ${p4}px ${p8}px; border-radius: ${p4}px; }
QMenuBar::item:selected { background: $hover; }
QMenu { background: $raised; border: 1px solid $edge; padding: ${p4}px; }
QMenu::item { padding: ${p6}px ${p24}px ${p6}px ${p12}px; border-radius: ${p4}px; }
QMenu::item:selected { background: $selected; color: $text; }
QMenu::item:disabled { color: $edge; }
QMenu::icon { padding-left: ${p8}px; }
QMenu::separator { height: 1px; background: $line; margin: ${p4}px ${p8}px; }

QTabBar { background: transparent; border: none; outline: none; }
QTabBar::tab { background: transparent; color: $quiet; border: 1px solid transparent;
  border-bottom: 2px solid transparent; padding: ${p4}px ${p8}px; margin-right: ${p4}px; }
QTabBar[close="true"]::tab { padding: ${p4}px; margin-right: 0; }
QTabBar::tab:hover { color: $text; }
QTabBar::tab:selected { color: $text; border-bottom-color: $accent; }
QTabBar::tab:selected:focus { border-color: $accent; border-radius: ${p4}px; }

QCheckBox, QRadioButton { spacing: ${p8}px; background: transparent; }
QCheckBox:focus, QRadioButton:focus { outline: none; }
QCheckBox::indicator { width: ${p16}px; height: ${p16}px; border: 1px solid $edge;
  border-radius: ${p4}px; background: $surface; }
QCheckBox::indicator:hover { background: $hover; }
QCheckBox::indicator:focus { border: 2px solid $accent; }
QCheckBox::indicator:checked { background: $accent; border-color: $accent; image: url($check); }
QCheckBox::indicator:checked:focus { border-color: $text; }
QCheckBox::indicator:disabled { border-color: $line; }
QRadioButton::indicator { width: ${p16}px; height: ${p16}px; border: 1px solid $edge;
  border-radius: ${p9}px; background: $surface; }
QRadioButton::indicator:hover { background: $hover; }
QRadioButton::indicator:checked { width: ${p8}px; height: ${p8}px; border: ${p5}px solid $accent;
  background: $on_accent; }
QRadioButton::indicator:focus { border-color: $accent; }
QRadioButton::indicator:checked:focus { border-color: $text; }
QRadioButton::indicator:disabled { border-color: $line; }

QProgressBar { background: $line; border: none; border-radius: ${p3}px; height: ${p6}px;
  max-height: ${p6}px; color: transparent; }
QProgressBar::chunk { background: $accent; border-radius: ${p3}px; }
QHeaderView::section { background: $window; color: $quiet; border: none;
  border-bottom: 1px solid $line; padding: ${p6}px ${p8}px; }
QTableCornerButton::section { background: $window; border: none;
  border-bottom: 1px solid $line; }
QStatusBar { background: $window; color: $quiet; }
QStatusBar::item { border: none; }
""")


def stylesheet(colours: Colours, sizes: Mapping[str, int], px: Callable[[float], int]) -> str:
    """The sheet for one scheme; `sizes` are the text sizes in pixels, `px` scales lengths."""
    lengths = {f"p{n}": px(n) for n in (2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 16, 18, 24, 32)}
    names = (name for name in Colours.__dataclass_fields__ if name not in _FLAGS)
    values = {name: getattr(colours, name) for name in names}
    # A field's outline is calmer than `edge` where the system asks for no more contrast: its
    # ground already tells it from the pane, and focus is drawn in the accent colour.
    values["field_edge"] = colours.edge if colours.high_contrast else _FIELD_EDGE[colours.dark]
    values["check"] = f"style:check-on-{'dark' if colours.dark else 'light'}.svg"
    values["scroll"] = values["field_edge"]
    return _SHEET.substitute(values | lengths | dict(sizes))


_FLAGS = ("dark", "high_contrast")
_FIELD_EDGE = {False: "#c9cbc9", True: "#454b4f"}
