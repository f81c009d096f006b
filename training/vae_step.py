"""One training step of a VAE, or of the plain autoencoder that is set beside one."""

import torch
from torch import nn
from torch.nn import functional as F

from models import registry
from models.networks.vae import VAE
from training import losses
from training.datasets import mnist
from training.datasets.augment import jitter, thickness, warp
from training.loop.device import drawn
from training.loop.epoch import backward, precision
from training.loop.replay import Compiled
from training.loop.schedule import ema_weight, learning_rate, set_learning_rate

SPREAD = 10.0  # largest logvar that the loss sees: e^logvar overflows at 89, and one digit would end the run


class NegativeELBO(nn.Module):
    """The loss as one module, so that DistributedDataParallel and torch.compile see a whole step."""

    def __init__(self, vae, reader=None):
        super().__init__()
        self.vae, self.reader = vae, reader

    def forward(self, x, epsilon, y=None):
        """x (B, 1, 28, 28) in 0…1, epsilon (B, Z) ~ N(0, I), y (B,) → mean −ELBO, BCE and KL by name, nats a digit.

        Where the VAE looks again they are means over its looks, so that the first one learns for itself, too. Given
        y also "misread": the reader's cross-entropy on what mu decodes to.
        """
        course = self.vae.posteriors(x)
        bce, kl = torch.stack([self._parts(x, epsilon, *q) for q in course[1:] or course]).mean(0)
        parts = {"negative_elbo": bce + kl, "bce": bce, "kl": kl}
        if y is not None:
            x_hat = torch.sigmoid(self.vae.logits(course[-1][0]))
            parts["misread"] = F.cross_entropy(self.reader.logits(x_hat).float(), y)
        return parts

    def _parts(self, x, epsilon, mu, logvar):
        logvar = logvar.clamp(max=SPREAD)  # a digit has less than 3; a look that is learning can miss by far
        # Without the checks of `encode` and `decode`: a NaN has to reach the loss, where it ends the run with its step.
        logits = self.vae.logits(mu + torch.exp(0.5 * logvar) * epsilon)  # (B, 1, 28, 28)
        return torch.stack([losses.bce_sum(logits, x).mean(), losses.kl_to_prior(mu, logvar).mean()])


class Misfit(nn.Module):
    """The plain autoencoder's loss: what is left of −ELBO without noise and without KL."""

    def __init__(self, autoencoder):
        super().__init__()
        self.autoencoder = autoencoder

    def forward(self, x, _epsilon, _y=None):
        """x (B, 1, 28, 28) in 0…1 → mean BCE by name, nats a digit."""
        return {"bce": losses.bce_sum(self.autoencoder.logits(self.autoencoder.code(x)), x).mean()}


class VAEStep:
    """A whole step, called plainly or recorded (`training.loop.replay`).

    recipe : training.vae.Recipe; run : training.loop.run.Run with the parts vae, optimizer and perhaps ema
    x (N, 1, 28, 28) uint8, y (N,) : the digits, on the device of `run.team`
    bf16, compile : as the command line says
    """

    def __init__(self, recipe, run, x, y, bf16=False, compile=False):
        self.recipe, self.run, self.x, self.y, self.bf16 = recipe, run, x, y, bf16
        self.vae, self.optimizer, self.average = (run.parts.get(name) for name in ("vae", "optimizer", "ema"))
        if isinstance(self.vae, VAE):
            objective = NegativeELBO(self.vae, shipped_reader(run.team.device) if recipe.reads else None)
        else:
            objective = Misfit(self.vae)
        self.objective = run.team.wrap(Compiled(objective) if compile else objective)

    def numbers(self, step, done, steps):
        """Return what changes from step to step: dict of floats.

        step : from the start of the run; done of `steps` : since this schedule began
        """
        recipe = self.recipe
        warm = min((done + 1) / (recipe.beta_warmup * steps), 1) if recipe.beta_warmup else 1.0
        return {
            "learning_rate": learning_rate(recipe.learning_rate, recipe.schedule, done, steps),
            "kl_weight": warm * recipe.beta,
            "ema_weight": ema_weight(recipe.ema, step),
        }

    def variant(self, epoch, epochs):
        """Return whether digits are augmented, and whether the reader is asked, in epoch 0 … epochs − 1."""
        augmented = epoch < (1 - self.recipe.clean) * epochs
        return augmented, bool(self.recipe.reads) and epoch + 1 > (1 - self.recipe.reading) * epochs

    def __call__(self, rows, numbers, variant):
        """Train on the digits of rows (B,); returns the parts of the loss by name, means: dict of 0-d tensors."""
        augmented, reading = variant
        team, rng, vae = self.run.team, self.run.rng, self.vae
        # Everything is drawn for the whole batch, and then shared: so many processes train as one does.
        real = self.augment(mnist.batch(self.x, rows)) if augmented else mnist.batch(self.x, rows)  # (B, 1, 28, 28)
        epsilon = drawn(torch.randn, (len(rows), vae.latent_dim), rng).to(team.device)  # (B, Z)
        real, epsilon = team.share(real), team.share(epsilon)
        label = self.y[team.share(rows)] if reading else None

        set_learning_rate(self.optimizer, numbers["learning_rate"])
        with precision(team.device, self.bf16):
            parts = self.objective(real, epsilon, label)
        misread = self.recipe.reads * parts.pop("misread", 0.0)
        loss = parts["bce"] + numbers["kl_weight"] * parts.get("kl", 0.0) + misread
        self.optimizer.zero_grad()
        # The mean over the team is then the mean over the batch, also where it could not be shared evenly.
        backward(loss, len(real) * team.size / len(rows))
        if self.recipe.clip:
            nn.utils.clip_grad_norm_(vae.parameters(), self.recipe.clip)
        self.optimizer.step()
        if self.average:
            self.average.follow(vae, numbers["ema_weight"])
        return parts

    def augment(self, real):
        """Turn, bend and thicken the shares of a batch (B, 1, 28, 28) that the recipe names."""
        recipe, rng = self.recipe, self.run.rng
        if recipe.jittered:
            real = jitter(real, rng, degrees=10, scale=0.1, shear=0.15, shift=0.7, share=recipe.jittered)
        if recipe.warped:
            real = warp(real, rng, share=recipe.warped)
        if recipe.thickened:
            real = thickness(real, rng, share=recipe.thickened)
        return real


def shipped_reader(device):
    """The shipped reader; SystemExit with a sentence where it is missing or damaged."""
    try:
        return registry.load("reader", device)
    except registry.WeightsError as error:
        raise SystemExit(f"the looks learn to be legible to the reader: {error}") from None
