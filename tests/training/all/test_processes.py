"""The processes that trainings run in: how they begin, stand still and end."""

import os
import signal
import subprocess
import sys
import time

import pytest

from tests.support.train_all_runs import SCRIPT
from tests.support.training_runs import PROJECT
from training.all import workers

# The program, with one model whose training starts a process of its own and does not end when it is asked to.
PARENT = """
import sys, time
from training.all import __main__ as train_all, plan, workers
from training.all.plan import Planned

workers.PATIENCE = 1
train_all.PLAN = (Planned("gan_mlp", "fake_script", 1),)

if __name__ == "__main__":
    train_all.main(sys.argv[1:])
"""
HAS_CHILDREN = """
    import signal
    from multiprocessing import get_context
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    get_context("spawn").Process(target=time.sleep, args=(300,)).start()
    print("ready")
    time.sleep(300)
"""


def test_a_paused_process_stands_still_until_the_block_is_done():
    process = workers.CONTEXT.Process(target=time.sleep, args=(60,))
    process.start()
    with workers.paused(process):
        assert os.WIFSTOPPED(os.waitpid(process.pid, os.WUNTRACED)[1])
    assert os.WIFCONTINUED(os.waitpid(process.pid, os.WCONTINUED)[1])
    workers.stop(process)


def test_the_minutes_of_a_training_count_from_when_it_is_begun(tmp_path, monkeypatch):
    monkeypatch.syspath_prepend(tmp_path)
    (tmp_path / "slow_to_import.py").write_text("import time\ntime.sleep(3)\ndef main(argv): pass\n")
    worker = workers.Worker(["slow_to_import"])
    worker.begin("slow_to_import", ["--name", "gan_mlp"], str(tmp_path / "log"), {}, minutes=1)
    worker.process.join()
    *command, minutes = workers.last_line(tmp_path / "log").split()
    assert command == ["$", "python", "-m", "slow_to_import", "--name", "gan_mlp", "--minutes"]
    assert 0 < float(minutes) <= 57 / 60


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGKILL])
def test_nothing_that_a_training_has_started_outlives_the_program(how, mnist, tmp_path):
    (tmp_path / "fake_script.py").write_text(SCRIPT.format(body=HAS_CHILDREN.strip()))
    (tmp_path / "parent.py").write_text(PARENT)
    command = ["parent.py", "--data", mnist, "--out", tmp_path, "--limit", "200", "--device", "cpu"]
    program = subprocess.Popen(
        [sys.executable, *map(str, command)],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(PROJECT)},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    while program.poll() is None and "ready" not in workers.last_line(tmp_path / "gan_mlp" / "train.log"):
        time.sleep(0.1)
    program.send_signal(how)
    said, _ = program.communicate(timeout=60)  # it ends when nobody holds the pipe any more
    assert "training; it prints to" in said


def test_the_last_line_of_a_progress_bar_is_the_last_line(tmp_path):
    log = tmp_path / "train.log"
    log.write_text("$ python -m training.vae\n 0%|   |\r50%|##  |\r100%|####|\n\n")
    assert workers.last_line(log) == "100%|####|"
    assert workers.last_line(tmp_path / "none") == ""
