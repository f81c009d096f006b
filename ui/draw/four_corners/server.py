"""Between four drawings, and sums of drawings: A and B from the pads, C and D from two small sheets of its own."""

import torch

from models import latent
from ui.draw.four_corners.widget import Square
from ui.i18n.catalogue import words
from ui.kit.answers import answered, chosen, frame, named, point, rounded, vaes
from ui.kit.examples import EXAMPLES
from ui.kit.image_codec import packed_ink

SIDE = 13  # frames along a side of the square; the page mixes neighbours, which hardly differ
FIRST = {"c": 0, "d": 7}  # the digits that lie on the small sheets at first


@torch.inference_mode()
def between_four(corners, vae, reader, n=SIDE):
    """The square between four points, and the first minus the second plus the third.

    Parameters
    ----------
    corners : (4, Z) tensor
        A top left, B top right, C bottom left, D bottom right.
    vae, reader : modules from models.load
    n : int, frames along a side

    Returns
    -------
    dict of float32 ndarrays
        frames (n·n, 28, 28) in 0…1, row by row, and proba (n·n, 10), what each reads as; total (28, 28), the decoded
        A − B + C, and total_proba (10,)
    """
    a, b, c, _ = corners
    z = torch.cat([latent.square(corners, n), (a - b + c)[None]])
    x_hat = vae.decode(z)
    proba = reader.predict_proba(x_hat).numpy()
    frames = x_hat[:, 0].numpy()
    return {"frames": frames[:-1], "proba": proba[:-1], "total": frames[-1], "total_proba": proba[-1]}


def live_square(vaes, reader, request):
    """What the page gets for {model, a, b: lists of Z numbers, c, d: strokes}: `between_four`, packed, and n."""
    vae = vaes[chosen(vaes, request.get("model"))]
    ends = [point(name, request.get(name), vae.latent_dim) for name in ("a", "b")]
    x = torch.cat([named(frame, name.upper(), request.get(name)) for name in FIRST])
    with torch.inference_mode():
        corners = torch.stack([*ends, *vae.encode(x)[0]])
    found = between_four(corners, vae, reader)
    packed = {name: packed_ink(found[name]) for name in ("frames", "total")}
    return {"n": SIDE, **packed, **{name: rounded(found[name]) for name in ("proba", "total_proba")}}


def build(models):
    """Lay out the part below the morph."""
    present, reader = vaes(models), models["reader"]

    def square(request):
        return answered(live_square, present, reader, request)

    Square(words("draw", "square"), square, EXAMPLES, FIRST, elem_id="square-room")
