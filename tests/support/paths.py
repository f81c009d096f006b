"""Where the project lies, and beside it the data that not every machine has."""

from pathlib import Path

PROJECT = Path(__file__).resolve().parents[2]
UI = PROJECT / "ui"
SHARED_MNIST = PROJECT.parent / "shared" / "mnist"  # as torchvision stores it
SHARED_STROKES = PROJECT.parent / "shared" / "strokes" / "digits.json"  # what people drew with a pen
