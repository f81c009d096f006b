"""Gabor wavelets against closed forms, direct convolution, scikit-image and OpenCV."""

import math
import threading
import warnings

import cv2
import numpy as np
import pytest
import scipy.fft
from scipy import ndimage, signal
from skimage.filters import gabor as skimage_gabor
from skimage.filters import gabor_kernel

from models import gabor

# sigma, theta, scale, wavelength, gamma, psi: round and long envelopes, all quadrants, all well sampled
SETS = [
    (1.0, 0.0, 3.0, 2 * math.pi, 1.0, 0.0),
    (1.0, 0.7, 2.0, 2 * math.pi, 1.0, 0.4),
    (0.6, 2.3, 3.0, 5.0, 0.7, -1.2),
    (2.5, -1.1, 1.5, 4.5, 1.6, 3.0),
    (0.8, 4.0, 4.0, 7.0, 0.5, 0.0),
]
NAMES = ("sigma", "theta", "scale", "wavelength", "gamma", "psi")
EACH_SET = pytest.mark.parametrize("parameters", [dict(zip(NAMES, values, strict=True)) for values in SETS])


def noise(height=61, width=57, seed=0):
    return np.random.default_rng(seed).random((height, width))


def largest(difference):
    return np.abs(difference).max()


def long_std(sigma, scale, gamma, **_):
    return math.sqrt(2) * sigma * scale * max(1, 1 / gamma)


def generous_size(parameters, stds=8):
    return 2 * math.ceil(stds * long_std(**parameters)) + 1


# The kernel


@EACH_SET
def test_kernel_equals_scikit_image(parameters):
    sigma, theta, scale, wavelength, gamma, psi = parameters.values()
    theirs = gabor_kernel(
        1 / (wavelength * scale),
        theta=-theta,
        sigma_x=math.sqrt(2) * sigma * scale,
        sigma_y=math.sqrt(2) * sigma * scale / gamma,
        offset=psi,
        n_stds=4,
    )
    side = max(theirs.shape)
    down, right = ((side - n) // 2 for n in theirs.shape)
    ours = gabor.kernel(**parameters, dc_free=False, size=side)
    assert largest(ours[down : side - down, right : side - right] - theirs) < 1e-14


@EACH_SET
def test_kernel_equals_opencv(parameters):
    real, imaginary = (opencv_kernel(parameters, 31, psi)[::-1, ::-1] for psi in opencv_phases(parameters))
    ours = gabor.kernel(**parameters, dc_free=False, size=31)
    assert largest(ours - (real + 1j * imaginary)) < 1e-14


@EACH_SET
@pytest.mark.parametrize("norm", ["l1", "l2"])
def test_kernel_is_the_inverse_transform_of_the_transfer_function(parameters, norm):
    kernel = gabor.kernel(**parameters, norm=norm, size=201)
    response = gabor.transfer((201, 201), **parameters, norm=norm)
    expected = np.fft.fftshift(scipy.fft.ifft2(response))
    # What is left is aliasing, which the leakage announces.
    leakage = leakage_of(parameters)
    assert leakage < 1e-3
    assert largest(kernel - expected) < 2 * leakage * largest(kernel) + 1e-15


def test_carrier_turns_anticlockwise_on_the_screen():
    imaginary = gabor.kernel(1.0, theta=math.pi / 4, scale=3.0).imag
    middle = len(imaginary) // 2
    assert np.unravel_index(imaginary.argmax(), imaginary.shape)[0] < middle  # above the centre: y points down
    assert np.unravel_index(imaginary.argmax(), imaginary.shape)[1] > middle
    assert largest(gabor.kernel(1.0, theta=math.pi / 2, scale=3.0) - np.rot90(gabor.kernel(1.0, scale=3.0))) < 1e-15


def test_kernel_is_odd_sized_complex_and_widest_in_its_middle():
    kernel = gabor.kernel(1.0, scale=2.0, dc_free=False)
    assert kernel.dtype == np.complex128
    assert kernel.shape[0] == kernel.shape[1]
    assert kernel.shape[0] % 2 == 1
    assert np.unravel_index(np.abs(kernel).argmax(), kernel.shape) == (len(kernel) // 2,) * 2


@EACH_SET
def test_default_kernel_leaves_out_less_than_a_millionth(parameters):
    size = len(gabor.kernel(**parameters))
    outside = np.abs(gabor.kernel(**parameters, size=size + 60))
    outside[30:-30, 30:-30] = 0
    assert outside.sum() < 1e-6


@pytest.mark.parametrize("sigma", [1.0, 2.0, 3.0])
def test_only_the_minus_sign_removes_the_mean(sigma):
    """The article subtracts exp(sigma^2); its own derivation gives exp(-sigma^2)."""
    size = 161  # at least 9 standard deviations either way
    wave = gabor.kernel(sigma, scale=2.0, dc_free=False, size=size)
    envelope = np.abs(wave)
    assert envelope.sum() == pytest.approx(1, abs=1e-12)  # so 1 / (4 pi sigma^2) is the right factor
    assert wave.sum().real == pytest.approx(math.exp(-(sigma**2)), abs=1e-12)
    assert abs((wave - math.exp(sigma**2) * envelope).sum()) > 2
    assert abs(gabor.kernel(sigma, scale=2.0, size=size).sum()) < 1e-12


@pytest.mark.parametrize("scale", [1.5, 3.0, 6.0, 12.0])
def test_l2_norm_keeps_the_closed_form_energy_at_every_scale(scale):
    sigma, gamma = 1.0, 0.8
    energy = np.sum(np.abs(gabor.kernel(sigma, 0.4, scale, gamma=gamma, norm="l2", size=301)) ** 2)
    square = sigma**2  # k = 1
    expected = gamma / (8 * math.pi * square) * (1 + math.exp(-2 * square) - 2 * math.exp(-1.5 * square))
    assert energy == pytest.approx(expected, rel=1e-4 if scale == 1.5 else 1e-12)


@EACH_SET
def test_energy_of_kernel_and_transfer_function_agree(parameters):
    response = gabor.transfer((301, 301), **parameters)
    kernel = gabor.kernel(**parameters, size=301)
    assert np.mean(np.abs(response) ** 2) == pytest.approx(np.sum(np.abs(kernel) ** 2), rel=1e-6)


# The transfer function


@EACH_SET
def test_transfer_is_exactly_zero_at_zero(parameters):
    assert gabor.transfer((32, 48), **parameters)[0, 0] == 0


def test_transfer_is_real_without_a_phase_and_complex_with_one():
    assert gabor.transfer((8, 9), 1.0).dtype == np.float64
    assert gabor.transfer((8, 9), 1.0, psi=0.1).dtype == np.complex128
    assert gabor.transfer((8, 9), 1.0).shape == (8, 9)


def test_transfer_peaks_where_the_carrier_is_anticlockwise_as_seen():
    response = gabor.transfer((128, 128), 3.0, theta=math.pi / 4, wavelength=8.0, dc_free=False)
    row, column = np.unravel_index(response.argmax(), response.shape)
    expected = 128 / 8 * math.cos(math.pi / 4)
    assert column == round(expected)  # to the right …
    assert row == 128 - round(expected)  # … and up


@pytest.mark.parametrize(("sigma", "shift"), [(0.5, 1.728), (1.0, 1.119), (1.5, 1.011), (2.0, 1.0003)])
def test_removing_the_mean_moves_the_peak(sigma, shift):
    line = gabor.transfer((1, 100_000), sigma, scale=4.0)[0]
    peak = scipy.fft.fftfreq(100_000)[line.argmax()] * 2 * math.pi * 4.0
    assert peak == pytest.approx(shift, abs=6e-4)


# Filtering

DOUBLE = 1e-12  # observed 1e-16 to 2e-14


@EACH_SET
@pytest.mark.parametrize("boundary", ["reflect", "wrap"])
def test_flat_image_gives_nothing(parameters, boundary):
    for grey in (0.0, 0.1, 1.0, 255.0):
        assert largest(gabor.apply(np.full((33, 40), grey), **parameters, boundary=boundary)) < DOUBLE
        assert largest(gabor.apply(np.full((33, 40), grey, np.float32), **parameters, boundary=boundary)) < 1e-5


@EACH_SET
@pytest.mark.parametrize("boundary", ["reflect", "wrap"])
def test_brightness_changes_nothing(parameters, boundary):
    image = noise()
    response = gabor.apply(image, **parameters, boundary=boundary)
    assert largest(gabor.apply(image + 1000, **parameters, boundary=boundary) - response) < DOUBLE
    single = np.round(image * 1024).astype(np.float32) / 1024  # exact in float32 beside 1000, too
    bright = gabor.apply(single + np.float32(1000), **parameters, boundary=boundary)
    assert largest(bright - gabor.apply(single, **parameters, boundary=boundary)) < 1e-5


@EACH_SET
def test_grating_comes_out_times_the_transfer_function(parameters):
    height, width = 48, 60
    for row, column in ((0, 5), (3, 7), (46, 9), (20, 50)):
        phase = 2 * math.pi * (row * np.arange(height)[:, None] / height + column * np.arange(width) / width)
        out = gabor.apply(np.cos(phase), **parameters, boundary="wrap")
        out = out + 1j * gabor.apply(np.sin(phase), **parameters, boundary="wrap")
        expected = gabor.transfer((height, width), **parameters)[row, column] * np.exp(1j * phase)
        assert largest(out - expected) < DOUBLE


@EACH_SET
def test_impulse_comes_out_as_the_kernel(parameters):
    parameters = {**parameters, "scale": 3 * parameters["scale"]}  # far from Nyquist, where both forms agree
    half = generous_size(parameters) // 2
    image = np.zeros((2 * half + 1,) * 2)
    image[half, half] = 1
    kernel = gabor.kernel(**parameters, size=2 * half + 1)
    assert largest(gabor.apply(image, **parameters, boundary="wrap") - kernel) < DOUBLE


@EACH_SET
def test_wrap_is_the_product_with_the_transfer_function(parameters):
    image = noise()
    expected = scipy.fft.ifft2(scipy.fft.fft2(image) * gabor.transfer(image.shape, **parameters))
    assert largest(gabor.apply(image, **parameters, boundary="wrap") - expected) < DOUBLE


@pytest.mark.parametrize("scale", [0.6, 0.8, 1.0, 2.0])
def test_direct_convolution_is_the_sum_over_aliases(scale):
    """Sampling the kernel folds its transform; coarse pixels included, the two modules of maths must agree."""
    image, parameters = noise(21, 23), {"sigma": 0.8, "theta": 0.5, "gamma": 0.8, "psi": 0.3}
    folds = 9
    fine = gabor.transfer((21 * folds, 23 * folds), scale=scale * folds, **parameters)
    folded = fine.reshape(folds, 21, folds, 23).sum(axis=(0, 2))
    kernel = gabor.kernel(scale=scale, **parameters, size=61)
    direct = convolved(image, kernel, "wrap")
    assert largest(scipy.fft.ifft2(scipy.fft.fft2(image) * folded) - direct) < 1e-10


@EACH_SET
def test_reflect_is_a_direct_convolution_with_mirrored_edges(parameters):
    image = noise()
    direct = convolved(image, gabor.kernel(**parameters, size=generous_size(parameters, 7)), "reflect")
    leakage = leakage_of(parameters)
    assert largest(gabor.apply(image, **parameters) - direct) < 1e-6 + 2 * leakage


def test_padding_of_a_large_image_costs_less_than_a_millionth():
    image, parameters = noise(200, 180), {"sigma": 1.1, "theta": 0.7, "scale": 2.0, "gamma": 0.8}
    assert gabor.Spectrum(image).transform(long_std(**parameters)).shape < (400, 360)  # not the whole mirror image
    direct = convolved(image, gabor.kernel(**parameters, size=generous_size(parameters, 7)), "reflect")
    assert largest(gabor.apply(image, **parameters) - direct) < 1e-6


def test_reflect_is_exact_for_wavelets_wider_than_the_image():
    # ndimage is no oracle here: it mirrors wrongly (5e-6) where the kernel is much wider than the image.
    image = noise(20, 24)
    mirrored = np.pad(image, 200, mode="symmetric")
    direct = signal.fftconvolve(mirrored, gabor.kernel(1.0, 0.4, 15.0, size=401), mode="valid")
    assert largest(gabor.apply(image, 1.0, 0.4, 15.0) - direct) < DOUBLE


@EACH_SET
def test_response_equals_scikit_image(parameters):
    sigma, theta, scale, wavelength, gamma, psi = parameters.values()
    image = noise()
    real, imaginary = skimage_gabor(
        image,
        1 / (wavelength * scale),
        theta=-theta,
        sigma_x=math.sqrt(2) * sigma * scale,
        sigma_y=math.sqrt(2) * sigma * scale / gamma,
        offset=psi,
        n_stds=6,
        mode="reflect",
    )
    ours = gabor.apply(image, **parameters, dc_free=False)
    assert largest(ours - (real + 1j * imaginary)) < 1e-6 + 2 * leakage_of(parameters, dc_free=False)


@EACH_SET
def test_response_equals_opencv(parameters):
    image, size = noise(), 61
    real, imaginary = (
        cv2.filter2D(image, cv2.CV_64F, opencv_kernel(parameters, size, psi), borderType=cv2.BORDER_REFLECT)
        for psi in opencv_phases(parameters)
    )
    ours = gabor.apply(image, **parameters, dc_free=False)
    kept = gabor.kernel(**parameters, dc_free=False, size=size)
    cut = max(0.0, np.abs(gabor.kernel(**parameters, dc_free=False, size=161)).sum() - np.abs(kept).sum())
    assert cut < 0.02
    assert largest(ours - (real + 1j * imaginary)) < 1e-6 + 2 * leakage_of(parameters, dc_free=False) + cut


# Symmetries, on odd sizes: an even one has its Nyquist frequency on one side only


@EACH_SET
@pytest.mark.parametrize("boundary", ["reflect", "wrap"])
def test_turned_image_and_turned_wavelet_give_the_turned_response(parameters, boundary):
    image = noise(45, 45)
    expected = np.rot90(gabor.apply(image, **parameters, boundary=boundary))
    turned = {**parameters, "theta": parameters["theta"] + math.pi / 2}
    assert largest(gabor.apply(np.rot90(image), **turned, boundary=boundary) - expected) < DOUBLE


@EACH_SET
def test_mirrored_image_and_mirrored_wavelet_give_the_mirrored_response(parameters):
    image = noise(45, 47)
    response = gabor.apply(image, **parameters, boundary="wrap")
    mirrored = {**parameters, "theta": math.pi - parameters["theta"]}
    assert largest(gabor.apply(image[:, ::-1], **mirrored, boundary="wrap") - response[:, ::-1]) < DOUBLE
    transposed = {**parameters, "theta": -math.pi / 2 - parameters["theta"]}
    assert largest(gabor.apply(image.T, **transposed, boundary="wrap") - response.T) < DOUBLE


@EACH_SET
def test_half_a_turn_conjugates(parameters):
    image = noise()
    opposite = {**parameters, "theta": parameters["theta"] + math.pi, "psi": -parameters["psi"]}
    assert largest(gabor.apply(image, **opposite) - gabor.apply(image, **parameters).conj()) < DOUBLE


@EACH_SET
def test_phase_multiplies_the_response(parameters):
    image = noise()
    unphased = gabor.apply(image, **{**parameters, "psi": 0.0})
    assert largest(gabor.apply(image, **parameters) - np.exp(1j * parameters["psi"]) * unphased) < DOUBLE


@EACH_SET
def test_filtering_is_linear_and_follows_shifts(parameters):
    one, other = noise(seed=1), noise(seed=2)
    responses = [gabor.apply(image, **parameters, boundary="wrap") for image in (one, other, 2 * one - 3 * other)]
    assert largest(responses[2] - (2 * responses[0] - 3 * responses[1])) < DOUBLE
    shifted = gabor.apply(np.roll(one, (5, -7), (0, 1)), **parameters, boundary="wrap")
    assert largest(shifted - np.roll(responses[0], (5, -7), (0, 1))) < DOUBLE


@EACH_SET
def test_scale_stretches_envelope_and_wavelength_alike(parameters):
    image = noise()
    at_one = {
        **parameters,
        "sigma": parameters["sigma"] * parameters["scale"],
        "wavelength": parameters["wavelength"] * parameters["scale"],
        "scale": 1.0,
    }
    assert largest(gabor.apply(image, **at_one) - gabor.apply(image, **parameters)) < DOUBLE


def test_l2_is_l1_times_the_scale():
    image = noise()
    l1, l2 = (gabor.apply(image, 1.0, 0.3, 2.5, norm=norm) for norm in ("l1", "l2"))
    assert largest(l2 - 2.5 * l1) < DOUBLE


# Precision and the kept transforms


@EACH_SET
@pytest.mark.parametrize("boundary", ["reflect", "wrap"])
def test_single_precision_agrees_with_double(parameters, boundary):
    image = noise().astype(np.float32)
    single = gabor.apply(image, **parameters, boundary=boundary)
    double = gabor.apply(image.astype(np.float64), **parameters, boundary=boundary)
    assert (single.dtype, double.dtype) == (np.complex64, np.complex128)
    assert largest(single - double) < 2e-6


@pytest.mark.parametrize("dtype", [bool, np.uint8, np.int8, np.uint16, np.int32, np.uint64, np.float16, np.longdouble])
def test_every_real_type_of_image_is_taken(dtype):
    image = (noise() * 100).astype(dtype)
    expected = gabor.apply(image.astype(np.float64), 1.0, 0.2, 2.0)
    assert largest(gabor.apply(image, 1.0, 0.2, 2.0) - expected) < 2e-4


def test_spectrum_gives_what_the_image_gives():
    image = noise()
    for boundary in ("reflect", "wrap"):
        spectrum = gabor.Spectrum(image, boundary)
        for scale in (1.0, 4.0, 1.0):
            expected = gabor.apply(image, 1.0, 0.3, scale, boundary=boundary)
            assert np.array_equal(gabor.apply(spectrum, 1.0, 0.3, scale), expected)


def test_spectrum_transforms_the_image_once_while_a_slider_moves(monkeypatch):
    calls, original = [], scipy.fft.fft2
    monkeypatch.setattr(scipy.fft, "fft2", lambda x: calls.append(x.shape) or original(x))
    spectrum = gabor.Spectrum(noise(512, 512))
    for step in range(20):
        gabor.apply(spectrum, 1.0, theta=step / 3, scale=2.0 + step / 100, psi=step / 9)
    assert len(calls) == 1


def test_spectrum_keeps_its_image_when_the_array_is_written_to():
    image = noise()
    spectrum = gabor.Spectrum(image)
    before = gabor.apply(image, 1.0)
    image[:] = 0
    assert np.array_equal(gabor.apply(spectrum, 1.0), before)


def test_spectrum_can_be_shared_between_threads():
    spectrum, jobs = gabor.Spectrum(noise(64, 64)), [(1.0, i / 5, 1 + i / 3) for i in range(24)]
    expected, got = [gabor.apply(noise(64, 64), *job) for job in jobs], {}

    def work(start):
        for i in range(start, len(jobs), 4):
            got[i] = gabor.apply(spectrum, *jobs[i])

    threads = [threading.Thread(target=work, args=(start,)) for start in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert all(np.array_equal(got[i], expected[i]) for i in range(len(jobs)))


def test_extremes_pass_without_a_warning():
    image = noise(17, 2)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        for boundary in ("reflect", "wrap"):
            for sigma, scale, wavelength, gamma in [
                (1e-3, 1.0, 2.0, 1.0),
                (1e-3, 1e-3, 2e3, 100.0),
                (700.0, 1.0, 2.0, 1.0),
                (700.0, 1.0, 1e6, 1.0),
                (7.0, 1.0, 2.0, 0.01),
                (1.0, 700.0, 1e6, 100.0),
            ]:
                out = gabor.apply(image, sigma, 0.3, scale, wavelength, gamma, boundary=boundary)
                assert np.isfinite(out).all()
                large = gabor.apply((image * 1e30).astype(np.float32), sigma, 0.3, scale, wavelength, gamma)
                assert np.isfinite(large).all()
                assert 0 <= gabor.nyquist_leakage(sigma, 0.3, scale, wavelength, gamma) <= 1


# Numbers beside the filter


def test_leakage_is_the_largest_value_on_the_nyquist_border():
    """Along the rows the border's largest value lies straight ahead: exp(-sigma^2 (s pi - k)^2)."""
    expected = math.exp(-((0.8 * math.pi - 1) ** 2)) - math.exp(-1 - (0.8 * math.pi) ** 2)
    assert gabor.nyquist_leakage(1.0, scale=0.8) == pytest.approx(expected, rel=5e-3)
    assert gabor.nyquist_leakage(1.0, scale=1 / math.pi, dc_free=False) == pytest.approx(1, rel=5e-3)
    assert gabor.nyquist_leakage(1.0, scale=4.0) < 1e-12


def test_sigma_one_is_three_and_a_half_octaves_wide():
    assert gabor.bandwidth_octaves(1.0) == pytest.approx(3.45, abs=5e-3)
    assert gabor.sigma_from_bandwidth(1.0) == pytest.approx(2.498, abs=5e-4)
    assert gabor.bandwidth_octaves(0.8) == math.inf


@pytest.mark.parametrize("octaves", [0.3, 1.0, 2.5])
def test_bandwidth_and_sigma_undo_each_other(octaves):
    sigma = gabor.sigma_from_bandwidth(octaves, wavelength=5.0)
    assert gabor.bandwidth_octaves(sigma, wavelength=5.0) == pytest.approx(octaves)


def test_bandwidth_is_where_the_transfer_function_halves():
    ridge, octaves = 2 * math.pi / 16, gabor.bandwidth_octaves(2.0, wavelength=4.0)
    line = gabor.transfer((1, 65_536), 2.0, scale=4.0, wavelength=4.0, dc_free=False)[0]
    above = scipy.fft.fftfreq(65_536)[line >= 0.5] * 2 * math.pi
    assert math.log2(above.max() / above.min()) == pytest.approx(octaves, abs=1e-2)
    assert above.min() < ridge < above.max()


# Bad input


@pytest.mark.parametrize(
    ("bad", "message"),
    [
        ({"sigma": 0}, "sigma must be from 0.001 to 1000, got 0"),
        ({"sigma": -1.5}, "sigma must be from 0.001 to 1000, got -1.5"),
        ({"sigma": math.nan}, "sigma must be finite, got nan"),
        ({"sigma": "wide"}, "sigma must be a number, got 'wide'"),
        ({"sigma": None}, "sigma must be a number, got None"),
        ({"sigma": True}, "sigma must be a number, got True"),
        ({"sigma": 10**400}, "sigma must be finite, got inf"),
        ({"scale": 0.1}, r"scale must be at least 0.3183 px \(Nyquist.*\), got scale 0.1 with wavelength 6.28319"),
        ({"scale": -2}, "scale must be at least 0.3183 px .* got scale -2"),
        ({"scale": math.inf}, "scale must be finite, got inf"),
        ({"wavelength": 0}, "wavelength must be from 0.001 to 1e[+]06, got 0"),
        ({"wavelength": 1.5}, "scale must be at least 1.333 px .* with wavelength 1.5"),
        ({"gamma": 0}, "gamma must be from 0.01 to 100, got 0"),
        ({"theta": math.nan}, "theta must be finite, got nan"),
        ({"psi": -math.inf}, "psi must be finite, got -inf"),
        ({"scale": 1e5}, "standard deviation may be at most 1024 px, got 1.414e[+]05 px"),
        ({"norm": "l3"}, 'norm must be "l1" or "l2", got \'l3\''),
        ({"dc_free": "no"}, "dc_free must be True or False, got 'no'"),
    ],
)
def test_impossible_wavelets_are_refused_in_one_sentence(bad, message):
    parameters = {"sigma": 1.0, **bad}
    for call in (
        lambda: gabor.kernel(**parameters),
        lambda: gabor.transfer((8, 8), **parameters),
        lambda: gabor.apply(noise(), **parameters),
    ):
        with pytest.raises(ValueError, match=message) as error:
            call()
        assert "\n" not in str(error.value)


@pytest.mark.parametrize(
    ("image", "message"),
    [
        (np.zeros((4, 4, 3)), r"image must be grey, \(rows, columns\), got shape \(4, 4, 3\)"),
        (np.zeros(9), r"got shape \(9,\)"),
        (np.zeros((1, 9)), r"at least 2 x 2 .* got shape \(1, 9\)"),
        (np.zeros((0, 0)), r"at least 2 x 2 .* got shape \(0, 0\)"),
        (np.broadcast_to(0.0, (5000, 5000)), r"at most 16777216 pixels, got shape \(5000, 5000\)"),
        (np.zeros((4, 4), complex), "image must hold real numbers, got complex128"),
        ([["a", "b"], ["c", "d"]], "image must hold real numbers"),
        ([[1, 2], [3]], "rows of equal length"),
        (None, "image must hold real numbers, got object"),
        (np.full((4, 4), np.nan), "image must be finite, got NaN or infinity in it"),
        (np.full((4, 4), 1e300), "image values may be at most 1e[+]30 in size, got 1e[+]300"),
    ],
)
def test_impossible_images_are_refused_in_one_sentence(image, message):
    for call in (lambda: gabor.apply(image, 1.0), lambda: gabor.Spectrum(image)):
        with pytest.raises(ValueError, match=message) as error:
            call()
        assert "\n" not in str(error.value)


@pytest.mark.parametrize("size", [0, -3, 8, 2049, 10**9, 7.0, "9", True])
def test_kernels_of_impossible_size_are_refused(size):
    with pytest.raises(ValueError, match="size must be an odd whole number from 1 to 2047, got"):
        gabor.kernel(1.0, size=size)


def test_kernel_too_wide_to_draw_whole_is_refused():
    with pytest.raises(ValueError, match="a kernel may be at most 2047 px wide, got 5659 px"):
        gabor.kernel(1.0, scale=400.0)


@pytest.mark.parametrize("shape", [5, (3,), (0, 4), (4, 5.0), (10**6, 10**6), None])
def test_transfer_functions_of_impossible_shape_are_refused(shape):
    with pytest.raises(ValueError, match="shape must be"):
        gabor.transfer(shape, 1.0)


def test_unknown_boundary_is_refused():
    for call in (lambda: gabor.apply(noise(), 1.0, boundary="zero"), lambda: gabor.Spectrum(noise(), "zero")):
        with pytest.raises(ValueError, match='boundary must be "reflect" or "wrap", got \'zero\''):
            call()


# Helpers


def convolved(image, kernel, mode):
    return ndimage.convolve(image, kernel.real, mode=mode) + 1j * ndimage.convolve(image, kernel.imag, mode=mode)


def leakage_of(parameters, dc_free=True):
    return gabor.nyquist_leakage(*(parameters[name] for name in NAMES[:-1]), dc_free=dc_free)


def opencv_phases(parameters):
    """OpenCV draws one cosine; a quarter turn gives the sine."""
    return parameters["psi"], parameters["psi"] - math.pi / 2


def opencv_kernel(parameters, size, psi):
    """OpenCV's kernel with the factor that makes its envelope sum to one; it is turned by half a turn."""
    sigma, theta, scale, wavelength, gamma, _ = parameters.values()
    std = math.sqrt(2) * sigma * scale
    raw = cv2.getGaborKernel((size, size), std, -theta, wavelength * scale, gamma, psi, cv2.CV_64F)
    return raw * gamma / (4 * math.pi * sigma**2 * scale**2)
