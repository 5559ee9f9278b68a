"""Where jobs run: at once (tests, commands) or in the writer's and the background threads.

Invariant: jobs given to the writer run one after the other, in one thread, and are finished
before the program ends; what only reads never delays its end.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from queue import SimpleQueue
from threading import Event, Thread
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


class Daemons:
    """Runs jobs in daemon threads: closing drops what has not begun and waits for nothing."""

    def __init__(self, name: str, count: int) -> None:
        self._jobs: SimpleQueue[Callable[[], None] | None] = SimpleQueue()
        self._closed = Event()
        self._threads = [
            Thread(target=self._work, name=f"{name}-{number}", daemon=True)
            for number in range(count)
        ]
        for thread in self._threads:
            thread.start()

    def submit(self, job: Callable[[], T]) -> Future[T]:
        future: Future[T] = Future()

        def run() -> None:
            if self._closed.is_set() or not future.set_running_or_notify_cancel():
                future.cancel()
                return
            try:
                result = job()
            except BaseException as error:
                future.set_exception(error)
            else:
                future.set_result(result)

        self._jobs.put(run)
        return future

    def _work(self) -> None:
        while (job := self._jobs.get()) is not None:
            job()

    def close(self) -> None:
        self._closed.set()
        for _ in self._threads:
            self._jobs.put(None)


def writer_thread() -> Threads:
    """The one thread in which everything is written, in order."""
    return Threads("writer", 1)


def background_threads() -> Daemons:
    """Two threads for what is slow and only reads."""
    return Daemons("background", 2)
