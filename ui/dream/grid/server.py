"""Answer the grid of the Dream tab: digits out of noise, what is said of each, and files of them."""

from ui.dream.grid import export
from ui.dream.grid.request import FileRequest, Wish
from ui.dream.grid.sampler import Sampler
from ui.kit.answers import Answer
from ui.kit.image_codec import data_url, packed, packed_ink


def pictures(wish: Wish, sampler: Sampler) -> Answer:
    """Return what the page shows at once: n, and pixels, base64 of n·784 grey bytes."""
    return {"n": wish.n, "pixels": packed_ink(sampler.draw(wish).x.numpy())}


def about(wish: Wish, sampler: Sampler) -> Answer:
    """Return what is said of each digit after that.

    reads_as, sure (the reader's probability of it), scores, critic (the GAN whose discriminator gave them), z
    (base64 of n·Z float32), and labels, the digits requested or told to the generator, or None
    """
    found, judged = sampler.draw(wish), sampler.judge(wish)
    sure, reads_as = judged.proba.max(1)
    return {
        "reads_as": reads_as.tolist(),
        "sure": [round(share, 4) for share in sure.tolist()],
        "scores": None if judged.scores is None else [round(score, 6) for score in judged.scores.tolist()],
        "critic": judged.critic,
        "z": packed(found.z.numpy()),
        "labels": None if found.label is None else found.label.tolist(),
    }


def file(request: FileRequest, sampler: Sampler) -> Answer:
    """Return the digits as a PNG sheet or a zip: its name, and the file as data URL."""
    wish = request.wish
    kind, data = export.file(request, sampler.draw(wish), sampler.judge(wish))
    return {"name": f"digits-{wish.model}-{wish.seed}.{request.what}", "file": data_url(kind, data)}
