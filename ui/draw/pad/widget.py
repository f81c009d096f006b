"""A sheet to draw a digit on, and under it, live, what the models make of the drawing."""

from ui.kit.widget import Widget


class Pad(Widget):
    """Sends what lies on it to `live_reconstruct` while the pen moves, and to `polish` once it rests (see
    `ui.draw.pad.server`).

    name : "a" or "b"; its elements are #pad-a, #seen-a, #recon-a
    words : both languages' texts, as ui.i18n.catalogue.words gives them
    server_functions : live_reconstruct, polish, sample_digit, frame_picture: see `ui.draw.pad.server`
    examples : {digit: strokes} of our own drawings; first : the digit that the example button begins with
    models : names of the VAEs that are there, the preferred one first; sampling : those that know digits by name

    Publishes on the page's channels "drawing-<name>" {strokes, frame, edited, pen, resting} with each change, and
    "point-<name>" {model, z, mu, logvar, polished, final}, or null, with each answer. Shows what is put on the channel
    "put-<name>" ({strokes, frame, edited, pen}, any of it left out) and the example asked for on "example-<name>", and
    asks a lost server again on "draw-again". Sheet A says what the channel "draw-notice" brings.
    """

    template = "draw/pad/pad.html"
    styles = ("kit/controls/button.css", "draw/pad/pad.css", "draw/pad/views.css")
    script = "draw/pad/pad.js"

    def __init__(self, name, words, server_functions, examples, first, models, sampling, **kwargs):
        super().__init__(
            words,
            server_functions,
            pad=name,
            examples=examples,
            first=first,
            models=models,
            sampling=sampling,
            **kwargs,
        )
