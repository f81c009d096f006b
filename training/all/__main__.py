"""Train every model that the project ships, one after the other, and say how it went: python -m training.all --help

What is finished is skipped and what was begun goes on, so the same command again does what is left. While the next
model trains, the one before is taken into weights/ and measured. Each training writes to OUT/NAME/, and all that it
prints to OUT/NAME/train.log; the table at the end lies in OUT/table.md, too.
"""

import argparse
import signal
import sys
import time
from contextlib import nullcontext
from dataclasses import dataclass
from multiprocessing import connection
from pathlib import Path

from models import registry
from training.all import finish, workers
from training.all.outcomes import BEFORE, FAILED, LEFT_OUT, STOPPED, TRAINED, Outcome, judged_anew, table
from training.all.plan import NAMES, PLAN, Budget, Planned, Runs
from training.loop.command_line import add_device, minutes, positive, seed

FINISHING = 25  # seconds of a budget kept back for measuring the last model
REPORT_SECONDS = 30  # seconds between two lines on what a training is doing
POLL_SECONDS = 0.5  # seconds between two checks of processes and clock


@dataclass
class Training:
    """Hold what is known of a training that is running."""

    planned: Planned
    worker: workers.Worker
    done: int  # epochs, when it began
    began: float
    reported: float  # when a line on it was last printed


class Signals:
    """Note SIGTERM and SIGINT, so that the program ends in order; a second one ends it at once."""

    def __init__(self):
        self.number = None
        self.before = {number: signal.signal(number, self._note) for number in (signal.SIGTERM, signal.SIGINT)}

    def _note(self, number, _frame):
        self.number = number
        self.restore()

    def restore(self):
        """Leave signals to whoever had them before."""
        for number, handler in self.before.items():
            signal.signal(number, handler)


def train_all(runs, finished, budget, signals, finisher=None):
    """Train what is planned and not finished; returns {name: Outcome}, in the order of the plan.

    finished : names that are skipped; finisher : `finish.Finisher` that takes each run once it is trained, or None
    """
    args = runs.args
    outcomes = {planned.name: Outcome(LEFT_OUT, "stopped before its turn") for planned in args.plan}
    for name in finished:
        outcomes[name] = Outcome(BEFORE)
        say(name, BEFORE)
        hand_over(name, args.out, finisher)
    waiting, running = [planned for planned in args.plan if planned.name not in finished], []
    imports = sorted({planned.script for planned in waiting})
    ready = workers.Worker(imports) if waiting else None  # imports while another one trains
    try:
        while (waiting or running) and signals.number is None:
            while waiting and len(running) < args.at_once:
                planned = waiting.pop(0)
                minutes, why_not = runs.allotted(planned, budget.left, budget.pace)
                if why_not:
                    outcomes[planned.name] = Outcome(LEFT_OUT, why_not)
                    say(planned.name, f"left out: {why_not}")
                    continue
                running.append(begin(planned, minutes, ready, runs))
                ready = workers.Worker(imports) if waiting else None
            connection.wait([training.worker.process.sentinel for training in running], POLL_SECONDS)
            for training in list(running):
                name = training.planned.name
                if not training.worker.process.is_alive():
                    running.remove(training)
                    outcomes[name] = ended(training, runs, budget)
                    if not outcomes[name].failed:
                        hand_over(name, args.out, finisher)
                else:
                    tell(training)
            tell_finished(finisher, outcomes)
            if running and budget.left < 0:
                for name, outcome in cut_short(running, runs, budget, finisher, "the time was up").items():
                    outcomes[name] = outcome
                    if outcome.what == TRAINED:
                        hand_over(name, args.out, finisher)
                running = []
    finally:
        why = signal.Signals(signals.number).name if signals.number else "an error"
        outcomes.update(cut_short(running, runs, budget, finisher, f"by {why}"))
        if ready:
            ready.stop()
    return outcomes


def say(name, sentence):
    """Print a line on a model."""
    print(f"[{name}] {sentence}", flush=True)


def begin(planned, minutes, worker, runs):
    """Let a waiting worker train; returns the Training."""
    folder = runs.args.out / planned.name
    folder.mkdir(exist_ok=True)
    log = folder / "train.log"
    say(planned.name, f"training{'' if minutes is None else f', {minutes:.1f} minutes at most'}; it prints to {log}")
    done, now = runs.done(planned), time.monotonic()
    worker.begin(planned.script, runs.command(planned), str(log), runs.environment(planned), minutes)
    return Training(planned, worker, done, now, now)


def tell(training):
    """Print now and then what a training printed last."""
    now = time.monotonic()
    if now - training.reported > REPORT_SECONDS:
        training.reported = now
        say(training.planned.name, workers.last_line(training.worker.log) or "PyTorch is being imported")


def ended(training, runs, budget, why="the time was up"):
    """Return the Outcome of a training whose process has ended; why : what cut it short, if anything did."""
    planned, seconds = training.planned, time.monotonic() - training.began
    training.worker.stop()  # what it has started and left behind
    if sentence := training.worker.failure():
        say(planned.name, f"failed: {sentence}")
        return Outcome(FAILED, sentence, seconds, failed=True)
    epochs = runs.how(planned.name).get("epochs", 0)
    if epochs > training.done:  # else it has only written what was there
        budget.learn(runs.nominal(planned, epochs - training.done), seconds)
    say(planned.name, f"trained in {seconds:.1f} s")
    return Outcome(TRAINED, "" if epochs >= runs.epochs(planned) else f"cut short, {why}", seconds)


def cut_short(running, runs, budget, finisher, why):
    """Stop trainings, all at once: {name: Outcome}. One that exports what it has counts as trained.

    The finisher stands still meanwhile: a training that is made to end may break what shares the GPU through MPS.
    """
    with workers.paused(finisher.process) if finisher else nullcontext():
        workers.stop(*(training.worker.process for training in running))
    return {training.planned.name: stopped(training, runs, budget, why) for training in running}


def stopped(training, runs, budget, why):
    """Return the Outcome of a training that was asked to end, and has ended."""
    if not training.worker.was_stopped():
        return ended(training, runs, budget, why)
    done = runs.done(training.planned)
    sentence = f"after epoch {done} of {runs.epochs(training.planned)}, {why}; the same command goes on from there"
    say(training.planned.name, f"stopped {sentence}")
    return Outcome(STOPPED, sentence, time.monotonic() - training.began)


def hand_over(name, out, finisher):
    """Have a finished run published and measured, where that is wanted."""
    if finisher:
        finisher.take(name, str(out))


def tell_finished(finisher, outcomes):
    """Print what the finisher has done since the last call, and note where it failed with what it was handed."""
    for name, what, sentence in finisher.results() if finisher else []:
        if what in finish.ANEW:  # which says nothing of a training; the finisher keeps it
            say(name, f"{what}: {sentence}" if sentence else what)
            continue
        if what == finish.FAILED:
            sentence = f"not published and measured: {sentence}"
            outcomes[name].failed = True
        if sentence:
            outcomes[name].said = sentence
        say(name, sentence or what)


def wait_for(finisher, outcomes, budget, signals):
    """Let the finisher do the rest, as long as there is time."""
    finisher.close()
    while finisher.process.is_alive() and signals.number is None and not budget.over:
        connection.wait([finisher.process.sentinel], POLL_SECONDS)
        tell_finished(finisher, outcomes)
    if finisher.process.is_alive():
        finisher.stop()
        for name in finisher.pending:
            outcomes[name].said = f"not measured for want of time; `python -m training.evaluate {name}` does it"
    else:
        tell_finished(finisher, outcomes)


def dry_run(runs, finished, left):
    """Print what would be done, a line for each model, if this machine were an H200 with so many seconds left."""
    total = 0.0
    for planned in runs.args.plan:
        minutes, why_not = runs.allotted(planned, left - total)
        if planned.name in finished:
            say(planned.name, BEFORE)
        elif why_not:
            say(planned.name, f"left out: {why_not}")
        else:
            seconds = runs.nominal(planned, runs.epochs(planned) - runs.done(planned))
            seconds = min(seconds, 60 * minutes) if minutes else seconds
            total += seconds / runs.args.at_once
            command = " ".join(runs.command(planned, minutes))
            say(planned.name, f"{seconds:.0f} s: python -m {planned.script} {command}")
    print(f"{total:.0f} s in all on an H200")


def arguments(argv=None):
    """Parse the command line; a mistake in it ends the program with a sentence."""
    parser = argparse.ArgumentParser(
        prog="python -m training.all", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    add = parser.add_argument
    add("--data", type=Path, default=Path("data"), metavar="DIR", help="folder of MNIST, as torchvision fetches it")
    add("--out", type=Path, default=Path("runs"), metavar="DIR", help="each run gets a folder in it (default: runs)")
    add("--only", nargs="+", choices=NAMES, metavar="NAME", help=f"of {', '.join(NAMES)} (default: all, in this order)")
    add("--seed", type=seed, default=0, help="of the trainings, 0 … 2**63 - 1 (default: 0)")
    add_device(parser, "auto takes a GPU if there is one", default="auto")
    add("--epochs", type=positive, help="so many for every model, for a trial")
    add("--limit", type=positive, help="use only the first LIMIT digits, for a trial")
    add(
        "--minutes",
        type=minutes,
        help="for everything: what does not fit is left out, or cut short where the learning rate is constant",
    )
    add("--at-once", type=positive, default=1, metavar="N", help="trainings that run beside each other (default: 1)")
    add(
        "--publish",
        action=argparse.BooleanOptionalAction,
        help="take what is trained into weights/ and measure it (default: yes, but not with --epochs or --limit)",
    )
    add("--dry-run", action="store_true", help="print the plan, with the seconds that it takes on an H200")
    args = parser.parse_args(argv)
    if args.publish is None:
        args.publish = not (args.epochs or args.limit)
    args.plan = [planned for planned in PLAN if planned.name in (args.only or NAMES)]
    return args


def main(argv=None):
    args = arguments(argv)
    began = time.monotonic()
    budget = Budget(args.minutes, FINISHING if args.publish else 0.0)
    runs = Runs(args)
    finished = runs.finished()
    if args.dry_run:
        dry_run(runs, finished, budget.left)
        return
    try:
        args.out.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise SystemExit(f"{args.out} cannot be written to: {error.strerror}; give another --out") from None
    signals, finisher = Signals(), None
    if args.publish:
        judge_comes = "reader" in {planned.name for planned in args.plan} - set(finished)
        finisher = finish.Finisher(str(args.data), str(args.out / "finish.log"), judge_comes, args.device.type)
    try:
        outcomes = train_all(runs, finished, budget, signals, finisher)
        if finisher:
            wait_for(finisher, outcomes, budget, signals)
    finally:
        if finisher:
            finisher.stop()
    lines = table(runs, outcomes) + (judged_anew(finisher.anew) if finisher else [])
    registry.write(args.out / "table.md", ("\n".join(lines) + "\n").encode())
    print("\n".join(["", *lines, "", f"{time.monotonic() - began:.0f} s in all; the table is in {args.out}/table.md"]))
    signals.restore()
    if signals.number:
        sys.exit(128 + signals.number)
    if any(outcome.failed for outcome in outcomes.values()) or (finisher and any(finisher.anew.values())):
        sys.exit(1)


if __name__ == "__main__":
    main()
