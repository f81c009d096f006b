"""Write model cards as Hugging Face reads them, from config.json, metrics.json and classes.csv alone."""

import csv
from pathlib import Path

from huggingface_hub import EvalResult, ModelCardData

from models import registry, training_record
from training.loop.recipe_names import recipe_of
from training.reports import metric_names

# What each model is, in a sentence or two for its card.
ABOUT = {
    "vae_mlp": "The article's VAE as written: fully connected, one ReLU trunk under both heads.",
    "vae_conv": "A convolutional VAE for drawings: residual blocks, PixelShuffle, augmented as other hands would draw. "
    "One refinement step compares the digit with its reconstruction and corrects mu and logvar (iterative amortized "
    "inference). That step was also trained with the reader, which below judges what keeps its digit.",
    "vae_map": "A convolutional VAE whose latent space is a plane, so that it can be looked at as a map.",
    "ae_map": "A plain autoencoder whose latent space is a plane: vae_map's network without variance, noise and KL. "
    "It is no VAE: it has no prior and no bound, and there is nothing to sample from.",
    "pca_map": "The plane of MNIST's first two principal components, in closed form.",
    "gan_mlp": "The article's GAN as written: fully connected, many discriminator steps for each generator step.",
    "gan_mlp_k1": "The article's GAN with one discriminator step for each generator step, as Goodfellow had it.",
    "gan_conv": "A convolutional GAN conditioned on a digit's label: conditional BatchNorm, projection discriminator.",
    "reader": "A small convolutional classifier that says what a digit reads as, and measures the other models.",
}
SCRIPTS = {"ae_map": "vae", "pca_map": "pca"}  # that train a model; of the others the family says it
TAGS = {
    "vae": ["vae", "variational-autoencoder", "image-generation"],
    "gan": ["gan", "generative-adversarial-network", "image-generation"],
    "plane": ["autoencoder", "dimensionality-reduction"],
    "reader": ["image-classification"],
}
PIPELINE = {
    "vae": "unconditional-image-generation",
    "gan": "unconditional-image-generation",
    "plane": "image-feature-extraction",
    "reader": "image-classification",
}
USE = {
    "vae": "To show, in Inkspace, what a latent space is: drawn digits are encoded, decoded and morphed; new ones are "
    "drawn from the prior or, where class mixtures are fitted, as a chosen digit. For teaching and as a baseline.",
    "gan": "To show, in Inkspace, what a GAN draws and what its own discriminator thinks of that. For teaching and as "
    "a baseline.",
    "plane": "To stand, in Inkspace's chapter on VAEs, beside vae_map: what a plane looks like that was not asked to "
    "have no gaps. For teaching.",
    "reader": "To say, in Inkspace, what a digit reads as, and as the judge of the generative models: FID, coverage "
    "and label accuracy are measured on its features and answers.",
}
LIMITS = {
    "vae": "It knows MNIST's digits and nothing else: letters and pictures come back as digits. A drawing has to be "
    "framed as MNIST would have it (`models.sketch`); resized plainly, many lose their digit. The mean of p(x | z) is "
    "shown, so edges are softer than in real digits.",
    "gan": "It draws MNIST's digits and nothing else, at 28×28. The discriminator's score compares digits with this "
    "generator's forgeries only; it is no general test of what is real.",
    "plane": "Two numbers cannot hold a digit: many reconstructions read as another one. Between the places of "
    "training digits nothing is promised.",
    "reader": "It was trained on MNIST's digits and answers with one of ten digits whatever it is shown. Figures that "
    "rest on its features compare with each other, not with FID on Inception's features.",
}
JUDGED = (
    "FID is the Fréchet distance on the reader's features (torchmetrics, float64), behind it the multiple of what "
    "real training digits score against the same test digits; it does not compare with FID on Inception's features. "
    "Coverage and density: Naeem et al. 2020, k = 5. Models that can be asked for a digit draw with the test set's own "
    "label counts. The last column holds what real digits score in the model's place."
)


POOLED = (
    "The generators of single epochs were not kept. Every row but the last counts the digits in the pictures of the "
    "same 25 noise vectors that were taken since the row before; the last counts samples of the generator that ships."
)


def write_cards(root=registry.WEIGHTS):
    """Write README.md into every folder of `root` that holds a model and its figures."""
    for name in registry.available(root):
        if (Path(root) / name / registry.METRICS).exists():
            write_card(Path(root) / name)


def write_card(folder):
    """Write README.md in weights/<name>/ from what lies there, and in the article's models' folders beside it."""
    name = folder.name
    config = registry.describe(name, folder.parent)
    reports = {name: metric_names.load(folder), **metric_names.beside(name, folder.parent)}
    body = [
        f"# {name}",
        *_part("", ABOUT[name]),
        *_part("", _size(config)),
        *_part("Intended use", USE[registry.KNOWN[name].family], "Code: `models.load(" + f'"{name}")`.'),
        *_part("Data", _data(config["training"])),
        *_training(name, config),
        *_picture(folder / "curves.png", "losses and scores after every epoch"),
        *_picture(folder / "samples.png", "samples, seed 0; a row for each digit where digits may be requested"),
        *_picture(folder / "reconstructions.png", "ten drawings, and below each its reconstruction"),
        *_figures(name, reports),
        *_history(folder / "classes.csv"),
        *_part("Limits", LIMITS[registry.KNOWN[name].family]),
        *_part("Compute", _compute(config["training"], reports[name])),
        *_part("Licence", "MIT, as the rest of the project. MNIST: LeCun, Cortes, Burges; CC BY-SA 3.0."),
    ]
    registry.write(folder / "README.md", "\n".join([*_head(name, reports[name]), *body, ""]).encode())


def _part(title, *paragraphs):
    return [*(["", f"## {title}"] if title else []), *(line for text in paragraphs if text for line in ("", text))]


def _head(name, report):
    """Write the YAML that Hugging Face reads: licence, tags, and the figures as a model index."""
    family = registry.KNOWN[name].family
    measured = dict(dataset_type="mnist", dataset_name="MNIST", dataset_split=report["split"])
    data = ModelCardData(
        license="mit",
        library_name="pytorch",
        pipeline_tag=PIPELINE[family],
        tags=["pytorch", "safetensors", "mnist", *TAGS[family]],
        datasets=["mnist"],
        model_name=name,
        eval_results=[
            EvalResult(
                PIPELINE[family],
                **measured,
                metric_type=key,
                metric_value=value,
                metric_name=metric_names.FIGURES[key].title,
            )
            for key, value in report["figures"].items()
            if key in metric_names.FIGURES
        ],
    )
    return ["---", data.to_yaml(), "---"]


def _size(config):
    return (
        f"{config['parameters']:,} parameters, {config['weights']['bytes'] / 1e6:.1f} MB as safetensors. "
        "Pictures are 28×28 grey, ink 1 on paper 0."
    )


def _data(how):
    recipe = recipe_of(how)
    more = (
        f"In the last {recipe['tuning_share']:.0%} of the epochs {recipe['hands_share']:.0%} of each batch were digits "
        "as MNIST's writers seldom wrote them, made of its own and of stroke models (`training.datasets.hands`). "
        if recipe.get("tuning_share") and recipe.get("hands_share")
        else ""
    )
    return (
        f"The first {how['digits']:,} of MNIST's training digits; sha256 of the pixels begins {how['data_sha256']}. "
        f"{more}Test digits served for the figures below and for nothing else."
    )


def _training(name, config):
    """Write all settings that it takes to train the same again, as a table."""
    how = config["training"]
    recipe = recipe_of(how)
    planned = recipe.get("epochs", how["epochs"])
    rows = {
        "epochs": how["epochs"] if how["epochs"] == planned else f"{how['epochs']} of {planned} planned",
        "seed": how["seed"],
        **{key: value for key, value in recipe.items() if key != "epochs"},
        **{f"network: {key}": value for key, value in config["config"].items()},
        **{f"epochs up to {part['epochs']} at commit": part["commit"] for part in how.get("earlier", [])},
        "code at commit": how["commit"],
        **_averaged_with(how),
        **how["versions"],
    }
    script = SCRIPTS.get(name, registry.KNOWN[name].family)
    again = f"python -m training.{script} --name {name} --epochs {planned} --seed {how['seed']}"
    again += " --bf16" if "precision" in how else ""
    more = "; `python -m training.average` makes the mean of such runs" if "mean_of" in how else ""
    return [
        *_part("Training"),
        "",
        "| setting | |",
        "|---|---|",
        *(f"| {key.replace('_', ' ')} | {_setting(value)} |" for key, value in rows.items()),
        *_part("", f"Again: `{again}`{more}"),
    ]


def _averaged_with(how):
    """Tell of the other runs that the weights are a mean of, by the settings in which they differ: a row each."""
    *others, _ = how.get("mean_of", [None])
    rows = {}
    for number, other in enumerate(others, 1):
        recipe = other["recipe"]
        differs = [f"{key} {recipe.get(key)}" for key, value in how["recipe"].items() if recipe.get(key) != value]
        what = (
            f"at commit {other['commit']}, but for {', '.join(differs)}" if differs else f"at commit {other['commit']}"
        )
        rows[f"mean with run {number}"] = what.replace("_", " ")
    return rows


def _setting(value):
    if isinstance(value, list):
        return ", ".join(map(str, value))
    return f"{value:,}" if isinstance(value, int) and not isinstance(value, bool) else str(value)


def _figures(name, reports):
    report = reports[name]
    shares = metric_names.shares_table(reports)
    drawn = f", {report['drawings']:,} pen drawings" if report["drawings"] else ""
    return [
        *_part(
            "Figures",
            f"MNIST's {report['digits']:,} {report['split']} digits{drawn}; seed {report['seed']}, code at commit "
            f"{report['commit']}. Printed by `python -m training.evaluate {name}`.",
        ),
        "",
        *metric_names.table(reports),
        *_part("", JUDGED),
        *(["", "### What unlabelled samples read as", "", *shares] if shares else []),
    ]


def _history(path):
    """Write the table of what samples read as over the epochs, thinned to a dozen rows or so."""
    if not path.exists():
        return []
    rows = list(csv.DictReader(path.open()))
    every = max(1, len(rows) // 12)
    shown = [row for i, row in enumerate(rows) if i < 5 or i % every == 0 or i == len(rows) - 1]
    return [
        "",
        "### What unlabelled samples read as, by epoch",
        *_picture(path.with_name("classes.png"), "bands of the ten digits, as wide as their share of the samples"),
        "",
        "| epoch | samples | " + " | ".join("0123456789") + " |",
        "|---|---|" + "---|" * 10,
        *(_epoch_row(row) for row in shown),
        *_part("", POOLED if len({_counted(row) for row in rows}) > 1 else ""),
        *_part("", "More of them are in classes.csv; timeline.webp shows what became of the same 25 noise vectors."),
    ]


def _epoch_row(row):
    shares = " | ".join(f"{float(row[digit]):.1%}" for digit in "0123456789")
    return f"| {row['epoch']} | {_counted(row):,} | {shares} |"


def _counted(row):
    """Return how many samples a row of classes.csv stands for."""
    return int(row.get("samples", training_record.SAMPLES))


def _picture(path, shows):
    """Show a picture that lies beside the card; nothing where it does not."""
    return ["", f"![{shows}]({path.name})"] if path.exists() else []


def _compute(how, report):
    """Write where it was trained and measured, how long that took, and what else the run noted about its machine."""
    known = {"seed", "epochs", "digits", "data_sha256", "device", "recipe", "commit", "versions", "compute", "mean_of"}
    more = [f"{key.replace('_', ' ')}: {_setting(value)}" for key, value in how.items() if key not in known]
    compute, device = how.get("compute", {}), how["device"].upper()
    trained = compute.get("device", device) if device != "CPU" else "a CPU, no GPU"
    measured = report.get("device", "cpu")  # metrics.json before GPUs were of use lacks it
    where = "Measured on" if measured == "cpu" else f"Measured on {measured}, milliseconds on"
    sentences = [
        f"Trained on {trained}{' (' + '; '.join(more) + ')' if more else ''}{_taken(compute)}.",
        _drawn(compute),
        f"{where} one thread of a CPU ({report['machine']}), which is what the milliseconds above refer to.",
    ]
    return " ".join(sentence for sentence in sentences if sentence)


def _taken(compute):
    """Write how long a run took, for the end of a sentence."""
    if "training_seconds" not in compute:
        return ""
    minutes, seconds = divmod(round(compute["training_seconds"]), 60)
    part = f" for the last {compute['epochs']} epochs" if "epochs" in compute else ""
    return f", {minutes} min {seconds} s of training{part}, {compute['images_per_second']:,.0f} digits a second"


def _drawn(compute):
    """Write what nvidia-smi reported of the GPU: a sentence, or nothing."""
    if "busy" not in compute or "energy_wh" not in compute:
        return ""
    return (
        f"The GPU was busy {compute['busy']:.0%} of the time and took {compute['energy_wh']:.1f} Wh, both with "
        "whatever else ran on it (nvidia-smi)."
    )
