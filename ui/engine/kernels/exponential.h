/* The exponential function, which activations and the filter share. */

#ifndef EXPONENTIAL_H
#define EXPONENTIAL_H

#include "vectors.h"

#define LOG2_E 1.44269504088896341f
/* ln 2 as a sum of two, of which the first has few digits: multiples of it are exact. */
#define LN2_HIGH 0.693359375f
#define LN2_LOW -2.12194440e-4f

/* e^x to one unit in the last place; below -87 as at -87, above 88 as at 88. Polynomial: Cephes, expf. */
static inline floats exponential(floats x) {
  floats low = all(-87.0f), high = all(88.0f);
  x = WHERE(x < low, low, x);
  x = WHERE(x > high, high, x);
  floats n = __builtin_wasm_nearest_f32x4(x * all(LOG2_E));
  floats r = x - n * all(LN2_HIGH);
  r -= n * all(LN2_LOW);
  floats p = all(1.9875691500e-4f);
  p = p * r + all(1.3981999507e-3f);
  p = p * r + all(8.3334519073e-3f);
  p = p * r + all(4.1665795894e-2f);
  p = p * r + all(1.6666665459e-1f);
  p = p * r + all(5.0000001201e-1f);
  p = p * r * r + r + all(1);
  ints power = (__builtin_convertvector(n, ints) + 127) << 23;
  return p * (floats)power;
}

#endif
