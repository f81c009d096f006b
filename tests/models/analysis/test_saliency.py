"""The gradient of a discriminator's logit in the pixels, against finite differences."""

import pytest
import torch

from models.analysis.saliency import saliency
from models.networks.conv_gan import ConvGANConfig
from models.networks.gan import GANConfig

STEP = 1e-6


@pytest.fixture(scope="module", params=["mlp", "conv"])
def gan(request):
    """Untrained GANs in float64, so that differences of logits mean something."""
    torch.manual_seed(0)
    config = GANConfig() if request.param == "mlp" else ConvGANConfig()
    return config.build().eval().double().requires_grad_(False)


def digits(n=2):
    return torch.rand(n, 1, 28, 28, generator=torch.Generator().manual_seed(1), dtype=torch.float64)


@pytest.mark.parametrize("label", [None, 3])
def test_each_pixels_value_is_how_fast_the_logit_rises_with_its_ink(gan, label):
    label = label if gan.num_classes else None
    x = digits(1)
    found = saliency(gan, x, label)[0]
    for row, column in ((0, 0), (13, 14), (27, 5), (20, 20)):
        more, less = x.clone(), x.clone()
        more[0, 0, row, column] += STEP
        less[0, 0, row, column] -= STEP
        rise = (gan.checked_logits(more, label) - gan.checked_logits(less, label)) / (2 * STEP)
        assert found[row, column].item() == pytest.approx(rise.item(), rel=1e-4, abs=1e-9)


def test_a_digits_saliency_does_not_depend_on_the_digits_beside_it(gan):
    x = digits(3)
    torch.testing.assert_close(saliency(gan, x)[1], saliency(gan, x[1:2])[0])


def test_it_can_be_had_where_nothing_else_keeps_gradients(gan):
    x = digits()
    with torch.inference_mode():
        found = saliency(gan, x.clone())
    assert found.shape == (2, 28, 28)
    assert not found.requires_grad
    torch.testing.assert_close(found, saliency(gan, x))


def test_the_digit_that_is_asked_about_changes_the_picture():
    torch.manual_seed(0)
    gan = ConvGANConfig().build().eval().requires_grad_(False)
    x = digits(1).float()
    assert not torch.allclose(saliency(gan, x, 3), saliency(gan, x, 8))


def test_the_score_is_the_sigmoid_of_the_logit(gan):
    x = digits()
    torch.testing.assert_close(gan.score(x), 1 / (1 + torch.exp(-gan.checked_logits(x))))


def test_pictures_of_another_shape_are_refused(gan):
    with pytest.raises(ValueError, match=r"images must have shape \(n, 1, 28, 28\)"):
        saliency(gan, torch.zeros(1, 28, 28))
