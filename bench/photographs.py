"""How well digits are found in photographs: of ten digits in each light and on each paper, how many are read right.

python -m bench.photographs [--seeds 4] [--first 1000]
"""

import argparse
import os
import time

os.environ.setdefault("OMP_NUM_THREADS", "1")  # before the libraries read it

import numpy as np
import torch

import models
from tests.support.photographs import KINDS, empty, photograph
from ui.kit.sheet_codec import framed_picture


def framed(grey):
    """Frame a photograph (H, W) uint8: (28, 28) float32, None where it is refused."""
    try:
        return framed_picture(grey)
    except ValueError:
        return None


def reading(reader, x):
    """Return the digit that the shipped reader sees in a frame (28, 28), None for None."""
    if x is None:
        return None
    with torch.inference_mode():
        return int(reader.predict_proba(torch.from_numpy(x)[None, None]).argmax())


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seeds", type=int, default=4, help="photographs of each digit in each light")
    parser.add_argument("--first", type=int, default=1000, help="the first seed")
    options = parser.parse_args()
    seeds = range(options.first, options.first + options.seeds)
    torch.set_num_threads(1)
    reader = models.load("reader")
    print(f"{10 * len(seeds)} photographs of each kind    read right   with noise   refused   empty refused   ms p50")
    for kind in KINDS:
        found, times = {False: [], True: []}, []
        for noisy in found:
            for seed in seeds:
                for digit in range(10):
                    grey = photograph(kind, digit, np.random.default_rng([seed, digit]), noisy)
                    start = time.process_time()
                    x = framed(grey)
                    times.append(1e3 * (time.process_time() - start))
                    found[noisy].append((digit, reading(reader, x)))
        right = {noisy: 100 * np.mean([read == digit for digit, read in pairs]) for noisy, pairs in found.items()}
        refused = sum(read is None for pairs in found.values() for _, read in pairs)
        blanks = [] if kind == "show-through" else seeds  # where a digit is seen on the empty page, too
        blank = [framed(empty(kind, np.random.default_rng(seed))) is None for seed in blanks]
        print(
            f"{kind:26} {right[False]:12.1f} % {right[True]:10.1f} % {refused:9} {f'{sum(blank)} of {len(blank)}':>15}"
            f" {np.median(times):8.1f}"
        )


if __name__ == "__main__":
    main()
