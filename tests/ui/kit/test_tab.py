"""What a tab is: a module that says which models it needs and lays itself out."""

import inspect

import pytest

from ui.kit.tab import Tab
from ui.shell.layout import TABS


@pytest.mark.parametrize("name", TABS)
def test_every_tab_declares_what_it_needs_and_lays_itself_out(name):
    tab = TABS[name]
    assert isinstance(tab, Tab)
    assert all(isinstance(need, str) for need in (*tab.NEEDS, *tab.NEEDS_ONE_OF))
    assert len(inspect.signature(tab.build).parameters) == 1
