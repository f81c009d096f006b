"""Measure what a digit costs: multiply-adds, and milliseconds on one thread."""

import copy
import time

import torch
from torch.utils.flop_counter import FlopCounterMode

DIGITS = 64  # drawn at once when time is taken
ROUNDS = 40


def on_cpu(model):
    """Return the model, or its copy on the CPU where it lies elsewhere: milliseconds are those of a CPU."""
    return model if next(model.parameters()).device.type == "cpu" else copy.deepcopy(model).cpu()


@torch.no_grad()
def multiply_adds(call, *inputs):
    """Count the multiply-adds in the matrix products and convolutions of call(*inputs)."""
    with FlopCounterMode(display=False) as counter:
        call(*inputs)
    return counter.get_total_flops() // 2  # it counts a multiply-add as two


@torch.inference_mode()
def fastest(*calls, rounds=ROUNDS):
    """Measure the milliseconds of processor time that each call takes, the least of many rounds: list of floats.

    The processor's time, since on a busy machine the clock on the wall counts other people's work. The least, since
    what is left of that only adds; interleaved, so that it adds to all alike. On one thread, as `evaluate` sets it.
    """
    least = [float("inf")] * len(calls)
    for _ in range(rounds):
        for i, call in enumerate(calls):
            start = time.process_time()
            call()
            least[i] = min(least[i], 1e3 * (time.process_time() - start))
    return least


def sampling(sample, bare):
    """Measure the cost of 64 samples: `sample` as a user calls it, `bare` the network alone on as many points."""
    whole, network = fastest(sample, bare)
    return {"ms_per_digit": whole / DIGITS, "sample_ratio": whole / network}
