"""Spectra kept for all visitors."""

from concurrent.futures import ThreadPoolExecutor

import numpy as np

from models import gabor
from ui.filter.spectrum_cache import SpectrumCache


def noise(seed, side=64):
    return np.random.default_rng(seed).integers(0, 256, (side, side), dtype=np.uint8)


def test_a_picture_is_found_by_the_key_it_got():
    cache = SpectrumCache()
    key = cache.put(noise(1))
    expected = gabor.apply(noise(1) / 255, 2.0, 0.3, 1.5)
    np.testing.assert_allclose(gabor.apply(cache.get(key), 2.0, 0.3, 1.5), expected, atol=1e-6)


def test_the_same_picture_has_the_same_key_on_every_server():
    assert SpectrumCache().put(noise(1)) == SpectrumCache().put(noise(1))


def test_pictures_of_the_same_bytes_but_another_shape_differ():
    cache = SpectrumCache()
    assert cache.put(noise(1)) != cache.put(noise(1).reshape(32, 128))


def test_an_unknown_key_finds_nothing():
    assert SpectrumCache().get("0" * 64) is None


def test_the_oldest_picture_goes_when_there_are_too_many():
    cache = SpectrumCache(pictures=2 * 64 * 64)
    keys = [cache.put(noise(seed)) for seed in range(3)]
    assert [cache.get(key) is not None for key in keys] == [False, True, True]


def test_what_was_looked_at_stays():
    cache = SpectrumCache(pictures=2 * 64 * 64, spectra=0)
    first, second = cache.put(noise(0)), cache.put(noise(1))
    cache.get(first)
    third = cache.put(noise(2))
    assert [cache.get(key) is not None for key in (first, second, third)] == [True, False, True]


def test_forty_visitors_do_not_drive_out_each_others_pictures():
    cache = SpectrumCache(spectra=10 * 64 * 64 * 8)
    keys = [cache.put(noise(seed)) for seed in range(40)]
    for _ in range(3):
        assert all(cache.get(key) is not None for key in keys)


def test_spectra_weigh_what_their_transforms_do_and_are_made_anew():
    one = 64 * 64 * 8  # bytes of one complex64 transform without padding; padded ones weigh more
    cache = SpectrumCache(spectra=3 * one)
    keys = [cache.put(noise(seed)) for seed in range(8)]
    for key in keys:
        gabor.apply(cache.get(key), 1.0)
    kept = cache._spectra.kept
    cache.get(keys[-1])
    assert keys[-1] in kept and len(kept) < 4
    assert cache.get(keys[0]) is not None


def test_each_server_has_a_name_of_its_own():
    assert SpectrumCache().replica != SpectrumCache().replica


def test_many_threads_share_it():
    cache = SpectrumCache(pictures=3 * 64 * 64)

    def visit(seed):
        key = cache.put(noise(seed % 5))
        spectrum = cache.get(key)
        return spectrum is None or gabor.apply(spectrum, 1.0, scale=1 + seed % 3).shape == (64, 64)

    with ThreadPoolExecutor(8) as pool:
        assert all(pool.map(visit, range(100)))
