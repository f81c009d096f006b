"""Take finished runs into weights/ and measure them, in a process of its own, while others still train."""

import signal
import traceback
from contextlib import contextmanager, suppress
from pathlib import Path

import torch

from models import registry
from training import evaluate, publish
from training.all import workers
from training.reports import readme_tables

STAGED = "published"  # folder in a run's, in which its files are made ready
MEASURED, KEPT_OUT, FAILED = "measured", "kept out", "failed"
ANEW = MEASURED_ANEW, NOT_ANEW = "measured anew", "not measured anew"  # since the reader that judges has changed


class Finisher:
    """Start the process that does it, hand it runs (`take`) and hear what became of them (`results`).

    data : folder of MNIST; log : file for what it prints; device : where models are measured
    judge_comes : whether the reader, which judges, is about to be trained, so that nothing should be prepared yet
    """

    def __init__(self, data, log, judge_comes, device="cpu"):
        self.connection, theirs = workers.CONTEXT.Pipe()
        arguments = (theirs, data, log, judge_comes, device)
        self.process = workers.CONTEXT.Process(target=_serve, args=arguments)
        self.process.start()
        theirs.close()
        self.pending = []  # names
        self.anew = {}  # names of models that another reader judges now → why that failed, or ""

    def take(self, name, out):
        """Have the run in out/name/ published and measured in its turn."""
        self.pending.append(name)
        self._send((name, out))

    def close(self):
        """Let it end when all is done; before, it measures anew whatever another reader has judged."""
        self._send(None)

    def _send(self, message):
        with suppress(OSError):  # it has ended; `results` says so
            self.connection.send(message)

    def results(self):
        """Return (name, what, sentence) of each run done since the last call; what: MEASURED, KEPT_OUT or FAILED.

        Of models that were measured anew as well, whether they were handed over or not; what: one of ANEW.
        """
        done = []
        try:
            while self.connection.poll():
                done.append(self.connection.recv())
        except (EOFError, OSError):  # it has ended
            done += [(name, FAILED, self._ended()) for name in self.pending if name not in {name for name, *_ in done}]
        self.anew |= {name: sentence for name, what, sentence in done if what in ANEW}
        self.pending = [name for name in self.pending if name not in {name for name, *_ in done}]
        return done

    def _ended(self):
        self.process.join(workers.PATIENCE)
        code = self.process.exitcode
        ending = signal.Signals(-code).name if code is not None and code < 0 else f"status {code}"
        return f"the process that publishes and measures ended ({ending})"

    def stop(self):
        """End it now, where it has not ended. What it has taken in stays valid, measured or not."""
        workers.stop(self.process)


def _serve(connection, data, log, judge_comes, device):
    workers.belong_to_parent()
    workers.print_to(log)
    torch.set_num_threads(1)  # as `training.evaluate` does
    publisher = Publisher(data, device=device)
    if not judge_comes:
        _guarded(publisher.prepare)
    while (message := connection.recv()) is not None:
        connection.send((message[0], *_guarded(publisher.finish, *message)))
    for name in publisher.judged_by_another():
        what, sentence = _guarded(publisher.measure, name)
        connection.send((name, NOT_ANEW if what == FAILED else MEASURED_ANEW, sentence))


def _guarded(step, *args):
    """Return (what, sentence) of a step; an error in one model goes to the log in full, and the next model follows."""
    try:
        return step(*args) or (MEASURED, "")
    except (Exception, SystemExit) as error:
        traceback.print_exc()
        return FAILED, workers.in_a_sentence(error)


class Publisher:
    """Publish and measure one model after the other; real digits are gathered once for each reader.

    data : folder of MNIST; root : where the models lie; device : where they are measured
    """

    def __init__(self, data, root=registry.WEIGHTS, device="cpu"):
        self.data, self.root, self.device = data, Path(root), device
        self.real = self.judge = None

    def prepare(self):
        """Gather real digits as the reader that lies in weights/ sees them, unless that was done."""
        judge = sha256("reader", self.root)
        if self.real is None or judge != self.judge:
            strokes = evaluate.STROKES if evaluate.STROKES.is_file() else None
            self.real = evaluate.prepare("test", self.data, strokes=strokes, device=self.device)
            self.judge = judge

    def finish(self, name, out):
        """Publish the run in out/name/ where it is not what lies in weights/, measure where that was not done."""
        if sha256(name, out) != sha256(name, self.root):
            if said := not_worth_it(name, out, self.root):
                return KEPT_OUT, said
            take_in(name, Path(out) / name, self.root, self.device)
        if not measured(name, self.root, sha256("reader", self.root)):
            self.measure(name)

    def measure(self, name):
        """Measure a model in weights/ and write its figures, all cards and the READMEs' tables."""
        self.prepare()
        print(f"measuring {name}")
        evaluate.write(name, evaluate.evaluate(name, self.real, self.root), self.root)
        if self.root == registry.WEIGHTS:
            readme_tables.write_readme_tables()

    def judged_by_another(self):
        """List the models whose figures come from another reader than the one in weights/."""
        judge = sha256("reader", self.root) or ""
        reports = {name: registry.measured(name, self.root) for name in registry.available(self.root)}
        return [name for name, report in reports.items() if report and report.get("judge") != judge[:16]]


def sha256(name, root):
    """Read the sha256 of the weights in root/name/ from their config.json; None when none lies there."""
    try:
        return registry.describe(name, root)["weights"]["sha256"]
    except registry.WeightsError:
        return None


def measured(name, root, judge):
    """Return whether the figures in root/name/ are of the weights there, and by the reader of the given sha256."""
    report = registry.measured(name, root)
    return judge is not None and (report.get("weights"), report.get("judge")) == (sha256(name, root)[:16], judge[:16])


def not_worth_it(name, out, root):
    """Return a sentence when the run in out/name/ was cut short and weights/ holds a longer one; else None."""
    how = registry.describe(name, out)["training"]
    try:
        shipped = registry.describe(name, root)["training"]["epochs"]
    except (registry.WeightsError, KeyError):
        return None
    if how["epochs"] < min(shipped, how["recipe"]["epochs"]):
        return f"not published: {how['epochs']} epochs, and {root / name} has {shipped}"
    return None


def take_in(name, run, root, device):
    """Publish a run, its weights and their config in one moment, so that being stopped leaves the old or the new."""
    staged = run / STAGED
    publish.publish(name, run, root=staged, device=device)
    # Tensors and their config.json come last, one right after the other, since each is refused without the other.
    last = [registry.TENSORS, registry.CONFIG]
    files = sorted(path for path in (staged / name).iterdir() if path.name not in last)
    (root / name).mkdir(parents=True, exist_ok=True)
    with undisturbed():
        for source in [*files, *(staged / name / filename for filename in last)]:
            registry.write(root / name / source.name, source.read_bytes())


@contextmanager
def undisturbed():
    """Put off SIGTERM until the block is done."""
    put_off = []
    before = signal.signal(signal.SIGTERM, lambda number, _frame: put_off.append(number))
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)
        if put_off:
            signal.raise_signal(signal.SIGTERM)
