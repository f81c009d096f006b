"""The networks in the browser against PyTorch's: the same weights, MNIST's digits, and noise."""

from pathlib import Path

import numpy as np
import pytest
import torch

import models
from models.analysis import elbo, refine, saliency
from models.networks.conv_gan import ConvGAN
from tests.support.engine import needs_node, run_in_node
from tests.support.evaluation_digits import bundled_digits
from training.datasets import mnist
from ui.engine.export.weights_file import weights_file

SCRIPT = Path(__file__).with_name("networks.js")
CLOSE = 1e-5  # of values in 0…1 and of z; float32 itself is good for 1e-6
N = 20  # more than the engine takes at once
pytestmark = needs_node


@pytest.fixture(scope="module")
def digits():
    """Return N digits of MNIST, float32 (N, 1, 28, 28) in 0…1."""
    (x, _), _ = bundled_digits()
    return mnist.as_float(x[:N])


@pytest.fixture
def ask(tmp_path):
    """Ask a model in Node: (name, (method, …arguments), …) → the answers as arrays."""

    def ask(name, *calls, exact=True):
        file = tmp_path / f"{name}.safetensors"
        file.write_bytes(weights_file(models.load(name), exact))
        plain = [[name, method, *map(_plain, given)] for method, *given in calls]
        return run_in_node(SCRIPT, {"files": {name: str(file)}, "calls": plain}, tmp_path)

    return ask


def _plain(value):
    return value.flatten().tolist() if isinstance(value, torch.Tensor) else value


def close(found, wanted, within=CLOSE):
    found = np.asarray(found, np.float64).ravel()
    wanted = np.asarray(wanted.detach() if isinstance(wanted, torch.Tensor) else wanted, np.float64).ravel()
    assert found.shape == wanted.shape
    scale = max(1.0, float(np.abs(wanted).max()))  # logits and logvar lie beyond 1
    assert np.abs(found - wanted).max() <= within * scale, np.abs(found - wanted).max()


@pytest.mark.parametrize("name", ["vae_mlp", "vae_conv", "vae_map"])
def test_vae_encodes_decodes_and_knows_classes_as_torch_does(name, ask, digits):
    vae = models.load(name)
    z = torch.randn(N, vae.latent_dim, generator=torch.Generator().manual_seed(1))
    posterior, x_hat, logs = ask(name, ("encode", digits), ("decode", z), ("classLogProb", z))
    mu, logvar = vae.encode(digits)
    close(posterior["mu"], mu)
    close(posterior["logvar"], logvar)
    close(x_hat, vae.decode(z))
    close(logs, vae.classes.log_prob(z))


@pytest.mark.parametrize("name", ["ae_map", "pca_map"])
def test_plane_encodes_and_decodes_as_torch_does(name, ask, digits):
    plane = models.load(name)
    z = torch.randn(N, 2, generator=torch.Generator().manual_seed(1))
    places, pictures = ask(name, ("encode", digits), ("decode", z))
    close(places, plane.encode(digits))
    close(pictures, plane.decode(z))


def test_reader_reads_as_torch_does(ask, digits):
    (proba,) = ask("reader", ("predictProba", digits))
    close(proba, models.load("reader").predict_proba(digits))


@pytest.mark.parametrize("name", ["gan_mlp", "gan_mlp_k1", "gan_conv"])
def test_gan_draws_and_judges_as_torch_does(name, ask, digits):
    gan = models.load(name)
    z = torch.randn(N, gan.latent_dim, generator=torch.Generator().manual_seed(1))
    label = torch.arange(N) % 10 if gan.num_classes else None
    shares = [] if label is None else [torch.eye(10)[label]]
    asked = [] if label is None else [label.tolist()]
    fakes, logits = ask(name, ("generate", z, *shares), ("logits", digits, *asked))
    close(fakes, gan.generate(z, label))
    close(logits, gan.logits(digits, label))


def test_shares_of_digits_are_mixed_as_torch_mixes_them(ask):
    gan = models.load("gan_conv")
    z = torch.randn(3, gan.latent_dim, generator=torch.Generator().manual_seed(1))
    shares = torch.softmax(torch.randn(3, 10, generator=torch.Generator().manual_seed(2)), 1)
    (fakes,) = ask("gan_conv", ("generate", z, shares))
    close(fakes, gan.generate(z, shares))


def test_conditional_discriminator_is_asked_about_every_digit_as_in_torch(ask, digits):
    gan = models.load("gan_conv")
    assert isinstance(gan, ConvGAN)
    (logits,) = ask("gan_conv", ("logitsByDigit", digits[:1]))
    close(logits, gan.discriminator.logits_by_digit(digits[:1]))


@pytest.mark.parametrize("name", ["gan_mlp", "gan_conv"])
def test_saliency_is_the_gradient_that_autograd_finds(name, ask, digits):
    gan = models.load(name)
    label = [7] if gan.num_classes else []
    (found,) = ask(name, ("saliency", digits[:1], *label))
    close(found, saliency.saliency(gan, digits[:1], *label))


@pytest.mark.parametrize("name", ["vae_mlp", "vae_conv"])
def test_gradient_of_refinement_is_the_one_that_autograd_finds(name, ask, digits):
    vae = models.load(name)
    z = torch.randn(1, vae.latent_dim, generator=torch.Generator().manual_seed(1)).requires_grad_()
    energy = elbo.bce_sum(vae.logits(z), digits[:1]).sum() + 0.5 * z.square().sum()
    (wanted,) = torch.autograd.grad(energy, z)
    (found,) = ask(name, ("energyGradient", digits[:1], z.detach()))
    close(found, wanted)


@pytest.mark.parametrize("name", ["vae_mlp", "vae_conv"])
def test_thirty_steps_of_refinement_end_where_torch_ends(name, ask, digits):
    walk = {
        **{"steps": refine.STEPS, "learningRate": 0.1},
        **{"meanDecay": refine.MEAN_DECAY, "squareDecay": refine.SQUARE_DECAY, "epsilon": refine.EPSILON},
    }
    (z,) = ask(name, ("refine", digits[:1], walk))
    close(z, refine.refine(models.load(name), digits[:1]), within=1e-4)  # Adam's first steps divide by tiny gradients


@pytest.mark.parametrize("name", ["vae_mlp", "vae_conv", "gan_mlp", "gan_conv"])
def test_float16_weights_change_next_to_no_pixel(name, ask):
    model = models.load(name)
    z = torch.randn(64, model.latent_dim, generator=torch.Generator().manual_seed(1))
    label = torch.arange(64) % 10
    if name.startswith("vae"):
        (found,), wanted = ask(name, ("decode", z), exact=False), model.decode(z)
    elif model.num_classes:
        (found,) = ask(name, ("generate", z, torch.eye(10)[label]), exact=False)
        wanted = model.generate(z, label)
    else:
        (found,), wanted = ask(name, ("generate", z), exact=False), model.generate(z)
    levels = np.abs(np.rint(np.asarray(found).ravel() * 255) - np.rint(wanted.flatten().numpy() * 255))
    assert (levels <= 1).mean() >= 0.999
