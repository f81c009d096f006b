/* The flip-book: every frame between two drawings, along one of three paths. */

import { STILLS, filmIn } from "../../kit/pictures/filmstrip.js";
import { SIDE, frameOf } from "../../kit/pictures/frames.js";
import { player } from "../../kit/pictures/player.js";
import { readingText } from "../../kit/pictures/reader_text.js";
import { fromBase64 } from "../../kit/runtime/base64.js";
import { channel } from "../../kit/runtime/channels.js";
import { paintInk } from "../../kit/runtime/paint.js";
import { openTab } from "./figure.js";
import { figureIn } from "./figure.js";

export function mount(scope) {
  const { asking, find, say, tenDigits, tryIt, whenSeen } = figureIn(scope);
  const { props } = scope;

  let ends = { a: 3, b: 8 };
  let path = "spherical";
  let alpha = 0.5;
  let strip = null;

  const film = filmIn(find(".film"), (to) => go(to));
  const ask = asking("ask_flip", (answer) => {
    strip = { ...answer, grey: fromBase64(answer.frames) };
    film.show(strip);
    show(alpha);
  });
  const change = () => ask({ ...ends, path });

  function show(to) {
    alpha = to;
    find(".alpha").value = to;
    if (!strip) return;
    const index = Math.round(to * (strip.n - 1));
    paintInk(find(".page"), frameOf(strip, index), SIDE);
    find(".said").textContent = readingText(say, strip.proba[index]);
    find(".page").setAttribute("aria-label", find(".said").textContent);
  }

  function go(to) {
    playing.stop();
    show(to);
  }

  const playing = player({
    speed: () => 0.8,
    show,
    told: (on) => {
      find(".play").textContent = say(on ? "stop" : "play");
      find(".said").ariaLive = on ? "off" : "polite"; // or every frame would be read out
    },
    steps: STILLS - 1,
  });
  find(".play").textContent = say("play");
  find(".play").addEventListener("click", () => playing.toggle(alpha));
  find(".alpha").addEventListener("input", ({ target }) => go(+target.value));
  for (const name of ["a", "b"]) {
    tenDigits(find(`.choice.${name}`), ends[name], (digit) => {
      ends = { ...ends, [name]: digit };
      change();
    });
  }
  find(".paths").addEventListener("change", ({ target }) => {
    path = target.value;
    change();
  });
  tryIt(".try button", () =>
    openTab("draw", "#pad-a canvas", () => {
      playing.stop();
      for (const [name, digit] of Object.entries(ends)) {
        channel(`put-${name}`).set({ strokes: props.examples[digit], frame: null, edited: false, pen: 2.6 });
      }
      channel("morph-put").set({ alpha, path });
    }),
  );
  whenSeen(change);
}
