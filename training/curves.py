"""Draw how trainings went and what came of them, from what lies in weights/: python -m training.curves --help

weights/<name>/curves.png shows losses and scores over the epochs, classes.png what a GAN's samples read as,
samples.png and reconstructions.png what the model draws. The same files give the same bytes. The model cards show the
pictures that lie beside them, and are written again.
"""

import argparse
import math
from pathlib import Path

from models import registry, training_record
from training.loop.recipe_names import recipe_of
from training.loop.schedule import refinement_begins, tuning_begins
from training.reports import curve_pictures, digit_pictures, model_card


def stages(training):
    """List the parts of a config.json's training after the first: [(epoch after which it begins, what is new)]."""
    recipe = recipe_of(training)
    epochs, tuned = training["epochs"], recipe.get("tuning_share", 0.0)
    refining = refinement_begins(epochs, recipe.get("refinement_share", 0.0), tuned)
    tuning = tuning_begins(epochs, tuned)
    augmented = recipe.get("affine_prob", 0.0) or recipe.get("thickness_prob", 0.0)
    plain = [(math.ceil((1 - recipe["clean_share"]) * refining), "no augmentation")] if augmented else []
    alone = [(refining, "refinement step learns")] if refining < tuning else []
    return [*plain, *alone, *([(tuning, "all learns, with hands")] if tuning < epochs else [])]


def draw(name, root=registry.WEIGHTS):
    """Draw the pictures of a model in `root` into its folder; returns their names, fewer where a file is absent.

    Raises WeightsError for a damaged file, ImportError where matplotlib is absent, OSError for a full disk.
    """
    folder, made = Path(root) / name, {}
    history, read = training_record.history(name, root), training_record.classes(name, root)
    if curve_pictures.panels(history):
        made[curve_pictures.CURVES] = curve_pictures.curves(history, stages(registry.describe(name, root)["training"]))
    if read:
        made[curve_pictures.CLASSES] = curve_pictures.classes(read.epochs, read.shares)
    model = registry.load(name, root=root)
    drawn = {
        digit_pictures.SAMPLES: digit_pictures.samples(model),
        digit_pictures.RECONSTRUCTIONS: digit_pictures.reconstructions(model),
    }
    made |= {file: figure for file, figure in drawn.items() if figure is not None}
    for file, figure in made.items():
        registry.write(folder / file, curve_pictures.png(figure))
    return list(made)


def main(argv=None):
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"of {', '.join(registry.KNOWN)}")
    parser.add_argument("--all", action="store_true", help="every model that lies in --root")
    parser.add_argument(
        "--root", type=Path, default=registry.WEIGHTS, metavar="DIR", help="folder of the models (default: weights)"
    )
    args = parser.parse_args(argv)
    there = registry.available(args.root)
    names = there if args.all else list(dict.fromkeys(args.names))
    if not names:
        parser.error(f"{args.root} holds no model" if args.all else "name a model, or give --all")
    if strange := [name for name in names if name not in there]:
        parser.error(f"{strange[0]} is not in {args.root}; there are {', '.join(there) or 'none'}")
    try:
        for name in names:
            print(f"{args.root / name}: {', '.join(draw(name, args.root)) or 'has nothing to draw'}")
            if (args.root / name / registry.METRICS).exists():
                model_card.write_card(args.root / name)
    except registry.WeightsError as error:
        raise SystemExit(str(error)) from None
    except ImportError:
        raise SystemExit(curve_pictures.NO_MATPLOTLIB) from None
    except OSError as error:
        raise SystemExit(f"{error.filename} cannot be written: {error.strerror}") from None


if __name__ == "__main__":
    main()
