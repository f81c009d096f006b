"""A plain reader of Dockerfiles: enough to say what one copies, and what its last stage is."""

import json
import re
import shutil
from dataclasses import dataclass


@dataclass(frozen=True)
class Instruction:
    """One instruction: its word, its --options and what follows them as text."""

    word: str
    options: dict
    text: str

    @property
    def words(self):
        return self.text.split()

    @property
    def form(self):
        """The words of an instruction in exec form, a JSON list; None for the shell form."""
        return json.loads(self.text) if self.text.startswith("[") else None


def read(text):
    """List the stages of a Dockerfile, each a list of instructions, the first of which is FROM."""
    text = re.sub(r"^[ \t]*#.*\n", "", text, flags=re.M)
    stages = []
    for line in re.sub(r"\\\n", " ", text).splitlines():
        if not line.strip():
            continue
        word, _, rest = line.strip().partition(" ")
        options = dict(re.findall(r"--([\w-]+)=(\S+)", re.match(r"(?:\s*--\S+)*", rest)[0]))
        instruction = Instruction(word, options, re.sub(r"^(?:\s*--\S+)*", "", rest).strip())
        if word == "FROM":
            stages.append([])
        stages[-1].append(instruction)
    return stages


def copies(stages):
    """(source in the tree, place in the image) of all that is copied from the tree, in order."""
    for instruction in (one for stage in stages for one in stage if one.word == "COPY"):
        if "from" not in instruction.options:
            *sources, place = instruction.words
            yield from ((source, place) for source in sources)


def copy_app(stages, root, place):
    """Copy what a Dockerfile copies to /app from the tree at `root` into the folder `place`, as it would."""
    for source, where in copies(stages):
        if where.startswith("/app/"):
            target = place / where.removeprefix("/app/")
            if (root / source).is_dir():
                shutil.copytree(root / source, target, ignore=shutil.ignore_patterns("__pycache__", "*.pyi", "*.tmp"))
            else:
                target.mkdir(parents=True, exist_ok=True)
                shutil.copy(root / source, target)
