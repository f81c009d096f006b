"""Drawings and pictures, framed as MNIST would have framed them."""

from models.sketch.framing import DENSE, PENS, NoInk, frame, frame_bitmap, parse, pen_width

__all__ = ["DENSE", "PENS", "NoInk", "frame", "frame_bitmap", "parse", "pen_width"]
