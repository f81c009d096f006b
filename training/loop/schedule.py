"""Schedule learning rates and averages over a training run; each is a function of the step alone.

torch.optim.lr_scheduler is not used. Its schedulers keep a state of their own and add fields to the optimiser's, which
older checkpoints lack. Given the learning rate as a tensor, as recorded steps read it, LambdaLR multiplies in float32
and rounds a quarter of cosine's rates otherwise; OneCycleLR's rates differ from ours at every step, by up to 0.4 %.
"""

import copy
import math

import torch
from torch import nn


def constant(step, steps):
    """Keep one learning rate from start to end, as the article does."""
    return 1.0


def cosine(step, steps, warmup=0.02, last=0.01):
    """Rise linearly over the first 2 %, then fall as half a cosine to 1 % (Loshchilov & Hutter 2017)."""
    done = step / steps
    if done < warmup:
        return min(max(step, 1) / (warmup * steps), 1.0)  # the 2 % of a short trial are less than a step
    return last + (1 - last) * 0.5 * (1 + math.cos(math.pi * min((done - warmup) / (1 - warmup), 1)))


def plateau(step, steps, warmup=200):
    """Rise linearly in 200 steps, stay level for half of the run, then fall linearly to 0."""
    return min((step + 1) / warmup, 2 * (1 - step / steps), 1.0) if step < steps else 0.0


def one_cycle(step, steps, warmup=0.3, first=0.04, last=4e-6):
    """Rise as half a cosine from 4 % over 30 % of the run, then fall to nearly nothing (Smith & Topin 2017)."""
    done = step / steps
    low, way = (first, done / warmup) if done < warmup else (last, (1 - done) / (1 - warmup))
    return low + (1 - low) * 0.5 * (1 - math.cos(math.pi * way))


def falling(step, steps, first, last, begins=0.3, ends=0.8):
    """Fall from `first` to `last` by equal factors, between these shares of the run; level before and after."""
    way = min(max((step / steps - begins) / (ends - begins), 0), 1)
    return first * (last / first) ** way


def refinement_begins(epochs, share, tuning_share=0.0):
    """Return after how many epochs a VAE's refinement step begins to learn alone.

    share, tuning_share : of the epochs, at their end: first the refinement step learns alone, then all parts together
    """
    return round((1 - share - tuning_share) * epochs)


def tuning_begins(epochs, tuning_share):
    """Return after how many epochs all parts of a VAE begin to learn together; tuning_share : as above."""
    return round((1 - tuning_share) * epochs)


SCHEDULES = {"constant": constant, "cosine": cosine, "plateau": plateau, "one cycle": one_cycle}


def may_be_cut_short(recipe):
    """Return whether a run of a recipe is worth having wherever it ends: not one whose learning rate was to fall."""
    return recipe.schedule == "constant"


def learning_rate(peak, name, step, steps):
    """Return `peak` times what the schedule of that name says for step 0 … steps − 1."""
    return peak * SCHEDULES[name](step, steps)


def set_learning_rate(optimizer, rate):
    """Give all of an optimiser's parameters a learning rate: a float, or a 0-d tensor that a recorded step reads."""
    for group in optimizer.param_groups:
        group["lr"] = rate


def ema_weight(decay, step):
    """Return the weight 1 − d of step 0, 1, … in an average: average ← d·average + (1 − d)·model.

    d grows as (1 + t) / (10 + t) up to `decay`, so that the first steps are soon forgotten; the first one counts whole.
    """
    return 1 - min(decay, (1 + step) / (10 + step)) if step else 1.0


class Average(nn.Module):
    """Keep a copy of `model` that follows it, BatchNorm's statistics included.

    PyTorch's AveragedModel, whose state dict this one has, asks the GPU for its counter at every update.
    """

    def __init__(self, model):
        super().__init__()
        self.module = copy.deepcopy(model)
        self.register_buffer("n_averaged", torch.tensor(0, device=next(model.parameters()).device))

    @torch.no_grad()
    def follow(self, model, weight):
        """Move every parameter and buffer toward the model's; weight : `ema_weight`, a float or a 0-d tensor."""
        pairs = list(zip(_tensors(self.module), _tensors(model), strict=True))
        floats = [pair for pair in pairs if pair[0].is_floating_point()]
        for average, current in pairs:
            if not average.is_floating_point():
                average.copy_(current)
        if isinstance(weight, torch.Tensor):  # recorded for a GPU: three kernels for all tensors together
            averages, currents = map(list, zip(*floats, strict=True))
            ways = torch._foreach_sub(currents, averages)
            torch._foreach_mul_(ways, weight)
            torch._foreach_add_(averages, ways)
        else:
            for average, current in floats:
                average.lerp_(current, weight)
        self.n_averaged += 1


def _tensors(model):
    return [*model.parameters(), *model.buffers()]
