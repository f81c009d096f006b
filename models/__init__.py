"""Models and maths of Inkspace: arrays in, arrays out.

>>> import models
>>> vae = models.load("vae_mlp")
>>> mu, logvar = vae.encode(x)      # x (n, 1, 28, 28) float32, ink 1 on paper 0
>>> x_hat = vae.decode(mu)
"""

from models.registry import WeightsError, available, load

__all__ = ["WeightsError", "available", "load"]
