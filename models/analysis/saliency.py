"""Which pixels a discriminator's verdict hangs on."""

import torch

from models.digits import as_batch


def saliency(gan, x, label=None):
    """Gradient of D's logit in the pixels (Simonyan et al. 2013, arXiv:1312.6034, section 3), with its sign.

    The score is the logit's sigmoid, so its gradient is the same picture times score · (1 − score), which is next to
    nothing once D is sure.

    Parameters
    ----------
    gan : a GAN of the project
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
        x = as_batch(x, next(gan.parameters()).dtype).clone().requires_grad_()
        (gradient,) = torch.autograd.grad(gan.checked_logits(x, label).sum(), x)
    return gradient[:, 0]
