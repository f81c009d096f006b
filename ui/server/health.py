"""Tell those who watch over the server how it is."""

import tomllib
from collections.abc import Sequence
from importlib import metadata
from pathlib import Path

from starlette.requests import Request
from starlette.responses import JSONResponse


class Health:
    """Answer /healthz: 200 while the server serves, 503 once it has been told to stop.

    loaded : names of the models that are there; problems : a sentence for each that is not
    """

    def __init__(self, loaded: Sequence[str], problems: Sequence[str]) -> None:
        self.about = {"version": version(), "models": list(loaded), "problems": len(problems)}
        self.stopping = False

    async def answer(self, _request: Request) -> JSONResponse:
        """Answer with status, version and models."""
        status = "stopping" if self.stopping else "ok"
        return JSONResponse({"status": status, **self.about}, 503 if self.stopping else 200)


def version() -> str:
    """Return the version of the installed package, or what pyproject.toml says where it runs from its folder."""
    try:
        return metadata.version("inkspace")
    except metadata.PackageNotFoundError:
        about = Path(__file__).resolve().parents[2] / "pyproject.toml"
        return (
            str(tomllib.loads(about.read_text(encoding="utf-8"))["project"]["version"]) if about.is_file() else "source"
        )
