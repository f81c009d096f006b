"""Make files of the Dream tab's digits: one sheet, or a zip of pictures with a table of what each is."""

import csv
import io
import zipfile
from collections.abc import Mapping, Sequence
from math import ceil, sqrt

import numpy as np
from PIL import Image

from ui.dream.grid.request import FileRequest
from ui.dream.grid.sampler import Drawn, Judged
from ui.kit.image_codec import enlarged

ZOOM = 4  # px of a sheet for each pixel of a digit
GAP = 3  # pixels of paper round each digit of a sheet
COLUMNS = ("file", "model", "seed", "place", "temperature", "label", "reads_as", "sure", "score", "critic")
THEN = (1980, 1, 1, 0, 0, 0)  # a zip's first date: the same digits are to be the same file


def file(request: FileRequest, drawn: Drawn, judged: Judged) -> tuple[str, bytes]:
    """Write digits as one file: "png" (a sheet) or "zip" (sheet.png, a PNG of 28 × 28 for each digit, digits.csv).

    Returns its MIME type and its bytes.
    """
    order = list(request.order)
    paper = 255 - (drawn.x[:, 0].numpy() * 255).round().astype(np.uint8)[order]  # ink is dark
    columns = len(order) if isinstance(request.wish.label, tuple) else ceil(sqrt(len(order)))
    if request.what == "png":
        return "image/png", _png(sheet(paper, columns))
    names = [f"{at + 1:03d}.png" for at in range(len(order))]
    pictures = {name: _png(one) for name, one in zip(names, paper, strict=True)}
    files = {"digits.csv": table(names, request, drawn, judged), "sheet.png": _png(sheet(paper, columns))}
    return "application/zip", _zip({**files, **pictures})


def sheet(paper: np.ndarray, columns: int) -> np.ndarray:
    """Set digits (n, 28, 28) uint8 in rows of `columns`, on white, enlarged."""
    rows = ceil(len(paper) / columns)
    full = np.full((rows * columns, 28 + 2 * GAP, 28 + 2 * GAP), 255, np.uint8)
    full[: len(paper), GAP:-GAP, GAP:-GAP] = paper
    side = full.shape[1]
    return enlarged(full.reshape(rows, columns, side, side).swapaxes(1, 2).reshape(rows * side, columns * side), ZOOM)


def table(names: Sequence[str], request: FileRequest, drawn: Drawn, judged: Judged) -> bytes:
    """Write a CSV with a line for each digit.

    place counts from 0 within its seed: models.load(model).sample(…)[place] is the digit.
    """
    wish = request.wish
    out = io.StringIO()
    lines = csv.writer(out, lineterminator="\n")
    lines.writerow(COLUMNS)
    sure, reads_as = judged.proba.max(1)
    for name, at in zip(names, request.order, strict=True):
        label = "" if drawn.label is None else int(drawn.label[at])
        score = "" if judged.scores is None else f"{float(judged.scores[at]):.6f}"
        read = (label, int(reads_as[at]), f"{float(sure[at]):.4f}", score, judged.critic or "")
        lines.writerow((name, wish.model, wish.seed, at, wish.temperature, *read))
    return out.getvalue().encode()


def _png(grey: np.ndarray) -> bytes:
    out = io.BytesIO()
    Image.fromarray(grey).save(out, "PNG", optimize=True)
    return out.getvalue()


def _zip(files: Mapping[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as bag:
        for name, data in files.items():
            bag.writestr(zipfile.ZipInfo(name, THEN), data, zipfile.ZIP_DEFLATED)
    return out.getvalue()
