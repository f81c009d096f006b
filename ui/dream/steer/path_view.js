/* A path in a line: the frame at one place, stills, a band of what each frame reads as; it is scrubbed and played. */

import { STILLS, draggedAlong, filmIn } from "../../kit/pictures/filmstrip.js";
import { SIDE, frameOf } from "../../kit/pictures/frames.js";
import { player } from "../../kit/pictures/player.js";
import { bandText, drawBand } from "../../kit/pictures/probability_bands.js";
import { readingText } from "../../kit/pictures/reader_text.js";
import { onResize } from "../../kit/runtime/lifetime.js";
import { onColourChange, paintInk } from "../../kit/runtime/paint.js";
import { closedPath } from "./paths.js";

const WALK_SPEED = 0.25; // a walk is four paths long

/** Prepare the view.
    @param {import("../types").Find} find
    @param {import("../types").Say} say
    @param {() => string} kind gives "walk" where the end of the path leads back to its beginning
    @param {AbortSignal} signal */
export function layOutPathView(find, say, kind, signal) {
  const view = find(".way");
  const slider = find(".at");
  const film = filmIn(find(".film"), go);
  /** @type {import("./paths.js").Path | null} */
  let path = null;

  function drawBands() {
    if (!path || !view.checkVisibility()) return;
    drawBand(find(".bands canvas"), path.proba);
    find(".bands canvas").ariaLabel = bandText(say, path.proba);
  }

  function stand(alpha) {
    slider.value = Math.min(1, Math.max(0, alpha));
    if (path) showFrame(find, say, path, Number(slider.value));
  }

  const standOrStop = (alpha) => (view.checkVisibility() ? stand(alpha) : play.stop());
  const play = pathPlayer(find, say, kind, standOrStop, signal);

  /** Stand where the visitor's own hand says: what plays stops. */
  function go(alpha) {
    play.stop();
    stand(alpha);
  }

  slider.addEventListener("input", () => go(Number(slider.value)));
  draggedAlong(find(".bands"), (event) => path && event.offsetX / event.target.clientWidth, go, signal);
  draggedAlong(view.querySelector(".frame"), () => path && Number(slider.value), go, signal);
  find(".play").addEventListener("click", () => path && play.toggle(Number(slider.value)));
  onResize(find(".bands"), drawBands, signal);
  onColourChange(drawBands, signal);

  return {
    /** Show a path where the slider stands.
        @param {import("./paths.js").Path} next */
    show(next) {
      path = kind() === "walk" ? closedPath(next) : next;
      film.show(path);
      find(".note").textContent = say(`note_${kind()}`);
      drawBands();
      showFrame(find, say, path, Number(slider.value));
    },
    /** Have nothing to scrub until the next path comes; what is on the page stays. */
    clear() {
      path = null;
    },
    /** Go back to the beginning, where the next path will stand. */
    rewind() {
      play.stop();
      slider.value = 0;
    },
    /** Play from the beginning. */
    play() {
      play.toggle(0);
    },
    stop: play.stop,
  };
}

/** Show the frame of a path that is nearest to alpha, 0…1. */
function showFrame(find, say, path, alpha) {
  const index = Math.round(alpha * (path.n - 1));
  const canvas = find(".way .frame canvas");
  paintInk(canvas, frameOf(path, index), SIDE);
  const reading = readingText(say, path.proba[index]);
  find(".way .reading").textContent = canvas.ariaLabel = reading;
  find(".at").setAttribute("aria-valuetext", reading);
  find(".bands i").style.left = `${alpha * 100}%`;
}

/** Make a player that calls `show(alpha)` with each frame, its button saying what it will do. */
function pathPlayer(find, say, kind, show, signal) {
  const button = find(".play");
  button.textContent = say("play");
  return player({
    speed: () => find(".speed").value * (kind() === "walk" ? WALK_SPEED : 1),
    show,
    told: (playing) => {
      button.textContent = say(playing ? "pause" : "play");
      button.classList.toggle("on", playing);
    },
    steps: STILLS - 1,
    round: () => kind() === "walk",
    signal,
  });
}
