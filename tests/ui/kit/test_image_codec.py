"""Pictures as they come from visitors and programs."""

import base64
import io
import struct
import zlib

import numpy as np
import pytest
from PIL import Image

from ui.kit.image_codec import jpeg_url, packed, png_url, read_picture, unpacked_grey


def encoded(picture, kind="PNG", **options):
    file = io.BytesIO()
    picture.save(file, kind, **options)
    return base64.b64encode(file.getvalue()).decode()


def ramp(width=40, height=30):
    return np.linspace(0, 255, width * height).reshape(height, width).astype(np.uint8)


def test_png_survives_unchanged():
    np.testing.assert_array_equal(read_picture(png_url(ramp())), ramp())


@pytest.mark.parametrize(("kind", "options"), [("JPEG", {"quality": 95}), ("WEBP", {"lossless": True})])
def test_other_formats_are_read(kind, options):
    seen = read_picture(encoded(Image.fromarray(ramp()), kind, **options))
    assert np.abs(seen.astype(int) - ramp()).max() <= 6


def test_large_pictures_are_reduced_and_keep_their_shape():
    assert read_picture(encoded(Image.new("L", (2048, 1024)))).shape == (256, 512)


def test_what_is_transparent_is_paper():
    assert (read_picture(encoded(Image.new("RGBA", (8, 8), (0, 0, 0, 0)))) == 255).all()


@pytest.mark.parametrize("ink", [(255, 255, 255), (235, 232, 223), (255, 255, 120)])
def test_light_ink_on_transparency_is_seen(ink):
    picture = Image.new("RGBA", (40, 40), (*ink, 0))
    picture.paste((*ink, 255), (15, 5, 25, 35))
    seen = read_picture(encoded(picture))
    assert seen[20, 20] > 200
    assert seen[20, 2] == 0


def test_dark_ink_on_a_light_card_keeps_white_around_it():
    picture = Image.new("RGBA", (40, 40), (0, 0, 0, 0))
    picture.paste((250, 250, 250, 255), (5, 5, 35, 35))
    picture.paste((20, 20, 20, 255), (15, 10, 20, 30))
    seen = read_picture(encoded(picture))
    assert (seen[20, 2], seen[20, 8], seen[20, 17]) == (255, 250, 20)


def test_sixteen_bits_are_scaled_not_clipped():
    deep = Image.fromarray(ramp().astype(np.uint16) * 257)
    np.testing.assert_array_equal(read_picture(encoded(deep)), ramp())


def test_colours_become_their_brightness():
    seen = read_picture(encoded(Image.new("RGB", (4, 4), (0, 255, 0))))
    assert (seen == 150).all()  # 0.587 · 255: Rec. 601, as Pillow weighs


def test_ink_on_a_press_becomes_grey():
    assert read_picture(encoded(Image.new("CMYK", (8, 8), (0, 0, 0, 255)), "JPEG")).max() < 5


def test_a_photograph_is_turned_as_its_camera_was():
    picture = Image.new("L", (30, 20))
    exif = picture.getexif()
    exif[0x0112] = 6  # turned by 90°
    assert read_picture(encoded(picture, "JPEG", exif=exif)).shape == (30, 20)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "no PNG, JPEG or WebP"),
        ("moon", "no PNG, JPEG or WebP"),
        ("not base64 at all!", "other text"),
        ("data:text/plain,hello", "other text"),
        (base64.b64encode(b"plain text").decode(), "no PNG, JPEG or WebP"),
        (encoded(Image.new("L", (8, 8)), "GIF"), "no PNG, JPEG or WebP"),
        (encoded(Image.fromarray(ramp()))[:120], "damaged"),
        (encoded(Image.new("L", (1, 1))), "at least 2 x 2"),
        (encoded(Image.new("L", (1, 500))), "at least 2 x 2"),
    ],
)
def test_what_is_no_picture_is_refused_in_one_sentence(text, reason):
    with pytest.raises(ValueError, match=reason) as refused:
        read_picture(text)
    assert "\n" not in str(refused.value)


@pytest.mark.filterwarnings("ignore::PIL.Image.DecompressionBombWarning")
@pytest.mark.parametrize("side", [4097, 12_000, 20_000])
def test_a_bomb_is_refused_before_it_is_decoded(monkeypatch, side):
    monkeypatch.setattr(Image.Image, "load", lambda *_: pytest.fail("decoded"))
    with pytest.raises(ValueError, match="too many pixels"):
        read_picture(claiming(side, side))


@pytest.mark.filterwarnings("error::PIL.Image.DecompressionBombWarning")
def test_a_bomb_is_refused_where_the_app_has_made_the_warning_an_error():
    with pytest.raises(ValueError, match="too many pixels"):
        read_picture(claiming(12_000, 12_000))


def claiming(width, height):
    """A PNG whose header claims a size that its few bytes do not hold."""
    header = b"IHDR" + struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    body = b"IDAT" + zlib.compress(b"\0" * 1000)
    chunks = b"".join(
        struct.pack(">I", len(chunk) - 4) + chunk + struct.pack(">I", zlib.crc32(chunk)) for chunk in (header, body)
    )
    return base64.b64encode(b"\x89PNG\r\n\x1a\n" + chunks).decode()


def test_pixels_of_the_page_come_back():
    packet = {"width": 40, "height": 30, "grey": packed(ramp())}
    np.testing.assert_array_equal(unpacked_grey(packet), ramp())


@pytest.mark.parametrize(
    "change",
    [{"width": 41}, {"width": 513}, {"width": 1}, {"width": True}, {"width": "40"}, {"grey": "###"}, {"grey": 7}],
)
def test_pixels_that_do_not_fit_are_refused(change):
    with pytest.raises(ValueError):
        unpacked_grey({"width": 40, "height": 30, "grey": packed(ramp()), **change})


@pytest.mark.parametrize("packet", [None, [], "x", {}])
def test_pixels_that_are_none_are_refused(packet):
    with pytest.raises(ValueError):
        unpacked_grey(packet)


@pytest.mark.parametrize("seed", [0, 1])
def test_a_jpeg_of_ours_is_at_most_one_level_off(seed):
    noise = np.random.default_rng(seed).integers(0, 256, (64, 80), dtype=np.uint8)
    seen = np.asarray(Image.open(io.BytesIO(base64.b64decode(jpeg_url(noise).partition(",")[2]))))
    assert np.abs(seen.astype(int) - noise).max() <= 1


def test_a_jpeg_of_ours_keeps_a_flat_picture_to_the_bit():
    for level in (0, 1, 127, 128, 255):
        np.testing.assert_array_equal(
            read_picture(jpeg_url(np.full((20, 20), level, np.uint8))), np.full((20, 20), level)
        )
