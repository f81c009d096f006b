"""A short walk through all tabs in Chromium, with the networks in either place; `make browsers` takes it elsewhere."""

import pytest

from tests.browser.walk.script import ENGINES, NOTE_FAULTS, complaints, walk


@pytest.mark.parametrize("engine", ENGINES)
def test_two_digits_are_read_and_every_tab_follows_its_slider(blank_page, engine):
    page = blank_page(NOTE_FAULTS)
    page.goto(f"/?engine={engine}")
    assert complaints(page.evaluate(walk(engine)), engine) == []
