"""The live figures of the chapter on variational autoencoders: what each asks the models."""

from functools import cache

import numpy as np
import torch

from models import latent
from models.analysis.elbo import kl_by_unit
from models.analysis.toy_vae import SPREAD, best_posterior
from models.networks.vae import VAE
from ui.draw.morph.server import PATHS, interpolate
from ui.kit.answers import answered, chosen, frame, point, rounded
from ui.kit.examples import EXAMPLES
from ui.kit.image_codec import jpeg_url, packed, packed_ink
from ui.kit.validation import real, whole
from ui.learn.figures.widget import Beta, Cloud, Compress, Flip, Planes

PLANES = ("pca_map", "ae_map", "vae_map")
CROWD = "gan_conv"  # draws the digits whose places are shown
EACH = 40  # of each digit
SIDE = 21  # decoded frames along a side of a plane
FAR = 0.1  # of half the window: what is decoded there belongs somewhere else
MARGIN = 0.06  # of a plane's side, around the digits in it
CLOUD = 60  # draws from q(z | x)
SHOWN = 8  # of them that are decoded
FLIPS = 33  # frames of the flip-book
BETAS = (-2.0, 2.0)  # log10


def example(request, key="digit"):
    """The drawing that comes with the project for request[key], 0…9: strokes."""
    return EXAMPLES[str(whole(key, request.get(key), 0, 9))]


@torch.inference_mode()
def compress(vae, reader, request):
    """{digit} → seen; frames (Z + 1 of them) when z keeps its 0, 1, … Z most telling numbers and 0 elsewhere; proba.

    mu, nats : the numbers in that order, and what each costs (KL to the prior)
    """
    x = frame(example(request))
    mu, logvar = vae.encode(x)
    nats = kl_by_unit(mu, logvar)[0]
    order = nats.argsort(descending=True)
    rank = order.argsort()
    kept = rank[None] < torch.arange(vae.latent_dim + 1)[:, None]  # (Z + 1, Z)
    frames = vae.decode(mu * kept)
    return {
        "seen": packed_ink(x.numpy()),
        "frames": packed_ink(frames.numpy()),
        "proba": rounded(reader.predict_proba(frames).numpy()),
        "mu": rounded(mu[0, order].numpy()),
        "nats": rounded(nats[order].numpy()),
    }


def place(model, x):
    """Where digits x (n, 1, 28, 28) lie in a model's latent space: (n, Z); of a VAE, mu."""
    found = model.encode(x)
    return found[0] if isinstance(found, tuple) else found


def window(z):
    """The part of the plane to show for places z (n, 2): centre (2,) and half of its side, the same both ways."""
    low, high = torch.quantile(z, torch.tensor([0.01, 0.99]), dim=0)
    return (low + high) / 2, float((high - low).max()) / 2 * (1 + 2 * MARGIN)


def grid(centre, half, n=SIDE):
    """n × n places of a window, row by row from the top left: (n·n, 2), the first number to the right."""
    steps = torch.linspace(-half, half, n)
    up, right = torch.meshgrid(-steps, steps, indexing="ij")
    return centre + torch.stack([right.flatten(), up.flatten()], dim=1)


def astray(model, z, tiles):
    """How far from z (n, Z) the encoder puts what was decoded there, tiles (n, 1, 28, 28): (n,) distances.

    Where that is far no picture leads to: a gap.
    """
    return (place(model, tiles) - z).norm(dim=1)


def blind(model, z, n):
    """n places drawn without looking: from a VAE's own prior, else from a Gaussian with the digits' mean and spread."""
    normals = latent.prior(n, z.shape[1], seed=0)
    return normals if isinstance(model, VAE) else z.mean(0) + normals @ torch.linalg.cholesky(torch.cov(z.T)).T


@torch.inference_mode()
def survey(planes, crowd, reader):
    """What the page shows of each plane: a dict by model name.

    tiles : JPEG of SIDE × SIDE decoded frames; gaps : base64, for each frame how far `astray`, 255 for FAR or more
    dots : [[right, up, digit], …] of the crowd; centre, half : the window; lost : share of the frames beyond FAR
    rarest : the digit that the fewest of as many frames at `blind` places read as, and their share
    """
    label = torch.arange(10 * EACH) % 10
    x = crowd.sample(len(label), label=label, seed=0)
    found = {}
    for name, model in planes.items():
        z = place(model, x)
        centre, half = window(z)
        at = grid(centre, half)
        tiles = latent.in_blocks(model.decode, at)
        off = (astray(model, at, tiles) / (FAR * half)).clamp(max=1).numpy()
        read = reader.predict_proba(latent.in_blocks(model.decode, blind(model, z, len(label)))).argmax(1)
        shares = torch.bincount(read, minlength=10) / len(read)
        sheet = tiles.reshape(SIDE, SIDE, 28, 28).swapaxes(1, 2).reshape(SIDE * 28, SIDE * 28).numpy()
        found[name] = {
            "tiles": jpeg_url((sheet * 255).round().astype(np.uint8)),
            "gaps": packed((off * 255).round().astype(np.uint8)),
            "dots": [[*at, int(digit)] for at, digit in zip(rounded(z.numpy()), label, strict=True)],
            "centre": rounded(centre.numpy()),
            "half": half,
            "lost": round(float((off == 1).mean()), 4),
            "rarest": [int(shares.argmin()), round(float(shares.min()), 4)],
        }
    return {"planes": found}


@torch.inference_mode()
def decode(planes, reader, request):
    """{model, z: [right, up]} → frame and proba of that place."""
    model = planes[chosen(planes, request.get("model"))]
    frames = model.decode(point("z", request.get("z"), model.latent_dim)[None])
    return {"frame": packed_ink(frames.numpy()), "proba": rounded(reader.predict_proba(frames).numpy())[0]}


def beta(request):
    """{beta: its decimal logarithm, x} → mu, sigma, misfit, kl: the best q(z | x) of the VAE of one number."""
    log_beta, x = real("beta", request.get("beta"), *BETAS), real("x", request.get("x"), -3, 3)
    return {key: round(value, 4) for key, value in best_posterior(x, 10**log_beta)._asdict().items()}


@torch.inference_mode()
def cloud(vae, request):
    """{digit} → mu, sd (2 numbers each), epsilon (CLOUD × 2), frames of the first SHOWN of mu + sd·epsilon."""
    mu, logvar = vae.encode(frame(example(request)))
    sd = (logvar / 2).exp()
    epsilon = latent.prior(CLOUD, vae.latent_dim, seed=0)
    return {
        "mu": rounded(mu[0].numpy()),
        "sd": rounded(sd[0].numpy()),
        "epsilon": rounded(epsilon.numpy()),
        "frames": packed_ink(vae.decode(mu + sd * epsilon[:SHOWN]).numpy()),
    }


def flip(vae, reader, request):
    """{a, b: digits, path} → frames and proba of the way from one example to the other."""
    path = request.get("path", PATHS[0])
    found = interpolate(example(request, "a"), example(request, "b"), vae, reader, FLIPS, path)
    return {"frames": packed_ink(found["frames"]), "proba": rounded(found["proba"]), "n": FLIPS}


def figures(models, metrics):
    """{name: a function that lays out the figure}; metrics : {model: figures of its metrics.json}."""
    vae = models.get("vae_conv") or models.get("vae_mlp")
    reader, crowd = models.get("reader"), models.get(CROWD)
    planes = {name: models[name] for name in PLANES if name in models}

    def lacks(*names):
        return [name for name in names if name not in models]

    @cache
    def whole_survey():
        return survey(planes, crowd, reader)

    def ask_compress(request):
        return answered(compress, vae, reader, request)

    def ask_planes(request):
        return answered(lambda _: whole_survey(), request)

    def ask_decode(request):
        return answered(decode, planes, reader, request)

    def ask_beta(request):
        return answered(beta, request)

    def ask_cloud(request):
        return answered(cloud, models.get("vae_map"), request)

    def ask_flip(request):
        return answered(flip, vae, reader, request)

    no_vae = [] if vae else ["vae_conv"]
    told = {name: metrics.get(name, {}) for name in PLANES}
    return {
        "compress": lambda: Compress([ask_compress], [*no_vae, *lacks("reader")]),
        "planes": lambda: Planes(
            [ask_planes, ask_decode],
            lacks(*PLANES, CROWD, "reader"),
            names=PLANES,
            side=SIDE,
            crowd=10 * EACH,
            told=told,
        ),
        "beta": lambda: Beta([ask_beta], spread=SPREAD),
        "cloud": lambda: Cloud([ask_cloud], lacks("vae_map"), shown=SHOWN),
        "flip": lambda: Flip([ask_flip], [*no_vae, *lacks("reader")], examples=EXAMPLES),
    }
