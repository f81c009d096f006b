/* Draws from the posterior of a drawing. */

import { SIDE, frameOf } from "../../kit/pictures/frames.js";
import { best, readingText } from "../../kit/pictures/reader_text.js";
import { fromBase64 } from "../../kit/runtime/base64.js";
import { paintInk } from "../../kit/runtime/paint.js";

const DRAWS = 16;

/** list: an <ol>; `summary` an element for a sentence. Returns show(answer), which paints {frames, proba}. */
export function cloudIn(list, summary, say) {
  for (let at = 0; at < DRAWS; at++) {
    const item = document.createElement("li");
    const canvas = Object.assign(document.createElement("canvas"), { width: SIDE, height: SIDE });
    canvas.setAttribute("role", "img");
    item.append(canvas, document.createElement("span"));
    list.append(item);
  }
  return ({ frames, proba }) => {
    const grey = fromBase64(frames);
    const digits = proba.map(best);
    [...list.children].forEach((item, at) => {
      paintInk(item.firstChild, frameOf({ grey }, at), SIDE);
      item.firstChild.setAttribute("aria-label", readingText(say, proba[at]));
      item.lastChild.textContent = digits[at];
    });
    const counts = Array.from({ length: 10 }, (_, digit) => [digit, digits.filter((one) => one === digit).length]);
    const parts = counts.filter(([, count]) => count).sort((a, b) => b[1] - a[1]);
    summary.textContent = say("cloud_reads", {
      digits: parts.map(([digit, count]) => say("cloud_part", { digit, count })).join(say("comma")),
    });
  };
}
