/* Playing the way, to and fro, at a speed that the visitor chooses. */

import { STILLS } from "../../kit/pictures/filmstrip.js";
import { player } from "../../kit/pictures/player.js";

/** Make what plays the way.
    @param {{find: import("../types").Find, say: import("../types").Say,
      view: ReturnType<typeof import("./strip_view.js").stripView>, place: (alpha: number) => void, speed?: string}} parts
      place: is called with α, 0…1; speed: what to begin with, a factor
    @param {AbortSignal} signal ends it
    @returns {{readonly speed: string, stop(): void, sweep(): void}} */
export function playback({ find, say, view, place, speed }, signal) {
  const slider = find(".speed");
  const button = find(".play");
  const play = player({
    speed: () => Number(slider.value),
    show: (alpha) => (find("#morph").offsetParent ? place(alpha) : play.stop()), // another tab has been opened
    told(playing) {
      button.textContent = say(playing ? "pause" : "play");
      button.classList.toggle("on", playing);
    },
    steps: STILLS - 1,
    signal,
  });

  function showSpeed() {
    const factor = say("factor", { factor: Number(slider.value) });
    find(".factor").textContent = factor;
    slider.setAttribute("aria-valuetext", factor);
  }

  if (speed !== undefined) slider.value = speed;
  button.textContent = say("play");
  showSpeed();
  slider.addEventListener("input", showSpeed);
  button.addEventListener("click", () => view.strip && play.toggle(view.alpha));
  return {
    get speed() {
      return slider.value;
    },
    stop: play.stop,
    sweep: play.sweep,
  };
}
