"""What a pad asks for while one draws: reconstructions, their refinement, digits from the model, pictures framed."""

from bisect import bisect_left

import numpy as np
import torch

from models import sketch
from models.analysis import elbo, refine
from ui.i18n.catalogue import t
from ui.kit.answers import chosen, rounded
from ui.kit.image_codec import packed_ink, unpacked_grey
from ui.kit.sheet_codec import framed_picture, seen
from ui.kit.validation import whole

COMMON = slice(1, 100)  # of the percentiles 0…100: beyond the 99th a digit is called unusual
SEED_LIMIT = 2**31
# log p(class, z) is divided by this, or the VAEs would be too sure of pen drawings: vae_conv and vae_mlp said 97 and
# 98 % and were right in 92 and 93 %. Now they say 93 and 96 %; on MNIST's test digits 97 and 99, where 98 % are right.
DOUBT = 2


class Studio:
    """The server's side of the pads.

    vaes : {name: VAE}, the preferred one first; reader : the digit classifier
    percentiles : {name: 101 values}, nats, −ELBO of MNIST's test digits; a VAE may be absent

    Every method takes what the page sends and returns {ok: True, …} or {ok: False, error: a sentence}.
    """

    def __init__(self, vaes, reader, percentiles):
        self.vaes, self.reader, self.percentiles = vaes, reader, percentiles

    def live(self, request):
        """{lang, model, also, detail, strokes, pen, frame, edited} → what the models make of a sheet.

        also : a second VAE to ask; detail : whether −ELBO and the VAE's own reading are wanted, which take 8 decodings
        Returns seen and recon (base64 of 784 grey bytes), proba, proba_hat (what both read as), mu, logvar, model;
        with detail nats, class_proba (or None) and, where MNIST's own are known, low, high (nats, their 1st and 99th
        percentile) and share (of them that lie below, in %); other {recon, proba_hat, model} of a second VAE or None.
        """
        return self._answer(request, self._live)

    def polish(self, request):
        """As `live` without mu, logvar and detail, but with the refined z, which recon and proba_hat belong to."""
        return self._answer(request, self._polish)

    def sample(self, request):
        """{lang, model, digit, seed} → frame (base64 of 784 grey bytes): a digit of that class, by the VAE."""
        return self._answer(request, self._sample)

    def picture(self, request):
        """{lang, width, height, grey} → frame: the digit in a picture as MNIST would have framed it."""
        return self._answer(request, lambda given: {"frame": packed_ink(framed_picture(unpacked_grey(given)))})

    def _answer(self, request, function):
        request = request if isinstance(request, dict) else {}
        try:
            return {"ok": True, **function(request)}
        except sketch.NoInk:
            return {"ok": False, "error": t(request.get("lang"), "draw.no_ink")}
        except ValueError as error:
            return {"ok": False, "error": t(request.get("lang"), "draw.refused", reason=error)}

    def _asked(self, request):
        """The names of the VAEs asked for, one or two, and x (1, 1, 28, 28)."""
        names = [chosen(self.vaes, request.get("model"))]
        if request.get("also") is not None:
            names.append(chosen(self.vaes, request["also"]))
        return names, torch.from_numpy(seen(request))[None, None]

    @torch.inference_mode()
    def _live(self, request):
        names, x = self._asked(request)
        posteriors = [self.vaes[name].encode(x) for name in names]
        decoded = [self.vaes[name].decode(mu) for name, (mu, _) in zip(names, posteriors, strict=True)]
        mu, logvar = posteriors[0]
        answer = self._shown(names, decoded, x) | {"mu": mu[0].tolist(), "logvar": logvar[0].tolist()}
        return answer | (self._detail(names[0], x, mu, logvar) if request.get("detail") else {})

    def _polish(self, request):
        names, x = self._asked(request)
        points = [refine.refine(self.vaes[name], x) for name in names]
        with torch.inference_mode():
            decoded = [self.vaes[name].decode(z) for name, z in zip(names, points, strict=True)]
            return self._shown(names, decoded, x) | {"z": points[0][0].tolist()}

    def _shown(self, names, decoded, x):
        """x and what each VAE decoded, as the page paints and reads them; a second VAE's under "other"."""
        proba = rounded(self.reader.predict_proba(torch.cat([x, *decoded])).numpy())
        first, *others = [
            {"model": name, "recon": packed_ink(x_hat.numpy()), "proba_hat": read}
            for name, x_hat, read in zip(names, decoded, proba[1:], strict=True)
        ]
        return first | {"seen": packed_ink(x.numpy()), "proba": proba[0], "other": others[0] if others else None}

    def _detail(self, name, x, mu, logvar):
        vae = self.vaes[name]
        nats = elbo.negative_elbo(vae, x, mu, logvar)
        # The mixtures were fitted to the mu of digits, so it is mu that they are asked about, and not draws around it.
        proba = (vae.classes.log_prob(mu) / DOUBT).softmax(1)[0] if vae.classes.components else None
        detail = {"nats": round(nats, 1), "class_proba": None if proba is None else rounded(proba.numpy())}
        known = self.percentiles.get(name)
        if known:
            low, *_, high = known[COMMON]
            share = min(100, max(0, bisect_left(known, nats) - 0.5))
            detail |= {"low": round(low, 1), "high": round(high, 1), "share": round(share)}
        return detail

    @torch.inference_mode()
    def _sample(self, request):
        vae = self.vaes[chosen(self.vaes, request.get("model"))]
        digit = whole("digit", request.get("digit"), 0, 9)
        x = vae.sample(1, label=digit, seed=whole("seed", request.get("seed"), 0, SEED_LIMIT))
        return {"frame": packed_ink(x.numpy())}


@torch.inference_mode()
def reconstruct(strokes, vae, reader):
    """What the models make of a drawing.

    Parameters
    ----------
    strokes : [[[x, y], …], …] in 0…1, y down
    vae, reader : modules from models.load

    Returns
    -------
    dict of float32 ndarrays
        x and x_hat (28, 28) in 0…1, ink 1: the drawing as framed, its reconstruction;
        mu, logvar (Z,): q(z | x); proba, proba_hat (10,): what x and x_hat read as.

    Raises
    ------
    ValueError
        When the strokes are malformed or hold no ink.
    """
    x = torch.from_numpy(np.ascontiguousarray(sketch.frame(strokes)))[None, None]
    mu, logvar = vae.encode(x)
    x_hat = vae.decode(mu)
    proba = reader.predict_proba(torch.cat([x, x_hat]))
    found = {"x": x[0, 0], "x_hat": x_hat[0, 0], "mu": mu[0], "logvar": logvar[0], "proba": proba[0]}
    return {key: value.numpy() for key, value in {**found, "proba_hat": proba[1]}.items()}
