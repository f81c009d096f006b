/* The latent map: fetched once, then decoded under the pointer without asking. */

import { finder } from "../../kit/runtime/find.js";
import { complainIn, draggable } from "../../kit/controls/draggable_plane.js";
import { greyOf } from "../../kit/pictures/colour_maps.js";
import { ON_DIGIT, digitColour } from "../../kit/pictures/digit_colours.js";
import { frameAt, mosaic } from "../../kit/pictures/frame_grid.js";
import { PIXELS, SIDE } from "../../kit/pictures/frames.js";
import { inks, line, paper } from "../../kit/pictures/line_plot.js";
import { fromBase64 } from "../../kit/runtime/base64.js";
import { channel } from "../../kit/runtime/channels.js";
import { fillTexts, language } from "../../kit/runtime/language.js";
import { askNewest } from "../../kit/runtime/latest.js";
import { onThemeChange, paintInk } from "../../kit/runtime/paint.js";
import { keepForNextPage, keptFromLastPage } from "../../kit/runtime/visit.js";
import { drawRegions } from "./class_regions.js";

const SHOWN = 2; // every second frame is shown on the plane
const sheets = { a: null, b: null };

export function mount({ element, props, server }) {
  const say = fillTexts(element, props.words);
  const find = finder(element);
  const fold = find("details");
  const plane = find(".plane");
  const kept = keptFromLastPage.atlas ?? {};
  const morph = channel("morph-state");
  const half = props.reach / ((props.side - 1) / SHOWN); // of a shown frame's side, in units of z
  const inset = half / (2 * (props.reach + half));
  let tiles = null; // {n, grey}
  let regions = null;
  let places = { a: null, b: null, way: null };
  let z = kept.z ?? [0, 0];
  let fetched = ""; // the question that `places` answers

  const across = (value) => 0.5 + value / (2 * (props.reach + half)); // z → share of the plane, to the right
  const clamped = (value) => Math.min(props.reach, Math.max(-props.reach, value));

  const complain = complainIn(find(".lost"), say, open);
  const whole = askNewest(
    () => server.atlas({ lang: language }),
    async (answer) => {
      complain(answer);
      find(".why").textContent = answer.ok ? "" : say("absent_now");
      if (answer.ok) show(answer.regions, await greyOf(answer.tiles));
    },
  );
  const placing = askNewest(
    (question) => server.find_places({ lang: language, ...question }),
    (answer, question) => {
      if (answer.ok || answer.lost) complain(answer); // the pads say what is wrong with a drawing
      fetched = answer.ok ? JSON.stringify(question) : "";
      if (answer.ok) places = answer;
      drawPlaces();
    },
  );

  for (let digit = 0; digit < 10; digit++) {
    const key = Object.assign(document.createElement("li"), { textContent: digit });
    Object.assign(key.style, { background: digitColour(digit), color: ON_DIGIT });
    find(".keys").append(key);
  }

  function open() {
    if (!fold.open) return;
    if (!props.here) find(".why").textContent = say("absent");
    else if (tiles) refresh();
    else {
      find(".why").textContent = say("coming");
      whole.ask(true);
    }
  }

  /** One sheet of n × n frames → the frames one after the other. */
  function cut({ grey, width }) {
    const n = props.side;
    const out = new Uint8Array(grey.length);
    for (let row = 0; row < n * SIDE; row++) {
      for (let column = 0; column < n; column++) {
        const at = row * width + column * SIDE;
        out.set(grey.subarray(at, at + SIDE), (Math.floor(row / SIDE) * n + column) * PIXELS + (row % SIDE) * SIDE);
      }
    }
    return { n, grey: out };
  }

  function show(packed, sheet) {
    tiles = cut(sheet);
    regions = packed && fromBase64(packed);
    fold.classList.remove("blank");
    const { grey, width } = mosaic(tiles, SHOWN);
    paintInk(find(".tiles"), grey, width);
    for (const part of [find(".tick"), find(".keys")]) part.hidden = !regions;
    drawOver();
    put(across(z[0]), across(-z[1]));
    refresh();
  }

  function drawOver() {
    if (regions) drawRegions(find(".regions"), regions, props.fine, inset);
    drawPlaces();
  }

  const put = draggable(plane, (x, y) => {
    const value = (share) => clamped((2 * share - 1) * (props.reach + half));
    z = [value(x), -value(y)];
    if (!tiles) return;
    const [right, down] = [z[0], -z[1]].map((one) => (one / props.reach + 1) / 2);
    paintInk(find(".frame canvas"), frameAt(tiles, right, down), SIDE);
    const at = Math.round(down * (props.fine - 1)) * props.fine + Math.round(right * (props.fine - 1));
    const [first, second] = z.map((one) => one.toFixed(2).replace("-", "−"));
    find(".reading").textContent = regions ? say("region", { digit: regions[at] }) : "";
    find(".where").textContent = say("where", { first, second });
    find(".frame canvas").setAttribute("aria-label", find(".reading").textContent || find(".where").textContent);
  });

  /** Ask where the drawings lie that are on the sheets now. */
  function refresh() {
    if (!fold.open || !tiles) return;
    const path = morph.value?.path === "straight" ? "straight" : "spherical";
    const question = { ...sheets, path };
    if (JSON.stringify(question) !== fetched) placing.ask(question);
  }

  const mixed = () => morph.value?.path === "pixels"; // that path does not lead through any latent space

  function drawPlaces() {
    for (const name of ["a", "b"]) {
      const letter = find(`.drawing.${name}`);
      letter.hidden = !places[name];
      if (!places[name]) continue;
      const [x, y] = places[name].mu;
      letter.classList.toggle("beyond", clamped(x) !== x || clamped(y) !== y);
      letter.style.left = `${100 * across(clamped(x))}%`;
      letter.style.top = `${100 * across(-clamped(y))}%`;
    }
    const both = places.a && places.b;
    find(".way-hint").textContent = say(both ? (mixed() ? "way_pixels" : "way") : "draw_for_places");
    drawWay();
    follow();
  }

  /** The path between both drawings, and around each the ellipse of one standard deviation. */
  function drawWay() {
    const sheet = paper(find(".way"));
    if (!sheet) return;
    const { context, width, height } = sheet;
    const { ink, rule } = inks(plane);
    const at = ([x, y]) => [across(x) * width, across(-y) * height];
    context.clearRect(0, 0, width, height);
    for (const place of [places.a, places.b]) {
      if (!place) continue;
      const unit = width / (2 * (props.reach + half));
      context.beginPath();
      context.ellipse(...at(place.mu), place.sd[0] * unit, place.sd[1] * unit, 0, 0, 2 * Math.PI);
      context.strokeStyle = ink;
      context.lineWidth = 1;
      context.stroke();
    }
    if (!places.way || mixed()) return;
    line(context, places.way.map(at), rule, [], 5);
    line(context, places.way.map(at), ink, [], 2);
  }

  /** The dot goes along with the morph's α. */
  function follow() {
    const dot = find(".alpha");
    dot.hidden = !places.way || mixed();
    if (dot.hidden) return;
    const [x, y] = places.way[Math.round((morph.value?.alpha ?? 0.5) * (places.way.length - 1))];
    dot.style.left = `${100 * across(x)}%`;
    dot.style.top = `${100 * across(-y)}%`;
  }

  let path = morph.value?.path;
  morph.subscribe((state) => {
    if (state.path === path) return follow();
    path = state.path;
    drawPlaces();
    refresh();
  });
  for (const name of ["a", "b"]) {
    channel(`drawing-${name}`).subscribe(({ resting, ...sheet }) => {
      sheets[name] = sheet.strokes.length || sheet.frame ? sheet : null;
      if (resting) refresh();
    });
  }
  find(".outlined").addEventListener("change", ({ target }) => {
    find(".regions").hidden = find(".keys").hidden = !target.checked;
  });
  fold.open = kept.open ?? false;
  fold.addEventListener("toggle", open);
  new ResizeObserver(drawOver).observe(plane);
  onThemeChange(drawOver);
  channel("draw-again").subscribe(() => find(".lost").hidden || open());
  keepForNextPage("atlas", () => ({ open: fold.open, z }));
}
