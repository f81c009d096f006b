/* All directions of one scale together, as four maps in the size of the picture. */

import { COLOURS, hue, paintGrey } from "../../kit/pictures/colour_maps.js";

/** Make a function that shows the maps of a scale.
    @param {(selector: string) => any} find
    @param {(key: string, values?: object) => string} say
    @param {number} directions how many share half a turn
    @returns {(maps: Record<string, any>) => void} gets the server's answer, its pictures decoded: strongest, mean and
    energy, each {picture, peak}, and theta, whose picture holds the strongest direction's number */
export function directionMaps(find, say, directions) {
  return (maps) => {
    for (const name of ["strongest", "mean", "energy"]) {
      const { picture, peak } = maps[name];
      paintGrey(find(`[data-map=${name}] canvas`), picture, COLOURS.ramp);
      find(`[data-map=${name}] .peak`).textContent = say("up_to", { peak: String(+peak.toPrecision(2)) });
    }
    paintDirections(find("[data-map=theta] canvas"), maps.theta.picture, maps.strongest.picture, directions);
  };
}

/** Paint a hue for each pixel's direction (its number), as bright as `strongest` there. */
function paintDirections(canvas, { grey, width, height }, strongest, directions) {
  Object.assign(canvas, { width, height });
  const colours = Array.from({ length: directions }, (_, at) => hue(at / directions));
  const picture = new ImageData(width, height);
  for (let at = 0; at < grey.length; at++) {
    const share = Math.sqrt(strongest.grey[at] / 255); // about proportional to the light that the screen gives off
    colours[grey[at]].forEach((value, channel) => (picture.data[4 * at + channel] = value * share));
    picture.data[4 * at + 3] = 255;
  }
  canvas.getContext("2d").putImageData(picture, 0, 0);
}
