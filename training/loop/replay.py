"""Record a training step once and replay it as a CUDA graph.

A step of these networks is 45 to 2,000 kernels of a few microseconds each. Called from Python, which launches them one
by one, it takes 5 to 57 ms on an H200; recorded as one CUDA graph and replayed, 0.3 to 6.7. So a step may hold nothing
that Python has to look at: no `.item()`, no number that changes but as a tensor, no random number from the CPU.

https://docs.pytorch.org/docs/stable/notes/cuda.html#cuda-graphs
"""

import itertools
import warnings
from contextlib import nullcontext

import torch
from torch import nn

WARM_UPS = 3  # plain calls before recording, in which libraries, torch.compile and the optimisers set themselves up


def uses_graphs(team):
    """Return whether a run's steps are replayed as graphs: on a CUDA device that trains alone."""
    return team.device.type == "cuda" and team.size == 1


def adam_options(team, compile=False):
    """Return how Adam or AdamW is to work: dict of its arguments.

    PyTorch's fused kernel; on a GPU under torch.compile the plain form, of which the compiler makes a quicker kernel
    for networks of this size.
    """
    if not uses_graphs(team):
        return {"fused": True}
    return {"capturable": True, "foreach" if compile else "fused": True}


def optimizer_step(optimizer):
    """Return the function that moves an optimiser's parameters, compiled where `adam_options` left it to that."""
    if not optimizer.defaults["foreach"]:
        return optimizer.step

    def step():
        optimizer.step()

    return torch.compile(step)


def stepper(step, run):
    """Return `step` itself, or where `uses_graphs` says so, its `Replay`; both are called alike.

    step : callable (rows, numbers, variant) → dict of 0-d losses by name
        rows (B,) int64 : digits of the batch, on the device
        numbers : dict of what changes from step to step, as floats, or as 0-d tensors when it is recorded
        variant : hashable, what makes another sequence of kernels: a step with a penalty, without augmentation, …
    run : training.loop.run.Run whose parts the step changes, and whose `rng` it draws from
    """
    return Replay(step, run.parts.values(), run.rng, run.clock.starting) if uses_graphs(run.team) else step


class Replay:
    """Call a step by replaying what it did the first time, once recorded for each batch size and variant.

    step : as `stepper` wants it
    parts : modules and optimisers that it changes; what recording did to them and to `rng` is undone, but for
        gradients, which each step makes anew
    starting : makes a context for the time that recording takes
    record : callable (function without arguments) → (what it returned, function that does the same again in place)
    """

    def __init__(self, step, parts, rng, starting=nullcontext, record=None):
        self.step, self.parts, self.rng, self.starting = step, list(parts), rng, starting
        self.record = record or cuda_graph
        self.recorded = {}
        self.numbers, self.filled = {}, {}  # the tensors that the recorded steps read, and the floats that they hold

    def __call__(self, rows, numbers, variant):
        for name, number in numbers.items():
            if name not in self.numbers:
                self.numbers[name] = torch.zeros((), device=rows.device)
            if self.filled.get(name) != number:  # each fill launches a kernel
                self.numbers[name].fill_(number)
                self.filled[name] = number
        if (len(rows), variant) not in self.recorded:
            with self.starting():
                self.recorded[len(rows), variant] = self._recorded(rows, variant)
        static_rows, losses, replay = self.recorded[len(rows), variant]
        static_rows.copy_(rows)
        replay()
        return losses

    def _recorded(self, rows, variant):
        """Record a step on tensors that stay: the rows to copy into, the losses to read, the function that replays."""
        before, stream = snapshot(self.parts), self.rng.get_state()
        static_rows = rows.clone()

        def detached():  # without it the losses that are kept would keep the step's whole autograd graph alive
            return {name: loss.detach() for name, loss in self.step(static_rows, self.numbers, variant).items()}

        losses, replay = self.record(detached)
        restore(self.parts, before)
        self.rng.set_state(stream)
        return static_rows, losses, replay


class Compiled(nn.Module):
    """Call a module under torch.compile for inputs of the shape that it first sees.

    Others go through the module as it is: the last batch of an epoch is smaller, and not worth a compilation.
    """

    def __init__(self, module):
        super().__init__()
        self.module, self.shape = module, None
        self.compiled = torch.compile(module.forward, dynamic=False)

    def forward(self, first, *rest):
        self.shape = self.shape or first.shape
        return (self.compiled if first.shape == self.shape else self.module)(first, *rest)


def tensors(part):
    """Return the tensors that a module or an optimiser changes in place."""
    if isinstance(part, nn.Module):
        return [*part.parameters(), *part.buffers()]
    return [value for state in part.state.values() for value in state.values() if isinstance(value, torch.Tensor)]


def snapshot(parts):
    """Copy what the tensors of all parts hold: dict of id → copy."""
    return {id(tensor): tensor.detach().clone() for part in parts for tensor in tensors(part)}


@torch.no_grad()
def restore(parts, before):
    """Put back what `snapshot` copied. An optimiser's tensors that are newer become 0, as Adam's first ones are."""
    for tensor in itertools.chain.from_iterable(map(tensors, parts)):
        if id(tensor) in before:
            tensor.copy_(before[id(tensor)])
        else:
            tensor.zero_()


def cuda_graph(call):
    """Warm up and record call() as a CUDA graph; returns what it returned, and the function that replays it."""
    aside = torch.cuda.Stream()
    aside.wait_stream(torch.cuda.current_stream())
    with torch.cuda.stream(aside), warnings.catch_warnings():
        # PyTorch warns that such an optimiser is not being captured; after these warm-ups it is.
        warnings.filterwarnings("ignore", "This instance was constructed with capturable=True")
        for _ in range(WARM_UPS):
            call()
    torch.cuda.current_stream().wait_stream(aside)
    graph = torch.cuda.CUDAGraph()
    with torch.cuda.graph(graph, stream=aside):  # so cuBLAS has its workspace already, and this graph its own
        returned = call()
    return returned, graph.replay
