"""How wide the pen was that a picture was drawn with."""

import numpy as np
import pytest
from PIL import Image, ImageDraw

from models import sketch
from models.sketch.examples import EXAMPLES


def grey(x):
    return (x * 255).round().astype(np.uint8)


@pytest.mark.parametrize("pen", [2, 2.6, 3.2, 3.6])
@pytest.mark.parametrize("digit", EXAMPLES)
def test_a_frame_tells_the_pen_it_was_drawn_with(digit, pen):
    assert sketch.pen_width(grey(sketch.frame(EXAMPLES[digit], pen))) == pytest.approx(pen, abs=0.25)


@pytest.mark.parametrize(("side", "width"), [(28, 3), (200, 16), (900, 60)])
def test_a_straight_line_is_as_wide_as_it_was_drawn(side, width):
    picture = Image.new("L", (side, side))
    ImageDraw.Draw(picture).line((side // 2, side // 8, side // 2, side - side // 8), fill=255, width=width)
    assert sketch.pen_width(np.asarray(picture)) == pytest.approx(width, rel=0.12)


def test_a_blank_picture_has_no_pen():
    with pytest.raises(sketch.NoInk):
        sketch.pen_width(np.zeros((28, 28), np.uint8))
