"""Train a VAE on MNIST: python -m training.vae --help"""

from dataclasses import dataclass, field

import torch
from torch import nn

from models.conv_vae import ConvVAEConfig
from models.vae import VAEConfig
from training import data, losses, metrics
from training.augment import jitter, thickness
from training.parallel import join, leave
from training.run import Run, arguments, export, load, precision, progress_bar, sample_grid
from training.schedule import averaged, scheduler


@dataclass(frozen=True)
class Recipe:
    """How one named VAE is trained. As it stands, the article's way."""

    model: VAEConfig | ConvVAEConfig = field(default_factory=VAEConfig)
    split: str = "train"  # "fit" keeps 5,000 of the 60,000 for choosing
    epochs: int = 50
    batch: int = 64
    learning_rate: float = 1e-3
    betas: tuple[float, float] = (0.9, 0.999)
    weight_decay: float = 0.0  # on weights; biases are left alone
    schedule: str = "constant"
    beta: float = 1.0  # weight of the KL term; 1 is the true bound
    beta_warmup: float = 0.0  # share of the steps over which it grows from 0
    clip: float = 0.0  # longest gradient (of the mean loss, nats a digit); 0 leaves it alone
    ema: float = 0.0  # decay of the averaged weights that are exported; 0 exports the last ones
    jittered: float = 0.0  # share of the digits that are turned, stretched, slanted and shifted
    thickened: float = 0.0  # share that is drawn bolder or finer
    clean: float = 0.2  # share of the epochs, at the end, that see MNIST as it is


TODAY = dict(split="fit", batch=128, learning_rate=2e-3, betas=(0.9, 0.98), weight_decay=0.01, schedule="cosine")
RECIPES = {
    "vae_mlp": Recipe(),
    "vae_conv": Recipe(
        ConvVAEConfig(), epochs=80, beta_warmup=0.02, clip=50.0, ema=0.9995, jittered=0.6, thickened=0.2, **TODAY
    ),
    "vae_map": Recipe(ConvVAEConfig(latent_dim=2), epochs=20, beta_warmup=0.02, clip=50.0, ema=0.999, **TODAY),
}


class NegativeELBO(nn.Module):
    """The loss as one module, so that DistributedDataParallel and torch.compile see a whole step."""

    def __init__(self, vae):
        super().__init__()
        self.vae = vae

    def forward(self, x, epsilon):
        """x (B, 1, 28, 28) in 0…1, epsilon (B, Z) ~ N(0, I) → BCE and KL summed over the batch, nats."""
        mu, logvar = self.vae.encode(x)  # (B, Z) each
        logits = self.vae.logits(mu + torch.exp(0.5 * logvar) * epsilon)  # (B, 1, 28, 28)
        return losses.bce_sum(logits, x).sum(), losses.kl_to_prior(mu, logvar).sum()


def train(recipe, x, run, epochs, args):
    """Train on x (N, 1, 28, 28) uint8 until `run.epoch` is `epochs`.

    Every epoch leaves 25 digits decoded from one fixed z in out/samples/.
    args : what `training.run.arguments` gives, with team and device; args.held_out (M, 1, 28, 28) uint8 or None.
    """
    vae, ema, optimizer, schedule = (run.parts.get(name) for name in ("vae", "ema", "optimizer", "schedule"))
    team, device = args.team, args.device
    objective = NegativeELBO(vae)
    if args.compile:
        objective = torch.compile(objective)
    objective = team.wrap(objective)
    x = x.to(device)
    fixed_z = torch.randn(25, vae.latent_dim, generator=torch.Generator().manual_seed(run.seed)).to(device)
    steps = epochs * -(-len(x) // recipe.batch)

    while run.epoch < epochs:
        vae.train()
        order = torch.randperm(len(x), generator=run.rng).split(recipe.batch)
        augmented = run.epoch < (1 - recipe.clean) * epochs
        sums = torch.zeros(2, dtype=torch.float64)
        for i, rows in enumerate(progress := progress_bar(order, f"{args.name} {run.epoch + 1}/{epochs}", team)):
            real = data.as_float(x[rows.to(device)])  # (B, 1, 28, 28)
            if augmented and recipe.jittered:
                real = jitter(real, run.rng, degrees=10, scale=0.1, shear=0.15, shift=0.7, share=recipe.jittered)
            if augmented and recipe.thickened:
                real = thickness(real, run.rng, share=recipe.thickened)
            epsilon = torch.randn(len(rows), vae.latent_dim, generator=run.rng).to(device)  # (B, Z)

            step = run.epoch * len(order) + i
            warm = min((step + 1) / (recipe.beta_warmup * steps), 1) if recipe.beta_warmup else 1.0
            with precision(device, args.bf16):
                bce, kl = objective(team.share(real), team.share(epsilon))
            # Averaging over the team then gives the mean over the whole batch, however it was shared.
            loss = (bce + warm * recipe.beta * kl) * team.size / len(rows)
            run.check(loss, step)
            optimizer.zero_grad()
            loss.backward()
            if recipe.clip:
                nn.utils.clip_grad_norm_(vae.parameters(), recipe.clip)
            optimizer.step()
            schedule.step()
            if ema:
                ema.update_parameters(vae)

            sums += torch.stack([bce, kl]).detach().double().cpu()
            progress.set_postfix(loss=f"{loss.item():.1f}", refresh=False)

        bce, kl = (team.sum(sums) / len(x)).tolist()
        best = (ema.module if ema else vae).eval()
        figures = {"negative_elbo": bce + kl, "bce": bce, "kl": kl}
        if args.held_out is not None:
            figures["validation_negative_elbo"] = metrics.elbo(best, args.held_out)["negative_elbo"]
        with torch.no_grad():
            sample_grid(run, (run.epoch + 1) * len(order), best.decode(fixed_z))
        run.end_epoch(**figures)


def optimiser(vae, recipe):
    """AdamW (Loshchilov & Hutter 2019); with weight decay 0 it is the article's Adam."""
    weights = [p for p in vae.parameters() if p.ndim > 1]
    others = [p for p in vae.parameters() if p.ndim <= 1]
    groups = [{"params": weights, "weight_decay": recipe.weight_decay}, {"params": others, "weight_decay": 0.0}]
    fused = next(vae.parameters()).device.type != "mps"
    return torch.optim.AdamW(groups, lr=recipe.learning_rate, betas=recipe.betas, fused=fused)


def main(argv=None):
    args = arguments(RECIPES, __doc__, argv)
    recipe = RECIPES[args.name]
    args.team, args.device = join(args.device)
    torch.manual_seed(args.seed)
    x, _ = load(recipe.split, args.data, args.limit)
    args.held_out = load("validation", args.data, args.limit)[0] if recipe.split == "fit" else None
    vae = recipe.model.build().to(args.device, memory_format=torch.channels_last)
    optimizer = optimiser(vae, recipe)
    steps = args.epochs * -(-len(x) // recipe.batch)
    parts = {"vae": vae, "optimizer": optimizer, "schedule": scheduler(optimizer, recipe.schedule, steps)}
    if ema := averaged(vae, recipe.ema):
        parts["ema"] = ema
    run = Run(args.out, args.seed, len(x), args.team, **parts)
    if args.resume and run.resume():
        print(f"resumed after epoch {run.epoch}")
    train(recipe, x, run, args.epochs, args)
    export(run, args.name, ema.module if ema else vae, recipe, x)
    leave()


if __name__ == "__main__":
    main()
