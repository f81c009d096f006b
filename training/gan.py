"""Train a GAN on MNIST: python -m training.gan --help"""

from dataclasses import dataclass, field

import torch
from safetensors.torch import save_file

from models.gan import GANConfig
from training import data, losses
from training.grids import save_grid
from training.run import Run, arguments, export, load, progress_bar, shuffled


@dataclass(frozen=True)
class Recipe:
    """How one named GAN is trained."""

    model: GANConfig = field(default_factory=GANConfig)
    epochs: int = 200
    batch: int = 64
    learning_rate: float = 2e-4
    betas: tuple[float, float] = (0.5, 0.999)
    discriminator_steps: int = 20  # a generator step, all on the same real batch
    grid_every: int = 400  # batches between two pictures of the same 25 noise vectors


RECIPES = {"gan_mlp": Recipe()}


def train(recipe, x, run, epochs, device, name="gan"):
    """Train on x (N, 1, 28, 28) uint8 until `run.epoch` is `epochs`; returns the model.

    Every epoch leaves the generator in out/generators/ and, every `grid_every` batches and
    at the epoch's end, 25 samples of one fixed z in out/samples/.
    """
    gan = run.parts["gan"]
    generator, discriminator = gan.generator, gan.discriminator
    fixed_z = torch.randn(25, gan.latent_dim, generator=torch.Generator().manual_seed(run.seed)).to(device)
    samples, generators = run.out / "samples", run.out / "generators"
    samples.mkdir(exist_ok=True)
    generators.mkdir(exist_ok=True)

    def noise(n):
        return torch.randn(n, gan.latent_dim, generator=run.rng).to(device)

    while run.epoch < epochs:
        gan.train()
        order = shuffled(len(x), recipe.batch, run.rng)
        sums = torch.zeros(4, device=device)
        for i, rows in enumerate(progress_bar(order, f"{name} epoch {run.epoch + 1}/{epochs}")):
            real = 2 * data.as_float(x[rows].to(device)).flatten(1) - 1  # (B, 784) in −1…1

            for _ in range(recipe.discriminator_steps):
                with torch.no_grad():
                    fake = generator(noise(len(real)))  # (B, 784)
                # One pass for both halves: D has no BatchNorm, so they do not see each other.
                real_logits, fake_logits = discriminator(torch.cat([real, fake])).chunk(2)
                d_loss = losses.article_discriminator(real_logits, fake_logits)
                run.parts["d_optimizer"].zero_grad()
                d_loss.backward()
                run.parts["d_optimizer"].step()

            discriminator.requires_grad_(False)
            g_loss = losses.article_generator(discriminator(generator(noise(len(real)))))
            run.parts["g_optimizer"].zero_grad()
            g_loss.backward()
            run.parts["g_optimizer"].step()
            discriminator.requires_grad_(True)

            with torch.no_grad():
                sums += torch.stack(
                    [d_loss, g_loss, torch.sigmoid(real_logits).mean(), torch.sigmoid(fake_logits).mean()]
                )
            batches = run.epoch * len(order) + i
            if batches % recipe.grid_every == 0:
                save_grid(samples / f"batch_{batches:06d}.png", draw(gan, fixed_z))

        d_loss, g_loss, d_real, d_fake = (sums / len(order)).tolist()
        save_grid(samples / f"epoch_{run.epoch + 1:03d}.png", draw(gan, fixed_z))
        save_file(generator.state_dict(), generators / f"epoch_{run.epoch + 1:03d}.safetensors")
        run.end_epoch(d_loss=d_loss, g_loss=g_loss, d_real=d_real, d_fake=d_fake)
    return gan.eval()


@torch.no_grad()
def draw(gan, z):
    """Samples as a visitor would get them: with BatchNorm's running statistics."""
    gan.eval()
    x = gan.generate(z)
    gan.train()
    return x


def main(argv=None):
    args = arguments(RECIPES, __doc__, argv)
    recipe = RECIPES[args.name]
    torch.manual_seed(args.seed)
    x, _ = load("train", args.data, args.limit)
    gan = recipe.model.build().to(args.device)
    adam = dict(lr=recipe.learning_rate, betas=recipe.betas, fused=args.device.type != "mps")
    run = Run(
        args.out,
        args.seed,
        len(x),
        gan=gan,
        g_optimizer=torch.optim.Adam(gan.generator.parameters(), **adam),
        d_optimizer=torch.optim.Adam(gan.discriminator.parameters(), **adam),
    )
    if args.resume and run.resume():
        print(f"resumed after epoch {run.epoch}")
    train(recipe, x, run, args.epochs, args.device, args.name)
    export(run, args.name, gan, recipe, x)
    print(f"wrote {args.out / 'model.safetensors'}")


if __name__ == "__main__":
    main()
