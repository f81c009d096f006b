"""The test pictures: grey, repeatable, and each with the structure that its name promises."""

import math

import numpy as np
import pytest

from models import gabor
from models.gabor import sample_pictures


@pytest.mark.parametrize("name", sample_pictures.NAMES)
@pytest.mark.parametrize("size", [256, 512])
def test_pictures_are_grey_squares_that_use_the_range(name, size):
    image = sample_pictures.picture(name, size)
    assert image.shape == (size, size)
    assert image.dtype == np.float32
    assert 0 <= image.min() < 0.2
    assert 0.8 < image.max() <= 1


@pytest.mark.parametrize("name", sample_pictures.NAMES)
def test_the_same_name_gives_the_same_bytes(name):
    assert sample_pictures.picture(name, 256).tobytes() == sample_pictures.picture(name, 256).tobytes()


def test_pictures_are_512_wide_unless_told():
    assert sample_pictures.picture("zone_plate").shape == (512, 512)


def test_the_five_pictures_differ():
    assert sample_pictures.NAMES == ("zone_plate", "siemens_star", "text", "texture", "fingerprint")
    assert len({sample_pictures.picture(name, 256).tobytes() for name in sample_pictures.NAMES}) == 5


@pytest.mark.parametrize("name", ["mona_lisa", "", None, "zone plate"])
def test_unknown_picture_is_refused_with_the_known_ones(name):
    with pytest.raises(ValueError, match=r"picture must be one of zone_plate, siemens_star, text, .*, got"):
        sample_pictures.picture(name)


@pytest.mark.parametrize("size", [0, -1, 255, 2049, 10**9, 512.0, "512", None, True])
def test_impossible_size_is_refused(size):
    with pytest.raises(ValueError, match="size must be a whole number from 256 to 2048, got"):
        sample_pictures.picture("text", size)


def test_zone_plate_rings_shrink_outwards_and_look_alike_from_all_sides():
    image = sample_pictures.picture("zone_plate", 512)
    assert np.allclose(image, image.T, atol=1e-5)
    assert np.allclose(image, image[::-1], atol=1e-5)
    # An upright wave of 8 px answers where the rings are 8 px apart: half way to the edge, right and left.
    response = np.abs(gabor.apply(image, 2.5, scale=8 / (2 * math.pi)))[256]
    assert abs(response.argmax() - 256) == pytest.approx(128, abs=6)


def test_siemens_star_has_36_spokes():
    image = sample_pictures.picture("siemens_star", 512)
    angle = np.arange(3600) * 2 * np.pi / 3600
    rows, columns = (np.round(255.5 + 180 * f(angle)).astype(int) for f in (np.sin, np.cos))
    ring = image[rows, columns] > 0.5
    assert np.count_nonzero(ring & ~np.roll(ring, 1)) == 36


def test_text_is_dark_on_light_and_whole():
    image = sample_pictures.picture("text", 256)
    paper = image.max()
    assert (image == paper).mean() > 0.5
    for edge in (image[:4], image[-4:], image[:, :4], image[:, -4:]):
        assert (edge == paper).all()


def test_texture_patches_differ_in_direction_but_not_in_brightness():
    image = sample_pictures.picture("texture", 512)
    patches = {(0, 0): 0, (0, 1): 45, (1, 0): 135, (1, 1): 90}
    for (row, column), direction in patches.items():
        patch = image[row * 360 :, column * 360 :][:150, :150]
        assert patch.mean() == pytest.approx(0.5, abs=0.03)
        assert strongest_direction(patch, range(0, 180, 45)) == direction


def test_fingerprint_ridges_bend_over():
    image = sample_pictures.picture("fingerprint", 512)
    above, beside = image[70:130, 230:290], image[200:260, 100:160]
    assert strongest_direction(above, (0, 90)) == 90  # waves run up, ridges lie flat
    assert strongest_direction(beside, (0, 90)) == 0


def strongest_direction(patch, degrees):
    def energy(angle):
        scales = [wavelength / (2 * math.pi) for wavelength in (7, 9, 11, 14)]
        return sum(np.square(np.abs(gabor.apply(patch, 2.0, math.radians(angle), s))).sum() for s in scales)

    return max(degrees, key=energy)
