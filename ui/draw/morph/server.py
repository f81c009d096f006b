"""The way from one drawing to the other through latent space: what the morph shows, and /interpolate."""

from typing import Literal

import torch

from models import latent
from ui.draw.morph import export
from ui.draw.morph.widget import Morph
from ui.i18n.catalogue import words
from ui.kit.answers import FOUR, SEVEN, answered, chosen, frame, named, point, rounded, vaes
from ui.kit.endpoint import publish, refused
from ui.kit.image_codec import data_url, packed_ink
from ui.kit.validation import real, whole

FRAMES = 65  # of the strip: neighbours differ so little that the slider seems continuous
FRAMES_LIMITS = (2, 100)
PIXELS = "pixels"
PATHS = (*latent.PATHS, PIXELS)


@torch.inference_mode()
def way(a, b, vae, reader, n=FRAMES, path="spherical"):
    """Frames from one point of latent space to another, and what each reads as.

    Parameters
    ----------
    a, b : (Z,) tensors
    vae, reader : modules from models.load
    n : int, 2…100
    path : "spherical", "straight", or "pixels": the decoded ends mixed pixel by pixel, as if there were no latent space

    Returns
    -------
    frames (n, 28, 28), in 0…1, and proba (n, 10): float32 ndarrays

    Raises
    ------
    ValueError
        When n is out of range or the path unknown.
    """
    n = whole("n", n, *FRAMES_LIMITS)
    if path not in PATHS:
        raise ValueError(f"path must be one of {', '.join(PATHS)}, got {path!r:.60}")
    if path == PIXELS:
        start, end = vae.decode(torch.stack([a, b])).split(1)
        frames = torch.lerp(start, end, torch.linspace(0, 1, n)[:, None, None, None])
    else:
        frames = vae.decode(latent.path(a, b, n, path))
    return frames[:, 0].numpy(), reader.predict_proba(frames).numpy()


@torch.inference_mode()
def interpolate(strokes_a, strokes_b, vae, reader, n=FRAMES, path="spherical"):
    """The way from one drawing to the other, between what the encoder makes of them.

    strokes_a, strokes_b : [[[x, y], …], …] in 0…1, y down; the rest as `way` takes it
    Returns a dict of ndarrays: frames and proba, as `way` gives them; mu_a, mu_b (Z,).
    Raises ValueError as `way`, and when a drawing is unfit (the message says which).
    """
    x = torch.cat([named(frame, "strokes_a", strokes_a), named(frame, "strokes_b", strokes_b)])
    mu_a, mu_b = vae.encode(x)[0]
    frames, proba = way(mu_a, mu_b, vae, reader, n, path)
    return {"frames": frames, "proba": proba, "mu_a": mu_a.numpy(), "mu_b": mu_b.numpy()}


def asked_way(vaes, reader, request):
    """`way` as the page asks for it: {model, a, b: lists of Z numbers, path}. Raises ValueError for anything else."""
    vae = vaes[chosen(vaes, request.get("model"))]
    a, b = (point(name, request.get(name), vae.latent_dim) for name in ("a", "b"))
    return way(a, b, vae, reader, path=request.get("path", PATHS[0]))


def live_strip(vaes, reader, request):
    """What the morph gets for a way (see `asked_way`): frames, base64 of n·784 grey bytes, and what each reads as."""
    frames, proba = asked_way(vaes, reader, request)
    return {"n": FRAMES, "frames": packed_ink(frames), "proba": rounded(proba)}


def take_away(vaes, reader, request):
    """A way (see `asked_way`) as a file: {…, what: "gif", "webp" or "png", pace: seconds from A to B} → name, file."""
    what = request.get("what")
    pace = real("pace", request.get("pace"), *export.PACES)
    kind, data = export.file(what, asked_way(vaes, reader, request)[0], pace)
    return {"name": f"morph.{what}", "file": data_url(kind, data)}


def build(models, first):
    """Lay out the morph between the pads and add its endpoint. first : {"a": digit, "b": digit} of the try-out."""
    present, reader = vaes(models), models["reader"]

    def strip(request):
        return answered(live_strip, present, reader, request)

    def take(request):
        return answered(take_away, present, reader, request)

    Morph(words("draw"), strip, take, first=first, elem_id="between")
    publish(endpoint(present, reader))


def endpoint(vaes, reader):
    """The way for other programs, by the best VAE that is there."""
    model = chosen(vaes)

    def interpolate_(
        strokes_a: list[list[list[float]]] = SEVEN,
        strokes_b: list[list[list[float]]] = FOUR,
        n: int = 9,
        path: Literal["spherical", "straight", "pixels"] = "spherical",
    ) -> dict:
        """Go from one drawing to another through the latent space of a VAE.

        Parameters:
            strokes_a: where to begin, [[[x, y], ...], ...], each number from 0 to 1, y downwards
            strokes_b: where to end, likewise
            n: how many frames, both ends included, 2 to 100
            path: spherical (turns the direction evenly, the norm goes straight), straight, or pixels (the
                two reconstructions mixed)
        Returns:
            frames (n x 28 x 28, 0 paper to 1 ink), reads_as (n digits), mu_a and mu_b (the two ends in latent space),
            path_kind, model
        """
        try:
            found = interpolate(strokes_a, strokes_b, vaes[model], reader, n, path)
        except ValueError as error:
            raise refused(error) from None
        return {
            "frames": found["frames"].tolist(),
            "reads_as": found["proba"].argmax(1).tolist(),
            "mu_a": found["mu_a"].tolist(),
            "mu_b": found["mu_b"].tolist(),
            "path_kind": path,  # a key "path" would make gradio_client fetch a file of that name
            "model": model,
        }

    interpolate_.__name__ = "interpolate"
    return interpolate_
