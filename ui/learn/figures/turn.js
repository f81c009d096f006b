/* The matrix that turns and stretches, and the wavelet that comes of it. */

import { COLOURS, paintGrey } from "../../kit/pictures/colour_maps.js";
import { inks, label, line, paper } from "../../kit/pictures/line_plot.js";
import { fromBase64 } from "../../kit/runtime/base64.js";
import { written } from "./figure.js";
import { figureIn } from "./figure.js";

export function mount(scope) {
  const { asking, find, findAll, plate, redrawn, say, slider, whenSeen } = figureIn(scope);
  const { props } = scope;

  let found = null;

  const ask = asking("ask_turned", (answer) => {
    found = answer;
    const grey = fromBase64(answer.picture);
    paintGrey(find(".kernel"), { grey, width: props.side, height: props.side }, COLOURS.grey);
    answer.matrix.flat().forEach((value, at) => (findAll(".matrix b")[at].textContent = written(value, 3)));
    find(".said").textContent = say("result", {
      std: written(Math.SQRT2 * scale.value, 1),
      wavelength: written(2 * Math.PI * scale.value, 1),
      theta: theta.value,
    });
    draw();
  });

  /** The wavelet's own axes, each as long as one of its units times four. */
  function draw() {
    const sheet = found && paper(find(".axes"));
    if (!sheet) return;
    const { context, width } = sheet;
    const { accent } = inks(plate);
    const unit = (4 * scale.value * width) / props.side;
    const turn = (theta.value * Math.PI) / 180;
    for (const [name, angle] of [
      ["x′", turn],
      ["y′", turn + Math.PI / 2],
    ]) {
      const [x, y] = [width / 2 + unit * Math.cos(angle), width / 2 - unit * Math.sin(angle)];
      line(
        context,
        [
          [width / 2, width / 2],
          [x, y],
        ],
        accent,
        [],
        2,
      );
      label(context, name, x + 10 * Math.cos(angle), y + 4 - 10 * Math.sin(angle), accent);
    }
  }

  const change = () => ask({ theta: theta.value, scale: scale.value });
  const theta = slider(find(".theta"), (value) => say("degrees", { number: value }), change);
  const scale = slider(find(".scale"), (value) => written(value, 1), change);
  redrawn(draw);
  whenSeen(change);
}
