/* Putting arrays of numbers together and taking them apart. */

/** Put arrays one after the other.
    @param {ArrayLike<number>[]} parts
    @returns {Float32Array} */
export function joined(parts) {
  const out = new Float32Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    out.set(part, at);
    at += part.length;
  }
  return out;
}

/** Take an array apart.
    @param {Float32Array} values (n, width)
    @param {number} width
    @returns {Float32Array[]} n views */
export function rows(values, width) {
  return Array.from({ length: values.length / width }, (_, at) => values.subarray(at * width, (at + 1) * width));
}
