"""Join the page's scripts into files: one for the page with its first tab, and one for each tab opened later."""

import json
import re
from functools import cache
from importlib import import_module
from typing import Any

from ui.kit.widget import UI, Widget, text_of
from ui.server.hashed_file import hashed_file
from ui.server.linker import Module, in_order, join

PAGE, FOLDED = "page", "draw_folded"  # the latter brings what lies folded on the first tab, once it is opened
COMPUTE = "compute"  # brings what chooses between the server and the browser, once the first tab stands
EARLY = "shell/early.js"
SHELL = ("shell/page.js", "shell/parts.js")
CHOOSING = "shell/compute.js"
CSS_FOR_READERS = re.compile(r"^[ \t]+|/\*.*?\*/\n?", re.MULTILINE | re.DOTALL)  # indentation and comments
FOLD_STYLE = "kit/controls/fold.css"  # styles the titles of what lies folded


@cache
def early_script() -> str:
    """Join the modules that run in the document's head before anything else, as a classic script.

    It leaves its modules to the page's file, which would otherwise bring most of them again.
    """
    names = ", ".join(module.name for module in in_order(UI, (EARLY,)))
    return f'(() => {{ "use strict";\n{join(in_order(UI, (EARLY,)))}\nInkspace.modules = {{ {names} }};\n}})();'


def file_of(kind: type[Widget]) -> str:
    """Name the file that brings a widget: the page's, that of what is folded on the first tab, or that of its tab."""
    tab = kind.template.split("/")[0]
    if tab != "draw":
        return tab
    return FOLDED if kind.fold else PAGE


@cache
def files() -> dict[str, tuple[str, bytes]]:
    """Make the files: {what `file_of` returns: (name with a hash of its content, content)}.

    The page's file holds the shell and what the first tab needs; it takes modules of the early script from there. Every
    other file holds what its own widgets need beyond that, and imports the rest from the page's file.
    """
    grouped: dict[str, list[type[Widget]]] = {}
    for kind in _widgets():
        grouped.setdefault(file_of(kind), []).append(kind)
    modules = {name: in_order(UI, (*SHELL, *(kind.script for kind in kinds))) for name, kinds in grouped.items()}
    modules[COMPUTE] = in_order(UI, (CHOOSING,))
    page = modules.pop(PAGE)
    needed = {path for others in modules.values() for module in others for path, _ in module.imports} | {SHELL[-1]}
    exported = [module.name for module in page if module.path in needed]

    folded = {kind.__name__: {"fold": kind.title()} for kind in grouped.get(FOLDED, ())}
    early = in_order(UI, (EARLY,))
    shared = [module.name for module in page if module in early]
    start = f"const {{ {', '.join(shared)} }} = Inkspace.modules;\n"
    own = [module for module in page if module not in early]
    ending = f"\nexport {{ {', '.join(exported)} }};\n"
    body = start + join(own) + _ending(grouped[PAGE], folded) + ending
    made = {PAGE: hashed_file(PAGE, "js", body.encode())}
    for name, others in modules.items():
        own = [module for module in others if module not in page]
        start = f'import {{ {", ".join(exported)} }} from "./{made[PAGE][0]}";\n'
        body = start + join(own) + (_ending(grouped[name]) if name in grouped else _beginning(CHOOSING))
        made[name] = hashed_file(name, "js", body.encode())
    return made


def _ending(kinds: list[type[Widget]], others: dict[str, Any] | None = None) -> str:
    """Write the end of a file: a table of its parts, and the functions that lay them out."""
    parts = {kind.__name__: kind.part() for kind in kinds} | (others or {})
    styles = sorted({FOLD_STYLE, *(style for kind in kinds for style in kind.styles)})
    sheets = {style: CSS_FOR_READERS.sub("", text_of(style)) for style in styles}
    lines = [f"const parts = {json.dumps(parts, ensure_ascii=False)};"]
    lines += [f"parts.{kind.__name__}.mount = {Module.named(kind.script)}.mount;" for kind in kinds]
    lines += [f"const sheets = {json.dumps(sheets, ensure_ascii=False)};"]
    lines += [f"export const {{ mount, fill }} = {Module.named(SHELL[-1])}.mounter(parts, sheets);"]
    return "\n" + "\n".join(lines) + "\n"


def _beginning(path: str) -> str:
    """Write the end of a file that has no parts: it exports what its module begins with."""
    return f"\nexport const {{ begin }} = {Module.named(path)};\n"


def _widgets() -> list[type[Widget]]:
    """List all widgets that have files, in the order of their modules; the base class of the figures has none."""
    found = []
    for path in sorted(UI.rglob("widget.py")):
        module = import_module(".".join(["ui", *path.relative_to(UI).with_suffix("").parts]))
        kinds = [kind for kind in vars(module).values() if isinstance(kind, type) and issubclass(kind, Widget)]
        found += [kind for kind in kinds if kind.template]
    return found
