"""nginx as deploy/nginx.conf says, unprivileged, on a free port, in front of servers of this machine."""

import contextlib
import re
import shutil
import socket
import subprocess
import tempfile
from pathlib import Path

from tests.support.paths import PROJECT
from tests.support.running_app import PATIENCE, eventually, free_port

HERE = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")
AROUND = """
pid nginx.pid;
error_log stderr warn;
daemon off;
events {{}}
http {{
    access_log off;
    client_body_temp_path body;
    proxy_temp_path proxy;
    fastcgi_temp_path fastcgi;
    uwsgi_temp_path uwsgi;
    scgi_temp_path scgi;
{}
}}
"""


def configuration(ports, listen):
    """Write deploy/nginx.conf for servers at these ports of this machine; nothing else of it is changed."""
    text = (PROJECT / "deploy" / "nginx.conf").read_text()

    def servers(line):
        return "\n".join(f"    server 127.0.0.1:{port}{line[1]};" for port in ports)

    text = re.sub(r"^ *server inkspace:7860([^;]*);", servers, text, flags=re.M)
    return AROUND.format(text.replace("listen 8080;", f"listen 127.0.0.1:{listen};"))


@contextlib.contextmanager
def nginx(ports, before=()):
    """Run nginx; gives its address. before : words of a command that starts it as another user"""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o777)
        listen = free_port()
        (Path(folder) / "nginx.conf").write_text(configuration(ports, listen))
        command = [*before, HERE, "-p", folder, "-c", "nginx.conf", "-e", "stderr"]
        server = subprocess.Popen(command, cwd=folder, stderr=subprocess.DEVNULL)
        try:
            eventually(lambda: server.poll() is not None or _listens(listen), "nginx does not listen")
            assert server.poll() is None, subprocess.run([*command, "-t"], check=False, capture_output=True).stderr
            yield f"http://127.0.0.1:{listen}"
        finally:
            server.terminate()
            server.wait(PATIENCE)


def _listens(port):
    with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port)):
        return True
    return False
