"""One Gabor response: ours against scikit-image and OpenCV, interleaved in one run, one thread.

python -m bench.gabor [--size 512 1024] [--repeats 7]
"""

import argparse
import os
import platform
import subprocess
import time

os.environ.setdefault("OMP_NUM_THREADS", "1")  # before the libraries read it

import cv2
import numpy as np
import scipy
import skimage
from scipy import fft
from skimage.filters import gabor as skimage_gabor

from models import gabor
from models.gabor import sample_pictures

STDS = (2.0, 5.0, 10.0)  # px
QUICK = 0.1  # s; what takes less is called several times a round
OURS = "ours"
FLOOR = "product + inverse FFT"
OPENCV = "cv2.filter2D, both parts"
SKIMAGE = "skimage.filters.gabor"
# What the others have to take at least, in units of ours; the floor is to be 1/1.6 of ours or more.
GOALS = {
    2.0: {FLOOR: 1 / 1.6, OPENCV: 3, SKIMAGE: 15},
    5.0: {FLOOR: 1 / 1.6, OPENCV: 3, SKIMAGE: 100},
    10.0: {FLOOR: 1 / 1.6, OPENCV: 3, SKIMAGE: 300},
}


def contestants(image, std):
    """Functions without arguments that each compute one response of image with an envelope of that std.

    The carrier is the article's (sigma 1, so the wavelength is std * sqrt(2) * pi px). The libraries cannot remove the
    mean and cut the kernel at 3 standard deviations, as is their habit; ours removes it and cuts nothing.
    """
    scale, theta = std / np.sqrt(2), 0.6
    wavelength = 2 * np.pi * scale
    spectrum = gabor.Spectrum(image)
    transform = np.array(spectrum.transform(std))
    response = gabor.transfer(transform.shape, 1.0, theta, scale).astype(np.float32)
    side = 2 * int(np.ceil(3 * std)) + 1
    kernels = [
        cv2.getGaborKernel((side, side), std, -theta, wavelength, 1.0, psi, cv2.CV_32F) / np.float32(2 * np.pi * std**2)
        for psi in (0.0, -np.pi / 2)
    ]
    return {
        OURS: lambda: gabor.apply(spectrum, 1.0, theta, scale),
        "ours, new image": lambda: gabor.apply(image, 1.0, theta, scale),
        FLOOR: lambda: fft.ifft2(transform * response, overwrite_x=True),
        OPENCV: lambda: [cv2.filter2D(image, cv2.CV_32F, kernel, borderType=cv2.BORDER_REFLECT) for kernel in kernels],
        SKIMAGE: lambda: skimage_gabor(image, 1 / wavelength, -theta, sigma_x=std, sigma_y=std, mode="reflect"),
    }


def interleaved(functions, repeats):
    """Milliseconds of each function, (repeats,); a round calls all of them, so that a busy machine slows all alike."""
    calls = {name: 1 if seconds(function) > QUICK else 5 for name, function in functions.items()}
    times = {name: [] for name in functions}
    for _ in range(repeats):
        for name, function in functions.items():
            times[name].append(1000 * float(np.median([seconds(function) for _ in range(calls[name])])))
    return {name: np.array(taken) for name, taken in times.items()}


def seconds(function):
    """How long one call takes."""
    start = time.perf_counter()
    function()
    return time.perf_counter() - start


def commit():
    """The commit that is checked out, or "no commit"."""
    told = subprocess.run(["git", "rev-parse", "--short", "HEAD"], capture_output=True, text=True, check=False)
    return told.stdout.strip() if told.returncode == 0 else "no commit"


def main():
    parser = argparse.ArgumentParser(description="Time one Gabor response: ours, scikit-image, OpenCV (one thread).")
    parser.add_argument(
        "--size", type=int, nargs="+", default=[512, 1024], help="sides of the image in px, 256 to 2048 (512 1024)"
    )
    parser.add_argument("--repeats", type=int, default=7, help="rounds, of which the median counts (default 7)")
    arguments = parser.parse_args()
    cv2.setNumThreads(1)
    print(
        f"commit {commit()}, {platform.machine()}, Python {platform.python_version()}, NumPy {np.__version__}, "
        f"SciPy {scipy.__version__}, scikit-image {skimage.__version__}, OpenCV {cv2.__version__}"
    )
    for size in arguments.size:
        image = sample_pictures.picture("zone_plate", size)
        for std in STDS:
            times = interleaved(contestants(image, std), arguments.repeats)
            print(f"\n{size} x {size} px, standard deviation {std:g} px")
            for name, taken in times.items():
                goal = f"  (goal {GOALS[std][name]:.3g})" if name in GOALS[std] else ""
                ratio = np.median(taken / times[OURS])  # round by round
                print(f"  {name:26} {np.median(taken):9.2f} ms   {ratio:7.2f} x ours{goal}")


if __name__ == "__main__":
    main()
