/* Activations, one value at a time, and their derivatives. Every `count` is a multiple of four: arrays are allocated so. */

#include "exponential.h"
#include "vectors.h"

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
