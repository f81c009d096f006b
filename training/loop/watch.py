"""Show how a run goes: curves.png in its folder, and its figures in TensorBoard where asked for."""

import sys
import time
from pathlib import Path

from training.loop.image_grid import sheet
from training.reports import curve_pictures

EVERY = 30.0  # seconds between two pictures at least: one takes up to half a second, an epoch on a GPU a tenth of one


class Watch:
    """Draw a run's history, and note it for TensorBoard.

    Parameters
    ----------
    run : training.loop.run.Run
    tensorboard : folder of many runs, in which this one gets a folder named as its `out`; None for no TensorBoard
    clock : what tells seconds that only grow

    Raises SystemExit when nothing can be written to that folder.
    """

    def __init__(self, run, tensorboard=None, clock=time.monotonic):
        self.run, self.clock = run, clock
        self.samples = None  # the latest pictures of the fixed noise, (25, 1, 28, 28) in 0…1
        self.drawn = 0  # epochs that curves.png shows
        self.drawn_at = clock()
        self.draws = run.team.leads
        self.board = Board(Path(tensorboard) / run.out.resolve().name) if tensorboard and run.team.leads else None

    def end_epoch(self):
        """Take in the epoch that the history ends with; drawn only where the last picture is old enough."""
        if self.board:
            self.board.note(self.run, self.samples)
        if self.clock() - self.drawn_at >= EVERY:
            self._draw()

    def end(self):
        """Show the last epoch, too, and close what is open."""
        if self.drawn < self.run.epoch:
            self._draw()
        if self.board:
            self.board.close()

    def _draw(self):
        history = curve_pictures.columns(self.run.history)
        if not self.draws or not curve_pictures.panels(history):
            return
        try:
            picture = curve_pictures.png(curve_pictures.curves(history))
        except ImportError:
            self.draws = False
            print(f"{curve_pictures.CURVES} is left out: {curve_pictures.NO_MATPLOTLIB}", file=sys.stderr)
            return
        self.run.keep(curve_pictures.CURVES, picture)
        self.drawn, self.drawn_at = self.run.epoch, self.clock()


class Board:
    """Write to a run's folder for TensorBoard; an earlier one goes on after the epoch that the run goes on from."""

    def __init__(self, folder):
        self.folder, self.writer = folder, None
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise SystemExit(f"{folder} cannot be written to: {error.strerror}; give another --tensorboard") from None

    def note(self, run, samples):
        """Note the last epoch's figures, the learning rate of each optimiser, and the samples."""
        if not self.writer:
            from torch.utils.tensorboard import SummaryWriter  # seconds, and a package that few have

            # purge_step hides what an earlier process, since resumed, has written on this epoch and later ones.
            self.writer = SummaryWriter(self.folder, purge_step=run.epoch)
        for name, figure in run.history[-1].items():
            if name != "epoch":
                self.writer.add_scalar(name, figure, run.epoch)
        for name, part in run.parts.items():
            if hasattr(part, "param_groups"):
                self.writer.add_scalar(f"learning_rate/{name}", float(part.param_groups[0]["lr"]), run.epoch)
        if samples is not None:
            self.writer.add_image("samples", sheet(samples.cpu(), 5), run.epoch, dataformats="HW")

    def close(self):
        """Write what is still on its way to the disk."""
        if self.writer:
            self.writer.close()
