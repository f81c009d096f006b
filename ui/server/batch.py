"""Answer requests of one kind in one go: a network takes little longer for four digits than for one."""

import asyncio
import threading
from collections.abc import Callable, Sequence
from contextvars import ContextVar
from typing import Any

import anyio

Together = Callable[[Sequence[Any]], Sequence[Any]]
_useless: ContextVar[threading.Event | None] = ContextVar("useless", default=None)


class Overtaken(Exception):
    """Refuse a request because the same page has asked a newer question of the same kind."""


def give_up_if_overtaken() -> None:
    """Raise Overtaken once newer requests have made useless what this thread computes; for the pauses of long work."""
    useless = _useless.get()
    if useless is not None and useless.is_set():
        raise Overtaken


class Batch:
    """Hold requests that share a turn. Once each of them has asked or left, one call answers all that have asked.

    size : how many requests
    useless : set once newer requests have come in the place of all of them
    """

    def __init__(self, size: int) -> None:
        self.size = size
        self.members = size  # that have not left
        self.useless = threading.Event()
        self.asked: list[tuple[Any, asyncio.Future[Any]]] = []
        self.together: Together | None = None
        self.computing: asyncio.Task[None] | None = None

    async def answer(self, together: Together, question: Any) -> Any:
        """Ask a question, and return or raise what `together` has for it.

        together : function of a list of questions, which returns an answer, or an exception, for each; runs in a thread
        """
        future = asyncio.get_running_loop().create_future()
        self.together = together
        self.asked.append((question, future))
        self._compute_once_all_asked()
        return await future

    def leave(self) -> None:
        """Take one out: it has its answer, or its visitor has left, or it was refused before it could ask."""
        self.members -= 1
        self._compute_once_all_asked()

    def _compute_once_all_asked(self) -> None:
        waiting = [(question, future) for question, future in self.asked if not future.done()]
        if self.computing is None and self.together and waiting and len(waiting) == self.members:
            self.computing = asyncio.create_task(self._compute(self.together, waiting))

    async def _compute(self, together: Together, waiting: list[tuple[Any, asyncio.Future[Any]]]) -> None:
        _useless.set(self.useless)  # the thread sees what this task does
        try:
            found = await anyio.to_thread.run_sync(together, [question for question, _ in waiting])
        except Exception as error:
            found = [error] * len(waiting)
        for (_, future), answer in zip(waiting, found, strict=True):
            if future.done():  # its visitor has left meanwhile
                continue
            if isinstance(answer, Exception):
                future.set_exception(answer)
            else:
                future.set_result(answer)
