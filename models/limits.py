"""How large what comes in may be: numbers that models/ and the server share, in one place."""

POINTS_LIMIT = 20_000  # of a drawing: three minutes without a pause, at 120 points a second
BITMAP_PIXELS_LIMIT = 25_000_000  # of a digit to frame, 5,000 × 5,000; a 136 kB PNG of 12,000² would decode to 2 GB
FILTER_PIXELS_LIMIT = 4096 * 4096  # of an image to filter
