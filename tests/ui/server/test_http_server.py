"""What the server takes from connections, and how it ends."""

import asyncio
import contextlib
import http.client
import signal
import socket
import subprocess
import sys
import threading
import time

import pytest

from tests.support.coroutines import run
from tests.support.paths import PROJECT
from ui.server.http_server import HttpServer, config, listening
from ui.server.limits import Limits

QUICK = Limits(headers_time=0.3, body_time=0.3, connections=3, idle_time=1, drain_time=5)
PATIENCE = 30  # seconds: not a speed limit


async def echo(scope, receive, send):
    """Answer with the length of the body."""
    if scope["type"] == "lifespan":
        return
    size, more = 0, True
    while more:
        message = await receive()
        if message["type"] == "http.disconnect":
            return
        size, more = size + len(message.get("body", b"")), message.get("more_body", False)
    body = str(size).encode()
    await send({"type": "http.response.start", "status": 200, "headers": [(b"content-length", b"%d" % len(body))]})
    await send({"type": "http.response.body", "body": body})


@contextlib.contextmanager
def serving(limits=QUICK, app=echo):
    """A server on a free port, in a thread; gives the port."""
    listener = listening("127.0.0.1", 0)
    server = HttpServer(config(app, limits, lifespan="off"), on_stop=lambda: None)
    thread = threading.Thread(target=lambda: asyncio.run(server._serve([listener])))
    thread.start()
    try:
        yield listener.getsockname()[1]
    finally:
        server.should_exit = True
        thread.join()


def closed_by_server(connection):
    """Whether the other side has closed, or cut, a connection within the time one has patience for."""
    connection.settimeout(PATIENCE)
    try:
        while connection.recv(1000):
            pass
    except ConnectionResetError:
        pass
    except TimeoutError:
        return False
    return True


def connected(port, sent=b""):
    connection = socket.create_connection(("127.0.0.1", port))
    connection.sendall(sent)
    return connection


def dribble(connection, pieces, pause=0.1):
    """Send a piece now and then, until the other side has had enough."""
    with contextlib.suppress(OSError):
        for piece in pieces:
            connection.sendall(piece)
            time.sleep(pause)


POST = b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\n"


@pytest.mark.parametrize(
    ("opening", "pieces"),
    [(b"", []), (b"GET / HTTP/1.1\r\nHost: x\r\n", [b"X-A: b\r\n"] * 30), (POST, [b"x"] * 30)],
    ids=["nothing", "a header now and then", "a byte of the body now and then"],
)
def test_a_connection_that_does_not_say_what_it_wants_in_time_is_closed(opening, pieces):
    with serving() as port, connected(port, opening) as connection:
        dribble(connection, pieces)
        assert closed_by_server(connection)


def test_the_time_begins_anew_with_each_request():
    with serving(Limits(headers_time=1, body_time=1, idle_time=5)) as port:
        client = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
        client.connect()
        kept = client.sock
        for _ in range(5):
            time.sleep(0.4)
            client.request("GET", "/")
            assert client.getresponse().read() == b"0"
            assert client.sock is kept  # http.client would open a new one without a word


def test_an_answer_that_takes_longer_than_a_request_may_is_waited_for():
    async def slow(scope, receive, send):
        await asyncio.sleep(1)
        await echo(scope, receive, send)

    with serving(app=slow) as port, connected(port, b"GET / HTTP/1.1\r\nHost: x\r\n\r\n") as connection:
        connection.settimeout(PATIENCE)
        assert connection.recv(1000).startswith(b"HTTP/1.1 200")


def test_a_connection_too_many_is_told_to_come_back():
    with serving(Limits(headers_time=20, connections=3)) as port, contextlib.ExitStack() as stack:
        for _ in range(3):
            connection = stack.enter_context(connected(port, b"GET / HTTP/1.1\r\nHost: x\r\n\r\n"))
            assert connection.recv(1000).startswith(b"HTTP/1.1 200")
        late = stack.enter_context(connected(port))
        late.settimeout(PATIENCE)
        answer = late.recv(1000)
        assert answer.startswith(b"HTTP/1.1 503") and b"Retry-After" in answer


def test_once_one_has_left_another_may_come():
    with serving(Limits(connections=1)) as port:
        for _ in range(5):
            client = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
            for _ in range(100):  # the server hears of a closed connection a moment later
                client.request("POST", "/", body=b"abc")
                if (answer := client.getresponse()).status == 200:
                    break
                client.close()
            assert answer.read() == b"3"
            client.close()


SLOW = """
import asyncio, sys
from ui.server import http_server
async def slow(scope, receive, send):
    if scope["type"] != "http": return
    print("asked", flush=True)
    await asyncio.sleep(1)
    await send({"type": "http.response.start", "status": 200, "headers": [(b"content-length", b"4")]})
    await send({"type": "http.response.body", "body": b"done"})
listener = http_server.listening("127.0.0.1", 0)
server = http_server.HttpServer(http_server.config(slow, lifespan="off"), on_stop=lambda: print("told", flush=True))
http_server.serve(server, listener, on_ready=lambda: print(listener.getsockname()[1], flush=True))
print("over", flush=True)
"""


def test_sigterm_lets_what_is_in_flight_end_and_ends_with_0():
    server = subprocess.Popen([sys.executable, "-c", SLOW], cwd=PROJECT, stdout=subprocess.PIPE, text=True)
    with server:
        port = int(server.stdout.readline())
        with connected(port, b"GET / HTTP/1.1\r\nHost: x\r\n\r\n") as connection:
            assert server.stdout.readline() == "asked\n"
            server.send_signal(signal.SIGTERM)
            connection.settimeout(PATIENCE)
            assert b"".join(iter(lambda: connection.recv(1000), b"")).endswith(b"done")
        assert server.wait(PATIENCE) == 0
        assert server.stdout.read() == "told\nover\n"


def test_answers_do_not_wait_for_the_client_to_confirm_their_first_packet():
    """Headers and body are two packets; the system holds the second back for 40 ms unless it is told not to."""

    async def at_once():
        told = asyncio.get_running_loop().create_future()

        async def accepted(_reader, writer):
            connection = writer.get_extra_info("socket")
            told.set_result(connection.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY))
            writer.close()

        listener = listening("127.0.0.1", 0)
        async with await asyncio.start_server(accepted, sock=listener):
            _, writer = await asyncio.open_connection(*listener.getsockname())
            found = await told
            writer.close()
        return found

    assert run(at_once())


def test_an_address_that_is_taken_is_an_error():
    with listening("127.0.0.1", 0) as first:
        first.listen()
        with pytest.raises(OSError):
            listening("127.0.0.1", first.getsockname()[1])
