/* What the grey levels of a response stand for, as text. */

const SIGNED = ["real", "imaginary"];

/** One part of a response: "real" or "imaginary" (128 is zero), "magnitude" (0 is zero) or "phase" (128 is zero).
    @typedef {object} PartShown
    @property {string} part
    @property {number} peak the value that white stands for; 0 where nothing responds
    @property {import("../../kit/runtime/types").GreyPicture} picture */

/** Write both ends of the bar of a part's colours.
    @param {string} part
    @param {number} peak
    @returns {[string, string]} */
export function barEnds(part, peak) {
  if (part === "phase") return ["−180°", "180°"];
  if (!peak) return ["", "0"];
  const most = peak.toPrecision(2);
  return SIGNED.includes(part) ? ["−" + most, "+" + most] : ["0", most];
}

/** Write the value at a pixel, with as many digits as 256 levels carry.
    @param {PartShown} shown
    @param {number} column
    @param {number} row
    @returns {string} */
export function valueAt({ part, peak, picture }, column, row) {
  const level = picture.grey[row * picture.width + column];
  if (!peak) return "0";
  if (part === "phase") return `${Math.round(((level - 128) / 128) * 180)}°`.replace("-", "−");
  const signed = SIGNED.includes(part);
  const number = (signed ? (level - 128) / 127 : level / 255) * peak;
  const digits = Math.max(0, Math.min(6, 2 - Math.floor(Math.log10(peak))));
  return (number > 0 && signed ? "+" : "") + number.toFixed(digits).replace("-", "−");
}

/** Find the pixel of a picture that lies under a place of the box in which it is shown: centred, as large as fits.
    @param {{width: number, height: number}} picture in pixels
    @param {{left: number, top: number, width: number, height: number}} box on the screen
    @param {{clientX: number, clientY: number}} place on the screen
    @returns {[number, number] | undefined} [column, row]; undefined beside the picture */
export function pixelUnder(picture, box, { clientX, clientY }) {
  const zoom = Math.min(box.width / picture.width, box.height / picture.height);
  const column = Math.floor((clientX - box.left - (box.width - picture.width * zoom) / 2) / zoom);
  const row = Math.floor((clientY - box.top - (box.height - picture.height * zoom) / 2) / zoom);
  return column >= 0 && row >= 0 && column < picture.width && row < picture.height ? [column, row] : undefined;
}
