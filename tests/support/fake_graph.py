"""A CUDA graph as the CPU can pretend to have one: what was called is taken down, and done again on the same memory."""

import math

import torch
from torch.utils._python_dispatch import TorchDispatchMode
from torch.utils._pytree import tree_flatten

WAITING = {"aten._local_scalar_dense.default", "aten.nonzero.default", "aten.masked_select.default"}

EMPTY = {"empty", "empty_like", "empty_strided", "new_empty", "new_empty_strided"}  # memory as it is found


class Recorder(TorchDispatchMode):
    """Takes down every operation that PyTorch carries out, with the very tensors it was given and gave back.

    Raises AssertionError for an operation at which a GPU would have to wait for Python, as recording a graph does.
    """

    def __init__(self):
        super().__init__()
        self.calls = []

    def __torch_dispatch__(self, operation, _types, args=(), kwargs=None):
        assert str(operation) not in WAITING, f"{operation} makes the GPU wait for Python, and cannot be recorded"
        returned = operation(*args, **(kwargs or {}))
        self.calls.append((operation, args, kwargs or {}, returned))
        return returned

    @torch.no_grad()
    def replay(self):
        """Do all of it again: Python is not asked, and every result lands where the first one lay.

        Before that, NaN fills all memory that the step was not given but made, so that none of it is read before it is
        written.
        """
        for floats in self._made():
            floats.fill_(math.nan)
        for operation, args, kwargs, returned in self.calls:
            if operation.overloadpacket.__name__ in EMPTY:
                continue
            again = operation(*args, **kwargs)
            for old, new in zip(tree_flatten(returned)[0], tree_flatten(again)[0], strict=True):
                if isinstance(old, torch.Tensor) and old.data_ptr() != new.data_ptr():
                    old.copy_(new)

    def _made(self):
        """The memory of floats that the recorded operations were not given but made, one flat tensor for each piece."""
        given, made = set(), {}
        for _, args, kwargs, returned in self.calls:
            given |= {place(tensor) for tensor in floats_in((args, kwargs)) if place(tensor) not in made}
            made |= {place(tensor): tensor for tensor in floats_in(returned) if place(tensor) not in given}
        return [
            tensor.as_strided((tensor.untyped_storage().nbytes() // tensor.itemsize,), (1,), 0)
            for tensor in made.values()
        ]


def floats_in(tree):
    return [each for each in tree_flatten(tree)[0] if isinstance(each, torch.Tensor) and each.is_floating_point()]


def place(tensor):
    return tensor.untyped_storage().data_ptr()


def record(call):
    """As `training.loop.replay.cuda_graph`, on a CPU and with one warm-up."""
    call()
    with Recorder() as recorder:
        returned = call()
    return returned, recorder.replay
