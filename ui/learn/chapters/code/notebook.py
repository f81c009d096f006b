"""Write a chapter's code as a notebook (nbformat 4.5) that trains on a small part of MNIST."""

import json
from typing import Any

from ui.learn.chapters.code.listing import cells

INTRO = {
    "vae": (
        "# A variational autoencoder\n\nOne epoch on 2,000 digits takes seconds; "
        "`train(epochs=50)` is the article's whole run.\n\n"
        "2,000 枚で 1 エポックなら数秒です。記事と同じ学習は `train(epochs=50)` です。"
    ),
    "gan": (
        "# A generative adversarial network\n\nOne epoch on 640 digits takes seconds; "
        "`train()` is the article's whole run, `train(steps=1)` the one that does not collapse so far.\n\n"
        "640 枚で 1 エポックなら数秒です。記事と同じ学習は `train()`、崩壊がずっと軽くなるのは `train(steps=1)` です。"
    ),
    "gabor": (
        "# A Gabor wavelet\n\nA digit is filtered in eight directions.\n\n数字一つに、八つの向きのフィルタをかけます。"
    ),
}
PLOT = "import matplotlib.pyplot as plt\n\n"
SHOW = """figure, axes = plt.subplots({rows}, {columns}, figsize=({columns}, {rows}))
for axis, picture in zip(axes.flat, pictures, strict=True):
    axis.imshow(picture, cmap="gray_r")
    axis.axis("off")"""
TRY = {
    "vae": (
        PLOT
        + "vae, losses = train(epochs=1, limit=2_000)\npictures = sample(vae)[:, 0].cpu()\n\n"
        + SHOW.format(rows=5, columns=5)
    ),
    "gan": (
        PLOT
        + "G, D, losses = train(epochs=1, limit=640)\npictures = sample(G)[:, 0].cpu()\n\n"
        + SHOW.format(rows=5, columns=5)
    ),
    "gabor": PLOT + "pictures = directions(digit())\n\n" + SHOW.format(rows=2, columns=4),
}


def notebook(chapter: str) -> str:
    """Return the notebook's JSON: an introduction, the cells of docs/code, and a trial of them."""
    made = [_cell("markdown", INTRO[chapter], 0)]
    for title, code in (*cells(chapter), ("Try it / 試す", TRY[chapter])):
        made += [_cell("markdown", f"### {title}", len(made)), _cell("code", code, len(made) + 1)]
    about = {
        "colab": {"provenance": []},
        "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
        "language_info": {"name": "python"},
    }
    whole = {"cells": made, "metadata": about, "nbformat": 4, "nbformat_minor": 5}
    return json.dumps(whole, ensure_ascii=False, indent=1) + "\n"


def _cell(kind: str, text: str, number: int) -> dict[str, Any]:
    code: dict[str, Any] = {"execution_count": None, "outputs": []} if kind == "code" else {}
    return {"cell_type": kind, "id": f"cell-{number}", "metadata": {}, **code, "source": text.splitlines(keepends=True)}
