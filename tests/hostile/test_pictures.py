"""Pictures that want to harm whoever decodes them are read or refused, and fill no memory."""

import json
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from models.limits import FILTER_PIXELS_LIMIT
from tests.hostile import examples, pictures, watch
from tests.hostile.attacks import PICTURES, Attack
from tests.support.paths import PROJECT
from ui.kit import image_codec
from ui.kit.image_codec import read_picture
from ui.server.limits import LIMITS

# A process of its own, since only the system knows what Pillow has taken: (KiB more than before, at the most) of each.
PEAKS = """
import json, pathlib, sys
from ui.kit.image_codec import read_picture
from ui.server.body_limit import guard_images

def of_status(name):
    status = pathlib.Path("/proc/self/status").read_text()
    return next(int(line.split()[1]) for line in status.splitlines() if line.startswith(name))

guard_images()
peaks = {}
for about, text in json.load(sys.stdin).items():
    pathlib.Path("/proc/self/clear_refs").write_text("5")  # the peak begins anew
    before = of_status("VmRSS")
    try:
        read_picture(text)
    except ValueError:
        pass
    peaks[about] = of_status("VmHWM") - before
print(json.dumps(peaks))
"""


@pytest.mark.parametrize("about", sorted(PICTURES))
def test_a_hostile_picture_is_read_or_refused_in_a_sentence(client, about):
    arguments = {**examples.API["gabor_filter"], "image": PICTURES[about]}
    answer = client.post("/gradio_api/run/gabor_filter", json={"data": list(arguments.values())})
    assert answer.status_code in (200, 400), answer.text[:300]
    assert not watch.faults_of(answer)


@pytest.mark.parametrize(
    "about",
    [
        "a chunk of unknown name",
        "a JPEG turned",
        "a JPEG turned in a way that there is not",
        "four inks",
        "16 bit",
        "one bit",
        "a palette",
        "a palette with transparency",
        "a palette with a transparency for each colour",
        "grey with a transparent shade",
        "an animation",
    ],
)
def test_a_picture_that_is_only_unusual_is_read(about):
    height, width = read_picture(PICTURES[about]).shape
    assert {height, width} <= {20, 60, 80}


@pytest.mark.skipif(not Path("/proc/self/clear_refs").exists(), reason="Linux alone tells a process's peak anew")
def test_a_picture_takes_no_more_memory_than_its_pixels():
    """So that as many as may be decoded at once stay far below what a small server has."""
    largest = 4 * FILTER_PIXELS_LIMIT / 2**20  # MB
    most = {
        "a bomb": 2.2 * largest,  # in the mode that it came in, and in the one that it is reduced in
        "a long line": largest,
        "less data than it says": largest,
        "sides of 2³¹ − 1": 20,
        "one pixel row beyond the limit": 20,
        "text that unpacks to 80 MB": 40,
        "many texts": 40,
        "a colour profile that unpacks to 80 MB": 40,
    }
    ended = subprocess.run(
        [sys.executable, "-c", PEAKS],
        cwd=PROJECT,
        input=json.dumps({about: PICTURES[about] for about in most}),
        capture_output=True,
        text=True,
        check=True,
    )
    peaks = {about: kib / 1024 for about, kib in json.loads(ended.stdout).items()}
    assert not {about: peak for about, peak in peaks.items() if peak > most[about]}


def test_as_many_pictures_are_decoded_at_once_as_the_limits_say(monkeypatch):
    """Others wait, whichever way they came: by /run, or by Gradio's own queue, which has threads of its own."""
    decoding, most = [], []

    def grey(picture):
        decoding.append(picture)
        most.append(len(decoding))
        time.sleep(0.02)
        decoding.pop()
        return picture.convert("L")

    monkeypatch.setattr(image_codec, "_grey", grey)
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(read_picture, [PICTURES["one bit"]] * 8))
    assert max(most) == LIMITS.decodings


@pytest.mark.parametrize("about", sorted(PICTURES))
def test_the_words_about_a_picture_are_ours(about):
    """Pillow's own name its constants, and the addresses of its objects."""
    try:
        read_picture(PICTURES[about])
    except ValueError as error:
        assert not watch.faults_of_sentence(str(error))


def test_a_picture_by_every_way_of_the_api(client):
    for way in ("run", "api", "call"):
        arguments = {**examples.API["gabor_filter"], "image": pictures.transparent(512)}
        content = json.dumps({"data": list(arguments.values())}).encode()
        seen = watch.ask(client, Attack("/gabor_filter", way, f"/gradio_api/{way}/gabor_filter", content))
        assert (seen.status, seen.faults) == (200, ())
