/* Two textures that a light meter cannot tell apart, and a row of cells of one direction that can. */

import { COLOURS, greyOf, paintGrey } from "../../kit/pictures/colour_maps.js";
import { channel } from "../../kit/runtime/channels.js";
import { openTab } from "./figure.js";
import { figureIn } from "./figure.js";

export function mount(scope) {
  const { asking, find, say, slider, tryIt, whenSeen } = figureIn(scope);

  const ask = asking("ask_cells", async (answer) => {
    const response = await greyOf(answer.response);
    paintGrey(find(".response"), response, COLOURS.ramp);
    const ratio = answer.inside / Math.max(answer.outside, 1e-6);
    const key = ratio > 1.25 ? "inside" : ratio < 0.8 ? "outside" : "alike";
    const times = key === "outside" ? 1 / ratio : ratio;
    find(".said").textContent = say(key, { times: times > 99 ? say("over", { number: 99 }) : times.toFixed(1) });
  });
  const change = () => ask({ theta: theta.value });
  const theta = slider(find(".theta"), (value) => say("degrees", { number: value }), change);
  tryIt(".try button", () =>
    openTab("filter", "#gabor-output", () =>
      channel("gabor-take").set({ sigma: 1.5, theta_deg: theta.value, scale: 2.5 }),
    ),
  );
  const show = asking("ask_textures", async ({ picture }) => {
    paintGrey(find(".textures"), await greyOf(picture), COLOURS.grey);
    change();
  });
  whenSeen(() => show({}));
}
