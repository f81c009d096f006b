"""What a digit costs: multiply-adds against sums by hand; clocks are not tested, only that both calls are made."""

import torch
from torch import nn

from models.networks.vae import VAEConfig
from training.evaluation import speed


def test_a_fully_connected_decoder_costs_its_two_matrices():
    vae = VAEConfig(latent_dim=20, hidden=400).build().requires_grad_(False)
    assert speed.multiply_adds(vae.decode, torch.zeros(1, 20)) == 20 * 400 + 400 * 784


def test_a_convolution_costs_its_window_at_each_pixel():
    convolution = nn.Conv2d(3, 5, 3, padding=1)
    assert speed.multiply_adds(convolution, torch.zeros(1, 3, 28, 28)) == 28 * 28 * 5 * 3 * 9


def test_twice_the_digits_cost_twice_as_much():
    layer = nn.Linear(7, 11)
    assert speed.multiply_adds(layer, torch.zeros(2, 7)) == 2 * speed.multiply_adds(layer, torch.zeros(1, 7))


def test_calls_take_turns():
    called = []
    times = speed.fastest(lambda: called.append("a"), lambda: called.append("b"), rounds=3)
    assert called == ["a", "b"] * 3
    assert len(times) == 2
    assert all(ms >= 0 for ms in times)
