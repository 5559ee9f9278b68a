"""The program: arguments in, exit code out.

Invariant: Qt is imported only once the window is really wanted.
"""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Sequence

from relationship_desk.cli.dispatch import run
from relationship_desk.clock import SystemClock
from relationship_desk.domain.wanted import Wanted
from relationship_desk.paths import Paths


def main(argv: Sequence[str] | None = None) -> int:
    """Run with these arguments, by default those of the process."""
    return run(sys.argv[1:] if argv is None else argv, _open_window, SystemClock())


def _open_window(paths: Paths, wanted: Wanted, options: Namespace) -> int:
    if options.screens is not None:
        from relationship_desk import pictures

        return pictures.take(options.screens)
    from relationship_desk import app

    return app.run(paths, wanted, options)


if __name__ == "__main__":
    sys.exit(main())
