"""Answer requests of one kind in one go: a network takes little longer for four digits than for one."""

import asyncio
from collections.abc import Callable, Sequence
from typing import Any

import anyio

Together = Callable[[Sequence[Any]], Sequence[Any]]


class Batch:
    """Hold requests that share a turn. Once each of them has asked or left, one call answers all that have asked.

    size : how many requests
    """

    def __init__(self, size: int) -> None:
        self.size = size
        self.members = size  # that have not left
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
