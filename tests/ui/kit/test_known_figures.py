"""A page does without figures that are absent or damaged."""

import json

import pytest

from models import registry
from ui.kit.known_figures import known_figures


def test_what_was_measured_is_given_by_its_part():
    stored = json.loads((registry.WEIGHTS / "vae_mlp" / "metrics.json").read_text())
    for part in registry.MEASURED:
        assert known_figures("vae_mlp", part) == stored[part]


@pytest.mark.parametrize("text", [None, "", "rubbish", "[]", '{"figures": 3}', '{"figures": {"fid": "low"}}'])
def test_nothing_is_known_where_nothing_can_be_read(tmp_path, text):
    (tmp_path / "vae_mlp").mkdir()
    if text is not None:
        (tmp_path / "vae_mlp" / "metrics.json").write_text(text)
    assert known_figures("vae_mlp", "figures", tmp_path) == {}
