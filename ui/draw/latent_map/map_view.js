/* What is seen of the latent map: its frames on a plane, the regions of the digits, the frame under the pointer. */

import { draggable } from "../../kit/controls/draggable_plane.js";
import { ON_DIGIT, digitColour } from "../../kit/pictures/digit_colours.js";
import { frameAt, mosaic } from "../../kit/pictures/frame_grid.js";
import { SIDE } from "../../kit/pictures/frames.js";
import { paintInk } from "../../kit/runtime/paint.js";
import { regionAt } from "./class_regions.js";
import { cutTiles } from "./map_geometry.js";
import { drawRegions } from "./region_painting.js";

/** Make what shows the map.
    @param {import("../types").Find} find
    @param {import("../types").Say} say
    @param {{side: number, fine: number, reach: number}} props see Atlas in widget.py
    @param {import("../types").MapGeometry} geometry
    @param {{step: number, start: number[]}} from step: of the frames that the plane shows; start: z at first
    @param {AbortSignal} signal ends it
    @returns {{readonly filled: boolean, readonly z: number[], show(regions: Uint8Array | null, picture:
      import("../types").GreyPicture): void, drawOver(): void}} filled: whether there is a map to see; z: the point under
      the pointer; picture: side × side frames; `drawOver` draws the regions anew */
export function mapView(find, say, { side, fine, reach }, geometry, { step, start }, signal) {
  /** @type {any} */
  let tiles = null;
  /** @type {Uint8Array | null} */
  let regions = null;
  let z = start;
  nameColours(find(".keys"));

  const move = (x, y) => {
    z = [geometry.valueAt(x), -geometry.valueAt(y)];
    if (tiles) showPoint();
  };
  const put = draggable(find(".plane"), move, signal);

  function showPoint() {
    const [right, down] = [z[0], -z[1]].map((value) => (value / reach + 1) / 2);
    const [first, second] = z.map((value) => value.toFixed(2).replace("-", "−"));
    const reading = regions ? say("region", { digit: regionAt(regions, fine, right, down) }) : "";
    const where = say("where", { first, second });
    paintInk(find(".frame canvas"), frameAt(tiles, right, down), SIDE);
    find(".reading").textContent = reading;
    find(".where").textContent = where;
    find(".frame canvas").setAttribute("aria-label", reading || where);
  }

  function drawOver() {
    if (regions) drawRegions(find(".regions"), regions, fine, geometry.inset);
  }

  find(".outlined").addEventListener("change", ({ target }) => {
    find(".regions").hidden = find(".keys").hidden = !target.checked;
  });
  return {
    get filled() {
      return Boolean(tiles);
    },
    get z() {
      return z;
    },
    show(nextRegions, picture) {
      tiles = cutTiles(picture, side);
      regions = nextRegions;
      find("details").classList.remove("blank");
      const { grey, width } = mosaic(tiles, step);
      paintInk(find(".tiles"), grey, width);
      for (const part of [find(".tick"), find(".keys")]) part.hidden = !regions;
      drawOver();
      put(geometry.across(z[0]), geometry.across(-z[1]));
    },
    drawOver,
  };
}

/** Show which colour is which digit's. */
function nameColours(list) {
  for (let digit = 0; digit < 10; digit++) {
    const key = Object.assign(document.createElement("li"), { textContent: digit });
    Object.assign(key.style, { background: digitColour(digit), color: ON_DIGIT });
    list.append(key);
  }
}
