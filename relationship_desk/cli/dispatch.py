"""From arguments to an exit code: runs the command, or hands over to the window."""

from __future__ import annotations

import logging
import platform
import traceback
from collections.abc import Sequence

from relationship_desk import __version__, logs
from relationship_desk.cli import output
from relationship_desk.cli.command import OpenWindow, Session
from relationship_desk.cli.grammar import parse
from relationship_desk.clock import Clock
from relationship_desk.domain.errors import UserError
from relationship_desk.domain.wanted import Wanted
from relationship_desk.paths import Paths

_log = logging.getLogger(__name__)

_BUG = 1
_WRONG_USE = 2
_INTERRUPTED = 130  # as a shell tells it: 128 and SIGINT


def run(argv: Sequence[str], open_window: OpenWindow, clock: Clock) -> int:
    """The exit code of the program for these arguments (without its own name)."""
    output.prepare_streams()
    try:
        code = _run(argv, open_window, clock)
        output.flush()
        return code
    except KeyboardInterrupt:
        return _INTERRUPTED
    except BrokenPipeError:
        output.abandon_result()
        return 0
    except output.OutputLost as error:
        output.abandon_result()
        output.message(str(error))
        return error.exit_code
    except UserError as error:
        output.message(str(error))
        return error.exit_code
    except Exception as error:
        _log.exception("a command failed")
        output.message(_report(error))
        return _BUG
    finally:
        logs.close()


def _run(argv: Sequence[str], open_window: OpenWindow, clock: Clock) -> int:
    try:
        command, args = parse(argv)
    except SystemExit as end:  # argparse: --help, --version and wrong use
        return end.code if isinstance(end.code, int) else _WRONG_USE
    own_folder = args.data_dir is not None
    paths = Paths.under(args.data_dir) if own_folder else Paths.default()
    if command is None:
        wanted = Wanted(tuple(args.files), background=args.background)
        return open_window(paths, wanted, args)
    return command.run(Session(paths, own_folder, clock, open_window), args)


def _report(error: Exception) -> str:
    """What can be copied into a report: versions and places in the code."""
    return "\n".join(
        [
            "Relationship Desk made a mistake. What was not finished was not saved. Please report "
            "this text; look first whether it tells something that you want to keep to yourself.",
            "",
            f"relationship-desk {__version__}, Python {platform.python_version()}, "
            f"{platform.platform()}",
            "".join(traceback.format_exception(error)).rstrip(),
        ]
    )
