"""A line to the server that stays open, by asyncio's bare streams: the client shares its cores with the server."""

import asyncio

TIMEOUT = 30  # seconds until an answer is given up


class Line:
    """One connection of HTTP/1.1, opened anew where the server has closed it.

    address : (host, port); visitor : address that the server is told by X-Forwarded-For, which it believes of its proxy
    """

    def __init__(self, address, visitor):
        self.address = address
        head = f"Host: {address[0]}:{address[1]}\r\nX-Forwarded-For: {visitor}\r\nContent-Type: application/json\r\n"
        self.head = head.encode()
        self.reader = self.writer = None

    async def post(self, path, body):
        """POST a body; returns status, headers (names in lower case) and what came.

        Raises OSError, EOFError or TimeoutError where nothing whole came.
        """
        request = b"POST %s HTTP/1.1\r\n%sContent-Length: %d\r\n\r\n%s" % (path.encode(), self.head, len(body), body)
        async with asyncio.timeout(TIMEOUT):
            if self.writer is not None:
                try:
                    return await self._exchange(request)
                except (OSError, EOFError):  # closed between two requests; a browser asks once more as well
                    self.close()
            self.reader, self.writer = await asyncio.open_connection(*self.address)
            return await self._exchange(request)

    async def _exchange(self, request):
        self.writer.write(request)
        first, *lines = (await self.reader.readuntil(b"\r\n\r\n")).decode("latin-1").rstrip().split("\r\n")
        headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines)}
        body = await self.reader.readexactly(int(headers["content-length"]))
        if headers.get("connection", "").lower() == "close":
            self.close()
        return int(first.split()[1]), headers, body

    def close(self):
        """Close the connection; the next request opens another."""
        if self.writer is not None:
            self.writer.close()
        self.reader = self.writer = None
