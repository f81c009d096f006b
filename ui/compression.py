"""How what we serve is compressed: in the best way that a request's Accept-Encoding allows."""

import gzip

import brotli

QUICK = 5  # makes half a megabyte of page a seventh in 5 ms; 6 takes longer and gains little
BEST = 9  # for what is compressed once and kept


def compressed(body, accepted, quality=QUICK):
    """(content coding or None, bytes) of `body`; accepted : bytes, a request's Accept-Encoding."""
    codings = {part.split(b";")[0].strip() for part in accepted.split(b",") if b"q=0" not in part.replace(b"q=0.", b"")}
    if b"br" in codings:
        return "br", brotli.compress(body, quality=quality)
    if b"gzip" in codings:  # what browsers ask for over plain HTTP from another machine
        return "gzip", gzip.compress(body, compresslevel=min(quality + 1, 9), mtime=0)
    return None, body
