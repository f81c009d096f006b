"""The training film on the Dream tab, through a real browser and the files beside the real weights."""

import base64
import csv

import numpy as np
import pytest
from PIL import Image, ImageSequence
from playwright.sync_api import expect

import models
from models import registry
from tests.browser.support.draw_page import PHONE
from ui.dream.training_film import server as training_film


def beside(name, file):
    return registry.WEIGHTS / name / file


def rows(name, file):
    with beside(name, file).open() as text:
        return list(csv.DictReader(text))


PRESENT = [
    name for name in training_film.MODELS if name in models.available() and beside(name, "history.csv").is_file()
]
FILMED = [name for name in PRESENT if all(beside(name, f"timeline.{kind}").is_file() for kind in ("csv", "webp"))]
COUNTED = [name for name in FILMED if beside(name, "classes.csv").is_file()]
pytestmark = pytest.mark.skipif(not FILMED, reason="no model in weights/ has a film with its steps")


@pytest.fixture
def dream(open_page):
    return open_page(tab="Dream")


def shown(page):
    page.locator("#film:not(.blank)").wait_for()
    page.wait_for_function("!document.querySelector('#film [aria-busy=true]')")


def unfold(page, name):
    """Open the film of a model."""
    page.locator("#film > summary").click()
    shown(page)
    page.locator(f"#film label:has([value={name}])").click()
    page.wait_for_function(
        "n => +document.querySelector('#film .when').max === n - 1",
        arg=len(rows(name, "timeline.csv")) if name in FILMED else len(rows(name, "classes.csv")),
    )
    shown(page)


def go(page, at):
    page.locator("#film .when").fill(str(at))


def moment(page):
    return page.locator("#film .moment").inner_text()


def requests_of(page):
    seen = []
    page.on("request", lambda request: seen.append(request.url))
    return seen


def answer_with(page, answer):
    """Have the film's questions answered so, and no other part's."""

    def reply(route):
        asked = route.request.post_data_json or {}
        route.fulfill(json=answer) if asked.get("fn_name") == "course_of" else route.continue_()

    page.route("**/component_server**", reply)


def painted(page):
    """What the canvas shows, (140, 140), 0 at its lightest and 1 at its darkest, which in the light is ink."""
    data = page.locator("#film .frame canvas").evaluate(
        """canvas => {
            const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
            return btoa(Array.from({ length: data.length / 4 }, (_, at) => String.fromCharCode(data[4 * at])).join(""));
        }"""
    )
    red = np.frombuffer(base64.b64decode(data), np.uint8).reshape(140, 140) / 255
    return (red.max() - red) / (red.max() - red.min())


def published(name):
    """The frames as Pillow reads them from the file: (n, 140, 140), each 0 at its lightest and 1 at its darkest."""
    with Image.open(beside(name, "timeline.webp")) as film:
        grey = np.stack([np.asarray(frame.convert("L"))[::2, ::2] for frame in ImageSequence.Iterator(film)])
    low, high = (of(grey, (1, 2), keepdims=True).astype(float) for of in (np.min, np.max))
    return (high - grey) / (high - low)


def test_folded_it_fetches_no_film(dream):
    asked = []
    dream.on("request", lambda request: asked.append(request.post_data or ""))
    dream.locator("#film > summary").wait_for()
    dream.locator("#dream-samples[aria-busy=false]").wait_for()
    assert not [body for body in asked if "course_of" in body]


@pytest.mark.parametrize("name", FILMED)
def test_every_frame_stands_beside_its_own_step(dream, name):
    unfold(dream, name)
    frames, steps = published(name), rows(name, "timeline.csv")
    assert len(frames) == len(steps)
    for at in sorted({0, 1, len(steps) // 2, len(steps) - 1}):
        go(dream, at)
        ink = painted(dream)
        nearest = min(range(len(frames)), key=lambda other: np.abs(frames[other] - ink).mean())
        step = int(steps[nearest]["step"])
        assert moment(dream).startswith(f"Step {step:,} " if step else "Before the first step")
        assert nearest == at
        assert np.abs(ink - frames[at]).max() < 0.03  # grey between ink and paper, which are not black and white


def test_scrubbing_asks_nothing(dream):
    unfold(dream, FILMED[0])
    go(dream, 0)
    before, asked = painted(dream), requests_of(dream)
    for at in range(len(rows(FILMED[0], "timeline.csv"))):
        go(dream, at)
    assert np.abs(painted(dream) - before).mean() > 0.01
    assert asked == []


def test_arrow_keys_go_from_frame_to_frame(dream):
    unfold(dream, FILMED[0])
    go(dream, 0)
    first = moment(dream)
    dream.locator("#film .when").press("ArrowRight")
    assert moment(dream) != first
    dream.locator("#film .when").press("ArrowLeft")
    assert moment(dream) == first


@pytest.mark.parametrize("name", COUNTED)
def test_the_histogram_runs_along_with_what_was_counted(dream, name):
    unfold(dream, name)
    epochs = [float(row["epoch"]) for row in rows(name, "timeline.csv")]
    filmed = [row for row in rows(name, "classes.csv") if float(row["epoch"]) in epochs]
    assert len(filmed) > 1
    for row in filmed:
        go(dream, epochs.index(float(row["epoch"])))
        when = f"{int(row.get('samples', 10_000)):,} samples, up to epoch {row['epoch']}"
        expect(dream.locator("#film .counted-when")).to_have_text(when)
        labels = dream.locator("#film .histogram li:not(.even)").evaluate_all("all => all.map((bar) => bar.ariaLabel)")
        said = [float(label.split(": ")[1].rstrip("%")) for label in labels]
        assert said == pytest.approx([100 * float(row[str(digit)]) for digit in range(10)], abs=0.06)
        together = dream.locator("#film .together").inner_text().partition(": ")[2].partition("%")[0]
        assert float(together) == pytest.approx(100 * sum(float(row[digit]) for digit in "791"), abs=0.06)


@pytest.mark.parametrize("name", COUNTED)
def test_losses_and_scores_are_those_of_the_epoch(dream, name):
    unfold(dream, name)
    history = rows(name, "history.csv")
    epochs = [float(row["epoch"]) for row in rows(name, "timeline.csv")]
    for at in (len(epochs) - 1, epochs.index(1)):
        go(dream, at)
        row = next(row for row in history if float(row["epoch"]) == epochs[at])
        said = [float(text) for text in dream.locator("#film .key b").all_inner_texts()]
        wanted = [float(row[column]) for column in ("d_loss", "g_loss", "d_real", "d_fake")]
        assert said == pytest.approx(wanted, rel=6e-3)


def test_the_line_stands_under_the_sliders_thumb(dream):
    unfold(dream, FILMED[0])
    last = len(rows(FILMED[0], "timeline.csv")) - 1
    for at in (0, last // 2, last):
        go(dream, at)
        track = dream.locator("#film .when").bounding_box()
        line = dream.locator("#film .now i").bounding_box()
        thumb = track["x"] + 12 + (track["width"] - 24) * at / last
        assert line["x"] + line["width"] / 2 == pytest.approx(thumb, abs=1.5)


def test_playing_goes_to_the_end_and_stops_there(dream):
    name = min(FILMED, key=lambda one: len(rows(one, "timeline.csv")))
    unfold(dream, name)
    last = len(rows(name, "timeline.csv")) - 1
    go(dream, last - 1)
    asked = requests_of(dream)
    dream.locator("#film .play").click()
    expect(dream.locator("#film .when")).to_have_value(str(last))
    expect(dream.locator("#film .play")).to_have_text("Play")
    dream.locator("#film .play").click()  # from the end it begins anew
    dream.wait_for_function("last => +document.querySelector('#film .when').value < last", arg=last)
    assert asked == []


def test_the_plots_can_be_dragged(dream):
    unfold(dream, FILMED[0])
    plot = dream.locator("#film .over-time canvas").first
    plot.scroll_into_view_if_needed()
    box = plot.bounding_box()
    dream.mouse.move(box["x"] + box["width"] * 0.8, box["y"] + box["height"] / 2)
    dream.mouse.down()
    dream.mouse.move(box["x"] + 2, box["y"] + box["height"] / 2, steps=4)
    dream.mouse.up()
    expect(dream.locator("#film .when")).to_have_value("0")


def test_without_steps_the_curves_and_counts_are_there_and_the_frame_says_why_it_is_not(dream):
    record = {"ok": True, **training_film.record(COUNTED[0])}
    counted = sorted({epoch for epoch in record["counted"] if epoch is not None})
    record |= {"epochs": counted, "steps": None, "frames": None, "counted": counted}
    record |= {"row": list(range(len(counted))), "shares": [[0.1] * 10] * len(counted)}
    record |= {"samples": [10_000] * len(counted)}
    dream.locator("#film > summary").wait_for()
    answer_with(dream, record)
    dream.locator("#film > summary").click()
    shown(dream)
    expect(dream.locator("#film .no-film")).to_contain_text("there is no film")
    expect(dream.locator("#film .frame canvas")).to_be_hidden()
    go(dream, 0)
    expect(dream.locator("#film .moment")).to_have_text(f"Epoch {counted[0]:g}")
    expect(dream.locator("#film .histogram")).to_be_visible()


def test_a_record_that_is_damaged_leaves_the_other_models_usable(dream):
    dream.locator("#film > summary").wait_for()
    refusal = {"ok": False, "error": "The record is damaged."}
    answer_with(dream, refusal)
    dream.locator("#film > summary").click()
    expect(dream.locator("#film .lost")).to_contain_text(refusal["error"])
    dream.unroute("**/component_server**")
    dream.locator(f"#film label:has([value={PRESENT[-1]}])").click()
    shown(dream)
    expect(dream.locator("#film .lost")).to_be_hidden()


def test_a_server_that_does_not_answer_is_said_and_asking_again_helps(dream):
    dream.locator("#film > summary").wait_for()
    answer_with(dream, None)
    dream.locator("#film > summary").click()
    expect(dream.locator("#film .lost")).to_contain_text("The server did not answer.")
    dream.unroute("**/component_server**")
    dream.locator("#film .lost button").click()
    shown(dream)


def test_on_a_phone_nothing_is_wider_than_the_page(open_page):
    page = open_page(tab="Dream", **PHONE)
    unfold(page, FILMED[0])
    wide = page.locator("#film *").evaluate_all(
        "all => all.filter((one) => one.getBoundingClientRect().right > 391).length"
    )
    assert wide == 0
