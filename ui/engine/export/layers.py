"""Write layers of PyTorch as steps of the engine: what each one does, and its weights as matrices.

One function for each kind of layer. A network that is made of these needs nothing else to run in the browser; a new
kind of layer needs a function here and an entry of the same name in ui/engine/networks/steps.js.

The engine keeps maps channels last, (side, side, channels). So the inputs of a fully connected layer that follows a
`Flatten`, and the outputs of a convolution that a `PixelShuffle` follows, are put into another order.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import singledispatch
from typing import Any

import numpy as np
from torch import Tensor, nn

from models.networks.conv_vae import Residual
from models.networks.layers import ToMap

Step = dict[str, Any]  # {"do": name of a step, its sizes and numbers, names of its weights}


@dataclass(frozen=True)
class Shape:
    """Describe one item of a batch between two layers.

    channels : of a map, or the length of a vector
    side : of a map, 1 for a vector
    flattened : whether PyTorch has flattened the map, channel after channel
    """

    channels: int
    side: int = 1
    flattened: bool = False

    @property
    def size(self) -> int:
        """Return how many floats it is."""
        return self.channels * self.side**2


@dataclass
class Weights:
    """Collect weights under the names that steps call them by.

    matrices : (inputs, outputs) float32; vectors : whatever is added or multiplied place by place, kept exactly
    """

    matrices: dict[str, np.ndarray] = field(default_factory=dict)
    vectors: dict[str, np.ndarray] = field(default_factory=dict)

    def matrix(self, name: str, values: np.ndarray) -> str:
        """Keep a matrix (inputs, outputs) and return its name."""
        self.matrices[name] = np.ascontiguousarray(values, np.float32)
        return name

    def vector(self, name: str, values: np.ndarray) -> str:
        """Keep a vector, or a table of one for each digit, and return its name."""
        self.vectors[name] = np.ascontiguousarray(values, np.float32)
        return name


def in_sequence(modules: nn.Sequential, shape: Shape, name: str, weights: Weights) -> tuple[list[Step], Shape]:
    """Write layers that run one after the other.

    shape : of what the first one takes; name : of `modules` in the network, to which weights' names begin
    Returns the steps and the shape of what the last one gives. Raises TypeError for a layer of an unknown kind.
    """
    steps: list[Step] = []
    for at, module, after in _with_next(modules):
        if isinstance(module, nn.BatchNorm1d | nn.BatchNorm2d):
            continue  # folded into the layer before
        if isinstance(after, nn.BatchNorm1d | nn.BatchNorm2d):
            module = folded(module, after)
        step, shape = write(module, shape, f"{name}.{at}", weights)
        if isinstance(after, nn.PixelShuffle):
            _shuffled(step[-1], weights, after.upscale_factor)
        steps += step
    return steps, shape


def _with_next(modules: nn.Sequential) -> Iterator[tuple[str, nn.Module, nn.Module | None]]:
    layers = list(modules)  # one that stands in several places counts in each, unlike with named_children
    for at, (module, after) in enumerate(zip(layers, [*layers[1:], None], strict=True)):
        yield str(at), module, after


@singledispatch
def write(module: nn.Module, _shape: Shape, name: str, _weights: Weights) -> tuple[list[Step], Shape]:
    """Write a layer as steps, and the shape of what it gives. Raises TypeError for a layer of an unknown kind."""
    raise TypeError(f"{name} is a {type(module).__name__}, which the engine in the browser does not know")


@write.register
def _(module: nn.Sequential, shape: Shape, name: str, weights: Weights) -> tuple[list[Step], Shape]:
    return in_sequence(module, shape, name, weights)


@write.register
def _(module: nn.Linear, shape: Shape, name: str, weights: Weights) -> tuple[list[Step], Shape]:
    matrix = array(module.weight).T  # (inputs, outputs)
    if shape.flattened:
        matrix = matrix.reshape(shape.channels, shape.side**2, -1).swapaxes(0, 1).reshape(shape.size, -1)
    return [linear(matrix, array(module.bias), name, weights)], Shape(module.out_features)


@write.register
def _(module: nn.Conv2d, shape: Shape, name: str, weights: Weights) -> tuple[list[Step], Shape]:
    kernel, stride, padding = module.kernel_size[0], module.stride[0], int(module.padding[0])
    places = (shape.side + 2 * padding - kernel) // stride + 1
    matrix = array(module.weight).transpose(2, 3, 1, 0).reshape(-1, module.out_channels)
    step = {
        "do": "convolve",
        **{"side": shape.side, "channels": shape.channels, "places": places, "outputs": module.out_channels},
        **{"kernel": kernel, "stride": stride, "padding": padding},
        "weight": weights.matrix(f"{name}.weight", matrix),
        "bias": weights.vector(f"{name}.bias", _bias(module.bias, module.out_channels)),
    }
    return [step], Shape(module.out_channels, places)


@write.register
def _(module: nn.ConvTranspose2d, shape: Shape, name: str, weights: Weights) -> tuple[list[Step], Shape]:
    kernel, stride, padding = module.kernel_size[0], module.stride[0], int(module.padding[0])
    side = (shape.side - 1) * stride - 2 * padding + kernel
    matrix = array(module.weight).transpose(0, 2, 3, 1).reshape(module.in_channels, -1)
    step = {
        "do": "convolve_back",
        **{"places": shape.side, "inputs": shape.channels, "side": side, "channels": module.out_channels},
        **{"kernel": kernel, "stride": stride, "padding": padding},
        "weight": weights.matrix(f"{name}.weight", matrix),
        "bias": weights.vector(f"{name}.bias", _bias(module.bias, module.out_channels)),
    }
    return [step], Shape(module.out_channels, side)


@write.register
def _(module: nn.PixelShuffle, shape: Shape, _name: str, _weights: Weights) -> tuple[list[Step], Shape]:
    channels = shape.channels // module.upscale_factor**2
    return [{"do": "shuffle", "side": shape.side, "channels": channels}], Shape(channels, shape.side * 2)


@write.register
def _(module: nn.MaxPool2d, shape: Shape, _name: str, _weights: Weights) -> tuple[list[Step], Shape]:
    step = {"do": "pool", "side": shape.side, "channels": shape.channels}
    return [step], Shape(shape.channels, shape.side // 2)


@write.register
def _(module: Residual, shape: Shape, name: str, weights: Weights) -> tuple[list[Step], Shape]:
    steps, _ = in_sequence(module.change, shape, f"{name}.change", weights)
    return [{"do": "residual", "size": shape.size, "steps": steps}], shape


@write.register
def _(module: ToMap, _shape: Shape, _name: str, _weights: Weights) -> tuple[list[Step], Shape]:
    side, _, channels = module.shape
    return [], Shape(channels, side)


@write.register
def _(_module: nn.Flatten, shape: Shape, _name: str, _weights: Weights) -> tuple[list[Step], Shape]:
    return [], replace(shape, flattened=True)


@write.register
def _(_module: nn.Dropout, shape: Shape, _name: str, _weights: Weights) -> tuple[list[Step], Shape]:
    return [], shape


@write.register
def _(_module: nn.ReLU, shape: Shape, _name: str, _weights: Weights) -> tuple[list[Step], Shape]:
    return [activation("relu", shape)], shape


@write.register
def _(_module: nn.SiLU, shape: Shape, _name: str, _weights: Weights) -> tuple[list[Step], Shape]:
    return [activation("silu", shape)], shape


@write.register
def _(_module: nn.Tanh, shape: Shape, _name: str, _weights: Weights) -> tuple[list[Step], Shape]:
    return [activation("hyperbolic", shape)], shape


@write.register
def _(module: nn.LeakyReLU, shape: Shape, _name: str, _weights: Weights) -> tuple[list[Step], Shape]:
    return [activation("leaky", shape, slope=module.negative_slope)], shape


def activation(name: str, shape: Shape, **numbers: float) -> Step:
    """Write a step that treats each value alike."""
    return {"do": name, "size": shape.size, **numbers}


def linear(matrix: np.ndarray, bias: np.ndarray, name: str, weights: Weights) -> Step:
    """Write a fully connected layer; matrix (inputs, outputs), bias (outputs,)."""
    inputs, outputs = matrix.shape
    return {
        **{"do": "linear", "inputs": inputs, "outputs": outputs},
        "weight": weights.matrix(f"{name}.weight", matrix),
        "bias": weights.vector(f"{name}.bias", bias),
    }


def folded(layer: nn.Module, norm: nn.BatchNorm1d | nn.BatchNorm2d) -> nn.Module:
    """Return a layer of the same kind that does what a linear or convolutional layer and its BatchNorm do in eval mode.

    Raises TypeError for another layer, and for a norm without running statistics.
    """
    if not isinstance(layer, nn.Linear | nn.Conv2d) or norm.running_mean is None or norm.running_var is None:
        raise TypeError(f"a BatchNorm after a {type(layer).__name__} cannot be folded into it")
    gain = norm.weight / (norm.running_var + norm.eps).sqrt()
    shift = norm.bias - norm.running_mean * gain
    bias = shift if layer.bias is None else layer.bias * gain + shift
    if isinstance(layer, nn.Linear):
        out: Any = nn.Linear(layer.in_features, layer.out_features)
    else:
        shape = (layer.in_channels, layer.out_channels, layer.kernel_size, layer.stride, layer.padding)
        out = nn.Conv2d(*shape)  # type: ignore[arg-type]
    out.weight.data = layer.weight * gain.view(-1, *[1] * (layer.weight.ndim - 1))
    out.bias.data = bias
    return out


def _shuffled(step: Step, weights: Weights, factor: int) -> None:
    """Put a convolution's outputs, (channel, pixel) for PixelShuffle, in the engine's order, (pixel, channel)."""
    order = np.arange(step["outputs"]).reshape(-1, factor**2).T.ravel()
    weights.matrix(step["weight"], weights.matrices[step["weight"]][:, order])
    weights.vector(step["bias"], weights.vectors[step["bias"]][order])


def _bias(bias: Tensor | None, outputs: int) -> np.ndarray:
    return np.zeros(outputs, np.float32) if bias is None else array(bias)


def array(tensor: Tensor) -> np.ndarray:
    """Return a tensor as an ndarray that shares its memory."""
    return tensor.detach().cpu().numpy()
