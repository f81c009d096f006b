"""How `python app.py` starts where something is missing, and how it ends: what a service manager sees of it."""

import contextlib
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.api_calls import CALLS, all_are_right
from tests.support.running_app import PATIENCE, eventually, free_port, get, running_app

NO_TEMPORARY_FOLDER = """
import tempfile
tempfile._candidate_tempdir_list = lambda: ["/nonexistent"]
exec(open("app.py").read())
"""
BODY = json.dumps({"data": CALLS["reconstruct"]}).encode()
HEAD = (
    b"POST /gradio_api/run/reconstruct HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
    b"Content-Length: %d\r\nExpect: 100-continue\r\n\r\n" % len(BODY)
)


def connected(port, sent):
    connection = socket.create_connection(("127.0.0.1", port), timeout=PATIENCE)
    connection.sendall(sent)
    return connection


def no_longer_listens(port):
    try:
        socket.create_connection(("127.0.0.1", port), timeout=PATIENCE).close()
    except ConnectionRefusedError:
        return True
    return False


def answer_while(port, stop):
    """Ask; once the server has taken the request up, `stop` it; return the whole answer."""
    with connected(port, HEAD) as connection:
        assert connection.recv(1000).startswith(b"HTTP/1.1 100")  # it waits for the body
        stop()
        eventually(lambda: no_longer_listens(port), "the server goes on")
        connection.sendall(BODY)
        return b"".join(iter(lambda: connection.recv(65536), b""))


def child_of(process):
    """Number of the only child of a process."""
    (child,) = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split()
    return int(child)


def allowed(*words):
    """Whether a command is there and may be run."""
    return shutil.which(words[0]) and subprocess.run(words, check=False, capture_output=True).returncode == 0


def test_told_to_stop_it_gives_the_answer_that_is_in_flight_and_ends_with_0():
    with running_app() as app:
        answer = answer_while(app.port, app.process.terminate)
        head, _, body = answer.partition(b"\r\n\r\n")
        assert head.startswith(b"HTTP/1.1 200")
        assert json.loads(body)["data"][0]["reads_as"] == 3
        assert app.ended() == 0
        assert "Traceback" not in app.said


@pytest.mark.skipif(not allowed("unshare", "--pid", "--fork", "true"), reason="no namespace of processes may be made")
def test_as_the_first_process_of_a_container_it_does_so_too():
    with running_app(before=["unshare", "--pid", "--fork", "--kill-child"]) as app:
        answer = answer_while(app.port, lambda: os.kill(child_of(app.process), signal.SIGTERM))
        assert answer.startswith(b"HTTP/1.1 200")
        assert app.ended() == 0


def test_open_pages_are_told_and_do_not_hold_it_up():
    with (
        running_app() as app,
        connected(app.port, b"GET /gradio_api/heartbeat/abc HTTP/1.1\r\nHost: localhost\r\n\r\n") as page,
    ):
        assert page.recv(1000).startswith(b"HTTP/1.1 200")
        app.process.terminate()
        heard = b"".join(iter(lambda: page.recv(1000), b""))
        assert heard.endswith(b"0\r\n\r\n")  # ended as an answer ends, rather than cut when the time to drain is over
        assert app.ended() == 0
        assert "graceful shutdown exceeded" not in app.said


def test_without_a_temporary_folder_it_simply_works():
    with contextlib.ExitStack() as stack:
        app = stack.enter_context(running_app(command=["-c", NO_TEMPORARY_FOLDER]))
        assert all_are_right(app.url)
        assert app.stop() == 0


def test_it_leaves_nothing_in_the_temporary_folder(tmp_path):
    with running_app(TMPDIR=str(tmp_path)) as app:
        assert get(app.url)[0] == 200
        assert all_are_right(app.url)
        assert [path for path in tmp_path.rglob("*") if not path.is_dir()] == []


def test_what_the_container_holds_runs_as_nobody_where_nothing_can_be_written(container_tree, as_nobody):
    for path in [*container_tree.rglob("*"), container_tree]:
        path.chmod(0o555 if path.is_dir() else 0o444)
    touched = subprocess.run(
        [*as_nobody, sys.executable, "-c", "open('x', 'w')"], cwd=container_tree, check=False, capture_output=True
    )
    assert touched.returncode, "the folder can be written to"
    unwritable = {"TMPDIR": str(container_tree), "HOME": "/nonexistent", "PYTHONDONTWRITEBYTECODE": "1"}
    with running_app(cwd=container_tree, before=as_nobody, **unwritable) as app:
        status, health = get(f"{app.url}/healthz")
        assert status == 200
        assert (json.loads(health)["status"], json.loads(health)["problems"]) == ("ok", 0)
        page = get(app.url)[1].decode()
        assert "inkspace/" in page
        assert all_are_right(app.url)
        assert app.stop() == 0
        assert "Traceback" not in app.said


def test_damaged_weights_are_named_and_the_rest_runs(container_tree):
    tensors = container_tree / "weights" / "gan_conv" / "model.safetensors"
    tensors.write_bytes(tensors.read_bytes()[:-1])
    with running_app(cwd=container_tree) as app:
        assert f"gan_conv is left out: {tensors}" in app.said
        health = json.loads(get(f"{app.url}/healthz")[1])
        assert (health["problems"], "gan_conv" in health["models"]) == (1, False)
        assert all_are_right(app.url)  # by the other GANs
        assert app.stop() == 0


def test_where_few_files_may_be_open_a_crowd_is_turned_away_in_silence():
    limited = ["sh", "-c", 'ulimit -n 64; exec "$@"', "limited"]
    with contextlib.ExitStack() as stack, running_app(before=limited) as app:
        before = app.said
        crowd = [stack.enter_context(connected(app.port, b"GET / HTTP/1.1\r\n")) for _ in range(200)]
        assert crowd[-1].recv(100).startswith(b"HTTP/1.1 503")
        for one in crowd:
            one.close()
        eventually(lambda: get(f"{app.url}/healthz")[0] == 200, "it does not answer again")
        assert app.said == before
        assert app.stop() == 0


def test_a_port_that_is_taken_is_not_blamed_on_anything_else():
    port = free_port()
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", port))
        taken.listen()
        with running_app(port=port, wait=False) as app:
            assert app.ended() == 1
            assert app.said.startswith(f"Cannot listen on 127.0.0.1:{port}: it is taken")
