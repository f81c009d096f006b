"""Run a browser test twice: computed by the server, and computed in the browser."""

import pytest

both_engines = pytest.mark.parametrize("engine", ["server", "browser"], indirect=True)
