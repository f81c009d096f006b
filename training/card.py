"""Model cards and README tables, written from config.json and metrics.json alone."""

import csv
import json
from pathlib import Path

from models import registry

PROJECT = Path(__file__).resolve().parent.parent
START, END = "<!-- figures: written by training.evaluate -->", "<!-- end of figures -->"

# What each model is, in one sentence for its card.
ABOUT = {
    "vae_mlp": "The article's VAE as written: fully connected, 784-400-20, one ReLU trunk under both heads.",
    "gan_mlp": "The article's GAN as written: fully connected, twenty discriminator steps for each generator step.",
    "reader": "A small convolutional classifier that says what a digit reads as, and measures the other models.",
}

# key: (what it says on a card, format, unit)
FIGURES = {
    "negative_elbo": ("−ELBO, grey pixels", "{:.2f}", "nats"),
    "bce": ("of it reconstruction (BCE)", "{:.2f}", "nats"),
    "kl": ("of it KL", "{:.2f}", "nats"),
    "mse": ("reconstruction MSE at mu", "{:.4f}", ""),
    "reconstruction_keeps_digit": ("reconstructions that keep their digit", "{:.2%}", ""),
    "accuracy": ("accuracy", "{:.2%}", ""),
    "calibration_error": ("expected calibration error", "{:.4f}", ""),
    "score_real": ("D's mean score of test digits", "{:.3f}", ""),
    "score_fake": ("D's mean score of its own forgeries", "{:.3g}", ""),
    "class_kl": ("KL of the classes drawn to even", "{:.3f}", "nats"),
    "classes_holding_90": ("digits that hold 90 % of 10,000 samples (9 when even)", "{}", ""),
    "class_shares": ("10,000 samples read as 0 … 9", "", ""),
}


def number(key, value):
    """A figure as a reader wants it: rounded, with its unit."""
    if key == "class_shares":
        return " · ".join(f"{digit}: {share:.1%}" for digit, share in enumerate(value))
    _, form, unit = FIGURES[key]
    return f"{form.format(value)} {unit}".strip()


def write_card(folder):
    """Write README.md in weights/<name>/ from what lies there."""
    name = folder.name
    config = json.loads((folder / registry.CONFIG).read_text())
    report = json.loads((folder / "metrics.json").read_text())
    how = config["training"]
    recipe = ", ".join(f"{key} {value}" for key, value in how["recipe"].items() if key != "epochs")
    planned = how["recipe"]["epochs"]
    epochs = f"{how['epochs']} epochs" if how["epochs"] == planned else f"{how['epochs']} of {planned} epochs"
    script = registry.KNOWN[name].__name__.removesuffix("Config").lower()  # VAEConfig is trained by training.vae
    lines = [
        f"# {name}",
        "",
        ABOUT[name],
        "",
        f"{config['parameters']:,} parameters, {config['weights']['bytes'] / 1e6:.1f} MB (safetensors). "
        f"Input and output: 28×28 grey pixels, ink 1 on paper 0.",
        "",
        "## Training",
        "",
        f"{how['digits']:,} MNIST digits, {epochs} on {how['device'].upper()}, seed {how['seed']} ({recipe}). "
        f"Code at commit {how['commit']}, PyTorch {how['versions']['torch']}, Python {how['versions']['python']}; "
        f"sha256 of the pixels begins {how['data_sha256']}.",
        "",
        f"Again: `python -m training.{script} --name {name} --epochs {how['epochs']} --seed {how['seed']}`",
        "",
        "## Figures",
        "",
        f"On MNIST's {report['digits']:,} test digits, seed {report['seed']}, code at commit {report['commit']}. "
        f"Printed by `python -m training.evaluate {name}`.",
        "",
        "| | |",
        "|---|---|",
        *(f"| {FIGURES[key][0]} | {number(key, value)} |" for key, value in report["figures"].items()),
        *_classes(folder / "classes.csv"),
        "",
        "Trained on MNIST (LeCun, Cortes, Burges; CC BY-SA 3.0). Weights: MIT, as the rest of the project.",
        "",
    ]
    registry.write(folder / "README.md", "\n".join(lines).encode())


def _classes(path):
    """The table of what samples read as over the epochs, thinned to a dozen rows or so."""
    if not path.exists():
        return []
    rows = list(csv.DictReader(path.open()))
    every = max(1, len(rows) // 12)
    shown = [row for i, row in enumerate(rows) if i < 5 or i % every == 0 or i == len(rows) - 1]
    return [
        "",
        "### What 10,000 samples read as, by epoch",
        "",
        "| epoch | " + " | ".join("0123456789") + " |",
        "|---|" + "---|" * 10,
        *(f"| {row['epoch']} | " + " | ".join(f"{float(row[d]):.1%}" for d in "0123456789") + " |" for row in shown),
        "",
        "All epochs are in classes.csv, the same 25 noise vectors at each of them in timeline.webp.",
    ]


TABLE = {
    "README.md": {
        "head": ("model", "parameters", "trained", "measured on MNIST's 10,000 test digits"),
        "epochs": "epochs",
    },
    "README.ja.md": {
        "head": ("モデル", "パラメータ数", "学習", "MNISTのテスト画像1万枚での測定値"),
        "epochs": "エポック",
    },
}
SHOWN = {
    "vae_mlp": {
        "README.md": "−ELBO {negative_elbo}; {reconstruction_keeps_digit} of reconstructions keep their digit",
        "README.ja.md": "−ELBO {negative_elbo}、再構成の{reconstruction_keeps_digit}が元の数字のまま読める",
    },
    "gan_mlp": {
        "README.md": "10,000 samples read as {class_shares}",
        "README.ja.md": "生成した1万枚の内訳 {class_shares}",
    },
    "reader": {
        "README.md": "accuracy {accuracy}, calibration error {calibration_error}",
        "README.ja.md": "正解率 {accuracy}、較正誤差 {calibration_error}",
    },
}


def write_readme_tables():
    """Put the figures of all shipped models between the markers in both READMEs."""
    for filename, words in TABLE.items():
        path = PROJECT / filename
        text = path.read_text()
        before, rest = text.split(START)
        _, after = rest.split(END)
        rows = ["| " + " | ".join(words["head"]) + " |", "|---|---|---|---|"]
        measured = [name for name in registry.available() if (registry.WEIGHTS / name / "metrics.json").exists()]
        for name in measured:
            config = json.loads((registry.WEIGHTS / name / registry.CONFIG).read_text())
            figures = json.loads((registry.WEIGHTS / name / "metrics.json").read_text())["figures"]
            said = SHOWN[name][filename].format(**{key: number(key, value) for key, value in figures.items()})
            how = config["training"]
            rows.append(
                f"| [{name}](weights/{name}/README.md) | {config['parameters']:,} "
                f"| {how['epochs']} {words['epochs']}, {how['device'].upper()} | {said} |"
            )
        registry.write(path, (before + "\n".join([START, *rows, END]) + after).encode())
