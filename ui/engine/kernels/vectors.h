/* Four floats at once, and how they are loaded: WebAssembly's 128-bit SIMD by the compiler's vector types. */

#ifndef VECTORS_H
#define VECTORS_H

typedef float floats __attribute__((vector_size(16)));
typedef int ints __attribute__((vector_size(16)));
typedef float unaligned_floats __attribute__((vector_size(16), aligned(4)));

#define LANES 4
/* Functions that JavaScript calls. */
#define EXPORT(name) __attribute__((export_name(#name)))

static inline floats load(const float *from) { return *(const unaligned_floats *)from; }
static inline void store(float *to, floats values) { *(unaligned_floats *)to = values; }
static inline floats all(float value) { return (floats){value, value, value, value}; }
/* Take `yes` where a comparison holds, `no` elsewhere. */
static inline floats choose(ints holds, floats yes, floats no) {
  return (floats)((holds & (ints)yes) | (~holds & (ints)no));
}
#define WHERE(comparison, yes, no) choose((ints)(comparison), yes, no)

#endif
