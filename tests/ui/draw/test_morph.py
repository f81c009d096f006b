"""What the morph gets: ways between points, files of them, and a sentence for what cannot be used."""

import base64
import io
import json

import numpy as np
import pytest
import torch
from PIL import Image

from models.networks.reader import ReaderConfig
from models.networks.vae import VAEConfig
from ui.draw.morph import export, part
from ui.draw.morph import server as morph

Z = 5
A, B = [0.5, -1.0, 0.25, 2.0, 0.0], [-1.5, 0.5, 1.0, 0.125, 1.0]


@pytest.fixture(scope="module")
def reader():
    torch.manual_seed(1)
    return ReaderConfig().build().eval()


@pytest.fixture(scope="module")
def vaes():
    torch.manual_seed(0)
    return {"vae_mlp": VAEConfig(latent_dim=Z, hidden=16).build().eval()}


def decoded(vaes, values):
    with torch.inference_mode():
        return vaes["vae_mlp"].decode(torch.tensor([values]))[0, 0].numpy()


def strip(vaes, reader, **changes):
    request = {"lang": "en", "model": "vae_mlp", "a": A, "b": B, "path": "spherical", **changes}
    return part.functions(vaes, reader)[0](request)


def frames(answer):
    return np.frombuffer(base64.b64decode(answer["frames"]), np.uint8).reshape(-1, 28, 28)


@pytest.mark.parametrize("path", ["spherical", "straight", "pixels"])
def test_every_path_begins_and_ends_with_the_decoded_points(vaes, reader, path):
    found = frames(strip(vaes, reader, path=path))
    assert len(found) == morph.FRAMES
    for frame, end in ((found[0], A), (found[-1], B)):
        assert np.abs(frame / 255 - decoded(vaes, end)).max() <= 0.5 / 255 + 1e-6


def test_the_pixel_average_is_half_of_each_end_half_way(vaes, reader):
    found = frames(strip(vaes, reader, path="pixels"))[morph.FRAMES // 2]
    np.testing.assert_allclose(found / 255, (decoded(vaes, A) + decoded(vaes, B)) / 2, atol=0.5 / 255 + 1e-6)


def test_the_straight_path_decodes_the_mean_of_both_points_half_way(vaes, reader):
    found = frames(strip(vaes, reader, path="straight"))[morph.FRAMES // 2]
    middle = [(a + b) / 2 for a, b in zip(A, B, strict=True)]
    np.testing.assert_allclose(found / 255, decoded(vaes, middle), atol=0.5 / 255 + 1e-5)


def test_each_frame_comes_with_what_it_reads_as(vaes, reader):
    proba = np.array(strip(vaes, reader)["proba"])
    assert proba.shape == (morph.FRAMES, 10)
    np.testing.assert_allclose(proba.sum(1), 1, atol=1e-3)


@pytest.mark.parametrize(
    "changes",
    [
        {"model": "vae_conv"},
        {"a": A[:-1]},
        {"b": None},
        {"a": [*A[:-1], "2"]},
        {"a": [*A[:-1], float("nan")]},
        {"a": [*A[:-1], 1e9]},
        {"path": "winding"},
        {"path": ["spherical"]},
    ],
)
def test_what_cannot_be_used_is_refused_in_one_sentence(vaes, reader, changes):
    answer = strip(vaes, reader, **changes)
    assert not answer["ok"]
    assert answer["error"].startswith("The server could not use this: ")


@pytest.mark.parametrize("request_", [None, [], "a way", 7])
def test_a_request_that_is_no_object_is_refused_too(vaes, reader, request_):
    assert not part.functions(vaes, reader)[0](request_)["ok"]


def test_a_refusal_speaks_the_language_of_the_page(vaes, reader):
    assert strip(vaes, reader, lang="ja", a=[])["error"].startswith("サーバーで処理できませんでした")


def taken(vaes, reader, **changes):
    request = {"model": "vae_mlp", "a": A, "b": B, "path": "spherical", "pace": 2.4, **changes}
    return part.functions(vaes, reader)[1](request)


def opened(answer):
    return Image.open(io.BytesIO(base64.b64decode(answer["file"].partition(",")[2])))


@pytest.mark.parametrize("what", ["gif", "webp"])
def test_a_film_goes_from_a_to_b_and_back_and_shows_the_frames_of_the_strip(vaes, reader, what):
    answer = taken(vaes, reader, what=what)
    film, shown = opened(answer), frames(strip(vaes, reader))
    assert answer["name"] == f"morph.{what}"
    assert film.n_frames == 2 * morph.FRAMES - 2
    assert film.info["loop"] == 0
    for at in (0, 20, morph.FRAMES - 1, morph.FRAMES + 9):
        film.seek(at)
        pixels = 255 - np.asarray(film.convert("L"))[4::8, 4::8].astype(int)
        assert np.abs(pixels - shown[min(at, 2 * (morph.FRAMES - 1) - at)]).max() <= 1


def test_a_film_takes_the_seconds_asked_for(vaes, reader):
    film = opened(taken(vaes, reader, what="webp", pace=6.4))
    film.seek(1)
    film.load()
    assert film.info["duration"] == 100  # 64 steps of 0.1 s


def test_the_strip_of_stills_holds_the_frames_themselves(vaes, reader):
    picture, shown = opened(taken(vaes, reader, what="png")), frames(strip(vaes, reader))
    pixels = 255 - np.asarray(picture)[::4, ::4]
    assert pixels.shape == (28, 17 * 28)
    np.testing.assert_array_equal(pixels.reshape(28, 17, 28).swapaxes(0, 1), shown[::4])


@pytest.mark.parametrize(
    "changes", [{"what": "mp4"}, {"what": None}, {"what": "gif", "pace": 0}, {"what": "gif", "pace": "2"}]
)
def test_another_file_or_pace_is_refused(vaes, reader, changes):
    assert not taken(vaes, reader, **changes)["ok"]


def test_no_frame_of_a_gif_is_too_short_for_browsers():
    frames_ = np.zeros((65, 28, 28), np.float32)
    frames_[::2] = 1
    kind, data = export.file("gif", frames_, pace=0.5)
    film = Image.open(io.BytesIO(data))
    film.seek(1)
    assert (kind, film.info["duration"]) == ("image/gif", 20)


def test_answers_are_json(vaes, reader):
    assert json.loads(json.dumps(strip(vaes, reader)))["ok"]
