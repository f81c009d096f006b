"""Pack a model for the browser: its program and its weights, as one safetensors file."""

import json

import numpy as np
from safetensors.numpy import save
from torch import nn

from ui.engine.export.layers import Weights
from ui.engine.export.programs import program


def weights_file(model: nn.Module, exact: bool = False) -> bytes:
    """Write a model as a safetensors file whose metadata hold its program as JSON.

    exact : whether matrices stay float32. Otherwise they are float16, each as a tensor (2, inputs, outputs) of bytes:
        all lower bytes, then all upper ones, which are much alike and compress to two thirds.

    What is added or multiplied place by place stays float32: it is little.

    Raises TypeError for a model that has no program.
    """
    weights = Weights()
    written = program(model, weights)
    matrices = weights.matrices if exact else {name: _planes(each) for name, each in weights.matrices.items()}
    return save({**matrices, **weights.vectors}, {"program": json.dumps(written)})


def _planes(matrix: np.ndarray) -> np.ndarray:
    """Convert a matrix to float16 and return its bytes (2, inputs, outputs), lower and upper."""
    halves = np.ascontiguousarray(matrix, "<f2").view(np.uint8)
    return np.ascontiguousarray(np.moveaxis(halves.reshape(*matrix.shape, 2), -1, 0))
