"""Serve Inkspace: `python app.py [--host 127.0.0.1] [--port 7860]`, or `inkspace` once it is installed."""

import argparse
import logging
import os
import sys
import tempfile
import threading
from functools import cache

os.environ.setdefault("GRADIO_ANALYTICS_ENABLED", "False")  # read while gradio is imported
# A digit takes 2 ms on one thread, and more threads only slow each other down. The variable is read while torch is
# imported; torch.set_num_threads would not reach the server's own worker threads.
os.environ.setdefault("OMP_NUM_THREADS", "1")

# Seconds after which a thread that computes in Python lets another one go on: the server's own waits for that at every
# packet. Python's 5 ms cost a tenth to a third of the answers of a busy server.
SWITCH = 0.001


def load_models(root=None):
    """Load all models of weights/ (or `root`).

    Returns {name: model}, and a sentence for each model that could not be loaded, or whose figures could not be read.
    """
    from models import WeightsError, load, registry

    loaded, problems, root = {}, [], root or registry.WEIGHTS
    for name in registry.KNOWN:
        try:
            loaded[name] = load(name, root=root)
        except WeightsError as error:
            problems.append(f"{name} is left out: {error}")
            continue
        try:
            registry.measured(name, root)
        except WeightsError as error:
            problems.append(f"{name} goes without its figures: {error}")
    return loaded, problems


@cache
def _loaded():
    """Load all models once, and print a sentence for each that is left out or lacks something."""
    loaded, problems = load_models()
    for problem in problems:
        print(problem, file=sys.stderr)
    return loaded, problems


@cache
def _demo():
    """Build the page once, over the models that can be loaded."""
    from ui.server.body_limit import guard_images
    from ui.shell.layout import build

    guard_images()
    return build(_loaded()[0])


def __getattr__(name):
    """Build `app.demo` when it is first used, so that importing this file costs nothing."""
    if name == "demo":
        return _demo()
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def port(text):
    """Read a port number from the command line or the environment.

    Raises argparse.ArgumentTypeError for anything but a whole number from 1 to 65535.
    """
    try:
        value = int(text)
    except ValueError:
        value = -1
    if not 0 < value < 65536:
        raise argparse.ArgumentTypeError(f"a port is a whole number from 1 to 65535, got {text!r}")
    return value


def default_host():
    """Return HOST, or every address on a Hugging Face Space (which is reached from outside), or this machine's own."""
    return os.environ.get("HOST") or ("0.0.0.0" if "SPACE_ID" in os.environ else "127.0.0.1")


def parse(arguments=None):
    """Parse the command line, which takes precedence over the environment (HOST, PORT), and that over the defaults."""
    parser = argparse.ArgumentParser(
        description="Serve Inkspace.",
        epilog="The environment says who may ask: ALLOWED_HOSTS, TRUSTED_PROXIES, FRAME_ANCESTORS; see docs/deploy.md.",
        formatter_class=argparse.ArgumentDefaultsHelpFormatter,
    )
    parser.add_argument("--host", default=default_host(), help="address to listen on")
    parser.add_argument("--port", type=port, default=os.environ.get("PORT") or "7860", help="port to listen on")
    root = os.environ.get("ROOT_PATH") or os.environ.get("GRADIO_ROOT_PATH", "")
    parser.add_argument("--root-path", default=root, help="path under which a proxy serves the page, such as /ink")
    parser.add_argument(
        "--mcp",
        action="store_true",
        default=os.environ.get("MCP") == "1",
        help="offer the API as tools for models (MCP)",
    )
    parser.add_argument("--ssl-certfile", help="certificate for HTTPS, as PEM")
    parser.add_argument("--ssl-keyfile", help="its key, as PEM")
    parser.add_argument(
        "--log-level", choices=("error", "warning", "info"), default="warning", help="info: a line for each request"
    )
    return parser.parse_args(arguments)


def go_without_temporary_folder():
    """Let Gradio start where nothing can be written: it looks for a temporary folder that it then does not need.

    Nothing can be uploaded, so that no file is ever put there.
    """
    try:
        tempfile.gettempdir()
    except FileNotFoundError:
        os.environ.setdefault("GRADIO_TEMP_DIR", "/nonexistent")


def serve(options):
    """Serve the app until it is stopped. options : as `parse` returns them"""
    go_without_temporary_folder()
    from ui.server import http_server
    from ui.server.health import Health
    from ui.shell.engine import engine_files
    from ui.shell.web_app import Deployment, end_pages, web_app

    try:
        told = {"ROOT_PATH": options.root_path, **({"MCP": "1"} if options.mcp else {})}
        where = Deployment.from_environment({**os.environ, **told})
    except ValueError as error:
        sys.exit(str(error))
    demo, health = _demo(), Health(*_loaded())
    engine = engine_files(_loaded()[0], demo)
    app = web_app(demo, where, health, engine)
    try:
        listener = http_server.listening(options.host, options.port)
    except OSError as error:
        address = f"{options.host}:{options.port}"
        reason = f"it is taken or not allowed ({error.strerror})"
        sys.exit(f"Cannot listen on {address}: {reason}. Choose another with --port or PORT.")
    logging.basicConfig(level=options.log_level.upper(), format="%(asctime)s %(name)s %(message)s")
    server = http_server.HttpServer(
        http_server.config(
            app, root_path=where.root_path, ssl_certfile=options.ssl_certfile, ssl_keyfile=options.ssl_keyfile
        ),
        on_stop=lambda: end_pages(demo, health),
    )
    sys.setswitchinterval(SWITCH)
    scheme = "https" if options.ssl_certfile else "http"
    ready = f"Inkspace is ready at {scheme}://{options.host}:{options.port}{where.root_path}"

    def on_ready():
        print(ready, flush=True)
        # Or the first visitor would wait for it. No daemon: those die in the middle of PyTorch, which aborts.
        threading.Thread(target=engine.make).start()

    http_server.serve(server, listener, on_ready=on_ready)


def main():
    """Serve the app as the command line asks; also the command `inkspace` of the installed package."""
    try:
        serve(parse())
    except KeyboardInterrupt:
        sys.exit(130)


if __name__ == "__main__":
    main()
