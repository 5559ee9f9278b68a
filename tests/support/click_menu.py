"""A menu for dunst, as a process: the lines of its input as buttons; prints the clicked one."""

from __future__ import annotations

import sys

from PySide6.QtWidgets import QApplication, QPushButton, QVBoxLayout, QWidget

TITLE = "actions of a popup"
BUTTON_HEIGHT = 40


def main() -> int:
    """0 when something was chosen."""
    lines = [line for line in sys.stdin.read().splitlines() if line]
    application = QApplication(sys.argv[:1])
    window = QWidget()
    window.setWindowTitle(TITLE)
    column = QVBoxLayout(window)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    for line in lines:
        button = QPushButton(line)
        button.setFixedSize(500, BUTTON_HEIGHT)
        button.clicked.connect(lambda _=False, chosen=line: (print(chosen), application.quit()))
        column.addWidget(button)
    window.setGeometry(400, 300, 500, BUTTON_HEIGHT * len(lines))
    window.show()
    print("\n".join(lines), file=sys.stderr)
    return int(application.exec())


if __name__ == "__main__":
    sys.exit(main())
