/* Where the networks and the filter run: on the server or in this browser, by the visitor's choice or by what is quicker.
   The page's foot says which, and what the other costs. */

import { crossing } from "../engine/page/crossing.js";
import { modeIn } from "../engine/page/when.js";
import { workerClient } from "../engine/page/worker_client.js";
import { language } from "../kit/runtime/language.js";
import { nearer } from "../kit/runtime/routing.js";
import { choiceLine } from "./compute_line.js";

/** Take over the page's questions.
    @param {import("../engine/types").Manifest} manifest engine.json */
export function begin(manifest) {
  const base = new URL("inkspace/", document.baseURI).href;
  const show = choiceLine(manifest, language, (wanted) => {
    keepInAddress(wanted);
    choose(wanted);
  });
  const { take, choose } = crossing({
    live: manifest.live,
    mode: modeIn(location.search),
    saveData: /** @type {any} */ (navigator).connection?.saveData === true,
    start(news) {
      performance.mark("engine-begin");
      return workerClient(() => new Worker(new URL(manifest.worker, base)), { manifest, base }, news);
    },
    show(state, share) {
      if (state === "browser") performance.mark("engine-ready");
      show(state, share);
    },
  });
  nearer.take = take;
}

/** Write the visitor's choice into the page's address, so that it holds on the next page, too.
    @param {string} wanted */
function keepInAddress(wanted) {
  const address = new URL(location.href);
  address.searchParams.set("engine", wanted);
  history.replaceState(history.state, "", address);
}
