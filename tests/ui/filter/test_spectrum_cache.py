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


def test_the_oldest_goes_when_there_are_too_many():
    cache = SpectrumCache(count=2)
    keys = [cache.put(noise(seed)) for seed in range(3)]
    cache.get(keys[2])
    assert [cache.get(key) is not None for key in keys] == [False, True, True]


def test_what_was_looked_at_stays():
    cache = SpectrumCache(count=2)
    first, second = cache.put(noise(0)), cache.put(noise(1))
    cache.get(first)
    cache.get(cache.put(noise(2)))
    assert cache.get(first) is not None
    assert cache.get(second) is None


def test_weight_counts_the_transforms_that_were_made():
    one = 64 * 64 * 8  # bytes of one complex64 transform without padding; padded ones weigh more
    cache = SpectrumCache(budget=one)
    first, second = cache.put(noise(0)), cache.put(noise(1))
    for key in (first, second):
        gabor.apply(cache.get(key), 1.0)
    assert cache.get(second) is not None
    assert cache.get(first) is None


def test_many_threads_share_it():
    cache = SpectrumCache(count=3)

    def visit(seed):
        key = cache.put(noise(seed % 5))
        spectrum = cache.get(key)
        return spectrum is None or gabor.apply(spectrum, 1.0, scale=1 + seed % 3).shape == (64, 64)

    with ThreadPoolExecutor(8) as pool:
        assert all(pool.map(visit, range(100)))
