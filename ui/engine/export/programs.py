"""Write each of the project's models as parts that the engine runs, beside what its own code does with them.

A part is a list of steps from one vector or map to another. What is done with parts (refinement steps, scores for each
digit, mixtures) is in ui/engine/networks, a file for each family.
"""

from functools import singledispatch
from typing import Any

import numpy as np
import torch
from torch import nn

from models.digits import PIXELS, SIDE
from models.networks.class_mixture import ClassMixture
from models.networks.conv_gan import ConvDiscriminator, ConvGAN
from models.networks.conv_vae import ConvVAE, Refiner
from models.networks.gan import MLPGAN
from models.networks.planes import PCA, Autoencoder
from models.networks.reader import Reader
from models.networks.vae import MLPVAE
from ui.engine.export.layers import Shape, Step, Weights, activation, array, in_sequence, linear, write

PICTURE = Shape(1, SIDE)
Program = dict[str, Any]  # {"family", numbers of the model, "parts": {name: steps}}


@singledispatch
def program(model: nn.Module, _weights: Weights) -> Program:
    """Write a model for the engine, its weights into `weights`. Raises TypeError for a model that has no program."""
    raise TypeError(f"no program is written for {type(model).__name__}")


@program.register
def _(model: MLPVAE, weights: Weights) -> Program:
    heads = np.concatenate([array(model.mu.weight), array(model.logvar.weight)]).T
    head_bias = np.concatenate([array(model.mu.bias), array(model.logvar.bias)])
    encoder = _in_turn([model.trunk, nn.ReLU()], Shape(PIXELS), "trunk", weights)
    decoder = _in_turn([model.expand, nn.ReLU(), model.pixels], Shape(model.latent_dim), "decoder", weights)
    return {
        **{"family": "vae", "latent_dim": model.latent_dim, "refinement_steps": 0},
        "classes": _mixtures(model.classes, weights),
        "parts": {"encoder": [*encoder, linear(heads, head_bias, "heads", weights)], "decoder": decoder},
    }


@program.register
def _(model: ConvVAE, weights: Weights) -> Program:
    parts = {
        "encoder": write(model.encoder, PICTURE, "encoder", weights)[0],
        "decoder": write(model.decoder, Shape(model.latent_dim), "decoder", weights)[0],
    }
    if model.refinement_steps:
        parts |= _refiner(model.refiner, model.latent_dim, weights)
    return {
        **{"family": "vae", "latent_dim": model.latent_dim, "refinement_steps": model.refinement_steps},
        "classes": _mixtures(model.classes, weights),
        "parts": parts,
    }


@program.register
def _(model: Autoencoder, weights: Weights) -> Program:
    parts = {
        "encoder": write(model.encoder, PICTURE, "encoder", weights)[0],
        "decoder": [
            *write(model.decoder, Shape(model.latent_dim), "decoder", weights)[0],
            activation("sigmoid", PICTURE),
        ],
    }
    return {"family": "plane", "latent_dim": model.latent_dim, "parts": parts}


@program.register
def _(model: PCA, weights: Weights) -> Program:
    axes, mean = array(model.axes), array(model.mean)
    parts = {
        "encoder": [linear(axes.T, -axes @ mean, "encoder", weights)],
        "decoder": [linear(axes, mean, "decoder", weights), activation("clamp", PICTURE)],
    }
    return {"family": "plane", "latent_dim": model.latent_dim, "parts": parts}


@program.register
def _(model: Reader, weights: Weights) -> Program:
    features = nn.Sequential(*[layer for stage in model.stages.children() for layer in stage.children()])
    steps, shape = in_sequence(features, PICTURE, "stages", weights)
    rest = [nn.Flatten(), model.hidden, nn.ReLU(), model.digits]
    return {"family": "reader", "parts": {"logits": [*steps, *_in_turn(rest, shape, "digits", weights)]}}


@program.register
def _(model: MLPGAN, weights: Weights) -> Program:
    generator = write(model.generator, Shape(model.latent_dim), "generator", weights)[0]
    picture = Shape(model.config.pixels)
    scaled = activation("scale", picture, gain=0.5, bias=0.5)  # MLPGAN.as_pictures
    judged = write(model.discriminator, picture, "discriminator", weights)[0]
    parts = {"generator": [*generator, scaled], "early": [_minus_one_to_one(picture), *judged], "late": []}
    return {"family": "gan", "latent_dim": model.latent_dim, "num_classes": 0, "parts": parts}


@program.register
def _(model: ConvGAN, weights: Weights) -> Program:
    parts = {"generator": _generator(model.generator, weights), **_discriminator(model.discriminator, weights)}
    return {"family": "gan", "latent_dim": model.latent_dim, "num_classes": model.num_classes, "parts": parts}


def _in_turn(layers: list[nn.Module], shape: Shape, name: str, weights: Weights) -> list[Step]:
    return in_sequence(nn.Sequential(*layers), shape, name, weights)[0]


def _minus_one_to_one(shape: Shape) -> Step:
    """Write what discriminators begin with: pixels in 0…1 → −1…1."""
    return activation("scale", shape, gain=2.0, bias=-1.0)


def _refiner(refiner: Refiner, latent_dim: int, weights: Weights) -> dict[str, list[Step]]:
    """Write `Refiner`: "features" of x and x_hat, then "change" of those features with mu and logvar after them."""
    features, shape = write(refiner.features, Shape(2, SIDE), "refiner.features", weights)
    matrix = array(refiner.hidden.weight).T  # (features + 2·latent_dim, hidden), features in PyTorch's order
    mine = matrix[: shape.size].reshape(shape.channels, shape.side**2, -1).swapaxes(0, 1).reshape(shape.size, -1)
    hidden = linear(np.concatenate([mine, matrix[shape.size :]]), array(refiner.hidden.bias), "refiner.hidden", weights)
    out = Shape(refiner.hidden.out_features)
    change, _ = write(refiner.change, out, "refiner.change", weights)
    return {"features": features, "change": [hidden, activation("silu", out), *change]}


@torch.no_grad()
def _generator(generator: Any, weights: Weights) -> list[Step]:
    """Write a `ConvGenerator`, with a row for each digit in place of what its embedding goes through.

    The rows are what a digit adds after the first layer, and its gain and bias in each norm. All of them are affine in
    the embedding, so shares of the digits, which sum to 1, mix them as `ConvGenerator` mixes embeddings.
    """
    start: nn.Linear = generator.start[0]
    embedding = generator.label.weight  # (10, label_dim)
    latent_dim = start.in_features - embedding.shape[1]
    from_z, from_label = start.weight[:, :latent_dim], start.weight[:, latent_dim:]
    shape = Shape(generator.layers[0].in_channels, 7)
    added = array(embedding @ from_label.T + start.bias)
    steps = [
        linear(array(from_z).T, np.zeros(shape.size, np.float32), "generator.start", weights),
        {"do": "class_add", "size": shape.size, "table": weights.matrix("generator.start.label", added)},
    ]
    for at, (norm, layer) in enumerate(zip(generator.norms, generator.layers, strict=True)):
        narrow: Any = norm
        spread = (narrow.norm.running_var + narrow.norm.eps).rsqrt()
        gain = (1 + narrow.gain(embedding)) * spread
        bias = narrow.bias(embedding) - narrow.norm.running_mean * gain
        name = f"generator.norms.{at}"
        steps += [
            {
                **{"do": "class_affine", "places": shape.side**2, "channels": shape.channels},
                "gain": weights.vector(f"{name}.gain", array(gain)),
                "bias": weights.vector(f"{name}.bias", array(bias)),
            },
            activation("relu", shape),
        ]
        written, shape = write(layer, shape, f"generator.layers.{at}", weights)
        steps += written
    return [*steps, activation("sigmoid", shape)]


@torch.no_grad()
def _discriminator(discriminator: ConvDiscriminator, weights: Weights) -> dict[str, list[Step]]:
    """Write `ConvDiscriminator`: "early" before it is told a digit, "late" from there to the logit.

    The spread of a digit, which it appends as a channel, goes through one convolution before the next activation: so
    the engine adds, for each digit, what that convolution makes of it.
    """
    early, shape = in_sequence(discriminator.early, PICTURE, "discriminator.early", weights)
    first: Any = discriminator.late[0]
    others = nn.Conv2d(first.in_channels - 1, first.out_channels, first.kernel_size, first.stride, first.padding)
    others.weight.data, others.bias.data = first.weight[:, :-1], first.bias  # type: ignore[union-attr]
    late, shape = write(others, shape, "discriminator.late.0", weights)
    of_spread = nn.functional.conv2d(
        discriminator.spread[:, None], first.weight[:, -1:], None, first.stride, first.padding
    )  # (10, channels, side, side)
    table = weights.vector("discriminator.spread", array(of_spread.permute(0, 2, 3, 1).flatten(1)))
    late.append({"do": "class_add", "size": shape.size, "table": table})
    late += _in_turn(list(discriminator.late[1:]), shape, "discriminator.rest", weights)
    towards = discriminator.linear.weight + discriminator.label.weight  # (10, hidden)
    late.append(
        {
            **{"do": "class_dot", "inputs": towards.shape[1]},
            "table": weights.vector("discriminator.towards", array(towards)),
            "bias": weights.vector("discriminator.bias", array(discriminator.linear.bias)),
        }
    )
    return {"early": [_minus_one_to_one(PICTURE), *early], "late": late}


def _mixtures(classes: ClassMixture, weights: Weights) -> dict[str, Any] | None:
    """Write the mixtures: K components, names of log_weights (10·K), means and the lower triangles' rows; or None."""
    if not classes.components:
        return None
    rows, columns = np.tril_indices(classes.means.shape[-1])
    lower = array(classes.cholesky)[..., rows, columns]  # (10, K, Z (Z + 1) / 2)
    return {
        "components": classes.components,
        "log_weights": weights.vector("classes.log_weights", array(classes.log_weights)),
        "means": weights.vector("classes.means", array(classes.means)),
        "cholesky": weights.vector("classes.cholesky", lower),
    }
