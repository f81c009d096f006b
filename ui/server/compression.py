"""How what we serve is compressed: in the best way that a request's Accept-Encoding allows."""

import gzip

import brotli

QUICK = 5  # makes half a megabyte of page a seventh in 5 ms; 6 takes longer and gains little
BEST = 9  # for what is compressed once and kept


def coding_for(accepted):
    """ "br", "gzip" or None for a request's Accept-Encoding, bytes."""
    codings = {part.split(b";")[0].strip() for part in accepted.split(b",") if b"q=0" not in part.replace(b"q=0.", b"")}
    if b"br" in codings:
        return "br"
    return "gzip" if b"gzip" in codings else None  # what browsers ask for over plain HTTP from another machine


def compressed(body, coding, quality=QUICK):
    """`body` in a coding that `coding_for` gave."""
    if coding == "br":
        return brotli.compress(body, quality=quality)
    return gzip.compress(body, compresslevel=min(quality + 1, 9), mtime=0) if coding else body
