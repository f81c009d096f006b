/* Which of two textures a cell answers to. */

/** Compare the mean responses inside and outside of the disc.
    @param {{inside: number, outside: number}} means
    @returns {{key: "inside" | "outside" | "alike", times: number}} where the response is stronger, and how many times */
export function verdict({ inside, outside }) {
  const ratio = inside / Math.max(outside, 1e-6);
  if (ratio < 0.8) return { key: "outside", times: 1 / ratio };
  return { key: ratio > 1.25 ? "inside" : "alike", times: ratio };
}
