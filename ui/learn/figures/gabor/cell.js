/* Two textures that a light meter cannot tell apart, and a row of cells of one direction that can. */

import { COLOURS, greyOf, paintGrey } from "../../../kit/pictures/colour_maps.js";
import { channel } from "../../../kit/runtime/channels.js";
import { figureIn } from "../figure.js";
import { verdict } from "./texture_verdict.js";

/** Lay the figure out.
    @param {import("../../../kit/runtime/types").Scope} scope
    @returns {import("../../../kit/runtime/types").Dispose} */
export function mount(scope) {
  const { asking, dispose, find, say, slider, tryIt, whenSeen } = figureIn(scope);

  const ask = asking("ask_cells", async (answer) => {
    paintGrey(find(".response"), await greyOf(answer.response), COLOURS.ramp);
    const { key, times } = verdict(answer);
    find(".said").textContent = say(key, { times: times > 99 ? say("over", { number: 99 }) : times.toFixed(1) });
  });
  const change = () => ask({ theta: theta.value });
  const theta = slider(".theta", (value) => say("degrees", { number: value }), change);
  const show = asking("ask_textures", async ({ picture }) => {
    paintGrey(find(".textures"), await greyOf(picture), COLOURS.grey);
    change();
  });
  tryIt("filter", "#gabor-output", () => {
    channel("gabor-take").set({ sigma: 1.5, theta_deg: theta.value, scale: 2.5 });
  });
  whenSeen(() => show({}));
  return dispose;
}
