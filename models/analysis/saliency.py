"""The pixels on which a discriminator's verdict depends most."""

import torch
from torch import Tensor

from models.digits import Floats, as_batch
from models.latent import Labels
from models.networks.gan import GAN


def saliency(gan: GAN, x: Floats, label: Labels | None = None) -> Tensor:
    """Return the gradient of D's logit in the pixels (Simonyan et al. 2013, arXiv:1312.6034, section 3), with its sign.

    The score is the logit's sigmoid, so its gradient is the same picture times score · (1 − score), which vanishes
    once D is sure.

    Parameters
    ----------
    gan : GAN
    x : (n, 1, 28, 28) float tensor or ndarray in 0…1
    label : None, int or n ints
        As for `gan.score`.

    Returns
    -------
    (n, 28, 28) float tensor
        Logits for each unit of ink: positive where more ink would make D surer that the digit is real.

    Raises
    ------
    ValueError
        As `gan.score`.
    """
    with torch.inference_mode(False), torch.enable_grad():
        pixels = as_batch(x, gan.dtype).clone().requires_grad_()
        (gradient,) = torch.autograd.grad(gan.checked_logits(pixels, label).sum(), pixels)
    return gradient[:, 0]
