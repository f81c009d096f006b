"""Learning rates against PyTorch's own schedulers, and the averaged weights against an average done by hand."""

import pytest
import torch
from torch import nn
from torch.optim.lr_scheduler import CosineAnnealingLR, OneCycleLR

from models.networks.conv_gan import ConvGANConfig
from training.loop import schedule

STEPS = 500


def torchs(make):
    """The learning rates that one of PyTorch's schedulers gives at peak 1 in STEPS steps."""
    optimizer = torch.optim.SGD([nn.Parameter(torch.zeros(1))], lr=1.0)
    scheduler = make(optimizer)
    rates = []
    for _ in range(STEPS):
        rates.append(optimizer.param_groups[0]["lr"])
        optimizer.step()
        scheduler.step()
    return rates


def ours(name, steps=STEPS):
    return [schedule.SCHEDULES[name](step, steps) for step in range(steps)]


def test_a_constant_learning_rate_stays():
    assert set(ours("constant")) == {1.0}


def test_cosine_is_torchs_after_the_warm_up():
    expected = torchs(lambda optimizer: CosineAnnealingLR(optimizer, STEPS - 10, eta_min=0.01))
    assert ours("cosine")[10:] == pytest.approx(expected[: STEPS - 10])


def test_cosine_warms_up_in_a_straight_line_over_two_percent():
    assert ours("cosine")[1:11] == pytest.approx([step / 10 for step in range(1, 11)])
    assert schedule.cosine(0, STEPS) > 0


@pytest.mark.parametrize("name", list(schedule.SCHEDULES))
def test_no_schedule_exceeds_its_peak_in_a_run_of_a_few_steps(name):
    assert all(0 <= rate <= 1 for steps in range(1, 120) for rate in ours(name, steps))


def test_one_cycle_is_torchs_but_for_a_step_in_where_it_peaks():
    expected = torchs(lambda o: OneCycleLR(o, 1.0, total_steps=STEPS + 1, cycle_momentum=False))
    assert ours("one cycle") == pytest.approx(expected, abs=0.005)


def test_plateau_rises_in_two_hundred_steps_stays_and_falls_to_nothing():
    rates = ours("plateau", 2000)
    assert rates[0] == 1 / 200
    assert rates[199:1001] == [1.0] * 802
    assert rates[1500] == pytest.approx(0.5)
    assert schedule.plateau(2000, 2000) == 0


def test_every_group_of_an_optimiser_is_given_the_rate():
    optimizer = torch.optim.SGD([{"params": [nn.Parameter(torch.zeros(1))]}, {"params": [nn.Parameter(torch.ones(1))]}])
    schedule.set_learning_rate(optimizer, schedule.learning_rate(2e-3, "plateau", 99, 1000))
    assert [group["lr"] for group in optimizer.param_groups] == pytest.approx([1e-3, 1e-3])


def test_the_average_is_that_done_by_hand_with_batchnorms_statistics():
    torch.manual_seed(0)
    generator = ConvGANConfig(generator_channels=(8, 8, 8, 4)).build().generator.train()
    average = schedule.Average(generator)
    expected = None
    optimizer = torch.optim.SGD(generator.parameters(), lr=0.1)
    for t in range(8):
        optimizer.zero_grad()
        generator(torch.randn(6, 64), torch.arange(6)).square().mean().backward()
        optimizer.step()
        average.follow(generator, schedule.ema_weight(0.5, t))
        current = {key: value.clone() for key, value in generator.state_dict().items()}
        d = min(0.5, (1 + t) / (10 + t))
        if expected is None:  # the first one is taken as it is
            expected = current
        for key, value in current.items():
            expected[key] = d * expected[key] + (1 - d) * value if value.is_floating_point() else value
    averaged = average.module.state_dict()
    assert any("running_var" in key for key in averaged)
    for key, value in averaged.items():
        assert torch.allclose(value, expected[key], atol=1e-6), key


def test_the_average_of_a_model_that_stands_still_is_the_model():
    model = nn.Linear(3, 2)
    average = schedule.Average(model)
    for t in range(5):
        average.follow(model, schedule.ema_weight(0.999, t))
    assert torch.allclose(average.module.weight, model.weight)


def test_a_falling_weight_is_halfway_by_factors_in_the_middle_of_its_fall():
    at = [schedule.falling(step, 100, 0.16, 0.01) for step in (0, 30, 55, 80, 99)]
    assert at == pytest.approx([0.16, 0.16, 0.04, 0.01, 0.01])
