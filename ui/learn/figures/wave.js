/* Envelope and wave apart, and their product, along the wave. */

import { inks, line, paper } from "../../kit/pictures/line_plot.js";
import { channel } from "../../kit/runtime/channels.js";
import { openTab, written } from "./figure.js";
import { figureIn } from "./figure.js";

export function mount(scope) {
  const { asking, find, plate, redrawn, say, slider, tryIt, whenSeen } = figureIn(scope);
  const { props } = scope;

  let found = null;

  const ask = asking("ask_section", (answer) => {
    found = answer;
    const waves = (Math.SQRT2 * sigma.value) / Math.PI; // within one standard deviation to either side
    find(".said").textContent = say("result", { std: written(Math.SQRT2 * sigma.value), waves: written(waves) });
    draw();
  });

  function draw() {
    if (!found) return;
    const { ink, faded, rule, accent } = inks(plate);
    const phase = (psi.value * Math.PI) / 180;
    const count = found.envelope.length;
    const place = (at) => props.reach * ((2 * at) / (count - 1) - 1);
    const wave = (turn) => found.envelope.map((_, at) => Math.cos(place(at) + phase - turn));
    const curves = {
      ".apart": [
        [wave(Math.PI / 2), accent, [5, 4]],
        [wave(0), ink, []],
        [found.envelope, faded, [2, 3]],
      ],
      ".product": [
        [found.imaginary, accent, [5, 4]],
        [found.envelope, faded, [2, 3]],
        [found.real, ink, []],
      ],
    };
    for (const [selector, lines] of Object.entries(curves)) {
      const sheet = paper(find(selector));
      if (!sheet) continue;
      const { context, width, height } = sheet;
      const y = (value) => height / 2 - value * (height / 2 - 8);
      line(
        context,
        [
          [0, y(0)],
          [width, y(0)],
        ],
        rule,
        [],
        1,
      );
      for (const [values, colour, dash] of lines) {
        line(
          context,
          values.map((value, at) => [(at / (count - 1)) * width, y(value)]),
          colour,
          dash,
          1.8,
        );
      }
    }
  }

  const change = () => ask({ sigma: sigma.value, psi: psi.value });
  const sigma = slider(find(".sigma"), (value) => written(value), change);
  const psi = slider(find(".psi"), (value) => say("degrees", { number: written(value, 0) }), change);
  tryIt(".try button", () =>
    openTab("filter", "#gabor-output", () =>
      channel("gabor-take").set({ sigma: sigma.value, theta_deg: 45, scale: 4 }),
    ),
  );
  redrawn(draw);
  whenSeen(change);
}
