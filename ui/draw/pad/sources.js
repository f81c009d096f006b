/* What comes onto a sheet from the model and from the other sheet. */

import { channel } from "../../kit/runtime/channels.js";
import { language } from "../../kit/runtime/language.js";
import { askPatiently } from "../../kit/runtime/latest.js";

/** Make a function that asks for a picture and lays it on the sheet; of several asked for, the last one counts.
    @param {{say: import("../types").Say, put: (parts: object) => void, complain: (sentence: string) => void}} parts
      put: takes a sheet's parts; complain: says what is wrong with what came
    @param {AbortSignal} signal after it nothing is laid down any more
    @returns {(ask: () => Promise<any>, name?: string) => Promise<void>} ask: gives an answer with a frame; name: of the
      file that the picture comes from */
export function newestPicture({ say, put, complain }, signal) {
  let turn = 0;
  return async (ask, name) => {
    const mine = ++turn;
    const answer = (await askPatiently(ask)) ?? { ok: false, error: say("lost") };
    if (mine !== turn || signal.aborted) return;
    if (answer.ok) put({ strokes: [], frame: answer.frame, edited: false });
    else complain(name ? say("pad_of_picture", { name, reason: answer.error }) : answer.error);
  };
}

/** Lay out a button for each digit, which has the model draw a new one; hidden while a model draws that knows no digits
    by name.
    @param {{find: import("../types").Find, say: import("../types").Say, server: import("../types").Server,
      choices: import("../types").Choices, sampling: string[], receive: ReturnType<typeof newestPicture>}} parts
      sampling: the models that know digits by name
    @param {AbortSignal} signal ends it */
export function offerSamples({ find, say, server, choices, sampling, receive }, signal) {
  for (let digit = 0; digit < 10; digit++) {
    const button = Object.assign(document.createElement("button"), { type: "button", textContent: digit });
    button.setAttribute("aria-label", say("pad_sample_of", { digit }));
    button.addEventListener("click", () => {
      const seed = crypto.getRandomValues(new Uint32Array(1))[0] >>> 1;
      receive(() => server.sample_digit({ lang: language, model: choices.model.value, digit, seed }));
    });
    find(".digits").append(button);
  }
  choices.model.subscribe((model) => (find(".samples").hidden = !sampling.includes(model)), signal);
}

/** Have two buttons copy the sheet to the other pad and swap both.
    @param {import("../types").Find} find
    @param {import("../types").Say} say
    @param {import("../../kit/runtime/types").Pad} pad */
export function offerOtherPad(find, say, pad) {
  const other = pad === "a" ? "b" : "a";
  find(".copy").textContent = say("pad_copy", { from: pad.toUpperCase(), to: other.toUpperCase() });
  find(".copy").addEventListener("click", () => handTo(other, drawingOn(pad)));
  find(".swap").addEventListener("click", () => {
    const [mine, its] = [drawingOn(pad), drawingOn(other)];
    handTo(pad, its);
    handTo(other, mine);
  });
}

/** @param {import("../../kit/runtime/types").Pad} pad */
const drawingOn = (pad) => channel(`drawing-${pad}`).value ?? { strokes: [], frame: null };

/** Lay a sheet on a pad, without its announcement's `resting`.
    @param {import("../../kit/runtime/types").Pad} pad
    @param {Partial<import("../../kit/runtime/types").PackedSheet>} sheet */
function handTo(pad, { strokes, frame, edited, pen }) {
  channel(`put-${pad}`).set({ strokes, frame, edited, pen });
}
