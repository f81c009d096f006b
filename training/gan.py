"""Train a GAN on MNIST: python -m training.gan --help"""

from dataclasses import dataclass, field

import torch
from safetensors.torch import save

from models.networks.conv_gan import ConvGANConfig
from models.networks.gan import GANConfig
from training.gan_step import GANStep
from training.loop.command_line import arguments
from training.loop.epoch import Epoch, shuffled
from training.loop.parallel import join, leave
from training.loop.provenance import export
from training.loop.replay import adam_options, stepper
from training.loop.run import begun, load
from training.loop.schedule import Average

FEWEST = 2  # digits in a batch: BatchNorm cannot take a lone one


@dataclass(frozen=True)
class Recipe:
    """Describe how one named GAN is trained. The defaults are the article's."""

    model: GANConfig | ConvGANConfig = field(default_factory=GANConfig)
    split: str = "train"  # "fit" keeps 5,000 of the 60,000 for choosing
    epochs: int = 200
    batch: int = 64
    learning_rate: float = 2e-4
    betas: tuple[float, float] = (0.5, 0.999)
    schedule: str = "constant"  # one of training.loop.schedule.SCHEDULES
    loss: str = "article"  # one of training.gan_step.LOSSES
    discriminator_steps: int = 20  # a generator step, all on the same real batch
    fresh_noise: bool = True  # new noise for the generator's step; else the digits D has just seen
    r1: float = 0.0  # weight of the penalty on D's slope at real digits, pixels counted in 0…1
    # What r1 falls to on the way (cf. Huang et al. 2024, arXiv:2501.05441); 0 keeps it where it is.
    r1_last: float = 0.0
    r1_every: int = 8  # batches; the penalty then weighs as much more (Karras et al. 2020, arXiv:1912.04958)
    ema_decay: float = 0.0  # of the averaged generator that is exported; 0 exports the last one
    grid_every: int = 400  # batches between two pictures of the same 25 noise vectors


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
        ema_decay=0.999,
        grid_every=100,
    ),
}


def train(recipe, x, y, run, args):
    """Train on x (N, 1, 28, 28) uint8, y (N,) until `run.epoch` is `args.epochs`; returns the GAN as it ships.

    Every epoch leaves the generator in out/generators/ and, every `grid_every` batches and
    at the epoch's end, 25 samples of one fixed z in out/samples/.

    args : epochs, bf16 and compile, as `training.loop.command_line.arguments` gives them.
    """
    gan, average, device = run.parts["gan"], run.parts.get("ema"), run.team.device
    shipped = gan
    if average:
        shipped = recipe.model.build()
        shipped.generator, shipped.discriminator = average.module, gan.discriminator
    x, y = x.to(device), y.to(device)
    fixed_z = torch.randn(25, gan.latent_dim, generator=torch.Generator().manual_seed(run.seed)).to(device)
    plan = GANStep(recipe, run, x, y, args.bf16, args.compile)
    take_step = stepper(plan, run)

    while run.goes_on(args.epochs):
        gan.train()
        order = shuffled(len(x), recipe.batch, run.rng, fewest=FEWEST * run.team.size)
        steps = args.epochs * len(order)
        for step, rows in (epoch := Epoch(run, order, args.epochs)):
            if step % recipe.grid_every == 0:
                run.keep_samples(step, pictures(shipped, gan, fixed_z))
            losses = take_step(rows, plan.numbers(step, steps), plan.penalised(step))
            epoch.note(len(run.team.share(rows)), **losses)

        figures = epoch.means()
        run.keep_samples((run.epoch + 1) * len(order), pictures(shipped, gan, fixed_z))
        kept = {key: value.detach().cpu().contiguous() for key, value in shipped.generator.state_dict().items()}
        run.keep(f"generators/epoch_{run.epoch + 1:03d}.safetensors", save(kept))
        run.end_epoch(**figures)
    return shipped.eval()


@torch.no_grad()
def pictures(shipped, gan, z):
    """Draw samples as a user gets them: by the averaged generator, with BatchNorm's running statistics."""
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
    adam = dict(lr=recipe.learning_rate, betas=recipe.betas, **adam_options(team, args.compile))
    parts = {
        "gan": gan,
        "g_optimizer": torch.optim.Adam(gan.generator.parameters(), **adam),
        "d_optimizer": torch.optim.Adam(gan.discriminator.parameters(), **adam),
    }
    if recipe.ema_decay:
        parts["ema"] = Average(gan.generator)
    team.share_batch_norm(gan.generator)
    with begun(args, recipe, x, parts, team, FEWEST) as run:
        export(run, train(recipe, x, y, run, args), recipe, x, args.bf16)
    leave()


if __name__ == "__main__":
    main()
