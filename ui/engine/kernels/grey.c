/* A complex response as grey bytes, and the responses in several directions together. Every `count` is a multiple of
   four. Numbers are rounded half to even, as NumPy does it. */

#include "vectors.h"

typedef unsigned char four_bytes __attribute__((vector_size(4), aligned(1)));

static floats size(floats x) { return (floats)((ints)x & 0x7fffffff); }
static floats magnitude(floats re, floats im) { return __builtin_elementwise_sqrt(re * re + im * im); }
static ints rounded(floats x) { return __builtin_convertvector(__builtin_wasm_nearest_f32x4(x), ints); }
static void put(unsigned char *to, ints values) { *(four_bytes *)to = __builtin_convertvector(values, four_bytes); }
static floats larger(floats a, floats b) { return WHERE(a > b, a, b); }
static float most(floats x) {
  float low = x[0] > x[1] ? x[0] : x[1], high = x[2] > x[3] ? x[2] : x[3];
  return low > high ? low : high;
}

#define EACH for (int at = 0; at < count; at += LANES)

/* found: the largest sizes of real part, imaginary part and magnitude. */
EXPORT(peaks_of) void peaks_of(const float *re, const float *im, int count, float *found) {
  floats reals = all(0), imaginaries = all(0), magnitudes = all(0);
  EACH {
    floats x = load(re + at), y = load(im + at);
    reals = larger(size(x), reals);
    imaginaries = larger(size(y), imaginaries);
    magnitudes = larger(magnitude(x, y), magnitudes);
  }
  found[0] = most(reals), found[1] = most(imaginaries), found[2] = most(magnitudes);
}

/* bytes ← values · gain + zero */
EXPORT(grey_bytes) void grey_bytes(const float *values, int count, float gain, float zero, unsigned char *bytes) {
  EACH put(bytes + at, rounded(load(values + at) * all(gain) + all(zero)));
}

EXPORT(magnitude_bytes)
void magnitude_bytes(const float *re, const float *im, int count, float gain, unsigned char *bytes) {
  EACH put(bytes + at, rounded(magnitude(load(re + at), load(im + at)) * all(gain)));
}

/* atan of 0 … 1, to one unit in the last place. Polynomial: Cephes, atanf. */
static floats arc_tangent(floats x) {
  floats eighth = all(0.41421356237309503f); /* tan(pi / 8) */
  ints far = (ints)(x > eighth);
  x = choose(far, (x - all(1)) / (x + all(1)), x);
  floats z = x * x;
  floats p = all(8.05374449538e-2f);
  p = p * z - all(1.38776856032e-1f);
  p = p * z + all(1.99777106478e-1f);
  p = p * z - all(3.33329491539e-1f);
  return choose(far, all(0.78539816339744831f), all(0)) + (p * z * x + x);
}

/* The angle of (x, y), in -pi … pi; 0 at the origin. */
static floats angle(floats y, floats x) {
  floats across = size(x), up = size(y);
  ints steep = (ints)(up > across);
  floats least = choose(steep, across, up), largest = choose(steep, up, across);
  floats found = arc_tangent(least / WHERE(largest > all(0), largest, all(1)));
  found = choose(steep, all(1.57079632679489662f) - found, found);
  found = WHERE(x < all(0), all(3.14159265358979324f) - found, found);
  return (floats)((ints)found | ((ints)y & (ints)all(-0.0f)));
}

/* bytes ← 0 for -pi, 128 for 0, 0 again for pi; 128 where the magnitude is not above `faint`. */
EXPORT(phase_bytes)
void phase_bytes(const float *re, const float *im, int count, float faint, unsigned char *bytes) {
  EACH {
    floats x = load(re + at), y = load(im + at);
    ints turns = rounded(angle(y, x) * all(40.743665431525206f)) + 128; /* 128 / pi */
    ints heard = (ints)(magnitude(x, y) > all(faint));
    put(bytes + at, ((turns & 255) & heard) | (128 & ~heard));
  }
}

EXPORT(magnitudes_of) void magnitudes_of(const float *re, const float *im, int count, float *out) {
  EACH store(out + at, magnitude(load(re + at), load(im + at)));
}

/* Add the response in one more direction to what is known of those before, which the direction of number 0 sets.

   strongest, which: the largest magnitude and the number of its direction; sum, energy: of magnitudes, and of their
   squares */
EXPORT(add_direction)
void add_direction(const float *re, const float *im, int count, int number, float *strongest, unsigned char *which,
                   float *sum, float *energy) {
  EACH {
    floats x = load(re + at), y = load(im + at), here = magnitude(x, y), square = x * x + y * y;
    floats before = number ? load(strongest + at) : all(-1);
    ints newer = (ints)(here > before);
    store(strongest + at, choose(newer, here, before));
    store(sum + at, number ? load(sum + at) + here : here);
    store(energy + at, number ? load(energy + at) + square : square);
    for (int lane = 0; lane < LANES; lane++)
      if (newer[lane]) which[at + lane] = number;
  }
}
