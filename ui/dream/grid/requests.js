/* Asking for a sample: the digits first and, once they are on the page, what they read as. */

import { waiting } from "../../kit/controls/form_state.js";
import { fromBase64 } from "../../kit/runtime/base64.js";
import { askNewest } from "../../kit/runtime/latest.js";
import { readingsOf } from "./sample.js";

/** Prepare the requests.
    @param {any} server
    @param {import("../types").Find} find
    @param {object} calls
    @param {any} calls.view as `layOutSample` gives it
    @param {(answer: any, request: import("./sample.js").SampleRequest) => void} calls.answered called when the server
      has taken the request or refused it
    @param {(sample: any) => void} calls.read called when the readings are on the page
    @param {AbortSignal} signal
    @returns {(request: import("./sample.js").SampleRequest) => void} asks for a sample */
export function sampleRequests(server, find, { view, answered, read }, signal) {
  const lost = find(".lost");
  const wait = waiting(find("#dream-samples"));

  function tellLoss(answer, last) {
    lost.hidden = !answer.lost;
    if (answer.lost) wait.end(last, true);
  }

  const pictures = askNewest(
    (request) => server.sample_digits(request),
    (answer, request, last) => {
      tellLoss(answer, last);
      if (answer.lost) return;
      answered(answer, request);
      if (!answer.ok) return wait.end(last, false);
      view.take({ n: answer.n, grey: fromBase64(answer.pixels), request, readings: null });
      if (view.needsReadings) return readings.ask(request);
      view.paint();
      wait.end(last, false);
      afterNextFrame(() => request === view.sample.request && readings.ask(request), signal);
    },
    signal,
  );

  const readings = askNewest(
    (request) => server.read_digits(request),
    (answer, request, last) => {
      if (request !== view.sample.request) return; // newer digits have come
      tellLoss(answer, last);
      if (!answer.ok) return;
      view.tell(readingsOf(answer));
      wait.end(true, false);
      read(view.sample);
    },
    signal,
  );

  return (request) => {
    wait.begin();
    pictures.ask(request);
  };
}

/** Call `then` when the browser has shown the next frame, unless `signal` has aborted by then. */
function afterNextFrame(then, signal) {
  requestAnimationFrame(() => setTimeout(() => signal.aborted || then()));
}
