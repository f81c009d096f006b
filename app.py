"""Inkspace on a local port: `python app.py [--host 127.0.0.1] [--port 7860]`, or `inkspace` once it is installed."""

import argparse
import os
import sys
from functools import cache

os.environ.setdefault("GRADIO_ANALYTICS_ENABLED", "False")  # read while gradio is imported
# A digit takes 2 ms on one thread; more threads only get in each other's way. Read while torch is imported:
# torch.set_num_threads would not reach the server's own worker threads.
os.environ.setdefault("OMP_NUM_THREADS", "1")


def load_models(root=None):
    """All models in weights/ (or `root`) by name, and a sentence for each that could not be loaded."""
    from models import WeightsError, load, registry

    loaded, problems = {}, []
    for name in registry.KNOWN:
        try:
            loaded[name] = load(name, root=root or registry.WEIGHTS)
        except WeightsError as error:
            problems.append(f"{name} is left out: {error}")
    return loaded, problems


@cache
def _demo():
    from ui.server.request_limits import guard_images
    from ui.shell.layout import build

    guard_images()
    loaded, problems = load_models()
    for problem in problems:
        print(problem, file=sys.stderr)
    return build(loaded)


def __getattr__(name):
    """`app.demo`, built when it is first asked for, so that importing this file costs nothing."""
    if name == "demo":
        return _demo()
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def port(text):
    """A port number from the command line or the environment."""
    try:
        value = int(text)
    except ValueError:
        value = -1
    if not 0 < value < 65536:
        raise argparse.ArgumentTypeError(f"a port is a whole number from 1 to 65535, got {text!r}")
    return value


def default_host():
    """HOST, or every address on a Hugging Face Space (which is reached from outside), or this machine alone."""
    return os.environ.get("HOST") or ("0.0.0.0" if "SPACE_ID" in os.environ else "127.0.0.1")


def parse(arguments=None):
    """Command line over environment (HOST, PORT) over the defaults."""
    parser = argparse.ArgumentParser(
        description="Serve Inkspace.", formatter_class=argparse.ArgumentDefaultsHelpFormatter
    )
    parser.add_argument("--host", default=default_host(), help="address to listen on")
    parser.add_argument("--port", type=port, default=os.environ.get("PORT") or "7860", help="port to listen on")
    return parser.parse_args(arguments)


def serve(options):
    """Serve the app until it is stopped."""
    from ui.shell.layout import launch_options

    try:
        _demo().launch(
            server_name=options.host, server_port=options.port, quiet=True, prevent_thread_lock=True, **launch_options()
        )
    except OSError:
        where = f"{options.host}:{options.port}"
        sys.exit(f"Cannot listen on {where}: it is taken or not allowed. Choose another with --port or PORT.")
    print(f"Inkspace is ready at http://{options.host}:{options.port}", flush=True)
    _demo().block_thread()


def main():
    """Serve the app as the command line asks; also the command `inkspace` of the installed package."""
    try:
        serve(parse())
    except KeyboardInterrupt:  # during the start; once the server runs, Gradio ends by itself
        sys.exit(130)


if __name__ == "__main__":
    main()
