/* Both drawings on the map: their letters, the path between them, and a dot that goes along with the morph's α. */

import { inks, line, paper } from "../../kit/pictures/line_plot.js";
import { PADS } from "../points.js";

/** Make what shows where drawings lie.
    @param {import("../types").Find} find
    @param {import("../types").Say} say
    @param {import("../types").MapGeometry} geometry
    @param {{readonly value: {alpha: number, path: string} | undefined}} morph the channel of the morph's state
    @returns {{show(places: import("../types").Places): void, redraw(): void, follow(): void}} `follow` moves the dot */
export function placesView(find, say, geometry, morph) {
  /** @type {import("../types").Places} */
  let places = { a: null, b: null, way: null };

  /** The pixel average leads through no latent space, so there is no path of it to draw. */
  const pathShown = () => (morph.value?.path === "pixels" ? null : places.way);

  function redraw() {
    for (const name of PADS) placeLetter(find(`.drawing.${name}`), places[name], geometry);
    const key = morph.value?.path === "pixels" ? "way_pixels" : "way";
    find(".way-hint").textContent = say(places.a && places.b ? key : "draw_for_places");
    drawWay(find(".way"), inks(find(".way")), geometry, [places.a, places.b], pathShown());
    follow();
  }

  function follow() {
    const dot = find(".alpha");
    const path = pathShown();
    dot.hidden = !path;
    if (!path) return;
    const [x, y] = path[Math.round((morph.value?.alpha ?? 0.5) * (path.length - 1))];
    moveTo(dot, x, y, geometry);
  }

  return {
    show(next) {
      places = next;
      redraw();
    },
    redraw,
    follow,
  };
}

/** Move an element to a point of latent space. */
function moveTo(element, x, y, { across }) {
  element.style.left = `${100 * across(x)}%`;
  element.style.top = `${100 * across(-y)}%`; // the second unit points up
}

/** Put a drawing's letter where it lies, at the map's edge where that is beyond it. */
function placeLetter(letter, place, geometry) {
  letter.hidden = !place;
  if (!place) return;
  const [x, y] = place.mu;
  const [nearX, nearY] = place.mu.map(geometry.clamp);
  letter.classList.toggle("beyond", nearX !== x || nearY !== y);
  moveTo(letter, nearX, nearY, geometry);
}

/** Draw the path, and around each drawing the ellipse of one standard deviation. */
function drawWay(canvas, { ink, rule }, { across, span }, places, path) {
  const sheet = paper(canvas);
  if (!sheet?.context) return;
  const { context, width, height } = sheet;
  const unit = width / (2 * span); // px
  const at = ([x, y]) => [across(x) * width, across(-y) * height];
  context.clearRect(0, 0, width, height);
  for (const place of places) {
    if (!place) continue;
    const [x, y] = at(place.mu);
    context.beginPath();
    context.ellipse(x, y, place.sd[0] * unit, place.sd[1] * unit, 0, 0, 2 * Math.PI);
    context.strokeStyle = ink;
    context.lineWidth = 1;
    context.stroke();
  }
  if (!path) return;
  line(context, path.map(at), rule, [], 5);
  line(context, path.map(at), ink, [], 2);
}
