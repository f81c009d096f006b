/* What stands in the place of the frame while there is none, and what went wrong with the newest pair of drawings. */

import { PADS } from "../points.js";

/** Make what speaks for the frame.
    @param {import("../types").Find} find
    @param {import("../types").Say} say
    @returns {{readonly failed: boolean, wait(): void, settle(): void, invite(key: string, values?: object): void,
      askForDrawings(drawn: Record<string, boolean>): void, complain(answer: import("../types").Answer): void}} `failed`:
      whether a complaint stands there; `wait` dims the frame until `settle`; `invite` says a text in its place;
      `askForDrawings` says which drawings are missing; `complain` says why an answer holds no frames */
export function stageOf(find, say) {
  const section = find("section");
  const lost = find(".lost");

  function invite(key, values) {
    const text = say(key, values);
    find(".why").textContent = text;
    find(".try").hidden = true;
    find("#morph canvas").setAttribute("aria-label", text);
  }

  return {
    get failed() {
      return !lost.hidden;
    },
    wait: () => section.classList.add("waiting"),
    settle: () => section.classList.remove("waiting"),
    invite,
    askForDrawings(drawn) {
      const missing = PADS.filter((name) => !drawn[name]);
      if (missing.length === PADS.length) invite("draw_both");
      else invite("draw_other", { letter: missing[0].toUpperCase() });
      find(".try").hidden = missing.length < PADS.length;
    },
    complain(answer) {
      section.classList.toggle("failed", !answer.ok);
      lost.hidden = answer.ok;
      lost.firstChild.textContent = answer.lost ? say("lost") : (answer.error ?? "");
      find(".again").hidden = !answer.lost;
    },
  };
}
