/* Matrix products, which fully connected layers and convolutions come down to.

   The right-hand matrix W (K, N) is packed into panels of eight columns, [N / 8][K][8], the last one filled up with
   zeros, so that the inner loop reads it from front to back. Bias is filled up to whole panels likewise. */

#include "vectors.h"

#define PANEL 8
#define ROWS 4

static int panels(int columns) { return (columns + PANEL - 1) / PANEL; }

/* Pack W (inner, columns), row by row, into panels. */
EXPORT(pack) void pack(const float *from, int inner, int columns, float *to) {
  for (int panel = 0; panel < panels(columns); panel++)
    for (int k = 0; k < inner; k++)
      for (int lane = 0; lane < PANEL; lane++) {
        int column = panel * PANEL + lane;
        *to++ = column < columns ? from[k * columns + column] : 0;
      }
}

/* Pack the transpose of a matrix that lies packed: W (inner, columns) in panels → Wᵀ (columns, inner) in panels. */
EXPORT(pack_transposed) void pack_transposed(const float *packed, int inner, int columns, float *to) {
  for (int panel = 0; panel < panels(inner); panel++)
    for (int column = 0; column < columns; column++)
      for (int lane = 0; lane < PANEL; lane++) {
        int k = panel * PANEL + lane;
        const float *from = packed + (column / PANEL) * inner * PANEL + column % PANEL;
        *to++ = k < inner ? from[k * PANEL] : 0;
      }
}

/* Write `count` of eight sums to a row. */
static void put(float *row, floats low, floats high, int count) {
  if (count >= PANEL) {
    store(row, low);
    store(row + LANES, high);
    return;
  }
  float sums[PANEL];
  store(sums, low);
  store(sums + LANES, high);
  for (int lane = 0; lane < count; lane++) row[lane] = sums[lane];
}

/* out (rows, columns) = a (rows, inner) · W + bias. bias may be 0. */
EXPORT(product)
void product(const float *a, int rows, int inner, const float *packed, const float *bias, float *out, int columns) {
  for (int panel = 0; panel < panels(columns); panel++) {
    const float *w = packed + panel * inner * PANEL;
    int first = panel * PANEL, count = columns - first;
    floats low = bias ? load(bias + first) : all(0), high = bias ? load(bias + first + LANES) : all(0);
    int row = 0;
    for (; row + ROWS <= rows; row += ROWS) {
      const float *a0 = a + row * inner, *a1 = a0 + inner, *a2 = a1 + inner, *a3 = a2 + inner;
      floats low0 = low, low1 = low, low2 = low, low3 = low, high0 = high, high1 = high, high2 = high, high3 = high;
      for (int k = 0; k < inner; k++) {
        floats left = load(w + k * PANEL), right = load(w + k * PANEL + LANES);
        low0 += all(a0[k]) * left, high0 += all(a0[k]) * right;
        low1 += all(a1[k]) * left, high1 += all(a1[k]) * right;
        low2 += all(a2[k]) * left, high2 += all(a2[k]) * right;
        low3 += all(a3[k]) * left, high3 += all(a3[k]) * right;
      }
      float *to = out + row * columns + first;
      put(to, low0, high0, count);
      put(to + columns, low1, high1, count);
      put(to + 2 * columns, low2, high2, count);
      put(to + 3 * columns, low3, high3, count);
    }
    for (; row < rows; row++) {
      const float *one = a + row * inner;
      floats sum_low = low, sum_high = high;
      for (int k = 0; k < inner; k++) {
        sum_low += all(one[k]) * load(w + k * PANEL);
        sum_high += all(one[k]) * load(w + k * PANEL + LANES);
      }
      put(out + row * columns + first, sum_low, sum_high, count);
    }
  }
}
