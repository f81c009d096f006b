/* The page from the moment its file has come: the skeleton leaves, hints go, tabs open, and what was made is kept. */

import { channel } from "../kit/runtime/channels.js";
import { fetched } from "../kit/runtime/fetched.js";
import { followColours } from "../kit/runtime/paint.js";
import { load } from "./early_mount.js";
import { rememberHints } from "./hints.js";
import { openLinkedTab, packOnTheWay } from "./next_page.js";
import { leaveSkeleton } from "./skeleton.js";

Inkspace.channel = channel; // for tests and for whoever looks at the page from its console

followColours();
leaveSkeleton(chooseWhereToCompute);
rememberHints();
openLinkedTab();
packOnTheWay();

/** Once the sheets stand: fetch what there is to compute with in the browser, and let it take the page's questions. */
async function chooseWhereToCompute() {
  const manifest = await fetched("engine.json");
  const file = manifest && /** @type {any} */ (await load(manifest.page));
  file?.begin(manifest);
}
