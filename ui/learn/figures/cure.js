/* Before and after: the same seed through three GANs, with what was measured of each. */

import { fromBase64 } from "../../kit/runtime/base64.js";
import { language } from "../../kit/runtime/language.js";
import { paintInk } from "../../kit/runtime/paint.js";
import { openTab } from "./figure.js";
import { figureIn } from "./figure.js";

const FRAME = 28;

export function mount(scope) {
  const { asking, find, say, tryIt, whenSeen } = figureIn(scope);
  const { props } = scope;

  let seed = 0;
  const times = (ratio) =>
    say("times", { ratio: ratio >= 10 ? Math.round(ratio).toLocaleString(language) : ratio.toFixed(1) });
  const share = (value) => say("percent", { number: Math.round(100 * value) });

  const cases = Object.entries(props.about).map(([name, about]) => {
    const one = Object.assign(document.createElement("div"), { className: "case" });
    const kind = about.labelled ? "labelled" : "plain";
    const title = Object.assign(document.createElement("h4"), {
      textContent: say(kind, { k: about.steps, r1: about.r1 }),
    });
    const ten = Object.assign(document.createElement("div"), { className: "ten" });
    ten.setAttribute("role", "img");
    ten.setAttribute("aria-label", say("samples", { name: title.textContent }));
    const pictures = Array.from({ length: 10 }, () =>
      Object.assign(document.createElement("canvas"), { className: "picture", width: FRAME, height: FRAME }),
    );
    ten.append(...pictures);
    const list = document.createElement("dl");
    const rows = [
      ["fid", about.fid && about.floor && times(about.fid / about.floor)],
      ["coverage", about.coverage !== undefined && share(about.coverage)],
      ["digits", about.classes_holding_90],
      ["gap", about.score_real !== undefined && `${share(about.score_real)} / ${share(about.score_fake)}`],
    ];
    for (const [key, value] of rows) {
      if (!value) continue;
      list.append(
        Object.assign(document.createElement("dt"), { textContent: say(key) }),
        Object.assign(document.createElement("dd"), { textContent: value }),
      );
    }
    one.append(title, ten, list);
    find(".trio").append(one);
    return { name, pictures };
  });

  const ask = asking("ask_cure", ({ frames }) => {
    for (const { name, pictures } of cases) {
      const grey = fromBase64(frames[name]);
      pictures.forEach((picture, at) =>
        paintInk(picture, grey.subarray(at * FRAME ** 2, (at + 1) * FRAME ** 2), FRAME),
      );
    }
  });
  find(".anew").addEventListener("click", () => ask({ seed: ++seed }));
  tryIt(".try button", () =>
    openTab("dream", "#dream-samples", () => (location.hash = new URLSearchParams({ dream: "gan_conv", seed }))),
  );
  whenSeen(() => ask({ seed }));
}
