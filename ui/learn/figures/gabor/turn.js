/* The matrix that turns and stretches, and the wavelet that comes of it. */

import { COLOURS, paintGrey } from "../../../kit/pictures/colour_maps.js";
import { inks, label, line, paper } from "../../../kit/pictures/line_plot.js";
import { fromBase64 } from "../../../kit/runtime/base64.js";
import { figureIn } from "../figure.js";
import { written } from "../numbers.js";

const UNITS = 4; // of the wavelet's own coordinates, drawn along each axis

/** Lay the figure out.
    @param {import("../../../kit/runtime/types").Scope} scope
    @returns {import("../../../kit/runtime/types").Dispose} */
export function mount(scope) {
  const { asking, dispose, find, redrawn, say, slider, whenSeen } = figureIn(scope);
  const { side } = scope.props;
  const cells = scope.element.querySelectorAll(".matrix b");
  let found = false;

  const ask = asking("ask_turned", (answer) => {
    found = true;
    const grey = fromBase64(answer.picture);
    paintGrey(find(".kernel"), { grey, width: side, height: side }, COLOURS.grey);
    answer.matrix.flat().forEach((value, at) => (cells[at].textContent = written(value, 3)));
    find(".said").textContent = say("result", {
      std: written(Math.SQRT2 * scale.value, 1),
      wavelength: written(2 * Math.PI * scale.value, 1),
      theta: theta.value,
    });
    draw();
  });

  function draw() {
    if (found)
      drawAxes(find(".axes"), (UNITS * scale.value) / side, (theta.value * Math.PI) / 180, inks(find(".axes")).accent);
  }

  const change = () => ask({ theta: theta.value, scale: scale.value });
  const theta = slider(".theta", (value) => say("degrees", { number: value }), change);
  const scale = slider(".scale", (value) => written(value, 1), change);
  redrawn(draw);
  whenSeen(change);
  return dispose;
}

/** Draw the wavelet's own axes from the middle, `length` as a share of the width; does nothing while the canvas is
    hidden. */
function drawAxes(canvas, length, angle, colour) {
  const sheet = paper(canvas);
  if (!sheet) return;
  const { context, width } = sheet;
  const middle = width / 2;
  const axes = { "x′": angle, "y′": angle + Math.PI / 2 };
  for (const [name, turn] of Object.entries(axes)) {
    const [right, up] = [Math.cos(turn), Math.sin(turn)];
    const [x, y] = [middle + length * width * right, middle - length * width * up];
    const points = [
      [middle, middle],
      [x, y],
    ];
    line(context, points, colour, [], 2);
    label(context, name, x + 10 * right, y + 4 - 10 * up, colour);
  }
}
