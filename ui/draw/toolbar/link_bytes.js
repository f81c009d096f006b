/* Numbers as the bytes of a link: whole ones seven bits a byte, the lowest first (LEB128), differences zigzag, and a
   checksum over all of them. */

/** Return the Adler-32 checksum (RFC 1950) as four bytes: a letter lost, changed or swapped is seen.
    @param {Iterable<number>} bytes
    @returns {number[]} */
export function checksum(bytes) {
  let [a, b] = [1, 0];
  for (const byte of bytes) {
    a = (a + byte) % 65521;
    b = (b + a) % 65521;
  }
  return [b >> 8, b & 255, a >> 8, a & 255];
}

/** Make a writer. `number` takes whole numbers from 0 on, `difference` whole numbers of either sign.
    @returns {{bytes: number[], number(value: number): void, difference(value: number): void}} */
export function byteWriter() {
  /** @type {number[]} */
  const bytes = [];
  function number(value) {
    for (; value > 127; value = Math.floor(value / 128)) bytes.push((value % 128) | 128);
    bytes.push(value);
  }
  return { bytes, number, difference: (value) => number(value < 0 ? -2 * value - 1 : 2 * value) };
}

/** Make a reader of what a writer wrote; it throws `broken()` where the bytes end too early or say too large a number.
    `list` reads how many there are and then each of them, `take` the next bytes as they are.
    @param {Uint8Array} bytes
    @param {() => Error} broken
    @returns {{number(): number, difference(): number, list<Item>(read: () => Item): Item[],
      take(count: number): Uint8Array}} */
export function byteReader(bytes, broken) {
  let at = 0;
  function number() {
    let [value, unit] = [0, 1];
    for (; bytes[at] > 127; unit *= 128) value += (bytes[at++] & 127) * unit;
    if (at >= bytes.length || unit > 2 ** 28) throw broken();
    return value + bytes[at++] * unit;
  }
  function difference() {
    const value = number();
    return value % 2 ? -(value + 1) / 2 : value / 2;
  }
  function list(read) {
    const count = number();
    if (count > bytes.length) throw broken(); // or a damaged link would have the page make millions of points
    return Array.from({ length: count }, read);
  }
  function take(count) {
    if (at + count > bytes.length) throw broken();
    return bytes.slice(at, (at += count));
  }
  return { number, difference, list, take };
}
