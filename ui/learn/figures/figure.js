/* What all figures of the chapters share: when to ask and to draw, players, and ways to the other tabs. */

import { complainIn } from "../../kit/controls/draggable_plane.js";
import { player } from "../../kit/pictures/player.js";
import { channel } from "../../kit/runtime/channels.js";
import { finder } from "../../kit/runtime/find.js";
import { fillTexts, language } from "../../kit/runtime/language.js";
import { askNewest } from "../../kit/runtime/latest.js";
import { lifetime, onResize } from "../../kit/runtime/lifetime.js";
import { onColourChange } from "../../kit/runtime/paint.js";
import { sliderIn, tenDigitsIn } from "./controls.js";
import { openTab } from "./open_tab.js";

/** What a figure works with; all of it ends when the figure is disposed of.
    @typedef {object} Figure
    @property {(selector: string) => any} find
    @property {(key: string, values?: object) => string} say
    @property {HTMLElement} plate
    @property {AbortSignal} signal
    @property {import("../../kit/runtime/types").Dispose} dispose
    @property {(name: string, show: (answer: any, question: any) => void) => (question: object) => void} asking makes a
    function that asks a server function, of whose questions the newest alone counts; `show` gets what it answers
    @property {(load: () => void) => void} whenSeen calls `load` once, when the figure comes near the window; where its
    models are not there it says so instead
    @property {(draw: () => void) => void} redrawn draws anew when the figure gets another size or the page another theme
    @property {(selector: string, write: (value: number) => string, changed: (value: number) => void) => import("./controls.js").Slider} slider
    @property {(selector: string, first: number, pick: (digit: number) => void) => void} tenDigits
    @property {(options: PlayOptions) => {stop(): void}} playing ties a player to the figure's button
    @property {(tab: string, wanted: string, then?: () => void) => void} tryIt has the figure's link open a tab, and calls
    `then` once an element of it is there */

/** How a figure is played: as kit/pictures/player.js takes it, and `begin`, which gives the alpha to go on from.
    @typedef {object} PlayOptions
    @property {() => number} begin
    @property {() => number} speed
    @property {(alpha: number) => void} show
    @property {number} steps
    @property {boolean} [once]
    @property {(on: boolean) => void} [told] */

/** Make what a figure works with.
    @param {import("../../kit/runtime/types").Scope} scope
    @returns {Figure} */
export function figureIn({ element, props, server }) {
  const say = fillTexts(element, props.words);
  const find = finder(element);
  const plate = find(".plate");
  const { signal, dispose } = lifetime();
  let again = () => {};
  const complain = complainIn(find(".lost"), say, () => again());

  litWithCode(plate, nameOf(element), signal);

  function asking(name, show) {
    const requests = askNewest(
      (question) => server[name]({ lang: language, ...question }),
      (answer, question) => {
        complain(answer);
        plate.classList.toggle("ready", answer.ok);
        if (answer.ok) show(answer, question);
      },
    );
    signal.addEventListener("abort", requests.forget);
    return requests.ask;
  }

  function whenSeen(load) {
    if (props.absent.length) {
      plate.classList.add("absent");
      find(".why").textContent = say("absent", { names: props.absent.join(say("comma")) });
      return;
    }
    again = load;
    onceNear(plate, load, signal);
  }

  function redrawn(draw) {
    onResize(plate, draw, signal);
    onColourChange(draw, signal);
  }

  return {
    ...{ find, say, plate, signal, dispose, asking, whenSeen, redrawn },
    slider: (selector, write, changed) => sliderIn(find(selector), write, changed),
    tenDigits(selector, first, pick) {
      const place = find(selector);
      tenDigitsIn(place, `${element.id}-${place.dataset.name}`, first, pick);
    },
    playing: (options) => playerWith(find(".play"), say, options, signal),
    tryIt(tab, wanted, then = () => {}) {
      find(".try button").addEventListener("click", () => openTab(tab, wanted, then, signal));
    },
  };
}

/** Get the name of a figure, as ui/learn/figures/figure.py gives it to Gradio. */
function nameOf(element) {
  return element.closest("[id^=learn-]")?.id.replace("learn-", "") ?? "";
}

/** Have a figure and the lines of code that belong to it light each other up. */
function litWithCode(plate, name, signal) {
  for (const begins of ["pointerenter", "focusin"]) {
    plate.addEventListener(begins, () => channel("learn-seen").set(name));
  }
  for (const ends of ["pointerleave", "focusout"]) plate.addEventListener(ends, () => channel("learn-seen").set(""));
  channel("learn-lit").subscribe((lit) => plate.classList.toggle("lit-plate", lit === name), signal);
}

/** Call `load` once, when an element comes near the window. */
function onceNear(element, load, signal) {
  const watcher = new IntersectionObserver(
    (entries) => {
      if (!entries.some((entry) => entry.isIntersecting)) return;
      watcher.disconnect();
      load();
    },
    { rootMargin: "300px" },
  );
  watcher.observe(element);
  signal.addEventListener("abort", () => watcher.disconnect());
}

/** Make a player that a button starts and stops.
    @param {HTMLButtonElement} button
    @param {(key: string) => string} say
    @param {PlayOptions} options
    @param {AbortSignal} signal */
function playerWith(button, say, { begin, told = (_on) => {}, ...options }, signal) {
  const name = (on) => (button.textContent = say(on ? "stop" : "play"));
  const playing = player({
    ...options,
    told(on) {
      name(on);
      told(on);
    },
  });
  name(false);
  button.addEventListener("click", () => playing.toggle(begin()));
  signal.addEventListener("abort", playing.stop);
  return playing;
}
