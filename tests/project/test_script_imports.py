"""The walls between the rooms of ui/, read from the scripts' own imports."""

import pytest

from tests.support.paths import UI
from ui.server.linker import in_order, read_module

SCRIPTS = sorted(str(path.relative_to(UI)) for path in UI.rglob("*.js"))
# room: rooms that its scripts may import from
ALLOWED = {
    "shell": {"shell", "engine", "kit"},
    "learn": {"learn", "engine", "kit"},
    "draw": {"draw", "engine", "kit"},
    "dream": {"dream", "engine", "kit"},
    "filter": {"filter", "engine", "kit"},
    "engine": {"engine", "kit"},
    "kit": {"kit"},
}


def beyond(room, imports):
    """Return the imports that lead out of a room through a wall.

    The shell brings the answers of all tabs together in one worker, and nothing else of theirs.
    """
    outside = [path for path in imports if path.split("/")[0] not in ALLOWED[room]]
    return [path for path in outside if not (room == "shell" and path.endswith("/answers.js"))]


@pytest.mark.parametrize("path", SCRIPTS)
def test_a_script_imports_from_its_own_room_the_engine_and_the_kit(path):
    assert beyond(path.split("/")[0], [other for other, _ in read_module(UI, path).imports]) == []


def test_a_way_through_a_wall_is_found():
    assert beyond("draw", ["kit/runtime/paint.js", "draw/points.js", "dream/model_choice.js"]) == [
        "dream/model_choice.js"
    ]


def test_no_script_imports_in_a_circle():
    assert len(in_order(UI, tuple(SCRIPTS))) == len(SCRIPTS)
