"""Drawings and pictures, framed as MNIST would have framed them."""

from models.sketch.framing import DENSE, PENS, NoInk, frame, frame_bitmap, parse, pen_width, settings
from models.sketch.photograph import digit_ink

__all__ = ["DENSE", "PENS", "NoInk", "digit_ink", "frame", "frame_bitmap", "parse", "pen_width", "settings"]
