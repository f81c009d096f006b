"""Train a GAN on MNIST: python -m training.gan --help"""

from dataclasses import dataclass, field

import torch
from safetensors.torch import save
from torch import nn

from models.conv_gan import ConvGANConfig
from models.gan import GANConfig
from training import data, losses
from training.epoch import Epoch, precision, shuffled
from training.options import arguments
from training.parallel import join, leave
from training.run import Run, export, load
from training.schedule import averaged, falling, set_learning_rate


@dataclass(frozen=True)
class Recipe:
    """How one named GAN is trained. As it stands, the article's way."""

    model: GANConfig | ConvGANConfig = field(default_factory=GANConfig)
    split: str = "train"  # "fit" keeps 5,000 of the 60,000 for choosing
    epochs: int = 200
    batch: int = 64
    learning_rate: float = 2e-4
    betas: tuple[float, float] = (0.5, 0.999)
    schedule: str = "constant"  # one of training.schedule.SCHEDULES
    loss: str = "article"  # one of LOSSES
    discriminator_steps: int = 20  # a generator step, all on the same real batch
    fresh_noise: bool = True  # new noise for the generator's step; else the digits D has just seen
    r1: float = 0.0  # weight of the penalty on D's slope at real digits, pixels counted in 0…1
    # What r1 falls to on the way (cf. Huang et al. 2024, arXiv:2501.05441); 0 keeps it where it is.
    r1_last: float = 0.0
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
        epochs=46,
        batch=128,
        learning_rate=1e-3,
        betas=(0.0, 0.99),
        schedule="plateau",
        loss="non-saturating",
        discriminator_steps=1,
        fresh_noise=False,
        r1=0.12,
        r1_last=0.02,
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


def train(recipe, x, y, run, args):
    """Train on x (N, 1, 28, 28) uint8, y (N,) until `run.epoch` is `args.epochs`; returns the GAN as it ships.

    Every epoch leaves the generator in out/generators/ and, every `grid_every` batches and
    at the epoch's end, 25 samples of one fixed z in out/samples/.

    args : epochs, bf16 and compile, as `training.options.arguments` gives them.
    """
    gan, average = run.parts["gan"], run.parts.get("ema")
    g_optimizer, d_optimizer = run.parts["g_optimizer"], run.parts["d_optimizer"]
    team, device = run.team, run.team.device
    shipped = gan
    if average:
        shipped = recipe.model.build()
        shipped.generator, shipped.discriminator = average.module, gan.discriminator
    if args.compile:
        gan.generator.compile()  # not D: what torch.compile makes cannot be differentiated twice, as R1 does
    draw, discriminator_loss = team.wrap(Draw(gan)), team.wrap(DiscriminatorLoss(gan, recipe.loss))
    generator_loss = LOSSES[recipe.loss][1]
    x = x.to(device)
    fixed_z = torch.randn(25, gan.latent_dim, generator=torch.Generator().manual_seed(run.seed)).to(device)

    def noise(n):
        return team.share(torch.randn(n, gan.latent_dim, generator=run.rng)).to(device)

    while run.epoch < args.epochs:
        gan.train()
        order = shuffled(len(x), recipe.batch, run.rng, fewest=2 * team.size)  # BatchNorm cannot take a lone digit
        steps = args.epochs * len(order)
        for step, rows in (epoch := Epoch(run, order, args.epochs)):
            if step % recipe.grid_every == 0:
                run.keep_samples(step, pictures(shipped, gan, fixed_z))
            for optimizer in (g_optimizer, d_optimizer):
                set_learning_rate(optimizer, recipe.learning_rate, recipe.schedule, step, steps)
            n, rows = len(rows), team.share(rows)
            # The mean over the team is then the mean over the batch, also where it could not be shared evenly.
            weight = len(rows) * team.size / n
            real = data.batch(x, rows)  # (B, 1, 28, 28)
            label = y[rows].to(device) if gan.num_classes else None  # forgeries take the real digits' labels
            r1 = falling(step, steps, recipe.r1, recipe.r1_last) if recipe.r1_last else recipe.r1
            r1 = r1 * recipe.r1_every if step % recipe.r1_every == 0 else 0.0

            for _ in range(recipe.discriminator_steps):
                with torch.set_grad_enabled(not recipe.fresh_noise), precision(device, args.bf16):
                    fake = draw(noise(n), label)
                with precision(device, args.bf16):
                    d_loss, d_real, d_fake = discriminator_loss(real, fake.detach(), label, r1)
                d_optimizer.zero_grad()
                (weight * d_loss).backward()
                d_optimizer.step()

            gan.discriminator.requires_grad_(False)
            with precision(device, args.bf16):
                if recipe.fresh_noise:
                    fake = draw(noise(n), label)
                g_loss = generator_loss(gan.logits(fake, label).float())
            g_optimizer.zero_grad()
            (weight * g_loss).backward()
            g_optimizer.step()
            gan.discriminator.requires_grad_(True)

            if average:
                average.update_parameters(gan.generator)
            if r1:
                gan.discriminator.note_spread(real, label)
            epoch.note(len(rows), d_loss=d_loss, g_loss=g_loss, d_real=d_real, d_fake=d_fake)

        figures = epoch.means()
        run.keep_samples((run.epoch + 1) * len(order), pictures(shipped, gan, fixed_z))
        kept = {key: value.detach().cpu().contiguous() for key, value in shipped.generator.state_dict().items()}
        run.keep(f"generators/epoch_{run.epoch + 1:03d}.safetensors", save(kept))
        run.end_epoch(**figures)
    return shipped.eval()


@torch.no_grad()
def pictures(shipped, gan, z):
    """Samples as a visitor would get them: of the averaged generator, with BatchNorm's running statistics."""
    x = shipped.eval().generate(z)
    gan.train()
    return x


def main(argv=None):
    args = arguments(RECIPES, __doc__, argv)
    recipe = RECIPES[args.name]
    team = join(args.device)
    torch.manual_seed(args.seed)
    x, y = load(recipe.split, args.data, args.limit)
    gan = recipe.model.build().to(team.device, memory_format=torch.channels_last)
    adam = dict(lr=recipe.learning_rate, betas=recipe.betas, fused=True)
    parts = {
        "gan": gan,
        "g_optimizer": torch.optim.Adam(gan.generator.parameters(), **adam),
        "d_optimizer": torch.optim.Adam(gan.discriminator.parameters(), **adam),
    }
    if recipe.ema:
        parts["ema"] = averaged(gan.generator, recipe.ema)
    team.share_batch_norm(gan.generator)
    run = Run(args.out, args.name, args.seed, len(x), parts, team, args.tensorboard)
    if args.resume:
        run.resume()
    export(run, train(recipe, x, y, run, args), recipe, x, args.bf16)
    leave()


if __name__ == "__main__":
    main()
