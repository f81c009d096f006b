"""Join ES modules into few files: many modules in the source, one file for each tab on the wire.

Over HTTP/1.1 every dozen further files cost half a second at 150 ms, so the modules that a tab needs travel as one.
What is joined is a strict subset of the language, small enough to be read at a glance:

    import { name, other as alias } from "./relative/path.js";
    export function name() {…}      export async function …      export class Name {…}      export const name = …;

each at the beginning of a line. Each module becomes a function that is called once and gives its exports; comments on
lines of their own and indentation stay behind. Anything else (default exports, exports of several names, namespaces,
cycles, template literals over several lines) is refused.
"""

import posixpath
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

IMPORT = re.compile(r'^import \{([^}]*)\} from "(\.[^"]*)";$', re.MULTILINE)
EXPORT = re.compile(r"^export (?=(?:async )?function[ *]+(\w+)|class (\w+)|const (\w+) =)", re.MULTILINE)
OTHER = re.compile(r"^(?:import|export)\b.*$", re.MULTILINE)
# Comments on lines of their own would be a third of what a visitor fetches.
COMMENT = re.compile(r"^[ \t]*(?:/\*(?:(?!\*/).)*\*/|//[^\n]*)[ \t]*\n", re.MULTILINE | re.DOTALL)
INDENT = re.compile(r"^[ \t]+", re.MULTILINE)  # no text lies in it, since no template literal spans lines


class LinkError(ValueError):
    """Refuse a module that cannot be joined; the message has its path and what is wrong with it."""


@dataclass(frozen=True)
class Module:
    """Hold a module of the source, taken apart.

    path : relative to the folder of the whole source; body : its text without imports and without the word export
    imports : (path, ((name there, name here), …)) of each module that it needs; exports : names
    """

    path: str
    body: str
    imports: tuple[tuple[str, tuple[tuple[str, str], ...]], ...]
    exports: tuple[str, ...]

    @staticmethod
    def named(path: str) -> str:
        """Name the constant of a joined file that holds a module's exports, such as draw_pad_pad."""
        return re.sub(r"\W", "_", path.removesuffix(".js"))

    @property
    def name(self) -> str:
        """Name the constant of this module."""
        return self.named(self.path)


@cache
def read_module(root: Path, path: str) -> Module:
    """Read the module at root/path. Raises LinkError for what is beyond the subset."""
    text = (root / path).read_text(encoding="utf-8")
    imports = []
    for names, other in IMPORT.findall(text):
        pairs = [part.split(" as ") for part in map(str.strip, names.split(",")) if part]
        there = posixpath.normpath(posixpath.join(posixpath.dirname(path), other))
        imports.append((there, tuple((pair[0].strip(), pair[-1].strip()) for pair in pairs)))
    body = COMMENT.sub("", IMPORT.sub("", text))
    if long := next((line for line in body.splitlines() if line.count("`") % 2), None):
        raise LinkError(f"{path} has a template literal over several lines, in which comments could hide: `{long}`")
    exports = tuple(next(filter(None, names)) for names in EXPORT.findall(body))
    body = EXPORT.sub("", body)
    if left := OTHER.search(body):
        raise LinkError(f"{path} has `{left[0]}`, which the linker does not know; see ui/server/linker.py")
    return Module(path, INDENT.sub("", body).strip(), tuple(imports), exports)


def in_order(root: Path, entries: tuple[str, ...]) -> list[Module]:
    """List the modules that `entries` need, and themselves, each after those that it imports.

    Raises LinkError for a cycle, and for a name that the other module does not export.
    """
    found: dict[str, Module] = {}

    def visit(path: str, way: tuple[str, ...]) -> None:
        if path in way:
            raise LinkError(" imports ".join([*way[way.index(path) :], path]))
        if path in found:
            return
        module = read_module(root, path)
        for other, names in module.imports:
            visit(other, (*way, path))
            for name, _ in names:
                if name not in found[other].exports:
                    raise LinkError(f"{path} imports {name} from {other}, which does not export it")
        found[path] = module

    for entry in entries:
        visit(entry, ())
    return list(found.values())


def join(modules: list[Module]) -> str:
    """Join modules, in the order of `in_order`: for each one a constant of its name that holds its exports."""
    return "\n".join(map(_wrapped, modules))


def _wrapped(module: Module) -> str:
    """Write a module as a function that is called at once; its constant holds what it exports."""
    lines = []
    for path, names in module.imports:
        pairs = ", ".join(there if there == here else f"{there}: {here}" for there, here in names)
        lines.append(f"const {{ {pairs} }} = {Module.named(path)};")
    return "\n".join(
        [
            f"const {module.name} = (() => {{",
            *lines,
            module.body,
            f"return {{ {', '.join(module.exports)} }};",
            "})();",
        ]
    )
