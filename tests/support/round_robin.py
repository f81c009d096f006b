"""A proxy that gives each request to the next server in turn, as nginx does where nothing else is said."""

import asyncio
import contextlib
import itertools
import re
import threading

PIECE = 65536


class RoundRobin:
    """Pass requests on to servers of this machine, one after the other, each over a connection of its own.

    Attributes
    ----------
    taken : list of (port of the server, method, path), in the order of the requests
    url : the proxy's address, with the prefix
    """

    def __init__(self, ports, prefix=""):
        self.turns = itertools.cycle(ports)
        self.prefix = prefix
        self.taken = []
        self.url = ""

    async def serve(self, reader, writer):
        """Read one request, pass it on without the prefix, and give back all that the server answers."""
        with contextlib.suppress(OSError, asyncio.IncompleteReadError):
            head = await reader.readuntil(b"\r\n\r\n")
            line, headers = head.split(b"\r\n", 1)
            method, path, version = line.decode("latin-1").split(" ")
            length = int((re.search(rb"(?im)^content-length: *(\d+)", headers) or [0, 0])[1])
            body = await reader.readexactly(length)
            headers = re.sub(rb"(?im)^(connection|x-forwarded-\w+):.*\r\n", b"", headers)
            headers = b"Connection: close\r\nX-Forwarded-Proto: http\r\n" + headers
            port = next(self.turns)
            if not (path + "/").startswith(self.prefix + "/"):
                writer.write(b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
            else:
                path = path.removeprefix(self.prefix) or "/"
                self.taken.append((port, method, path))
                await self._pass_on(port, f"{method} {path} {version}\r\n".encode() + headers + body, reader, writer)
        writer.close()

    async def _pass_on(self, port, request, reader, writer):
        theirs, to_them = await asyncio.open_connection("127.0.0.1", port)
        to_them.write(request)
        leaving = asyncio.ensure_future(reader.read(1))  # ends when the visitor leaves
        try:
            answering = asyncio.ensure_future(self._copy(theirs, writer))
            await asyncio.wait({leaving, answering}, return_when=asyncio.FIRST_COMPLETED)
            answering.cancel()
        finally:
            leaving.cancel()
            to_them.close()

    async def _copy(self, theirs, writer):
        while piece := await theirs.read(PIECE):
            writer.write(piece)
            await writer.drain()


@contextlib.contextmanager
def round_robin(ports, prefix=""):
    """Run the proxy in a thread. prefix : under which it serves, such as "/ink"; the servers never see it"""
    proxy, listening, over = RoundRobin(ports, prefix), threading.Event(), asyncio.Event()
    loop = asyncio.new_event_loop()  # in a thread of its own: in this one Playwright's may be running

    async def serve():
        server = await asyncio.start_server(proxy.serve, "127.0.0.1", 0, limit=2**20)
        proxy.url = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}{prefix}"
        listening.set()
        await over.wait()
        server.close()
        others = asyncio.all_tasks() - {asyncio.current_task()}
        for task in others:
            task.cancel()
        await asyncio.gather(*others, return_exceptions=True)

    thread = threading.Thread(target=lambda: loop.run_until_complete(serve()))
    thread.start()
    listening.wait()
    try:
        yield proxy
    finally:
        loop.call_soon_threadsafe(over.set)
        thread.join()
        loop.close()
