"""Read the digits that the project's authors drew: offered on the page, and used where nobody has drawn yet."""

import json
from pathlib import Path

Examples = dict[str, list[list[list[float]]]]  # {digit: strokes [[[x, y], …], …] in 0…1, y down}

EXAMPLES: Examples = json.loads(Path(__file__).with_name("example_drawings.json").read_text())
