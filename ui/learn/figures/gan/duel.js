/* A GAN that trains in the page: points in the plane, two small networks, and every rule of their game to change. */

import { typedNumber } from "../../../kit/controls/typed_number.js";
import { language } from "../../../kit/runtime/language.js";
import { figureIn } from "../figure.js";
import { clockOver } from "./duel_clock.js";
import { drawingOn } from "./duel_drawing.js";
import { DATA, PRESETS, presetOf, rateText } from "./duel_rules.js";
import { cellCentres, drawLosses, planeOn } from "./duel_view.js";
import { BATCH, newGame } from "./players/game.js";
import { randomFrom } from "./players/points.js";

const SHOWN = 300; // real points that are shown
const SEEDS = 2 ** 31;
const CELLS = cellCentres();

/** Lay the figure out; it asks nothing.
    @param {import("../../../kit/runtime/types").Scope} scope
    @returns {import("../../../kit/runtime/types").Dispose} */
export function mount(scope) {
  const { dispose, find, plate, redrawn, say, signal, slider } = figureIn(scope);
  const paint = planeOn(find(".plane canvas"));
  const drawing = drawingOn(find(".plane"), drawingChanged, signal);
  let seed = 0;
  let chosen = "grid"; // which of DATA
  /** @type {import("./players/points.js").Distribution | undefined} */
  let data; // undefined while nothing is drawn
  /** @type {Float64Array} */
  let reals;
  /** @type {ReturnType<typeof newGame> | undefined} */
  let game;
  /** @type {Float64Array | undefined} */
  let logits; // of D at the heat map's cells
  let beat = false;
  let told = "ready"; // the sentence that fits what happened last

  const knobs = {
    k: slider(".k", String, ruled),
    rateD: slider(".rate-d", (power) => rateText(10 ** power), ruled),
    rateG: slider(".rate-g", (power) => rateText(10 ** power), ruled),
    r1: slider(".r1", (weight) => weight.toFixed(1), ruled),
  };
  const ticks = {
    apart: find(".apart"),
    sameBatch: find(".same-batch"),
    minimax: find(".minimax"),
    still: find(".still"),
  };

  /** Read the rules from the controls. */
  function rules() {
    const [rateD, rateG] = [10 ** knobs.rateD.value, 10 ** knobs.rateG.value];
    const { apart, sameBatch, minimax, still } = ticks;
    const ticked = {
      apart: apart.checked,
      sameBatch: sameBatch.checked,
      minimax: minimax.checked,
      still: still.checked,
    };
    return { k: knobs.k.value, r1: knobs.r1.value, rateD, rateG, ...ticked };
  }

  /** Mark the preset that the rules have become, if they are one. */
  function ruled() {
    const preset = presetOf(rules());
    for (const option of /** @type {NodeListOf<HTMLInputElement>} */ (plate.querySelectorAll(".presets input")))
      option.checked = option.value === preset;
    if (!clock.running) show();
  }

  function follow(preset) {
    const { k, rateD, rateG, r1, ...rest } = PRESETS[preset];
    knobs.k.put(k);
    knobs.r1.put(r1);
    knobs.rateD.put(Math.log10(rateD));
    knobs.rateG.put(Math.log10(rateG));
    for (const [name, on] of Object.entries(rest)) ticks[name].checked = on;
    begin();
  }

  /** Begin anew: both players as the seed gives them, with the data that are chosen. */
  function begin() {
    clock.stop();
    imitate();
    game = data && newGame(data, seed);
    told = data ? "ready" : "empty";
    show();
  }

  /** Take up the chosen data. */
  function imitate() {
    const points = chosen === "drawn" ? drawing.points : [];
    data = chosen === "drawn" && !points.length ? undefined : DATA[chosen](points);
    const random = randomFrom(seed);
    const shown = points.length ? points : Array.from({ length: data ? SHOWN : 0 }, () => data?.draw(random) ?? []);
    reals = Float64Array.from(shown.flat());
  }

  /** Take up what has been drawn; a game that is under way goes on with it. */
  function drawingChanged() {
    if (chosen !== "drawn") return;
    if (!game || !drawing.points.length) return begin();
    imitate();
    if (data) game.imitate(data);
    if (!clock.running) show();
  }

  /** Take the next step of the round, and say whether the game can go on. */
  function advance() {
    if (!game) return false;
    const [before, now] = [game.rounds, rules()];
    game.advance(now);
    told = !slow.checked ? "running" : game.rounds === before ? "stepped_d" : "stepped_g";
    return game.sound;
  }

  /** Let one player take a step alone. */
  function alone(player, sentence) {
    clock.stop();
    told = sentence;
    game?.[player](rules());
    show();
  }

  function show() {
    const stuck = game && !game.sound;
    if (stuck) told = "broken";
    for (const name of [".run", ".step-d", ".step-g"]) find(name).disabled = !game || stuck;
    const covered = game && !stuck ? game.coverage() : [];
    if (!clock.running || (beat = !beat)) logits = game?.judge(CELLS); // running, every other frame has a new field
    paint({
      logits: stuck ? undefined : logits,
      forgeries: game && !stuck ? game.forgeries(rules()) : undefined,
      ...{ reals, covered, places: data?.places ?? [], reach: data?.reach ?? 0, arrows: arrows.checked },
    });
    drawLosses(find(".losses"), game?.losses ?? { d: [], g: [] }, game?.rounds ?? 0);
    const numbers = {
      ...{ rounds: (game?.rounds ?? 0).toLocaleString(language), n: BATCH, k: rules().k, step: game?.turn ?? 0 },
      ...{ covered: covered.filter(Boolean).length, places: covered.length },
    };
    find(".said").textContent = say(told, numbers);
    find(".plane canvas").setAttribute("aria-label", say("plane", numbers));
  }

  const slow = find(".slow");
  const arrows = find(".arrows");
  const clock = clockOver(
    plate,
    {
      step: advance,
      show,
      slow: () => slow.checked,
      told(on) {
        find(".run").textContent = say(on ? "stop" : "run");
        find(".said").ariaLive = on ? "off" : "polite"; // or every round would be read out
      },
    },
    signal,
  );

  find(".run").textContent = say("run");
  find(".run").addEventListener("click", clock.toggle);
  find(".step-d").addEventListener("click", () => alone("stepD", "stepped_d"));
  find(".step-g").addEventListener("click", () => alone("stepG", "stepped_g"));
  find(".reset").addEventListener("click", begin);
  find(".wipe").addEventListener("click", drawing.clear);
  arrows.addEventListener("change", show);
  for (const tick of Object.values(ticks)) tick.addEventListener("change", ruled);
  find(".presets").addEventListener("change", ({ target }) => follow(target.value));
  find(".data").addEventListener("change", ({ target }) => {
    chosen = target.value;
    drawing.open(chosen === "drawn");
    for (const name of [".drawing", ".wipe"]) find(name).hidden = chosen !== "drawn";
    begin();
  });

  function sow(to) {
    seed = to;
    find(".seed input").value = seed;
    find(".seed input").removeAttribute("aria-invalid");
    begin();
  }

  find(".seed input").addEventListener("change", ({ target }) => {
    const typed = typedNumber(target.value, { min: 0, max: SEEDS - 1, whole: true });
    if (typed === undefined) target.setAttribute("aria-invalid", "true");
    else sow(typed);
  });
  find(".dice").addEventListener("click", () => sow(Math.floor(Math.random() * SEEDS)));
  find(".about").textContent = say("hint", { n: BATCH });
  redrawn(show);
  begin();
  return dispose;
}
