/* Paths between digits of the grid: a morph, other digits in the same hand, a walk that comes back, a square. One call
   fetches the frames of a path; sliders and pointer then walk them without another. */

import { channel } from "../../kit/runtime/channels.js";
import { finder } from "../../kit/runtime/find.js";
import { fillTexts } from "../../kit/runtime/language.js";
import { lifetime } from "../../kit/runtime/lifetime.js";
import { keepForNextPage, keptFromLastPage } from "../../kit/runtime/visit.js";
import { attachKinds } from "./kinds.js";
import { DIGITS_NEEDED, pathRequest } from "./paths.js";
import { pathRequests } from "./requests.js";
import { layOutSlots } from "./slots.js";
import { layOutViews } from "./views.js";

/** Bring the paths below the grid to life.
    @param {import("../../kit/runtime/types").Scope} scope
    @returns {import("../../kit/runtime/types").Dispose} */
export function mount({ element, props, server }) {
  const { signal, dispose } = lifetime();
  const say = fillTexts(element, props.words);
  const find = finder(element);
  const fold = find("details");
  const kept = keptFromLastPage.steer ?? {};
  let seed = kept.seed ?? 1; // of the walk
  let eager = false; // to play the next path

  const kinds = attachKinds(find(".modes"), kept.mode ?? "morph", (kind) => {
    choose(kind);
    refresh();
  });
  const slots = layOutSlots(find, say, refresh);
  const options = { kind: () => kinds.value, held: slots.held, place: kept.place ?? [0.5, 0.5] };
  const views = layOutViews(find, say, options, signal);
  const requests = pathRequests(server, find, say, { retry: refresh, show }, signal);

  /** Ask for the path that is chosen, unless something is in its way. */
  function refresh() {
    const kind = kinds.value;
    slots.need(DIGITS_NEEDED[kind]);
    fold.dataset.mode = kind;
    const obstacle = obstacleTo(kind, slots.model, props.told, say);
    find(".why").textContent = obstacle;
    if (obstacle) {
      requests.clear();
      views.clear();
      fold.classList.add("blank");
    } else if (fold.open) requests.ask(pathRequest(slots.model, kind, slots.used, seed));
  }

  function show(path) {
    fold.classList.remove("blank");
    views.show(path);
    if (eager) views.play();
    eager = false;
  }

  /** Choose a kind of path; it is asked for by the next `refresh`. */
  function choose(kind) {
    kinds.value = kind;
    views.rewind();
    views.clear();
    eager = false;
    slots.need(DIGITS_NEEDED[kind]);
  }

  /** Begin or end a path with a digit that was chosen elsewhere. */
  function take({ tile, slot }) {
    fold.open = true;
    choose(slot === "walk" ? "walk" : kinds.value === "square" ? "square" : "morph");
    eager = slot === "walk";
    slots.fill(slot === "to" ? 1 : 0, tile);
    fold.scrollIntoView({ block: "start" });
  }

  find(".again-walk").addEventListener("click", () => {
    seed = crypto.getRandomValues(new Uint32Array(1))[0];
    refresh();
  });
  fold.open = kept.open ?? false;
  fold.addEventListener("toggle", () => (fold.open ? refresh() : views.stop()));
  find(".speed").value = kept.speed ?? 1;
  const keep = () => ({ mode: kinds.value, open: fold.open, speed: find(".speed").value, place: views.place, seed });
  keepForNextPage("steer", keep, signal);
  channel("dream-grid").subscribe(slots.offer, signal);
  channel("steer-take").subscribe(take, signal);
  return dispose;
}

/** Say why a path cannot be asked for, or "".
    @param {string} kind of DIGITS_NEEDED
    @param {string} model that drew the digits, "" while there are none
    @param {string[]} conditional models that take a conditioning label apart from z
    @param {import("../types").Say} say
    @returns {string} */
function obstacleTo(kind, model, conditional, say) {
  if (!model) return say("no_tiles");
  if (kind === "classes" && !conditional.includes(model)) return say("not_told", { model: say(`model_${model}`) });
  return "";
}
