/* The latent map: fetched once, then decoded under the pointer without asking. */

import { complainIn } from "../../kit/controls/draggable_plane.js";
import { greyOf } from "../../kit/pictures/colour_maps.js";
import { fromBase64 } from "../../kit/runtime/base64.js";
import { channel } from "../../kit/runtime/channels.js";
import { finder } from "../../kit/runtime/find.js";
import { fillTexts, language } from "../../kit/runtime/language.js";
import { askNewest } from "../../kit/runtime/latest.js";
import { lifetime, onResize } from "../../kit/runtime/lifetime.js";
import { onColourChange } from "../../kit/runtime/paint.js";
import { keepForNextPage, keptFromLastPage } from "../../kit/runtime/visit.js";
import { PADS } from "../points.js";
import { mapGeometry } from "./map_geometry.js";
import { mapView } from "./map_view.js";
import { placesView } from "./places_view.js";

const STEP = 2; // every second frame is shown on the plane

/** Lay out the map. props: see Atlas in widget.py.
    @param {import("../../kit/runtime/types").Scope} scope
    @returns {import("../../kit/runtime/types").Dispose} */
export function mount({ element, props, server }) {
  const { signal, dispose } = lifetime();
  const say = fillTexts(element, props.words);
  const find = finder(element);
  const fold = find("details");
  const kept = keptFromLastPage.atlas ?? {};
  const morph = channel("morph-state");
  const geometry = mapGeometry({ reach: props.reach, count: (props.side - 1) / STEP + 1 });

  const view = mapView(find, say, props, geometry, { step: STEP, start: kept.z ?? [0, 0] }, signal);
  const places = placesView(find, say, geometry, morph);
  const complain = complainIn(find(".lost"), say, open);
  const fetchMap = mapRequest({ find, say, server, view, complain, shown: redrawAndFind });
  const findPlaces = placeRequests({ server, places, complain });
  const sheets = { a: null, b: null };

  /** Fetch the map once it is unfolded. */
  function open() {
    if (!fold.open) return;
    if (!props.here) find(".why").textContent = say("absent");
    else if (view.filled) findDrawings();
    else fetchMap();
  }

  /** Ask where the drawings lie that are on the sheets now. */
  function findDrawings() {
    if (!fold.open || !view.filled) return;
    findPlaces({ ...sheets, path: morph.value?.path === "straight" ? "straight" : "spherical" });
  }

  function redraw() {
    view.drawOver();
    places.redraw();
  }

  function redrawAndFind() {
    places.redraw();
    findDrawings();
  }

  followMorph(morph, places.follow, redrawAndFind, signal);
  followDrawings(sheets, findDrawings, signal);
  fold.open = kept.open ?? false;
  fold.addEventListener("toggle", open);
  onResize(find(".plane"), redraw, signal);
  onColourChange(redraw, signal);
  channel("draw-again").subscribe(() => find(".lost").hidden || open(), signal);
  keepForNextPage("atlas", () => ({ open: fold.open, z: view.z }), signal);
  return dispose;
}

/** Make a function that fetches the map and shows it; then `shown` is called. */
function mapRequest({ find, say, server, view, complain, shown }) {
  const live = askNewest(
    () => server.atlas({ lang: language }),
    async (answer) => {
      complain(answer);
      find(".why").textContent = answer.ok ? "" : say("absent_now");
      if (!answer.ok) return;
      view.show(answer.regions && fromBase64(answer.regions), await greyOf(answer.tiles));
      shown();
    },
  );
  return () => {
    find(".why").textContent = say("coming");
    live.ask(true);
  };
}

/** Make a function that asks where drawings lie and shows it, unless that is on the page. */
function placeRequests({ server, places, complain }) {
  let shown = ""; // the question whose answer is on the page
  const live = askNewest(
    (question) => server.find_places({ lang: language, ...question }),
    (answer, question) => {
      if (answer.ok || answer.lost) complain(answer); // the pads say what is wrong with a drawing
      shown = answer.ok ? JSON.stringify(question) : "";
      if (answer.ok) places.show(answer);
      else places.redraw();
    },
  );
  return (question) => {
    if (JSON.stringify(question) !== shown) live.ask(question);
  };
}

/** Call `moved` when the morph's α changes and `turned` when another path is chosen. */
function followMorph(morph, moved, turned, signal) {
  let path = morph.value?.path;
  morph.subscribe((state) => {
    if (state.path === path) return moved();
    path = state.path;
    turned();
  }, signal);
}

/** Keep `sheets` up to date with what lies on the pads, null for a blank one, and call `rested` whenever the pen is up. */
function followDrawings(sheets, rested, signal) {
  for (const name of PADS) {
    channel(`drawing-${name}`).subscribe(({ resting, ...sheet }) => {
      sheets[name] = sheet.strokes.length || sheet.frame ? sheet : null;
      if (resting) rested();
    }, signal);
  }
}
