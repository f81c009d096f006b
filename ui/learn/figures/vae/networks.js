/* One drawing through a fully connected and through a convolutional VAE, and moved to the side. */

import { SIDE } from "../../../kit/pictures/frames.js";
import { readingText } from "../../../kit/pictures/reader_text.js";
import { fromBase64 } from "../../../kit/runtime/base64.js";
import { paintInk } from "../../../kit/runtime/paint.js";
import { figureIn } from "../figure.js";
import { make, pictures } from "../make.js";
import { written } from "../numbers.js";
import { drawingChoice } from "./drawing_choice.js";

/** Lay the figure out.
    @param {import("../../../kit/runtime/types").Scope} scope
    @returns {import("../../../kit/runtime/types").Dispose} */
export function mount(scope) {
  const figure = figureIn(scope);
  const { asking, dispose, find, say, slider, whenSeen } = figure;
  const made = scope.props.names.map((name) => {
    const [canvas] = pictures(1);
    const told = make("span");
    canvas.setAttribute("role", "img");
    canvas.setAttribute("aria-label", say(name));
    find(".made").append(
      make("figure", {}, canvas, make("figcaption", {}, make("b", { textContent: say(name) }), told)),
    );
    return { name, canvas, told };
  });

  const ask = asking("ask_networks", (answer) => {
    paintInk(find(".seen"), fromBase64(answer.seen), SIDE);
    for (const { name, canvas, told } of made) {
      const { frame, misfit, proba } = answer.made[name];
      paintInk(canvas, fromBase64(frame), SIDE);
      told.textContent = say("told", { misfit: written(misfit, 1), reading: readingText(say, proba) });
      canvas.setAttribute("aria-label", `${say(name)}: ${told.textContent}`);
    }
    const [mlp, conv] = scope.props.names.map((name) => answer.made[name].misfit);
    const values = { by: written(Math.abs(mlp - conv), 1) };
    find(".said").textContent = say(conv < mlp ? "conv_closer" : "mlp_closer", values);
  });
  const change = () => ask({ ...chosen(), shift: shift.value });

  const chosen = drawingChoice(figure, 2, change);
  const shift = slider(".shift", (value) => say("px", { number: written(value, 0) }), change);
  whenSeen(change);
  return dispose;
}
