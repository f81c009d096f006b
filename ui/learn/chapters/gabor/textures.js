/* Two textures that a light meter cannot tell apart, as ui/learn/chapters/gabor/server.py draws them. */

/** What the textures are.
    @typedef {{side: number, period: number, inside: number, outside: number}} Textures px; inside, outside: degrees in
    which the stripes run */

/** Draw a disc of stripes in a field of the same stripes turned.
    @param {Textures} textures
    @returns {{picture: Float32Array, inside: Uint8Array}} (side, side): 0…1, and 1 in the disc */
export function drawTextures({ side, period, inside, outside }) {
  const picture = new Float32Array(side * side);
  const disc = new Uint8Array(side * side);
  const middle = (side - 1) / 2;
  const stripes = (degrees, x, y) => {
    const angle = (degrees * Math.PI) / 180;
    return 0.5 + 0.5 * Math.cos((2 * Math.PI * (x * Math.cos(angle) - y * Math.sin(angle))) / period);
  };
  for (let at = 0; at < picture.length; at++) {
    const [x, y] = [(at % side) - middle, Math.floor(at / side) - middle];
    disc[at] = Number(Math.hypot(x, y) < side / 4);
    picture[at] = stripes(disc[at] ? inside : outside, x, y);
  }
  return { picture, inside: disc };
}
