"""Train a VAE, or the plain autoencoder that is set beside one, on MNIST: python -m training.vae --help"""

from dataclasses import dataclass, field, replace

import torch

from models.networks.conv_vae import ConvVAEConfig
from models.networks.planes import AutoencoderConfig
from models.networks.vae import VAE, VAEConfig
from training.evaluation import metrics
from training.loop.command_line import arguments
from training.loop.epoch import Epoch, shuffled
from training.loop.parallel import ALONE, join, leave
from training.loop.provenance import export
from training.loop.replay import adam_options, stepper
from training.loop.run import begun, load
from training.loop.schedule import Average, looks_begin
from training.mixtures import fitted
from training.vae_step import VAEStep


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
    schedule: str = "constant"  # one of training.loop.schedule.SCHEDULES
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
        ConvVAEConfig(refinement_steps=1),
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


def train(recipe, x, y, run, args, held_out=None):
    """Train on x (N, 1, 28, 28) uint8, y (N,) until `run.epoch` is `args.epochs`; returns the VAE as it ships.

    Every epoch leaves 25 digits decoded from one fixed z in out/samples/. Where the recipe gives epochs to the looks,
    they learn on the averaged VAE, with a schedule of their own and on harder digits than it has learned from.

    args : epochs, bf16 and compile, as `training.loop.command_line.arguments` gives them.
    held_out : (M, 1, 28, 28) uint8, optional; their −ELBO is written to the history after each epoch.
    """
    vae, ema = run.parts["vae"], run.parts.get("ema")
    x, y = x.to(run.team.device), y.to(run.team.device)
    held_out = None if held_out is None else held_out.to(run.team.device)
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
        vae.refinement_steps = vae.config.refinement_steps
    return (ema.module if ema else vae).eval()


def _let_learn(vae, looks):
    """Let the looks learn and nothing else, so many at each digit; or, where there are none, all but them."""
    vae.refinement_steps = looks
    for name, parameter in vae.named_parameters():
        parameter.requires_grad_(name.startswith("refiner.") == bool(looks))


def _train(recipe, x, y, run, args, held_out, epochs):
    """Train for what is left of the epochs, a range, which have schedules of their own."""
    vae, ema, device = run.parts["vae"], run.parts.get("ema"), run.team.device
    fixed_z = torch.randn(25, vae.latent_dim, generator=torch.Generator().manual_seed(run.seed)).to(device)
    best = ema.module if ema else vae
    plan = VAEStep(recipe, run, x, y, args.bf16, args.compile)
    take_step = stepper(plan, run)

    while run.epoch in epochs and run.goes_on(args.epochs):
        vae.train()
        order = shuffled(len(x), recipe.batch, run.rng, fewest=run.team.size)
        first, steps = epochs.start * len(order), len(epochs) * len(order)
        variant = plan.variant(run.epoch - epochs.start, len(epochs))
        for step, rows in (epoch := Epoch(run, order, args.epochs)):
            losses = take_step(rows, plan.numbers(step, step - first, steps), variant)
            epoch.note(len(run.team.share(rows)), **losses)

        figures = epoch.means()
        best.eval()
        if held_out is not None:
            measure = metrics.elbo if isinstance(best, VAE) else metrics.misfit
            name, value = next(iter(measure(best, held_out).items()))
            figures[f"validation_{name}"] = value
        with torch.no_grad():
            run.keep_samples((run.epoch + 1) * len(order), best.decode(fixed_z))
        run.end_epoch(**figures)


def optimiser(vae, recipe, team=ALONE):
    """AdamW (Loshchilov & Hutter 2019); with weight decay 0 it is the article's Adam."""
    weights = [p for p in vae.parameters() if p.ndim > 1]
    others = [p for p in vae.parameters() if p.ndim <= 1]
    groups = [{"params": weights, "weight_decay": recipe.weight_decay}, {"params": others, "weight_decay": 0.0}]
    if not recipe.weight_decay:  # one group is quicker than two alike
        groups = vae.parameters()
    return torch.optim.AdamW(groups, lr=recipe.learning_rate, betas=recipe.betas, **adam_options(team))


def main(argv=None):
    args = arguments(RECIPES, __doc__, argv)
    recipe = RECIPES[args.name]
    team = join(args.device)
    torch.manual_seed(args.seed)
    x, y = load(recipe.split, args.data, args.limit)
    held_out = load("validation", args.data, args.limit)[0] if recipe.split == "fit" else None
    vae = recipe.model.build().to(team.device, memory_format=torch.channels_last)
    parts = {"vae": vae, "optimizer": optimiser(vae, recipe, team)}
    if recipe.ema:
        parts["ema"] = Average(vae)
    with begun(args, recipe, x, parts, team) as run:
        vae = train(recipe, x, y, run, args, held_out)
        if team.leads:
            export(run, fitted(vae, x, y) if isinstance(vae, VAE) else vae.cpu(), recipe, x, args.bf16)
    leave()


if __name__ == "__main__":
    main()
