"""Find everything that can be asked of the page: by looking at the page that was built, not at a list."""

from dataclasses import dataclass, replace

import app
from tests.hostile import attacks
from ui.server.calls import Calls
from ui.server.health import Health
from ui.server.limits import LIMITS
from ui.shell.engine import engine_files
from ui.shell.web_app import Deployment, web_app

# One client asks more in a minute than any visitor; its rates are tested in tests/ui/server.
UNHURRIED = replace(LIMITS, rate=1e9, burst=10**9, rate_heavy=1e9, burst_heavy=10**9)


@dataclass(frozen=True)
class Door:
    """Something that can be asked. number : of the part of the page, or of the endpoint"""

    name: str
    number: int
    of_page: bool

    def attacks(self):
        """Return a strategy that draws attacks on it."""
        make = attacks.on_page if self.of_page else attacks.on_api
        return make(self.number, self.name)


def doors(demo):
    """List every server function of every part of a page, and every public endpoint."""
    functions = [
        Door(name, number, True)
        for number, block in demo.blocks.items()
        for name, function in vars(block).items()
        if getattr(function, "_is_server_fn", False) is True
    ]
    return functions + [Door(name, fn._id, False) for name, fn in Calls(demo).endpoints().items()]


def asgi_app():
    """The whole app as a server runs it, over all models."""
    return web_app(app.demo, Deployment(), Health((), ()), engine_files({}, app.demo), UNHURRIED)
