"""Processes of their own for trainings: a CUDA error, or memory that runs out, in one of them leaves the others alone.

They are spawned, not forked: CUDA cannot be used in a fork of a process that has used it, and the threads that NumPy
and PyTorch start when they are imported would be missing in one. What forking would save, the seconds that importing
PyTorch takes, is saved by starting each process ahead of time: it imports while another one trains, and waits.
"""

import importlib
import os
import signal
import sys
from contextlib import suppress
from multiprocessing import get_context

CONTEXT = get_context("spawn")
PATIENCE = 10  # seconds between asking a process to end and making it


class Worker:
    """A process that imports modules, waits for one command line, and runs it.

    imports : names of modules
    """

    def __init__(self, imports):
        self.connection, theirs = CONTEXT.Pipe()
        # No daemon, which may have no processes of its own: mixtures are fitted in some.
        self.process = CONTEXT.Process(target=_serve, args=(theirs, list(imports)))
        self.process.start()
        theirs.close()

    def begin(self, module, argv, log, environment):
        """Let it run `module`.main(argv) with some environment variables, all that it prints appended to a file."""
        self.log = log
        with suppress(OSError):  # it has died of what it imports; `failure` says so
            self.connection.send((module, argv, log, environment))

    def failure(self):
        """One sentence on why it failed, once it has ended; "" when it did not."""
        code = self.process.exitcode
        if code == 0:
            return ""
        with suppress(EOFError, OSError):  # it was killed, or argparse has written what was wrong
            return self.connection.recv()
        if code < 0:
            return f"ended by {signal.Signals(-code).name}"
        return last_line(self.log) or f"ended with status {code}"

    def stop(self):
        """End it, and wait until it has."""
        stop(self.process)


def stop(process):
    """Ask a process to end, and make it end when it does not."""
    process.terminate()
    process.join(PATIENCE)
    if process.is_alive():
        process.kill()
        process.join()


def _serve(connection, imports):
    leave_interrupts_to_parent()
    for module in imports:
        importlib.import_module(module)
    try:
        module, argv, log, environment = connection.recv()
    except EOFError:  # nothing was left to do
        return
    os.environ.update(environment)
    print_to(log)
    print(f"$ python -m {module} {' '.join(argv)}")
    try:
        importlib.import_module(module).main(argv)
    except BaseException as error:
        if sentence := in_a_sentence(error):
            connection.send(sentence)
        raise


def leave_interrupts_to_parent():
    """Ignore Ctrl-C, which a terminal sends to every process; the parent stops its children in order."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def print_to(path):
    """Append what this process prints from now on to a file, C libraries' messages too."""
    with open(path, "a") as log:
        for stream in (sys.stdout, sys.stderr):
            os.dup2(log.fileno(), stream.fileno())
            stream.reconfigure(line_buffering=True)


def in_a_sentence(error):
    """What an exception says in one line; "" for an exit that has said it already."""
    if isinstance(error, SystemExit):
        return error.code if isinstance(error.code, str) else ""
    lines = str(error).strip().splitlines()
    return f"{type(error).__name__}: {lines[0]}" if lines else type(error).__name__


def last_line(path, most=4096):
    """The last line of a log that is not blank, of what a progress bar overwrote the last; "" when there is none."""
    try:
        with open(path, "rb") as log:
            log.seek(max(0, log.seek(0, os.SEEK_END) - most))
            lines = log.read().decode(errors="replace").replace("\r", "\n").splitlines()
    except OSError:
        return ""
    return next((line.strip() for line in reversed(lines) if line.strip()), "")
