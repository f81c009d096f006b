/* Convolutions of square maps that lie channels last: (side, side, channels).

   A convolution gathers the patch under each place into a row and multiplies the rows with its weights (kernel, kernel,
   channels in → channels out). Its adjoint multiplies first and scatters the rows: that is a transposed convolution, and
   what carries gradients back through a convolution. */

#include "vectors.h"

void product(const float *a, int rows, int inner, const float *packed, const float *bias, float *out, int columns);

static void copy(float *to, const float *from, int count) {
  int at = 0;
  for (; at + LANES <= count; at += LANES) store(to + at, load(from + at));
  for (; at < count; at++) to[at] = from[at];
}

static void fill(float *to, float value, int count) {
  for (int at = 0; at < count; at++) to[at] = value;
}

static void add(float *to, const float *from, int count) {
  int at = 0;
  for (; at + LANES <= count; at += LANES) store(to + at, load(to + at) + load(from + at));
  for (; at < count; at++) to[at] += from[at];
}

/* The place in a map that a kernel's cell lies on, -1 where it is beyond the edge. */
static int under(int place, int cell, int stride, int padding, int side) {
  int at = place * stride + cell - padding;
  return at >= 0 && at < side ? at : -1;
}

/* Gather patches: map (side, side, channels) → rows (places², kernel · kernel · channels). */
static void gather(const float *map, int side, int channels, int kernel, int stride, int padding, int places,
                   float *rows) {
  for (int y = 0; y < places; y++)
    for (int x = 0; x < places; x++)
      for (int ky = 0; ky < kernel; ky++) {
        int from_y = under(y, ky, stride, padding, side);
        for (int kx = 0; kx < kernel; kx++, rows += channels) {
          int from_x = under(x, kx, stride, padding, side);
          if (from_y < 0 || from_x < 0) fill(rows, 0, channels);
          else copy(rows, map + (from_y * side + from_x) * channels, channels);
        }
      }
}

/* Add patches to where they came from, the adjoint of `gather`. */
static void scatter(const float *rows, int side, int channels, int kernel, int stride, int padding, int places,
                    float *map) {
  for (int y = 0; y < places; y++)
    for (int x = 0; x < places; x++)
      for (int ky = 0; ky < kernel; ky++) {
        int to_y = under(y, ky, stride, padding, side);
        for (int kx = 0; kx < kernel; kx++, rows += channels) {
          int to_x = under(x, kx, stride, padding, side);
          if (to_y >= 0 && to_x >= 0) add(map + (to_y * side + to_x) * channels, rows, channels);
        }
      }
}

/* Convolve maps (batch, side, side, channels) into (batch, places, places, outputs).

   packed: (kernel · kernel · channels, outputs) in panels; bias may be 0
   room: places² · kernel² · channels floats */
EXPORT(convolve)
void convolve(const float *maps, int batch, int side, int channels, int kernel, int stride, int padding, int places,
              const float *packed, const float *bias, float *out, int outputs, float *room) {
  int rows = places * places;
  for (int at = 0; at < batch; at++) {
    gather(maps + at * side * side * channels, side, channels, kernel, stride, padding, places, room);
    product(room, rows, kernel * kernel * channels, packed, bias, out + at * rows * outputs, outputs);
  }
}

/* Scatter maps (batch, places, places, inputs) into (batch, side, side, channels): the adjoint of `convolve`.

   packed: (inputs, kernel · kernel · channels) in panels; bias, of the channels, may be 0
   room: places² · kernel² · channels floats */
EXPORT(convolve_back)
void convolve_back(const float *maps, int batch, int places, int inputs, int kernel, int stride, int padding, int side,
                   const float *packed, const float *bias, float *out, int channels, float *room) {
  int rows = places * places, pixels = side * side;
  for (int at = 0; at < batch; at++) {
    float *to = out + at * pixels * channels;
    if (bias) for (int pixel = 0; pixel < pixels; pixel++) copy(to + pixel * channels, bias, channels);
    else fill(to, 0, pixels * channels);
    product(maps + at * rows * inputs, rows, inputs, packed, 0, room, kernel * kernel * channels);
    scatter(room, side, channels, kernel, stride, padding, places, to);
  }
}

/* Shuffle pixels: (batch, side, side, channels · 4) → (batch, 2 side, 2 side, channels), where each place holds its four
   pixels one after the other: top left, top right, bottom left, bottom right, all channels of each. */
EXPORT(shuffle) void shuffle(const float *maps, int batch, int side, int channels, float *out) {
  for (int at = 0; at < batch * side; at++)
    for (int x = 0; x < side; x++)
      for (int down = 0; down < 2; down++, maps += 2 * channels)
        copy(out + ((at * 2 + down) * side + x) * 2 * channels, maps, 2 * channels);
}

/* The inverse of `shuffle`, which carries gradients back: out (batch, side, side, channels · 4). */
EXPORT(shuffle_back) void shuffle_back(const float *maps, int batch, int side, int channels, float *out) {
  for (int at = 0; at < batch * side; at++)
    for (int x = 0; x < side; x++)
      for (int down = 0; down < 2; down++, out += 2 * channels)
        copy(out, maps + ((at * 2 + down) * side + x) * 2 * channels, 2 * channels);
}

/* Take the largest of each 2 × 2 places: (batch, side, side, channels) → (batch, side / 2, side / 2, channels); an odd
   side loses its last row and column. */
EXPORT(pool) void pool(const float *maps, int batch, int side, int channels, float *out) {
  int half = side / 2;
  for (int at = 0; at < batch; at++)
    for (int y = 0; y < half; y++)
      for (int x = 0; x < half; x++)
        for (int c = 0; c < channels; c++) {
          const float *top = maps + ((at * side + 2 * y) * side + 2 * x) * channels + c;
          const float *bottom = top + side * channels;
          float above = top[0] > top[channels] ? top[0] : top[channels];
          float below = bottom[0] > bottom[channels] ? bottom[0] : bottom[channels];
          *out++ = above > below ? above : below;
        }
}
