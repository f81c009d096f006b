"""Digits out of noise: what the grid of the Dream tab asks for, the files of it, and /sample_digits."""

from functools import lru_cache
from typing import NamedTuple

import torch

from models.latent import SEED_LIMIT
from ui.dream.grid import export
from ui.dream.grid.widget import DreamGrid
from ui.dream.samplers import SAMPLERS, among, critic_of, drawn, knows_digits, points
from ui.i18n.catalogue import words
from ui.kit import endpoint
from ui.kit.image_codec import data_url, packed, packed_ink
from ui.kit.validation import Refused, above, digits, read_each, refusal, whole

DIGITS_LIMIT = 100
HOTTEST = 10  # temperature that models.latent still takes
EXACT = 2**53  # beyond it JavaScript's numbers, and so many programs' JSON, skip whole numbers
FIRST = {"n": 36, "seed": "0", "temperature": 1}  # what a first visit shows
KEPT = 32  # newest samples, 0.3 MB each: what they read as is asked for once they are on the page, files later


class Wish(NamedTuple):
    """What is asked for; models[model].sample(n, label, seed, temperature) draws it."""

    model: str
    n: int
    label: int | tuple[int, ...] | None
    seed: int
    temperature: float


class Drawn(NamedTuple):
    """What came: x (n, 1, 28, 28) float32 in 0…1, z (n, Z), and the digits that were meant, (n,) ints or None."""

    x: torch.Tensor
    z: torch.Tensor
    label: torch.Tensor | None


class Judged(NamedTuple):
    """What the reader and a discriminator make of it: proba (n, 10), scores (n,) in 0…1 or None, the GAN's name."""

    proba: torch.Tensor
    scores: torch.Tensor | None
    critic: str | None


class Sampler:
    """The server's side of the grid. models : {name: module} as loaded.

    `draw` and `judge` keep the newest samples: the same wish gives the same bytes, from memory or drawn again.
    """

    def __init__(self, models):
        self.models, self.reader = models, models["reader"]
        self.names = list(among(models, SAMPLERS))
        self.draw = lru_cache(KEPT)(self._draw)
        self.judge = lru_cache(KEPT)(self._judge)

    @torch.inference_mode()
    def _draw(self, wish):
        model = self.models[wish.model]
        label = list(wish.label) if isinstance(wish.label, tuple) else wish.label
        z, told = points(model, wish.n, label, wish.seed, wish.temperature)
        meant = told if label is None else torch.as_tensor(label).expand(wish.n)
        return Drawn(drawn(model, z, told), z, meant)

    @torch.inference_mode()
    def _judge(self, wish):
        found, critic = self.draw(wish), critic_of(self.models, wish.model)
        proba = self.reader.predict_proba(found.x)
        if critic is None:
            return Judged(proba, None, None)
        gan = self.models[critic]
        # A conditional D was never shown that a 3 is no 7, so it is asked whether this is a real one of what was meant.
        meant = proba.argmax(1) if found.label is None else found.label
        return Judged(proba, gan.score(found.x, label=meant if gan.num_classes else None), critic)

    def readers(self, given):
        """How to read each part of a wish, by name, for `ui.kit.validation.read_each`.

        given : {model, n, seed, temperature, digit, number}; digit: "any", a digit, or "number", which is then written
        out, a digit each, whatever n is. Raises Refused for a model that is not there.
        """
        model = given.get("model")
        if model not in self.names:
            raise Refused("model", model, f"one of {', '.join(self.names)}")
        read = {
            "n": lambda: whole("n", given.get("n"), 1, DIGITS_LIMIT),
            "seed": lambda: whole("seed", given.get("seed"), 0, SEED_LIMIT - 1),
            "temperature": lambda: above("temperature", given.get("temperature"), 0, HOTTEST),
        }
        digit = given.get("digit", "any")
        if digit == "any":
            return {**read, "label": lambda: None}
        if not knows_digits(self.models[model]):
            return {**read, "label": lambda: whole("digit", digit, 0, -1)}
        if digit == "number":
            del read["n"]
            return {**read, "label": lambda: tuple(digits("number", given.get("number"), DIGITS_LIMIT))}
        return {**read, "label": lambda: whole("digit", digit, 0, 9)}

    def wish(self, given):
        """(Wish, []) or (None, what was refused) of what the page sends; see `readers`."""
        try:
            values, refused = read_each(self.readers(given))
        except Refused as error:
            return None, [error]
        if refused:
            return None, refused
        n = len(values["label"]) if isinstance(values["label"], tuple) else values["n"]
        return Wish(given["model"], n, values["label"], values["seed"], values["temperature"]), []

    def answer(self, request, function):
        """function(wish) for what the page sends as {ok: True, …}; or a sentence for each field that is wrong."""
        request = request if isinstance(request, dict) else {}
        wish, refused = self.wish(request)
        return refusal(request, "dream", refused) if refused else {"ok": True, **function(wish)}

    def pictures(self, wish):
        """What the page shows at once: pixels, base64 of n·784 grey bytes."""
        return {"n": wish.n, "pixels": packed_ink(self.draw(wish).x.numpy())}

    def about(self, wish):
        """What is said of each digit after that: reads_as, sure (the reader's share of it), scores, critic (the GAN
        whose discriminator gave them), z (base64 of n·Z float32), and labels, the digits that were meant, or None.
        """
        found, judged = self.draw(wish), self.judge(wish)
        sure, reads_as = judged.proba.max(1)
        return {
            "reads_as": reads_as.tolist(),
            "sure": [round(share, 4) for share in sure.tolist()],
            "scores": None if judged.scores is None else [round(score, 6) for score in judged.scores.tolist()],
            "critic": judged.critic,
            "z": packed(found.z.numpy()),
            "labels": None if found.label is None else found.label.tolist(),
        }

    def file(self, wish, what, order):
        """The digits as a PNG sheet or a zip: name and data URL. order : the page's, a list of all places."""
        if not isinstance(order, list) or sorted(o for o in order if type(o) is int) != list(range(wish.n)):
            order = list(range(wish.n))
        kind, data = export.file(what, wish, self.draw(wish), self.judge(wish), order)
        return {"name": f"digits-{wish.model}-{wish.seed}.{what}", "file": data_url(kind, data)}


def build(models):
    """Lay out the grid inside the current gr.Tab and add its endpoint."""
    sampler = Sampler(models)

    def sample_digits(request):
        return sampler.answer(request, sampler.pictures)

    def read_digits(request):
        return sampler.answer(request, sampler.about)

    def take_digits(request):
        what, order = (request.get(key) if isinstance(request, dict) else None for key in ("what", "order"))
        if what not in export.FILES:
            return refusal(request if isinstance(request, dict) else {}, "dream", [Refused("what", what, "png or zip")])
        return sampler.answer(request, lambda wish: sampler.file(wish, what, order))

    able = {name: knows_digits(models[name]) for name in sampler.names}
    DreamGrid(words("dream"), [sample_digits, read_digits, take_digits], FIRST, able, elem_id="dream-room")
    endpoint.publish(published(sampler))


def published(sampler):
    """/sample_digits, for other programs."""
    best = sampler.names[0]

    def sample_digits(
        n: int = 16,
        seed: int = 0,
        label: int | list[int] | None = None,
        temperature: float = 1.0,
        model: str = best,
    ) -> dict:
        """Draw digits with a model trained on MNIST; the same seed draws the same digits.

        Parameters:
            n: how many, 1 to 100
            seed: whole number from 0 to 2**63 - 1; may be sent as text, since JavaScript rounds beyond 2**53
            label: the digit asked for, 0 to 9, or n of them; null draws any. Not every model knows digits by name
            temperature: spread of the noise, above 0 and at most 10; 1 is that of the training
            model: gan_conv, gan_mlp, gan_mlp_k1, vae_conv or vae_mlp, where the server has it
        Returns:
            images (n x 28 x 28, 0 paper to 1 ink), reads_as (n digits), scores (n, a discriminator's belief that the
            digit is real, 0 to 1, asked as the digit that was meant where it knows digits, and as what it reads as
            where none was; null without a GAN), critic (the GAN it belongs to), labels (n digits that were
            meant, or null), seed (a number; beyond 2**53 as text), temperature, model
        """
        try:
            wish = asked(sampler, n, seed, label, temperature, model)
            found, judged = sampler.draw(wish), sampler.judge(wish)
        except ValueError as error:
            raise endpoint.refused(error) from None
        return {
            "images": found.x[:, 0].tolist(),
            "reads_as": judged.proba.argmax(1).tolist(),
            "scores": None if judged.scores is None else judged.scores.tolist(),
            "critic": judged.critic,
            "labels": None if found.label is None else found.label.tolist(),
            "seed": wish.seed if wish.seed <= EXACT else str(wish.seed),
            "temperature": wish.temperature,
            "model": model,
        }

    return sample_digits


def asked(sampler, n, seed, label, temperature, model):
    """A program's wish; ValueError for what is wrong first."""
    given = {"model": model, "n": n, "seed": seed, "temperature": temperature}
    values = {name: read() for name, read in sampler.readers(given).items()}
    if label is not None:
        if not knows_digits(sampler.models[model]):
            raise ValueError(f"{model} was trained without labels and cannot draw a chosen digit; leave label out")
        if isinstance(label, list):
            label = tuple(whole("label", one, 0, 9) for one in label)
            if len(label) != values["n"]:
                raise ValueError(f"label must be one digit or n of them, got {len(label)} for n = {values['n']}")
        else:
            label = whole("label", label, 0, 9)
    return Wish(model, values["n"], label, values["seed"], values["temperature"])
