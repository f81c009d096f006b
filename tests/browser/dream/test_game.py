"""Human or forger? played to the end in a real browser."""

import base64
import re

import numpy as np
import pytest
from playwright.sync_api import expect

import models
from models import sketch
from models.sketch.examples import EXAMPLES
from tests.browser.support import draw_page
from ui.dream.samplers import GANS

HERE = [name for name in GANS if name in models.available()]
pytestmark = pytest.mark.skipif(not HERE, reason="no GAN is in weights/")
needs_article = pytest.mark.skipif("gan_mlp" not in HERE, reason="gan_mlp is not in weights/")


class Table:
    """A page with the game unfolded, and what the server dealt to it."""

    def __init__(self, page):
        self.page = page
        self.answers = []
        page.on("response", lambda response: "component_server" in response.url and self.answers.append(response))
        page.locator("#game > summary").click()
        self.step("start").wait_for()

    def find(self, selector):
        return self.page.locator(f"#game {selector}")

    def step(self, name):
        return self.find(f".step.{name}")

    def begin(self, forger=None, hand="drawn"):
        if forger:
            self.find(f"[value={forger}]").check(force=True)
        self.find(f"[value={hand}]").check(force=True)
        self.find(".begin").click()
        self.step("draw" if hand == "drawn" else "ready").wait_for()

    @property
    def rounds(self):
        """The ten rounds that were dealt last."""
        dealt = [r for r in self.answers if (r.request.post_data_json or {}).get("fn_name") == "deal_rounds"]
        return dealt[-1].json()["rounds"]

    def asked(self):
        return re.search(r"\d", self.step("draw").locator("h3").inner_text()).group()

    def next(self):
        """Go on, past the question whether a digit that reads as another is to be kept."""
        progress, before = self.step("draw").locator(".progress"), self.step("draw").locator(".progress").inner_text()
        self.find(".next").click()
        self.page.wait_for_function(
            """before => !document.querySelector("#game .ready").hidden
              || document.querySelector("#game .progress").textContent !== before
              || document.querySelector("#game .doubt").textContent""",
            arg=before,
        )
        if self.step("draw").is_visible() and progress.inner_text() == before:
            self.find(".next").click()

    def draw_all(self):
        """Take our own drawings for all ten digits."""
        for _ in range(10):
            self.find(".example").click()
            self.next()
        self.step("ready").wait_for()

    def human(self):
        """0 or 1: the side whose picture is nearer to a human frame than to any forgery."""
        shown = [self.darkness(side) for side in (0, 1)]
        humans = [frame_of(one) for one in self.rounds]
        forged = [unpacked(one["forgery"]) for one in self.rounds]

        def nearest(picture, others):
            return min(np.abs(picture - other).mean() for other in others)

        return int(np.argmin([nearest(one, humans) - nearest(one, forged) for one in shown]))

    def darkness(self, side):
        """Ink of a picture shown, 0…1."""
        reds = (
            self.find(".pick canvas")
            .nth(side)
            .evaluate(
                """canvas => {
              const { data } = canvas.getContext("2d").getImageData(0, 0, 28, 28);
              return Array.from({ length: 784 }, (_, at) => data[4 * at]);
            }"""
            )
        )
        reds = np.array(reds, float).reshape(28, 28)
        return (reds.max() - reds) / np.ptp(reds)

    def totals(self):
        """Right guesses of the eye and of D."""
        return [int(text) for text in self.find(".results b").all_inner_texts()]


def unpacked(text):
    return np.frombuffer(base64.b64decode(text), np.uint8).reshape(28, 28) / 255


def frame_of(one):
    """The human picture of a round: MNIST's, or our drawing of that digit with the round's pen."""
    return unpacked(one["human"]) if "human" in one else sketch.frame(EXAMPLES[str(one["digit"])], one["pen"])


@pytest.fixture
def table(open_page):
    return Table(open_page(tab="Dream"))


def test_who_knows_every_human_wins_ten_of_ten_and_d_is_counted_by_its_scores(table):
    table.begin()
    table.draw_all()
    table.find(".go").click()
    for _ in range(10):
        table.find(".pick").nth(table.human()).click()
    table.step("end").wait_for()

    gan, found = models.load(HERE[0]), 0
    for one in table.rounds:
        x = np.stack([np.round(frame_of(one) * 255) / 255, unpacked(one["forgery"])])[:, None].astype(np.float32)
        human, forged = gan.score(x, one["digit"] if gan.num_classes else None).tolist()
        found += human > forged
    assert table.totals() == [10, found]
    expect(table.find(".pairs li")).to_have_count(10)
    expect(table.find(".told .missed")).to_have_count(10 - found)
    assert "10 of 10 digits: ●●●●●●●●●●" in table.find(".share textarea").input_value()
    assert f"{found} of 10" in table.find(".share textarea").input_value()


def test_it_can_be_played_by_keyboard_alone(table):
    page = table.page
    table.find(".begin").focus()
    page.keyboard.press("Enter")
    table.step("draw").wait_for()
    for at in range(10):
        expect(table.step("draw").locator(".progress")).to_have_text(f"{at + 1} of 10")
        assert table.find(".desk canvas").evaluate("canvas => canvas === canvas.getRootNode().activeElement")
        table.find(".example").focus()
        page.keyboard.press("Enter")
        table.find(".desk canvas").focus()
        page.keyboard.press("Enter")
        page.wait_for_function(
            """at => !document.querySelector("#game .ready").hidden
              || document.querySelector("#game .doubt").textContent
              || document.querySelector("#game .progress").textContent.startsWith(at + 2)""",
            arg=at,
        )
        if table.find(".doubt").text_content() and table.step("draw").is_visible():
            page.keyboard.press("Enter")
    table.step("ready").wait_for()
    page.keyboard.press("Enter")
    table.step("guess").wait_for()
    for at in range(10):
        expect(table.step("guess").locator(".progress")).to_have_text(f"{at + 1} of 10")
        page.keyboard.press("ArrowLeft" if at % 2 else "ArrowRight")
    table.step("end").wait_for()
    page.keyboard.press("Enter")
    table.step("start").wait_for()


def test_drawing_and_forgery_come_in_either_order(table):
    table.begin(hand="mnist")
    table.find(".go").click()
    sides = set()
    for _ in range(10):
        sides.add(table.human())
        table.page.keyboard.press("ArrowLeft")
    assert sides == {0, 1}  # by luck alone once in 512 games


def test_mnists_digits_take_the_place_of_drawing(table):
    table.begin(hand="mnist")
    table.find("[value=friend]").check(force=True)
    table.find(".go").click()
    for _ in range(10):
        table.find(".pick").nth(1 - table.human()).click()
    assert table.totals()[0] == 0
    assert "A friend told human digits from a GAN’s in 0 of 10" in table.find(".share textarea").input_value()


def test_a_guess_can_be_taken_back(table):
    table.begin(hand="mnist")
    table.find(".go").click()
    expect(table.find(".back")).to_be_disabled()
    first = table.darkness(0)
    table.page.keyboard.press("ArrowLeft")
    assert not np.array_equal(table.darkness(0), first)
    table.find(".back").click()
    assert np.array_equal(table.darkness(0), first)


def test_nothing_goes_on_without_ink(table):
    table.begin()
    expect(table.find(".next")).to_be_disabled()
    table.find(".desk canvas").press("Enter")
    expect(table.step("draw").locator(".progress")).to_have_text("1 of 10")


def test_another_digit_than_was_asked_for_is_doubted_and_may_be_kept_or_redrawn(table):
    table.begin()
    other = "1" if table.asked() != "1" else "0"
    canvas = table.find(".desk canvas")
    canvas.scroll_into_view_if_needed()
    box = canvas.bounding_box()
    for stroke in EXAMPLES[other]:
        for at, (x, y) in enumerate(stroke):
            table.page.mouse.move(box["x"] + x * box["width"], box["y"] + y * box["height"])
            if not at:
                table.page.mouse.down()
        table.page.mouse.up()
    table.find(".next").click()
    expect(table.find(".doubt")).to_contain_text(f"This reads as {other}")
    expect(table.find(".next")).to_have_text("Keep it")
    table.find(".clear").click()
    expect(table.find(".doubt")).to_be_hidden()
    expect(table.find(".next")).to_have_text("Next")


def test_the_next_sheet_holds_nothing_of_the_last(table):
    table.begin()
    table.find(".example").click()
    table.next()
    expect(table.step("draw").locator(".progress")).to_have_text("2 of 10")
    expect(table.find(".undo")).to_be_disabled()
    expect(table.find(".desk .invitation")).to_be_visible()


@needs_article
def test_what_the_articles_gan_cannot_draw_is_said_and_the_game_still_has_ten_rounds(table):
    table.begin("gan_mlp", "mnist")
    said = table.step("ready").locator(".absent")
    drawn = {one["digit"] for one in table.rounds}
    absent = [str(digit) for digit in range(10) if digit not in drawn]
    assert len(table.rounds) == 10
    expect(said).to_have_text(re.compile("none reads as " + ", ".join(absent)) if absent else "")


def test_the_text_to_share_is_copied(open_page):
    page = open_page(tab="Dream", permissions=["clipboard-read", "clipboard-write"])
    table = Table(page)
    table.begin(hand="mnist")
    table.find(".go").click()
    for _ in range(10):
        page.keyboard.press("ArrowLeft")
    table.find(".copy").click()
    expect(table.find(".said")).to_have_text("Copied.")
    assert page.evaluate("navigator.clipboard.readText()") == table.find(".share textarea").input_value()


def test_a_lost_server_costs_no_drawing(table):
    table.begin()
    table.find(".example").click()
    table.page.route("**/component_server/**", lambda route: route.fulfill(json=None))
    table.find(".next").click()
    expect(table.find(".lost")).to_contain_text("did not answer")
    expect(table.step("draw").locator(".progress")).to_have_text("1 of 10")
    table.page.unroute("**/component_server/**")
    table.find(".lost button").click()
    table.page.wait_for_function(
        """() => document.querySelector("#game .progress").textContent.startsWith("2")
          || document.querySelector("#game .doubt").textContent"""
    )


def test_on_a_phone_a_game_fits_the_screen_and_is_drawn_by_finger(open_page):
    page = open_page(tab="Dream", **draw_page.PHONE)
    table = Table(page)
    table.begin()
    canvas = table.find(".desk canvas")
    canvas.scroll_into_view_if_needed()
    box = canvas.bounding_box()
    fingers = draw_page.Fingers(page)
    spots = [(box["x"] + box["width"] / 2, box["y"] + share * box["height"]) for share in (0.2, 0.5, 0.8)]
    fingers.send("touchStart", spots[:1])
    for spot in spots[1:]:
        fingers.send("touchMove", [spot])
    fingers.send("touchEnd")
    expect(table.find(".next")).to_be_enabled()
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_the_other_language_goes_on_with_the_game(table):
    table.begin()
    table.find(".example").click()
    table.next()
    asked = table.asked()
    table.page.locator("a[hreflang=ja]").first.click()
    table.page.wait_for_url("**lang=ja**")
    table.step("draw").wait_for()
    assert table.asked() == asked
    expect(table.step("draw").locator(".progress")).to_have_text("10のうち2")
