"""One round of the game between a GAN's two networks, played on copies of them, with every number kept."""

import copy
from typing import NamedTuple

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from models.networks.gan import GAN

LEARNING_RATE = 2e-4  # the article's
EPSILON = 1e-8  # Adam's


class Round(NamedTuple):
    """What happened in a round; scores are D's belief, 0 (forged) … 1 (real), losses are nats.

    fake, fake_after : forgeries from the same noise before and after the generator's step, (n, 1, 28, 28)
    real_before, fake_before : D's scores at first, (m,) and (n,)
    real_after, fake_after_d : after D's step; fake_after_g : of the new forgeries after the generator's step
    d_loss, d_loss_after, g_loss, g_loss_after : each player's loss before and after its own step
    """

    fake: Tensor
    fake_after: Tensor
    real_before: Tensor
    fake_before: Tensor
    real_after: Tensor
    fake_after_d: Tensor
    fake_after_g: Tensor
    d_loss: float
    d_loss_after: float
    g_loss: float
    g_loss_after: float


def one_round(gan: GAN, real: Tensor, z: Tensor, learning_rate: float = LEARNING_RATE) -> Round:
    """Let D take a step, then G, each with an Adam that begins here.

    Goodfellow et al. 2014, algorithm 1, with −log D(G(z)) for G. BatchNorm keeps its running statistics: in a batch
    of a few digits its own would be noise.

    Parameters
    ----------
    gan : GAN
        An unconditional one; it is not changed.
    real : (m, 1, 28, 28) float tensor in 0…1
    z : (n, latent_dim) float tensor
    learning_rate : of both players, above 0

    Returns
    -------
    Round

    Raises
    ------
    ValueError
        For a GAN with conditioning labels.
    """
    if gan.num_classes:
        raise ValueError("a round is played by a GAN without labels")
    gan = copy.deepcopy(gan).requires_grad_(True)
    with torch.inference_mode(False), torch.enable_grad():
        fake = gan.draw(z, None)
        before = gan.logits(real, None), gan.logits(fake.detach(), None)
        d_loss = _d_loss(*before)
        _first_adam_step(d_loss, gan.discriminator, learning_rate)
        after_d = gan.logits(real, None), gan.logits(fake, None)
        g_loss = F.softplus(-after_d[1]).mean()
        _first_adam_step(g_loss, gan.generator, learning_rate)
    with torch.no_grad():
        fake_after = gan.draw(z, None)
        after_g = gan.logits(fake_after, None)
    real_before, fake_before, real_after, fake_after_d, fake_after_g = (
        torch.sigmoid(logits.detach()) for logits in (*before, *after_d, after_g)
    )
    return Round(
        fake=fake.detach(),
        fake_after=fake_after,
        real_before=real_before,
        fake_before=fake_before,
        real_after=real_after,
        fake_after_d=fake_after_d,
        fake_after_g=fake_after_g,
        d_loss=d_loss.item(),
        d_loss_after=_d_loss(*after_d).item(),
        g_loss=g_loss.item(),
        g_loss_after=F.softplus(-after_g).mean().item(),
    )


def _first_adam_step(loss: Tensor, network: nn.Module, learning_rate: float) -> None:
    """Take Adam's first step, whose two averages are the gradient and its square (Kingma & Ba 2015, algorithm 1)."""
    weights = list(network.parameters())
    with torch.no_grad():
        for weight, slope in zip(weights, torch.autograd.grad(loss, weights, retain_graph=True), strict=True):
            weight.sub_(learning_rate * slope / (slope.abs() + EPSILON))


def _d_loss(real_logits: Tensor, fake_logits: Tensor) -> Tensor:
    """Return D's loss ½ (−log D(x) − log(1 − D(G(z)))), nats, mean over each batch."""
    return (F.softplus(-real_logits).mean() + F.softplus(fake_logits).mean()) / 2
