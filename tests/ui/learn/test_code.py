"""The code that the chapters show is executed here, held against the project's own models, and tied to what it says."""

import importlib.util
import json
import re

import pytest
import torch
from torch.nn import functional as F

import training.losses as losses
from models import gabor
from tests.support.paths import PROJECT
from ui.i18n.catalogue import LANGUAGES, catalogue
from ui.learn import tab as learn
from ui.learn.chapters.code.listing import lines, source
from ui.learn.chapters.code.notebook import notebook
from ui.learn.chapters.code.part import answer
from ui.learn.chapters.code.ties import MENDED, NOTES, PSEUDO


def module(chapter):
    """The file docs/code/<chapter>.py, executed as it is shown."""
    spec = importlib.util.spec_from_file_location(f"shown_{chapter}", PROJECT / f"docs/code/{chapter}.py")
    made = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(made)
    return made


def parameters(*networks):
    return [sum(weight.numel() for weight in network.parameters()) for network in networks]


@pytest.mark.parametrize("chapter", learn.CHAPTERS)
def test_what_is_shown_is_the_file_without_its_marks(chapter):
    shown = "\n".join(line.text for line in lines(chapter))
    assert "#:" not in shown
    assert "# %%" not in shown
    compile(shown, chapter, "exec")
    assert compile(source(chapter), "", "exec").co_names == compile(shown, "", "exec").co_names


@pytest.mark.parametrize("chapter", learn.CHAPTERS)
def test_every_tie_leads_to_lines_and_every_tied_line_to_a_sentence(chapter):
    used = {line.tie for line in lines(chapter)} - {""}
    noted = {note.tie for note in NOTES[chapter]}
    others = {item.tie for item in (*MENDED[chapter], *PSEUDO[chapter])} - {""}
    assert noted <= used
    assert used <= noted | others
    assert others <= used


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("chapter", learn.CHAPTERS)
def test_every_note_has_its_sentence_and_names_a_figure_of_its_own_chapter(chapter, lang):
    texts = catalogue()[lang]
    for note in NOTES[chapter]:
        assert texts[f"learn.code.{chapter}_{note.tie}"]
        assert not note.figure or note.figure in learn.FIGURE.findall(learn.page(lang, chapter))
    for mended in MENDED[chapter]:
        assert texts[f"learn.code.{mended.key}"]
    for step in PSEUDO[chapter]:
        assert not step.differs or texts[f"learn.code.differs_{step.differs}"]


def test_what_stands_for_the_printed_expression_stands_in_the_code():
    for chapter, items in MENDED.items():
        shown = source(chapter)
        for item in items:
            today = re.sub(r"…", "", item.today).rstrip("):")
            assert today in shown, item
            assert not item.printed or item.printed not in shown or item.key in {"colon"}, item


def test_the_vae_has_the_articles_size_and_the_projects_loss():
    shown = module("vae")
    vae = shown.VAE()
    assert parameters(vae) == [652_824]
    x = torch.rand(64, 1, 28, 28)
    logits, mu, logvar = vae(x)
    ours = losses.negative_elbo(logits.view_as(x), x, mu, logvar).sum()
    assert shown.negative_elbo(logits, x, mu, logvar).item() == pytest.approx(ours.item(), rel=1e-5)


def test_the_vaes_kl_is_that_of_torch_distributions():
    mu, logvar = torch.randn(5, 20), torch.randn(5, 20)
    x = torch.zeros(5, 1, 28, 28)
    logits = torch.full((5, 784), -1e4)  # redraws paper perfectly, so that KL alone is left
    q = torch.distributions.Normal(mu, (logvar / 2).exp())
    expected = torch.distributions.kl_divergence(q, torch.distributions.Normal(0.0, 1.0)).sum()
    assert module("vae").negative_elbo(logits, x, mu, logvar).item() == pytest.approx(expected.item(), rel=1e-5)


def test_the_vae_learns_in_one_epoch_and_draws_digits(mnist):
    torch.manual_seed(0)
    shown = module("vae")
    vae, bounds = shown.train(root=mnist, epochs=2, limit=640, device="cpu")
    assert bounds[1] < bounds[0] < 784 * 0.6932  # grey of a half everywhere costs ln 2 a pixel
    digits = shown.sample(vae)
    assert digits.shape == (25, 1, 28, 28)
    assert 0 <= digits.min() <= digits.max() <= 1


def test_the_players_have_the_articles_sizes_and_the_projects_losses():
    shown = module("gan")
    torch.manual_seed(0)
    G, D = shown.Generator(), shown.Discriminator()
    assert parameters(G, D) == [1_510_032, 533_505]
    real, fake = 2 * torch.rand(64, 1, 28, 28) - 1, G(torch.randn(64, 100)).detach()
    logits = [D.layers[:-1](x.flatten(1))[:, 0] for x in (real, fake)]
    d_loss, g_loss = shown.discriminator_loss(D, real, fake), shown.generator_loss(D, fake)
    assert d_loss.item() == pytest.approx(losses.article_discriminator(*logits).item(), rel=1e-5)
    assert g_loss.item() == pytest.approx(losses.article_generator(logits[1]).item(), rel=1e-5)


def test_the_players_take_other_channels_and_sizes():
    shown = module("gan")
    G, D = shown.Generator(shape=(3, 16, 16)), shown.Discriminator(shape=(3, 16, 16))
    assert D(G(torch.randn(2, 100))).shape == (2,)


def test_the_gan_trains_and_draws_digits(mnist):
    torch.manual_seed(0)
    shown = module("gan")
    G, _, told = shown.train(root=mnist, epochs=1, steps=2, limit=256, device="cpu")
    assert len(told) == 4
    digits = shown.sample(G)
    assert digits.shape == (25, 1, 28, 28)
    assert 0 <= digits.min() <= digits.max() <= 1


@pytest.mark.parametrize(("sigma", "theta", "scale"), [(1.0, 0.0, 1.0), (2.0, 0.7, 2.5), (0.8, 2.4, 3.0)])
def test_the_wavelet_is_the_filter_tabs(sigma, theta, scale):
    shown = module("gabor").wavelet(sigma, theta, scale).numpy()
    ours = gabor.kernel(sigma, theta, scale, size=len(shown))
    assert abs(shown - ours).max() < 1e-15


def test_the_filter_answers_an_impulse_with_the_wavelet_and_a_wall_with_nothing():
    shown = module("gabor")
    psi = shown.wavelet(1.0, 0.4, 1.0)
    half = len(psi) // 2
    impulse = torch.zeros(4 * half + 1, 4 * half + 1)
    impulse[2 * half, 2 * half] = 1
    inside = slice(half, 3 * half + 1)
    assert torch.allclose(shown.filtered(impulse, psi)[inside, inside], psi, atol=1e-12)
    assert shown.filtered(torch.ones(64, 64), psi).abs().max() < 1e-4  # the sampled window ends at 5 deviations


def test_cross_entropy_refuses_targets_below_paper_as_the_note_says():
    with pytest.raises(RuntimeError, match="between 0 and 1"):
        F.binary_cross_entropy(torch.full((2,), 0.5), torch.full((2,), -1.0))


@pytest.mark.filterwarnings("ignore:size_average")
def test_size_average_false_still_means_a_sum_as_the_note_says():
    p, target = torch.rand(8), torch.rand(8)
    with pytest.warns(UserWarning, match="size_average"):
        old = F.binary_cross_entropy(p, target, size_average=False)
    assert old == F.binary_cross_entropy(p, target, reduction="sum")


def test_variable_gives_back_a_tensor_that_keeps_its_own_gradient():
    x = torch.ones(2, requires_grad=True)
    made = torch.autograd.Variable(x)
    assert type(made) is torch.Tensor
    assert x.data_ptr() == made.data_ptr()


@pytest.mark.parametrize("lang", LANGUAGES)
def test_two_hundred_epochs_are_the_rounds_that_the_text_names(lang):
    rounds = -(-60_000 // 64)
    said = catalogue()[lang]["learn.code.differs_rounds"]
    assert f"{rounds}" in said
    assert f"{200 * rounds:,}" in said


@pytest.mark.parametrize("chapter", learn.CHAPTERS)
def test_the_notebook_is_the_one_that_the_command_writes(chapter):
    written = (PROJECT / f"docs/notebooks/{chapter}.ipynb").read_text(encoding="utf-8")
    assert written == notebook(chapter), "python -m docs.notebooks"
    assert answer(chapter)["notebook"] == written


@pytest.mark.parametrize("chapter", learn.CHAPTERS)
def test_the_notebook_runs_from_top_to_bottom(chapter, mnist, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "data").symlink_to(mnist)
    monkeypatch.setenv("MPLBACKEND", "agg")
    known = {"__name__": "__main__"}
    whole = json.loads((PROJECT / f"docs/notebooks/{chapter}.ipynb").read_text(encoding="utf-8"))
    assert (whole["nbformat"], whole["metadata"]["kernelspec"]["name"]) == (4, "python3")
    for cell in whole["cells"]:
        if cell["cell_type"] == "code":
            exec("".join(cell["source"]), known)
    assert len(known["pictures"]) == {"vae": 25, "gan": 25, "gabor": 8}[chapter]
