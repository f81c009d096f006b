"""Links and storages that somebody has made up do no harm: the page opens, and can be drawn on afterwards."""

import json

import pytest

from models.sketch.examples import EXAMPLES
from tests.browser.support.draw_page import digit_read, draw
from tests.browser.support.dream_page import answered

NAMES = "constructor=1&__proto__=2&toString=3&hasOwnProperty=4&valueOf=5"


def draws(page):
    """Draw a 3 as a visitor does, and see it read."""
    draw(page, "a", EXAMPLES["3"])
    assert digit_read(page, "a") == 3
    assert page.evaluate("({}).polluted") is None


@pytest.mark.parametrize(
    "fragment",
    [
        "#ink=" + "A" * 20_000,
        "#ink=__proto__",
        "#draw=<img src=x onerror=alert(1)>",
        "#__proto__[polluted]=1",
        "#%ff%00",
    ],
)
def test_one_can_draw_after_a_link_that_is_none(open_page, fragment):
    draws(open_page(fragment))


@pytest.mark.parametrize(
    "fragment",
    [
        f"#dream=gan_conv&{NAMES}",
        f"#dream=constructor&{NAMES}&n=4",
        "#dream=gan_conv&n=1e9&seed=-1&temperature=NaN&digit=<b>&number=__proto__",
    ],
)
def test_a_link_to_a_sample_with_inherited_names_opens_the_form(open_page, fragment):
    """A field of that name was once looked for, and found: the tab stayed empty."""
    page = open_page(fragment)
    page.locator("#dream-model select").wait_for()
    assert page.locator("#dream-model select").input_value() == "gan_conv"
    page.locator("#dream-count input[type=text]").fill("4")
    page.locator("#dream-temperature input[type=text]").fill("1")
    page.locator("#dream-seed input").first.fill("7")
    page.locator("#dream-seed input").first.press("Enter")
    answered(page)
    page.get_by_role("tab", name="Draw").click()
    draws(page)


@pytest.mark.parametrize(
    "left",
    [
        {"a": 5, "b": {"strokes": 7}, "dream": [], "tab": {}, "choices": "x", "morph": 1},
        {"a": {"strokes": [[["x", None]]], "pen": "1e9"}, "game": {"game": {}}, "filter": 3, "chapter": "<b>"},
        ["constructor"],
        "no JSON",
    ],
)
def test_one_can_draw_after_a_storage_was_edited_by_hand(open_page, left):
    script = f"sessionStorage.setItem('inkspace', {json.dumps(json.dumps(left))})"
    page = open_page(script=script)
    draws(page)
    for tab in ("Dream", "Filter", "Learn"):
        page.get_by_role("tab", name=tab).click()
        page.locator(f"#tab-{tab.lower()} section").first.wait_for()
