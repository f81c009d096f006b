"""Train a VAE, or the plain autoencoder that is set beside one, on MNIST: python -m training.vae --help"""

from dataclasses import dataclass, field, replace

import torch
from torch import nn
from torch.nn import functional as F

from models import registry
from models.conv_vae import ConvVAEConfig
from models.plane import AutoencoderConfig
from models.vae import VAE, VAEConfig
from training import data, losses, metrics
from training.augment import jitter, thickness, warp
from training.epoch import Epoch, precision, shuffled
from training.mixtures import fitted
from training.options import arguments
from training.parallel import join, leave
from training.run import Run, export, load
from training.schedule import averaged, looks_begin, set_learning_rate


@dataclass(frozen=True)
class Recipe:
    """How one named VAE is trained. As it stands, the article's way."""

    model: VAEConfig | ConvVAEConfig | AutoencoderConfig = field(default_factory=VAEConfig)
    split: str = "train"  # "fit" keeps 5,000 of the 60,000 for choosing
    epochs: int = 50
    batch: int = 64
    learning_rate: float = 1e-3
    betas: tuple[float, float] = (0.9, 0.999)
    weight_decay: float = 0.0  # on weights; biases are left alone
    schedule: str = "constant"  # one of training.schedule.SCHEDULES
    beta: float = 1.0  # weight of the KL term; 1 is the true bound
    beta_warmup: float = 0.0  # share of the steps over which it grows from 0
    clip: float = 0.0  # longest gradient (of the mean loss, nats a digit); 0 leaves it alone
    ema: float = 0.0  # decay of the averaged weights that are exported; 0 exports the last ones
    jittered: float = 0.0  # share of the digits that are turned, stretched, slanted and shifted
    thickened: float = 0.0  # share that is drawn bolder or finer
    clean: float = 0.2  # share of the epochs, at the end, that see MNIST as it is
    looking: float = 0.0  # share of the epochs, at the end, in which the VAE stands still and only its looks learn
    # While the looks learn (those epochs have no clean end):
    looks: int = 0  # at each digit; more than the VAE will take make each of them better
    warped: float = 0.0  # share of the digits that is bent
    reads: float = 0.0  # weight of the reader's cross-entropy on what mu decodes to
    reading: float = 1.0  # share of the looks' epochs, at the end, that have it


TODAY = dict(split="fit", batch=128, learning_rate=2e-3, betas=(0.9, 0.98), weight_decay=0.01, schedule="cosine")
RECIPES = {
    "vae_mlp": Recipe(),
    "vae_conv": Recipe(
        ConvVAEConfig(looks=1),
        epochs=101,  # of which the looks have 21
        looking=21 / 101,
        looks=2,
        warped=0.5,
        reads=10.0,
        reading=0.38,  # 8 epochs: better pixels first, then legible ones
        beta_warmup=0.02,
        clip=50.0,
        ema=0.9995,
        jittered=0.6,
        thickened=0.2,
        **TODAY,
    ),
    "vae_map": Recipe(ConvVAEConfig(latent_dim=2), epochs=24, beta_warmup=0.02, clip=50.0, ema=0.999, **TODAY),
    "ae_map": Recipe(AutoencoderConfig(), epochs=24, beta=0.0, clip=50.0, ema=0.999, **TODAY),  # no KL, no noise
}


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
        course = self.vae._posteriors(x)
        bce, kl = torch.stack([self._parts(x, epsilon, *q) for q in course[1:] or course]).mean(0)
        parts = {"negative_elbo": bce + kl, "bce": bce, "kl": kl}
        if y is not None:
            x_hat = torch.sigmoid(self.vae._logits(course[-1][0]))
            parts["misread"] = F.cross_entropy(self.reader(x_hat).float(), y)
        return parts

    def _parts(self, x, epsilon, mu, logvar):
        # Without the checks of `encode` and `logits`: a NaN has to reach the loss, where it ends the run with its step.
        logits = self.vae._logits(mu + torch.exp(0.5 * logvar) * epsilon)  # (B, 1, 28, 28)
        return torch.stack([losses.bce_sum(logits, x).mean(), losses.kl_to_prior(mu, logvar).mean()])


class Misfit(nn.Module):
    """The plain autoencoder's loss: what is left of −ELBO without noise and without KL."""

    def __init__(self, autoencoder):
        super().__init__()
        self.autoencoder = autoencoder

    def forward(self, x, _epsilon, _y=None):
        """x (B, 1, 28, 28) in 0…1 → mean BCE by name, nats a digit."""
        return {"bce": losses.bce_sum(self.autoencoder._logits(self.autoencoder._code(x)), x).mean()}


def train(recipe, x, y, run, args, held_out=None):
    """Train on x (N, 1, 28, 28) uint8, y (N,) until `run.epoch` is `args.epochs`; returns the VAE as it ships.

    Every epoch leaves 25 digits decoded from one fixed z in out/samples/. Where the recipe gives epochs to the looks,
    they learn on the averaged VAE, with a schedule of their own and on harder digits than it has learned from.

    args : epochs, bf16 and compile, as `training.options.arguments` gives them.
    held_out : (M, 1, 28, 28) uint8, optional; their −ELBO is written to the history after each epoch.
    """
    vae, ema = run.parts["vae"], run.parts.get("ema")
    looking = looks_begin(args.epochs, recipe.looking)
    if recipe.looking:
        _let_learn(vae, looks=0)
    _train(replace(recipe, warped=0.0, reads=0.0), x, y, run, args, held_out, range(looking))
    if run.epoch < args.epochs:
        if ema and run.epoch == looking:
            vae.load_state_dict(ema.module.state_dict())
        _let_learn(vae, looks=recipe.looks)
        _train(replace(recipe, clean=0.0), x, y, run, args, held_out, range(looking, args.epochs))
    if recipe.looking:
        vae.looks = vae.config.looks
    return (ema.module if ema else vae).eval()


def _let_learn(vae, looks):
    """Let the looks learn and nothing else, so many at each digit; or, where there are none, all but them."""
    vae.looks = looks
    for name, parameter in vae.named_parameters():
        parameter.requires_grad_(name.startswith("look.") == bool(looks))


def _reader(device):
    """The shipped reader; SystemExit with a sentence where it is missing or damaged."""
    try:
        return registry.load("reader", device)
    except registry.WeightsError as error:
        raise SystemExit(f"the looks learn to be legible to the reader: {error}") from None


def _train(recipe, x, y, run, args, held_out, epochs):
    """Train for what is left of the epochs, a range, which have schedules of their own."""
    vae, optimizer, ema = (run.parts.get(name) for name in ("vae", "optimizer", "ema"))
    team, device = run.team, run.team.device
    objective = NegativeELBO(vae, _reader(device) if recipe.reads else None) if isinstance(vae, VAE) else Misfit(vae)
    objective = team.wrap(torch.compile(objective) if args.compile else objective)
    x = x.to(device)
    fixed_z = torch.randn(25, vae.latent_dim, generator=torch.Generator().manual_seed(run.seed)).to(device)
    best = ema.module if ema else vae

    while run.epoch in epochs:
        vae.train()
        order = shuffled(len(x), recipe.batch, run.rng, fewest=team.size)
        first, steps = epochs.start * len(order), len(epochs) * len(order)
        done = run.epoch - epochs.start
        augmented = done < (1 - recipe.clean) * len(epochs)
        reading = recipe.reads and done + 1 > (1 - recipe.reading) * len(epochs)
        for step, rows in (epoch := Epoch(run, order, args.epochs)):
            # Everything is drawn for the whole batch, and then shared: so many processes train as one does.
            real = data.batch(x, rows)  # (B, 1, 28, 28)
            if augmented and recipe.jittered:
                real = jitter(real, run.rng, degrees=10, scale=0.1, shear=0.15, shift=0.7, share=recipe.jittered)
            if augmented and recipe.warped:
                real = warp(real, run.rng, share=recipe.warped)
            if augmented and recipe.thickened:
                real = thickness(real, run.rng, share=recipe.thickened)
            epsilon = torch.randn(len(rows), vae.latent_dim, generator=run.rng).to(device)  # (B, Z)
            real, epsilon = team.share(real), team.share(epsilon)
            label = y[team.share(rows)].to(device) if reading else None

            set_learning_rate(optimizer, recipe.learning_rate, recipe.schedule, step - first, steps)
            warm = min((step - first + 1) / (recipe.beta_warmup * steps), 1) if recipe.beta_warmup else 1.0
            with precision(device, args.bf16):
                parts = objective(real, epsilon, label)
            loss = parts["bce"] + warm * recipe.beta * parts.get("kl", 0.0) + recipe.reads * parts.pop("misread", 0.0)
            optimizer.zero_grad()
            # The mean over the team is then the mean over the batch, also where it could not be shared evenly.
            (loss * (len(real) * team.size / len(rows))).backward()
            if recipe.clip:
                nn.utils.clip_grad_norm_(vae.parameters(), recipe.clip)
            optimizer.step()
            if ema:
                ema.update_parameters(vae)
            epoch.note(len(real), **parts)

        figures = epoch.means()
        best.eval()
        if held_out is not None:
            measure = metrics.elbo if isinstance(best, VAE) else metrics.misfit
            name, value = next(iter(measure(best, held_out.to(device)).items()))
            figures[f"validation_{name}"] = value
        with torch.no_grad():
            run.keep_samples((run.epoch + 1) * len(order), best.decode(fixed_z))
        run.end_epoch(**figures)


def optimiser(vae, recipe):
    """AdamW (Loshchilov & Hutter 2019); with weight decay 0 it is the article's Adam."""
    weights = [p for p in vae.parameters() if p.ndim > 1]
    others = [p for p in vae.parameters() if p.ndim <= 1]
    groups = [{"params": weights, "weight_decay": recipe.weight_decay}, {"params": others, "weight_decay": 0.0}]
    if not recipe.weight_decay:  # one group is quicker than two alike
        groups = vae.parameters()
    return torch.optim.AdamW(groups, lr=recipe.learning_rate, betas=recipe.betas, fused=True)


def main(argv=None):
    args = arguments(RECIPES, __doc__, argv)
    recipe = RECIPES[args.name]
    team = join(args.device)
    torch.manual_seed(args.seed)
    x, y = load(recipe.split, args.data, args.limit)
    held_out = load("validation", args.data, args.limit)[0] if recipe.split == "fit" else None
    vae = recipe.model.build().to(team.device, memory_format=torch.channels_last)
    parts = {"vae": vae, "optimizer": optimiser(vae, recipe)}
    if recipe.ema:
        parts["ema"] = averaged(vae, recipe.ema)
    run = Run(args.out, args.name, args.seed, len(x), parts, team, args.tensorboard)
    if args.resume:
        run.resume()
    vae = train(recipe, x, y, run, args, held_out)
    if team.leads:
        export(run, fitted(vae, x, y) if isinstance(vae, VAE) else vae.cpu(), recipe, x, args.bf16)
    leave()


if __name__ == "__main__":
    main()
