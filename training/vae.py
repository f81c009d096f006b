"""Train a VAE, or the plain autoencoder that is set beside one, on MNIST: python -m training.vae --help"""

from dataclasses import dataclass, field, replace

import torch

from models.networks.conv_vae import ConvVAEConfig
from models.networks.planes import AutoencoderConfig
from models.networks.vae import VAE, VAEConfig
from training.datasets import hands
from training.evaluation import metrics
from training.loop.command_line import arguments
from training.loop.epoch import Epoch, shuffled
from training.loop.parallel import ALONE, join, leave
from training.loop.provenance import export
from training.loop.replay import adam_options, stepper
from training.loop.run import begun, load
from training.loop.schedule import Average, refinement_begins, tuning_begins
from training.mixtures import fitted
from training.vae_step import VAEStep


@dataclass(frozen=True)
class Recipe:
    """Describe how one named VAE is trained. The defaults are the article's."""

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
    grad_clip: float = 0.0  # largest norm of the gradient (of the mean loss, nats a digit); 0 does not clip
    ema_decay: float = 0.0  # of the averaged weights that are exported; 0 exports the last ones
    affine_prob: float = 0.0  # probability that a digit is rotated, scaled, sheared and shifted
    thickness_prob: float = 0.0  # probability that it is drawn bolder or finer
    clean_share: float = 0.2  # share of the epochs, at the end, that train on MNIST without augmentation
    refinement_share: float = 0.0  # share of the epochs, at the end, that train the posterior's refinement step alone
    # During those epochs, which do not end without augmentation:
    refinement_steps: int = 0  # for each digit; using more than at inference makes each one better
    elastic_prob: float = 0.0  # probability that a digit is deformed elastically
    reader_weight: float = 0.0  # weight of the reader's cross-entropy on the reconstruction from mu
    reader_share: float = 1.0  # share of those epochs, at the end, that have this term
    tuning_share: float = 0.0  # share of the epochs, after all others, that train all parts together
    # During those epochs, of which `reader_share` have the reader's term and as many are without augmentation:
    tuning_rate: float = 1e-3  # the peak of their learning rate
    hands_share: float = 0.0  # share of each batch that is written as MNIST's writers seldom did


TODAY = dict(split="fit", batch=128, learning_rate=2e-3, betas=(0.9, 0.98), weight_decay=0.01, schedule="cosine")
RECIPES = {
    "vae_mlp": Recipe(),
    "vae_conv": Recipe(
        ConvVAEConfig(refinement_steps=1),
        epochs=101,  # of which the last 21 train the refinement step
        refinement_share=21 / 101,
        refinement_steps=2,
        elastic_prob=0.5,
        reader_weight=10.0,
        reader_share=0.38,  # 8 epochs: the pixels improve first, then how legible they are
        beta_warmup=0.02,
        grad_clip=50.0,
        ema_decay=0.9995,
        affine_prob=0.6,
        thickness_prob=0.2,
        **TODAY,
    ),
    "vae_map": Recipe(
        ConvVAEConfig(latent_dim=2), epochs=24, beta_warmup=0.02, grad_clip=50.0, ema_decay=0.999, **TODAY
    ),
    # Without KL term and without noise.
    "ae_map": Recipe(AutoencoderConfig(), epochs=24, beta=0.0, grad_clip=50.0, ema_decay=0.999, **TODAY),
}


def train(recipe, x, y, run, args, held_out=None):
    """Train on x (N, 1, 28, 28) uint8, y (N,) until `run.epoch` is `args.epochs`; returns the VAE as it ships.

    Every epoch leaves 25 digits decoded from one fixed z in out/samples/. Where the recipe gives epochs to the
    refinement step, it learns on the averaged VAE, whose weights are then frozen, with a schedule of its own and on
    digits that are deformed more than those that the VAE has learned from. Where it gives epochs to tuning, all parts
    learn together after that, with a schedule of their own, on MNIST and on hands that it lacks.

    args : epochs, bf16 and compile, as `training.loop.command_line.arguments` gives them.
    held_out : (M, 1, 28, 28) uint8, optional; their −ELBO is written to the history after each epoch.
    """
    vae, ema = run.parts["vae"], run.parts.get("ema")
    device, digits = run.team.device, len(x)
    held_out = None if held_out is None else held_out.to(device)
    x, y = (part.to(device) for part in hands.joined(x, y, recipe.hands_share, run.seed))
    ends = tuning_begins(args.epochs, recipe.tuning_share)
    begins = refinement_begins(args.epochs, recipe.refinement_share, recipe.tuning_share)
    alone = replace(recipe, hands_share=0.0)
    if recipe.refinement_share:
        _let_learn(vae, False, 0)
    plain = replace(alone, elastic_prob=0.0, reader_weight=0.0)
    _train(plain, x[:digits], y[:digits], run, args, held_out, range(begins))
    if begins <= run.epoch < ends:
        _go_on_from_average(run, begins)
        _let_learn(vae, True, recipe.refinement_steps)
        refining = replace(alone, clean_share=0.0)
        _train(refining, x[:digits], y[:digits], run, args, held_out, range(begins, ends))
    if ends <= run.epoch < args.epochs:
        _go_on_from_average(run, ends)
        _let_learn(vae, None, vae.config.refinement_steps)
        how = dict(learning_rate=recipe.tuning_rate, beta_warmup=0.0, elastic_prob=0.0, clean_share=recipe.reader_share)
        tuning = replace(recipe, **how)
        _train(tuning, x, y, run, args, held_out, range(ends, args.epochs), digits)
    if recipe.refinement_share:
        vae.refinement_steps = vae.config.refinement_steps
    return (ema.module if ema else vae).eval()


def _go_on_from_average(run, epoch):
    """Give the VAE its averaged weights, where there are any, when so many epochs are over."""
    if "ema" in run.parts and run.epoch == epoch:
        run.parts["vae"].load_state_dict(run.parts["ema"].module.state_dict())


def _let_learn(vae, refiner, refinement_steps):
    """Let the refinement network learn alone (True), all but that (False), or everything (None).

    refinement_steps : for each digit
    """
    vae.refinement_steps = refinement_steps
    for name, parameter in vae.named_parameters():
        parameter.requires_grad_(refiner is None or name.startswith("refiner.") == refiner)


def _train(recipe, x, y, run, args, held_out, epochs, digits=None):
    """Train for what is left of a range of epochs, over which the schedules run from start to end.

    digits : how many of x are MNIST's, which an epoch goes over once; the rest are hands. None for all.
    """
    vae, ema, device = run.parts["vae"], run.parts.get("ema"), run.team.device
    fixed_z = torch.randn(25, vae.latent_dim, generator=torch.Generator().manual_seed(run.seed)).to(device)
    best = ema.module if ema else vae
    plan = VAEStep(recipe, run, x, y, args.bf16, args.compile)
    take_step = stepper(plan, run)

    while run.epoch in epochs and run.goes_on(args.epochs):
        vae.train()
        order = shuffled(digits or len(x), recipe.batch, run.rng, fewest=run.team.size)
        if digits:
            order = hands.mixed(order, recipe.hands_share, digits, len(x) - digits, run.rng)
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
    """Build AdamW (Loshchilov & Hutter 2019); with weight decay 0 it is the article's Adam."""
    weights = [p for p in vae.parameters() if p.ndim > 1]
    others = [p for p in vae.parameters() if p.ndim <= 1]
    groups = [{"params": weights, "weight_decay": recipe.weight_decay}, {"params": others, "weight_decay": 0.0}]
    if not recipe.weight_decay:  # one group is quicker than two with the same settings
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
    if recipe.ema_decay:
        parts["ema"] = Average(vae)
    with begun(args, recipe, x, parts, team) as run:
        vae = train(recipe, x, y, run, args, held_out)
        if team.leads:
            export(run, fitted(vae, x, y) if isinstance(vae, VAE) else vae.cpu(), recipe, x, args.bf16)
    leave()


if __name__ == "__main__":
    main()
