"""Train a GAN on MNIST: python -m training.gan --help"""

import copy
from dataclasses import dataclass, field

import torch
from safetensors.torch import save_file
from torch import nn

from models.conv_gan import ConvGANConfig
from models.gan import GANConfig
from training import data, losses
from training.parallel import join, leave
from training.run import Run, arguments, export, load, precision, progress_bar, sample_grid, shuffled
from training.schedule import averaged, scheduler


@dataclass(frozen=True)
class Recipe:
    """How one named GAN is trained. As it stands, the article's way."""

    model: GANConfig | ConvGANConfig = field(default_factory=GANConfig)
    split: str = "train"  # "fit" keeps 5,000 of the 60,000 for choosing
    epochs: int = 200
    batch: int = 64
    learning_rate: float = 2e-4
    betas: tuple[float, float] = (0.5, 0.999)
    schedule: str = "constant"
    loss: str = "article"  # one of LOSSES
    discriminator_steps: int = 20  # a generator step, all on the same real batch
    fresh_noise: bool = True  # new noise for the generator's step; else the digits D has just seen
    r1: float = 0.0  # weight of the penalty on D's slope at real digits, pixels counted in 0…1
    r1_every: int = 8  # batches; the penalty then weighs as much more (Karras et al. 2020, arXiv:1912.04958)
    ema: float = 0.0  # decay of the averaged generator that is exported; 0 exports the last one
    grid_every: int = 400  # batches between two pictures of the same 25 noise vectors


LOSSES = {
    "article": (losses.article_discriminator, losses.article_generator),
    "non-saturating": (losses.nonsaturating_discriminator, losses.nonsaturating_generator),
}
RECIPES = {
    "gan_mlp": Recipe(),
    "gan_mlp_k1": Recipe(discriminator_steps=1),
    "gan_conv": Recipe(
        ConvGANConfig(),
        split="fit",
        epochs=32,
        batch=128,
        learning_rate=1e-3,
        betas=(0.0, 0.99),
        schedule="plateau",
        loss="non-saturating",
        discriminator_steps=1,
        fresh_noise=False,
        r1=0.005,
        ema=0.999,
        grid_every=100,
    ),
}


class Draw(nn.Module):
    """The generator as a module of its own, so that DistributedDataParallel sees its step."""

    def __init__(self, gan):
        super().__init__()
        self.generator = gan.generator
        self.draw = gan.draw

    def forward(self, z, label):
        """z (B, Z), label (B,) or None → digits (B, 1, 28, 28) in 0…1."""
        return self.draw(z, label)


class DiscriminatorLoss(nn.Module):
    """D's whole loss as one module, likewise."""

    def __init__(self, gan, loss):
        super().__init__()
        self.discriminator = gan.discriminator
        self.judge, self.logits = gan.judge, gan.logits
        self.loss = LOSSES[loss][0]

    def forward(self, real, fake, label, r1=0.0):
        """real, fake (B, 1, 28, 28) in 0…1, label (B,) or None → loss, and what D says of real and of fake (mean)."""
        real_logits, fake_logits = self.judge(real, fake, label)
        loss = self.loss(real_logits.float(), fake_logits.float())
        if r1:
            real = real.detach().requires_grad_()
            with torch.autocast(real.device.type, enabled=False):  # differentiated twice: float32
                loss = loss + r1 * losses.r1(self.logits(real, label), real)
        said = [torch.sigmoid(logits.detach().float()).mean() for logits in (real_logits, fake_logits)]
        return loss, *said


def train(recipe, x, y, run, epochs, args):
    """Train on x (N, 1, 28, 28) uint8, y (N,) until `run.epoch` is `epochs`.

    Every epoch leaves the generator in out/generators/ and, every `grid_every` batches and
    at the epoch's end, 25 samples of one fixed z in out/samples/.
    args : what `training.run.arguments` gives, with team and device.
    """
    gan, average = run.parts["gan"], run.parts.get("ema")
    team, device = args.team, args.device
    if args.compile:
        gan.generator.compile()
    draw, discriminator_loss = team.wrap(Draw(gan)), team.wrap(DiscriminatorLoss(gan, recipe.loss))
    generator_loss = LOSSES[recipe.loss][1]
    x = x.to(device)
    fixed_z = torch.randn(25, gan.latent_dim, generator=torch.Generator().manual_seed(run.seed)).to(device)
    generators = run.out / "generators"
    generators.mkdir(exist_ok=True)

    def noise(n):
        return team.share(torch.randn(n, gan.latent_dim, generator=run.rng)).to(device)

    while run.epoch < epochs:
        gan.train()
        order = shuffled(len(x), recipe.batch, run.rng, team.size)
        sums = torch.zeros(4, dtype=torch.float64)
        for i, rows in enumerate(progress := progress_bar(order, f"{args.name} {run.epoch + 1}/{epochs}", team)):
            step = run.epoch * len(order) + i
            if step % recipe.grid_every == 0:
                sample_grid(run, step, pictures(gan, average, fixed_z))
            # Averaging gradients over the team then gives the mean over the whole batch, however it was shared.
            n, rows = len(rows), team.share(rows)
            weight = len(rows) * team.size / n
            real = data.as_float(x[rows.to(device)])  # (B, 1, 28, 28)
            label = y[rows].to(device) if gan.num_classes else None  # forgeries take the real digits' labels

            for _ in range(recipe.discriminator_steps):
                with torch.set_grad_enabled(not recipe.fresh_noise), precision(device, args.bf16):
                    fake = draw(noise(n), label)
                r1 = recipe.r1 * recipe.r1_every if step % recipe.r1_every == 0 else 0.0
                with precision(device, args.bf16):
                    d_loss, d_real, d_fake = discriminator_loss(real, fake.detach(), label, r1)
                run.check(d_loss, step)
                run.parts["d_optimizer"].zero_grad()
                (weight * d_loss).backward()
                run.parts["d_optimizer"].step()

            gan.discriminator.requires_grad_(False)
            with precision(device, args.bf16):
                if recipe.fresh_noise:
                    fake = draw(noise(n), label)
                g_loss = generator_loss(gan.logits(fake, label).float())
            run.check(g_loss, step)
            run.parts["g_optimizer"].zero_grad()
            (weight * g_loss).backward()
            run.parts["g_optimizer"].step()
            gan.discriminator.requires_grad_(True)

            for schedule in ("g_schedule", "d_schedule"):
                run.parts[schedule].step()
            if average:
                average.update_parameters(gan.generator)
            if r1:
                gan.discriminator.note_spread(real)
            sums += torch.stack([d_loss, g_loss, d_real, d_fake]).detach().double().cpu() * len(rows) / n
            progress.set_postfix(d_loss=f"{d_loss.item():.3f}", g_loss=f"{g_loss.item():.3f}", refresh=False)

        d_loss, g_loss, d_real, d_fake = (team.sum(sums) / len(order)).tolist()
        steps = (run.epoch + 1) * len(order)
        sample_grid(run, steps, pictures(gan, average, fixed_z))
        if team.leads:
            best = average.module if average else gan.generator
            kept = {key: value.detach().cpu().contiguous() for key, value in best.state_dict().items()}
            save_file(kept, generators / f"epoch_{run.epoch + 1:03d}.safetensors")
        run.end_epoch(d_loss=d_loss, g_loss=g_loss, d_real=d_real, d_fake=d_fake)


@torch.no_grad()
def pictures(gan, average, z):
    """Samples as a visitor would get them: of the averaged generator, with BatchNorm's running statistics."""
    shown = exported(gan, average).eval()
    x = shown.generate(z)
    gan.train()
    return x


def exported(gan, average):
    """The GAN as it ships: the averaged generator, where there is one, and the discriminator."""
    if not average:
        return gan
    whole = copy.copy(gan)  # shares the discriminator
    whole._modules = {**gan._modules, "generator": average.module}
    return whole


def main(argv=None):
    args = arguments(RECIPES, __doc__, argv)
    recipe = RECIPES[args.name]
    args.team, args.device = join(args.device)
    torch.manual_seed(args.seed)
    x, y = load(recipe.split, args.data, args.limit)
    gan = recipe.model.build().to(args.device, memory_format=torch.channels_last)
    average = averaged(gan.generator, recipe.ema)
    if args.team.size > 1 and args.device.type == "cuda":
        nn.SyncBatchNorm.convert_sync_batchnorm(gan.generator)
    steps = args.epochs * len(shuffled(len(x), recipe.batch, torch.Generator(), args.team.size))
    parts = {"gan": gan}
    for letter, network in (("g", gan.generator), ("d", gan.discriminator)):
        parts[f"{letter}_optimizer"] = adam = torch.optim.Adam(
            network.parameters(), lr=recipe.learning_rate, betas=recipe.betas, fused=args.device.type != "mps"
        )
        parts[f"{letter}_schedule"] = scheduler(adam, recipe.schedule, steps)
    if average:
        parts["ema"] = average
    run = Run(args.out, args.seed, len(x), args.team, **parts)
    if args.resume and run.resume():
        print(f"resumed after epoch {run.epoch}")
    train(recipe, x, y, run, args.epochs, args)
    export(run, args.name, exported(gan, average), recipe, x)
    leave()


if __name__ == "__main__":
    main()
