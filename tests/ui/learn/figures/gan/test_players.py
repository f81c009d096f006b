"""The players of the game in the plane: their networks, losses and optimiser against PyTorch's."""

import itertools
from pathlib import Path

import pytest
import torch
from torch import nn
from torch.nn import functional as F

from tests.support.engine import needs_node, run_in_node
from training import losses

SCRIPT = Path(__file__).with_name("players_task.js")
pytestmark = needs_node


@pytest.fixture
def ask(tmp_path):
    return lambda name, **task: run_in_node(SCRIPT, {"name": name, **task}, tmp_path)


@pytest.fixture
def network():
    torch.manual_seed(3)
    sizes = (2, 7, 5, 1)
    layers = [nn.Linear(*pair) for pair in itertools.pairwise(sizes)]
    between = [nn.LeakyReLU(0.2) for _ in layers[1:]]
    return nn.Sequential(layers[0], *(one for pair in zip(between, layers[1:], strict=True) for one in pair)).double()


@pytest.fixture
def x():
    return torch.randn(6, 2, generator=torch.Generator().manual_seed(4)).double()


def linear(network):
    return [layer for layer in network if isinstance(layer, nn.Linear)]


def written(network):
    return [[layer.weight.tolist(), layer.bias.tolist()] for layer in linear(network)]


def assert_alike(found, wanted):
    for ours, (weights, bias) in zip(found, wanted, strict=True):
        assert ours[0] == pytest.approx(weights.detach().numpy().ravel(), rel=1e-9, abs=1e-12)
        assert ours[1] == pytest.approx(bias.detach().numpy(), rel=1e-9, abs=1e-12)


def slopes(network):
    pairs = [(layer.weight, layer.bias) for layer in linear(network)]
    return [[torch.zeros_like(one) if one.grad is None else one.grad for one in pair] for pair in pairs]


@pytest.mark.parametrize("target", [0, 1])
def test_gradients_in_weights_and_inputs_are_those_of_torch(ask, network, x, target):
    found = ask("gradients", layers=written(network), x=x.tolist(), target=target)
    points = x.clone().requires_grad_()
    logits = network(points)[:, 0]
    loss = F.binary_cross_entropy_with_logits(logits, torch.full_like(logits, target))
    loss.backward()
    assert found["loss"] == pytest.approx(loss.item(), rel=1e-12)
    assert_alike(found["weights"], slopes(network))
    assert found["x"] == pytest.approx(points.grad.numpy().ravel(), rel=1e-9)


def test_r1_and_its_gradients_are_those_of_torch(ask, network, x):
    found = ask("r1", layers=written(network), x=x.tolist(), weight=0.7)
    points = x.clone().requires_grad_()
    penalty = 0.7 * losses.r1(network(points)[:, 0], points)
    penalty.backward()
    assert found["value"] == pytest.approx(penalty.item(), rel=1e-12)
    assert_alike(found["weights"], slopes(network))


def test_ten_steps_of_adam_end_where_torchs_do(ask, network, x):
    found = ask("adam", layers=written(network), x=x.tolist(), rate=0.02, betas=[0.5, 0.999], steps=10)
    optimizer = torch.optim.Adam(network.parameters(), lr=0.02, betas=(0.5, 0.999))
    for _ in range(10):
        optimizer.zero_grad()
        F.softplus(-network(x)).mean().backward()
        optimizer.step()
    assert_alike(found, [(layer.weight, layer.bias) for layer in linear(network)])


# From hopeless to certain: beyond 17 the article's sigmoid is 1 in 32 bits.
ULP = 1.2e-7  # of a 32-bit number near 1, by which two sigmoids may differ
LOGITS = [-120.0, -30.0, -17.5, -3.0, 0.0, 0.4, 6.0, 16.0, 17.5, 30.0]


@pytest.mark.parametrize("target", [0, 1])
@pytest.mark.parametrize("apart", [True, False])
def test_cross_entropy_is_torchs_in_either_form(ask, target, apart):
    for logit in LOGITS:
        found = ask("loss", logits=[logit], target=target, apart=apart)
        ours = torch.tensor([logit], requires_grad=True)
        wanted = torch.tensor([float(target)])
        if apart:
            loss = F.binary_cross_entropy(torch.sigmoid(ours), wanted)
        else:
            loss = F.binary_cross_entropy_with_logits(ours, wanted)
        loss.backward()
        assert found["loss"] == pytest.approx(loss.item(), rel=1e-4, abs=ULP)
        assert found["slopes"] == pytest.approx(ours.grad.numpy(), rel=1e-5, abs=ULP), logit


@pytest.mark.parametrize("apart", [True, False])
def test_what_the_generator_minimises_is_minus_log_d_or_log_of_one_minus_d(ask, apart):
    logits = torch.linspace(-5, 5, 11, dtype=torch.float64, requires_grad=True)
    for minimax, loss in (
        (False, -torch.sigmoid(logits).log().mean()),
        (True, torch.log1p(-torch.sigmoid(logits)).mean()),
    ):
        (wanted,) = torch.autograd.grad(loss, logits)
        found = ask("generator", logits=logits.tolist(), apart=apart, minimax=minimax)
        assert found["loss"] == pytest.approx(loss.item(), rel=1e-5)
        assert found["slopes"] == pytest.approx(wanted.numpy(), rel=1e-5, abs=ULP)
