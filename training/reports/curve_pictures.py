"""Draw how trainings went: losses and scores over the epochs, and what a GAN's samples read as.

The same numbers give the same bytes.
"""

import io
import math
from contextlib import contextmanager
from dataclasses import dataclass

import numpy as np
from PIL import Image

CURVES, CLASSES = "curves.png", "classes.png"
NO_MATPLOTLIB = "drawing needs matplotlib and found none; pip install matplotlib"
DPI = 200  # twice 800 px in a width of 8 inches, so that it is sharp where a card shows it
LINES = ("#0072b2", "#d55e00")  # blue and vermilion, which everyone can tell apart (Okabe & Ito 2008)
DASHES = ("-", "--")  # of the first and the second curve of a panel, where the colour says which run
FADED = "#5f5f5f"
# The colours that digits have on the page (ui/kit/pictures/digit_colours.js): neighbours differ in brightness as well
# as in hue.
DIGITS = (
    *("#f89fbb", "#d37f68", "#eab26b", "#9f9d46", "#92d090"),
    *("#32ae9b", "#5ccfeb", "#649cda", "#bab2ff", "#ba80bf"),
)
SHARE = "share of digits"  # a unit whose axis is in %
THICK = 0.06  # least share of samples whose band has room for its digit
STYLE = {
    "font.size": 9,
    "axes.titlesize": 10,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.edgecolor": FADED,
    "xtick.color": FADED,
    "ytick.color": FADED,
    "axes.labelcolor": FADED,
    "lines.linewidth": 1.5,
    "legend.frameon": False,
    "legend.handlelength": 1.6,
}


@dataclass(frozen=True)
class Panel:
    """Describe one small diagram: title, unit of y, and the columns of the history it draws, each with its name.

    limits : of y, where they are not those of the data
    """

    title: str
    unit: str
    columns: dict
    limits: tuple | None = None


PANELS = (
    Panel("Discriminator loss", "nats a digit", {"d_loss": "training"}),
    Panel("Generator loss", "nats a digit", {"g_loss": "training"}),
    Panel("Discriminator scores", "mean score", {"d_real": "real", "d_fake": "generated"}, (0, 1)),
    Panel("−ELBO", "nats a digit", {"negative_elbo": "training", "validation_negative_elbo": "validation"}),
    Panel("BCE", "nats a digit", {"bce": "training", "validation_bce": "validation"}),
    Panel("KL", "nats a digit", {"kl": "training"}),
    Panel("Cross-entropy", "nats a digit", {"loss": "training"}),
    Panel("Validation accuracy", SHARE, {"validation_accuracy": "validation"}),
)


def panels(history):
    """Select those of `PANELS` for which a history, a dict of columns, has something to show."""
    return [panel for panel in PANELS if panel.columns.keys() & history.keys()]


def columns(rows):
    """Turn a run's history, a list of dicts, into the columns that history.csv would give; NaN where a row lacks one.

    Rounded as in the file, so that the picture made on the way is the one made of the file.
    """
    names = dict.fromkeys(name for row in rows for name in row)
    return {name: [float(f"{row.get(name, math.nan):.6g}") for row in rows] for name in names}


@contextmanager
def styled():
    """Use our settings and no one else's while something is drawn; ImportError where matplotlib is absent."""
    import matplotlib.style  # a second to import, which a training that draws nothing need not wait for

    with matplotlib.style.context(["default", STYLE]):
        yield


@styled()
def curves(history, stages=()):
    """Draw a history: a panel for each loss or score, the epochs from left to right.

    Parameters
    ----------
    history : dict of str to list of float, with "epoch", as `models.training_record.history` gives it
    stages : (epoch, text) of parts of the training that begin after an epoch, drawn as dotted lines

    Returns
    -------
    matplotlib.figure.Figure

    Raises
    ------
    ValueError
        When no panel knows a column of the history.
    """
    figure, axes = _figure(panels(history))
    for ax, panel in zip(axes, panels(history), strict=True):
        shown = {name: label for name, label in panel.columns.items() if name in history}
        for (name, label), colour in zip(shown.items(), LINES, strict=False):
            _line(ax, history["epoch"], history[name], color=colour, label=label)
        _finish(ax, panel, [history])
        for epoch, _ in stages:
            ax.axvline(epoch + 0.5, color=FADED, linewidth=0.8, linestyle=":", zorder=0)
        if len(panel.columns) > 1:
            ax.legend(loc="best")
    for epoch, text in stages:  # in the last panel, whose KL grows and leaves room below
        place = dict(transform=axes[-1].get_xaxis_transform(), rotation=90, va="bottom", ha="left")
        axes[-1].text(epoch + 1.5, 0.03, text, size=7.5, color=FADED, **place)
    return figure


@styled()
def compared(histories):
    """Draw several runs into the same panels: a colour for each run, dashes for a panel's second curve.

    histories : dict of run's name → history as in `curves`, two of them. Returns and raises as `curves`.
    """
    from matplotlib.lines import Line2D

    known = [panel for panel in PANELS if any(panel in panels(history) for history in histories.values())]
    figure, axes = _figure(known, extra=0.3)
    for ax, panel in zip(axes, known, strict=True):
        for history, colour in zip(histories.values(), LINES, strict=True):
            for name, dashes in zip(panel.columns, DASHES, strict=False):
                if name in history:
                    _line(ax, history["epoch"], history[name], color=colour, linestyle=dashes)
        _finish(ax, panel, histories.values())
    handles = {label: Line2D([], [], color=colour) for label, colour in zip(histories, LINES, strict=True)}
    kinds = next((panel.columns.values() for panel in known if len(panel.columns) > 1), ())
    handles |= {
        kind: Line2D([], [], color=FADED, linestyle=dashes) for kind, dashes in zip(kinds, DASHES, strict=False)
    }
    figure.legend(handles.values(), handles.keys(), loc="outside lower center", ncols=len(handles))
    return figure


@styled()
def classes(epochs, shares):
    """Draw what samples read as: bands of the ten digits from 0 up, the epochs from left to right by factors.

    epochs : n floats from 1; shares : (n, 10) ndarray, rows that sum to 1. Returns a matplotlib.figure.Figure.
    """
    from matplotlib.figure import Figure
    from matplotlib.ticker import NullLocator, PercentFormatter

    figure = Figure(figsize=(8, 3.2), layout="constrained")
    ax = figure.subplots()
    ax.stackplot(epochs, shares.T, colors=DIGITS, edgecolor="white", linewidth=0.4)
    ax.set_xscale("log")  # most happens in the first epochs; on a linear axis they are a sliver
    first, last = epochs[0], max(epochs[-1], epochs[0] * 1.01)
    ticks = [each for each in (1, 2, 5, 10, 20, 50, 100, 200, 500) if first <= each < last / 1.2] + [epochs[-1]]
    ax.set_xticks(ticks, [f"{each:g}" for each in ticks])
    ax.xaxis.set_minor_locator(NullLocator())
    ax.set(xlim=(first, last), ylim=(0, 1), xlabel="epoch", ylabel="share of samples")
    ax.yaxis.set_major_formatter(PercentFormatter(1))
    middles = shares.cumsum(1) - shares / 2
    thick = shares >= THICK
    for digit in range(10):
        if thick[-1, digit]:
            _name(ax, digit, last, middles[-1, digit], 6)
        widest = 0 if thick[0, digit] else shares[:, digit].argmax()
        if thick[widest, digit] and (widest == 0 or not thick[-1, digit]):
            _name(ax, digit, epochs[widest], middles[widest, digit], 6 if widest == 0 else 0)
    return figure


@styled()
def png(figure):
    """Encode a figure as the bytes of a PNG file of 128 colours, without date and versions."""
    from matplotlib.backends.backend_agg import FigureCanvasAgg

    figure.dpi = DPI
    canvas = FigureCanvasAgg(figure)
    canvas.draw()
    picture = Image.fromarray(np.asarray(canvas.buffer_rgba())[..., :3])
    file = io.BytesIO()
    picture.quantize(128, dither=Image.Dither.NONE).save(file, "png", optimize=True)
    return file.getvalue()


def _figure(known, extra=0.0):
    """Make a figure with a row of equal axes, one for each panel, and `extra` inches below."""
    from matplotlib.figure import Figure

    if not known:
        raise ValueError("the history has none of the columns that are drawn")
    figure = Figure(figsize=(8 if len(known) > 1 else 5, 2.6 + extra), layout="constrained")
    return figure, figure.subplots(1, len(known), squeeze=False)[0]


def _line(ax, epochs, values, **style):
    """Draw a curve; where it has one point alone, that point."""
    ax.plot(epochs, values, marker="o" if len(epochs) == 1 else None, markersize=4, **style)


def _finish(ax, panel, histories):
    """Set title, units and limits of a panel, once its curves are drawn."""
    from matplotlib.ticker import MaxNLocator, PercentFormatter

    ax.set_title(panel.title, loc="left")
    ax.set(xlabel="epoch", ylabel=panel.unit)
    ax.xaxis.set_major_locator(MaxNLocator("auto", integer=True, steps=[1, 2, 5, 10]))
    if panel.unit == SHARE:
        ax.yaxis.set_major_formatter(PercentFormatter(1))
    if panel.limits:
        _stretch(ax, *panel.limits)
        return
    drawn = [history[name] for history in histories for name in panel.columns if name in history]
    whole, rest = _span(drawn), _span([values[1:] for values in drawn])
    # The loss of the first epoch, of an untrained network, would flatten the rest of the curve.
    if rest[1] - rest[0] < (whole[1] - whole[0]) / 2 and min(map(len, drawn)) > 5:
        _stretch(ax, *rest)
        low, high = ax.get_ylim()
        beyond = [values[0] for values in drawn if not low <= values[0] <= high]
        text = f"↑ epoch 1: {max(beyond):.3g}" if max(beyond) > high else f"↓ epoch 1: {min(beyond):.3g}"
        ax.set_title(text, loc="right", size=7.5, color=FADED)


def _span(columns):
    """Return the least and the largest of some lists of numbers, without NaN; a range of zero where there are none."""
    values = [value for column in columns for value in column if not math.isnan(value)] or [0.0]
    return min(values), max(values)


def _stretch(ax, low, high, margin=0.04):
    """Limit y to a range and a little more."""
    ax.set_ylim(low - margin * (high - low), high + margin * (high - low))


def _name(ax, digit, epoch, height, right):
    """Write a digit into its band, or beside it, so many points to the right."""
    where = dict(xytext=(right, 0), textcoords="offset points", ha="left" if right else "center", va="center")
    ax.annotate(str(digit), (epoch, height), weight="bold", color="#1d1c1a", annotation_clip=False, **where)
