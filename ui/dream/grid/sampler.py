"""Draw and judge the digits of the Dream tab's grid."""

from functools import lru_cache
from typing import NamedTuple

import torch

from ui.dream.grid.request import Wish
from ui.dream.samplers import SAMPLERS, among, critic_of, drawn, points
from ui.kit.tab import Models

KEPT = 32  # newest samples, 0.3 MB each: what they read as is asked for once they are on the page, files later


class Drawn(NamedTuple):
    """Digits that were drawn."""

    x: torch.Tensor  # (n, 1, 28, 28) float32 in 0…1
    z: torch.Tensor  # (n, Z)
    label: torch.Tensor | None  # (n,) ints, the digits requested or told to the generator; None where there were none


class Judged(NamedTuple):
    """What the reader and a discriminator say of digits."""

    proba: torch.Tensor  # (n, 10), the reader's
    scores: torch.Tensor | None  # (n,) in 0…1, the discriminator's
    critic: str | None  # the GAN that it belongs to


class Sampler:
    """Draw and judge digits, keeping the newest: the same wish gives the same bytes, from memory or drawn again.

    models : {name: module} as loaded
    """

    def __init__(self, models: Models):
        self.models, self.reader = models, models["reader"]
        self.samplers = among(models, SAMPLERS)
        self.draw = lru_cache(KEPT)(self._draw)
        self.judge = lru_cache(KEPT)(self._judge)

    @torch.inference_mode()
    def _draw(self, wish: Wish) -> Drawn:
        model = self.models[wish.model]
        label = list(wish.label) if isinstance(wish.label, tuple) else wish.label
        z, conditioning = points(model, wish.n, label, wish.seed, wish.temperature)
        requested = conditioning if label is None else torch.as_tensor(label).expand(wish.n)
        return Drawn(drawn(model, z, conditioning), z, requested)

    @torch.inference_mode()
    def _judge(self, wish: Wish) -> Judged:
        found, critic = self.draw(wish), critic_of(self.models, wish.model)
        proba = self.reader.predict_proba(found.x)
        if critic is None:
            return Judged(proba, None, None)
        gan = self.models[critic]
        # A conditional D never learned that a 3 is no 7, so it is asked whether this is a real one of that digit.
        label = proba.argmax(1) if found.label is None else found.label
        return Judged(proba, gan.score(found.x, label=label if gan.num_classes else None), critic)
