/* Activations, one value at a time, and their derivatives. Every `count` is a multiple of four: arrays are allocated so. */

#include "vectors.h"

#define LOG2_E 1.44269504088896341f
/* ln 2 as a sum of two, of which the first has few digits: multiples of it are exact. */
#define LN2_HIGH 0.693359375f
#define LN2_LOW -2.12194440e-4f

/* e^x to one unit in the last place; below -87 as at -87, above 88 as at 88. Polynomial: Cephes, expf. */
static floats exponential(floats x) {
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

static floats logistic(floats x) { return all(1) / (all(1) + exponential(-x)); }

#define EACH(expression)                                                   \
  for (int at = 0; at < count; at += LANES) {                              \
    floats x = load(in + at);                                              \
    store(out + at, expression);                                           \
  }

EXPORT(relu) void relu(const float *in, float *out, int count) { EACH(WHERE(x > all(0), x, all(0))) }
EXPORT(leaky) void leaky(const float *in, float *out, int count, float slope) { EACH(WHERE(x > all(0), x, all(slope) * x)) }
EXPORT(silu) void silu(const float *in, float *out, int count) { EACH(x * logistic(x)) }
EXPORT(sigmoid) void sigmoid(const float *in, float *out, int count) { EACH(logistic(x)) }
EXPORT(hyperbolic) void hyperbolic(const float *in, float *out, int count) { EACH(all(2) * logistic(all(2) * x) - all(1)) }
EXPORT(scale) void scale(const float *in, float *out, int count, float gain, float bias) { EACH(all(gain) * x + all(bias)) }
EXPORT(clamp) void clamp(const float *in, float *out, int count) {
  EACH(WHERE(x < all(0), all(0), WHERE(x > all(1), all(1), x)))
}

/* Derivatives: gradient of the output → gradient of the input, in place; in: the activation's input. */
#define EACH_BACK(slope)                                                   \
  for (int at = 0; at < count; at += LANES) {                              \
    floats x = load(in + at);                                              \
    store(gradient + at, load(gradient + at) * (slope));                   \
  }

EXPORT(relu_back) void relu_back(const float *in, float *gradient, int count) { EACH_BACK(WHERE(x > all(0), all(1), all(0))) }
EXPORT(leaky_back) void leaky_back(const float *in, float *gradient, int count, float slope) {
  EACH_BACK(WHERE(x > all(0), all(1), all(slope)))
}
EXPORT(silu_back) void silu_back(const float *in, float *gradient, int count) {
  for (int at = 0; at < count; at += LANES) {
    floats x = load(in + at), p = logistic(x);
    store(gradient + at, load(gradient + at) * p * (all(1) + x * (all(1) - p)));
  }
}

/* out += in */
EXPORT(add_to) void add_to(const float *in, float *out, int count) {
  for (int at = 0; at < count; at += LANES) store(out + at, load(out + at) + load(in + at));
}

/* h (places, channels) ← h · gain + bias, each of the channels. */
EXPORT(channel_affine) void channel_affine(float *h, int places, int channels, const float *gain, const float *bias) {
  for (int place = 0; place < places; place++)
    for (int c = 0; c < channels; c++, h++) *h = *h * gain[c] + bias[c];
}

/* float16, its bytes in two planes, → float32: normal and subnormal numbers alike; weights hold no infinities. */
EXPORT(widen) void widen(const unsigned char *low, const unsigned char *high, float *out, int count) {
  for (int at = 0; at < count; at++) {
    unsigned half = low[at] | (unsigned)high[at] << 8;
    union { unsigned bits; float value; } number = {(half & 0x7fff) << 13};
    number.value *= 0x1p112f;
    number.bits |= (half & 0x8000) << 16;
    out[at] = number.value;
  }
}
