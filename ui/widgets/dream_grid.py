"""The Dream tab's grid: what is asked for, the digits that come, what they read as, and one of them from close by."""

from ui.widgets.assets import Widget


class DreamGrid(Widget):
    """Asks `sample_digits`, then `read_digits`, and `take_digits` for files; see `ui.dream_sample`.

    words : both languages' texts, as ui.text.words gives them
    functions : these three
    first : {"n": int, "seed": str, "temperature": float}, what is asked for when the tab is first seen
    able : {name of a model: whether it can be asked for a certain digit}, the preferred one first

    Sets the channels "dream-model" (the model chosen), "dream-grid" (all digits, see dream_grid.js), "dream-tile" (the
    one that was clicked) and "steer-take" {tile, slot}; sends digits to "put-a", "put-b" and "filter-picture".
    """

    template = "dream_grid.html"
    styles = ("slider.css", "choice.css", "fields.css", "dream_grid.css", "dream_tools.css", "dream_bars.css")
    scripts = (
        "fields.js",
        "reading.js",
        "lab_picture.js",
        "saved.js",
        "copied.js",
        "dream_fields.js",
        "frames.js",
        "dream_tiles.js",
        "dream_bars.js",
        "dream_close.js",
        "dream_grid.js",
    )

    def __init__(self, words, functions, first, able, **kwargs):
        super().__init__(
            words,
            functions,
            first=first,
            able=able,
            **kwargs,
        )
