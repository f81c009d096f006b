"""Say where weights come from: the code's commit, and all that it takes to train the same again."""

import platform
import subprocess
from dataclasses import asdict
from pathlib import Path

import torch

from models import registry
from training.datasets import mnist

BF16 = "bfloat16 autocast"  # what config.json says of a run with --bf16


def export(run, model, recipe, x, bf16=False):
    """Write model.safetensors and config.json to `run.out`, with what it takes to train the same again."""
    if not run.epoch:
        raise SystemExit("not one epoch was trained, so there is nothing to export; give more --minutes")
    run.save()
    if not run.team.leads:
        return
    run.watch.end()
    how = {
        "seed": run.seed,
        "epochs": run.epoch,
        "digits": len(x),
        "data_sha256": mnist.digest(x),
        "device": run.team.device.type,
        "recipe": {key: value for key, value in asdict(recipe).items() if key != "model"},
        "commit": run.commit,
        **({"earlier": run.earlier} if run.earlier else {}),
        "versions": {"python": platform.python_version(), "torch": torch.__version__},
        **({"precision": BF16} if bf16 else {}),
        "compute": run.computed(),
    }
    with run.writing():
        registry.save(run.out, run.name, model, training=how)
    print(f"wrote {run.out / registry.TENSORS}")


def commit():
    """Return the commit that the code stands at, with "+" when it differs from it; "unknown" outside a repository.

    What publishing and evaluating write themselves is no code. Code that `training.pack` sent elsewhere, without its
    repository, brings the commit in a file.
    """
    project = Path(__file__).resolve().parents[2]
    if (project / "COMMIT").is_file() and not (project / ".git").exists():
        return (project / "COMMIT").read_text().strip()
    try:
        git = ["git", "-C", str(Path(__file__).resolve().parent)]
        head = subprocess.run([*git, "rev-parse", "--short=12", "HEAD"], capture_output=True, text=True, check=True)
        written = [f":(top,exclude){path}" for path in ("weights", "README.md", "README.ja.md")]
        status = [*git, "status", "--porcelain", "-uno", "--", ":(top)", *written]
        changes = subprocess.run(status, capture_output=True, text=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        return "unknown"
    return head.stdout.strip() + ("+" if changes.stdout.strip() else "")
