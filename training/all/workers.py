"""Run trainings in processes of their own: a CUDA error, or too little memory, in one leaves the others alone.

They are spawned, not forked: CUDA cannot be used in a fork of a process that has used it, and the threads that NumPy
and PyTorch start when they are imported would be missing in one. What forking would save, the seconds that importing
PyTorch takes, is saved by starting each process ahead of time: it imports while another one trains, and waits.

Each heads a process group, which is ended as a whole: what a process that is made to end has started would live on.
"""

import importlib
import os
import signal
import sys
import threading
import time
from contextlib import contextmanager, suppress
from multiprocessing import get_context, parent_process

from training.loop.run import STOPPED

CONTEXT = get_context("spawn")
PATIENCE = 10  # seconds between asking a process to end and making it; an epoch on a GPU takes 3 at most


class Worker:
    """Start a process that imports modules, waits for one command line, and runs it.

    imports : names of modules
    """

    def __init__(self, imports):
        self.connection, theirs = CONTEXT.Pipe()
        # No daemon, which may have no processes of its own: mixtures are fitted in some.
        self.process = CONTEXT.Process(target=_serve, args=(theirs, list(imports)))
        self.process.start()
        theirs.close()

    def begin(self, module, argv, log, environment, minutes=None):
        """Let it run `module`.main(argv) with some environment variables, all that it prints appended to a file.

        minutes : from now on; what its imports leave of them becomes its --minutes
        """
        self.log = log
        deadline = None if minutes is None else time.monotonic() + 60 * minutes  # by a clock that all processes share
        with suppress(OSError):  # its imports have failed, which `failure` reports
            self.connection.send((module, argv, log, environment, deadline))

    def failure(self):
        """Return a sentence on why it failed, once it has ended; "" when it did not."""
        code = self.process.exitcode
        if code == 0:
            return ""
        with suppress(EOFError, OSError):  # it was killed, or argparse has written what was wrong
            return self.connection.recv()
        if code < 0:
            return f"ended by {signal.Signals(-code).name}"
        return last_line(self.log) or f"ended with status {code}"

    def was_stopped(self):
        """Return whether it was asked to end, or made to, before it had done its work."""
        return self.process.exitcode in (STOPPED, -signal.SIGTERM, -signal.SIGKILL)

    def stop(self):
        """End it and all that it has started, and wait until it has ended."""
        stop(self.process)


def stop(*processes):
    """Ask processes to end and make those that do not, with all that they have started; wait until they have ended."""
    for process in processes:
        process.terminate()
    give_up = time.monotonic() + PATIENCE
    try:
        for process in processes:
            process.join(max(0, give_up - time.monotonic()))
    finally:  # after Ctrl-C as well
        for process in processes:
            with suppress(ProcessLookupError, PermissionError):  # none is left, or it does not head a group yet
                os.killpg(process.pid, signal.SIGKILL)
            process.kill()
            process.join()


@contextmanager
def paused(process):
    """Let a process stand still until the block is done."""
    if process.is_alive():
        os.kill(process.pid, signal.SIGSTOP)
    try:
        yield
    finally:
        if process.is_alive():
            os.kill(process.pid, signal.SIGCONT)


def _serve(connection, imports):
    belong_to_parent()
    # A process that this one spawns imports its main module again: this small one, not the whole program.
    sys.modules["__main__"] = sys.modules[__name__]
    for module in imports:
        importlib.import_module(module)
    try:
        module, argv, log, environment, deadline = connection.recv()
    except EOFError:  # nothing was left to do
        return
    if deadline is not None:
        argv = [*argv, "--minutes", f"{max(deadline - time.monotonic(), 1) / 60:.3f}"]
    os.environ.update(environment)
    print_to(log)
    print(f"$ python -m {module} {' '.join(argv)}")
    try:
        importlib.import_module(module).main(argv)
    except BaseException as error:
        if sentence := in_a_sentence(error):
            connection.send(sentence)
        raise


def belong_to_parent():
    """Head a process group, which a terminal's Ctrl-C does not reach; when the parent has ended, end as by `stop`."""
    os.setpgrp()

    def watch():
        parent_process().join()
        os.kill(os.getpid(), signal.SIGTERM)
        time.sleep(PATIENCE)
        os.killpg(os.getpgrp(), signal.SIGKILL)

    threading.Thread(target=watch, daemon=True).start()


def print_to(path):
    """Append what this process prints from now on to a file, C libraries' messages too."""
    with open(path, "a") as log:
        for stream in (sys.stdout, sys.stderr):
            os.dup2(log.fileno(), stream.fileno())
            stream.reconfigure(line_buffering=True)


def in_a_sentence(error):
    """Say in one line what an exception says; "" for an exit that has said it already."""
    if isinstance(error, SystemExit):
        return error.code if isinstance(error.code, str) else ""
    lines = str(error).strip().splitlines()
    return f"{type(error).__name__}: {lines[0]}" if lines else type(error).__name__


def last_line(path, most=4096):
    """Return the last line of a log that is not blank, as a progress bar last wrote it; "" when there is none."""
    try:
        with open(path, "rb") as log:
            log.seek(max(0, log.seek(0, os.SEEK_END) - most))
            lines = log.read().decode(errors="replace").replace("\r", "\n").splitlines()
    except OSError:
        return ""
    return next((line.strip() for line in reversed(lines) if line.strip()), "")
