"""A line with a delay: what a visitor far away has between the browser and the server."""

import asyncio
import threading
from contextlib import contextmanager, suppress


@contextmanager
def delayed(address, milliseconds):
    """Give an address that leads to `address`, "http://127.0.0.1:PORT/", over a line of that round trip.

    Every byte arrives half a round trip late, and a new connection costs one round trip before it takes bytes, as
    TCP's handshake does. The line is as wide as the machine allows. With 0 milliseconds the address itself comes back.
    """
    if not milliseconds:
        yield address
        return
    there = int(address.rsplit(":", 1)[1].strip("/"))
    loop = asyncio.new_event_loop()
    server = loop.run_until_complete(
        asyncio.start_server(lambda r, w: _carry(r, w, there, milliseconds / 1000), "127.0.0.1", 0)
    )
    thread = threading.Thread(target=loop.run_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/"
    finally:
        asyncio.run_coroutine_threadsafe(_cut(), loop).result()
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
        loop.close()


async def _cut():
    """Cut what is still under way on the line."""
    others = asyncio.all_tasks() - {asyncio.current_task()}
    for task in others:
        task.cancel()
    await asyncio.gather(*others, return_exceptions=True)


async def _carry(reader, writer, port, round_trip):
    with suppress(asyncio.CancelledError):  # by `_cut` alone, and asyncio would print it
        await asyncio.sleep(round_trip)
        far_reader, far_writer = await asyncio.open_connection("127.0.0.1", port)
        await asyncio.gather(
            _one_way(reader, far_writer, round_trip / 2),
            _one_way(far_reader, writer, round_trip / 2),
            return_exceptions=True,
        )


async def _one_way(reader, writer, delay):
    """Write what is read, each piece `delay` seconds later, without holding up those behind it."""
    loop = asyncio.get_running_loop()
    pieces = asyncio.Queue()

    async def deliver():
        while True:
            when, piece = await pieces.get()
            await asyncio.sleep(when - loop.time())
            if not piece:
                break
            writer.write(piece)
            await writer.drain()
        writer.close()

    delivery = asyncio.create_task(deliver())
    while True:
        piece = await reader.read(2**16)
        pieces.put_nowait((loop.time() + delay, piece))
        if not piece:
            break
    await delivery
