"""The Dream tab's grid: what is asked for, the digits that come, what they read as, and one of them from close by."""

from ui.kit.widget import Widget


class DreamGrid(Widget):
    """Asks `sample_digits`, then `read_digits`, and `take_digits` for files; see `ui.dream.grid.server`.

    words : both languages' texts, as ui.i18n.catalogue.words gives them
    functions : these three
    first : {"n": int, "seed": str, "temperature": float}, what is asked for when the tab is first seen
    able : {name of a model: whether it can be asked for a certain digit}, the preferred one first

    Sets the channels "dream-model" (the model of the digits), "dream-grid" (all digits), "dream-tile" (the one seen
    from close by) and "steer-take" {tile, slot}; sends digits to "put-a", "put-b" and "filter-picture". The types of
    their values stand in ui/kit/runtime/types.d.ts.
    """

    template = "dream/grid/grid.html"
    styles = (
        "kit/controls/slider.css",
        "kit/controls/choice.css",
        "kit/controls/form_fields.css",
        "dream/grid/grid.css",
        "dream/grid/tools.css",
        "dream/grid/bars.css",
    )
    script = "dream/grid/grid.js"

    def __init__(self, words, functions, first, able, **kwargs):
        super().__init__(
            words,
            functions,
            first=first,
            able=able,
            **kwargs,
        )
