"""How learning rates and averages move over a training run; each is a function of the step alone."""

import math

import torch
from torch.optim.swa_utils import AveragedModel


def constant(step, steps):
    """The article's way: one learning rate from start to end."""
    return 1.0


def cosine(step, steps, warmup=0.02, last=0.01):
    """Up in a straight line over the first 2 %, then half a cosine down to 1 % (Loshchilov & Hutter 2017)."""
    done = step / steps
    if done < warmup:
        return max(step, 1) / (warmup * steps)
    return last + (1 - last) * 0.5 * (1 + math.cos(math.pi * min((done - warmup) / (1 - warmup), 1)))


def plateau(step, steps, warmup=200):
    """Up in 200 steps, level for half of the run, then straight down to 0."""
    return min((step + 1) / warmup, 2 * (1 - step / steps), 1.0) if step < steps else 0.0


def one_cycle(step, steps, warmup=0.3, first=0.04, last=4e-6):
    """Half a cosine up from 4 % over 30 % of the run, half a cosine down to nearly nothing (Smith & Topin 2017)."""
    done = step / steps
    low, way = (first, done / warmup) if done < warmup else (last, (1 - done) / (1 - warmup))
    return low + (1 - low) * 0.5 * (1 - math.cos(math.pi * way))


def falling(step, steps, first, last, begins=0.3, ends=0.8):
    """From `first` to `last` by equal factors, between these shares of the run; level before and after."""
    way = min(max((step / steps - begins) / (ends - begins), 0), 1)
    return first * (last / first) ** way


def looks_begin(epochs, looking):
    """After how many of the epochs a VAE's looks begin to learn, when they have that share of them, at the end."""
    return round((1 - looking) * epochs)


SCHEDULES = {"constant": constant, "cosine": cosine, "plateau": plateau, "one cycle": one_cycle}


def set_learning_rate(optimizer, peak, name, step, steps):
    """Give the optimiser `peak` times what the schedule of that name says for step 0 … steps − 1."""
    for group in optimizer.param_groups:
        group["lr"] = peak * SCHEDULES[name](step, steps)


def averaged(model, decay):
    """A copy of `model` that follows it: average ← d·average + (1 − d)·model, BatchNorm's statistics included.

    d grows as (1 + t) / (10 + t) up to `decay`, so that the first steps are soon forgotten.
    """

    @torch.no_grad()
    def follow(average, current, steps_averaged):
        d = min(decay, (1 + float(steps_averaged)) / (10 + float(steps_averaged)))
        for a, c in zip(average, current, strict=True):
            if a.is_floating_point():
                a.lerp_(c.to(a.dtype), 1 - d)
            else:  # a counter
                a.copy_(c)

    return AveragedModel(model, multi_avg_fn=follow, use_buffers=True)
