/* The fast Fourier transform after Stockham: every pass writes its results where they belong, so that nothing has to be
   put in order afterwards. Lengths with larger prime factors than 11 go by Bluestein's chirp.

   References: Van Loan, "Computational Frameworks for the Fast Fourier Transform", SIAM 1992, 1.7 and 4.2. */

#include "fourier.h"

#define INLINE static inline __attribute__((always_inline))
#define HALF_MOST 5 /* (11 - 1) / 2 */

/* cos and sin of 2 pi j / radix for j = 1 … (radix - 1) / 2, from radix 3 on. */
static const float COS[12][HALF_MOST] = {
    [3] = {-0.5f},
    [5] = {0.30901699437494745f, -0.8090169943749475f},
    [7] = {0.6234898018587336f, -0.2225209339563144f, -0.9009688679024191f},
    [11] = {0.8412535328311812f, 0.41541501300188644f, -0.142314838273285f, -0.654860733945285f, -0.9594929736144974f},
};
static const float SIN[12][HALF_MOST] = {
    [3] = {0.8660254037844386f},
    [5] = {0.9510565162951535f, 0.5877852522924731f},
    [7] = {0.7818314824680298f, 0.9749279121818236f, 0.4338837391175581f},
    [11] = {0.5406408174555976f, 0.9096319953545184f, 0.9898214418809327f, 0.7557495743542583f, 0.28173255684142967f},
};

INLINE Cell plus(Cell a, Cell b) { return (Cell){a.re + b.re, a.im + b.im}; }
INLINE Cell minus(Cell a, Cell b) { return (Cell){a.re - b.re, a.im - b.im}; }
INLINE Cell times(Cell a, const float *by) {
  floats re = all(by[0]), im = all(by[1]);
  return (Cell){a.re * re - a.im * im, a.re * im + a.im * re};
}

/* Transform a few values, an odd prime number of them: those that lie opposite share their products. */
INLINE void odd(const Cell *in, Cell *out, int radix) {
  int half = radix / 2;
  Cell sums[HALF_MOST], differences[HALF_MOST];
  out[0] = in[0];
#pragma clang loop unroll(full)
  for (int k = 1; k <= half; k++) {
    sums[k - 1] = plus(in[k], in[radix - k]);
    differences[k - 1] = minus(in[k], in[radix - k]);
    out[0] = plus(out[0], sums[k - 1]);
  }
#pragma clang loop unroll(full)
  for (int j = 1; j <= half; j++) {
    Cell even = in[0], uneven = {all(0), all(0)};
#pragma clang loop unroll(full)
    for (int k = 1; k <= half; k++) {
      int turn = j * k % radix;
      int mirrored = turn > half;
      floats c = all(COS[radix][(mirrored ? radix - turn : turn) - 1]);
      floats s = all(mirrored ? -SIN[radix][radix - turn - 1] : SIN[radix][turn - 1]);
      even.re += c * sums[k - 1].re, even.im += c * sums[k - 1].im;
      uneven.re += s * differences[k - 1].im, uneven.im -= s * differences[k - 1].re;
    }
    out[j] = plus(even, uneven);
    out[radix - j] = minus(even, uneven);
  }
}

INLINE void butterfly(const Cell *in, Cell *out, int radix) {
  if (radix == 2) {
    out[0] = plus(in[0], in[1]);
    out[1] = minus(in[0], in[1]);
  } else if (radix == 4) {
    Cell a = plus(in[0], in[2]), b = minus(in[0], in[2]), c = plus(in[1], in[3]), d = minus(in[1], in[3]);
    out[0] = plus(a, c);
    out[1] = (Cell){b.re + d.im, b.im - d.re};
    out[2] = minus(a, c);
    out[3] = (Cell){b.re - d.im, b.im + d.re};
  } else odd(in, out, radix);
}

/* One pass. stride: the product of the radices before; groups: that of those to come. */
INLINE void pass(const Cell *from, Cell *to, int radix, int groups, int stride, const float *twiddles) {
  for (int p = 0; p < groups; p++, twiddles += 2 * (radix - 1))
    for (int q = 0; q < stride; q++) {
      Cell in[11], out[11];
#pragma clang loop unroll(full)
      for (int k = 0; k < radix; k++) in[k] = from[q + stride * (p + k * groups)];
      butterfly(in, out, radix);
      Cell *at = to + q + stride * radix * p;
      at[0] = out[0];
      if (p) {
#pragma clang loop unroll(full)
        for (int j = 1; j < radix; j++) at[stride * j] = times(out[j], twiddles + 2 * (j - 1));
      } else {
#pragma clang loop unroll(full)
        for (int j = 1; j < radix; j++) at[stride * j] = out[j];
      }
    }
}

static Cell *smooth(const Plan *plan, Cell *line, Cell *spare) {
  int groups = plan->length, stride = 1;
  const float *twiddles = plan->twiddles;
  for (int at = 0; at < plan->passes; at++) {
    int radix = plan->radices[at];
    groups /= radix;
    switch (radix) {
      case 2: pass(line, spare, 2, groups, stride, twiddles); break;
      case 3: pass(line, spare, 3, groups, stride, twiddles); break;
      case 4: pass(line, spare, 4, groups, stride, twiddles); break;
      case 5: pass(line, spare, 5, groups, stride, twiddles); break;
      case 7: pass(line, spare, 7, groups, stride, twiddles); break;
      default: pass(line, spare, 11, groups, stride, twiddles);
    }
    twiddles += 2 * (radix - 1) * groups;
    stride *= radix;
    Cell *written = spare;
    spare = line;
    line = written;
  }
  return line;
}

/* j k = (j^2 + k^2 - (k - j)^2) / 2 turns the transform into a convolution with the chirp, of any smooth length. */
static Cell *chirped(const Plan *plan, Cell *line, Cell *spare) {
  int length = plan->length, longer = plan->inner->length;
  for (int at = 0; at < length; at++) line[at] = times(line[at], plan->chirp + 2 * at);
  for (int at = length; at < longer; at++) line[at] = (Cell){all(0), all(0)};
  Cell *found = smooth(plan->inner, line, spare);
  for (int at = 0; at < longer; at++) {
    Cell one = times(found[at], plan->chirp_spectrum + 2 * at);
    found[at] = (Cell){one.im, one.re};
  }
  found = smooth(plan->inner, found, found == line ? spare : line);
  for (int at = 0; at < length; at++) {
    Cell one = {found[at].im, found[at].re};
    found[at] = times(one, plan->chirp + 2 * at);
  }
  return found;
}

Cell *fourier(const Plan *plan, Cell *line, Cell *spare) {
  return plan->inner ? chirped(plan, line, spare) : smooth(plan, line, spare);
}

/* Transform four lines, (length) cells, in place. */
EXPORT(fourier_lines) void fourier_lines(const Plan *plan, Cell *lines, Cell *spare) {
  Cell *found = fourier(plan, lines, spare);
  if (found != lines)
    for (int at = 0; at < plan->length; at++) lines[at] = found[at];
}
