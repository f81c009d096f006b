"""Make and serve the files that bring the engine into a visitor's browser: its worker, its WebAssembly, the weights.

Weights are made from weights/ when they are first asked for, named by their hash so that a browser keeps them for ever,
and compressed once. What there is stands in engine.json, the one address that does not change.
"""

import hashlib
import threading
from collections.abc import Callable, Mapping
from functools import cached_property
from pathlib import Path
from typing import Any

import orjson
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from torch import nn

from ui.engine.export.weights_file import weights_file
from ui.server.compression import QUICK, coding_for, compressed
from ui.server.hashed_file import hashed_file
from ui.server.preload import FOREVER

WASM = Path(__file__).with_name("engine.wasm")
# A worker obeys the policy that its own script comes with: it may fetch from here, and run WebAssembly.
POLICY = "default-src 'none'; connect-src 'self'; script-src 'self' 'wasm-unsafe-eval'"


class EngineFiles:
    """Make the engine's files once, when the first of them is asked for.

    models : {name: module} as loaded; those that the engine knows no program for are left to the server
    worker : its script
    about : function that returns what engine.json says besides; see Manifest in types.d.ts
    """

    def __init__(
        self,
        models: Mapping[str, nn.Module],
        worker: bytes,
        about: Callable[[], dict[str, Any]],
    ) -> None:
        self.models, self.worker, self.about = models, worker, about
        self._making = threading.Lock()

    @cached_property
    def _made(self) -> tuple[bytes, dict[str, "File"]]:
        """Make engine.json and all files, by name."""
        wasm = File("engine", "wasm", WASM.read_bytes(), "application/wasm")
        weights = {
            name: File(f"weights.{name}", "safetensors", weights_file(model), "application/octet-stream")
            for name, model in self.models.items()
        }
        worker = File("worker", "js", self.worker, "text/javascript")
        listed = {"wasm": wasm.listed(), "weights": {name: file.listed() for name, file in weights.items()}}
        manifest = orjson.dumps({"worker": f"engine/{worker.name}", **listed, **self.about()})
        return manifest, {file.name: file for file in (wasm, worker, *weights.values())}

    def make(self) -> tuple[bytes, dict[str, "File"]]:
        """Return engine.json and all files by name, made once however many ask."""
        with self._making:
            return self._made

    def routes(self) -> list[Route]:
        """List the routes of engine.json and of all files that it names."""
        return [
            Route("/inkspace/engine.json", self._answer_manifest, methods=["GET"]),
            Route("/inkspace/engine/{name}", self._answer_file, methods=["GET"]),
        ]

    async def _answer_manifest(self, request: Request) -> Response:
        manifest, _ = await run_in_threadpool(self.make)
        coding = coding_for(request.headers.get("accept-encoding", "").encode())
        return _response(compressed(manifest, coding), coding, "application/json", "no-cache")

    async def _answer_file(self, request: Request) -> Response:
        _, files = await run_in_threadpool(self.make)
        file = files.get(request.path_params["name"])
        if file is None:
            return Response("There is nothing at this address.", 404, media_type="text/plain")
        coding = coding_for(request.headers.get("accept-encoding", "").encode())
        body = await run_in_threadpool(file.body, coding)
        return _response(body, coding, file.media, FOREVER)


class File:
    """Hold a file of the engine, compressed once in each way that is asked for.

    name, kind, body : as `hashed_file` takes them; media : its media type
    """

    def __init__(self, name: str, kind: str, body: bytes, media: str) -> None:
        self.name, self.media = hashed_file(name, kind, body)[0], media
        self.sha256 = hashlib.sha256(body).hexdigest()
        self.bodies: dict[str | None, bytes] = {None: body, "br": compressed(body, "br", QUICK)}

    def body(self, coding: str | None) -> bytes:
        """Return the file in a coding that `coding_for` chose."""
        if coding not in self.bodies:
            self.bodies[coding] = compressed(self.bodies[None], coding, QUICK)
        return self.bodies[coding]

    def listed(self) -> dict[str, Any]:
        """Describe the file to the page: its address, size, size on the way, and hash."""
        sizes = {"bytes": len(self.bodies[None]), "packed": len(self.bodies["br"])}
        return {"file": f"engine/{self.name}", "sha256": self.sha256, **sizes}


def _response(body: bytes, coding: str | None, media: str, caching: str) -> Response:
    headers = {"cache-control": caching, "vary": "accept-encoding", "content-security-policy": POLICY}
    if coding:
        headers["content-encoding"] = coding
    return Response(body, headers=headers, media_type=media)
