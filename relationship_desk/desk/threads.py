"""Where jobs run: at once (tests, commands) or in the writer's and the background threads.

Invariant: jobs given to the writer run one after the other, in one thread.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Protocol, TypeVar

T = TypeVar("T")


class Runner(Protocol):
    """Runs jobs somewhere."""

    def submit(self, job: Callable[[], T]) -> Future[T]:
        """Run the job; its result or exception is in the future."""
        ...

    def close(self) -> None:
        """Wait for what is running and drop what has not begun."""
        ...


class Inline:
    """Runs each job at once, in the caller's thread."""

    def submit(self, job: Callable[[], T]) -> Future[T]:
        future: Future[T] = Future()
        try:
            future.set_result(job())
        except Exception as error:
            future.set_exception(error)
        return future

    def close(self) -> None:
        """Nothing is ever left running."""


class Threads:
    """Runs jobs in a fixed number of threads."""

    def __init__(self, name: str, count: int) -> None:
        self._pool = ThreadPoolExecutor(count, thread_name_prefix=name)

    def submit(self, job: Callable[[], T]) -> Future[T]:
        return self._pool.submit(job)

    def close(self) -> None:
        self._pool.shutdown(wait=True, cancel_futures=True)


def writer_thread() -> Threads:
    """The one thread in which everything is written, in order."""
    return Threads("writer", 1)


def background_threads() -> Threads:
    """Two threads for what is slow and only reads."""
    return Threads("background", 2)
