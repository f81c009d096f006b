"""The page as it is put together, without a server or a browser."""

import functools
import json

from app import load_models
from ui.i18n.catalogue import catalogue
from ui.shell.layout import TABS, build


def test_without_any_model_every_tab_is_there_and_says_what_it_needs():
    config = build({}).get_config_file()
    tabs = [part["props"]["id"] for part in config["components"] if part["type"] == "tabitem"]
    assert [tab for tab in tabs if not tab.startswith("learn-")] == list(TABS)
    page = json.dumps(config["components"], ensure_ascii=False, default=str)
    for name in ("vae_mlp", "reader"):
        assert f"<code>{name}</code>" in page
    for lang in catalogue():
        assert catalogue()[lang]["missing.title"] in page


def test_without_any_model_no_endpoint_promises_what_it_cannot_give():
    names = {part["api_name"] for part in build({}).get_config_file()["dependencies"]}
    assert not names & {"reconstruct", "interpolate"}


def test_only_endpoints_meant_for_others_are_public():
    parts = build(load_models()[0]).get_config_file()["dependencies"]
    public = [part for part in parts if part["api_visibility"] == "public"]
    assert {part["api_name"] for part in public} == {
        "reconstruct",
        "interpolate",
        "sample_digits",
        "discriminate",
        "gabor_filter",
    }


def test_the_pages_configuration_holds_no_event_that_holds_the_page():
    components = build(load_models()[0]).get_config_file()["components"]
    props = [(part["type"], key, value) for part in components for key, value in part["props"].items()]
    assert not [(kind, key) for kind, key, value in props if isinstance(value, functools.partial)]
