/* Where the articles need mending: for each place the line as printed, the line mended, and the figures behind it. */

import { figureIn } from "../figure.js";
import { make } from "../make.js";

const ARTICLES = ["vae", "gan", "gabor"];

/** Lay the list out.
    @param {import("../../../kit/runtime/types").Scope} scope
    @returns {import("../../../kit/runtime/types").Dispose} */
export function mount(scope) {
  const { asking, dispose, find, say, whenSeen } = figureIn(scope);

  const ask = asking("ask_errata", (answer) => {
    find(".articles").replaceChildren(
      ...ARTICLES.flatMap((name) => [
        make("h4", { textContent: say(name) }),
        make("ul", {}, ...answer[name].map(entryOf)),
      ]),
    );
  });

  function entryOf({ key, printed, mended, values }) {
    const from = printed ? [make("del", {}, make("code", { textContent: printed })), " → "] : [];
    const to = make("ins", {}, make("code", { textContent: mended }));
    return make("li", {}, ...from, to, make("p", { textContent: say(key, values) }));
  }

  whenSeen(() => ask({}));
  return dispose;
}
