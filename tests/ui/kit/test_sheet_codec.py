"""How a sheet that holds a picture and strokes is framed."""

import base64

import numpy as np
import pytest

from models import sketch
from models.sketch.examples import EXAMPLES
from ui.kit.sheet_codec import seen

FRAME = base64.b64encode(bytes(784)).decode()


@pytest.mark.parametrize("pen", [1e8, 5.1, 0.9, 0, -1, "1", None, True, [2], float("nan"), float("inf")])
@pytest.mark.parametrize("edited", [True, False])
def test_a_pen_that_is_none_is_refused_before_anything_is_drawn(pen, edited):
    """A line of 1e8 px would take Pillow half an hour."""
    with pytest.raises(ValueError, match="pen must be a number from 1 to 5"):
        seen({"strokes": EXAMPLES["3"], "frame": FRAME, "edited": edited, "pen": pen})


@pytest.mark.parametrize("pen", sketch.PENS)
def test_the_thinnest_and_the_thickest_pen_draw_over_a_picture(pen):
    x = seen({"strokes": EXAMPLES["3"], "frame": FRAME, "pen": pen})
    assert (x.shape, x.dtype, x.max()) == ((28, 28), np.float32, 1)
