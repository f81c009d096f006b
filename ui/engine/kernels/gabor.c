/* A picture's Fourier transform, and its product with a wavelet's transfer function, transformed back.

   A padded picture has `rows` × `columns` pixels and as many frequencies: v along its columns, u along its rows. Its
   transform lies as cells [v / 4][u], four neighbouring v in the lanes, so that lines along u are read as they lie. */

#include "exponential.h"
#include "fourier.h"

#define EACH_LANE for (int lane = 0; lane < LANES; lane++)

static int fours(int count) { return (count + LANES - 1) / LANES; }

/* Transform rows of pixels, eight real ones as four complex ones, and store half of each, u = 0 … columns / 2, as cells
   [u / 4][y], four u in the lanes. */
static void transform_rows(const float *pixels, int height, int width, const int *column_at, const Plan *along,
                           Cell *half, int stride, Cell *room, Cell *spare) {
  int columns = along->length, kept = columns / 2 + 1;
  for (int y = 0; y < height; y += 2 * LANES) {
    const float *row[2 * LANES];
    for (int at = 0; at < 2 * LANES; at++) row[at] = pixels + (y + at < height ? y + at : height - 1) * width;
    for (int x = 0; x < columns; x++) {
      int from = column_at[x];
      room[x].re = load_four(row[0] + from, row[1] + from, row[2] + from, row[3] + from);
      room[x].im = load_four(row[4] + from, row[5] + from, row[6] + from, row[7] + from);
    }
    const Cell *found = fourier(along, room, spare);
    for (int u = 0; u < kept; u += LANES) {
      Cell first[LANES], second[LANES]; /* of the rows in the real parts, and of those in the imaginary parts */
      EACH_LANE {
        int at = u + lane < kept ? u + lane : kept - 1;
        Cell here = found[at], there = found[at ? columns - at : 0], *one = first + lane, *two = second + lane;
        one->re = all(0.5f) * (here.re + there.re), one->im = all(0.5f) * (here.im - there.im);
        two->re = all(0.5f) * (here.im + there.im), two->im = all(0.5f) * (there.re - here.re);
      }
      transpose_cells(first);
      transpose_cells(second);
      Cell *to = half + u / LANES * stride + y;
      EACH_LANE to[lane] = first[lane], to[LANES + lane] = second[lane];
    }
  }
}

/* Store one frequency, and the one opposite, which is its conjugate. */
static void put(float *transform, int rows, int columns, int u, int v, float re, float im) {
  float *at = transform + (v / LANES * columns + u) * 2 * LANES + v % LANES;
  int u2 = u ? columns - u : 0, v2 = v ? rows - v : 0;
  float *opposite = transform + (v2 / LANES * columns + u2) * 2 * LANES + v2 % LANES;
  at[0] = re, at[LANES] = im;
  opposite[0] = re, opposite[LANES] = -im;
}

/* Transform a real picture (height, width), padded.

   row_at, column_at: which pixel lies at each place of the padded picture
   half: columns / 2 + 1, in fours, times height in eights, cells; room, spare: cells of the longer of both plans
   transform: rows in fours times columns cells */
EXPORT(gabor_transform)
void gabor_transform(const float *pixels, int height, int width, const int *row_at, const int *column_at,
                     const Plan *down, const Plan *along, Cell *half, Cell *room, Cell *spare, float *transform) {
  int rows = down->length, columns = along->length, kept = columns / 2 + 1;
  int stride = (height + 2 * LANES - 1) / (2 * LANES) * 2 * LANES;
  transform_rows(pixels, height, width, column_at, along, half, stride, room, spare);
  for (int u = 0; u < kept; u += LANES) {
    const Cell *lines = half + u / LANES * stride;
    for (int y = 0; y < rows; y++) room[y] = lines[row_at[y]];
    const Cell *found = fourier(down, room, spare);
    for (int v = 0; v < rows; v++)
      for (int lane = 0; lane < LANES && u + lane < kept; lane++)
        put(transform, rows, columns, u + lane, v, found[v].re[lane], found[v].im[lane]);
  }
  for (int v = rows; v < fours(rows) * LANES; v++) /* lanes that no frequency fills */
    for (int u = 0; u < columns; u++) {
      float *at = transform + (v / LANES * columns + u) * 2 * LANES + v % LANES;
      at[0] = at[LANES] = 0;
    }
}

/* One of the two Gaussians of the transfer function in four rows: gain · exp(-((u - near - rest) · step)^2). u and near
   are whole numbers, so that their difference is exact however far from zero the Gaussian lies. */
typedef struct {
  floats near, rest, gain;
} Ridge;

static floats height_at(Ridge ridge, floats u, floats step) {
  floats t = (u - ridge.near - ridge.rest) * step;
  return ridge.gain * exponential(-t * t);
}

/* Filter: multiply with the transfer function and transform back.

   ridges: for each four v the wave's Ridge and then that of the mean, whose gain is 0 where it is not removed
   reach: for each four v the first and the last u, from -columns / 2 on, at which something passes; first > last: none
   step: of u in the Ridges' unit; cos_psi, sin_psi: of the carrier's phase; dc_free: whether frequency 0 is to be 0
   middle: fours(width) · rows cells
   re, im: (height, width in fours), 0 beyond the width */
EXPORT(gabor_filter)
void gabor_filter(const Cell *transform, const Plan *down, const Plan *along, const Ridge *ridges, const int *reach,
                  float step, float cos_psi, float sin_psi, int dc_free, Cell *middle, Cell *room, Cell *spare,
                  float *re, float *im, int height, int width) {
  int rows = down->length, columns = along->length, stride = fours(rows) * LANES;
  floats c = all(cos_psi), s = all(sin_psi);
  Cell none = {all(0), all(0)};
  /* Real and imaginary parts are exchanged from here to the end, as the inverse transform wants it. */
  for (int four = 0; four < fours(rows); four++) {
    int first = reach[2 * four], last = reach[2 * four + 1];
    if (first > last) continue;
    Ridge wave = ridges[2 * four], mean = ridges[2 * four + 1];
    for (int x = 0; x < columns; x++) room[x] = none;
    for (int u = first; u <= last; u++) {
      int at = u < 0 ? u + columns : u;
      Cell from = transform[four * columns + at];
      floats here = all(u), gain = height_at(wave, here, all(step)) - height_at(mean, here, all(step));
      room[at] = (Cell){gain * (from.re * s + from.im * c), gain * (from.re * c - from.im * s)};
    }
    if (dc_free && four == 0) room[0].re[0] = room[0].im[0] = 0;
    const Cell *found = fourier(along, room, spare);
    for (int x = 0; x < width; x += LANES) {
      Cell block[LANES] = {found[x], found[x + 1], found[x + 2], found[x + 3]};
      transpose_cells(block);
      EACH_LANE middle[x / LANES * stride + four * LANES + lane] = block[lane];
    }
  }
  for (int x = 0; x < width; x += LANES) {
    const Cell *lines = middle + x / LANES * stride;
    for (int four = 0; four < fours(rows); four++) {
      int passes = reach[2 * four] <= reach[2 * four + 1];
      for (int v = four * LANES; v < four * LANES + LANES && v < rows; v++) room[v] = passes ? lines[v] : none;
    }
    const Cell *found = fourier(down, room, spare);
    ints inside = (ints){x, x + 1, x + 2, x + 3} < (ints){width, width, width, width};
    for (int y = 0; y < height; y++) {
      int at = y * fours(width) * LANES + x;
      store(re + at, choose(inside, found[y].im, all(0)));
      store(im + at, choose(inside, found[y].re, all(0)));
    }
  }
}
