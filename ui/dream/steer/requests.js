/* Paths from the server: one call fetches all frames, and the newest paths are kept. */

import { complainIn } from "../../kit/controls/draggable_plane.js";
import { waiting } from "../../kit/controls/form_state.js";
import { fromBase64 } from "../../kit/runtime/base64.js";
import { language } from "../../kit/runtime/language.js";
import { askNewest } from "../../kit/runtime/latest.js";
import { addLimited } from "./paths.js";

const KEPT = 12; // paths

/** Prepare the requests.
    @param {any} server
    @param {import("../types").Find} find
    @param {import("../types").Say} say
    @param {object} calls
    @param {() => void} calls.retry called by the button that asks a lost server anew
    @param {(path: import("./paths.js").Path) => void} calls.show called with the path that was asked for last
    @param {AbortSignal} signal */
export function pathRequests(server, find, say, { retry, show }, signal) {
  const wait = waiting(find(".way"), find(".hands"), find(".corners"));
  const complain = complainIn(find(".lost"), say, retry);
  /** @type {Map<string, import("./paths.js").Path>} */
  const paths = new Map(); // by the request as text
  let pending = ""; // the request under way, as text

  const live = askNewest(
    ({ request }) => server.way({ lang: language, ...request }),
    (answer, { key }, last) => {
      if (key === pending) pending = "";
      complain(answer);
      if (answer.ok) {
        const path = { n: answer.n, grey: fromBase64(answer.frames), proba: answer.proba };
        addLimited(paths, key, path, KEPT);
        if (last) deliver(path);
      }
      wait.end(last, !answer.ok);
    },
    signal,
  );

  /** Drop the question that waits and the answer under way. */
  function forget() {
    live.forget();
    pending = "";
  }

  function deliver(path) {
    forget();
    wait.end(true, false);
    show(path);
  }

  return {
    /** Ask for a path, unless it is here or already on its way.
        @param {import("./paths.js").PathRequest} request */
    ask(request) {
      const key = JSON.stringify(request);
      const path = paths.get(key);
      if (path) return deliver(path);
      if (key === pending) return;
      pending = key;
      wait.begin();
      live.ask({ key, request });
    },
    /** Ask for nothing: what is wrong was said elsewhere. */
    clear() {
      forget();
      complain({ ok: true });
    },
  };
}
