"""The headless commands: arguments in, results on standard output, messages on standard error.

Invariant: no Qt is imported here, and a command's exit code tells the five ways it can end: 0 done,
1 a bug, 2 wrong use, 3 input that cannot be read, 4 a store that cannot be used.
"""
