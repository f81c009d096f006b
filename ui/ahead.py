"""Gradio's own files that the first view needs, named to the browser with the page's first bytes.

Otherwise each is asked for only when the one before it has come and been run: the page's script, then the one that
lays out a page, then those of its parts.
"""

from pathlib import Path

import gradio

# One address a line; `python -m bench.weight --ahead` writes it. A name changes with what is in the file, so one that
# the installed Gradio has not got is of another version, and left out.
LIST = Path(__file__).with_name("ahead.txt")
FRONTEND = Path(gradio.__file__).parent / "templates" / "frontend"


def links(addresses=None):
    """HTML for the page's head: an early link to each of `addresses` (those of LIST) that there is."""
    addresses = LIST.read_text(encoding="utf-8").split() if addresses is None else addresses
    return "".join(_link(address) for address in addresses if (FRONTEND / address).is_file())


def _link(address):
    if address.endswith(".css"):
        return f'<link rel="preload" as="style" crossorigin href="./{address}">'
    return f'<link rel="modulepreload" href="./{address}">'
