"""The decoded plane of the VAE with two units, with the regions of the digits and both drawings on it."""

from ui.kit.widget import Widget


class Atlas(Widget):
    """Fetches the map with one call of `atlas` when it is first unfolded, then follows the pointer alone; asks
    `find_places` where new drawings lie (see `ui.draw.latent_map.server` for both).

    words : both languages' texts, as ui.i18n.catalogue.words gives them
    functions : [atlas, find_places], or none where the VAE is absent
    side, fine : frames and points of the regions along a side; reach : of the plane to either side of 0

    Listens to the channels "drawing-a", "drawing-b" and "morph-state".
    """

    template = "draw/latent_map/latent_map.html"
    fold = "atlas"
    styles = (
        "kit/controls/form_fields.css",
        "kit/controls/fold.css",
        "kit/controls/draggable_plane.css",
        "draw/latent_map/latent_map.css",
    )
    script = "draw/latent_map/latent_map.js"

    def __init__(self, words, functions, side, fine, reach, **kwargs):
        super().__init__(
            words,
            functions,
            here=bool(functions),
            side=side,
            fine=fine,
            reach=reach,
            **kwargs,
        )
