/* The way as a file: a film, its frames side by side, or both ends as numbers. */

import { saved } from "../../kit/controls/download.js";
import { PACE } from "../../kit/pictures/player.js";
import { language } from "../../kit/runtime/language.js";
import { askPatiently } from "../../kit/runtime/latest.js";
import { endsFile, wayBetween } from "./way.js";

/** Have the buttons save files: "json" is written here, the others by the server.
    @param {{element: HTMLElement, find: import("../types").Find, say: import("../types").Say,
      server: import("../types").Server, points: import("../types").Points, path: () => string,
      playing: {readonly speed: string}}} parts */
export function offerFiles({ element, find, say, server, points, path, playing }) {
  async function save(what) {
    const way = wayBetween(points, path());
    if (!way) return;
    const status = find(".told");
    status.textContent = say("saving");
    const answer =
      what === "json"
        ? { ok: true, ...endsFile(points, path()) }
        : await askPatiently(() => server.take({ lang: language, ...way, what, pace: PACE / Number(playing.speed) }));
    if (answer?.ok) saved(answer.name, answer.file);
    status.textContent = answer?.ok ? say("saved", { name: answer.name }) : (answer?.error ?? say("lost"));
  }

  /** @type {NodeListOf<HTMLElement>} */
  const buttons = element.querySelectorAll(".take button");
  for (const button of buttons) button.addEventListener("click", () => save(button.dataset.what));
}
