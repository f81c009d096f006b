/* The flip-book: every frame between two drawings, along one of three paths. */

import { PENS } from "../../../kit/drawing/sheet.js";
import { STILLS, filmIn } from "../../../kit/pictures/filmstrip.js";
import { SIDE, frameOf } from "../../../kit/pictures/frames.js";
import { readingText } from "../../../kit/pictures/reader_text.js";
import { fromBase64 } from "../../../kit/runtime/base64.js";
import { channel } from "../../../kit/runtime/channels.js";
import { paintInk } from "../../../kit/runtime/paint.js";
import { figureIn } from "../figure.js";

const ENDS = /** @type {const} */ (["a", "b"]); // of the way, and the pads of the Draw tab that they are laid on

/** Lay the figure out.
    @param {import("../../../kit/runtime/types").Scope} scope
    @returns {import("../../../kit/runtime/types").Dispose} */
export function mount(scope) {
  const { asking, dispose, find, playing, say, tenDigits, tryIt, whenSeen } = figureIn(scope);
  const digits = { a: 3, b: 8 };
  let path = "spherical";
  let alpha = 0.5;
  let strip; // the server's answer: n frames as `grey`, proba

  const film = filmIn(find(".film"), go);
  const ask = asking("ask_flip", (answer) => {
    strip = { ...answer, grey: fromBase64(answer.frames) };
    film.show(strip);
    show(alpha);
  });
  const change = () => ask({ ...digits, path });

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
    play.stop();
    show(to);
  }

  function openInDraw() {
    play.stop();
    for (const end of ENDS) {
      const strokes = scope.props.examples[digits[end]];
      channel(`put-${end}`).set({ strokes, frame: null, edited: false, pen: PENS.middling });
    }
    channel("morph-put").set({ alpha, path });
  }

  const play = playing({
    begin: () => alpha,
    speed: () => 0.8,
    show,
    told: (on) => (find(".said").ariaLive = on ? "off" : "polite"), // or every frame would be read out
    steps: STILLS - 1,
  });
  find(".alpha").addEventListener("input", ({ target }) => go(+target.value));
  for (const end of ENDS) {
    tenDigits(`.choice.${end}`, digits[end], (digit) => {
      digits[end] = digit;
      change();
    });
  }
  find(".paths").addEventListener("change", ({ target }) => {
    path = target.value;
    change();
  });
  tryIt("draw", "#pad-a canvas", openInDraw);
  whenSeen(change);
  return dispose;
}
