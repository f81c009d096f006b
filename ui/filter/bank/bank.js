// 4 scales × 8 directions over the lab's picture. Python's side: ui/filter/bank/server.py; what all widgets share: ui/shell/runtime.js.

import { finder } from "../../kit/runtime/find.js";
import { waiting } from "../../kit/controls/form_state.js";
import { COLOURS, greyOf, hue, paintGrey } from "../../kit/pictures/colour_maps.js";
import { channel } from "../../kit/runtime/channels.js";
import { fillTexts, language } from "../../kit/runtime/language.js";
import { askNewest } from "../../kit/runtime/latest.js";
import { keepForNextPage, keptFromLastPage } from "../../kit/runtime/visit.js";
import { levelsAt, liveliest, paintDirections, tileOf, tileSize } from "./contact_sheet.js";
import { polarPlot } from "./polar_plot.js";

const REST = 300; // ms without a change before 32 responses are worth computing
const FEWEST = 3; // of 255 levels: below, a polar plot would show rounding
const rows = [];

export function mount({ element, props, server }) {
  const say = fillTexts(element, props.words);
  const find = finder(element);
  const { scales, directions, wavelength } = props;

  const fold = find("#gabor-bank");
  const lost = find(".lost");
  const wrong = find(".wrong");
  const state = channel("gabor");
  const degrees = (at) => (180 * at) / directions;
  const px = (scale) => (wavelength * scale).toFixed(1);
  const colourOf = (at) =>
    `rgb(${hue(at / directions)
      .map(Math.round)
      .join(" ")})`;

  const kept = keptFromLastPage.bank ?? {};
  let row = kept.row ?? 1; // whose maps are shown
  let over = row; // whose energy stands out in the polar plot
  let sheet; // all responses, as bank_sheet.js has them, with their peak
  let point; // [x, y] in 0…1 of the picture, what the polar plot is of

  // --- the sheet ---------------------------------------------------------------------------------------------

  function node(name, className, parent) {
    const made = document.createElement(name);
    made.className = className;
    parent.append(made);
    return made;
  }

  /** Where something stands: along the scales and along the directions, 1 being the headings. */
  function place(made, scale, direction) {
    made.style.setProperty("--scale", scale + 2);
    made.style.setProperty("--direction", direction + 2);
  }

  const corner = node("span", "corner", find(".sheet"));
  place(corner, -1, -1);
  corner.textContent = say("corner");
  for (let at = 0; at < directions; at++) {
    const heading = node("span", "direction", find(".sheet"));
    place(heading, -1, at);
    heading.textContent = `${degrees(at)}°`;
    heading.style.setProperty("--hue", colourOf(at));
  }
  const tiles = scales.map((scale, at) => {
    const heading = node("button", "scale", find(".sheet"));
    heading.type = "button";
    place(heading, at, -1);
    heading.textContent = say("px", { px: px(scale) });
    heading.ariaLabel = heading.title = say("row", { px: px(scale) });
    heading.addEventListener("click", () => chooseRow(at));
    rows.push(heading);
    return Array.from({ length: directions }, (_, turn) => {
      const tile = node("button", "tile", find(".sheet"));
      tile.type = "button";
      tile.dataset.row = at;
      place(tile, at, turn);
      tile.ariaLabel = tile.title = say("tile", { theta: degrees(turn), px: px(scale) });
      tile.addEventListener("click", () => take(at, turn));
      return node("canvas", "", tile);
    });
  });

  function take(at, turn) {
    const detail = { theta_deg: degrees(turn), scale: scales[at] };
    element.dispatchEvent(new CustomEvent("gabor-take", { bubbles: true, detail }));
  }

  /** The tile whose wavelet the lab shows is marked. */
  function mark() {
    const { theta, scale } = state.value;
    tiles.forEach((line, at) =>
      line.forEach(({ parentElement: tile }, turn) => {
        tile.ariaPressed = String(scales[at] === scale && Math.abs((theta % 180) - degrees(turn)) < 1e-6);
      }),
    );
  }

  function showSheet() {
    const [width, height] = tileSize(sheet);
    fold.style.setProperty("--shape", width / height);
    tiles.forEach((line, at) =>
      line.forEach((canvas, turn) => paintGrey(canvas, tileOf(sheet, at, turn), COLOURS.ramp)),
    );
  }

  // --- energy over direction, at one point -------------------------------------------------------------------

  const plot = polarPlot(find("svg"), scales.length, directions, colourOf);

  function showPoint() {
    const [width, height] = tileSize(sheet);
    const found = levelsAt(sheet, Math.floor(point[0] * width), Math.floor(point[1] * height));
    const energies = found.map((line) => line.map((level) => ((level / 255) * sheet.peak) ** 2));
    const loudest = Math.max(...found.flat());
    const heard = loudest >= FEWEST && sheet.peak > 0;
    fold.style.setProperty("--x", point[0]);
    fold.style.setProperty("--y", point[1]);
    plot(energies, heard ? Math.max(...energies.flat()) : 0, over);
    const at = found.findIndex((line) => line.includes(loudest));
    const values = {
      theta: degrees(found[at].indexOf(loudest)),
      px: px(scales[at]),
      value: number((loudest / 255) * sheet.peak),
    };
    find(".point").textContent = heard ? say("strongest_here", values) : say("nothing_here");
  }

  const number = (value) => String(+value.toPrecision(2));

  function follow(event) {
    const holder = event.target.closest?.(".tile, .maps figure");
    if (!holder || !sheet) return;
    const canvas = holder.querySelector("canvas");
    const box = canvas.getBoundingClientRect();
    const [x, y] = [(event.clientX - box.left) / box.width, (event.clientY - box.top) / box.height];
    if (!(x >= 0 && x < 1 && y >= 0 && y < 1)) return;
    point = [x, y];
    over = +(holder.dataset.row ?? row);
    showPoint();
  }
  for (const type of ["pointermove", "pointerdown"]) find(".inside").addEventListener(type, follow);

  // --- maps of one scale -------------------------------------------------------------------------------------

  const mapOf = (name) => find(`[data-map=${name}]`);

  function showMaps(maps) {
    for (const name of ["strongest", "mean", "energy"]) {
      paintGrey(mapOf(name).querySelector("canvas"), maps[name].picture, COLOURS.ramp);
      mapOf(name).querySelector(".peak").textContent = say("up_to", { peak: number(maps[name].peak) });
    }
    paintDirections(mapOf("theta").querySelector("canvas"), maps.theta.picture, maps.strongest.picture, directions);
  }

  function headMaps() {
    rows.forEach((heading, at) => (heading.ariaPressed = String(at === row)));
    find(".together").textContent = say("together", { px: px(scales[row]) });
  }

  function chooseRow(at) {
    row = over = at;
    headMaps();
    if (sheet) showPoint();
    ask();
  }

  // --- asking ------------------------------------------------------------------------------------------------

  const wait = waiting(find(".top"), find(".maps"));
  let shown; // what the sheet is of, as text

  /** What magnitudes depend on; the lab's direction, scale and phase are not among it. */
  function subject({ picture, pixels, sigma, gamma, dc_free, norm }) {
    return { picture, pixels, sigma, gamma, dc_free, norm };
  }
  const named = ({ pixels: _, ...rest }) => JSON.stringify(rest);

  async function request({ of, row }) {
    const { pixels, ...asked } = of;
    const question = { ...asked, theta: 0, scale: 1, row, sheet: named(of) !== shown, lang: language };
    let answer = await server.show_bank(question);
    if (answer?.need === "image") answer = await server.show_bank({ ...question, pixels });
    if (answer?.ok) {
      for (const map of [answer.sheet, ...Object.values(answer.maps)]) if (map) map.picture = await greyOf(map.picture);
    }
    return answer;
  }

  function show(answer, { of }, last) {
    wait.end(last, answer.lost);
    lost.hidden = !answer.lost;
    wrong.textContent = Object.values(answer.errors ?? {})[0] ?? "";
    if (!answer.ok) return;
    if (answer.sheet) {
      const other = sheet?.of !== of.picture;
      sheet = {
        ...answer.sheet.picture,
        peak: answer.sheet.peak,
        rows: scales.length,
        columns: directions,
        of: of.picture,
      };
      shown = named(of);
      showSheet();
      if (other) point = liveliest(sheet);
    }
    showMaps(answer.maps);
    showPoint();
  }

  const requests = askNewest(request, show);

  function ask() {
    clearTimeout(pause);
    if (!state.value || !fold.open) return;
    wait.begin();
    requests.ask({ of: subject(state.value), row });
  }

  const stale = () => state.value && named(subject(state.value)) !== shown;
  let pause;
  state.subscribe(() => {
    mark();
    clearTimeout(pause);
    if (stale()) pause = setTimeout(ask, REST);
  });
  fold.addEventListener("toggle", () => stale() && ask());
  find(".again").addEventListener("click", ask);
  keepForNextPage("bank", () => ({ row, open: fold.open }));
  fold.open = kept.open ?? false;
  headMaps();
}
