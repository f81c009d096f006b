"""Run a coroutine in a test, also in a process in which a browser is driven."""

import asyncio
from concurrent.futures import ThreadPoolExecutor


def run(coroutine):
    """Run a coroutine to its end and return what it gives.

    In a thread of its own: Playwright keeps an event loop in the main one, beside which asyncio starts no other.
    """
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(asyncio.run, coroutine).result()
