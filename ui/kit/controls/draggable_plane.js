/* A plane with one point in it that the pointer drags and the arrow keys move. */

import { followContact } from "../runtime/contact.js";
import { finder } from "../runtime/find.js";

const KEY_STEP = 1 / 48; // of the plane's side; with Shift four times as far
const KEYS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

/** Find how far a key moves the point.
    @param {{key: string, shiftKey: boolean, altKey: boolean, ctrlKey: boolean, metaKey: boolean}} event
    @returns {[number, number] | undefined} shares of the plane's side to the right and down; undefined where it is a key
      for something else */
export function keyStep({ key, shiftKey, altKey, ctrlKey, metaKey }) {
  const by = KEYS[key];
  if (!by || altKey || ctrlKey || metaKey) return undefined;
  const step = KEY_STEP * (shiftKey ? 4 : 1);
  return [by[0] * step, by[1] * step];
}

/** Let a plane's point be moved by the pointer and by the arrow keys.
    @param {HTMLElement} plane takes the focus, and holds an element of the class mark
    @param {(x: number, y: number) => void} moved gets the point, x to the right and y down, in 0…1
    @param {AbortSignal} [signal]
    @returns {(...place: number[]) => void} put(x, y) moves the point without the pointer, and calls `moved` too */
export function draggable(plane, moved, signal) {
  const { style } = finder(plane)(".mark");
  let [right, down] = [0.5, 0.5];

  function put(x, y) {
    [right, down] = [x, y].map((share) => Math.min(1, Math.max(0, share)));
    style.left = `${right * 100}%`;
    style.top = `${down * 100}%`;
    moved(right, down);
  }

  function follow(event) {
    const box = plane.getBoundingClientRect();
    put((event.clientX - box.left) / box.width, (event.clientY - box.top) / box.height);
  }

  function begin(event) {
    event.preventDefault();
    plane.focus({ preventScroll: true });
    follow(event);
  }

  function step(event) {
    const by = keyStep(event);
    if (!by) return;
    event.preventDefault();
    put(right + by[0], down + by[1]);
  }

  followContact(plane, { down: begin, along: follow }, signal);
  plane.addEventListener("keydown", step, { signal });
  return put;
}

/** Make room for the sentence of an answer that failed, with a button where asking again may help.
    @param {HTMLElement} place hidden while all is well
    @param {import("../runtime/language.js").Say} say
    @param {() => void} again
    @returns {(answer: {ok: boolean, lost?: boolean, error?: string}) => void} shows what an answer says */
export function complainIn(place, say, again) {
  const text = document.createElement("span");
  const button = Object.assign(document.createElement("button"), { type: "button", textContent: say("again") });
  button.addEventListener("click", again);
  place.append(text, button);
  place.hidden = true;
  return (answer) => {
    place.hidden = answer.ok;
    text.textContent = answer.lost ? say("lost") : (answer.error ?? "");
    button.hidden = !answer.lost;
  };
}
