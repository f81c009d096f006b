"""Take one training step of a VAE, or of the plain autoencoder that is set beside one."""

import torch
from torch import nn
from torch.nn import functional as F

from models import registry
from models.networks.vae import VAE
from training import losses
from training.datasets import mnist
from training.datasets.augment import affine, elastic, thickness
from training.loop.device import drawn
from training.loop.epoch import backward, precision
from training.loop.replay import Compiled
from training.loop.schedule import ema_weight, learning_rate, set_learning_rate

MAX_LOGVAR = 10.0  # that the loss sees: e^logvar overflows at 89, and a single digit would then end the run


class NegativeELBO(nn.Module):
    """Compute a VAE's loss as one module, so that DistributedDataParallel and torch.compile see a whole step."""

    def __init__(self, vae, reader=None):
        super().__init__()
        self.vae, self.reader = vae, reader

    def forward(self, x, epsilon, y=None):
        """Return the means of −ELBO, BCE and KL by name, nats a digit.

        x (B, 1, 28, 28) in 0…1, epsilon (B, Z) ~ N(0, I), y (B,) or None

        Where the VAE refines its posterior, they are means over the refinement steps, so that each step learns to be a
        good last one. Given y also "misread": the reader's cross-entropy on the reconstruction from mu.
        """
        posteriors = self.vae.posteriors(x)  # the encoder's own, then one after each refinement step
        bce, kl = torch.stack([self._parts(x, epsilon, *q) for q in posteriors[1:] or posteriors]).mean(0)
        parts = {"negative_elbo": bce + kl, "bce": bce, "kl": kl}
        if y is not None:
            x_hat = torch.sigmoid(self.vae.logits(posteriors[-1][0]))
            parts["misread"] = F.cross_entropy(self.reader.logits(x_hat).float(), y)
        return parts

    def _parts(self, x, epsilon, mu, logvar):
        logvar = logvar.clamp(max=MAX_LOGVAR)  # digits stay below 3, but a refinement step that learns can overshoot
        # Without the checks of `encode` and `logits`: a NaN has to reach the loss, where it ends the run with its step.
        logits = self.vae.logits(mu + torch.exp(0.5 * logvar) * epsilon)  # (B, 1, 28, 28)
        return torch.stack([losses.bce_sum(logits, x).mean(), losses.kl_to_prior(mu, logvar).mean()])


class Misfit(nn.Module):
    """Compute the plain autoencoder's loss: what is left of −ELBO without noise and without KL."""

    def __init__(self, autoencoder):
        super().__init__()
        self.autoencoder = autoencoder

    def forward(self, x, _epsilon, _y=None):
        """Return the mean BCE by name, nats a digit; x (B, 1, 28, 28) in 0…1."""
        return {"bce": losses.bce_sum(self.autoencoder.logits(self.autoencoder.code(x)), x).mean()}


class VAEStep:
    """Take a whole training step, called plainly or recorded (`training.loop.replay`).

    recipe : training.vae.Recipe; run : training.loop.run.Run with the parts vae, optimizer and perhaps ema
    x (N, 1, 28, 28) uint8, y (N,) : the digits, on the device of `run.team`
    bf16, compile : as the command line says
    """

    def __init__(self, recipe, run, x, y, bf16=False, compile=False):
        self.recipe, self.run, self.x, self.y, self.bf16 = recipe, run, x, y, bf16
        self.vae, self.optimizer, self.average = (run.parts.get(name) for name in ("vae", "optimizer", "ema"))
        if isinstance(self.vae, VAE):
            objective = NegativeELBO(self.vae, shipped_reader(run.team.device) if recipe.reader_weight else None)
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
            "ema_weight": ema_weight(recipe.ema_decay, step),
        }

    def variant(self, epoch, epochs):
        """Return whether digits are augmented, and whether the loss has the reader's term, in epoch 0 … epochs − 1."""
        augmented = epoch < (1 - self.recipe.clean_share) * epochs
        with_reader = bool(self.recipe.reader_weight) and epoch + 1 > (1 - self.recipe.reader_share) * epochs
        return augmented, with_reader

    def __call__(self, rows, numbers, variant):
        """Train on the digits of rows (B,); returns the parts of the loss by name, means: dict of 0-d tensors."""
        augmented, with_reader = variant
        team, rng, vae = self.run.team, self.run.rng, self.vae
        # Augmentation and noise are drawn for the whole batch, then shared: several processes train as one does.
        real = self.augment(mnist.batch(self.x, rows)) if augmented else mnist.batch(self.x, rows)  # (B, 1, 28, 28)
        epsilon = drawn(torch.randn, (len(rows), vae.latent_dim), rng).to(team.device)  # (B, Z)
        real, epsilon = team.share(real), team.share(epsilon)
        label = self.y[team.share(rows)] if with_reader else None

        set_learning_rate(self.optimizer, numbers["learning_rate"])
        with precision(team.device, self.bf16):
            parts = self.objective(real, epsilon, label)
        misread = self.recipe.reader_weight * parts.pop("misread", 0.0)
        loss = parts["bce"] + numbers["kl_weight"] * parts.get("kl", 0.0) + misread
        self.optimizer.zero_grad()
        # The mean over the team is then the mean over the batch, also where it could not be shared evenly.
        backward(loss, len(real) * team.size / len(rows))
        if self.recipe.grad_clip:
            nn.utils.clip_grad_norm_(vae.parameters(), self.recipe.grad_clip)
        self.optimizer.step()
        if self.average:
            self.average.follow(vae, numbers["ema_weight"])
        return parts

    def augment(self, real):
        """Augment a batch (B, 1, 28, 28), each digit with the probabilities that the recipe names."""
        recipe, rng = self.recipe, self.run.rng
        if recipe.affine_prob:
            real = affine(real, rng, degrees=10, scale=0.1, shear=0.15, shift=0.7, prob=recipe.affine_prob)
        if recipe.elastic_prob:
            real = elastic(real, rng, prob=recipe.elastic_prob)
        if recipe.thickness_prob:
            real = thickness(real, rng, prob=recipe.thickness_prob)
        return real


def shipped_reader(device):
    """Load the shipped reader; SystemExit with a sentence where it is missing or damaged."""
    try:
        return registry.load("reader", device)
    except registry.WeightsError as error:
        raise SystemExit(f"the refinement step is trained with the reader, which cannot be loaded: {error}") from None
