"""Read the checkpoint that a run goes on from, and refuse one that belongs to another run."""

import torch

from models import registry, training_record
from training.loop import checkpoint


def load(path, run):
    """Load the state in a checkpoint of the same run: dict.

    path : of the checkpoint; run : training.loop.run.Run that is to go on from it
    Raises SystemExit with a sentence when it is damaged, or was trained on another device, as another model, with
    another seed or on other digits.
    """
    try:
        state = checkpoint.load(path)
    except ValueError as error:
        raise SystemExit(f"{error}; start anew without --resume, or give another --out") from None
    # A checkpoint that is older than one of these fields lacks it.
    kind = state.get("stream", "cpu")
    if kind != run.rng.device.type:
        raise SystemExit(
            f"{path} was trained on {kind}, whose random numbers go on nowhere else; "
            f"give --device {kind} or another --out"
        )
    if state.get("name", run.name) != run.name:
        raise SystemExit(
            f"{path} is one of {state['name']}, not {run.name}; give --name {state['name']} or another --out"
        )
    if state["seed"] != run.seed:
        raise SystemExit(
            f"{path} was trained with --seed {state['seed']}, not {run.seed}; give that seed or another --out"
        )
    if state.get("digits", run.digits) != run.digits:
        raise SystemExit(
            f"{path} was trained on {state['digits']} digits, not {run.digits}; give the same --limit or another --out"
        )
    return state


def fill(path, name, part, states, model):
    """Fill one part of a run with its state.

    path : of the checkpoint; name : of the part; part : module or optimiser; states : those of all parts by name;
    model : name of the model that is trained
    Raises SystemExit with a sentence when the state does not fit.
    """
    try:
        part.load_state_dict(states[name])
    except (KeyError, ValueError, RuntimeError):  # absent, another number of tensors, another shape
        raise SystemExit(
            f"the {name} in {path} is not built like that of {model} (it holds {', '.join(states)}); "
            "give the --name that it was trained with, or another --out"
        ) from None
    if isinstance(part, torch.optim.Optimizer):  # these choose kernels for the device at hand, so none are resumed
        for group in part.param_groups:
            group.update({key: part.defaults[key] for key in ("capturable", "foreach", "fused")})


def shipped(run):
    """Fill the modules of a run with the weights that ship under its name, and count the epochs that these have had.

    The optimisers and the random stream begin anew, which no file in weights/ holds.
    Raises SystemExit with a sentence when the weights are missing or damaged, or built otherwise.
    """
    try:
        states = registry.load(run.name).state_dict()
        how = registry.describe(run.name)["training"]
        history = training_record.history(run.name)
    except registry.WeightsError as error:
        raise SystemExit(f"{run.name} cannot go on from what ships: {error}") from None
    for name, part in run.parts.items():
        if isinstance(part, torch.nn.Module):
            module = getattr(part, "module", part)  # of an average
            wanted = {key: states[key] for key in module.state_dict() if key in states}  # class mixtures come later
            fill(registry.WEIGHTS / run.name, name, module, {name: wanted}, run.name)
    run.epoch = how["epochs"]
    run.history = [dict(zip(history, row, strict=True)) for row in zip(*history.values(), strict=True)]
    for row in run.history:
        row["epoch"] = int(row["epoch"])
    run.earlier = how.get("earlier", [])
    if not run.earlier or run.earlier[-1]["epochs"] < run.epoch:
        run.earlier = [*run.earlier, {"epochs": run.epoch, "commit": how["commit"]}]
