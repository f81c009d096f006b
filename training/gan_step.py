"""Take one training step of a GAN: some steps of D and one of G, on one batch of real digits."""

import torch
from torch import nn

from training import losses
from training.datasets import mnist
from training.loop.device import drawn
from training.loop.epoch import backward, precision
from training.loop.replay import Compiled, optimizer_step, uses_graphs
from training.loop.schedule import ema_weight, falling, learning_rate, set_learning_rate

LOSSES = {
    "article": (losses.article_discriminator, losses.article_generator),
    "non-saturating": (losses.nonsaturating_discriminator, losses.nonsaturating_generator),
}


class Draw(nn.Module):
    """Run the generator as a module of its own, so that DistributedDataParallel and torch.compile see its step."""

    def __init__(self, gan):
        super().__init__()
        self.generator = gan.generator
        self.draw = gan.draw

    def forward(self, z, label):
        """Generate digits (B, 1, 28, 28) in 0…1 from z (B, Z) and label (B,) or None."""
        return self.draw(z, label)


class DrawGroups(nn.Module):
    """Run an unconditional GAN's generator on several batches at once, each of which is normalised by itself."""

    def __init__(self, gan):
        super().__init__()
        self.gan = gan

    def forward(self, z):
        """Generate digits (K, B, 1, 28, 28) in 0…1 from z (K, B, Z), as K calls of `draw` one after the other do."""
        h = z.flatten(0, 1)
        for layer in self.gan.generator:
            h = norm_by_group(layer, h, len(z)) if isinstance(layer, nn.BatchNorm1d) else layer(h)
        return self.gan.as_pictures(h).unflatten(0, z.shape[:2])


def norm_by_group(norm, h, groups):
    """Apply BatchNorm in training mode to `groups` batches that lie one after the other in h (groups·B, C).

    Each is normalised by its own mean and variance, and the running statistics end as if `norm` had seen one after
    the other. Returns (groups·B, C).
    """
    by_group = h.unflatten(0, (groups, -1))  # (K, B, C)
    n = by_group.shape[1]
    variance, mean = torch.var_mean(by_group, 1, correction=0, keepdim=True)  # (K, 1, C)
    # What is left of group k's share after the later ones have taken theirs.
    left = norm.momentum * (1 - norm.momentum) ** torch.arange(groups - 1, -1, -1, device=h.device)
    for running, new in ((norm.running_mean, mean), (norm.running_var, variance * (n / (n - 1)))):
        running.mul_((1 - norm.momentum) ** groups).add_(left @ new[:, 0])
    norm.num_batches_tracked += groups
    normed = (by_group - mean) * torch.rsqrt(variance + norm.eps)
    return (normed * norm.weight + norm.bias).flatten(0, 1)


class DiscriminatorLoss(nn.Module):
    """Compute D's whole loss as one module, for the same reason."""

    def __init__(self, gan, loss):
        super().__init__()
        self.discriminator = gan.discriminator
        self.judge, self.logits = gan.judge, gan.logits
        self.loss = LOSSES[loss][0]

    def forward(self, real, fake, label, r1=None):
        """Return the loss, and what D says of real and of fake (means).

        real, fake (B, 1, 28, 28) in 0…1, label (B,) or None; r1 : weight of the penalty, None for a step without it
        """
        real_logits, fake_logits = self.judge(real, fake, label)
        loss = self.loss(real_logits.float(), fake_logits.float())
        if r1 is not None:
            real = real.detach().requires_grad_()
            with torch.autocast(real.device.type, enabled=False):  # differentiated twice: float32
                loss = loss + r1 * losses.r1(self.logits(real, label), real)
        said = [torch.sigmoid(logits.detach().float()).mean() for logits in (real_logits, fake_logits)]
        return loss, *said


class GeneratorLoss(nn.Module):
    """Compute G's loss from D's logits, as one module for torch.compile."""

    def __init__(self, gan, loss):
        super().__init__()
        self.logits = gan.logits
        self.loss = LOSSES[loss][1]

    def forward(self, fake, label):
        """Return the loss of fake (B, 1, 28, 28) in 0…1 and label (B,) or None."""
        return self.loss(self.logits(fake, label).float())


class GANStep:
    """Take a whole training step, called plainly or recorded (`training.loop.replay`).

    recipe : training.gan.Recipe
    run : training.loop.run.Run with the parts gan, g_optimizer, d_optimizer and perhaps ema
    x (N, 1, 28, 28) uint8, y (N,) : the digits, on the device of `run.team`
    bf16, compile : as the command line says
    """

    def __init__(self, recipe, run, x, y, bf16=False, compile=False):
        self.recipe, self.run, self.x, self.y, self.bf16 = recipe, run, x, y, bf16
        compiled = Compiled if compile else _as_it_is
        self.gan, self.average = run.parts["gan"], run.parts.get("ema")
        self.g_optimizer, self.d_optimizer = run.parts["g_optimizer"], run.parts["d_optimizer"]
        gan, wrap = self.gan, run.team.wrap
        self.draw = wrap(compiled(Draw(gan)))
        # What torch.compile makes cannot be differentiated twice, as R1 does; and two wrapped losses would each
        # gather the team's gradients.
        loss = DiscriminatorLoss(gan, recipe.loss)
        self.penalised_loss = wrap(loss)
        self.discriminator_loss = compiled(loss) if run.team.size == 1 else self.penalised_loss
        self.generator_loss = compiled(GeneratorLoss(gan, recipe.loss))
        at_once = uses_graphs(run.team) and recipe.fresh_noise and not gan.num_classes
        self.draw_groups = compiled(DrawGroups(gan)) if at_once else None
        self.move_d, self.move_g = optimizer_step(self.d_optimizer), optimizer_step(self.g_optimizer)

    def numbers(self, step, steps):
        """Return what changes from step to step: dict of floats."""
        recipe = self.recipe
        r1 = falling(step, steps, recipe.r1, recipe.r1_last) if recipe.r1_last else recipe.r1
        return {
            "learning_rate": learning_rate(recipe.learning_rate, recipe.schedule, step, steps),
            "r1": r1 * recipe.r1_every,
            "ema_weight": ema_weight(recipe.ema_decay, step),
        }

    def penalised(self, step):
        """Return whether a step has the penalty R1, which makes it another sequence of kernels."""
        return bool(self.recipe.r1) and step % self.recipe.r1_every == 0

    def __call__(self, rows, numbers, penalised):
        """Train on the digits of rows (B,); returns d_loss, g_loss, d_real, d_fake: dict of 0-d tensors."""
        gan, team = self.gan, self.run.team
        n, rows = len(rows), team.share(rows)
        # The mean over the team is then the mean over the batch, also where it could not be shared evenly.
        weight = len(rows) * team.size / n
        real = mnist.batch(self.x, rows)  # (B, 1, 28, 28)
        label = self.y[rows] if gan.num_classes else None  # forgeries take the real digits' labels
        for optimizer in (self.g_optimizer, self.d_optimizer):
            set_learning_rate(optimizer, numbers["learning_rate"])

        for fake in self.forgeries(n, label):
            with precision(team.device, self.bf16):
                if penalised:
                    d_loss, d_real, d_fake = self.penalised_loss(real, fake.detach(), label, numbers["r1"])
                else:
                    d_loss, d_real, d_fake = self.discriminator_loss(real, fake.detach(), label)
            self.d_optimizer.zero_grad()
            backward(d_loss, weight)
            self.move_d()

        gan.discriminator.requires_grad_(False)
        with precision(team.device, self.bf16):
            if self.recipe.fresh_noise:
                fake = self.draw(self.noise(n), label)
            g_loss = self.generator_loss(fake, label)
        self.g_optimizer.zero_grad()
        backward(g_loss, weight)
        self.move_g()
        gan.discriminator.requires_grad_(True)

        if self.average:
            self.average.follow(gan.generator, numbers["ema_weight"])
        if penalised:
            gan.discriminator.note_spread(real, label)
        return {"d_loss": d_loss, "g_loss": g_loss, "d_real": d_real, "d_fake": d_fake}

    def noise(self, n, groups=()):
        """Draw z ~ N(0, I) for a batch of n, of which each process gets its share: (*groups, B, Z)."""
        z = drawn(torch.randn, (*groups, n, self.gan.latent_dim), self.run.rng)
        return z if groups else self.run.team.share(z).to(self.run.team.device)

    def forgeries(self, n, label):
        """Yield the digits that D learns from, a batch for each of its steps: (B, 1, 28, 28) in 0…1.

        G stands still meanwhile, so a GPU draws all of them at once: a batch then takes 4.5 ms instead of 6.7.
        """
        count = self.recipe.discriminator_steps
        if self.draw_groups:
            with torch.no_grad(), precision(self.run.team.device, self.bf16):
                fakes = self.draw_groups(self.noise(n, groups=(count,)))
            yield from fakes
            return
        for _ in range(count):
            with torch.set_grad_enabled(not self.recipe.fresh_noise), precision(self.run.team.device, self.bf16):
                fake = self.draw(self.noise(n), label)
            yield fake


def _as_it_is(module):
    return module
