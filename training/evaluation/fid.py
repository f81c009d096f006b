"""Compute Fréchet distances between sets of digits (FID: Heusel et al. 2017, arXiv:1706.08500), in float64.

‖m − m'‖² + tr(C + C' − 2 (C C')^½) for means m and covariances C of two sets of features, by torchmetrics.
On the reader's features it compares with other figures of this project and with nothing else; Inception's features
give another scale.
"""

from pathlib import Path

import torch
from torch import nn
from torchmetrics.image import fid

INCEPTION = "weights-inception-2015-12-05-6726825d.pth"  # as torch-fidelity names it in torch's cache


class Given(nn.Module):
    """Pass features through that are known already, so that each digit is read once for all figures."""

    def __init__(self, num_features):
        super().__init__()
        self.num_features = num_features

    def forward(self, features):
        return features


def frechet(real, fake):
    """Compute the Fréchet distance of features real (N, F) and fake (M, F), two or more each: 0 for equal moments."""
    metric = fid.FrechetInceptionDistance(Given(real.shape[1])).to(real.device)
    metric.update(real.double(), real=True)
    metric.update(fake.double(), real=False)
    return metric.cpu().compute().item()  # eigenvalues of one small matrix: no work for a GPU


def class_frechet(real, real_y, fake, fake_y):
    """Mean over the digits of the Fréchet distance within each: features (N, F), (M, F), digits (N,), (M,)."""
    digits = real_y.unique().tolist()
    return sum(frechet(real[real_y == digit], fake[fake_y == digit]) for digit in digits) / len(digits)


def inception_network():
    """Find Inception's weights, where torch-fidelity has left them on this machine; None otherwise."""
    path = Path(torch.hub.get_dir()) / "checkpoints" / INCEPTION
    return path if fid._TORCH_FIDELITY_AVAILABLE and path.is_file() else None


@torch.inference_mode()
def inception_frechet(real, fake, network, batch=50):
    """Compute the FID that others publish, on Inception's 2,048 features; seconds a batch on a CPU.

    real, fake : (N, 1, 28, 28) float in 0…1 on one device; network : what `inception_network` found.
    """
    metric = fid.FrechetInceptionDistance(2048, normalize=True, feature_extractor_weights_path=str(network))
    metric = metric.to(real.device)
    for x, is_real in ((real, True), (fake, False)):
        for part in x.split(batch):
            metric.update(part.expand(-1, 3, -1, -1), real=is_real)
    return metric.cpu().compute().item()
