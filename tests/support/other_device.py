"""A device beside the CPU, on any machine: tensors that refuse to meet the CPU's, as a GPU's do.

Such a tensor says that it lies on "meta" and holds one of the CPU, on which everything is computed. So code that
follows the device of its inputs gives the CPU's own figures there; code that forgets to is stopped, as CUDA stops it.
"""

import torch
from torch.utils._python_dispatch import TorchDispatchMode
from torch.utils._pytree import tree_leaves, tree_map

NAME = torch.device("meta")
aten = torch.ops.aten
MOVES = {aten._to_copy.default, aten.copy_.default}
INDEXES = {aten.index.Tensor, aten.index_put_.default, aten.index_put.default}  # which may lie on the CPU


class Elsewhere(torch.Tensor):
    """A tensor on the other device; `inner` is the CPU's that holds its numbers."""

    @staticmethod
    def __new__(cls, inner):
        return torch.Tensor._make_wrapper_subclass(
            cls,
            inner.shape,
            strides=inner.stride(),
            storage_offset=inner.storage_offset(),
            dtype=inner.dtype,
            device=NAME,
        )

    def __init__(self, inner):
        self.inner = inner

    def tolist(self):
        return self.cpu().tolist()

    @classmethod
    def __torch_dispatch__(cls, function, types, args=(), kwargs=None):
        raise RuntimeError(f"{function} outside of OtherDevice()")


class OtherDevice(TorchDispatchMode):
    """Within it, device="meta" is the other device.

    float64 : whether it has that, as CUDA has and MPS has not
    """

    def __init__(self, float64=True):
        super().__init__()
        self.float64 = float64

    def __torch_dispatch__(self, function, types, args=(), kwargs=None):
        if function == aten._has_compatible_shallow_copy_type.default:
            return False  # a module that moves takes new parameters
        kwargs = dict(kwargs or {})
        leaves = tree_leaves((args, kwargs))
        there = any(isinstance(leaf, Elsewhere) for leaf in leaves)
        if there and function not in MOVES:
            _check(function, args if function not in INDEXES else (args[0], *args[2:]), kwargs)
        if kwargs.get("device") is not None:
            there = torch.device(kwargs["device"]) == NAME
            kwargs["device"] = torch.device("cpu")
        if there and any(isinstance(leaf, torch.Generator) for leaf in leaves):
            raise RuntimeError(f"{function} on another device with a generator of the CPU")
        out = function(*tree_map(_inner, args), **tree_map(_inner, kwargs))
        if any(each.alias_info and each.alias_info.is_write for each in function._schema.returns):
            return args[0]  # it wrote into its first argument
        return tree_map(self._outer, out) if there else out

    def _outer(self, value):
        if not isinstance(value, torch.Tensor):
            return value
        if value.dtype == torch.float64 and not self.float64:
            raise TypeError("this device has no float64")
        with torch.inference_mode(False):  # torch knows no views of inference tensors among tensors of this kind
            return Elsewhere(value)


def _check(function, *arguments):
    """Let no tensor of the CPU meet one of the other device, but for single numbers."""
    for leaf in tree_leaves(arguments):
        if isinstance(leaf, torch.Tensor) and not isinstance(leaf, Elsewhere) and leaf.ndim:
            raise RuntimeError(f"{function} of tensors on two devices, one of them of shape {tuple(leaf.shape)}")


def _inner(value):
    return value.inner if isinstance(value, Elsewhere) else value
