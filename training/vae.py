"""Train a VAE on MNIST: python -m training.vae --help"""

from dataclasses import dataclass, field

import torch

from models.vae import VAEConfig, reparameterise
from training import data, losses
from training.grids import save_grid
from training.run import Run, arguments, export, load, progress_bar


@dataclass(frozen=True)
class Recipe:
    """How one named VAE is trained."""

    model: VAEConfig = field(default_factory=VAEConfig)
    epochs: int = 50
    batch: int = 64
    learning_rate: float = 1e-3
    beta: float = 1.0  # weight of the KL term; 1 is the true bound


RECIPES = {"vae_mlp": Recipe()}


def train(recipe, x, run, epochs, device, name="vae"):
    """Train on x (N, 1, 28, 28) uint8 until `run.epoch` is `epochs`; returns the model.

    Every epoch leaves 25 digits decoded from one fixed z in out/samples/.
    """
    vae, optimizer = run.parts["vae"], run.parts["optimizer"]
    fixed_z = torch.randn(25, vae.latent_dim, generator=torch.Generator().manual_seed(run.seed)).to(device)
    samples = run.out / "samples"
    samples.mkdir(exist_ok=True)

    while run.epoch < epochs:
        vae.train()
        order = torch.randperm(len(x), generator=run.rng).split(recipe.batch)
        bce_sum = kl_sum = 0.0
        for rows in progress_bar(order, f"{name} epoch {run.epoch + 1}/{epochs}"):
            real = data.as_float(x[rows].to(device))  # (B, 1, 28, 28)
            mu, logvar = vae.encode(real)  # (B, Z) each
            logits = vae.logits(reparameterise(mu, logvar, run.rng))  # (B, 1, 28, 28)

            loss = losses.negative_elbo(logits, real, mu, logvar, recipe.beta).sum()
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()

            kl = losses.kl_to_prior(mu, logvar).sum().item()
            kl_sum += kl
            bce_sum += loss.item() - recipe.beta * kl

        vae.eval()
        with torch.no_grad():
            save_grid(samples / f"epoch_{run.epoch + 1:03d}.png", vae.decode(fixed_z))
        run.end_epoch(negative_elbo=(bce_sum + kl_sum) / len(x), bce=bce_sum / len(x), kl=kl_sum / len(x))
    return vae.eval()


def main(argv=None):
    args = arguments(RECIPES, __doc__, argv)
    recipe = RECIPES[args.name]
    torch.manual_seed(args.seed)
    x, _ = load("train", args.data, args.limit)
    vae = recipe.model.build().to(args.device)
    optimizer = torch.optim.Adam(vae.parameters(), lr=recipe.learning_rate)
    run = Run(args.out, args.seed, len(x), vae=vae, optimizer=optimizer)
    if args.resume and run.resume():
        print(f"resumed after epoch {run.epoch}")
    train(recipe, x, run, args.epochs, args.device, args.name)
    export(run, args.name, vae, recipe, x)
    print(f"wrote {args.out / 'model.safetensors'}")


if __name__ == "__main__":
    main()
