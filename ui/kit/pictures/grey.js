/* One way from colours to grey, the same as the server's in ui/kit/image_codec.py. */

const LIGHT = 160; // grey level from which ink would be pale on white
const SPECKS = 1 / 50; // of what is visible: that little may be darker, and the ink is light all the same

/** Weigh red, green and blue as Rec. 601 does, in whole numbers as Pillow does, so that both give the same bytes.
    @param {number} red 0…255, as the others
    @param {number} green
    @param {number} blue
    @returns {number} 0…255 */
export const luma = (red, green, blue) => (19595 * red + 38470 * green + 7471 * blue + 0x8000) >> 16;

/** Lay a picture on paper, as grey: on white; on black where what is visible is so light that white would hide it.
    @param {ArrayLike<number>} data four bytes a pixel: red, green, blue and opacity
    @returns {Uint8Array} a byte a pixel */
export function greyOnPaper(data) {
  const grey = new Uint8Array(data.length / 4);
  let [visible, dark] = [0, 0];
  for (let at = 0; at < grey.length; at++) {
    grey[at] = luma(data[4 * at], data[4 * at + 1], data[4 * at + 2]);
    visible += data[4 * at + 3];
    if (grey[at] < LIGHT) dark += data[4 * at + 3];
  }
  const paper = dark < SPECKS * visible ? 0 : 255;
  for (let at = 0; at < grey.length; at++) {
    const opacity = data[4 * at + 3];
    grey[at] = Math.round((grey[at] * opacity + paper * (255 - opacity)) / 255);
  }
  return grey;
}
