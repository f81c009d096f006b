"""The units of z, one slider each, and the cloud that a VAE stores for a drawing."""

import torch

from models import latent, registry
from ui.draw.latent_sliders.widget import Units
from ui.i18n.catalogue import words
from ui.kit.answers import answered, chosen, point, rounded, vaes
from ui.kit.image_codec import packed_ink
from ui.kit.validation import whole

REACH = 3  # standard deviations of the prior that a slider goes to either side
STOPS = 7  # frames of a unit's strip
CLOUD = 16  # draws from q(z | x)
SEED_LIMIT = 2**31


def kl_by_unit(name):
    """Mean KL of each unit over MNIST's test digits, nats (Z values); None where it was not measured."""
    return registry.measured(name).get("reference", {}).get("kl_by_unit")


@torch.inference_mode()
def traversals(z, vae):
    """What each unit does: z (Z,) → (Z, 7, 28, 28) float32 ndarray, one unit at a time set to −3 … 3."""
    stops = torch.linspace(-REACH, REACH, STOPS)
    every = torch.cat([latent.traversal(z, unit, stops) for unit in range(len(z))])
    return vae.decode(every)[:, 0].unflatten(0, (len(z), STOPS)).numpy()


def live_units(vaes, reader, request):
    """What the page gets for {model, z, strips: bool}: the decoded frame, what it reads as, and each unit's strip."""
    vae = vaes[chosen(vaes, request.get("model"))]
    z = point("z", request.get("z"), vae.latent_dim)
    with torch.inference_mode():
        x_hat = vae.decode(z[None])
        found = {"frame": packed_ink(x_hat.numpy()), "proba": rounded(reader.predict_proba(x_hat)[0].numpy())}
    return {**found, "strips": packed_ink(traversals(z, vae)) if request.get("strips") is True else None}


@torch.inference_mode()
def live_cloud(vaes, reader, request):
    """What the page gets for {model, mu, logvar, seed}: 16 draws from q(z | x), decoded, and what each reads as."""
    vae = vaes[chosen(vaes, request.get("model"))]
    mu, logvar = (point(name, request.get(name), vae.latent_dim) for name in ("mu", "logvar"))
    seed = whole("seed", request.get("seed"), 0, SEED_LIMIT - 1)
    x_hat = vae.decode(latent.posterior(mu[None], logvar[None], CLOUD, seed))
    return {"frames": packed_ink(x_hat.numpy()), "proba": rounded(reader.predict_proba(x_hat).numpy())}


def build(models):
    """Lay out the part below the square."""
    present, reader = vaes(models), models["reader"]

    def unit_frames(request):
        return answered(live_units, present, reader, request)

    def cloud(request):
        return answered(live_cloud, present, reader, request)

    kl = {name: kl_by_unit(name) for name in present}
    Units(words("draw", "units"), [unit_frames, cloud], kl, reach=REACH, stops=STOPS, elem_id="units-room")
