"""The article's Gabor wavelet, mended, in today's PyTorch."""

# %% What it needs / 必要なもの
import math

import torch
from torch.nn import functional as F
from torchvision import datasets


# %% The wavelet / ウェーブレット
def wavelet(sigma=2.0, theta=0.0, scale=2.0):
    half = math.ceil(5 * math.sqrt(2) * sigma * scale)
    x = torch.arange(-half, half + 1, dtype=torch.float64)
    y = -x[:, None]  # rows run downwards, y upwards
    along = (math.cos(theta) * x + math.sin(theta) * y) / scale  #: turn
    across = (math.cos(theta) * y - math.sin(theta) * x) / scale  #: turn
    envelope = torch.exp(-(along**2 + across**2) / (4 * sigma**2))  #: envelope
    envelope = envelope / (4 * math.pi * sigma**2)  #: envelope
    wave = torch.exp(1j * along)  #: wave
    return envelope * (wave - math.exp(-(sigma**2))) / scale**2  #: mean


# %% The filter / フィルタ
def filtered(picture, psi):
    half = psi.shape[-1] // 2
    padded = F.pad(picture[None, None].to(torch.float64), [half] * 4, mode="reflect")
    flipped = psi.flip(0, 1)[None, None]  #: convolve
    return torch.complex(F.conv2d(padded, flipped.real), F.conv2d(padded, flipped.imag))[0, 0]  #: convolve


# %% Eight directions / 八つの向き
def directions(picture, sigma=1.0, scale=1.0, count=8):
    angles = [math.pi * i / count for i in range(count)]
    responses = [filtered(picture, wavelet(sigma, theta, scale)) for theta in angles]
    return torch.stack(responses).abs()  #: magnitude


# %% A digit / 数字一つ
def digit(root="data", index=0):
    pixels = datasets.MNIST(root, train=True, download=True).data[index]
    return pixels.to(torch.float64) / 255
