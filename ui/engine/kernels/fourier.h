/* Fourier transforms of four lines at once, one in each lane. */

#ifndef FOURIER_H
#define FOURIER_H

#include "vectors.h"

/* A complex number of each of four lines. */
typedef struct {
  floats re, im;
} Cell;

#define PASSES 12 /* at most: 2^12 is longer than any line */

/* What a transform of one length needs, as ui/engine/gabor/plan.js writes it: only numbers, and pointers to floats. */
typedef struct Plan {
  int length;
  int passes; /* 0 where the length has a prime factor above 11: then it is done by the chirp */
  int radices[PASSES];
  const float *twiddles;
  const float *chirp;          /* (length) complex: exp(-i pi k^2 / length) */
  const float *chirp_spectrum; /* (inner->length) complex: the transform of the chirp's conjugate, over its length */
  const struct Plan *inner;
} Plan;

/* Transform `line`: X[k] = sum over j of x[j] exp(-2 pi i j k / length). Both buffers hold the plan's length, or that
   of its inner plan; the result lies in the one that is returned. An inverse transform is this one of cells whose
   real and imaginary parts are exchanged, before and after. */
Cell *fourier(const Plan *plan, Cell *line, Cell *spare);

static inline floats load_four(const float *a, const float *b, const float *c, const float *d) {
  return (floats){*a, *b, *c, *d};
}

/* Exchange rows and columns of four vectors. */
static inline void transpose(floats *a, floats *b, floats *c, floats *d) {
  floats ab_low = __builtin_shufflevector(*a, *b, 0, 4, 1, 5), ab_high = __builtin_shufflevector(*a, *b, 2, 6, 3, 7);
  floats cd_low = __builtin_shufflevector(*c, *d, 0, 4, 1, 5), cd_high = __builtin_shufflevector(*c, *d, 2, 6, 3, 7);
  *a = __builtin_shufflevector(ab_low, cd_low, 0, 1, 4, 5);
  *b = __builtin_shufflevector(ab_low, cd_low, 2, 3, 6, 7);
  *c = __builtin_shufflevector(ab_high, cd_high, 0, 1, 4, 5);
  *d = __builtin_shufflevector(ab_high, cd_high, 2, 3, 6, 7);
}

/* Four cells that follow each other, of four lines → the same of four lines that follow each other. */
static inline void transpose_cells(Cell *cells) {
  transpose(&cells[0].re, &cells[1].re, &cells[2].re, &cells[3].re);
  transpose(&cells[0].im, &cells[1].im, &cells[2].im, &cells[3].im);
}

#endif
