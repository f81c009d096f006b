"""A CUDA graph as the CPU can pretend to have one: what was called is taken down, and done again on the same memory."""

import torch
from torch.utils._python_dispatch import TorchDispatchMode
from torch.utils._pytree import tree_flatten

WAITING = {"aten._local_scalar_dense.default", "aten.nonzero.default", "aten.masked_select.default"}


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
        """Do all of it again: Python is not asked, and every result lands where the first one lay."""
        for operation, args, kwargs, returned in self.calls:
            again = operation(*args, **kwargs)
            for old, new in zip(tree_flatten(returned)[0], tree_flatten(again)[0], strict=True):
                if isinstance(old, torch.Tensor) and old.data_ptr() != new.data_ptr():
                    old.copy_(new)


def record(call):
    """As `training.replay.cuda_graph`, on a CPU and without warm-ups."""
    call()
    with Recorder() as recorder:
        returned = call()
    return returned, recorder.replay
